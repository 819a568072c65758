//! Finds the section that answers a question.
//!
//! A document becomes entries: one for its front matter, one for each question that it answers, one for each section.
//! All are read by one analysis ([`analysis`]), ranked by one arithmetic ([`bm25`]), and looked at closely by one set
//! of rules ([`evidence`]), whether the answer comes from the index in the cache or from the one in the site.
//!
//! The only crate that knows tantivy.

pub mod analysis;
pub mod answer;
pub mod bm25;
pub mod eval;
pub mod evidence;
pub mod expand;
mod index;
mod language;
mod lexicon;
pub mod query;
pub mod record;
mod schema;
mod search;
mod settings;
mod site_index;
pub mod snippet;
mod terms;
mod vocabulary;

pub use analysis::{Analyzer, Token};
pub use answer::{Answer, Hit, Marked};
pub use index::{Analyst, Index, IndexError, Update};
pub use language::Language;
pub use query::Query;
pub use record::{About, Block, Field, Record, Section};
pub use schema::FORM;
pub use search::Options;
pub use settings::Settings;
pub use site_index::{SiteFile, site_index};
