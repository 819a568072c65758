//! What cannot be right: percentages over 100, shares that do not add up, words where a number is expected.

use std::collections::BTreeSet;

use stratbook_plugin::{number, percent};

use crate::quantity::{self, Unit};
use crate::values::{Contexts, Entry, Resolved};
use crate::variables::dictionary::{Dictionary, Kind};
use crate::variables::scan::{Place, Scan};

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it is, in one sentence without a full stop.
    pub words: String,
    /// The variables that it is about.
    pub names: Vec<String>,
    /// JSON Pointer of the value; empty where none gave it.
    pub pointer: String,
    /// What to do.
    pub hint: String,
}

/// Changes and returns may be over 100 % or below zero.
const CHANGES: [&str; 10] =
    ["LIFT", "UPLIFT", "GROWTH", "CHANGE", "INCREASE", "ROI", "RETURN", "DELTA", "IMPROVEMENT", "MARKUP"];

/// Heads of columns whose cells are parts of a whole.
const SHARES: [&str; 6] = ["share", "split", "mix", "allocation", "distribution", "% of"];

/// Looks for what cannot be right.
pub fn doubts(
    text: &str,
    scan: &Scan,
    resolved: &Resolved,
    dictionary: &Dictionary,
    contexts: &Contexts,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (name, entry) in &resolved.entries {
        if contexts.uses(name) {
            one(name, entry, dictionary, contexts, &mut doubts);
        }
    }
    shares(text, scan, resolved, dictionary, &mut doubts);
    doubts
}

fn one(name: &str, entry: &Entry, dictionary: &Dictionary, contexts: &Contexts, doubts: &mut Vec<Doubt>) {
    let mut doubt = |words: String, hint: &str| {
        doubts.push(Doubt {
            words,
            names: vec![name.to_owned()],
            pointer: entry.pointer.clone(),
            hint: hint.to_owned(),
        });
    };
    let known = dictionary.get(name);
    let full = shorten(&entry.full());
    let around = contexts.unit(name);
    let expects_number = around != Unit::None || known.is_some_and(|known| known.kind == Kind::Number);
    let Some(value) = entry.number else {
        if expects_number && !quantity::is_about_a_number(&entry.bare) && !is_nothing(&entry.bare) {
            let unit = if around == Unit::None { "a number".to_owned() } else { around.words() };
            doubt(format!("`{name}` is `{full}`, where {unit} is expected"), "give a number");
        }
        if let Some(known) = known.filter(|known| !known.allowed.is_empty())
            && !known.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(&entry.bare))
        {
            doubt(
                format!("`{name}` is `{full}`, which is none of {}", known.allowed.join(", ")),
                "take one of these",
            );
        }
        return;
    };
    if around != Unit::None && entry.unit != Unit::None && entry.unit != around {
        doubt(
            format!("`{name}` is `{full}`, where {} is expected", around.words()),
            "give the number in the unit that the template has",
        );
        return;
    }
    let range = known.map_or((None, None), |known| (known.low, known.high));
    if range != (None, None) {
        let (low, high) = range;
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            let words = match (low, high) {
                (Some(low), Some(high)) => format!("from {} to {}", number(low), number(high)),
                (Some(low), None) => format!("at least {}", number(low)),
                (None, Some(high)) => format!("at most {}", number(high)),
                (None, None) => String::new(),
            };
            doubt(
                format!("`{name}` is {full}; the dictionary allows {words}"),
                "check the number, or the range",
            );
        }
        return;
    }
    let changes = name.split('_').any(|word| CHANGES.contains(&word));
    match entry.unit {
        Unit::Percent if value > 100.0 && !changes => {
            doubt(
                format!("`{name}` is {full}, and a part cannot be more than 100 % of the whole"),
                "check the number",
            );
        }
        Unit::Percent if value < 0.0 && !changes => {
            doubt(format!("`{name}` is {full}, and a part cannot be less than nothing"), "check the number");
        }
        Unit::OfTen if !(0.0..=10.0).contains(&value) => {
            doubt(format!("`{name}` is {full}, which is not between 0 and 10"), "check the number");
        }
        Unit::PerYear if value < 0.0 => doubt(
            format!("`{name}` is {full}, and nothing happens less often than never"),
            "check the number",
        ),
        _ => {}
    }
}

/// Columns of percentages whose head says that they are parts of a whole.
fn shares(text: &str, scan: &Scan, resolved: &Resolved, dictionary: &Dictionary, doubts: &mut Vec<Doubt>) {
    for (index, table) in scan.tables.iter().enumerate() {
        let Some((head, rows)) = table.rows.split_first() else { continue };
        for (column, cell) in head.iter().enumerate() {
            let title = text[cell.clone()].trim().trim_matches(['*', '`', '_']).trim();
            if !SHARES.iter().any(|word| title.to_lowercase().contains(word)) {
                continue;
            }
            let mut parts: Vec<(String, &Entry)> = Vec::new();
            let mut open = 0_usize;
            let mut known = true;
            for (row, cells) in rows.iter().enumerate() {
                let first = cells.first().map_or("", |cell| text[cell.clone()].trim_matches([' ', '*']));
                if ["total", "sum", "all"].contains(&first.to_lowercase().as_str()) {
                    continue;
                }
                let place = Place::Cell(index, row + 1, column);
                let uses: Vec<_> = scan.uses.iter().filter(|found| found.place == place).collect();
                let [found] = uses.as_slice() else {
                    // A cell with a number of its own, or with words.
                    known = false;
                    continue;
                };
                if Unit::around(text, &found.range) != Unit::Percent {
                    known = false;
                    continue;
                }
                let name = dictionary.canonical(&found.name);
                match resolved.entries.get(name) {
                    Some(entry) if entry.number.is_some() => parts.push((name.to_owned(), entry)),
                    Some(_) => known = false,
                    None => open += 1,
                }
            }
            let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
            if !known || parts.len() < 2 || names.len() < parts.len() {
                continue;
            }
            let sum: f64 = parts.iter().filter_map(|(_, entry)| entry.number).sum();
            // Each part may have been rounded by half a percent.
            let slack = 0.5 * parts.len() as f64 + 1e-9;
            let too_much = sum > 100.0 + slack;
            if too_much || (open == 0 && sum < 100.0 - slack) {
                let terms: Vec<&str> = parts.iter().map(|(_, entry)| entry.bare.as_str()).collect();
                let so_far = if open > 0 { " already" } else { "" };
                let words = format!(
                    "the column `{title}` adds up to {}{so_far}, not to 100 %: {} = {}",
                    percent(sum / 100.0),
                    terms.join(" + "),
                    number(sum),
                );
                let pointer =
                    parts.iter().map(|(_, entry)| entry.pointer.clone()).find(|pointer| !pointer.is_empty());
                doubts.push(Doubt {
                    words,
                    names: parts.into_iter().map(|(name, _)| name).collect(),
                    pointer: pointer.unwrap_or_default(),
                    hint: "check the shares, or add what is missing to the table".to_owned(),
                });
            }
        }
    }
}

/// Words that say that there is no number.
fn is_nothing(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "-" | "–" | "—" | "n/a" | "none" | "unknown" | "tbd")
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(59).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::*;
    use crate::values::{Source, Sources, flatten, resolve};
    use crate::variables::scan::scan;

    fn words(text: &str, values: &Value, known: &Value) -> Vec<String> {
        let mut dictionary = Dictionary::default();
        dictionary.add("d.md", known);
        let scan = scan(text, &dictionary.names());
        let contexts = Contexts::of(text, &scan, &dictionary);
        let (given, _) = flatten(values.as_object().unwrap(), "/values");
        let resolved = resolve(Sources {
            layers: vec![(Source::Given, given)],
            goals: Vec::new(),
            computed: Vec::new(),
            dictionary: &dictionary,
            defaults: BTreeMap::new(),
            contexts: &contexts,
        });
        doubts(text, &scan, &resolved, &dictionary, &contexts).into_iter().map(|doubt| doubt.words).collect()
    }

    #[test]
    fn what_cannot_be_right_is_doubted() {
        let text = "[RATE]% [LIFT]% $[PRICE] [MARK]/10 [RANGE]% [COUNT] [KIND]";
        let known = json!({"COUNT": {"type": "number", "min": 5}, "KIND": {"values": ["a", "b"]}});
        let values = json!({
            "RATE": 101, "LIFT": 150, "PRICE": "cheap", "MARK": 11, "RANGE": "10–15", "COUNT": 4, "KIND": "c",
        });
        insta::assert_snapshot!(words(text, &values, &known).join("\n"), @r"
        `COUNT` is 4; the dictionary allows at least 5
        `KIND` is `c`, which is none of a, b
        `MARK` is 11/10, which is not between 0 and 10
        `PRICE` is `cheap`, where an amount in $ is expected
        `RATE` is 101 %, and a part cannot be more than 100 % of the whole
        ");
        let values =
            json!({"RATE": -1, "LIFT": -5, "PRICE": "n/a", "MARK": "$5", "COUNT": "many", "KIND": "A"});
        insta::assert_snapshot!(words(text, &values, &known).join("\n"), @r"
        `COUNT` is `many`, where a number is expected
        `MARK` is `$5`, where a number out of ten is expected
        `RATE` is -1 %, and a part cannot be less than nothing
        ");
    }

    #[test]
    fn shares_add_up() {
        let text = "| Part | Revenue Share |\n|---|---|\n| One | [A]% |\n| Two | [B]% |\n| Three | [C] % |\n| Total | [D]% |\n";
        let said = |values: Value| words(text, &values, &json!({}));
        assert_eq!(said(json!({"A": 33, "B": 33, "C": 33})), Vec::<String>::new());
        assert_eq!(said(json!({"A": 50, "B": 30})), Vec::<String>::new());
        assert_eq!(
            said(json!({"A": 50, "B": 30, "C": 10, "D": 90})),
            ["the column `Revenue Share` adds up to 90 %, not to 100 %: 50 + 30 + 10 = 90"]
        );
        assert_eq!(
            said(json!({"A": 70, "B": 45})),
            ["the column `Revenue Share` adds up to 115 % already, not to 100 %: 70 + 45 = 115"]
        );
    }
}
