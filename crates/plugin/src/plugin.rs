//! What a plugin is: a manifest and the methods that it has.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::call::{Check, Generate, Rollup, Shortcode};
use crate::error::Result;
use crate::host::Host;
use crate::messages::{self, Description, Findings, Inputs, Report, ShortcodeDescription, Shortcoded};
use crate::{about, inputs};

/// A plugin. It has no state: every call begins anew, so that the same inputs give the same report.
pub trait Plugin: 'static {
    /// Text of `plugin.toml`: `include_str!("../plugin.toml")`. Id, name, version and summary are read from it, so that
    /// they are said once.
    const MANIFEST: &'static str;

    /// What it can do.
    fn methods() -> Methods;
}

type Made<R, A> = Box<dyn Fn(R, Host<'_>) -> Result<A>>;

struct Maker<R> {
    schema: fn() -> Value,
    example: &'static str,
    make: Made<R, Report>,
}

struct Shown {
    description: ShortcodeDescription,
    make: Made<messages::Shortcode, Shortcoded>,
}

/// What a plugin can do. What is not named here is answered as unsupported, and the description does not mention it.
#[derive(Default)]
pub struct Methods {
    report: Option<Maker<messages::Generate>>,
    rollup: Option<Maker<messages::Rollup>>,
    check: Option<Made<messages::Check, Findings>>,
    shortcodes: Vec<Shown>,
    settings: Option<fn() -> Value>,
}

impl Methods {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a report of a document that says `report: <id>`.
    ///
    /// The type of the inputs is that of the function's argument; its doc comments become the schema's descriptions.
    /// `example` is the YAML under `inputs:` as a person would write it, with comments, or a whole document with it.
    pub fn report<I, F>(mut self, example: &'static str, make: F) -> Self
    where
        I: DeserializeOwned + JsonSchema + 'static,
        F: Fn(&Generate<'_, I>) -> Result<Report> + 'static,
    {
        self.report = Some(Maker {
            schema: inputs::schema::<I>,
            example,
            make: Box::new(move |request, host| make(&Generate::new(request, host)?)),
        });
        self
    }

    /// Makes a page of all reports for a document that says `rollup: <id>`. Where it takes no inputs, their type is
    /// [`NoInputs`](crate::NoInputs) and the example is empty.
    pub fn rollup<I, F>(mut self, example: &'static str, make: F) -> Self
    where
        I: DeserializeOwned + JsonSchema + 'static,
        F: Fn(&Rollup<'_, I>) -> Result<Report> + 'static,
    {
        self.rollup = Some(Maker {
            schema: inputs::schema::<I>,
            example,
            make: Box::new(move |request, host| make(&Rollup::new(request, host)?)),
        });
        self
    }

    /// Says what is wrong with documents. It is called several times in a build, each time with some of them.
    pub fn check<F>(mut self, check: F) -> Self
    where
        F: Fn(&Check<'_>) -> Result<Findings> + 'static,
    {
        self.check = Some(Box::new(move |request, host| check(&Check::new(request, host)?)));
        self
    }

    /// Shows something in place of a shortcode.
    pub fn shortcode<F>(mut self, description: ShortcodeDescription, make: F) -> Self
    where
        F: Fn(&Shortcode<'_>) -> Result<Shortcoded> + 'static,
    {
        self.shortcodes.push(Shown {
            description,
            make: Box::new(move |request, host| make(&Shortcode::new(request, host)?)),
        });
        self
    }

    /// Takes settings: the table `[plugins.<id>]` of `stratbook.toml`. Calls read them with their `settings`.
    pub fn settings<S: DeserializeOwned + JsonSchema + 'static>(mut self) -> Self {
        self.settings = Some(inputs::schema::<S>);
        self
    }

    pub(crate) fn describe(&self, manifest: &str) -> Result<Description> {
        let about = about::read(manifest)?;
        Ok(Description {
            id: about.id,
            name: about.name,
            version: about.version,
            summary: about.summary,
            report: self
                .report
                .as_ref()
                .map(|maker| Inputs::new((maker.schema)(), inputs::example(maker.example))),
            rollup: self
                .rollup
                .as_ref()
                .map(|maker| Inputs::new((maker.schema)(), inputs::example(maker.example))),
            check: self.check.is_some(),
            shortcodes: self.shortcodes.iter().map(|shown| shown.description.clone()).collect(),
            settings: self.settings.map(|schema| schema()),
        })
    }

    pub(crate) fn has(&self, method: &str) -> bool {
        match method {
            "describe" => true,
            "generate" => self.report.is_some(),
            "rollup" => self.rollup.is_some(),
            "check" => self.check.is_some(),
            "shortcode" => !self.shortcodes.is_empty(),
            _ => false,
        }
    }

    pub(crate) fn make_report(&self, request: messages::Generate, host: Host<'_>) -> Option<Result<Report>> {
        Some((self.report.as_ref()?.make)(request, host))
    }

    pub(crate) fn make_rollup(&self, request: messages::Rollup, host: Host<'_>) -> Option<Result<Report>> {
        Some((self.rollup.as_ref()?.make)(request, host))
    }

    pub(crate) fn make_check(&self, request: messages::Check, host: Host<'_>) -> Option<Result<Findings>> {
        Some((self.check.as_ref()?)(request, host))
    }

    pub(crate) fn make_shortcode(
        &self,
        request: messages::Shortcode,
        host: Host<'_>,
    ) -> Option<Result<Shortcoded>> {
        let shown = self.shortcodes.iter().find(|shown| shown.description.name == request.name)?;
        Some((shown.make)(request, host))
    }
}
