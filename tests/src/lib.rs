//! Shared parts of the end-to-end tests: workspaces from inline files, runs of the real binary, a real browser.

mod binary;
mod browser;
mod serve;
mod site_test;

pub use binary::binary;
pub use browser::{Browser, Page, chromium};
pub use serve::Serve;
pub use site_test::{Run, SiteTest};
