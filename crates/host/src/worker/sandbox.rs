//! What a worker does to itself so that its plugin can do no harm. Linux offers the most; elsewhere less is reached, and
//! said to be reached.

#[cfg(target_os = "linux")]
#[cfg_attr(
    not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")),
    path = "sandbox/no_calls.rs"
)]
mod calls;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(super) use linux::{after_loading, available, before_loading, close_others, default_signals, die_with};
#[cfg(not(target_os = "linux"))]
pub(super) use other::{after_loading, available, before_loading, close_others, default_signals, die_with};

/// What was reached before the library was opened.
#[derive(Debug, Clone, Copy, Default)]
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "other systems reach nothing"))]
pub(super) struct Reached {
    /// Only the system's libraries can be read.
    pub(super) landlock: bool,
    /// Only system calls of the list can be made.
    pub(super) filter: bool,
}
