//! Several documents of one template: a page for each row or profile, and a list of them.

use std::collections::{BTreeMap, BTreeSet};

use stratbook_plugin::prelude::*;

use super::data::{Data, PageData};
use super::{Maker, once, page};
use crate::inputs::{Inputs, Values};

/// More pages than that are not made of one document.
const MOST_PAGES: usize = 500;

impl Maker<'_> {
    /// Makes the pages and the list.
    pub(super) fn several(mut self) -> Result<Report> {
        let profiles = &self.form.profiles;
        let mut wanted: Vec<(String, &Values, String)> = Vec::new();
        if self.form.rows.is_empty() {
            for (name, values) in profiles {
                wanted.push((name.clone(), values, pointer!["profiles", name]));
            }
        } else {
            let top = matches!(self.call.inputs, Inputs::Rows(_));
            for (index, row) in self.form.rows.iter().enumerate() {
                let at = if top { pointer![index] } else { pointer!["rows", index] };
                wanted.push((page::row_title(row, index), row, at));
            }
        }
        if wanted.len() > MOST_PAGES {
            let message = format!(
                "{} pages are wanted; at most {MOST_PAGES} can be made of one document",
                wanted.len()
            );
            return Err(Finding::error(message).hint("divide the rows among several documents").into());
        }
        let mut index = Vec::new();
        let mut report = Report::default();
        let mut slugs = BTreeSet::new();
        let (mut total, mut done, mut doubtful) = (0, 0, 0);
        let mut open: BTreeSet<String> = BTreeSet::new();
        for (title, values, at) in wanted {
            let (title, values) = page::titled(title, values);
            let filled = self.fill(&[(&values, at.clone())]);
            self.judge(&filled, at);
            let slug = page::slug(&title, &mut slugs);
            let body = page::document(&self, &filled);
            report = report.with_page(Page::new(&slug, &title, body).with_summary(page::headline(&filled)));
            total += filled.overall.total();
            done += filled.overall.filled.len();
            doubtful += filled.doubts.len();
            open.extend(filled.overall.open.iter().cloned());
            index.push(page::Row { slug, title, filled });
        }
        if self.findings.iter().any(|found| found.severity == Severity::Error) {
            return Err(Error::Inputs(once(self.findings)));
        }
        let share = if total == 0 { 1.0 } else { f64::from(done as u32) / f64::from(total as u32) };
        let open: Vec<String> = open.into_iter().collect();
        let pages = index
            .iter()
            .map(|row| PageData {
                slug: row.slug.clone(),
                title: row.title.clone(),
                completeness: row.filled.overall.share(),
                open: row.filled.overall.open.clone(),
            })
            .collect();
        report.markdown = page::index(&self, &index).into();
        let data = Data {
            template: &self.template.document.path,
            completeness: share,
            total,
            filled: done,
            open: &open,
            sections: Vec::new(),
            values: BTreeMap::new(),
            doubts: Vec::new(),
            choices: self.choices(),
            pages,
        };
        let complete = index.iter().filter(|row| row.filled.overall.open.is_empty()).count();
        let (status, tone) = match (total - done, doubtful) {
            (0, 0) => ("complete", Tone::Good),
            (0, _) => ("to check", Tone::Warn),
            _ => ("half-filled", Tone::Warn),
        };
        let report = report
            .with_status(status, tone)
            .with_headline(format!("{complete} of {} complete", plural(index.len(), "document", "documents")))
            .with_progress(share)
            .with_data(&data)?;
        Ok(self.finish(report))
    }
}
