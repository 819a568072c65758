//! Finds, checks and runs plugins.
//!
//! A plugin of the workspace is a native library, and so a stranger's program. Everything about it that can be known
//! without running it is checked first ([`Manifest`], [`TrustStore`], the library's header and hash); then it runs in a
//! worker, a process of its own in a sandbox, that can end without harm. A bundled plugin runs through the same table and
//! the same permissions in this process.
//!
//! This crate knows nothing of documents, schemas and pages: what goes in and what comes out is JSON to it, apart from
//! the form of an answer.

mod answer;
mod failure;
mod hash;
mod host;
mod in_process;
mod installed;
mod isolation;
mod library;
mod limits;
mod manifest;
mod permissions;
mod runner;
mod table;
mod trust;
mod worker;

pub use failure::{Failure, FailureKind};
pub use hash::Hash;
pub use host::{Host, HostOptions, WorkerCommand};
pub use installed::{Bundled, Installed, Library, State};
pub use isolation::Isolation;
pub use library::TARGET;
pub use limits::Limits;
pub use manifest::{LibraryEntry, Makes, Manifest, Reads};
pub use permissions::Asks;
pub use trust::{TrustStore, Trusted};
pub use worker::worker_main;

use std::ops::RangeInclusive;

/// The protocols that this host speaks: the last two, once there are two.
pub const SPOKEN: RangeInclusive<u32> = 1..=stratbook_plugin::abi::PROTOCOL;
