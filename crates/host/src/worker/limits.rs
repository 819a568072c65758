//! Limits of the worker on itself, before it opens its library.

use nix::errno::Errno;
use nix::sys::resource::{Resource, UsageWho, getrusage, rlim_t, setrlimit};

/// Sets them; says whether memory and processor time, which matter most, are limited.
pub(super) fn set(memory: u64, cpu_seconds: u64) -> Result<(), Errno> {
    let used = address_space_used();
    let both = |resource, limit: u64| setrlimit(resource, limit as rlim_t, limit as rlim_t);
    both(Resource::RLIMIT_CORE, 0)?;
    both(Resource::RLIMIT_FSIZE, 0)?;
    both(Resource::RLIMIT_NOFILE, 128)?;
    // The first limit is a signal with a name that tells what happened, the second one is the end.
    setrlimit(Resource::RLIMIT_CPU, cpu_seconds as rlim_t, cpu_seconds.saturating_add(1) as rlim_t)?;
    let memory = both(Resource::RLIMIT_AS, used.saturating_add(memory));
    #[cfg(not(target_os = "linux"))]
    {
        // Some systems know the limit and refuse to set it.
        let _ = memory;
    }
    #[cfg(target_os = "linux")]
    {
        memory?;
        // Counts all processes and threads of this user, so it cannot be small: as many as there are on the whole
        // machine, and some. New processes are refused by the system call filter; this bounds threads.
        let others = std::fs::read_to_string("/proc/loadavg").ok();
        let others = others
            .as_deref()
            .and_then(|text| text.split_whitespace().nth(3)?.split_once('/')?.1.parse::<u64>().ok())
            .unwrap_or(4096);
        // An unprivileged user may have less already; then that holds.
        let _ = both(Resource::RLIMIT_NPROC, others + 256);
        let _ = both(Resource::RLIMIT_MEMLOCK, 0);
        let _ = both(Resource::RLIMIT_MSGQUEUE, 0);
    }
    Ok(())
}

/// Processor time of this process so far, in microseconds.
pub(super) fn cpu_micros() -> u64 {
    getrusage(UsageWho::RUSAGE_SELF).map_or(0, |usage| {
        let (user, system) = (usage.user_time(), usage.system_time());
        let micros = (user.tv_sec() + system.tv_sec()) * 1_000_000;
        u64::try_from(micros).unwrap_or(0) + u64::try_from(user.tv_usec() + system.tv_usec()).unwrap_or(0)
    })
}

/// Address space of this process in bytes.
fn address_space_used() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    // Elsewhere than on Linux the limit is not more than a hint.
    pages.map_or(1 << 30, |pages| pages.saturating_mul(page_size()))
}

fn page_size() -> u64 {
    nix::unistd::sysconf(nix::unistd::SysconfVar::PAGE_SIZE).ok().flatten().map_or(4096, |size| size as u64)
}
