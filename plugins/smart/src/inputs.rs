//! What a person writes under `inputs:`.

use serde::Deserializer;
use stratbook_plugin::prelude::*;

/// One goal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// The goal in one sentence, as people will quote it: which number, from where to where, by when.
    #[schemars(length(min = 1, max = 2000))]
    pub statement: String,
    /// The number that is to move, such as `conversion rate`.
    #[schemars(length(min = 1, max = 200))]
    pub kpi: String,
    /// What the numbers are counted in: `%`, `tickets per 100 orders`, or a currency such as `EUR`.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub unit: Option<String>,
    /// Whether more or less is better. Left out, it follows from baseline and target.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// The value before the start.
    #[schemars(range(min = -1e15, max = 1e15))]
    pub baseline: f64,
    /// The value that is to be reached.
    #[schemars(range(min = -1e15, max = 1e15))]
    pub target: f64,
    /// The first day. The straight line begins here, at the baseline.
    pub start: Day,
    /// The last day. The straight line ends here, at the target.
    pub due: Day,
    /// The one person who answers for it.
    #[serde(default)]
    pub owner: Option<String>,
    /// The report or query that everybody reads the number from: words, or a page (`/path.md`).
    #[serde(default)]
    pub source_of_truth: Option<String>,
    /// How many days may lie between two measurements. Left out, the workspace's setting holds (31).
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub measure_every: Option<u32>,
    /// What was measured, in any order. Values from before the start are drawn, and not counted.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<Measurement>>", length(max = 5000))]
    pub measurements: Vec<Measurement>,
    /// What others have reached, or what a calculation makes likely.
    #[serde(default)]
    pub benchmark: Option<Benchmark>,
    /// Why it can be reached: a test, a comparable case or a calculation.
    #[serde(default)]
    pub because: Option<String>,
    /// What gets better for the business if it is reached.
    #[serde(default)]
    pub why: Option<String>,
    /// Pages of the aims that it serves, such as a strategy.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<String>>")]
    pub serves: Vec<String>,
    /// Numbers that must not get worse while this one gets better.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<Guardrail>>")]
    pub guardrails: Vec<Guardrail>,
    /// The result at which the work ends.
    #[serde(default)]
    pub stop: Option<String>,
    /// Competencies that it takes: names, or pages (`/path.md`).
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<String>>")]
    pub competencies: Vec<String>,
    /// The ladder step that it belongs to: the page of the ladder and the step's id
    /// (`/frameworks/ladders/ai-in-commerce.md#personalization`), or the name of a step.
    #[serde(default)]
    pub ladder_step: Option<String>,
    /// Pages of the assessments that it depends on.
    #[serde(default, deserialize_with = "list")]
    #[schemars(with = "Option<Vec<String>>")]
    pub assessments: Vec<String>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A value on a day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The day on which, or the last day of the period for which, it was measured.
    pub date: Day,
    /// The value, in the unit of the goal.
    #[schemars(range(min = -1e15, max = 1e15))]
    pub value: f64,
    /// What happened, or how it was measured.
    #[serde(default)]
    pub note: Option<String>,
}

/// A range that comparable cases reached.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// What the two ends are: the value itself, the change from the baseline, or that change in per cent of the baseline.
    #[serde(default)]
    pub of: BenchmarkOf,
    /// Where the range comes from: words, or a page (`/path.md`).
    #[serde(default)]
    pub source: Option<String>,
}

/// What a benchmark's range is a range of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkOf {
    /// The value that is reached.
    #[default]
    Value,
    /// The change from the baseline, in the unit of the goal.
    Change,
    /// The change in per cent of the baseline.
    RelativeChange,
}

/// A number that must stay within limits.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guardrail {
    /// The number.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// What it is counted in.
    #[serde(default)]
    pub unit: Option<String>,
    /// It must not rise above this.
    #[serde(default)]
    pub at_most: Option<f64>,
    /// It must not fall below this.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// What was measured last.
    #[serde(default)]
    pub latest: Option<Measurement>,
}

impl Guardrail {
    /// Whether a value is within the limits.
    pub fn holds(&self, value: f64) -> bool {
        self.at_most.is_none_or(|limit| value <= limit) && self.at_least.is_none_or(|limit| value >= limit)
    }
}

/// A list that may be left empty, as in `measurements:` and nothing after it.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A text that says something; white space alone does not.
pub(crate) fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Whether a text names a page rather than describing something in words.
pub(crate) fn names_a_page(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or(text);
    !path.contains(char::is_whitespace) && (path.starts_with('/') || path.to_lowercase().ends_with(".md"))
}
