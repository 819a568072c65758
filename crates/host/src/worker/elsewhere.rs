//! Systems without workers: a loaded plugin is refused, since nothing would keep it apart.

use std::ffi::OsString;
use std::io;

use super::Payload;
use crate::permissions::Broker;
use crate::table::RawAnswer;
use crate::{Bundled, Failure, FailureKind, Isolation, Limits, WorkerCommand};

pub(crate) struct Image;

impl Image {
    pub(crate) fn new(_bytes: &[u8]) -> io::Result<Self> {
        Ok(Self)
    }
}

pub(crate) struct Worker;

impl Worker {
    pub(crate) fn start(id: &str, _: &WorkerCommand, _: &Payload, _: Limits) -> Result<Self, Failure> {
        Err(Failure::new(FailureKind::Unusable, format!("the plugin `{id}` cannot be run on this system"))
            .note("plugins of a workspace run apart from Stratbook, which it can do on Linux and macOS")
            .hint("build this workspace on Linux or macOS; the plugins that come with Stratbook work everywhere"))
    }

    #[expect(clippy::unused_self, reason = "the same interface as elsewhere")]
    pub(crate) fn call(&mut self, _: &str, _: &[u8], broker: &Broker<'_>) -> Result<RawAnswer, Failure> {
        Err(Failure::new(FailureKind::Unusable, format!("the plugin `{}` cannot be run", broker.manifest.id)))
    }

    pub(crate) fn isolation(&self) -> &Isolation {
        unreachable!("no worker is ever started")
    }

    #[expect(clippy::unused_self, reason = "the same interface as elsewhere")]
    pub(crate) fn is_worn(&self) -> bool {
        false
    }
}

pub(crate) fn isolation_here() -> Isolation {
    Isolation::default().worded("this system has no workers; plugins of a workspace are refused")
}

/// What `stratbook plugin-worker` runs.
pub fn worker_main(_arguments: impl IntoIterator<Item = OsString>, _bundled: &[Bundled]) -> ! {
    std::process::exit(2)
}
