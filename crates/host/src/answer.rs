//! From what a plugin handed over to a value, or to words that say what is wrong with it.

use serde::de::DeserializeOwned;
use stratbook_plugin::abi;

use crate::table::{Given, RawAnswer};
use crate::{Failure, FailureKind};

/// Reads the answer to a method.
pub(crate) fn read<T: DeserializeOwned>(
    id: &str,
    method: &str,
    raw: RawAnswer,
    largest: usize,
) -> Result<T, Failure> {
    let wrong = |what: String| {
        Failure::new(FailureKind::WrongAnswer, format!("the plugin `{id}` answered `{method}` with {what}"))
    };
    let text = match (raw.status, raw.text) {
        (abi::UNSUPPORTED, _) => {
            return Err(Failure::new(
                FailureKind::Unsupported,
                format!("the plugin `{id}` does not know `{method}`"),
            )
            .hint("take it out of the plugin's manifest, or take a version of the plugin that knows it"));
        }
        (_, Given::TooMuch(size)) => {
            return Err(wrong(format!("{}, which is more than it may", mib(size)))
                .note(format!("it may give {}", mib(largest)))
                .hint("`answer_mib` under `[limits]` in its plugin.toml asks for more"));
        }
        (abi::OK, Given::Text(text)) => text,
        (abi::OK, Given::Nothing) => return Err(wrong("nothing".to_owned())),
        (abi::FAILED, Given::Text(text)) => return Err(refused(id, method, &text)),
        (abi::FAILED, Given::Nothing) => return Err(refused(id, method, b"")),
        (status, _) => {
            return Err(wrong(format!("the status {status}"))
                .note("a call returns 0 (done), 1 (no such method) or 2 (failed)"));
        }
    };
    let text = std::str::from_utf8(&text).map_err(|error| {
        wrong(format!("text that is not UTF-8 (at byte {} of {})", error.valid_up_to(), text.len()))
    })?;
    // An object, for a list would pass for one whose members stand in order.
    if !text.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
        return Err(
            wrong("JSON that is not an object".to_owned()).note(format!("it begins with: {}", start(text)))
        );
    }
    serde_json::from_str(text).map_err(|error| {
        let what = if error.is_data() { "JSON of another form than wanted" } else { "text that is not JSON" };
        let around = around(text, error.line(), error.column());
        let failure = wrong(what.to_owned()).note(error.to_string());
        if around.is_empty() { failure } else { failure.note(format!("there stands: {around}")) }
    })
}

/// A plugin said itself that it could not.
fn refused(id: &str, method: &str, text: &[u8]) -> Failure {
    let text = String::from_utf8_lossy(text);
    let mut lines = text.trim().lines().map(str::trim_end).filter(|line| !line.is_empty());
    match lines.next() {
        None => Failure::new(
            FailureKind::Refused,
            format!("the plugin `{id}` failed at `{method}` and did not say why"),
        ),
        Some(first) => {
            let mut failure =
                Failure::new(FailureKind::Refused, format!("the plugin `{id}` failed: {}", start(first)));
            failure.notes.extend(lines.take(20).map(start));
            failure
        }
    }
}

fn mib(bytes: usize) -> String {
    if bytes < 1 << 20 { format!("{bytes} bytes") } else { format!("{} MiB", bytes.div_ceil(1 << 20)) }
}

/// As much of a text as fits into a note, without characters that would disturb a terminal.
fn start(text: &str) -> String {
    const MOST: usize = 300;
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut shown: String = text.chars().take(MOST).map(plain).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

/// The text around a place that serde_json names: line from 1, column in bytes.
fn around(text: &str, line: usize, column: usize) -> String {
    let Some(line) = line.checked_sub(1).and_then(|line| text.lines().nth(line)) else {
        return String::new();
    };
    let from = line.floor_char_boundary(column.saturating_sub(30));
    let to = line.floor_char_boundary(column.saturating_add(30));
    start(&line[from..to.max(from)])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use stratbook_plugin::messages::{Report, Shortcoded};

    use super::*;

    fn raw(status: i32, text: &[u8]) -> RawAnswer {
        RawAnswer { status, text: Given::Text(text.to_vec()) }
    }

    fn words<T: DeserializeOwned + std::fmt::Debug>(raw: RawAnswer) -> String {
        let failure = read::<T>("okr", "generate", raw, 1 << 20).expect_err("is wrong");
        [vec![format!("{:?}: {}", failure.kind, failure.message)], failure.notes].concat().join("\n")
    }

    #[test]
    fn good_answers_are_read() {
        let report: Report =
            read("okr", "generate", raw(abi::OK, br#" {"markdown":"a","unknown":1}"#), 99).expect("fits");
        assert_eq!(report.markdown, "a");
    }

    #[test]
    fn wrong_answers_say_what_is_wrong() {
        let nothing = RawAnswer { status: abi::OK, text: Given::Nothing };
        let much = RawAnswer { status: abi::OK, text: Given::TooMuch(7_000_000) };
        let all = [
            words::<Report>(raw(abi::OK, b"{\"markdown\": \"a\",\n  \"pages\": [}")),
            words::<Report>(raw(abi::OK, b"{\"markdown\": \"a\xff\"}")),
            words::<Report>(raw(abi::OK, br#"{"markdown": 7}"#)),
            words::<Shortcoded>(raw(abi::OK, br#"["a"]"#)),
            words::<Report>(raw(abi::OK, b"")),
            words::<Report>(nothing),
            words::<Report>(much),
            words::<Report>(raw(77, b"{}")),
            words::<Report>(raw(abi::FAILED, b"no such year\nlook at `year`\n")),
            words::<Report>(raw(abi::FAILED, b"")),
            words::<Report>(raw(abi::UNSUPPORTED, b"")),
        ];
        insta::assert_snapshot!(all.join("\n"), @r#"
        WrongAnswer: the plugin `okr` answered `generate` with text that is not JSON
        expected value at line 2 column 13
        there stands:   "pages": [}
        WrongAnswer: the plugin `okr` answered `generate` with text that is not UTF-8 (at byte 15 of 18)
        WrongAnswer: the plugin `okr` answered `generate` with JSON of another form than wanted
        invalid type: integer `7`, expected a string at line 1 column 14
        there stands: {"markdown": 7}
        WrongAnswer: the plugin `okr` answered `generate` with JSON that is not an object
        it begins with: ["a"]
        WrongAnswer: the plugin `okr` answered `generate` with text that is not JSON
        EOF while parsing a value at line 1 column 0
        WrongAnswer: the plugin `okr` answered `generate` with nothing
        WrongAnswer: the plugin `okr` answered `generate` with 7 MiB, which is more than it may
        it may give 1 MiB
        WrongAnswer: the plugin `okr` answered `generate` with the status 77
        a call returns 0 (done), 1 (no such method) or 2 (failed)
        Refused: the plugin `okr` failed: no such year
        look at `year`
        Refused: the plugin `okr` failed at `generate` and did not say why
        Unsupported: the plugin `okr` does not know `generate`
        "#);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60), status in -1..4_i32) {
            let _ = read::<Report>("okr", "generate", raw(status, &bytes), 99);
            let _ = read::<Value>("okr", "generate", raw(status, &bytes), 99);
        }

        #[test]
        fn no_json_breaks_it(text in "[\\[\\]{}\",:a-zé0-9\\n ]{0,60}") {
            let _ = read::<Report>("okr", "generate", raw(abi::OK, text.as_bytes()), 99);
        }
    }
}
