//! What a plugin's functions are given: the request, its inputs as the plugin's own type, and the host.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::day::Day;
use crate::error::{Error, Result};
use crate::host::Host;
use crate::inputs;
use crate::messages::{self, Document, ReportView};

/// A report is to be made of a document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generate<'h, I> {
    /// The document whose `report` names the plugin.
    pub document: Document,
    /// Its inputs.
    pub inputs: I,
    /// The day of the build: a plugin has no other clock to go by.
    pub today: Day,
    /// BCP 47 tag of the document's language.
    pub language: String,
    settings: Map<String, Value>,
    host: Host<'h>,
}

impl<'h, I> Generate<'h, I> {
    /// Who can be asked.
    pub fn host(&self) -> Host<'h> {
        self.host
    }

    /// The workspace's settings for the plugin.
    pub fn settings<S: DeserializeOwned>(&self) -> Result<S> {
        settings(&self.settings)
    }
}

impl<'h, I: DeserializeOwned> Generate<'h, I> {
    pub(crate) fn new(request: messages::Generate, host: Host<'h>) -> Result<Self> {
        Ok(Self {
            inputs: inputs::read(request.inputs)?,
            today: today(&request.today)?,
            document: request.document,
            language: request.language,
            settings: request.settings,
            host,
        })
    }
}

/// A page is to be made of the results of many reports.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rollup<'h, I> {
    /// The document whose `rollup` names the plugin.
    pub document: Document,
    /// Its inputs.
    pub inputs: I,
    /// The day of the build.
    pub today: Day,
    /// BCP 47 tag of the document's language.
    pub language: String,
    /// All reports that the plugin may read, sorted by path; of other plugins too, where the manifest names them.
    pub reports: Vec<ReportView>,
    settings: Map<String, Value>,
    host: Host<'h>,
}

impl<'h, I> Rollup<'h, I> {
    /// Who can be asked.
    pub fn host(&self) -> Host<'h> {
        self.host
    }

    /// The workspace's settings for the plugin.
    pub fn settings<S: DeserializeOwned>(&self) -> Result<S> {
        settings(&self.settings)
    }
}

impl<'h, I: DeserializeOwned> Rollup<'h, I> {
    pub(crate) fn new(request: messages::Rollup, host: Host<'h>) -> Result<Self> {
        Ok(Self {
            inputs: inputs::read(request.inputs)?,
            today: today(&request.today)?,
            document: request.document,
            language: request.language,
            reports: request.reports,
            settings: request.settings,
            host,
        })
    }
}

impl ReportView {
    /// Its data as the type that the plugin made them of; nothing where the report could not be made.
    pub fn data<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        if !self.made {
            return Ok(None);
        }
        let data = serde_path_to_error::deserialize(&self.data).map_err(|error| {
            Error::new(format_args!("data of the report `{}`: {error}", self.document.path))
        })?;
        Ok(Some(data))
    }
}

/// Documents are to be checked.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check<'h> {
    /// Some of the documents, with their bodies.
    pub documents: Vec<Document>,
    /// The day of the build.
    pub today: Day,
    settings: Map<String, Value>,
    host: Host<'h>,
}

impl<'h> Check<'h> {
    pub(crate) fn new(request: messages::Check, host: Host<'h>) -> Result<Self> {
        let today = today(&request.today)?;
        Ok(Self { documents: request.documents, today, settings: request.settings, host })
    }

    /// Who can be asked.
    pub fn host(&self) -> Host<'h> {
        self.host
    }

    /// The workspace's settings for the plugin.
    pub fn settings<S: DeserializeOwned>(&self) -> Result<S> {
        settings(&self.settings)
    }
}

/// Something is to be shown in place of a shortcode.
#[derive(Debug)]
#[non_exhaustive]
pub struct Shortcode<'h> {
    /// Its name.
    pub name: String,
    /// Its attributes in order; a value without a name has an empty one.
    pub attributes: Vec<(String, String)>,
    /// The document that it stands in.
    pub document: Document,
    /// The day of the build.
    pub today: Day,
    settings: Map<String, Value>,
    host: Host<'h>,
}

impl<'h> Shortcode<'h> {
    pub(crate) fn new(request: messages::Shortcode, host: Host<'h>) -> Result<Self> {
        Ok(Self {
            today: today(&request.today)?,
            name: request.name,
            attributes: request.attributes,
            document: request.document,
            settings: request.settings,
            host,
        })
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(given, _)| given == name).map(|(_, value)| &**value)
    }

    /// Who can be asked.
    pub fn host(&self) -> Host<'h> {
        self.host
    }

    /// The workspace's settings for the plugin.
    pub fn settings<S: DeserializeOwned>(&self) -> Result<S> {
        settings(&self.settings)
    }
}

fn settings<S: DeserializeOwned>(settings: &Map<String, Value>) -> Result<S> {
    serde_path_to_error::deserialize(Value::Object(settings.clone()))
        .map_err(|error| Error::new(format_args!("the plugin's settings in `stratbook.toml`: {error}")))
}

fn today(day: &str) -> Result<Day> {
    day.parse().map_err(|_| Error::new(format_args!("the host gave no day but `{day}`")))
}
