//! From a document's inputs to its report.

mod choices;
mod data;
mod form;
mod page;
mod several;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use stratbook_plugin::prelude::*;

use crate::complete::{self, Completeness, Section};
use crate::fill::{self, Shape, Written};
use crate::inputs::{Form, Inputs, Settings, Values};
use crate::parts::{self, Parts};
use crate::plausible::{self, Doubt};
use crate::quantity::Unit;
use crate::values::{self, Contexts, Entry, GoalValue, Resolved, Source, Sources, flatten};
use form::form;
use template::Template;

/// A template with more variables than that is refused.
const MOST_VARIABLES: usize = 5_000;
/// Longer documents are not made.
const LONGEST: usize = 4_000_000;

/// Makes the report.
pub(crate) fn make(call: &Generate<'_, Inputs>) -> Result<Report> {
    let form = form(call)?;
    let template = template::read(call, &form.template, &form::names(&form))?;
    let strict = form.strict || call.settings::<Settings>()?.strict;
    let maker = Maker::new(call, &form, &template, strict)?;
    let several = !form.rows.is_empty() || (form.profile.is_none() && !form.profiles.is_empty());
    if several { maker.several() } else { maker.one() }
}

/// What all pages of a document have in common.
struct Maker<'a> {
    call: &'a Generate<'a, Inputs>,
    form: &'a Form,
    template: &'a Template,
    strict: bool,
    contexts: Contexts,
    parts: Parts,
    goals: Vec<GoalValue>,
    goal_reports: BTreeMap<String, ReportView>,
    findings: Vec<Finding>,
    relations: Vec<Relation>,
}

/// A filled document.
pub(super) struct Filled {
    pub(super) markdown: String,
    pub(super) resolved: Resolved,
    pub(super) overall: Completeness,
    pub(super) sections: Vec<Section>,
    pub(super) doubts: Vec<Doubt>,
}

impl<'a> Maker<'a> {
    fn new(
        call: &'a Generate<'a, Inputs>,
        form: &'a Form,
        template: &'a Template,
        strict: bool,
    ) -> Result<Self> {
        let scan = &template.scan;
        let names: BTreeSet<&str> = scan.uses.iter().map(|found| found.name.as_str()).collect();
        if names.len() > MOST_VARIABLES {
            return Err(Finding::error(format!(
                "the template has {} variables; at most {} can be filled in one document",
                number(names.len() as f64),
                number(MOST_VARIABLES as f64)
            ))
            .at(pointer!["template"])
            .hint("divide it into several templates")
            .into());
        }
        let contexts = Contexts::of(&template.text, scan, &template.dictionary);
        let mut parts = parts::parts(&template.text, scan, &form.leave_out);
        let mut findings = std::mem::take(&mut parts.findings);
        findings.extend(template.findings.iter().cloned());
        let mut maker = Self {
            call,
            form,
            template,
            strict,
            contexts,
            parts,
            goals: Vec::new(),
            goal_reports: BTreeMap::new(),
            findings,
            relations: template.relations.clone(),
        };
        maker.read_goals()?;
        maker.check_choices();
        Ok(maker)
    }

    /// Choices that the template does not offer.
    fn check_choices(&mut self) {
        let offered = &self.template.options;
        for (group, choice) in self.form.choices.iter().filter(|_| !offered.is_empty()) {
            let at = pointer!["choices", group];
            let Some(known) = choices::find(offered, group) else {
                let names = offered.iter().map(|group| group.title.as_str());
                let hint = match values::nearest(group, names.clone()) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
                };
                let message = format!("the template has no customization option `{group}`");
                self.findings.push(Finding::warning(message).at(at).hint(hint));
                continue;
            };
            for option in choice.options() {
                if !known.options.iter().any(|one| choices::same(one, option)) {
                    let hint = match values::nearest(option, known.options.iter().map(String::as_str)) {
                        Some(name) => format!("did you mean `{name}`?"),
                        None => format!("there are {}", known.options.join(", ")),
                    };
                    let message = format!("`{option}` is not among the options of `{}`", known.title);
                    self.findings.push(Finding::warning(message).at(&at).hint(hint));
                }
            }
        }
    }

    fn read_goals(&mut self) -> Result<()> {
        for (key, goal) in &self.form.goals {
            let (document, member) = goal.parts();
            let at = pointer!["goals", key];
            let Some(view) = self.call.host().report(document)? else {
                let finding =
                    Finding::error(format!("there is no report `{document}` to read a number from"));
                self.findings.push(
                    finding.at(&at).hint("name a document with `report: smart`, from the content folder on"),
                );
                continue;
            };
            let target = format!("/{}", view.document.path);
            self.relations.push(Relation::new("uses", &target).at(&at));
            let value = view.data.pointer(&format!("/{}", member.replace('.', "/"))).cloned();
            let unit = view.data.get("unit").and_then(Value::as_str).map_or(Unit::None, Unit::of_word);
            match value {
                Some(value) if !value.is_null() && !value.is_object() && !value.is_array() => {
                    self.goals.push(GoalValue {
                        name: crate::variables::name::meant(key),
                        document: target,
                        member: member.to_owned(),
                        value,
                        unit,
                        pointer: at,
                    });
                }
                _ if !view.made => {
                    let finding = Finding::warning(format!(
                        "the report `{document}` could not be made, so `{key}` is open"
                    ));
                    self.findings.push(finding.at(&at).hint("correct that report first"));
                }
                _ => {
                    let mut finding =
                        Finding::error(format!("the report `{document}` has no number `{member}`")).at(&at);
                    if let Some(data) = view.data.as_object() {
                        let members: Vec<&str> = data
                            .iter()
                            .filter(|(_, value)| value.is_number() || value.is_string())
                            .map(|(name, _)| name.as_str())
                            .collect();
                        finding = finding.hint(format!("there are {}", members.join(", ")));
                    }
                    self.findings.push(finding);
                }
            }
            self.goal_reports.insert(view.document.path.clone(), view);
        }
        Ok(())
    }

    /// Fills the template with the values, and those of the layers above them.
    fn fill(&mut self, above: &[(&Values, String)]) -> Filled {
        let dictionary = &self.template.dictionary;
        let mut layers = Vec::new();
        let mut add = |source: Source, values: &Values, pointer: &str, findings: &mut Vec<Finding>| {
            let (given, found) = flatten(values, pointer);
            findings.extend(found);
            layers.push((source, given));
        };
        add(Source::Given, &self.form.values, "/values", &mut self.findings);
        for (values, pointer) in above {
            add(Source::Profile, values, pointer, &mut self.findings);
        }
        let computed = self
            .form
            .computed
            .iter()
            .map(|(name, text)| {
                (crate::variables::name::meant(name), text.clone(), pointer!["computed", name])
            })
            .collect();
        let mut resolved = values::resolve(Sources {
            layers: layers.clone(),
            goals: self.goals.clone(),
            computed,
            dictionary,
            defaults: self.template.defaults(),
            contexts: &self.contexts,
        });
        self.findings.append(&mut resolved.findings);
        self.report_unknown(&layers);
        let scan = &self.template.scan;
        let text = &self.template.text;
        let as_markdown: BTreeSet<String> =
            self.form.markdown.iter().map(|name| crate::variables::name::meant(name)).collect();
        let shape = Shape {
            cuts: self.parts.cuts.clone(),
            shift: self.parts.shift,
            folder: Some(self.template.folder().to_owned()),
            highlight: true,
        };
        let length: usize = scan
            .uses
            .iter()
            .filter_map(|found| resolved.entries.get(dictionary.canonical(&found.name)))
            .map(|entry| entry.bare.len())
            .sum();
        if length > LONGEST {
            let message = format!("the filled document would be longer than {} MB", LONGEST / 1_000_000);
            self.findings
                .push(Finding::error(message).at(pointer!["values"]).hint("shorten the longest values"));
            resolved.entries.clear();
        }
        let markdown = fill::fill(text, scan, &shape, |found| {
            let name = dictionary.canonical(&found.name);
            let entry = resolved.entries.get(name)?;
            let text = entry.shown(Unit::around(text, &found.range), scan.is_program(found.place));
            Some(Written { text, markdown: as_markdown.contains(name) })
        });
        let counts = |at: usize| !self.parts.leaves_out(at);
        let title = |section: usize| {
            let heading = &scan.headings[section];
            // The heading `Template` is not part of the document.
            if self.parts.leaves_out(heading.range.start) {
                String::new()
            } else {
                self.title(&heading.title, &resolved)
            }
        };
        let (overall, sections) = complete::measure(scan, &resolved, dictionary, counts, title);
        let mut doubts = plausible::doubts(text, scan, &resolved, dictionary, &self.contexts);
        doubts.extend(self.unfilled(&resolved, &as_markdown));
        Filled { markdown, resolved, overall, sections, doubts }
    }

    /// Values with variables in them, which stay what they are: a value is data.
    fn unfilled(&self, resolved: &Resolved, as_markdown: &BTreeSet<String>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for (name, entry) in &resolved.entries {
            if !entry.bare.contains('[') || !self.contexts.uses(name) || as_markdown.contains(name) {
                continue;
            }
            let found = crate::variables::scan::scan(&entry.bare, &BTreeSet::new());
            if let Some(inner) = found.uses.iter().find(|found| self.contexts.uses(&found.name)) {
                doubts.push(Doubt {
                    words: format!("the value of `{name}` contains `[{}]`, which is not filled", inner.name),
                    names: vec![name.clone()],
                    pointer: entry.pointer.clone(),
                    hint: "write the value itself, or put the words into the template".to_owned(),
                });
            }
        }
        doubts
    }

    /// A heading with the values of its variables.
    fn title(&self, title: &str, resolved: &Resolved) -> String {
        let scan = crate::variables::scan::scan(title, &self.template.dictionary.names());
        fill::fill(title, &scan, &Shape::default(), |found| {
            let entry = resolved.entries.get(self.template.dictionary.canonical(&found.name))?;
            Some(Written { text: entry.shown(Unit::around(title, &found.range), false), markdown: true })
        })
    }

    /// Keys that mean nothing.
    fn report_unknown(&mut self, layers: &[(Source, Vec<values::Given>)]) {
        let dictionary = &self.template.dictionary;
        let mut needed: BTreeSet<String> = BTreeSet::new();
        let texts = layers.iter().flat_map(|(_, given)| given).filter_map(|one| one.value.as_str());
        for text in
            texts.chain(self.form.computed.values().map(String::as_str)).filter(|text| text.len() < 2_000)
        {
            if let Ok(expression) = crate::expression::Expression::read(text.trim().trim_start_matches('=')) {
                needed
                    .extend(expression.names().into_iter().map(|name| dictionary.canonical(name).to_owned()));
            }
        }
        for given in layers.iter().flat_map(|(_, given)| given) {
            let name = dictionary.canonical(&given.name);
            let known = self.contexts.uses(name)
                || needed.contains(name)
                || dictionary.get(name).is_some()
                || self.template.scan.declared.iter().any(|declared| declared.name == name);
            if !known {
                let written = given.pointer.rsplit('/').next().unwrap_or_default();
                self.findings.push(
                    Finding::warning(format!("the template has no variable `{name}`"))
                        .at(&given.pointer)
                        .hint(values::unknown_key(written, &self.contexts)),
                );
            }
        }
    }

    fn one(mut self) -> Result<Report> {
        let mut above = Vec::new();
        if let Some(profile) = &self.form.profile {
            let Some(values) = self.form.profiles.get(profile) else {
                let names = self.form.profiles.keys().map(String::as_str);
                let hint = match values::nearest(profile, names) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("add `{profile}` to `profiles`"),
                };
                let finding = Finding::error(format!("there is no profile `{profile}`"));
                return Err(finding.at(pointer!["profile"]).hint(hint).into());
            };
            above.push((values, pointer!["profiles", profile]));
        }
        let filled = self.fill(&above);
        self.judge(&filled, pointer!["values"]);
        if self.findings.iter().any(|found| found.severity == Severity::Error) {
            return Err(Error::Inputs(once(self.findings)));
        }
        let page = page::document(&self, &filled);
        let data = self.data(&filled, Vec::new());
        let (status, tone) = status(&filled.overall, filled.doubts.len());
        let report = Report::new(page)
            .with_status(status, tone)
            .with_headline(page::headline(&filled))
            .with_progress(filled.overall.share())
            .with_data(&data)?;
        Ok(self.finish(report))
    }

    /// What is open, and what cannot be right, as findings.
    fn judge(&mut self, filled: &Filled, at: String) {
        let open = &filled.overall.open;
        if !open.is_empty() {
            let mut names =
                open.iter().take(8).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            if open.len() > 8 {
                let _ = write!(names, " and {} more", open.len() - 8);
            }
            let message = format!(
                "{} of {} open: {names}",
                open.len(),
                plural(filled.overall.total(), "variable is", "variables are")
            );
            let finding = if self.strict {
                Finding::error(message)
                    .hint("fill them; `strict` in the document, the settings or the build asks for all")
            } else if is_draft(&self.call.document) {
                Finding::info(message)
            } else {
                Finding::warning(message).hint("fill them, or say `status: Draft`")
            };
            self.findings.push(finding.at(at));
        }
        for doubt in &filled.doubts {
            let mut finding = Finding::warning(&doubt.words).hint(&doubt.hint);
            if !doubt.pointer.is_empty() {
                finding = finding.at(&doubt.pointer);
            }
            self.findings.push(finding);
        }
    }

    fn finish(self, mut report: Report) -> Report {
        report.relations = self.relations;
        let mut seen = BTreeSet::new();
        report.relations.retain(|relation| seen.insert((relation.kind.clone(), relation.target.clone())));
        // What is wrong with the common values would be said for each page.
        report.findings = once(self.findings);
        report
    }
}

/// Findings, each once.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    findings.into_iter().filter(|found| seen.insert((found.at.clone(), found.message.clone()))).collect()
}

fn status(overall: &Completeness, doubts: usize) -> (&'static str, Tone) {
    match (overall.open.len(), doubts) {
        (0, 0) => ("complete", Tone::Good),
        (0, _) => ("to check", Tone::Warn),
        _ if overall.filled.is_empty() => ("not begun", Tone::Warn),
        _ => ("half-filled", Tone::Warn),
    }
}

/// Whether a document may have gaps: it is a draft, or does not say what it is.
fn is_draft(document: &Document) -> bool {
    document.status.as_deref().is_none_or(|status| {
        let status = status.trim().to_lowercase();
        status.is_empty() || status.contains("draft") || status.contains("progress")
    })
}

/// An entry's value for a table.
pub(super) fn shown(entry: &Entry) -> String {
    let full = entry.full();
    if full.chars().count() <= 120 {
        full
    } else {
        format!("{}…", full.chars().take(119).collect::<String>())
    }
}
