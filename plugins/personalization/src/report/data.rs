//! What a report leaves behind for `report.json` and for rollups.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Filled, Maker};
use crate::values::Source;

#[derive(Serialize)]
pub(super) struct Data<'a> {
    pub(super) template: &'a str,
    pub(super) completeness: f64,
    pub(super) total: usize,
    pub(super) filled: usize,
    pub(super) open: &'a [String],
    pub(super) sections: Vec<SectionData<'a>>,
    pub(super) values: BTreeMap<&'a str, ValueData<'a>>,
    pub(super) doubts: Vec<&'a str>,
    pub(super) choices: BTreeMap<&'a str, &'a [String]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pages: Vec<PageData>,
}

#[derive(Serialize)]
pub(super) struct SectionData<'a> {
    pub(super) title: &'a str,
    pub(super) completeness: f64,
    pub(super) total: usize,
    pub(super) open: &'a [String],
}

#[derive(Serialize)]
pub(super) struct ValueData<'a> {
    pub(super) shown: String,
    pub(super) number: Option<f64>,
    pub(super) source: &'a str,
}

#[derive(Serialize)]
pub(super) struct PageData {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) completeness: f64,
    pub(super) open: Vec<String>,
}

impl Maker<'_> {
    pub(super) fn choices(&self) -> BTreeMap<&str, &[String]> {
        self.form.choices.iter().map(|(group, choice)| (group.as_str(), choice.options())).collect()
    }

    pub(super) fn data<'d>(&'d self, filled: &'d Filled, pages: Vec<PageData>) -> Data<'d> {
        let used = |name: &str| self.contexts.uses(name);
        Data {
            template: &self.template.document.path,
            completeness: filled.overall.share(),
            total: filled.overall.total(),
            filled: filled.overall.filled.len(),
            open: &filled.overall.open,
            sections: filled
                .sections
                .iter()
                .map(|section| SectionData {
                    title: &section.title,
                    completeness: section.completeness.share(),
                    total: section.completeness.total(),
                    open: &section.completeness.open,
                })
                .collect(),
            values: filled
                .resolved
                .entries
                .iter()
                .filter(|(name, _)| used(name))
                .map(|(name, entry)| {
                    let source = match &entry.source {
                        Source::Given => "given",
                        Source::Profile => "profile",
                        Source::Goal(..) => "report",
                        Source::Computed(_) => "calculated",
                        Source::Default => "default",
                    };
                    (name.as_str(), ValueData { shown: entry.full(), number: entry.number, source })
                })
                .collect(),
            doubts: filled.doubts.iter().map(|doubt| doubt.words.as_str()).collect(),
            choices: self.choices(),
            pages,
        }
    }
}
