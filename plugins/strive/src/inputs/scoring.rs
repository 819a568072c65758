//! A score, with what it rests on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use stratbook_plugin::prelude::*;
use stratbook_plugin::schemars::{self, Schema, SchemaGenerator, json_schema};
use stratbook_plugin::serde::{Deserializer, de};

use super::{Names, or_none};

/// A score, with what it rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scoring {
    /// Points from 1 to 5.
    pub score: Option<f64>,
    /// The points that several people gave. Without `score`, their mean counts.
    pub assessors: BTreeMap<String, Points>,
    /// What the points rest on, in words.
    pub evidence: Option<String>,
    /// Where that is written.
    pub source: Names,
    /// How sure the points are.
    pub confidence: Option<Confidence>,
    /// Day on which they were given.
    pub date: Option<Day>,
}

impl Scoring {
    /// The points that count.
    pub fn points(&self) -> Option<f64> {
        self.score.or_else(|| {
            let people = self.assessors.len();
            (people > 0).then(|| self.assessors.values().map(|points| points.0).sum::<f64>() / people as f64)
        })
    }

    /// Whether anything is given that the points rest on.
    pub fn has_evidence(&self) -> bool {
        self.evidence.as_ref().is_some_and(|evidence| !evidence.trim().is_empty())
            || !self.source.0.is_empty()
    }
}

/// The long form of a score.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Detailed {
    /// Points from 1 (poor) to 5 (very good); halves are fine. Leave it out where nobody knows.
    #[serde(default)]
    #[schemars(with = "MaybePoints")]
    score: Option<Points>,
    /// The points that several people gave, by name. Without `score`, their mean counts.
    #[serde(default, deserialize_with = "or_none")]
    #[schemars(with = "Option<BTreeMap<String, Points>>")]
    assessors: BTreeMap<String, Points>,
    /// What the points rest on, in words.
    #[serde(default)]
    evidence: Option<String>,
    /// Where that is written: a document of the handbook, or a web address; or several.
    #[serde(default)]
    source: Names,
    /// How sure the points are: `high`, `medium` (could be half a point off) or `low` (a whole point).
    #[serde(default)]
    #[schemars(schema_with = "confidence_schema")]
    confidence: Option<Confidence>,
    /// Day on which they were given, where it is not that of the assessment.
    #[serde(default)]
    date: Option<Day>,
}

impl<'de> Deserialize<'de> for Scoring {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let detailed = match Value::deserialize(deserializer)? {
            Value::Null => Detailed::default(),
            value @ Value::Object(_) => serde_json::from_value(value).map_err(de::Error::custom)?,
            value => Detailed {
                score: Some(serde_json::from_value(value).map_err(de::Error::custom)?),
                ..Detailed::default()
            },
        };
        Ok(Self {
            score: detailed.score.map(|points| points.0),
            assessors: detailed.assessors,
            evidence: detailed.evidence,
            source: detailed.source,
            confidence: detailed.confidence,
            date: detailed.date,
        })
    }
}

impl JsonSchema for Scoring {
    fn schema_name() -> Cow<'static, str> {
        "Scoring".into()
    }

    /// The members of the long form bind objects only, and the limits numbers only, so that no alternatives are needed, and a
    /// mistake is named for what it is.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Detailed::json_schema(generator);
        schema.insert(
            "description".to_owned(),
            "Points from 1 to 5, or an object with what they rest on. Nothing (`null`) where nobody knows."
                .into(),
        );
        schema.insert("type".to_owned(), json!(["number", "object", "null"]));
        schema.insert("minimum".to_owned(), json!(1));
        schema.insert("maximum".to_owned(), json!(5));
        schema
    }
}

/// Points from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
pub struct Points(#[schemars(range(min = 1, max = 5))] pub f64);

/// Points from 1 to 5, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct MaybePoints(pub Option<f64>);

impl JsonSchema for MaybePoints {
    fn schema_name() -> Cow<'static, str> {
        "MaybePoints".into()
    }

    fn inline_schema() -> bool {
        true
    }

    /// Without alternatives, so that a mistake is named for what it is.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "null"], "minimum": 1, "maximum": 5 })
    }
}

fn confidence_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "enum": ["high", "medium", "low", null] })
}

/// How sure points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// They could be a whole point off.
    Low,
    /// They could be half a point off.
    Medium,
    /// They are as they are.
    High,
}

impl Confidence {
    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// By how many points they could be off.
    pub fn margin(self) -> f64 {
        match self {
            Self::Low => 1.0,
            Self::Medium => 0.5,
            Self::High => 0.0,
        }
    }
}
