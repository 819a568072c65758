//! What the filters offer: tags, kinds of documents, owners.

use rustc_hash::FxHashMap;

use crate::record::About;
use crate::schema::facet_value;

/// Choices of one menu at most; all values can be typed.
const MOST: usize = 300;

/// Values by key, each with how many documents have it and how it is written.
#[derive(Default)]
pub(super) struct Menus([FxHashMap<String, (u32, String)>; KEYS.len()]);

/// What there is a menu of.
const KEYS: [&str; 3] = ["tag", "type", "owner"];

/// Key, then value, label and number of documents of each choice.
pub(super) type Choices = Vec<(&'static str, Vec<(String, String, u32)>)>;

impl Menus {
    pub(super) fn add(&mut self, about: &About) {
        let [tag, kind, owner] = [0, 1, 2];
        let mut values: Vec<(usize, &str)> = about.tags.iter().map(|label| (tag, label.as_str())).collect();
        values.push((kind, &about.doc_type));
        values.push((owner, &about.owner));
        let mut seen: Vec<(usize, String)> = Vec::new();
        for (key, label) in values {
            let value = facet_value(label);
            if value.is_empty() || seen.iter().any(|known| (known.0, &known.1) == (key, &value)) {
                continue;
            }
            self.count(key, &value, 1, label.trim().trim_start_matches('#'));
            seen.push((key, value));
        }
    }

    fn count(&mut self, key: usize, value: &str, documents: u32, label: &str) {
        if let Some((count, _)) = self.0[key].get_mut(value) {
            *count += documents;
        } else {
            self.0[key].insert(value.to_owned(), (documents, label.to_owned()));
        }
    }

    /// Adds those of the documents after these.
    pub(super) fn merge(&mut self, other: &Self) {
        for (key, values) in other.0.iter().enumerate() {
            for (value, (documents, label)) in values {
                self.count(key, value, *documents, label);
            }
        }
    }

    /// The most used first, then by value.
    pub(super) fn choices(self) -> Choices {
        let choices = KEYS.into_iter().zip(self.0).map(|(key, values)| {
            let mut list: Vec<(String, String, u32)> =
                values.into_iter().map(|(value, (documents, label))| (value, label, documents)).collect();
            list.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            list.truncate(MOST);
            (key, list)
        });
        choices.collect()
    }
}
