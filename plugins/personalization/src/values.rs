//! From what was given to what stands for each variable: nested values, goals, calculations and defaults.

mod compute;
mod flatten;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use stratbook_plugin::messages::Finding;
use stratbook_plugin::{Day, money, number};

use crate::expression::Expression;
use crate::quantity::{self, Quantity, Unit};
use crate::variables::dictionary::{Dictionary, Kind};
use crate::variables::name;
use crate::variables::scan::Scan;

pub use flatten::{Given, flatten};

/// Longest value that is taken.
pub const LONGEST: usize = 100_000;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// It was given.
    Given,
    /// It was given by a profile or a row.
    Profile,
    /// It is a number of another report: the document, and the member of its data.
    Goal(String, String),
    /// It was calculated: how.
    Computed(String),
    /// The dictionary's or the template's default.
    Default,
}

/// What stands for a variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is written, without the unit.
    pub bare: String,
    /// The number that it is, if it is one: 2 for 2 %.
    pub number: Option<f64>,
    /// Its unit.
    pub unit: Unit,
    /// Whether its digits may be grouped: not where it was given as a text.
    pub numeric: bool,
    /// Where it comes from.
    pub source: Source,
    /// JSON Pointer of the input that gave it; empty where none did.
    pub pointer: String,
}

/// All values, and what there is to say about them.
#[derive(Debug, Default)]
pub struct Resolved {
    /// By the name that the dictionary has for a variable.
    pub entries: BTreeMap<String, Entry>,
    /// What calculations wait for: their variable, and what is open.
    pub waiting: BTreeMap<String, BTreeSet<String>>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// What values are made of.
pub struct Sources<'a> {
    /// Values in layers; a later one comes before an earlier.
    pub layers: Vec<(Source, Vec<Given>)>,
    /// Numbers of other reports: variable, document, member, value, pointer.
    pub goals: Vec<GoalValue>,
    /// Calculations: variable, text, pointer.
    pub computed: Vec<(String, String, String)>,
    /// The dictionary.
    pub dictionary: &'a Dictionary,
    /// Defaults of the template's own table.
    pub defaults: BTreeMap<String, String>,
    /// The units that stand around each variable in the template.
    pub contexts: &'a Contexts,
}

/// A number of another report.
#[derive(Debug, Clone)]
pub struct GoalValue {
    /// The variable that it is for.
    pub name: String,
    /// The document.
    pub document: String,
    /// The member of its data.
    pub member: String,
    /// What stands there.
    pub value: Value,
    /// The unit that the report gives.
    pub unit: Unit,
    /// JSON Pointer of the input.
    pub pointer: String,
}

/// The units around each variable of a template.
#[derive(Debug, Clone, Default)]
pub struct Contexts {
    units: BTreeMap<String, Vec<Unit>>,
}

impl Contexts {
    /// Those of a template, by the dictionary's names.
    pub fn of(text: &str, scan: &Scan, dictionary: &Dictionary) -> Self {
        let mut units: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
        for found in &scan.uses {
            let unit = Unit::around(text, &found.range);
            units.entry(dictionary.canonical(&found.name).to_owned()).or_default().push(unit);
        }
        Self { units }
    }

    /// The variables of the template.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.units.keys().map(String::as_str)
    }

    /// Whether the template uses a variable.
    pub fn uses(&self, name: &str) -> bool {
        self.units.contains_key(name)
    }

    /// The one unit that stands around a variable wherever there is one.
    pub fn unit(&self, name: &str) -> Unit {
        let mut only = Unit::None;
        for unit in self.units.get(name).into_iter().flatten() {
            if *unit != Unit::None {
                if only != Unit::None && only != *unit {
                    return Unit::None;
                }
                only = *unit;
            }
        }
        only
    }
}

/// Works out what stands for each variable.
pub fn resolve(sources: Sources<'_>) -> Resolved {
    let mut resolved = Resolved::default();
    let Sources { layers, goals, computed, dictionary, defaults, contexts } = sources;
    let unit_of = |name: &str| {
        let unit = dictionary.get(name).map_or(Unit::None, |entry| entry.unit);
        if unit == Unit::None { contexts.unit(name) } else { unit }
    };
    let mut known: BTreeSet<String> = contexts.names().map(str::to_owned).collect();
    known.extend(dictionary.entries().map(|(name, _)| name.to_owned()));
    for (_, given) in &layers {
        known.extend(given.iter().map(|one| dictionary.canonical(&one.name).to_owned()));
    }
    known.extend(computed.iter().map(|(name, ..)| dictionary.canonical(name).to_owned()));
    known.extend(goals.iter().map(|goal| dictionary.canonical(&goal.name).to_owned()));

    for (name, entry) in dictionary.entries() {
        if let Some(default) = &entry.default
            && let Some(entry) = Entry::of(default, Source::Default, String::new(), unit_of(name))
        {
            resolved.entries.insert(name.to_owned(), entry);
        }
    }
    for (name, default) in &defaults {
        let name = dictionary.canonical(name);
        if let Some(entry) =
            Entry::of(&Value::String(default.clone()), Source::Default, String::new(), unit_of(name))
        {
            resolved.entries.insert(name.to_owned(), entry);
        }
    }
    let mut calculations = BTreeMap::new();
    for (name, text, pointer) in computed {
        let name = dictionary.canonical(&name).to_owned();
        let text = text.trim().trim_start_matches('=').to_owned();
        match Expression::read(&text) {
            Ok(expression) => {
                calculations.insert(name, (expression, pointer));
            }
            Err(said) => resolved.findings.push(
                Finding::error(format!("the calculation of `{name}` cannot be read: {said}"))
                    .at(pointer)
                    .hint("use numbers, names of variables, + - * / and brackets"),
            ),
        }
    }
    for goal in goals {
        let name = dictionary.canonical(&goal.name).to_owned();
        let unit = if goal.unit == Unit::None { unit_of(&name) } else { goal.unit };
        let source = Source::Goal(goal.document, goal.member);
        // A day is data there, and words here.
        let day = goal.value.as_str().and_then(|text| text.parse::<Day>().ok());
        let value = day.map_or(goal.value, |day| Value::String(day.for_people()));
        if let Some(entry) = Entry::of(&value, source, goal.pointer, unit) {
            resolved.entries.insert(name, entry);
        }
    }
    for (source, given) in layers {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for Given { name: written, value, pointer } in given {
            let name = dictionary.canonical(&written).to_owned();
            if let Some(before) = seen.insert(name.clone(), pointer.clone()) {
                resolved.findings.push(
                    Finding::warning(format!("`{name}` is given twice; what comes last counts"))
                        .at(pointer.clone())
                        .note(format!("it is given at `{before}` as well"))
                        .hint("remove one of the two"),
                );
            }
            if let Some(text) = value.as_str()
                && let Some(calculation) =
                    compute::calculation(text, |name| known.contains(dictionary.canonical(name)))
            {
                match calculation {
                    Ok(expression) => {
                        resolved.entries.remove(&name);
                        calculations.insert(name, (expression, pointer));
                    }
                    Err(said) => resolved.findings.push(
                        Finding::error(format!("the calculation of `{name}` cannot be read: {said}"))
                            .at(pointer)
                            .hint("a value that begins with `=` is a calculation: numbers, names, + - * / and brackets"),
                    ),
                }
                continue;
            }
            match Entry::of(&value, source.clone(), pointer, unit_of(&name)) {
                Some(mut entry) => {
                    calculations.remove(&name);
                    if dictionary
                        .get(&name)
                        .is_some_and(|known| matches!(known.kind, Kind::Text | Kind::Date))
                    {
                        entry.numeric = false;
                        entry.bare = plain(&value);
                    }
                    resolved.entries.insert(name, entry);
                }
                // Emptied on purpose: what is below does not show through.
                None if value.as_str() == Some("") || value.is_null() => {}
                None => {}
            }
        }
    }
    compute::all(&mut resolved, &calculations, dictionary, &known, unit_of);
    resolved
}

impl Entry {
    /// What a given value is; nothing where it is empty or only asks for a value.
    fn of(value: &Value, source: Source, pointer: String, unit: Unit) -> Option<Self> {
        let text = plain(value);
        if crate::variables::declared::meaningful(&text).is_empty()
            && !matches!(text.as_str(), "-" | "–" | "—" | "n/a" | "none")
        {
            return None;
        }
        let entry = |bare, number, unit, numeric| Self { bare, number, unit, numeric, source, pointer };
        if let Some(number) = value.as_f64() {
            return Some(entry(written(number, unit), Some(number), unit, true));
        }
        Some(match quantity::read(&text) {
            Some(Quantity { number, unit: own, bare }) => {
                let unit = if own == Unit::None { unit } else { own };
                entry(bare, Some(number), unit, false)
            }
            None => entry(text, None, Unit::None, false),
        })
    }

    /// What is written where that unit stands around the place; in a program, digits are not grouped.
    pub fn shown(&self, around: Unit, program: bool) -> String {
        let bare = match self.number {
            Some(number) if self.numeric && program => format!("{number}"),
            _ => self.bare.clone(),
        };
        if self.unit == around || self.number.is_none() { bare } else { self.unit.with(&bare) }
    }

    /// What is written where nothing stands around it.
    pub fn full(&self) -> String {
        self.shown(Unit::None, false)
    }

    /// The number in a calculation: 0.02 for 2 %.
    pub fn plain_number(&self) -> Option<f64> {
        Some(self.number? * self.unit.factor())
    }
}

/// A given value as a text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A number as a reader wants it: years and other numbers of four digits are not grouped, amounts of money are.
fn written(value: f64, unit: Unit) -> String {
    if matches!(unit, Unit::Money(_)) {
        return money(value, "");
    }
    let grouped = number(value);
    if value.abs() < 10_000.0 { grouped.replace(',', "") } else { grouped }
}

/// The nearest of the names, for a hint.
pub(crate) fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|known| (crate::variables::near::distance(wanted, known), known))
        .filter(|(distance, known)| *distance <= known.chars().count().min(wanted.chars().count()) / 3)
        .min()
        .map(|(_, known)| known)
}

/// A key that means no variable of the template.
pub(crate) fn unknown_key(key: &str, contexts: &Contexts) -> String {
    match nearest(&name::meant(key), contexts.names()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "remove it, or write it in brackets into the template".to_owned(),
    }
}

#[cfg(test)]
mod tests;
