//! Places within a document: headings and other ids.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use stratbook_model::{Document, Outline};

/// Up to how many ids a document's list is searched as it is.
const FEW: usize = 48;

/// The anchors of one long document, by what they are and by what people write for them.
#[derive(Debug)]
pub(crate) struct AnchorIndex {
    exact: HashSet<String>,
    /// By letters and digits alone; the first wins.
    loose: HashMap<String, String>,
}

/// Ids of an outline with the texts that name them: the anchors' own spelling goes before the headings' text.
fn named(outline: &Outline) -> impl Iterator<Item = (&str, &str)> {
    let anchors = outline.headings.iter().map(|heading| (heading.anchor.as_str(), heading.anchor.as_str()));
    let texts = outline.headings.iter().map(|heading| (heading.text.as_str(), heading.anchor.as_str()));
    let others = outline.anchors.iter().map(|anchor| (anchor.as_str(), anchor.as_str()));
    anchors.chain(texts).chain(others)
}

impl AnchorIndex {
    fn build(outline: &Outline) -> Self {
        let mut loose = HashMap::new();
        for (name, anchor) in named(outline) {
            loose.entry(letters(name).collect()).or_insert_with(|| anchor.to_owned());
        }
        loose.remove("");
        Self { exact: named(outline).map(|(_, anchor)| anchor.to_owned()).collect(), loose }
    }
}

/// How the ids of one document are looked up.
struct Lookup<'d> {
    outline: &'d Outline,
    index: Option<&'d AnchorIndex>,
}

impl Lookup<'_> {
    fn exact(&self, id: &str) -> Option<String> {
        let found = self.index.map_or_else(|| self.outline.has_anchor(id), |index| index.exact.contains(id));
        found.then(|| id.to_owned())
    }

    fn loose(&self, text: &str) -> Option<String> {
        let wanted: String = letters(text).collect();
        if wanted.is_empty() {
            return None;
        }
        if let Some(index) = self.index {
            return index.loose.get(&wanted).cloned();
        }
        let mut named = named(self.outline);
        named.find(|(name, _)| letters(name).eq(wanted.chars())).map(|(_, anchor)| anchor.to_owned())
    }
}

/// The id that a fragment means, if there is one. `index` is made when a long document is first asked.
pub(crate) fn find(document: &Document, fragment: &str, index: &OnceLock<AnchorIndex>) -> Option<String> {
    let outline = &document.outline;
    let many = outline.headings.len() + outline.anchors.len() > FEW;
    let lookup = Lookup { outline, index: many.then(|| index.get_or_init(|| AnchorIndex::build(outline))) };
    let bare = fragment.strip_prefix("user-content-").unwrap_or(fragment);
    if let Some(found) = lookup.exact(bare) {
        return Some(found);
    }
    if let Some(block) = bare.rsplit('#').next().and_then(|part| part.trim().strip_prefix('^')) {
        let block = block.trim();
        let written = lookup.exact(&format!("^{block}"));
        return written.or_else(|| lookup.exact(block)).or_else(|| lookup.loose(block));
    }
    if bare.contains('#') { nested(document, bare) } else { lookup.loose(bare) }
}

/// Obsidian's way to a heading under a heading: `Part#Sub`. Each must come after the one before it, and deeper.
fn nested(document: &Document, fragment: &str) -> Option<String> {
    let mut headings = document.outline.headings.iter();
    let mut level = 0;
    let mut anchor = None;
    for part in fragment.split('#') {
        let part: String = letters(part).collect();
        if part.is_empty() {
            continue;
        }
        let heading =
            headings.find(|heading| heading.level > level && letters(&heading.text).eq(part.chars()))?;
        level = heading.level;
        anchor = Some(heading.anchor.clone());
    }
    anchor
}

/// Letters and digits in lower case: what every way to write an anchor has in common.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The heading or id nearest to a fragment that names nothing: by letters, for slips of the pen, or by words, for
/// headings that were reworded.
pub(crate) fn nearest<'d>(document: &'d Document, fragment: &str) -> Option<&'d str> {
    const COMPARED: usize = 120;
    const BY_LETTERS: f64 = 0.7;
    const BY_WORDS: f64 = 0.6;
    let wanted: String = letters(fragment).take(COMPARED).collect();
    if wanted.is_empty() {
        return None;
    }
    let wanted_words = words(fragment);
    // A long list is not searched to its end: the hint is a courtesy.
    let anchors = document.outline.headings.iter().map(|heading| heading.anchor.as_str());
    let mut best: Option<(f64, &str)> = None;
    for anchor in anchors.chain(document.outline.anchors.iter().map(String::as_str)).take(500) {
        let candidate: String = letters(anchor).take(COMPARED).collect();
        let mut score = strsim::normalized_damerau_levenshtein(&wanted, &candidate);
        // One word of a long fragment is no hint.
        let comparable = wanted.len().max(candidate.len()) <= 3 * wanted.len().min(candidate.len());
        if wanted.len() > 3
            && candidate.len() > 3
            && comparable
            && (candidate.contains(&wanted) || wanted.contains(&candidate))
        {
            score = score.max(BY_LETTERS);
        }
        let shared = overlap(&wanted_words, &words(anchor));
        if score < BY_LETTERS && shared < BY_WORDS {
            continue;
        }
        let score = score.max(shared);
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, anchor));
        }
    }
    best.map(|(_, anchor)| anchor)
}

/// Up to how many words of an anchor are compared.
const WORDS: usize = 24;

fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS).map(str::to_lowercase).collect()
}

/// How much of two texts their common words make up, by letters, from 0 to 1. A word and its longer form
/// (`departure`, `departures`) are one.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let alike = |a: &str, b: &str| {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        short == long || (short.len() > 3 && long.len() < short.len() + 4 && long.starts_with(short))
    };
    let length = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    let mut taken = vec![false; b.len()];
    let mut shared = 0;
    for word in a {
        if let Some(at) = (0..b.len()).find(|at| !taken[*at] && alike(word, &b[*at])) {
            taken[at] = true;
            shared += word.len() + b[at].len();
        }
    }
    let all = length(a) + length(b);
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}
