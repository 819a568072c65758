//! Fields of a specification, typed: each mistake becomes a problem with a place, and reading goes on.

use jiff::civil::Date;
use stratbook_model::Span;

use crate::problem::Problem;
use crate::yaml::{Data, Entry, Node};

/// Most values in one list.
pub(crate) const MOST_POINTS: usize = 1000;
/// Numbers beyond this, either way, cannot be drawn to scale with anything else.
const LARGEST: f64 = 1e30;
/// Most problems told of one chart.
const MOST_PROBLEMS: usize = 8;

/// What is wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        if self.0.len() < MOST_PROBLEMS {
            self.0.push(Problem::new(span, message, hint));
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// A group of fields being read. What nobody asked for is unknown.
pub(crate) struct Fields<'a> {
    entries: &'a [Entry],
    /// Where the group begins: told where something is missing from it.
    pub(crate) span: Span,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(node: &'a Node, what: &str, problems: &mut Problems) -> Option<Self> {
        let Data::Map(entries) = &node.data else {
            problems.add(
                node.span,
                format!("{what} is {}, and a group of fields is wanted", shape(node)),
                "write each field as `name: value`",
            );
            return None;
        };
        let first = entries.first().map_or(node.span, |entry| entry.key_span);
        Some(Self { entries, span: first, known: Vec::new() })
    }

    /// The value of a field; nothing where it is absent or null.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
            .filter(|node| !node.is_null())
    }

    pub(crate) fn key_span(&self, key: &str) -> Span {
        self.entries.iter().find(|entry| entry.key == key).map_or(self.span, |entry| entry.key_span)
    }

    pub(crate) fn missing(&self, key: &str, hint: &str, problems: &mut Problems) {
        problems.add(self.key_span(key), format!("`{key}` is missing"), hint);
    }

    pub(crate) fn text(&mut self, key: &'static str, problems: &mut Problems) -> String {
        self.get(key).map(|node| text(node, &format!("`{key}`"), problems)).unwrap_or_default()
    }

    pub(crate) fn required_text(&mut self, key: &'static str, problems: &mut Problems) -> String {
        let text = self.text(key, problems);
        if text.is_empty() && self.get(key).is_none() {
            self.missing(key, &format!("add `{key}: …`"), problems);
        }
        text
    }

    pub(crate) fn number(&mut self, key: &'static str, problems: &mut Problems) -> Option<f64> {
        self.get(key).and_then(|node| number(node, problems))
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let node = self.get(key)?;
        let word = text(node, &format!("`{key}`"), problems);
        let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word));
        if found.is_none() && !word.is_empty() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            problems.add(node.span, format!("`{word}` is no {key} of a chart"), offer(&word, &names));
        }
        found.map(|(_, value)| *value)
    }

    /// A list of at most `most` values.
    pub(crate) fn list(
        &mut self,
        key: &'static str,
        most: usize,
        problems: &mut Problems,
    ) -> Option<&'a [Node]> {
        self.get(key).and_then(|node| list(node, key, most, problems))
    }

    /// A list that must be there; an empty one is allowed.
    pub(crate) fn required_list(
        &mut self,
        key: &'static str,
        most: usize,
        hint: &str,
        problems: &mut Problems,
    ) -> &'a [Node] {
        if self.get(key).is_none() {
            self.missing(key, hint, problems);
            return &[];
        }
        self.list(key, most, problems).unwrap_or_default()
    }

    /// Groups of fields in a list, each read by `read`.
    pub(crate) fn groups<T>(
        &mut self,
        key: &'static str,
        most: usize,
        problems: &mut Problems,
        mut read: impl FnMut(&mut Fields<'a>, &mut Problems) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for node in self.list(key, most, problems).unwrap_or_default() {
            if let Some(mut fields) = Fields::new(node, &format!("this entry of `{key}`"), problems) {
                all.push(read(&mut fields, problems));
                fields.finish(problems);
            }
        }
        all
    }

    /// A list of words.
    pub(crate) fn names(
        &mut self,
        key: &'static str,
        most: usize,
        hint: &str,
        problems: &mut Problems,
    ) -> Vec<String> {
        let what = format!("this entry of `{key}`");
        self.required_list(key, most, hint, problems).iter().map(|node| text(node, &what, problems)).collect()
    }

    /// Reports the fields that nobody asked for.
    pub(crate) fn finish(self, problems: &mut Problems) {
        for entry in self.entries.iter().filter(|entry| !self.known.contains(&&*entry.key)) {
            let hint = offer(&entry.key, &self.known);
            problems.add(entry.key_span, format!("`{}` means nothing here", entry.key), hint);
        }
    }
}

/// The nearest of some words, or all of them.
pub(crate) fn offer(word: &str, names: &[&str]) -> String {
    let lower = word.to_lowercase();
    let near = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(name, &lower), *name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 6)
        .min();
    if let Some((_, name)) = near {
        return format!("did you mean `{name}`?");
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("one of {}", quoted.join(", "))
}

/// What a value is, in words.
fn shape(node: &Node) -> String {
    match &node.data {
        Data::List(_) => "a list".to_owned(),
        Data::Map(_) => "a group".to_owned(),
        Data::Plain(text) | Data::Text(text) => format!("`{}`", crate::text::cut(text, 40)),
    }
}

pub(crate) fn list<'a>(
    node: &'a Node,
    what: &str,
    most: usize,
    problems: &mut Problems,
) -> Option<&'a [Node]> {
    let Data::List(items) = &node.data else {
        let hint = format!("write `{what}: […]`, or one `- ` a line under it");
        problems.add(node.span, format!("`{what}` is {}, and a list is wanted", shape(node)), hint);
        return None;
    };
    if items.len() > most {
        let message =
            format!("`{what}` has {} entries, and a chart shows {most} of them at most", items.len());
        problems.add(
            items[most].span,
            message,
            "show fewer, such as one a week or a month, or the highest alone",
        );
        return None;
    }
    Some(items)
}

pub(crate) fn text(node: &Node, what: &str, problems: &mut Problems) -> String {
    match &node.data {
        Data::Plain(_) if node.is_null() => String::new(),
        Data::Plain(text) | Data::Text(text) => crate::text::tidy(text),
        Data::List(_) | Data::Map(_) => {
            problems.add(
                node.span,
                format!("{what} is {}, and text is wanted", shape(node)),
                "write it in quotes: `\"…\"`",
            );
            String::new()
        }
    }
}

/// A number; nothing for a gap, and for what is none.
pub(crate) fn number(node: &Node, problems: &mut Problems) -> Option<f64> {
    if node.is_null() {
        return None;
    }
    let (word, quoted) = match &node.data {
        Data::Plain(word) => (word.trim(), false),
        Data::Text(word) => (word.trim(), true),
        _ => {
            problems.add(
                node.span,
                format!("{} stands where a number is wanted", shape(node)),
                "write a number, or `null` for a gap",
            );
            return None;
        }
    };
    let bare: String = word.chars().filter(|c| *c != '_').collect();
    let digits = bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    match bare.parse::<f64>().ok().filter(|_| digits) {
        Some(value) if value.is_finite() && value.abs() <= LARGEST => {
            if quoted {
                problems.add(
                    node.span,
                    format!("`{word}` is text, and a number is wanted"),
                    format!("write `{word}` without quotes"),
                );
                return None;
            }
            Some(if value.abs() < 1.0 / LARGEST { 0.0 } else { value })
        }
        Some(_) => {
            problems.add(
                node.span,
                format!("`{word}` is too large to be drawn"),
                "count in thousands or millions, and say so in `unit`",
            );
            None
        }
        None => {
            let word = crate::text::cut(word, 40);
            problems.add(node.span, format!("`{word}` stands where a number is wanted"), number_hint(&word));
            None
        }
    }
}

fn number_hint(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if matches!(lower.trim_start_matches(['-', '+', '.']), "nan" | "inf" | "infinity") {
        return "write `null` where there is no value: it is drawn as a gap".to_owned();
    }
    let groups: Vec<&str> = word.split(',').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if groups.len() > 1 && groups.iter().all(|part| digits(part.trim_start_matches('-'))) {
        let thousands = groups[1..].iter().all(|part| part.len() == 3);
        return format!("write `{}`", groups.join(if thousands || groups.len() > 2 { "" } else { "." }));
    }
    let start: String = word.chars().skip_while(|c| matches!(c, '$' | '€' | '£' | ' ')).collect();
    let end = start.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(start.len());
    if end > 0 && start[..end].parse::<f64>().is_ok() {
        return format!("write `{}`; what it counts stands once, under `unit`", &start[..end]);
    }
    "write a number, or `null` for a gap".to_owned()
}

/// Numbers with gaps.
pub(crate) fn numbers(nodes: &[Node], problems: &mut Problems) -> Vec<Option<f64>> {
    nodes.iter().map(|node| number(node, problems)).collect()
}

/// A place on a line's horizontal axis: a date, in days since 1970, or a number. `dates` is what the others are.
pub(crate) fn position(node: &Node, dates: &mut Option<bool>, problems: &mut Problems) -> Option<f64> {
    let word = match &node.data {
        Data::Plain(word) | Data::Text(word) => word.trim(),
        _ => "",
    };
    let date = (word.len() == 10 && word.as_bytes()[4] == b'-').then(|| word.parse::<Date>().ok()).flatten();
    let value = match date {
        Some(date) => Some(days(date)),
        None if word.len() >= 6
            && word.bytes().filter(|byte| matches!(byte, b'-' | b'/' | b'.')).count() == 2 =>
        {
            problems.add(
                node.span,
                format!("`{word}` is no date"),
                "write dates as year-month-day, such as `2026-03-31`",
            );
            return None;
        }
        None => number(node, problems),
    }?;
    let is_date = date.is_some();
    if *dates.get_or_insert(is_date) != is_date {
        let (this, other) = if is_date { ("a date", "numbers") } else { ("a number", "dates") };
        problems.add(
            node.span,
            format!("`{word}` is {this}, and the points before it stand at {other}"),
            "use one of the two in a chart",
        );
        return None;
    }
    Some(value)
}

/// Days since 1970.
pub(crate) fn days(date: Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    f64::from((date - epoch).get_days())
}

/// The date of a number of days since 1970, as near as dates go.
pub(crate) fn date(days: f64) -> Date {
    let days = days.round().clamp(-700_000.0, 2_900_000.0) as i32;
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}
