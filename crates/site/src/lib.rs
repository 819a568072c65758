//! Graph and documents to pages and files: themes, URLs, templates, feeds, and the folder that they are written to.
//!
//! A build loads one [`Theme`], plans one [`Site`], then for each of [`Site::pages`] asks the [`output::OutputDir`]
//! whether the page's files still have [`Site::fingerprint`] and renders those that have not. Nothing here reads
//! content, and only [`output`] touches the disk.

pub mod context;
mod feeds;
mod options;
pub mod output;
mod render;
mod site;
mod theme;
pub mod urls;

pub use options::Options;
pub use render::standalone::Picture;
pub use site::{OutFile, PageKey, SEARCH, Site};
pub use theme::{Theme, ThemeFile, ThemeManifest};
