//! The place of a document or folder among its siblings.

use std::cmp::Ordering;
use std::collections::HashMap;

use stratbook_model::{ContentPath, names};

use super::natural;

/// Paths that the configuration puts first, and their place.
pub(super) struct Listed {
    places: HashMap<String, usize>,
}

impl Listed {
    pub(super) fn new(paths: &[String]) -> Self {
        let mut places = HashMap::new();
        for (place, path) in paths.iter().enumerate() {
            places.entry(ContentPath::new(path).as_str().to_owned()).or_insert(place);
        }
        Self { places }
    }

    /// The place of a path, written with or without its extension.
    fn place(&self, path: &ContentPath) -> usize {
        if self.places.is_empty() {
            return usize::MAX;
        }
        let known = self.places.get(path.as_str()).or_else(|| self.places.get(path.without_extension()));
        known.copied().unwrap_or(usize::MAX)
    }
}

/// What siblings are sorted by: the configured list, then `order`, then the number at the beginning of the name,
/// then the title; what has no number comes after what has one. The path makes the order total.
pub(super) struct OrderKey<'d> {
    listed: usize,
    order: f64,
    prefix: f64,
    title: &'d str,
    path: &'d ContentPath,
}

impl<'d> OrderKey<'d> {
    pub(super) fn new(
        listed: &Listed,
        order: Option<f64>,
        name: &str,
        title: &'d str,
        path: &'d ContentPath,
    ) -> Self {
        Self {
            listed: listed.place(path),
            order: order.filter(|order| !order.is_nan()).unwrap_or(f64::INFINITY),
            prefix: names::strip_order_prefix(name).0.unwrap_or(f64::INFINITY),
            title,
            path,
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.listed
            .cmp(&other.listed)
            .then_with(|| self.order.total_cmp(&other.order))
            .then_with(|| self.prefix.total_cmp(&other.prefix))
            .then_with(|| natural::compare(self.title, other.title))
            .then_with(|| self.path.cmp(other.path))
    }
}
