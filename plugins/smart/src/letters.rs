//! Is it a good goal? Each letter is judged by a few questions, and the worst answer is the letter's.
//!
//! The letters are those of G. T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives",
//! *Management Review* 70 (11), 1981, with Achievable and Relevant as they are commonly read today. Doran's "assignable",
//! somebody who answers for it, is asked under Achievable.

mod achievable;
mod measurable;
mod relevant;
mod specific;
mod time_bound;

use serde::Serialize;

use crate::goal::Goal;

/// How good an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing to say against it.
    Good,
    /// It could be better.
    Weak,
    /// It is missing or wrong.
    Bad,
}

impl Mark {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "yes",
            Self::Weak => "partly",
            Self::Bad => "no",
        }
    }
}

/// An answer to one of a letter's questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How good it is.
    pub mark: Mark,
    /// Why, as a sentence.
    pub reason: String,
    /// What would make it better, as a sentence.
    pub suggestion: String,
    /// The input that it is about, where somebody should be told at its place.
    pub input: Option<&'static str>,
}

impl Remark {
    fn good(reason: impl Into<String>) -> Self {
        Self { mark: Mark::Good, reason: reason.into(), suggestion: String::new(), input: None }
    }

    fn weak(reason: impl Into<String>, suggestion: impl Into<String>) -> Self {
        Self { mark: Mark::Weak, reason: reason.into(), suggestion: suggestion.into(), input: None }
    }

    fn bad(reason: impl Into<String>, suggestion: impl Into<String>) -> Self {
        Self { mark: Mark::Bad, ..Self::weak(reason, suggestion) }
    }

    fn at(mut self, input: &'static str) -> Self {
        self.input = Some(input);
        self
    }
}

/// A letter and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// `S`, `M`, `A`, `R` or `T`.
    pub letter: char,
    /// What it stands for.
    pub name: &'static str,
    /// What was found, the worst first.
    pub remarks: Vec<Remark>,
}

impl Letter {
    fn new(letter: char, name: &'static str, mut remarks: Vec<Remark>) -> Self {
        remarks.sort_by_key(|remark| std::cmp::Reverse(remark.mark));
        Self { letter, name, remarks }
    }

    /// The worst of its answers.
    pub fn mark(&self) -> Mark {
        self.remarks.iter().map(|remark| remark.mark).max().unwrap_or(Mark::Good)
    }
}

/// All five.
pub(crate) fn judge(goal: &Goal<'_>) -> Vec<Letter> {
    vec![
        Letter::new('S', "Specific", specific::remarks(goal)),
        Letter::new('M', "Measurable", measurable::remarks(goal)),
        Letter::new('A', "Achievable", achievable::remarks(goal)),
        Letter::new('R', "Relevant", relevant::remarks(goal)),
        Letter::new('T', "Time-bound", time_bound::remarks(goal)),
    ]
}
