//! What the filters offer: tags, kinds of documents, owners.

use std::collections::BTreeMap;

use crate::record::About;
use crate::schema::facet_value;

/// Choices of one menu at most; all values can be typed.
const MOST: usize = 300;

/// Values by key, each with how many documents have it and how it is written.
#[derive(Default)]
pub(super) struct Menus(BTreeMap<(&'static str, String), (u32, String)>);

/// Key, then value, label and number of documents of each choice.
pub(super) type Choices = Vec<(&'static str, Vec<(String, String, u32)>)>;

impl Menus {
    pub(super) fn add(&mut self, about: &About) {
        let mut values: Vec<(&'static str, &str)> =
            about.tags.iter().map(|tag| ("tag", tag.as_str())).collect();
        values.push(("type", &about.doc_type));
        values.push(("owner", &about.owner));
        let mut seen = Vec::new();
        for (key, label) in values {
            let value = facet_value(label);
            if value.is_empty() || seen.contains(&(key, value.clone())) {
                continue;
            }
            self.count(key, &value, 1, label.trim().trim_start_matches('#'));
            seen.push((key, value));
        }
    }

    fn count(&mut self, key: &'static str, value: &str, documents: u32, label: &str) {
        let (count, _) = self.0.entry((key, value.to_owned())).or_insert_with(|| (0, label.to_owned()));
        *count += documents;
    }

    /// Adds those of the documents after these.
    pub(super) fn merge(&mut self, other: &Self) {
        for ((key, value), (documents, label)) in &other.0 {
            self.count(key, value, *documents, label);
        }
    }

    /// The most used first, then by value.
    pub(super) fn choices(self) -> Choices {
        let mut choices: Choices = ["tag", "type", "owner"].map(|key| (key, Vec::new())).into();
        for ((key, value), (documents, label)) in self.0 {
            if let Some((_, list)) = choices.iter_mut().find(|(known, _)| *known == key) {
                list.push((value, label, documents));
            }
        }
        for (_, list) in &mut choices {
            list.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            list.truncate(MOST);
        }
        choices
    }
}
