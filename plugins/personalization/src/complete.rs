//! How complete a document is, overall and by section.

use std::collections::BTreeSet;

use crate::values::Resolved;
use crate::variables::dictionary::Dictionary;
use crate::variables::scan::Scan;

/// Variables that are filled, of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Names that have a value.
    pub filled: Vec<String>,
    /// Names that have none, in the order of the template.
    pub open: Vec<String>,
}

/// A section with its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty for the text before the first.
    pub title: String,
    /// Its variables.
    pub completeness: Completeness,
}

impl Completeness {
    fn of<'n>(names: impl Iterator<Item = &'n str>, resolved: &Resolved, dictionary: &Dictionary) -> Self {
        let mut all = Self::default();
        let mut seen = BTreeSet::new();
        for name in names {
            let name = dictionary.canonical(name);
            if !seen.insert(name) {
                continue;
            }
            let list = if resolved.entries.contains_key(name) { &mut all.filled } else { &mut all.open };
            list.push(name.to_owned());
        }
        all
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.filled.len() + self.open.len()
    }

    /// The share that is filled; 1 where there is nothing to fill.
    pub fn share(&self) -> f64 {
        if self.total() == 0 { 1.0 } else { self.filled.len() as f64 / self.total() as f64 }
    }
}

/// Of all uses that `counts` lets through, and by section in the order of the template; `title` gives a section's title.
pub fn measure(
    scan: &Scan,
    resolved: &Resolved,
    dictionary: &Dictionary,
    counts: impl Fn(usize) -> bool,
    title: impl Fn(usize) -> String,
) -> (Completeness, Vec<Section>) {
    let uses: Vec<_> = scan.uses.iter().filter(|found| counts(found.range.start)).collect();
    let overall = Completeness::of(uses.iter().map(|found| found.name.as_str()), resolved, dictionary);
    let mut sections = Vec::new();
    for group in uses.chunk_by(|a, b| a.section == b.section) {
        let title = group[0].section.map(&title).unwrap_or_default();
        let completeness =
            Completeness::of(group.iter().map(|found| found.name.as_str()), resolved, dictionary);
        sections.push(Section { title, completeness });
    }
    (overall, sections)
}
