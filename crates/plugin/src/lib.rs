//! What a Stratbook plugin is written with.
//!
//! A plugin implements [`Plugin`]: it names its [`Methods`], which are functions from typed inputs to a
//! [`Report`](messages::Report), written with [`Markdown`]. [`export_plugin!`] makes a shared library of it.
//! `stratbook_plugin::testing` (feature `testing`) runs it in a test.
//!
//! ```
//! use stratbook_plugin::prelude::*;
//!
//! #[derive(Deserialize, JsonSchema)]
//! struct Inputs {
//!     /// Who is greeted.
//!     name: String,
//! }
//!
//! struct Greeting;
//!
//! impl Plugin for Greeting {
//!     const MANIFEST: &'static str = "id = \"greeting\"\nversion = \"1.0.0\"";
//!
//!     fn methods() -> Methods {
//!         Methods::new().report("name: Ada", greet)
//!     }
//! }
//!
//! fn greet(call: &Generate<Inputs>) -> Result<Report> {
//!     let mut page = Markdown::new();
//!     page.section("Greeting").paragraph(inline!["Hello, ", strong(&call.inputs.name), "!"]);
//!     Ok(Report::new(page))
//! }
//!
//! export_plugin!(Greeting);
//! ```
//!
//! [`abi`] is the C interface, [`messages`] is what is said across it.

pub mod abi;
pub mod messages;
#[doc(hidden)]
pub mod protocol;

mod about;
mod boundary;
mod call;
mod day;
mod dispatch;
mod error;
mod export;
mod host;
mod inputs;
mod markdown;
mod number;
mod panics;
mod plugin;
mod report;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use boundary::{entry, table};
pub use call::{Check, Generate, Rollup, Shortcode};
pub use day::{Day, NoDay};
pub use error::{Error, Result};
pub use host::{AskError, Host};
pub use inputs::{NoInputs, push_pointer};
pub use markdown::{Callout, Inline, Markdown, Table, code, emphasis, link, md, strong, text, url};
pub use number::{money, number, percent, plural, quantity};
pub use plugin::{Methods, Plugin};
pub use {schemars, serde, serde_json};

/// What most plugins need.
pub mod prelude {
    pub use schemars::JsonSchema;
    pub use serde::{Deserialize, Serialize};
    pub use serde_json::{Value, json};

    pub use crate::messages::{
        Attribute, Document, DocumentFilter, Finding, Findings, LogLevel, Page, Relation, Report, ReportView,
        Severity, ShortcodeDescription, Shortcoded, Summary, Tone,
    };
    pub use crate::{
        Callout, Check, Day, Error, Generate, Inline, Markdown, Methods, NoInputs, Plugin, Result, Rollup,
        Shortcode, Table, cells, code, emphasis, export_plugin, inline, link, md, money, number, percent,
        plural, pointer, quantity, strong, text, url,
    };
}
