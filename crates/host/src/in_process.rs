//! A bundled plugin, called in this process: the same table and the same permissions, without the worker.

use stratbook_plugin::abi::Entry;

use crate::permissions::Broker;
use crate::table::{Plugin, RawAnswer};
use crate::{Failure, FailureKind};

/// A bundled plugin that is ready to be called.
pub(crate) struct InProcess {
    plugin: Plugin,
}

impl InProcess {
    pub(crate) fn start(entry: Entry, id: &str) -> Result<Self, Failure> {
        #[expect(unsafe_code, reason = "the entry of a bundled plugin is called through the C interface")]
        // SAFETY: a bundled plugin is compiled with this program, so its entry has the type that it states.
        let plugin = unsafe { Plugin::open(entry) };
        plugin.map(|plugin| Self { plugin }).map_err(|misfit| misfit.failure(id, ""))
    }

    pub(crate) fn call(
        &mut self,
        method: &str,
        request: &[u8],
        largest: usize,
        broker: &Broker<'_>,
    ) -> Result<RawAnswer, Failure> {
        let id = &broker.manifest.id;
        self.plugin.call(method, request, largest, &mut |name, request| broker.ask(name, request)).map_err(
            |panic| {
                let failure = Failure::new(FailureKind::Crashed, format!("the plugin `{id}` panicked"));
                if panic.is_empty() { failure } else { failure.note(panic) }
            },
        )
    }
}
