//! Folders of Markdown to front matter and bodies: discovery, encodings, front matter, its schema.
//!
//! Only [`discover()`] touches the disk. This crate knows nothing of Markdown's syntax, of links, or of pages.

mod data;
mod dates;
mod decode;
mod discover;
mod engine;
mod fences;
mod fields;
mod front_matter;
mod json_notation;
mod node;
mod reader;
mod schemas;
mod toml_notation;
mod words;
mod yaml;

pub use data::{Data, DataFormat, Misfit, Schema};
pub use decode::decode;
pub use discover::{DiscoverError, DiscoverOptions, Discovery, FoundFile, discover};
pub use fences::{Format, Split, split};
pub use front_matter::{FrontMatter, FrontMatterOptions, read_front_matter};
pub use schemas::{Schemas, front_matter_schema};
