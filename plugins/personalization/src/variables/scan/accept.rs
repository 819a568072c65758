//! Decides which words in brackets are variables, now that it is known what is declared.

use std::collections::BTreeSet;
use std::ops::Range;

use super::walk::line_of;
use super::{Candidate, Place, Scan, Use};
use crate::variables::name;

pub(super) fn accept(
    text: &str,
    mut candidates: Vec<Candidate>,
    scan: &Scan,
    declared: &BTreeSet<&str>,
    others: &BTreeSet<String>,
) -> Vec<Use> {
    // Addresses are found after the words behind which they stand.
    candidates.sort_by_key(|candidate| candidate.range.start);
    let mut judged: Vec<(bool, Candidate)> = Vec::with_capacity(candidates.len());
    let mut line = 0..0;
    for candidate in candidates {
        if !(line.contains(&candidate.range.start) && line.end >= candidate.range.end) {
            line = line_of(text, candidate.range.start);
        }
        let before = judged.last().filter(|(_, before)| before.range.end == candidate.range.start);
        let chained = before.map(|(accepted, _)| *accepted);
        let known = declared.contains(candidate.named.name.as_str());
        let fits = !scan.declares(candidate.range.start)
            && fits(text, line.clone(), &candidate, scan, known, chained);
        judged.push((fits, candidate));
    }
    // A name with spaces is a variable where the same with underscores is.
    let plain: BTreeSet<String> = judged
        .iter()
        .filter(|(accepted, candidate)| *accepted && !candidate.named.variant)
        .map(|(_, candidate)| candidate.named.name.clone())
        .collect();
    judged
        .into_iter()
        .filter(|(accepted, candidate)| {
            let name = candidate.named.name.as_str();
            *accepted
                && (!candidate.named.variant
                    || plain.contains(name)
                    || declared.contains(name)
                    || others.contains(name))
        })
        .map(|(_, Candidate { named, range, place })| Use {
            section: scan.section_at(range.start),
            name: named.name,
            variant: named.variant,
            range,
            place,
        })
        .collect()
}

/// `chained` says of what ends where the candidate begins whether it is a variable.
fn fits(
    text: &str,
    line: Range<usize>,
    candidate: &Candidate,
    scan: &Scan,
    declared: bool,
    chained: Option<bool>,
) -> bool {
    let Candidate { named, range, place } = candidate;
    let before = &text[line.start..range.start];
    let after = &text[range.end..line.end.max(range.end)];
    let code = place.is_code();
    let escapes = before.len() - before.trim_end_matches('\\').len();
    if !code && escapes % 2 == 1 {
        return false;
    }
    // A single letter is an index or a type in code, and a box that is ticked in a text.
    let single = named.name.chars().count() == 1;
    if single && !declared && (code || (named.name == "X" && is_box(before, &text[line]))) {
        return false;
    }
    if !declared && (name::is_remark(&named.name) || (code && is_usage(before))) {
        return false;
    }
    // `[[NAME]]` is a link, a test or a table in code.
    if code && before.ends_with('[') && after.starts_with(']') {
        return false;
    }
    if is_link(after, code) {
        return false;
    }
    match before.chars().next_back() {
        Some(']') => chained.unwrap_or(false),
        // A picture or a macro.
        Some('!') => !code && before.trim_end_matches('!').ends_with(char::is_alphanumeric),
        Some(')') => !code,
        Some(character) if character.is_alphanumeric() || character == '_' => {
            glued(before, *place, scan, declared)
        }
        _ => true,
    }
}

/// Whether a name that stands directly behind a word is a variable, as in `Q[QUARTER]`, and no index as in `list[INDEX]`.
fn glued(before: &str, place: Place, scan: &Scan, declared: bool) -> bool {
    match place {
        Place::Block(_) => !scan.is_program(place) && declared,
        Place::Code(..) => false,
        // Part of an address.
        Place::Address => true,
        _ => {
            let in_word = |character: &char| character.is_alphanumeric() || *character == '_';
            let word = before.chars().rev().take_while(in_word).count();
            let only_letter = before.chars().rev().nth(1).is_none_or(|character| !in_word(&character));
            declared
                || (word <= 2
                    && !(only_letter && before.ends_with(char::is_lowercase) && !before.ends_with('v')))
        }
    }
}

/// Whether what follows makes a link of it, one that Markdown did not take for one because of a slip included.
fn is_link(after: &str, code: bool) -> bool {
    if let Some(inside) = after.strip_prefix('(') {
        let address = inside.split(')').next().unwrap_or_default();
        return code
            || address.contains('/')
            || address.starts_with('#')
            || address.to_lowercase().contains(".md");
    }
    // A reference without a definition.
    if let Some(inside) = after.strip_prefix('[') {
        let label = inside.split(']').next().unwrap_or_default();
        return !code && name::read(label).is_none();
    }
    false
}

/// Whether a line says how a command is called: `Usage: tool [OPTIONS] [FILE]`.
fn is_usage(before: &str) -> bool {
    let line = before.trim_start_matches([' ', '#', '/', '*', '>']);
    line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("usage:"))
}

/// Whether `[X]` is a box: nothing stands before it in its line or cell, or there are other boxes in the line.
fn is_box(before: &str, line: &str) -> bool {
    let cell = before.rsplit('|').next().unwrap_or(before).trim();
    let first = cell.chars().all(|character| character.is_ascii_digit() || "-*+>.) ".contains(character));
    first || line.contains("[ ]") || line.contains("[x]")
}
