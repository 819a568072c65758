//! `plugin check`: everything that a plugin must stand, tried on it.
//!
//! A plugin that passes answers every question with an answer, gives the same for the same, keeps data from becoming
//! structure, and stays within half of its limits.

mod mutate;

use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde_json::{Value, json};
use stratbook_content::{Data, DataFormat, Schema};
use stratbook_host::{Asks, Failure, FailureKind, Host};
use stratbook_model::{SourceText, Span};
use stratbook_plugin::messages::{
    Ask, Check, Description, Document, Generate, Inputs, Report, ReportView, Rollup, Severity, Shortcode,
    Summary,
};

use crate::Workspace;

/// How one trial went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// As it should.
    Passed,
    /// There was nothing to try.
    Skipped,
    /// Well enough, and worth a look.
    Warned,
    /// Not as it must.
    Failed,
}

/// A trial and how it went.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Trial {
    /// What was tried.
    pub name: String,
    /// How it went.
    pub mark: Mark,
    /// What was seen; empty where there is nothing to say.
    pub seen: Vec<String>,
}

/// All trials of a plugin.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Scorecard {
    /// Its id.
    pub id: String,
    /// In the order in which they were made.
    pub trials: Vec<Trial>,
    /// Calls that were made.
    pub calls: u64,
    /// The longest call, in milliseconds.
    pub slowest_ms: f64,
}

impl Scorecard {
    /// The worst mark.
    pub fn worst(&self) -> Mark {
        self.trials.iter().map(|trial| trial.mark).max().unwrap_or(Mark::Skipped)
    }
}

/// Tries a plugin on everything. Fails where it cannot be called at all.
pub fn conformance(workspace: &Workspace, id: &str, today: Date) -> Result<Scorecard, Failure> {
    let (host, _) = workspace.host();
    let description = host.describe(id)?;
    let mut bench = Bench {
        workspace,
        host,
        id,
        today: today.to_string(),
        card: Scorecard { id: id.to_owned(), trials: Vec::new(), calls: 1, slowest_ms: 0.0 },
        of: "",
    };
    bench.description(&description);
    let made = [("report", &description.report), ("rollup", &description.rollup)];
    for (what, inputs) in made {
        if let Some(inputs) = inputs {
            bench.of = what;
            bench.inputs(what, inputs);
        }
    }
    bench.of = "";
    bench.others(&description);
    bench.limits();
    Ok(bench.card)
}

struct Bench<'a> {
    workspace: &'a Workspace,
    host: &'a Host,
    id: &'a str,
    today: String,
    card: Scorecard,
    /// What is being tried: `report`, `rollup`, or the plugin as a whole.
    of: &'static str,
}

/// A handbook with nothing in it.
struct Empty;

impl Asks for Empty {
    fn ask(&self, ask: Ask) -> Result<Value, String> {
        Ok(match ask {
            Ask::Search(_) => json!({ "total": 0, "hits": [] }),
            Ask::Documents(_) => json!([]),
            _ => Value::Null,
        })
    }
}

/// A host that answers nothing.
struct Refusing;

impl Asks for Refusing {
    fn ask(&self, _: Ask) -> Result<Value, String> {
        Err("this host answers nothing".to_owned())
    }
}

impl Bench<'_> {
    fn mark(&mut self, name: &str, mark: Mark, seen: Vec<String>) {
        let name = if self.of.is_empty() { name.to_owned() } else { format!("{}: {name}", self.of) };
        self.card.trials.push(Trial { name, mark, seen });
    }

    /// Passed where there is nothing to say against it.
    fn verdict(&mut self, name: &str, against: Vec<String>) {
        let mark = if against.is_empty() { Mark::Passed } else { Mark::Failed };
        self.mark(name, mark, against);
    }

    fn timed<T>(&mut self, call: impl FnOnce(&Host) -> T) -> T {
        let began = Instant::now();
        let result = call(self.host);
        self.card.calls += 1;
        self.card.slowest_ms = self.card.slowest_ms.max(began.elapsed().as_secs_f64() * 1000.0);
        result
    }

    fn description(&mut self, description: &Description) {
        let manifest = self.host.find(self.id).map(|plugin| plugin.manifest.clone());
        let mut against = Vec::new();
        if let Some(manifest) = manifest {
            for (what, said, written) in [
                ("version", &description.version, &manifest.version),
                ("name", &description.name, &manifest.name),
            ] {
                if said != written {
                    against.push(format!("the {what} is `{said}`, and `{written}` in the manifest"));
                }
            }
            for (what, does, written) in [
                ("reports", description.report.is_some(), manifest.makes.report),
                ("rollups", description.rollup.is_some(), manifest.makes.rollup),
                ("checks", description.check, manifest.makes.check),
            ] {
                if does != written {
                    let (it, manifest) = if does { ("makes", "does not") } else { ("makes no", "does") };
                    against.push(format!("it {it} {what}, and the manifest's `makes` {manifest} say so"));
                }
            }
            for shortcode in &description.shortcodes {
                if !manifest.makes.shortcodes.contains(&shortcode.name) {
                    against.push(format!("the manifest's `shortcodes` leave out `{}`", shortcode.name));
                }
            }
        }
        self.verdict("what it says of itself agrees with its manifest", against);
        let missing: Vec<String> = [("name", &description.name), ("summary", &description.summary)]
            .into_iter()
            .filter(|(_, text)| text.trim().is_empty())
            .map(|(what, _)| format!("it has no {what}"))
            .collect();
        let mark = if missing.is_empty() { Mark::Passed } else { Mark::Warned };
        self.mark("it says what it is for", mark, missing);
    }

    fn inputs(&mut self, what: &'static str, inputs: &Inputs) {
        let schema = match Schema::new(&inputs.schema) {
            Ok(schema) => schema,
            Err(reason) => {
                self.verdict("its schema is a JSON Schema", vec![reason]);
                return;
            }
        };
        self.verdict("its schema is a JSON Schema", Vec::new());
        let unsaid = mutate::undescribed(&inputs.schema);
        let mark = if unsaid.is_empty() { Mark::Passed } else { Mark::Warned };
        self.mark("every input is described", mark, unsaid);
        let source = SourceText::new("the example", inputs.example.as_str());
        let (example, said) = Data::of_file(&source, DataFormat::Yaml);
        let example = example.unwrap_or_else(|| Data::of_value(&json!({})));
        let mut against: Vec<String> = said.iter().map(|found| found.message.clone()).collect();
        against.extend(example.misfits(&schema, "the example does").into_iter().map(|misfit| {
            let line = misfit.span.map_or(0, |span| source.place(span).line);
            format!("line {line}: {}", misfit.message)
        }));
        if inputs.example.trim().is_empty() && what == "report" {
            against.push("there is none; `stratbook report new` has nothing to begin with".to_owned());
        }
        self.verdict("its example fits its schema", against);
        let example = example.value();
        self.example(what, &example);
        self.mutations(what, &example);
    }

    fn example(&mut self, what: &'static str, example: &Value) {
        let first = self.call(what, example, &Empty);
        let report = match first {
            Ok(report) => report,
            Err(failure) => {
                self.verdict("it makes something of its example", vec![failure.message]);
                return;
            }
        };
        let errors: Vec<String> = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.message.clone())
            .collect();
        // An example may name documents that only a real workspace has.
        let mark = if errors.is_empty() { Mark::Passed } else { Mark::Warned };
        self.mark("it makes something of its example", mark, errors);

        let again = self.call(what, example, &Empty).ok();
        let fresh = self.workspace.fresh_host().0;
        let elsewhere = self.call_of(&fresh, what, example, &Empty).ok();
        let mut against = Vec::new();
        if again.as_ref() != Some(&report) {
            against.push("a second call gave another answer".to_owned());
        }
        if elsewhere.as_ref() != Some(&report) {
            against.push("another process gave another answer".to_owned());
        }
        self.verdict("it gives the same for the same", against);
        let mut against = Vec::new();
        for (place, markdown) in std::iter::once(("the report", &report.markdown))
            .chain(report.pages.iter().map(|page| ("a further page", &page.markdown)))
        {
            against.extend(self.faults(place, markdown));
        }
        self.verdict("its Markdown is sound", against);
    }

    /// What is wrong with Markdown that it made.
    fn faults(&self, place: &str, markdown: &str) -> Vec<String> {
        let source = SourceText::new("report", markdown);
        let body = Span::new(0, markdown.len());
        let (outline, said) = stratbook_markdown::parse(&source, body, &self.workspace.config().markdown);
        let mut faults: Vec<String> = said
            .iter()
            .map(|found| {
                let line = found.place.as_ref().map_or(0, |place| place.line);
                format!("{place}, line {line}: {}", found.message)
            })
            .collect();
        if outline.headings.iter().any(|heading| heading.level == 1) {
            faults.push(format!("{place} has a heading of level 1, which is the page's own"));
        }
        faults
    }

    fn mutations(&mut self, what: &'static str, example: &Value) {
        for (name, inputs) in [
            ("it stands inputs of any kind", mutate::of_other_kinds(example)),
            ("it stands text of any kind", mutate::with_other_texts(example)),
            ("it stands numbers of any size", mutate::with_other_numbers(example)),
            ("it stands much of everything", mutate::enlarged(example)),
        ] {
            let mut against: Vec<String> = Vec::new();
            for (what_was_done, inputs) in inputs {
                match self.call(what, &inputs, &Empty) {
                    Ok(report) => {
                        if report.markdown.contains(mutate::TAG) {
                            against.push(format!("{what_was_done}: HTML in a value became HTML of the page"));
                        }
                    }
                    Err(failure) => against.extend(fatal(&what_was_done, &failure)),
                }
                if against.len() > 4 {
                    against.push("the rest was not tried".to_owned());
                    break;
                }
            }
            self.verdict(name, against);
        }
        let refused = self.call(what, example, &Refusing);
        let against = refused.err().and_then(|failure| fatal("a host that refuses", &failure));
        self.verdict("it stands a host that answers nothing", against.into_iter().collect());
    }

    fn others(&mut self, description: &Description) {
        if description.rollup.is_some() {
            let mut request = Rollup::new(Document::new("all.md", "All"), json!({}), &self.today);
            let view = ReportView::new(Document::new("a.md", "A"), "other", Summary::default(), Value::Null);
            request.reports = vec![view];
            let id = self.id;
            let answer = self.timed(|host| host.rollup(id, &request, &Empty));
            let against = answer.err().and_then(|failure| fatal("a report without data", &failure));
            self.verdict("it stands reports of others", against.into_iter().collect());
        }
        if description.check {
            let mut request = Check::default();
            request.today.clone_from(&self.today);
            let id = self.id;
            let mut against = Vec::new();
            for documents in
                [Vec::new(), vec![Document::new("a.md", ""), Document::new("Ä/🙂.md", "\u{202e}x")]]
            {
                request.documents = documents;
                let answer = self.timed(|host| host.check(id, &request, &Empty));
                against.extend(answer.err().and_then(|failure| fatal("documents without text", &failure)));
            }
            self.verdict("it checks documents of any kind", against);
        }
        for shortcode in &description.shortcodes {
            let mut against = Vec::new();
            let id = self.id;
            for attributes in
                [Vec::new(), vec![(String::new(), "x\"|<b>".to_owned()), ("?".to_owned(), String::new())]]
            {
                let mut request = Shortcode::default();
                request.name.clone_from(&shortcode.name);
                request.attributes = attributes;
                request.document = Document::new("a.md", "A");
                request.today.clone_from(&self.today);
                let answer = self.timed(|host| host.shortcode(id, &request, &Empty));
                against.extend(answer.err().and_then(|failure| fatal(&shortcode.name, &failure)));
            }
            self.verdict("its shortcodes stand any attributes", against);
        }
    }

    fn limits(&mut self) {
        let limit = self.host.find(self.id).map_or(f64::MAX, |plugin| plugin.manifest.limits.seconds);
        let slowest = Duration::from_secs_f64(self.card.slowest_ms / 1000.0);
        let seen = format!("the slowest of {} calls took {:.1} ms", self.card.calls, self.card.slowest_ms);
        let mark = if slowest.as_secs_f64() * 2.0 < limit { Mark::Passed } else { Mark::Warned };
        self.mark("it needs less than half of its time", mark, vec![seen]);
    }

    fn call(&mut self, what: &str, inputs: &Value, asks: &dyn Asks) -> Result<Report, Failure> {
        let began = Instant::now();
        let result = self.call_of(self.host, what, inputs, asks);
        self.card.calls += 1;
        self.card.slowest_ms = self.card.slowest_ms.max(began.elapsed().as_secs_f64() * 1000.0);
        result
    }

    fn call_of(&self, host: &Host, what: &str, inputs: &Value, asks: &dyn Asks) -> Result<Report, Failure> {
        let document = Document::new("reports/trial.md", "Trial");
        if what == "rollup" {
            host.rollup(self.id, &Rollup::new(document, inputs.clone(), &self.today), asks)
        } else {
            host.generate(self.id, &Generate::new(document, inputs.clone(), &self.today), asks)
        }
    }
}

/// A plugin may refuse; it must not fall.
fn fatal(what: &str, failure: &Failure) -> Option<String> {
    let panicked = failure.kind == FailureKind::Refused && failure.message.contains("panicked");
    (failure.kind != FailureKind::Refused || panicked).then(|| format!("{what}: {}", failure.message))
}
