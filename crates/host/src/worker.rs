//! Loaded plugins run in a worker: this program again, in a process of its own.
//!
//! The host's side is [`process`], the worker's side is [`child`], what they say to each other is [`frames`]. A plugin
//! shares its process with the worker's side, so nothing that comes out of a worker is believed: the host checks it as
//! if the plugin had written it.

#[cfg(unix)]
mod child;
#[cfg(unix)]
mod death;
#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod frames;
#[cfg(unix)]
mod image;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod sandbox;

#[cfg(unix)]
pub use child::worker_main;
#[cfg(not(unix))]
pub use elsewhere::worker_main;
#[cfg(not(unix))]
pub(crate) use elsewhere::{Image, Worker, isolation_here};
#[cfg(unix)]
pub(crate) use {image::Image, process::Worker};

/// What a worker can have on this system, found out without starting one.
#[cfg(unix)]
pub(crate) fn isolation_here() -> crate::Isolation {
    sandbox::available()
}

/// What a worker is to run.
#[derive(Clone)]
pub(crate) enum Payload {
    /// A library whose bytes were checked.
    Library(std::sync::Arc<Image>),
    /// A plugin that every copy of this program carries.
    Bundled,
}
