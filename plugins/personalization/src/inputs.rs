//! What a document gives the plugin.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Values by variable.
pub type Values = Map<String, Value>;

/// The inputs of one document: a form, or the rows of a CSV file.
#[derive(Debug, Clone)]
pub enum Inputs {
    /// A template and its values.
    Form(Box<Form>),
    /// The rows of a CSV file: one page for each, or the form that `stratbook vars --format csv` writes.
    Rows(Vec<Values>),
}

/// A template and the values of its variables.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The template: a path (from the content folder where it begins with `/`), an id or a title.
    pub template: String,
    /// What stands for each variable: a text, a number, yes or no. `VIP: { SIZE: 9400 }` is `VIP_SIZE: 9400`. A text that is
    /// a calculation of variables, such as `(TARGET - BASE) / BASE`, is calculated. What is left empty is open.
    #[serde(default)]
    pub values: Values,
    /// Calculations by variable: numbers, names, `+ - * / ( )` and percentages.
    #[serde(default)]
    pub computed: BTreeMap<String, String>,
    /// Variables whose value is a number of a goal, or of another report.
    #[serde(default)]
    pub goals: BTreeMap<String, GoalNumber>,
    /// Values of several companies (or brands, or teams) for the same template, by a short name. They come before `values`.
    #[serde(default)]
    pub profiles: BTreeMap<String, Values>,
    /// The profile that fills this document. Left out, each profile gets a page.
    #[serde(default)]
    pub profile: Option<String>,
    /// One page for each: values that come before `values`. A `title` names the page. A CSV file named by `inputs_file` gives
    /// rows as well.
    #[serde(default)]
    pub rows: Vec<Values>,
    /// What was chosen among the template's customization options, by group.
    #[serde(default)]
    pub choices: BTreeMap<String, Choice>,
    /// Variables whose values are Markdown. All other values are shown as they are written.
    #[serde(default)]
    pub markdown: Vec<String>,
    /// Sections of the template that the filled document leaves out, by their headings.
    #[serde(default)]
    pub leave_out: Vec<String>,
    /// The document with the variable dictionary. Left out, all documents with a `dictionary` in their front matter are used.
    #[serde(default)]
    pub dictionary: Option<String>,
    /// Whether a document with open variables is an error, and is not published.
    #[serde(default)]
    pub strict: bool,
}

/// Where a number of another report stands.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum GoalNumber {
    /// `document#member`, such as `/goals/conversion.md#target`. Without a member: `target`.
    Short(String),
    /// The same in two keys.
    Long {
        /// The document with the report.
        goal: String,
        /// The member of its data, such as `baseline`, `target` or `letters.m.score`.
        #[serde(default)]
        member: Option<String>,
    },
}

/// One option, or several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Choice {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl GoalNumber {
    /// The document, and the member of its data.
    pub fn parts(&self) -> (&str, &str) {
        match self {
            Self::Short(text) => text.split_once('#').unwrap_or((text, "target")),
            Self::Long { goal, member } => (goal, member.as_deref().unwrap_or("target")),
        }
    }
}

impl Choice {
    /// The options.
    pub fn options(&self) -> &[String] {
        match self {
            Self::One(option) => std::slice::from_ref(option),
            Self::Several(options) => options,
        }
    }
}

impl<'de> Deserialize<'de> for Inputs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The host has checked the value against the schema, so that places of misfits are known already.
        match Value::deserialize(deserializer)? {
            rows @ Value::Array(_) => serde_json::from_value(rows).map(Self::Rows),
            form => serde_json::from_value(form).map(|form| Self::Form(Box::new(form))),
        }
        .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Inputs {
    fn schema_name() -> Cow<'static, str> {
        "Inputs".into()
    }

    /// One schema for both, not two of which one must fit: so a mistake is shown where it is, not as two that do not fit.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Form::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["object", "array"]));
        schema.insert("items".to_owned(), serde_json::json!({ "type": "object" }));
        schema.insert(
            "description".to_owned(),
            "A template and the values of its variables, or the rows of a CSV file.".into(),
        );
        schema
    }
}

/// Settings of the workspace: `[plugin.personalization]`.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether every document with open variables is an error, as if it said `strict: true`.
    pub strict: bool,
}
