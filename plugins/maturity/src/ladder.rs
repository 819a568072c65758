//! A ladder: the value of the key `ladder` in a document's front matter.

mod consistent;
mod read;

use stratbook_plugin::prelude::*;

pub use read::read;

/// More steps than this are a list, and no ladder; a picture of them could not be read.
pub const MOST_STEPS: usize = 20;

/// Steps from the lowest to the highest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ladder {
    /// The lowest first.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// What inputs name it by.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// What must hold before it is reached, beside what the steps below need.
    pub prerequisites: Vec<Prerequisite>,
    /// What it delivers, and by which number that is seen.
    pub output: String,
    /// What it takes, in words.
    pub effort: String,
    /// What it costs to skip it, in words.
    pub skipping: String,
    /// Pages that help.
    pub links: Vec<String>,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Prerequisite {
    /// What is asked of what.
    pub need: Need,
    /// The question whose answer decides.
    pub question: String,
}

/// What is asked of what.
#[derive(Debug, Clone, PartialEq)]
pub enum Need {
    /// A number on one side of a threshold.
    Metric {
        /// Name of the fact.
        id: String,
        /// The side.
        side: Side,
        /// The threshold.
        threshold: f64,
        /// What it is counted in.
        unit: String,
    },
    /// A yes or a no.
    Fact {
        /// Name of the fact.
        id: String,
        /// Which answer.
        is: bool,
    },
    /// Another step, by its place.
    Step {
        /// Its place, from 0.
        index: usize,
    },
}

impl Need {
    /// Name of the fact that it asks for; nothing for a step.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Metric { id, .. } | Self::Fact { id, .. } => Some(id),
            Self::Step { .. } => None,
        }
    }
}

/// On which side of a threshold a number must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The threshold or more.
    AtLeast,
    /// More than it.
    MoreThan,
    /// The threshold or less.
    AtMost,
    /// Less than it.
    LessThan,
}

impl Side {
    /// All, with the keys that name them.
    pub const ALL: [(&'static str, Self); 4] = [
        ("at_least", Self::AtLeast),
        ("more_than", Self::MoreThan),
        ("at_most", Self::AtMost),
        ("less_than", Self::LessThan),
    ];

    /// Whether a number is on that side.
    pub fn holds(self, value: f64, threshold: f64) -> bool {
        match self {
            Self::AtLeast => value >= threshold,
            Self::MoreThan => value > threshold,
            Self::AtMost => value <= threshold,
            Self::LessThan => value < threshold,
        }
    }

    /// Whether more is better.
    pub fn is_floor(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }

    /// The key that names it.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, side)| *side == self).map_or("", |(key, _)| key)
    }

    /// In words: `more than`.
    pub fn words(self) -> String {
        self.key().replace('_', " ")
    }
}

/// Something wrong with a ladder, at a JSON Pointer within it.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// How bad it is. A ladder with an error cannot be climbed.
    pub severity: Severity,
    /// Where: `/steps/2/prerequisites/0`.
    pub at: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Problem {
    fn error(at: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, at: at.into(), message: message.into(), hint: hint.into() }
    }

    fn warning(at: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, message, hint) }
    }
}

impl Ladder {
    /// The place of a step by id, by name or by number from 1.
    pub fn find(&self, name: &str) -> Option<usize> {
        let same = |step: &&Step| step.id == name || step.name.eq_ignore_ascii_case(name);
        self.steps.iter().position(|step| same(&step)).or_else(|| {
            name.parse::<usize>()
                .ok()
                .filter(|number| (1..=self.steps.len()).contains(number))
                .map(|number| number - 1)
        })
    }

    /// All prerequisites with the place of their step and their own, from the lowest step.
    pub fn prerequisites(&self) -> impl Iterator<Item = (usize, usize, &Prerequisite)> {
        self.steps.iter().enumerate().flat_map(|(step, it)| {
            it.prerequisites.iter().enumerate().map(move |(index, prerequisite)| (step, index, prerequisite))
        })
    }

    /// Names of all facts that it asks for, in the order in which it does.
    pub fn facts(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for (_, _, prerequisite) in self.prerequisites() {
            if let Some(id) = prerequisite.need.fact()
                && !names.contains(&id)
            {
                names.push(id);
            }
        }
        names
    }

    /// The first prerequisite that asks for a fact.
    pub fn asks(&self, fact: &str) -> Option<&Prerequisite> {
        self.prerequisites().map(|(_, _, prerequisite)| prerequisite).find(|it| it.need.fact() == Some(fact))
    }
}
