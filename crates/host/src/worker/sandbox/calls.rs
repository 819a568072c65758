//! The system calls that a plugin can make: those that C, C++, Rust and Go programs need to compute, with threads.
//!
//! A list of what is allowed, since the kernel's own list grows. Whatever is not on it fails with `EPERM`, as if this
//! user had no right to it, which programs know how to report. The filters survive everything but the process.

use std::collections::BTreeMap;
use std::io;

use nix::libc;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, apply_filter_all_threads,
};

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Memory, threads, time, signals, descriptors that are open, waiting.
const ALWAYS: &[i64] = &[
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_mincore,
    libc::SYS_msync,
    libc::SYS_munlock,
    // Threads.
    libc::SYS_futex,
    libc::SYS_futex_waitv,
    libc::SYS_set_robust_list,
    libc::SYS_get_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_membarrier,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_sched_get_priority_max,
    libc::SYS_sched_get_priority_min,
    libc::SYS_getcpu,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // `clone3` hands its flags over in memory, where a filter cannot look: it is answered by another filter (see
    // `CLONE3`), as if this kernel were too old for it. Programs then use `clone`.
    libc::SYS_clone3,
    // Time.
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_times,
    libc::SYS_getitimer,
    libc::SYS_setitimer,
    libc::SYS_timer_create,
    libc::SYS_timer_settime,
    libc::SYS_timer_gettime,
    libc::SYS_timer_delete,
    libc::SYS_timerfd_create,
    libc::SYS_timerfd_settime,
    libc::SYS_timerfd_gettime,
    // Signals to itself.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigpending,
    libc::SYS_rt_sigsuspend,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // What is open.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_close_range,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_fstat,
    libc::SYS_pipe2,
    libc::SYS_eventfd2,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_ppoll,
    libc::SYS_pselect6,
    // Questions about itself.
    libc::SYS_getpid,
    libc::SYS_getppid,
    libc::SYS_gettid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getpgid,
    libc::SYS_getsid,
    libc::SYS_getrusage,
    libc::SYS_uname,
    libc::SYS_sysinfo,
    libc::SYS_getrandom,
    // To make the sandbox narrower; wider is impossible.
    libc::SYS_seccomp,
    libc::SYS_landlock_create_ruleset,
    libc::SYS_landlock_add_rule,
    libc::SYS_landlock_restrict_self,
];

/// Older forms of the same.
#[cfg(target_arch = "x86_64")]
const ALWAYS_OLDER: &[i64] = &[
    libc::SYS_poll,
    libc::SYS_select,
    libc::SYS_pipe,
    libc::SYS_eventfd,
    libc::SYS_epoll_create,
    libc::SYS_epoll_wait,
    libc::SYS_dup2,
    libc::SYS_time,
    libc::SYS_alarm,
    libc::SYS_pause,
    libc::SYS_getpgrp,
    libc::SYS_getrlimit,
];
#[cfg(not(target_arch = "x86_64"))]
const ALWAYS_OLDER: &[i64] = &[];

/// What the loader needs besides: looks at files and opens them. Landlock decides which.
const LOADING: &[i64] = &[
    libc::SYS_openat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_fstatfs,
    libc::SYS_statfs,
];
/// Older forms of the same.
#[cfg(target_arch = "x86_64")]
const LOADING_OLDER: &[i64] = &[
    libc::SYS_open,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_readlink,
    libc::SYS_getdents,
];
#[cfg(not(target_arch = "x86_64"))]
const LOADING_OLDER: &[i64] = &[];

const CLONE3: &[i64] = &[libc::SYS_clone3];

/// Flags of a `clone` that makes something else than a thread: a process, or a world of its own.
const NO_THREAD: u64 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET
    | libc::CLONE_PTRACE
    | libc::CLONE_VFORK
    | libc::CLONE_PARENT) as u64;

/// The flags of `clone` are its first argument on all machines that this runs on.
const FLAGS: u8 = 0;

/// Whether filters can be made for this machine.
pub(super) fn is_known_machine() -> bool {
    TargetArch::try_from(std::env::consts::ARCH).is_ok()
}

/// The first filter, from now on. Where landlock does not guard files, they can at least not be opened for writing.
#[allow(clippy::unnecessary_cast, reason = "the types of some constants depend on the C library")]
pub(super) fn allow_harmless(only_reading: bool) -> io::Result<()> {
    let me = u64::from(std::process::id());
    let mut rules: Rules = [ALWAYS, ALWAYS_OLDER, LOADING, LOADING_OLDER]
        .concat()
        .into_iter()
        .map(|call| (call, Vec::new()))
        .collect();
    if only_reading {
        let reading = SeccompCmpOp::MaskedEq((libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC) as u64);
        rules.insert(libc::SYS_openat, vec![when(2, reading.clone(), libc::O_RDONLY as u64)?]);
        #[cfg(target_arch = "x86_64")]
        rules.insert(libc::SYS_open, vec![when(1, reading, libc::O_RDONLY as u64)?]);
    }
    // Threads, not processes.
    let thread = libc::CLONE_THREAD as u64;
    rules.insert(libc::SYS_clone, vec![when(FLAGS, SeccompCmpOp::MaskedEq(thread | NO_THREAD), thread)?]);
    // Signals to itself, and to nobody else.
    for call in [libc::SYS_kill, libc::SYS_tgkill, libc::SYS_tkill, libc::SYS_rt_tgsigqueueinfo] {
        rules.insert(call, vec![when(0, SeccompCmpOp::Eq, me)?]);
    }
    // Limits can be read, of itself.
    rules.insert(
        libc::SYS_prlimit64,
        vec![
            rule(vec![condition(0, SeccompCmpOp::Eq, 0)?, long(2, 0)?])?,
            rule(vec![condition(0, SeccompCmpOp::Eq, me)?, long(2, 0)?])?,
        ],
    );
    // Names of threads and of memory; and what the second step needs.
    let harmless = [
        libc::PR_SET_NAME,
        libc::PR_GET_NAME,
        libc::PR_SET_VMA,
        libc::PR_SET_NO_NEW_PRIVS,
        libc::PR_GET_DUMPABLE,
    ];
    rules.insert(libc::SYS_prctl, each(0, &harmless.map(|option| option as u64))?);
    // Is it a terminal? How much can be read? Nothing that types into a terminal.
    rules.insert(
        libc::SYS_ioctl,
        each(
            1,
            &[libc::TCGETS as u64, libc::TIOCGWINSZ as u64, libc::FIONREAD as u64, libc::FIONBIO as u64],
        )?,
    );
    // Flags of descriptors. Not who is sent a signal when something happens on them.
    let flags =
        [libc::F_DUPFD, libc::F_DUPFD_CLOEXEC, libc::F_GETFD, libc::F_SETFD, libc::F_GETFL, libc::F_SETFL];
    rules.insert(libc::SYS_fcntl, each(1, &flags.map(|command| command as u64))?);

    // The last filter that was set is asked first, and of two errors the first one counts: so this one goes first.
    let older: Rules = CLONE3.iter().map(|call| (*call, Vec::new())).collect();
    apply_filter_all_threads(&filter(
        older,
        SeccompAction::Allow,
        SeccompAction::Errno(libc::ENOSYS as u32),
    )?)
    .map_err(io::Error::other)?;
    let refusal = SeccompAction::Errno(libc::EPERM as u32);
    apply_filter_all_threads(&filter(rules, refusal, SeccompAction::Allow)?).map_err(io::Error::other)
}

/// The second filter, for all threads: no file can be opened or looked at any more, and no further filter set.
pub(super) fn refuse_files() -> io::Result<()> {
    let mut rules: Rules =
        [LOADING, LOADING_OLDER].concat().into_iter().map(|call| (call, Vec::new())).collect();
    for call in [
        libc::SYS_seccomp,
        libc::SYS_landlock_create_ruleset,
        libc::SYS_landlock_add_rule,
        libc::SYS_landlock_restrict_self,
    ] {
        rules.insert(call, Vec::new());
    }
    let refusal = SeccompAction::Errno(libc::EACCES as u32);
    apply_filter_all_threads(&filter(rules, SeccompAction::Allow, refusal)?).map_err(io::Error::other)
}

fn filter(rules: Rules, otherwise: SeccompAction, matching: SeccompAction) -> io::Result<BpfProgram> {
    let machine = TargetArch::try_from(std::env::consts::ARCH).map_err(io::Error::other)?;
    SeccompFilter::new(rules, otherwise, matching, machine)
        .and_then(TryInto::try_into)
        .map_err(io::Error::other)
}

/// An argument of four bytes: what the kernel takes for a number, a flag or a process.
fn condition(argument: u8, compare: SeccompCmpOp, value: u64) -> io::Result<SeccompCondition> {
    SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value).map_err(io::Error::other)
}

/// A pointer.
fn long(argument: u8, value: u64) -> io::Result<SeccompCondition> {
    SeccompCondition::new(argument, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, value)
        .map_err(io::Error::other)
}

fn rule(conditions: Vec<SeccompCondition>) -> io::Result<SeccompRule> {
    SeccompRule::new(conditions).map_err(io::Error::other)
}

fn when(argument: u8, compare: SeccompCmpOp, value: u64) -> io::Result<SeccompRule> {
    rule(vec![condition(argument, compare, value)?])
}

fn each(argument: u8, values: &[u64]) -> io::Result<Vec<SeccompRule>> {
    values.iter().map(|value| when(argument, SeccompCmpOp::Eq, *value)).collect()
}
