//! What is known of the facts that a ladder asks for.

use std::collections::BTreeMap;

use stratbook_plugin::prelude::*;

use crate::inputs::Answer;
use crate::ladder::{Ladder, Need};

/// A value that a prerequisite can be held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known {
    /// Of a metric.
    Number(f64),
    /// Of a yes or no.
    Yes(bool),
}

/// Values by name; what is not there is unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    values: BTreeMap<String, Known>,
}

impl Facts {
    /// The value of a fact.
    pub fn get(&self, name: &str) -> Option<Known> {
        self.values.get(name).copied()
    }

    /// Sets the value of a fact, or forgets it.
    pub fn set(&mut self, name: &str, value: Option<Known>) {
        match value {
            Some(value) => self.values.insert(name.to_owned(), value),
            None => self.values.remove(name),
        };
    }
}

/// Reads an answer as what the ladder asks for. The error says what is wrong with it, and what to write.
pub fn read(ladder: &Ladder, name: &str, answer: &Answer) -> Result<Option<Known>, (String, String)> {
    let metric = ladder.asks(name).map(|prerequisite| matches!(prerequisite.need, Need::Metric { .. }));
    match (answer, metric) {
        (Answer::Unknown, _) => Ok(None),
        (Answer::Number(value), Some(true) | None) => Ok(Some(Known::Number(*value))),
        (Answer::Yes(yes), Some(false) | None) => Ok(Some(Known::Yes(*yes))),
        (Answer::Number(value), Some(false)) => Err((
            format!("`{name}` is a yes or no, not {value}"),
            "write `yes`, `no` or `unknown`".to_owned(),
        )),
        (Answer::Yes(yes), Some(true)) => {
            let word = if *yes { "yes" } else { "no" };
            Err((format!("`{name}` is a metric, not a {word}"), "write a number, or `unknown`".to_owned()))
        }
        (Answer::Other(text), Some(true)) => {
            let short: String = text.chars().take(40).collect();
            let digits: String =
                text.chars().filter(|character| character.is_ascii_digit() || *character == '.').collect();
            let hint = match digits.parse::<f64>() {
                Ok(value) => format!("write {value}, without words or a unit"),
                Err(_) => "write a number, or `unknown`".to_owned(),
            };
            Err((format!("`{name}` is a metric, and `{short}` is no number"), hint))
        }
        (Answer::Other(text), _) => {
            let short: String = text.chars().take(40).collect();
            Err((format!("`{short}` is no answer to `{name}`"), "write `yes`, `no` or `unknown`".to_owned()))
        }
    }
}
