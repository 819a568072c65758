//! What a person writes under `inputs:`.

use std::collections::BTreeMap;

use serde::Deserializer;
use stratbook_plugin::prelude::*;
use stratbook_plugin::schemars::{Schema, SchemaGenerator, json_schema};

/// An assessment: a ladder, and what is known.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// The page of the ladder, whose front matter has the steps under `ladder:`.
    #[schemars(length(min = 1, max = 1000))]
    pub ladder: String,
    /// What is known, by the names that the ladder asks for. What is left out is unknown.
    #[serde(default, deserialize_with = "map")]
    #[schemars(with = "Option<BTreeMap<String, Fact>>")]
    pub facts: BTreeMap<String, Fact>,
    /// What is planned or under way, each with the step that it belongs to.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<Initiative>>")]
    pub initiatives: Vec<Initiative>,
    /// Earlier assessments.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<Assessment>>")]
    pub history: Vec<Assessment>,
    /// Teams, countries or brands beside each other.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<Team>>", length(max = 12))]
    pub teams: Vec<Team>,
}

/// Something that is known, or a goal that measures it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fact {
    /// A number for a metric, `yes` or `no` for the others, `unknown` where nobody can say.
    pub value: Answer,
    /// The page of a SMART goal, whose latest measurement is taken as the value.
    pub goal: Option<String>,
    /// Where the value is a percentage: of how many things. The distance is then given in things too.
    #[schemars(range(min = 1))]
    pub of: Option<f64>,
    /// The day on which it was found out.
    pub date: Option<Day>,
    /// Where it can be looked up: words, or a page (`/path.md`).
    pub source: Option<String>,
    /// What should be known about it.
    pub note: Option<String>,
}

/// A number, a yes or no, or nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Answer {
    /// Nobody can say.
    #[default]
    Unknown,
    /// For metrics.
    Number(f64),
    /// For yes or no.
    Yes(bool),
    /// What is none of these, to be refused with its place.
    Other(String),
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(match &value {
            Value::Null => Self::Unknown,
            Value::Bool(yes) => Self::Yes(*yes),
            Value::Number(number) => number.as_f64().map_or(Self::Unknown, Self::Number),
            Value::String(text) => match &*text.trim().to_lowercase() {
                "yes" | "true" => Self::Yes(true),
                "no" | "false" => Self::Yes(false),
                "unknown" | "?" | "" => Self::Unknown,
                _ => Self::Other(text.clone()),
            },
            other => Self::Other(other.to_string()),
        })
    }
}

impl JsonSchema for Answer {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "boolean", "string", "null"],
            "description": "A number for a metric, `yes` or `no` for the others, `unknown` where nobody can say.",
        })
    }
}

/// Something planned or under way.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// What it is.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// The step that it belongs to: its id, name or number.
    #[serde(deserialize_with = "step")]
    #[schemars(with = "StepName")]
    pub step: String,
    /// Its page.
    #[serde(default)]
    pub page: Option<String>,
    /// Pages of the goals that it serves.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<String>>")]
    pub goals: Vec<String>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Option<String>,
    /// What it is going to cost, in words.
    #[serde(default)]
    pub cost: Option<String>,
}

/// What is known of a step's name where it is given.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it is only the schema of a field")]
enum StepName {
    Number(u32),
    Name(String),
}

/// An earlier assessment: the facts as they were.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Its day.
    pub date: Day,
    /// The facts of that day, by name.
    #[serde(default, deserialize_with = "map")]
    #[schemars(with = "Option<BTreeMap<String, Answer>>")]
    pub facts: BTreeMap<String, Answer>,
    /// What should be known about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A team, with what differs from the facts of all.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its name.
    #[schemars(length(min = 1, max = 100))]
    pub name: String,
    /// Facts that differ, by name. What is left out is as it is for all.
    #[serde(default, deserialize_with = "map")]
    #[schemars(with = "Option<BTreeMap<String, Answer>>")]
    pub facts: BTreeMap<String, Answer>,
}

/// A list that may be left empty, as in `teams:` and nothing after it.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn map<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A name or a number.
fn step<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(name) => Ok(name.trim().to_owned()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("a step is given by its id, its name or its number")),
    }
}
