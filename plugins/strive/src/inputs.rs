//! What a document says under `inputs:`.

mod scoring;

use std::collections::BTreeMap;

use stratbook_plugin::prelude::*;
use stratbook_plugin::schemars::{self, Schema, SchemaGenerator, json_schema};
use stratbook_plugin::serde::{Deserializer, de};

pub use scoring::{Confidence, MaybePoints, Points, Scoring};

/// Options that are weighed against each other.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// What is to be decided, as a question.
    #[serde(default)]
    pub question: Option<String>,
    /// Day on which the scores were given. A score can have a `date` of its own.
    #[serde(default)]
    pub assessed: Option<Day>,
    /// Goals that all options serve: paths, ids or titles of documents.
    #[serde(default)]
    pub goals: Names,
    /// Competencies that the decision takes: names, or pages (`/path.md`). For the competency map.
    #[serde(default)]
    pub competencies: Names,
    /// Weight of each criterion, by its id. Only the proportions count. A criterion that is not named keeps the weight of
    /// the workspace, which is 1 if nothing is said.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, Weight>>")]
    pub weights: BTreeMap<String, Weight>,
    /// The fewest points with which an option passes, by id of the criterion; `null` takes a gate away.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, MaybePoints>>")]
    pub gates: BTreeMap<String, MaybePoints>,
    /// What is weighed: categories of tools, or vendors.
    #[schemars(length(min = 1, max = 40))]
    pub options: Vec<OptionInput>,
    /// ISO 4217 code of the currency of all amounts.
    #[serde(default = "euro")]
    #[schemars(length(max = 8))]
    pub currency: String,
    /// Over how many years costs and benefits are added up.
    #[serde(default = "three")]
    #[schemars(range(min = 1, max = 30))]
    pub years: u32,
    /// Discount rate a year, for the net present value: `0.08` for 8 %.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub discount: Option<f64>,
    /// Reviews that have taken place since the scores were given.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<Vec<Review>>", length(max = 200))]
    pub reviews: Vec<Review>,
    /// What was decided, in a sentence, and by whom.
    #[serde(default)]
    pub decision: Option<String>,
    /// Earlier assessments, to see what has changed.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<Vec<Earlier>>", length(max = 40))]
    pub history: Vec<Earlier>,
}

fn euro() -> String {
    "EUR".to_owned()
}

fn three() -> u32 {
    3
}

/// One of the options.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionInput {
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// What it is, in a sentence.
    #[serde(default)]
    pub summary: Option<String>,
    /// Document that describes it, such as a playbook.
    #[serde(default)]
    pub page: Option<String>,
    /// The ladder step that it belongs to: the page of the ladder and the step's id
    /// (`/frameworks/ladders/ai-in-commerce.md#personalization`), or the name of a step. For the action plan.
    #[serde(default)]
    pub ladder_step: Option<String>,
    /// Goals that it serves, beside those that all options serve: paths, ids or titles of documents.
    #[serde(default)]
    pub goals: Names,
    /// Its score in each criterion, by the criterion's id: points from 1 to 5, or more about them. A criterion that is left
    /// out is unknown, not nought.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, Scoring>>")]
    pub scores: BTreeMap<String, Scoring>,
    /// What it costs. Do not forget what does not stand in the offer: training, own hours, data, operation, leaving.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<Vec<Cost>>", length(max = 100))]
    pub costs: Vec<Cost>,
    /// What it brings, in money.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<Vec<Benefit>>", length(max = 100))]
    pub benefits: Vec<Benefit>,
    /// What could go wrong, a sentence each; for the action plan.
    #[serde(default)]
    pub risks: Names,
}

fn kind_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": ["light", "deep"] })
}

/// A list or a map that may be left empty, as in `costs:` and nothing after it.
fn or_none<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A weight, 0 or more.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
pub struct Weight(#[schemars(range(min = 0, max = 1_000_000))] pub f64);

/// A text, or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub Vec<String>, bool);

impl Names {
    /// The texts, each with the pointer to it, below the pointer to them all.
    pub fn with_pointers<'a>(&'a self, at: &'a str) -> impl Iterator<Item = (String, &'a str)> {
        self.0.iter().enumerate().map(move |(index, name)| {
            (if self.1 { format!("{at}/{index}") } else { at.to_owned() }, name.trim())
        })
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self::default()),
            Value::String(name) if name.trim().is_empty() => Ok(Self::default()),
            Value::String(name) => Ok(Self(vec![name], false)),
            value => Ok(Self(serde_json::from_value(value).map_err(de::Error::custom)?, true)),
        }
    }
}

impl JsonSchema for Names {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Names".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "array", "null"],
            "items": { "type": "string", "minLength": 1 },
            "maxItems": 100,
        })
    }
}

/// Something that costs money.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What it is.
    pub name: String,
    /// What is paid once, at the beginning of `from_month`.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub once: f64,
    /// What is paid each month.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub monthly: f64,
    /// What is paid each year; it is spread over the months.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub yearly: f64,
    /// The month in which it begins, from 1.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 360))]
    pub from_month: usize,
    /// Whether it does not stand in the offer: training, own hours, data, operation, leaving.
    #[serde(default)]
    pub indirect: bool,
}

/// Something that brings money.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// What it is.
    pub name: String,
    /// What comes once, at the beginning of `from_month`.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub once: f64,
    /// What comes each month.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub monthly: f64,
    /// What comes each year; it is spread over the months.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1e15))]
    pub yearly: f64,
    /// The month in which it begins, from 1.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 360))]
    pub from_month: usize,
    /// The part of it that comes if things go badly, from 0 to 1.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub pessimistic: Option<f64>,
}

fn one() -> usize {
    1
}

/// A review that has taken place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// When it was.
    pub date: Day,
    /// `light` asks whether a gate has changed; `deep` scores anew.
    #[schemars(schema_with = "kind_schema")]
    pub kind: ReviewKind,
    /// Who took part.
    #[serde(default)]
    pub by: Option<String>,
    /// What came of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// The kind of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReviewKind {
    /// Asks whether a gate has changed.
    Light,
    /// Scores anew.
    Deep,
}

/// An earlier assessment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// When it was.
    pub assessed: Day,
    /// Its weights, where they were others than now.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, Weight>>")]
    pub weights: BTreeMap<String, Weight>,
    /// What was decided, or why it was done again.
    #[serde(default)]
    pub note: Option<String>,
    /// Its options.
    #[schemars(length(max = 40))]
    pub options: Vec<EarlierOption>,
}

/// An option in an earlier assessment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierOption {
    /// Its name, as today.
    pub name: String,
    /// Its score in each criterion, by the criterion's id.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, MaybePoints>>")]
    pub scores: BTreeMap<String, MaybePoints>,
    /// Its overall score, where the single ones were not kept.
    #[serde(default)]
    #[schemars(with = "MaybePoints")]
    pub score: Option<Points>,
}
