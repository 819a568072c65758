//! How a worker ended, in words.

use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use nix::sys::signal::Signal;

use crate::{Failure, FailureKind, Limits};

/// A worker that lost its connection ends with this status.
pub(super) const LOST: i32 = 117;

/// What the host saw before it looked at the process.
#[derive(Debug)]
pub(super) enum Sign {
    /// The connection ended.
    Closed,
    /// It was late, and was killed.
    Late,
    /// It sent something that is no frame, and was killed.
    Garbage(String),
    /// It sent frames that make no sense at this place, and was killed.
    Confused,
    /// An exception came out of it, with this text, and it was killed.
    Panicked(String),
}

/// Puts it into words. `during` is what the plugin was asked for: "`generate`". `status` is none where the process had to
/// be killed.
pub(super) fn failure(
    id: &str,
    during: &str,
    sign: Sign,
    status: Option<ExitStatus>,
    limits: Limits,
    printed: &str,
) -> Failure {
    let seconds = "`seconds` under `[limits]` in its plugin.toml asks for more, if it is only slow";
    let failure = match (sign, status) {
        (Sign::Late, _) => Failure::new(
            FailureKind::TimedOut,
            format!(
                "the plugin `{id}` did not finish {during} within {} {}, and was stopped",
                limits.seconds,
                if limits.seconds <= 1.0 { "second" } else { "seconds" }
            ),
        )
        .hint(seconds),
        (Sign::Garbage(what), _) => Failure::new(
            FailureKind::WrongAnswer,
            format!("the plugin `{id}` wrote into the connection of its process during {during}"),
        )
        .note(what)
        .hint("a plugin uses descriptors that it opened itself; tell who wrote it"),
        (Sign::Confused, _) => Failure::new(
            FailureKind::WrongAnswer,
            format!("the process of the plugin `{id}` sent nonsense during {during}"),
        ),
        (Sign::Panicked(text), _) => {
            let failure =
                Failure::new(FailureKind::Crashed, format!("the plugin `{id}` panicked during {during}"));
            if text.is_empty() { failure } else { failure.note(text) }
        }
        (Sign::Closed, None) => Failure::new(
            FailureKind::Crashed,
            format!(
                "the plugin `{id}` closed the connection of its process during {during}, and was stopped"
            ),
        )
        .hint("a plugin closes descriptors that it opened itself; tell who wrote it"),
        (Sign::Closed, Some(status)) => ended(id, during, status, limits, printed, seconds),
    };
    failure.printed(printed)
}

fn ended(
    id: &str,
    during: &str,
    status: ExitStatus,
    limits: Limits,
    printed: &str,
    seconds: &str,
) -> Failure {
    let crashed = |message: String| Failure::new(FailureKind::Crashed, message);
    let out_of_memory = || {
        Failure::new(
            FailureKind::OutOfMemory,
            format!(
                "the plugin `{id}` ran out of memory during {during}: it may use {} MiB",
                limits.memory_mib
            ),
        )
        .hint("`memory_mib` under `[limits]` in its plugin.toml asks for more")
    };
    match (status.code(), status.signal().map(Signal::try_from)) {
        (Some(LOST), _) => {
            crashed(format!("the plugin `{id}` closed the connection of its process during {during}"))
                .hint("a plugin closes descriptors that it opened itself; tell who wrote it")
        }
        (Some(code), _) => {
            crashed(format!("the plugin `{id}` ended its process with status {code} during {during}"))
                .hint("a plugin answers and returns; it does not call `exit`")
        }
        (None, Some(Ok(Signal::SIGXCPU))) => Failure::new(
            FailureKind::TimedOut,
            format!("the plugin `{id}` used up its processor time during {during}"),
        )
        .hint(seconds),
        (None, Some(Ok(signal))) => {
            if signal != Signal::SIGKILL && wanted_memory(printed) {
                return out_of_memory();
            }
            let meaning = match signal {
                Signal::SIGSEGV | Signal::SIGBUS => {
                    " (it used memory that is not its own, or its stack overflowed)"
                }
                Signal::SIGABRT => {
                    " (it stopped itself: an assertion, a panic or an exception that nobody caught)"
                }
                Signal::SIGILL | Signal::SIGTRAP => " (it stopped itself)",
                Signal::SIGFPE => " (a division by zero)",
                Signal::SIGKILL => {
                    " (the system stopped it: its processor time or the machine's memory was used up)"
                }
                Signal::SIGXFSZ => " (it wrote to a file)",
                _ => "",
            };
            crashed(format!("the plugin `{id}` crashed during {during}: {signal}{meaning}")).hint(
                "this is a mistake of the plugin's; `stratbook plugin check` may show it to who wrote it",
            )
        }
        (None, _) => crashed(format!("the process of the plugin `{id}` ended during {during}")),
    }
}

/// What C++, Rust, Go and the C library print when there is no more memory.
fn wanted_memory(printed: &str) -> bool {
    [
        "memory allocation of ",
        "std::bad_alloc",
        "out of memory",
        "cannot allocate memory",
        "Cannot allocate memory",
    ]
    .iter()
    .any(|words| printed.contains(words))
}
