//! The handbook that a test makes up, and its answers to a plugin's questions.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::messages::{
    Document, DocumentAsk, DocumentFilter, Found, LogAsk, ProgressAsk, ReportAsk, ReportView, SearchAsk,
    SearchHit,
};

#[derive(Debug, Default)]
pub(super) struct Handbook {
    pub(super) documents: Vec<Document>,
    pub(super) reports: Vec<ReportView>,
    pub(super) searches: Vec<(String, Vec<SearchHit>)>,
}

impl Handbook {
    /// `None` where there is no such question.
    pub(super) fn ask(&self, name: &str, request: &str, path: &str) -> Option<Result<String, String>> {
        Some(match name {
            "search" => answer(request, |ask: SearchAsk| self.search(&ask)),
            "document" => answer(request, |ask: DocumentAsk| self.find(&ask.document, path)),
            "documents" => answer(request, |filter: DocumentFilter| self.filtered(&filter)),
            "report" => answer(request, |ask: ReportAsk| {
                let document = self.find(&ask.document, path)?;
                self.reports.iter().find(|report| report.document.path == document.path)
            }),
            "log" => answer(request, |_: LogAsk| ()),
            "progress" => answer(request, |_: ProgressAsk| ()),
            _ => return None,
        })
    }

    /// A document by path, id or title, as seen from another.
    pub(super) fn find(&self, name: &str, from: &str) -> Option<&Document> {
        let wanted = match name.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => beside(from, name),
        };
        self.documents.iter().find(|document| document.path == wanted || document.path == name).or_else(
            || {
                self.documents.iter().find(|document| {
                    document.id.as_deref() == Some(name) || document.title.eq_ignore_ascii_case(name)
                })
            },
        )
    }

    /// All documents by path.
    pub(super) fn sorted(&self) -> Vec<Document> {
        let mut documents = self.documents.clone();
        documents.sort_by(|left, right| left.path.cmp(&right.path));
        documents
    }

    /// All reports by path.
    pub(super) fn sorted_reports(&self) -> Vec<ReportView> {
        let mut reports = self.reports.clone();
        reports.sort_by(|left, right| left.document.path.cmp(&right.document.path));
        reports
    }

    fn search(&self, ask: &SearchAsk) -> Found {
        let canned = self.searches.iter().find(|(query, _)| *query == ask.query);
        let mut hits: Vec<SearchHit> = match canned {
            Some((_, hits)) => hits.clone(),
            None => self.containing(&ask.query),
        };
        for hit in &mut hits {
            if let Some(document) = self.documents.iter().find(|document| document.path == hit.path) {
                hit.title.clone_from(&document.title);
            }
        }
        let total = hits.len() as u64;
        hits.truncate(ask.limit as usize);
        Found { total, hits }
    }

    fn containing(&self, query: &str) -> Vec<SearchHit> {
        let query = query.to_lowercase();
        let contains = |document: &Document| {
            let body = document.body.as_deref().unwrap_or_default();
            document.title.to_lowercase().contains(&query) || body.to_lowercase().contains(&query)
        };
        let hit = |document: &Document| SearchHit { path: document.path.clone(), ..SearchHit::default() };
        self.sorted().iter().filter(|document| contains(document)).map(hit).collect()
    }

    fn filtered(&self, filter: &DocumentFilter) -> Vec<Document> {
        let mut documents = self.sorted();
        documents.retain(|document| fits(document, filter));
        for document in &mut documents {
            document.body = None;
        }
        documents
    }
}

fn answer<R: DeserializeOwned, A: Serialize>(
    request: &str,
    make: impl FnOnce(R) -> A,
) -> Result<String, String> {
    let request =
        serde_json::from_str(request).map_err(|error| format!("the request cannot be read: {error}"))?;
    serde_json::to_string(&make(request)).map_err(|error| error.to_string())
}

fn fits(document: &Document, filter: &DocumentFilter) -> bool {
    let same = |wanted: Option<&String>, given: Option<&String>| {
        wanted.is_none_or(|wanted| given.is_some_and(|given| given.to_lowercase() == wanted.to_lowercase()))
    };
    let below = |name: &str, wanted: &str| {
        name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'))
    };
    filter.tag.as_ref().is_none_or(|wanted| document.tags.iter().any(|tag| below(tag, wanted)))
        && same(filter.doc_type.as_ref(), document.doc_type.as_ref())
        && same(filter.status.as_ref(), document.status.as_ref())
        && same(filter.owner_team.as_ref(), document.owner_team.as_ref())
        && same(filter.report.as_ref(), document.report.as_ref())
        && filter.folder.as_ref().is_none_or(|folder| {
            let folder = folder.trim_matches('/');
            folder.is_empty() || below(&document.path, folder)
        })
        && filter.has.as_ref().is_none_or(|key| document.extra.get(key).is_some_and(|value| !value.is_null()))
}

/// A relative path, as seen from a document.
fn beside(from: &str, name: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
