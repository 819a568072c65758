//! Linux: landlock for files, a filter of system calls for everything else, no privileges.
//!
//! There are two steps. Before the library is opened, the folders of the system's libraries can still be read, for the
//! loader must find what the library needs. After that, nothing can be opened at all. Both hold for root as well.
#![expect(unsafe_code, reason = "system calls that have no safe wrapper")]

use std::os::fd::RawFd;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, PathBeneath, PathFd,
    RestrictSelfAttr as _, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _, RulesetStatus, Scope,
};
use nix::libc;
use nix::sys::signal::{SigHandler, Signal, signal};

use super::{Reached, calls};
use crate::Isolation;

/// Where loaders find the system's libraries, and the lists that they look into.
const LIBRARIES: &[&str] = &[
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/local/lib64",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/ld.so.preload",
    "/dev/null",
];

/// The newest landlock that this program knows; older kernels do what they can.
const KNOWN: ABI = ABI::V9;

/// Asks the kernel, without changing anything.
pub(in crate::worker) fn available() -> Isolation {
    let landlock = landlock_version() > 0;
    let filter = has_filter();
    isolation(landlock, filter)
}

/// Files are closed by both together: landlock, and the filter for threads that constructors may have started.
fn isolation(landlock: bool, filter: bool) -> Isolation {
    let why = match (landlock, filter) {
        (false, false) => "this kernel offers neither landlock nor seccomp",
        (false, true) => {
            "this kernel offers no landlock: a plugin can read files while it is loaded, not later"
        }
        (true, false) => "this kernel offers no seccomp",
        (true, true) => "",
    };
    Isolation {
        process: true,
        limits: true,
        files: landlock && filter,
        network: filter,
        syscalls: filter,
        words: String::new(),
    }
    .worded(why)
}

fn landlock_version() -> i64 {
    const ASK_FOR_VERSION: libc::c_long = 1;
    // SAFETY: a null ruleset with this flag asks for a number.
    unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            0 as libc::c_long,
            0 as libc::c_long,
            ASK_FOR_VERSION,
        )
    }
}

fn has_filter() -> bool {
    let action: u32 = libc::SECCOMP_RET_ERRNO;
    // SAFETY: asks about the action that the pointer points to.
    let result = unsafe {
        libc::syscall(libc::SYS_seccomp, libc::SECCOMP_GET_ACTION_AVAIL, 0 as libc::c_long, &raw const action)
    };
    result == 0 && calls::is_known_machine()
}

/// Lets the kernel end this process when its host's thread ends, and ends it now if that was already so.
pub(in crate::worker) fn die_with(parent: i32) -> nix::Result<()> {
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?;
    if nix::unistd::getppid().as_raw() == parent { Ok(()) } else { Err(nix::errno::Errno::ECHILD) }
}

/// Closes all descriptors but the first three and these, whoever left them open.
pub(in crate::worker) fn close_others(keep: &mut [RawFd]) {
    keep.sort_unstable();
    let mut from: u32 = 3;
    for last in keep.iter().map(|descriptor| *descriptor as u32).chain([u32::MAX]) {
        if last > from {
            let to = if last == u32::MAX { last } else { last - 1 };
            // SAFETY: nothing in this process uses the descriptors between those that are kept.
            let _ = unsafe { libc::syscall(libc::SYS_close_range, from, to, 0) };
        }
        from = last.saturating_add(1);
    }
}

/// A crash is to look like one: without the handlers that report a stack overflow of this program's own.
pub(in crate::worker) fn default_signals() {
    for each in [Signal::SIGSEGV, Signal::SIGBUS] {
        // SAFETY: the default of a signal runs no code of this program.
        let _ = unsafe { signal(each, SigHandler::SigDfl) };
    }
}

/// The first step.
pub(in crate::worker) fn before_loading() -> Reached {
    // Nothing that this process starts can have more rights than it; what follows needs it.
    let bound = nix::sys::prctl::set_no_new_privs().is_ok();
    drop_privileges();
    let landlock = bound && restrict_files(LIBRARIES);
    let filter = bound && calls::allow_harmless(!landlock).is_ok();
    Reached { landlock, filter }
}

/// The second step.
pub(in crate::worker) fn after_loading(before: Reached) -> Isolation {
    let landlock = restrict_files(&[]) && before.landlock;
    let filter = calls::refuse_files().is_ok() && before.filter;
    isolation(landlock, filter)
}

/// Allows reading below these paths and nothing else; says whether all that matters is held.
fn restrict_files(readable: &[&str]) -> bool {
    let set = || -> Result<bool, landlock::RulesetError> {
        let mut rules = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(KNOWN))?
            .handle_access(AccessNet::from_all(KNOWN))?
            .scope(Scope::from_all(KNOWN))?
            .create()?;
        for path in readable {
            // What is not there needs no rule.
            let Ok(opened) = PathFd::new(path) else { continue };
            let is_folder = std::path::Path::new(path).is_dir();
            let access =
                if is_folder { AccessFs::ReadFile | AccessFs::ReadDir } else { AccessFs::ReadFile.into() };
            rules = rules.add_rule(PathBeneath::new(opened, access))?;
        }
        let status = rules.all_threads(true)?.restrict_self()?;
        Ok(status.ruleset != RulesetStatus::NotEnforced)
    };
    set().unwrap_or(false)
}

/// Gives up all capabilities: root without them owns its files, but may no longer change what holds for it.
fn drop_privileges() {
    const LAST_EVER: libc::c_ulong = 63;
    const VERSION_3: u32 = 0x2008_0522;
    #[repr(C)]
    struct Header {
        version: u32,
        pid: i32,
    }
    for capability in 0..=LAST_EVER {
        // SAFETY: takes numbers; one that the kernel does not know is an error without effect.
        let _ = unsafe { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) };
    }
    let header = Header { version: VERSION_3, pid: 0 };
    let none = [0_u32; 6];
    // SAFETY: version 3 takes two structs of three numbers each; all zero is no capability.
    let _ = unsafe { libc::syscall(libc::SYS_capset, &raw const header, none.as_ptr()) };
}
