//! What a question's words are on their way from the shell: `-not` is no option, and quotes are gone.

use std::ffi::OsString;

use clap::{ArgAction, Command};
use stratbook_search::query::FILTERS;
use stratbook_search::{Language, Query};

/// Stands before a word that begins with a hyphen, while clap reads the command line. No argument can hold it: they
/// end with it.
const MARK: char = '\0';

/// Marks words such as `-draft` after `search`, so that they are not taken for options.
pub(crate) fn mark(command: &Command, arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let search = command.get_subcommands().find(|known| known.get_name() == "search");
    let awaits_value = |argument: &OsString| {
        argument.to_str().is_some_and(|text| {
            let options = command.get_arguments().chain(search.into_iter().flat_map(Command::get_arguments));
            options.filter(|option| matches!(option.get_action(), ArgAction::Set | ArgAction::Append)).any(
                |option| {
                    option.get_long().is_some_and(|long| text.strip_prefix("--") == Some(long))
                        || option.get_short().is_some_and(|short| {
                            text.strip_prefix('-').is_some_and(|rest| rest.chars().eq([short]))
                        })
                },
            )
        })
    };
    let mut at = 1;
    while at < arguments.len() && arguments[at].to_str().is_some_and(|text| text.starts_with('-')) {
        at += 1 + usize::from(awaits_value(&arguments[at]));
    }
    if arguments.get(at).is_none_or(|name| name != "search") {
        return arguments;
    }
    at += 1;
    while at < arguments.len() && arguments[at] != "--" {
        if awaits_value(&arguments[at]) {
            at += 1;
        } else if let Some(word) = arguments[at].to_str().filter(|word| is_negated(word)) {
            arguments[at] = format!("{MARK}{word}").into();
        }
        at += 1;
    }
    arguments
}

/// `-word`, `-"a phrase"`, `-tag:x`. One letter is an option, and so are `-C` and `-n` with their values behind them.
fn is_negated(word: &str) -> bool {
    if word.strip_prefix("-n").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        return false;
    }
    let mut characters = word.chars();
    characters.next() == Some('-')
        && characters
            .next()
            .is_some_and(|first| first != 'C' && (first.is_alphabetic() || "\"“„«".contains(first)))
        && characters.next().is_some()
}

/// A word as it was typed.
#[expect(clippy::unnecessary_wraps, reason = "clap wants a function that can fail")]
pub(crate) fn value(word: &str) -> Result<String, String> {
    Ok(word.strip_prefix(MARK).unwrap_or(word).to_owned())
}

/// The question that some arguments are. The shell took away the quotes of `owner:"Growth team"`, so they come back
/// where one of several arguments is a key with spaces in its value. All else is meant as it stands: an argument with
/// spaces is a question, not a phrase.
pub(crate) fn question(words: &[String]) -> String {
    let quoted = |word: &String| match quoted(word) {
        Some(quoted) if words.len() > 1 => quoted,
        _ => word.clone(),
    };
    words.iter().map(quoted).collect::<Vec<String>>().join(" ")
}

/// The one argument as a filter with spaces in its value, if it can be read so. `owner:Growth team` and `status:active
/// how do we` look alike: which is meant is known by whether any document is let through.
pub(crate) fn one_filter(words: &[String], language: Language) -> Option<String> {
    let [word] = words else { return None };
    let text = quoted(word)?;
    let query = Query::parse(&text, language);
    let only = query.words.is_empty() && query.without.is_empty();
    // What a filter keeps out says nothing: most documents have another owner.
    (only && matches!(query.filters.as_slice(), [filter] if !filter.not)).then_some(text)
}

/// A key with spaces in its value, with its quotes.
fn quoted(word: &str) -> Option<String> {
    let (key, value) = word.split_once(':')?;
    let name = key.trim_start_matches('-').to_ascii_lowercase();
    let is_key = name == "title"
        || FILTERS.iter().any(|(known, others)| *known == name || others.contains(&name.as_str()));
    let is_value = value.contains(char::is_whitespace) && !value.contains(['"', '“', '”', '„', '«', '»']);
    (is_key && is_value).then(|| format!("{key}:\"{value}\""))
}

#[cfg(test)]
mod tests {
    use clap::FromArgMatches as _;

    use super::*;
    use crate::arguments::{self, Arguments};

    fn parsed(line: &[&str]) -> arguments::Search {
        let command = crate::command();
        let words = line.iter().map(OsString::from);
        let matches = command.clone().try_get_matches_from(mark(&command, words)).unwrap();
        match Arguments::from_arg_matches(&matches).unwrap().command {
            arguments::Command::Search(search) => search,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_word_with_a_hyphen_is_no_option() {
        let search = parsed(&[
            "stratbook",
            "-C",
            "search",
            "search",
            "plan",
            "-draft",
            "-\"a b\"",
            "-n",
            "3",
            "-tag:x",
        ]);
        assert_eq!(search.query, ["plan", "-draft", "-\"a b\"", "-tag:x"]);
        assert_eq!(search.limit, Some(3));
        assert_eq!(parsed(&["stratbook", "search", "-health"]).query, ["-health"]);
        assert_eq!(parsed(&["stratbook", "search", "--", "-n", "--open"]).query, ["-n", "--open"]);
    }

    #[test]
    fn options_stay_options() {
        let search = parsed(&["stratbook", "search", "a", "--filter", "tag=x", "-f", "in=y", "--open", "-q"]);
        assert_eq!(search.query, ["a"]);
        assert_eq!(search.filters, ["tag=x", "in=y"]);
        assert!(search.open);
    }

    #[test]
    fn quotes_come_back_where_only_they_can_be_meant() {
        let asked =
            |words: &[&str]| question(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(asked(&["how do I", "begin"]), "how do I begin");
        assert_eq!(asked(&["plan", "owner:Growth team"]), "plan owner:\"Growth team\"");
        assert_eq!(asked(&["owner:growth plan"]), "owner:growth plan");
        assert_eq!(asked(&["plan", "\"exact phrase\""]), "plan \"exact phrase\"");
    }

    #[test]
    fn one_argument_may_be_a_filter_with_spaces() {
        let filter = |word: &str| one_filter(&[word.to_owned()], Language::ENGLISH);
        assert_eq!(filter("owner:Growth team").as_deref(), Some("owner:\"Growth team\""));
        assert_eq!(filter("status:active how do we").as_deref(), Some("status:\"active how do we\""));
        let others = [
            "owner:growth",
            "owner:\"Growth team\" plan",
            "-owner:Growth team",
            "title:a plan",
            "so: a plan",
        ];
        for other in others.into_iter().chain(["updated:2026 plan", "plan owner:growth", ":a b"]) {
            assert_eq!(filter(other), None, "{other}");
        }
        assert_eq!(one_filter(&["owner:Growth team".to_owned(), "plan".to_owned()], Language::ENGLISH), None);
    }
}
