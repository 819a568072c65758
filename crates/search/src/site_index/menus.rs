//! What the filters offer: tags, kinds of documents, owners.

use rustc_hash::FxHashMap;

use crate::record::About;
use crate::schema::facet_value;

/// Choices of one menu at most; all values can be typed.
const MOST: usize = 300;

/// Values of each key as filters compare them, each as it is written where it comes first.
#[derive(Default)]
pub(super) struct Menus([FxHashMap<String, String>; KEYS.len()]);

/// What there is a menu of.
const KEYS: [&str; 3] = ["tag", "type", "owner"];

/// Key, then value, label and number of documents of each choice.
pub(super) type Choices = Vec<(&'static str, Vec<(String, String, usize)>)>;

impl Menus {
    pub(super) fn add(&mut self, about: &About) {
        let [tag, kind, owner] = [0, 1, 2];
        let tags = about.tags.iter().map(|label| (tag, label));
        for (key, label) in tags.chain([(kind, &about.doc_type), (owner, &about.owner)]) {
            let value = facet_value(label);
            if !value.is_empty() && !self.0[key].contains_key(&value) {
                self.0[key].insert(value, label.trim().trim_start_matches('#').to_owned());
            }
        }
    }

    /// Adds those of the documents after these.
    pub(super) fn merge(&mut self, other: &Self) {
        for (here, others) in self.0.iter_mut().zip(&other.0) {
            for (value, label) in others {
                here.entry(value.clone()).or_insert_with(|| label.clone());
            }
        }
    }

    /// The most used first, then by value. `passes` tells how many documents a filter lets through.
    pub(super) fn choices(self, passes: &dyn Fn(&str, &str) -> usize) -> Choices {
        let choices = KEYS.into_iter().zip(self.0).map(|(key, values)| {
            let counted = values.into_iter().map(|(value, label)| {
                let count = passes(key, &value);
                (value, label, count)
            });
            let mut list: Vec<(String, String, usize)> = counted.collect();
            list.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            list.truncate(MOST);
            (key, list)
        });
        choices.collect()
    }
}
