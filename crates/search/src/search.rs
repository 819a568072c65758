//! From a question to ranked documents.

mod foremost;
pub(crate) mod gather;
pub(crate) mod groups;
mod narrow;
mod rank;
mod scores;
mod show;

use std::time::Instant;

use crate::answer::Answer;
use crate::query::Query;
use crate::{Index, IndexError, Settings};

/// What is wanted of an answer.
#[derive(Debug, Clone)]
pub struct Options {
    /// As many documents at most.
    pub limit: usize,
    /// Whether hits come with where their score came from.
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, explain: false }
    }
}

impl Index {
    /// Answers a question. The best documents come first, each with its best section; documents of equal score come
    /// by path.
    pub fn search(
        &self,
        query: &Query,
        settings: &Settings,
        options: &Options,
    ) -> Result<Answer, IndexError> {
        let began = Instant::now();
        let mut answer = Answer {
            query: query.text.clone(),
            total: 0,
            elapsed_us: 0,
            hints: query.hints.clone(),
            hits: Vec::new(),
        };
        if query.is_empty() {
            answer.hints.push("there is no word to search for".to_owned());
        } else {
            self.answer(query, settings, options, &mut answer)?;
            if answer.total == 0 && !query.phrases.is_empty() && !self.has_phrases(query, settings)? {
                // Quotation marks may be part of a question; nobody is helped by no answer at all.
                let loose = Query { phrases: Vec::new(), ..query.clone() };
                answer.hints.clone_from(&query.hints);
                self.answer(&loose, settings, options, &mut answer)?;
                let phrases: Vec<String> =
                    query.phrases.iter().map(|phrase| format!("`{}`", phrase.join(" "))).collect();
                answer.hints.insert(
                    0,
                    format!("no document has {}; its words were searched one by one", phrases.join(" and ")),
                );
            }
        }
        answer.elapsed_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(answer)
    }

    /// Whether any document has all of the phrases, whatever else is asked of it.
    fn has_phrases(&self, query: &Query, settings: &Settings) -> Result<bool, IndexError> {
        let alone = Query { phrases: query.phrases.clone(), ..Query::default() };
        let gathered = groups::gather(self, &alone, settings)?;
        let narrowed = narrow::narrow(self, &alone, &gathered)?;
        Ok(narrowed.segments.iter().any(narrow::Documents::admits_any))
    }

    fn answer(
        &self,
        query: &Query,
        settings: &Settings,
        options: &Options,
        answer: &mut Answer,
    ) -> Result<(), IndexError> {
        let gathered = groups::gather(self, query, settings)?;
        answer.hints.extend(gathered.hints());
        let narrowed = narrow::narrow(self, query, &gathered)?;
        let (ranked, total) = rank::rank(self, query, &gathered, &narrowed, settings, options.limit)?;
        answer.total = total;
        answer.hits = show::show(self, query, &gathered, ranked, settings, options)?;
        Ok(())
    }
}
