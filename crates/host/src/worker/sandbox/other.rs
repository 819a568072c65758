//! Unixes other than Linux: a process of its own with limits, no more.

use std::os::fd::RawFd;

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

use super::Reached;
use crate::Isolation;

const WHY: &str = "this system has no sandbox that Stratbook can use";

pub(in crate::worker) fn available() -> Isolation {
    Isolation { process: true, limits: true, ..Isolation::default() }.worded(WHY)
}

/// A worker notices that its host is gone when its connection ends; nothing ends it in the middle of a call.
pub(in crate::worker) fn die_with(_parent: i32) -> nix::Result<()> {
    Ok(())
}

/// Descriptors that this program opened are closed for new programs; those above are a shell's.
pub(in crate::worker) fn close_others(keep: &mut [RawFd]) {
    for descriptor in (3..256).filter(|descriptor| !keep.contains(descriptor)) {
        let _ = nix::unistd::close(descriptor);
    }
}

pub(in crate::worker) fn default_signals() {
    let default = SigAction::new(SigHandler::SigDfl, SaFlags::empty(), SigSet::empty());
    for signal in [Signal::SIGSEGV, Signal::SIGBUS] {
        #[expect(unsafe_code, reason = "signal handlers are set through the C interface")]
        // SAFETY: the default of a signal runs no code of this program.
        let _ = unsafe { sigaction(signal, &default) };
    }
}

pub(in crate::worker) fn before_loading() -> Reached {
    Reached::default()
}

pub(in crate::worker) fn after_loading(_before: Reached) -> Isolation {
    available()
}
