//! `describe`: what a plugin is and what it takes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The request of `describe`. It is answered at once and always alike: no host function may be called.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Describe {
    /// Version of the Stratbook that asks.
    pub host_version: String,
}

impl Describe {
    /// As a host of that version asks.
    pub fn new(host_version: impl Into<String>) -> Self {
        Self { host_version: host_version.into() }
    }
}

/// What a plugin says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Description {
    /// What documents name it by: `report: okr`. Lower-case letters, digits and hyphens, as in the manifest.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// What it is for, in a sentence or two of Markdown.
    pub summary: String,
    /// Inputs of its reports; absent where it makes none (`generate`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Inputs>,
    /// Inputs of its rollups; absent where it makes none (`rollup`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rollup: Option<Inputs>,
    /// Whether it checks documents (`check`).
    pub check: bool,
    /// Its shortcodes (`shortcode`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shortcodes: Vec<ShortcodeDescription>,
    /// JSON Schema of its settings, the table `[plugins.<id>]` of `stratbook.toml`; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Value>,
}

/// What goes into a report or a rollup.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Inputs {
    /// JSON Schema of the inputs, with descriptions for people.
    pub schema: Value,
    /// A filled example: the YAML under `inputs:`, with comments, as a person would write it.
    pub example: String,
}

impl Inputs {
    /// A schema and an example that fits it.
    pub fn new(schema: Value, example: impl Into<String>) -> Self {
        Self { schema, example: example.into() }
    }
}

/// A shortcode of a plugin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct ShortcodeDescription {
    /// Its name: `[okr-status goal="…"]` has the name `okr-status`.
    pub name: String,
    /// What it shows.
    pub summary: String,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
}

impl ShortcodeDescription {
    /// A shortcode without attributes.
    pub fn new(name: impl Into<String>, summary: impl Into<String>) -> Self {
        Self { name: name.into(), summary: summary.into(), attributes: Vec::new() }
    }
}

/// An attribute of a shortcode.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Attribute {
    /// Its name; empty for a value without one.
    pub name: String,
    /// What it says.
    pub summary: String,
    /// Whether it must be given.
    pub required: bool,
}
