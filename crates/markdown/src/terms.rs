//! Finds the glossary's terms in running text.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

/// A name of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it stands in text. Names in capitals (`ROI`) are found in capitals only.
    pub name: String,
    /// Where it is explained; empty where it has no place of its own. Names with one `href` are one term.
    pub href: String,
    /// The definition, plain text.
    pub definition: String,
}

/// All terms of a site, ready for matching. A clone is cheap.
#[derive(Debug, Clone)]
pub struct Terms {
    inner: Arc<Inner>,
    /// Groups that this page does not link: its own terms.
    skipped: Vec<usize>,
}

#[derive(Debug)]
struct Inner {
    terms: Vec<Term>,
    /// Which term a name belongs to, for "first use on the page".
    groups: Vec<usize>,
    group_count: usize,
    matcher: Option<AhoCorasick>,
}

impl Terms {
    /// Prepares the matcher. Empty names are left out; of equal names the first wins.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        let terms: Vec<Term> = terms.into_iter().filter(|term| !term.name.trim().is_empty()).collect();
        let mut by_key: HashMap<(&str, &str), usize> = HashMap::new();
        let mut groups = Vec::with_capacity(terms.len());
        for term in &terms {
            let key = if term.href.is_empty() { ("", term.name.as_str()) } else { (term.href.as_str(), "") };
            let next = by_key.len();
            groups.push(*by_key.entry(key).or_insert(next));
        }
        let group_count = by_key.len();
        let matcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|term| term.name.trim()))
            .ok()
            .filter(|_| !terms.is_empty());
        Self { inner: Arc::new(Inner { terms, groups, group_count, matcher }), skipped: Vec::new() }
    }

    /// The same terms for the page at `href`, which does not link to itself.
    #[must_use]
    pub fn for_page(&self, href: &str) -> Self {
        let page = page_of(href);
        let terms = self.inner.terms.iter().zip(&self.inner.groups);
        let skipped =
            terms.filter(|(term, _)| page_of(&term.href) == page).map(|(_, group)| *group).collect();
        Self { inner: Arc::clone(&self.inner), skipped }
    }

    /// A page's memory of the terms that it has shown.
    pub(crate) fn seen(&self) -> Vec<bool> {
        let mut seen = vec![false; self.inner.group_count];
        for group in &self.skipped {
            seen[*group] = true;
        }
        seen
    }

    /// The first uses in `text`, in order; `seen` remembers them.
    pub(crate) fn find<'t>(
        &'t self,
        text: &str,
        seen: &mut [bool],
    ) -> Vec<(std::ops::Range<usize>, &'t Term)> {
        let Some(matcher) = &self.inner.matcher else { return Vec::new() };
        let mut found = Vec::new();
        for place in matcher.find_iter(text) {
            let index = place.pattern().as_usize();
            let (term, group) = (&self.inner.terms[index], self.inner.groups[index]);
            if seen[group] || !is_whole_word(text, &place.range()) {
                continue;
            }
            let name = term.name.trim();
            let in_capitals = !name.contains(char::is_lowercase);
            if in_capitals && &text[place.range()] != name {
                continue;
            }
            seen[group] = true;
            // The plural's ending belongs to the word that is linked.
            let plural = usize::from(text[place.end()..].starts_with('s'));
            found.push((place.start()..place.end() + plural, term));
        }
        found
    }
}

fn page_of(href: &str) -> &str {
    href.split('#').next().unwrap_or_default()
}

/// A plural `s` may follow.
fn is_whole_word(text: &str, range: &std::ops::Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    let after = &text[range.end..];
    let after = after.strip_prefix('s').unwrap_or(after);
    !text[..range.start].ends_with(joins) && !after.starts_with(joins) && !text[..range.start].ends_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(name: &str, href: &str) -> Term {
        Term { name: name.to_owned(), href: href.to_owned(), definition: "what it is".to_owned() }
    }

    fn found(terms: &Terms, text: &str) -> Vec<String> {
        let mut seen = terms.seen();
        terms.find(text, &mut seen).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn first_whole_uses_are_found() {
        let terms =
            Terms::new([term("churn", "/g#churn"), term("AI", "/g#ai"), term("churn rate", "/g#rate")]);
        assert_eq!(
            found(&terms, "Churn rates and churn, churned; AI is aimed, ai too, churn"),
            ["Churn rates", "churn", "AI"]
        );
        assert_eq!(found(&terms.for_page("/g"), "churn and AI"), Vec::<String>::new());
        assert_eq!(found(&Terms::new([]), "churn"), Vec::<String>::new());
    }
}
