//! Finds where a template declares its variables: a table with a column of names, or a list below such a heading.

use std::collections::BTreeSet;
use std::ops::Range;

use super::name;
use super::scan::{Scan, Table};

/// A variable that is declared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// Its name, with underscores.
    pub name: String,
    /// What is written there.
    pub description: String,
    /// An example; empty where there is none but `[specify value]`.
    pub example: String,
    /// What stands where nothing else is given.
    pub default: String,
    /// Where it is declared.
    pub range: Range<usize>,
}

/// Adds what is declared to a scan. `written` are the names that stand in brackets somewhere.
pub(super) fn find(text: &str, scan: &mut Scan, written: &BTreeSet<&str>) {
    let mut declared = Vec::new();
    let mut declarations = Vec::new();
    for table in &scan.tables {
        if let Some(rows) = of_table(text, table, scan.section_title(table.section), written) {
            declared.extend(rows);
            declarations.push(table.range.clone());
        }
    }
    for (index, heading) in scan.headings.iter().enumerate() {
        if is_about_variables(&heading.title) {
            let end = scan.headings.get(index + 1).map_or(text.len(), |next| next.range.start);
            for (range, one) in of_list(text, heading.range.end..end, scan) {
                declared.push(one);
                declarations.push(range);
            }
        }
    }
    declarations.sort_by_key(|range| range.start);
    scan.declared = declared;
    scan.declarations = declarations;
}

fn is_about_variables(title: &str) -> bool {
    let title = title.to_lowercase();
    ["variable", "placeholder", "platzhalter", "fields to fill"].iter().any(|word| title.contains(word))
}

/// What a column of the table holds, by its head.
#[derive(Default)]
struct Columns {
    description: Option<usize>,
    example: Option<usize>,
    default: Option<usize>,
}

fn of_table(
    text: &str,
    table: &Table,
    section: Option<&str>,
    written: &BTreeSet<&str>,
) -> Option<Vec<Declared>> {
    let (head, rows) = table.rows.split_first()?;
    let heads: Vec<String> = head.iter().map(|cell| plain(&text[cell.clone()]).to_lowercase()).collect();
    let first = heads.first()?;
    let says_so = is_about_variables(first)
        || (section.is_some_and(is_about_variables)
            && ["name", "field", "key", "parameter", "tag", "token"].iter().any(|word| first.contains(word)));
    if !says_so {
        return None;
    }
    let mut columns = Columns::default();
    for (index, head) in heads.iter().enumerate().skip(1) {
        let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
        let column = if has(&["example", "sample", "e.g", "beispiel"]) {
            &mut columns.example
        } else if has(&["default"]) {
            &mut columns.default
        } else if has(&["descri", "meaning", "what", "purpose", "explan", "note", "bedeutung", "beschreib"]) {
            &mut columns.description
        } else {
            continue;
        };
        column.get_or_insert(index);
    }
    // The usual order, where the heads say nothing.
    let taken = [columns.description, columns.example, columns.default];
    if columns.description.is_none() && !taken.contains(&Some(1)) && heads.len() > 1 {
        columns.description = Some(1);
    }
    let mut declared = Vec::new();
    let mut filled = 0_usize;
    for row in rows {
        let Some(cell) = row.first() else { continue };
        let written = plain(&text[cell.clone()]);
        if written.is_empty() {
            continue;
        }
        filled += 1;
        let names = names(&written);
        let cell_of = |column: Option<usize>| {
            column
                .and_then(|column| row.get(column))
                .map(|cell| plain(&text[cell.clone()]))
                .unwrap_or_default()
        };
        let description = cell_of(columns.description);
        let examples = shared(&cell_of(columns.example), names.len());
        let defaults = shared(&cell_of(columns.default), names.len());
        for ((name, example), default) in names.into_iter().zip(examples).zip(defaults) {
            declared.push(Declared {
                name,
                description: description.clone(),
                example: meaningful(&example),
                default: meaningful(&default),
                range: cell.clone(),
            });
        }
    }
    // A table about other variables, such as those of an environment, is another table: its names stand in no brackets.
    let bracketed = declared.iter().any(|one| written.contains(one.name.as_str()));
    (bracketed && declared.len() * 2 >= filled).then_some(declared)
}

/// Lines such as `- [NAME]: what it is (e.g. Acme)` of a list.
fn of_list(text: &str, range: Range<usize>, scan: &Scan) -> Vec<(Range<usize>, Declared)> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if scan.blocks.iter().any(|block| block.range.contains(&start)) {
            continue;
        }
        let item = line.trim();
        let Some(item) = ["- ", "* ", "+ "].iter().find_map(|sign| item.strip_prefix(sign)) else { continue };
        let item = item.trim_start_matches(['*', '`', '_', ' ']);
        let Some((inside, rest)) = item.strip_prefix('[').and_then(|item| item.split_once(']')) else {
            continue;
        };
        let Some(named) = name::read(inside) else { continue };
        let rest = rest.trim_start_matches(['*', '`', '_', ' ']);
        let Some(rest) = [":", "-", "–", "—", "="].iter().find_map(|sign| rest.strip_prefix(sign)) else {
            continue;
        };
        let rest = rest.trim_start_matches(['*', ' ']).trim();
        let (description, example) = example_within(rest);
        found.push((
            start..at,
            Declared {
                name: named.name,
                description,
                example: meaningful(&example),
                default: String::new(),
                range: start..at,
            },
        ));
    }
    found
}

/// Takes `(e.g. Acme)` off the end of a description.
fn example_within(text: &str) -> (String, String) {
    for sign in ["(e.g.,", "(e.g.", "(eg.", "(for example,", "(for example", "(example:", "(such as"] {
        if let Some((description, example)) = text.split_once(sign) {
            let example = example.trim().trim_end_matches('.').trim_end_matches(')');
            return (plain(description), plain(example));
        }
    }
    (plain(text), String::new())
}

/// The names in a cell: one, or several with commas between them.
fn names(cell: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in cell.split([',', ';', '/']) {
        let part = part.trim().trim_matches(['`', '*', '{', '}']).trim();
        let inside = part.strip_prefix('[').and_then(|part| part.strip_suffix(']')).unwrap_or(part);
        match name::read(inside) {
            Some(named) => names.push(named.name),
            None => return Vec::new(),
        }
    }
    names
}

/// What stands in a cell for several names: one part for each, or all of it for all.
fn shared(cell: &str, count: usize) -> Vec<String> {
    for separator in [";", ", "] {
        let parts: Vec<&str> = cell.split(separator).collect();
        if count > 1 && parts.len() == count {
            return parts.into_iter().map(plain).collect();
        }
    }
    vec![cell.to_owned(); count]
}

/// A text without the signs of code and emphasis around it, and without quotation marks.
fn plain(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let pairs = [("**", "**"), ("`", "`"), ("\"", "\""), ("“", "”"), ("*", "*")];
        let inner = pairs.iter().find_map(|(open, close)| {
            let inner = text.strip_prefix(open)?.strip_suffix(close)?;
            // `` `[A]`, `[B]` `` is not one piece of code.
            (!inner.contains(open)).then_some(inner)
        });
        match inner {
            Some(inner) => text = inner.trim(),
            None => return text.replace("\\|", "|").replace("\\_", "_"),
        }
    }
}

/// Nothing where an example says only that there should be one.
pub(crate) fn meaningful(example: &str) -> String {
    let lower = example.trim().trim_matches(['"', '\'', '`', '.', '“', '”']).trim().to_lowercase();
    let inside = lower.strip_prefix(['[', '<', '{']).and_then(|rest| rest.strip_suffix([']', '>', '}']));
    let asks = |text: &str| {
        [
            "specify", "enter", "insert", "add", "your", "value", "example", "provide", "fill", "to be",
            "describe", "list",
        ]
        .iter()
        .any(|word| text == *word || text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    };
    let nothing = matches!(
        lower.as_str(),
        "" | "-" | "–" | "—" | "n/a" | "none" | "tbd" | "todo" | "..." | "…" | "specify value"
    ) || inside.is_some_and(|inside| asks(inside.trim()));
    if nothing { String::new() } else { example.trim().to_owned() }
}
