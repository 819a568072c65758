//! The places of documents in the orders that listings use, worked out once.

use rayon::prelude::*;
use stratbook_model::{DocId, Document};

use crate::tree::natural;

/// Places by document number.
pub(crate) struct Ranks {
    path: Vec<u32>,
    title: Vec<u32>,
}

impl Ranks {
    pub(crate) fn of(documents: &[Document]) -> Self {
        let mut order: Vec<u32> = (0..documents.len() as u32).collect();
        order.par_sort_by(|a, b| documents[*a as usize].path.cmp(&documents[*b as usize].path));
        let path = places(&order);
        // Stable, so documents with the same title stay in the order of their paths.
        order.par_sort_by(|a, b| {
            natural::compare(&documents[*a as usize].title, &documents[*b as usize].title)
        });
        Self { path, title: places(&order) }
    }

    /// Place by path.
    pub(crate) fn by_path(&self, id: DocId) -> u32 {
        self.path[id.index()]
    }

    /// Place by title, then path.
    pub(crate) fn by_title(&self, id: DocId) -> u32 {
        self.title[id.index()]
    }
}

fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, id) in order.iter().enumerate() {
        places[*id as usize] = place as u32;
    }
    places
}
