//! Relation fields: paths, ids, titles, wikilinks, and groups that hold one of these.

use std::sync::Arc;

use stratbook_model::{ContentPath, RelationEntry, Span, rules};

use super::Reader;
use crate::fields::{self, FIELDS, Known, Shape};
use crate::node::{Data, Entry, Node};
use crate::words::shown;

/// Members of a group that can name a document, the best first.
const TARGETS: [&str; 14] = [
    "path", "file", "id", "target", "ref", "doc", "document", "page", "href", "url", "link", "slug", "title",
    "name",
];

impl Reader<'_> {
    /// Reads a relation field's value under `kind`.
    pub(super) fn relations(&mut self, kind: &str, value: &Node) {
        let kind: Arc<str> = kind.into();
        match &value.data {
            Data::List(items) if self.is_wikilink(value, items) => self.unquoted_wikilink(&kind, value),
            Data::List(items) => items.iter().for_each(|item| self.relation(&kind, item)),
            Data::Map(entries) if !entries.iter().any(|entry| TARGETS.contains(&entry.key.as_str())) => {
                // `relations: {depends_on: [a.md]}`: each key is a kind.
                for entry in entries {
                    self.relations(kind_of(entry), &entry.value);
                }
            }
            _ => self.relation(&kind, value),
        }
    }

    fn relation(&mut self, kind: &Arc<str>, item: &Node) {
        if item.is_empty() {
            return;
        }
        match &item.data {
            Data::Plain(text) | Data::Text(text) => {
                let parts: Vec<&str> =
                    text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
                let all_named = parts.len() > 1
                    && parts
                        .iter()
                        .all(|part| part.ends_with("]]") && part.starts_with("[[") || is_file(part));
                for part in if all_named { parts } else { vec![text.trim()] } {
                    self.add(kind, part, item.span);
                }
            }
            Data::List(items) if self.is_wikilink(item, items) => self.unquoted_wikilink(kind, item),
            Data::List(items) => items.iter().for_each(|item| self.relation(kind, item)),
            Data::Map(entries) => self.group(kind, item, entries),
        }
    }

    fn group(&mut self, kind: &Arc<str>, item: &Node, entries: &[Entry]) {
        let named = TARGETS.iter().find_map(|target| {
            entries
                .iter()
                .find(|entry| entry.key.eq_ignore_ascii_case(target) && entry.value.scalar().is_some())
        });
        let own_kind =
            entries.iter().find(|entry| ["type", "kind", "relation", "rel"].contains(&entry.key.as_str()));
        let own_kind = own_kind.and_then(|entry| entry.value.scalar()).map(Arc::from);
        if let Some(entry) = named {
            self.relation(own_kind.as_ref().unwrap_or(kind), &entry.value);
            return;
        }
        let raw = self.raw(item.span);
        match entries {
            [entry] if !is_kind(entry) && !raw.contains('\n') && entry.value.scalar().is_some() => {
                // A title with a colon.
                let fix = self.quote(item.span);
                let message = format!("`{}` has a colon and is not in quotes", shown(raw));
                self.report_with(
                    &rules::UNQUOTED_COLON,
                    item.span,
                    message,
                    "put quotes around the value",
                    fix,
                );
                self.add(kind, raw, item.span);
            }
            [entry] => self.relations(kind_of(entry), &entry.value),
            _ => {
                let message = "a relation wants a path, an id or a title, and this group of keys has none";
                self.report_with(
                    &rules::WRONG_KIND,
                    item.span,
                    message,
                    "add `path: some/document.md` to it",
                    None,
                );
            }
        }
    }

    /// Whether a list in a list is a wikilink without quotes.
    fn is_wikilink(&self, node: &Node, items: &[Node]) -> bool {
        let raw = self.raw(node.span);
        items.len() == 1
            && matches!(items[0].data, Data::List(_))
            && raw.starts_with("[[")
            && raw.ends_with("]]")
            && !raw.contains('\n')
            && !raw[2..raw.len() - 2].contains(['[', ']'])
    }

    fn unquoted_wikilink(&mut self, kind: &Arc<str>, node: &Node) {
        let raw = self.raw(node.span);
        let fix = self.quote(node.span);
        let message = format!("the wikilink `{}` is not in quotes", shown(raw));
        self.report_with(&rules::UNQUOTED_WIKILINK, node.span, message, "put quotes around it", fix);
        self.add(kind, raw, node.span);
    }

    fn add(&mut self, kind: &Arc<str>, text: &str, span: Span) {
        let target = target(text);
        if target.is_empty() {
            return;
        }
        let raw = self.raw(span);
        // Without quotes and brackets where it stands there as it is; with escapes the whole value is the place.
        let span = raw.find(target).map_or(span, |at| {
            let start = span.start as usize + at;
            Span::new(start, start + target.len())
        });
        self.metadata.relations.push(RelationEntry { kind: kind.clone(), target: target.to_owned(), span });
    }
}

fn is_file(text: &str) -> bool {
    ContentPath::new(text).is_markdown()
}

/// Whether `key: value` names a kind of relation and a target, and is not a title with a colon.
fn is_kind(entry: &Entry) -> bool {
    let value = entry.value.scalar().unwrap_or_default().trim();
    let plain = entry.key.chars().all(|c| c.is_lowercase() || matches!(c, '_' | '-'));
    kind_of(entry) != entry.key
        || fields::is_known(&entry.key)
        || plain && (is_file(value) || value.ends_with("]]") || value.contains('/'))
}

/// The kind that a key stands for: a relation field's own name, otherwise the key.
fn kind_of(entry: &Entry) -> &str {
    match fields::recognise(&entry.key) {
        Some(Known::Exact(field, _) | Known::Variant(field, ..))
            if FIELDS[field].shape == Shape::Relations =>
        {
            FIELDS[field].name
        }
        _ => &entry.key,
    }
}

/// What a relation names: `[[Plan|the plan]]` and `[the plan](Plan)` name `Plan`.
fn target(text: &str) -> &str {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    let embed = text.strip_prefix('!').unwrap_or(text);
    if let Some(link) = embed.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        return link.split('|').next().unwrap_or_default().trim();
    }
    if text.starts_with('[')
        && let Some((_, rest)) = text.split_once("](")
        && let Some(link) = rest.strip_suffix(')')
    {
        return link.trim().trim_start_matches('<').trim_end_matches('>');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        assert_eq!(target("[[Plan#Goals|the plan]]"), "Plan#Goals");
        assert_eq!(target("[the plan](a/b c.md)"), "a/b c.md");
        assert_eq!(target(" Ads.md "), "Ads.md");
        assert_eq!(target("[draft] Plan"), "[draft] Plan");
    }
}
