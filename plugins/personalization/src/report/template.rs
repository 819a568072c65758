//! The template of a report: its text with what it includes, and the dictionary that it is read with.

use std::collections::{BTreeMap, BTreeSet};

use stratbook_plugin::prelude::*;

use super::choices::{self, Group};
use crate::fill::{Shape, fill};
use crate::inputs::Inputs;
use crate::variables::dictionary::{self, Dictionary};
use crate::variables::scan::{Scan, scan, scan_among};

/// Documents include each other no deeper.
const DEEPEST: usize = 8;
/// More documents are not included.
const MOST_INCLUDED: usize = 200;
/// A longer template is refused.
const LONGEST: usize = 2_000_000;

/// A template, read.
pub(super) struct Template {
    pub(super) document: Document,
    /// Its text with what it includes.
    pub(super) text: String,
    pub(super) scan: Scan,
    pub(super) dictionary: Dictionary,
    pub(super) findings: Vec<Finding>,
    pub(super) relations: Vec<Relation>,
    /// The customization options that it offers.
    pub(super) options: Vec<Group>,
    /// Related templates, by path and title.
    pub(super) related: Vec<(String, String)>,
}

impl Template {
    pub(super) fn folder(&self) -> &str {
        folder(&self.document.path)
    }

    /// Defaults of the template's table.
    pub(super) fn defaults(&self) -> BTreeMap<String, String> {
        self.scan
            .declared
            .iter()
            .filter(|declared| !declared.default.is_empty())
            .map(|declared| (declared.name.clone(), declared.default.clone()))
            .collect()
    }

    /// What the dictionary or the template's table says of a variable.
    pub(super) fn description(&self, name: &str) -> (String, String) {
        let mut description = String::new();
        let mut example = String::new();
        if let Some(entry) = self.dictionary.get(name) {
            description.clone_from(&entry.description);
            example.clone_from(&entry.example);
        }
        if let Some(declared) =
            self.scan.declared.iter().find(|declared| self.dictionary.canonical(&declared.name) == name)
        {
            if description.is_empty() {
                description.clone_from(&declared.description);
            }
            if example.is_empty() {
                example.clone_from(&declared.example);
            }
        }
        (description, example)
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `given` are the names that values are given for: `[COMPANY NAME]` is one of them with a space.
pub(super) fn read(call: &Generate<'_, Inputs>, name: &str, given: &BTreeSet<String>) -> Result<Template> {
    let at = pointer!["template"];
    let name = name.trim();
    if name.is_empty() {
        return Err(Finding::error("no template is named")
            .at(at)
            .hint("write its path, from the content folder on")
            .into());
    }
    let host = call.host();
    let Some(document) = host.document(name)? else {
        return Err(Finding::error(format!("there is no document `{name}` to fill"))
            .at(at)
            .hint("a path that begins with `/` starts at the content folder; `stratbook list` shows all documents")
            .into());
    };
    if document.path == call.document.path {
        return Err(Finding::error("a document cannot be its own template")
            .at(at)
            .hint("write the template as a document of its own, and name that")
            .into());
    }
    let mut chain = vec![document.path.clone()];
    let body = document.body.clone().unwrap_or_default();
    let text = included(call, &body, &mut chain, &mut 0)?;

    let mut dictionary = Dictionary::default();
    let mut relations = vec![Relation::new("fills", format!("/{}", document.path)).at(&at)];
    let mut findings = Vec::new();
    if document.deprecated {
        let message = format!("the template `{}` is deprecated", document.title);
        findings.push(Finding::warning(message).at(&at).hint("fill the one that replaced it"));
    }
    for one in dictionaries(call)? {
        dictionary.add(&one.path, one.extra.get(dictionary::KEY).unwrap_or(&Value::Null));
    }
    for problem in &dictionary.problems {
        findings.push(
            Finding::warning(format!("in the variable dictionary {problem}")).hint("correct the dictionary"),
        );
    }
    if let Some(name) = &call_dictionary(call) {
        relations.push(Relation::new("uses", name.as_str()).at(pointer!["dictionary"]));
    }
    let scan = scan_among(&text, &dictionary.names(), given);
    if scan.uses.is_empty() {
        let message = format!("there are no variables in `{}`", document.title);
        let hint = "write them into it as `[COMPANY_NAME]`: upper-case letters, digits and underscores";
        findings.push(Finding::warning(message).at(&at).hint(hint));
    }
    let options = choices::read(&text, &scan);
    let mut related = Vec::new();
    for relation in document.relations.iter().filter(|relation| relation.kind == "related_templates") {
        let target = relation.target.as_str();
        // As its author wrote it, or from the content folder on.
        for name in [
            format!("/{}/{target}", folder(&document.path)),
            format!("/{}", target.trim_start_matches('/')),
            target.to_owned(),
        ] {
            if let Some(found) = host.document(name.replace("//", "/"))? {
                if found.path != document.path && !related.iter().any(|(path, _)| *path == found.path) {
                    related.push((found.path, found.title));
                }
                break;
            }
        }
    }
    Ok(Template { document, text, scan, dictionary, findings, relations, options, related })
}

fn call_dictionary(call: &Generate<'_, Inputs>) -> Option<String> {
    match &call.inputs {
        Inputs::Form(form) => form.dictionary.clone(),
        Inputs::Rows(_) => None,
    }
}

/// The documents with a dictionary: the one that is named, or all.
fn dictionaries(call: &Generate<'_, Inputs>) -> Result<Vec<Document>> {
    let host = call.host();
    let Some(name) = call_dictionary(call) else {
        let mut filter = DocumentFilter::default();
        filter.has = Some(dictionary::KEY.to_owned());
        return Ok(host.documents(&filter)?);
    };
    let at = pointer!["dictionary"];
    match host.document(&name)? {
        Some(found) if found.extra.contains_key(dictionary::KEY) => Ok(vec![found]),
        Some(_) => {
            Err(Finding::error(format!("the document `{name}` has no `dictionary` in its front matter"))
                .at(at)
                .hint("write `dictionary:` there, with a key for each variable")
                .into())
        }
        None => {
            Err(Finding::error(format!("there is no document `{name}`")).at(at).hint("check the path").into())
        }
    }
}

/// A text with the documents that it shows in place, if there are variables in them.
fn included(
    call: &Generate<'_, Inputs>,
    body: &str,
    chain: &mut Vec<String>,
    count: &mut usize,
) -> Result<String> {
    let at = || pointer!["template"];
    let found = scan(body, &BTreeSet::new());
    let mut out = String::with_capacity(body.len());
    let mut done = 0;
    for embed in &found.embeds {
        let name = embed.target.split(['#', '|']).next().unwrap_or_default().trim();
        let is_picture = name.rsplit_once('.').is_some_and(|(_, ending)| !ending.eq_ignore_ascii_case("md"));
        // A section of a document is shown by the site itself.
        if !embed.alone || name.is_empty() || is_picture || embed.target.contains('#') {
            continue;
        }
        let Some(other) = find(call, name, chain.last().map_or("", String::as_str))? else { continue };
        if chain.contains(&other.path) {
            let mut circle: Vec<String> = chain.iter().map(|path| format!("`{path}`")).collect();
            circle.push(format!("`{}`", other.path));
            return Err(Finding::error(format!("the template includes itself: {}", circle.join(" → ")))
                .at(at())
                .hint(format!(
                    "remove `{}` from `{}`",
                    &body[embed.range.clone()],
                    chain.last().map_or("", String::as_str)
                ))
                .into());
        }
        *count += 1;
        if chain.len() > DEEPEST || *count > MOST_INCLUDED {
            return Err(Finding::error(format!(
                "the template includes documents more than {DEEPEST} deep, or more than {MOST_INCLUDED} of them"
            ))
                .at(at())
                .hint("include fewer documents in each other")
                .into());
        }
        chain.push(other.path.clone());
        let text = included(call, other.body.as_deref().unwrap_or_default(), chain, count)?;
        chain.pop();
        let found = scan(&text, &BTreeSet::new());
        // So is a document without variables.
        if found.uses.is_empty() {
            continue;
        }
        let shape = Shape { folder: Some(folder(&other.path).to_owned()), ..Shape::default() };
        let text = fill(&text, &found, &shape, |_| None);
        out.push_str(&body[done..embed.range.start]);
        out.push_str(text.trim());
        done = embed.range.end;
        if out.len() > LONGEST {
            break;
        }
    }
    out.push_str(&body[done..]);
    if out.len() > LONGEST {
        return Err(Finding::error("the template is longer than 2 MB")
            .at(at())
            .hint("divide it into several templates")
            .into());
    }
    Ok(out)
}

/// A document by a name that is written in another.
fn find(call: &Generate<'_, Inputs>, name: &str, from: &str) -> Result<Option<Document>> {
    let host = call.host();
    let beside = format!("/{}/{name}", folder(from)).replace("//", "/");
    let with_ending = format!("{beside}.md");
    for path in [&beside, &with_ending] {
        if let Some(found) = host.document(path)? {
            return Ok(Some(found));
        }
    }
    Ok(host.document(name)?)
}
