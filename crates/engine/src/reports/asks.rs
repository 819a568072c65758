//! What a plugin may ask during a call, and what it is told: of admitted documents, and nothing else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use serde_json::{Map, Value};
use stratbook_content::Schema;
use stratbook_graph::{Lookup, Options, Withheld};
use stratbook_host::{Asks, Host};
use stratbook_model::{DocId, Document, ReportResult, ReportState, WITHHELD_NAME, names};
use stratbook_plugin::messages::{
    self, Ask, DocumentFilter, Found, LogLevel, ReportView, SearchHit, Summary, Tone,
};
use stratbook_search::Index;

use super::cache::Cache;
use super::{Job, view};
use crate::pipeline::Scope;
use crate::{Progress, Workspace, search};

/// Most answers of one search.
const MOST_HITS: u32 = 50;

/// A plugin's schema, ready to be used, or why it is none.
pub(super) type Ready = Arc<Result<Schema, String>>;

/// What every call of a build can see.
pub(super) struct World<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) host: &'a Host,
    pub(super) documents: &'a [Document],
    pub(super) cache: Cache,
    pub(super) progress: &'a dyn Progress,
    scope: &'a Scope,
    options: &'a Options,
    withheld: &'a Withheld,
    lookup: OnceLock<Lookup<'a>>,
    /// Made when the first plugin searches: most builds need none.
    index: OnceLock<Result<Index, String>>,
    results: RwLock<BTreeMap<usize, ReportResult>>,
    /// What plugins take, by plugin and whether it is for a rollup. Making one ready costs more than using it often.
    schemas: Mutex<BTreeMap<(String, bool), Ready>>,
}

impl<'a> World<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        host: &'a Host,
        documents: &'a [Document],
        scope: &'a Scope,
        withheld: &'a Withheld,
        options: &'a Options,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            workspace,
            host,
            documents,
            cache: Cache::new(workspace),
            progress,
            scope,
            options,
            withheld,
            lookup: OnceLock::new(),
            index: OnceLock::new(),
            results: RwLock::default(),
            schemas: Mutex::default(),
        }
    }

    /// The day of the build.
    pub(super) fn today(&self) -> String {
        self.scope.today.to_string()
    }

    /// `[plugin.<id>]` of the configuration. A plugin that has a setting `strict` is given it by a strict build.
    pub(super) fn settings(&self, plugin: &str) -> Map<String, Value> {
        let mut settings = self.workspace.config().plugin_settings.get(plugin).cloned().unwrap_or_default();
        let has_strict = || {
            let described = self.cache.description(self.host, plugin).ok();
            described.is_some_and(|found| {
                found.settings.as_ref().is_some_and(|schema| schema.pointer("/properties/strict").is_some())
            })
        };
        if self.scope.strict && has_strict() {
            settings.insert("strict".to_owned(), Value::Bool(true));
        }
        settings
    }

    /// The language of a document.
    pub(super) fn language(&self, document: usize) -> String {
        let own = self.documents[document].metadata.lang.clone();
        own.unwrap_or_else(|| self.workspace.config().language.clone())
    }

    /// A document as plugins see it.
    pub(super) fn view(&self, document: usize, body: bool) -> messages::Document {
        let mut view = view::view(&self.documents[document], self.options, body);
        view.relations = self.documents[document]
            .metadata
            .relations
            .iter()
            .map(|relation| {
                let found = self.find(document, &relation.target);
                let target = found
                    .map_or_else(|| relation.target.clone(), |at| format!("/{}", self.documents[at].path));
                messages::Relation::new(&*relation.kind, target)
            })
            .collect();
        view
    }

    /// What a plugin takes, ready to be used.
    pub(super) fn schema(&self, job: &Job, schema: &Value) -> Ready {
        let mut known = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        let schema =
            known.entry((job.plugin.clone(), job.rollup)).or_insert_with(|| Arc::new(Schema::new(schema)));
        Arc::clone(schema)
    }

    /// Keeps what came of a report, for who comes after.
    pub(super) fn keep(&self, document: usize, result: ReportResult) {
        self.results.write().unwrap_or_else(PoisonError::into_inner).insert(document, result);
    }

    /// The reports that a plugin may read, by path.
    pub(super) fn reports_for(&self, plugin: &str) -> Vec<ReportView> {
        let reads =
            self.host.find(plugin).map(|found| found.manifest.reads.reports.clone()).unwrap_or_default();
        let all = reads.iter().any(|read| read == "*");
        let results = self.results.read().unwrap_or_else(PoisonError::into_inner);
        results
            .iter()
            // A plugin's own reports are no secret to it.
            .filter(|(_, result)| {
                all || *result.plugin == *plugin || reads.iter().any(|read| **read == *result.plugin)
            })
            .map(|(at, result)| self.report_view(*at, result))
            .collect()
    }

    fn report_view(&self, document: usize, result: &ReportResult) -> ReportView {
        let mut summary = Summary::default();
        summary.status.clone_from(&result.status);
        summary.tone = match result.tone.as_str() {
            "good" => Tone::Good,
            "warn" => Tone::Warn,
            "bad" => Tone::Bad,
            _ => Tone::Neutral,
        };
        summary.headline.clone_from(&result.headline);
        summary.due.clone_from(&result.due);
        summary.overdue.clone_from(&result.overdue);
        summary.progress = result.progress;
        let data = result.data.clone();
        let mut view = ReportView::new(self.view(document, false), &*result.plugin, summary, data);
        view.made = result.state == ReportState::Made;
        view
    }

    /// The document that a name leads to, as if it were written in document `from`.
    pub(super) fn find(&self, from: usize, name: &str) -> Option<usize> {
        self.lookup().find(self.documents, &self.documents[from], name).map(DocId::index)
    }

    fn lookup(&self) -> &Lookup<'a> {
        self.lookup.get_or_init(|| Lookup::build(self.documents, self.withheld, self.options))
    }

    /// Takes the names of withheld documents out of what a report leaves behind: inputs may hold them, and numbers go
    /// where no link is checked.
    pub(super) fn redact(&self, document: usize, value: &mut Value) {
        match value {
            Value::String(text) => {
                // A title may be any words; a path or an id is nothing but a name.
                let name = text.split('#').next().unwrap_or_default();
                let is_name = name.contains('/') || name.to_ascii_lowercase().ends_with(".md");
                if is_name
                    && name.len() < 400
                    && self.lookup().is_withheld(self.documents, &self.documents[document], name)
                {
                    WITHHELD_NAME.clone_into(text);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.redact(document, item)),
            Value::Object(members) => members.values_mut().for_each(|member| self.redact(document, member)),
            _ => {}
        }
    }

    fn documents(&self, filter: &DocumentFilter) -> Vec<messages::Document> {
        let fits = |document: &Document| {
            let meta = &document.metadata;
            let same = |wanted: &Option<String>, field: Option<&str>| {
                wanted
                    .as_ref()
                    .is_none_or(|wanted| field.is_some_and(|field| names::fold(field) == names::fold(wanted)))
            };
            let tagged = |wanted: &str| {
                let wanted = names::fold(wanted);
                let inline = document.outline.inline_tags.iter().map(|tag| &**tag);
                meta.tags.iter().map(|tag| tag.value.as_str()).chain(inline).any(|tag| {
                    let tag = names::fold(tag);
                    tag.strip_prefix(&*wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            };
            let within = |folder: &str| {
                let folder = folder.trim_matches('/');
                folder.is_empty()
                    || document.path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
            };
            filter.tag.as_deref().is_none_or(tagged)
                && same(&filter.doc_type, meta.doc_type.as_ref().map(|kind| kind.value.as_str()))
                && same(&filter.status, meta.status.as_ref().map(|status| status.value.as_str()))
                && same(&filter.owner_team, meta.owner_team.as_ref().map(|team| team.value.as_str()))
                && same(&filter.report, meta.report.as_ref().map(|report| report.value.as_str()))
                && filter.folder.as_deref().is_none_or(within)
                && filter
                    .has
                    .as_deref()
                    .is_none_or(|key| meta.extra.get(key).is_some_and(|value| !value.is_null()))
        };
        (0..self.documents.len())
            .filter(|at| fits(&self.documents[*at]))
            .map(|at| self.view(at, false))
            .collect()
    }

    fn search(&self, query: &str, limit: u32) -> Result<Found, String> {
        let index = self.index.get_or_init(|| {
            self.progress.message("a plugin searches the handbook: indexing it first");
            search::of_documents(self.workspace, self.documents, self.options)
                .map_err(|error| error.to_string())
        });
        let index = index.as_ref().map_err(Clone::clone)?;
        let limit = limit.clamp(1, MOST_HITS) as usize;
        let answer = search::ask(self.workspace, index, query, limit).map_err(|error| error.to_string())?;
        let mut found = Found::default();
        found.total = answer.total as u64;
        found.hits = answer
            .hits
            .into_iter()
            .map(|hit| {
                let mut one = SearchHit::default();
                one.path = hit.path;
                one.title = hit.title;
                one.section = hit.section.join(" › ");
                one.anchor = hit.anchor;
                one.snippet = hit.snippet.text;
                one.score = hit.score;
                one
            })
            .collect();
        Ok(found)
    }
}

/// Answers the questions of one call, and remembers them: they are what its result rests on.
pub(super) struct Caller<'w, 'a> {
    world: &'w World<'a>,
    document: usize,
    pub(super) plugin: String,
    asked: Mutex<Vec<(Ask, [u8; 32])>>,
}

impl<'w, 'a> Caller<'w, 'a> {
    pub(super) fn new(world: &'w World<'a>, document: usize, plugin: &str) -> Self {
        Self { world, document, plugin: plugin.to_owned(), asked: Mutex::default() }
    }

    /// What was asked, and a hash of each answer.
    pub(super) fn asked(&self) -> Vec<(Ask, [u8; 32])> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The answer of now.
    pub(super) fn answer(&self, ask: &Ask) -> Result<Value, String> {
        let world = self.world;
        let json = |value: serde_json::Result<Value>| value.map_err(|error| error.to_string());
        match ask {
            Ask::Search(ask) => json(serde_json::to_value(world.search(&ask.query, ask.limit)?)),
            Ask::Document(ask) => {
                let found = world.find(self.document, &ask.document).map(|at| world.view(at, true));
                json(serde_json::to_value(found))
            }
            Ask::Documents(filter) => json(serde_json::to_value(world.documents(filter))),
            Ask::Report(ask) => {
                let reads = world.host.find(&self.plugin).map(|plugin| plugin.manifest.reads.reports.clone());
                let reads = reads.unwrap_or_default();
                let results = world.results.read().unwrap_or_else(PoisonError::into_inner);
                let found = world
                    .find(self.document, &ask.document)
                    .and_then(|at| Some((at, results.get(&at)?)))
                    .filter(|(_, result)| reads.iter().any(|read| read == "*" || **read == *result.plugin))
                    .map(|(at, result)| world.report_view(at, result));
                json(serde_json::to_value(found))
            }
            Ask::Log(log) => {
                if log.level != LogLevel::Debug {
                    world.progress.message(&format!("{}: {}", self.plugin, log.message));
                }
                Ok(Value::Null)
            }
            _ => Ok(Value::Null),
        }
    }
}

/// What an answer is told apart by.
pub(super) fn digest(answer: &Result<Value, String>) -> [u8; 32] {
    let text = match answer {
        Ok(value) => value.to_string(),
        Err(message) => format!("!{message}"),
    };
    *blake3::hash(text.as_bytes()).as_bytes()
}

impl Asks for Caller<'_, '_> {
    fn ask(&self, ask: Ask) -> Result<Value, String> {
        let answer = self.answer(&ask);
        if !matches!(ask, Ask::Log(_) | Ask::Progress(_)) {
            let hash = digest(&answer);
            self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((ask, hash));
        }
        answer
    }
}
