//! Runs a plugin in a test: in this process, through its C table, on a whole document, beside a handbook made up for it.
//!
//! ```
//! # use stratbook_plugin::prelude::*;
//! # #[derive(Deserialize, JsonSchema)]
//! # struct Inputs { name: String }
//! # struct Greeting;
//! # impl Plugin for Greeting {
//! #     const MANIFEST: &'static str = "id = \"greeting\"\nversion = \"1.0.0\"";
//! #     fn methods() -> Methods { Methods::new().report("name: Ada", greet) }
//! # }
//! # fn greet(call: &Generate<Inputs>) -> Result<Report> {
//! #     Ok(Report::new(Markdown::from(inline!["Hello, ", &call.inputs.name])))
//! # }
//! use stratbook_plugin::testing::Bench;
//!
//! let outcome = Bench::of::<Greeting>()
//!     .document("people/ada.md", "---\ntitle: Ada\n---\nThe first.")
//!     .generate("hello.md", "---\ntitle: Hello\nreport: greeting\ninputs:\n  name: Ada\n---\n");
//! assert_eq!(outcome.report().markdown, "Hello, Ada\n");
//! ```

mod calling;
mod front_matter;
mod handbook;
mod outcome;

use serde::Serialize;
use serde_json::{Map, Value};

pub use outcome::Outcome;

use crate::abi::Table;
use crate::messages::{
    Check, Describe, Description, Document, Generate, ReportView, Rollup, SearchHit, Shortcode, Summary,
};
use crate::plugin::Plugin;
use handbook::Handbook;

/// A plugin, and a handbook made up for it. The day is 21 November 2026 unless it is told otherwise.
#[derive(Debug)]
pub struct Bench {
    table: &'static Table,
    handbook: Handbook,
    settings: Map<String, Value>,
    today: String,
}

impl Bench {
    /// A bench for a plugin.
    pub fn of<P: Plugin>() -> Self {
        Self::table(crate::table::<P>())
    }

    /// A bench for a table, such as that of a library that was loaded.
    pub fn table(table: &'static Table) -> Self {
        Self { table, handbook: Handbook::default(), settings: Map::new(), today: "2026-11-21".to_owned() }
    }

    /// The day of the build (`YYYY-MM-DD`).
    pub fn today(mut self, day: &str) -> Self {
        day.clone_into(&mut self.today);
        self
    }

    /// Settings of the plugin: an object.
    pub fn settings(mut self, settings: &Value) -> Self {
        self.settings = settings.as_object().cloned().unwrap_or_default();
        self
    }

    /// Adds a document to the handbook: its path under the content folder, and its text with front matter.
    pub fn document(mut self, path: &str, text: &str) -> Self {
        self.handbook.documents.push(front_matter::read(path, text).document);
        self
    }

    /// Adds a report to the handbook, made of a document that is added too.
    pub fn report(mut self, path: &str, text: &str, plugin: &str, summary: Summary, data: Value) -> Self {
        let document = front_matter::read(path, text).document;
        self.handbook.documents.push(document.clone());
        self.handbook.reports.push(ReportView::new(document, plugin, summary, data));
        self
    }

    /// Says what a search finds. Any other question finds the documents whose title or text contains it.
    pub fn found(mut self, query: &str, paths: &[&str]) -> Self {
        let hit = |path: &&str| SearchHit { path: (*path).to_owned(), ..SearchHit::default() };
        self.handbook.searches.push((query.to_owned(), paths.iter().map(hit).collect()));
        self
    }

    /// What the plugin says of itself. A plugin that cannot say it fails the test.
    pub fn describe(&self) -> Description {
        self.call("describe", &Describe::new(env!("CARGO_PKG_VERSION")), "").parsed()
    }

    /// Makes a report of a document, given with its front matter.
    pub fn generate(&self, path: &str, text: &str) -> Outcome {
        let read = front_matter::read(path, text);
        let request = Generate {
            settings: self.settings.clone(),
            ..Generate::new(read.document, read.inputs, &*self.today)
        };
        self.call("generate", &request, path)
    }

    /// Makes a report of inputs alone.
    pub fn generate_from(&self, inputs: Value) -> Outcome {
        let document = Document::new("reports/test.md", "Test");
        let request =
            Generate { settings: self.settings.clone(), ..Generate::new(document, inputs, &*self.today) };
        self.call("generate", &request, "reports/test.md")
    }

    /// Makes a rollup of a document, given with its front matter, over all reports of the handbook.
    pub fn rollup(&self, path: &str, text: &str) -> Outcome {
        let read = front_matter::read(path, text);
        let request = Rollup {
            document: read.document,
            inputs: read.inputs,
            settings: self.settings.clone(),
            today: self.today.clone(),
            language: "en".to_owned(),
            reports: self.handbook.sorted_reports(),
        };
        self.call("rollup", &request, path)
    }

    /// Checks all documents of the handbook.
    pub fn check(&self) -> Outcome {
        let documents = self.handbook.sorted();
        let request = Check { documents, settings: self.settings.clone(), today: self.today.clone() };
        self.call("check", &request, "")
    }

    /// Shows a shortcode that stands in a document of the handbook.
    pub fn shortcode(&self, name: &str, attributes: &[(&str, &str)], path: &str) -> Outcome {
        let request = Shortcode {
            name: name.to_owned(),
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            document: self.handbook.find(path, "").cloned().unwrap_or_else(|| Document::new(path, path)),
            settings: self.settings.clone(),
            today: self.today.clone(),
        };
        self.call("shortcode", &request, path)
    }

    /// Calls a method with a request as it is, which need not be one: for tests of what is wrong.
    pub fn call_raw(&self, method: &str, request: &[u8]) -> Outcome {
        calling::call(self.table, method, request, &self.handbook, "")
    }

    fn call(&self, method: &str, request: &impl Serialize, path: &str) -> Outcome {
        let request = serde_json::to_vec(request).unwrap_or_default();
        calling::call(self.table, method, &request, &self.handbook, path)
    }
}
