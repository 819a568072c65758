//! The system asks the process to end, or its terminal has gone: the screen is given back before that happens.

/// Watches for it, from its making on.
#[cfg(unix)]
pub(super) struct Ending {
    asked: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

#[cfg(unix)]
impl Ending {
    pub(super) fn watch() -> Self {
        let asked = std::sync::Arc::default();
        for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
            // Where it cannot be watched for, the process ends at once, as it would have.
            let _ = signal_hook::flag::register_usize(signal, std::sync::Arc::clone(&asked), signal as usize);
        }
        Self { asked }
    }

    /// Whether it was asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.asked.load(std::sync::atomic::Ordering::Relaxed) != 0
    }

    /// Ends the process as it was asked to. Call it when the screen is as it was.
    pub(super) fn follow(&self) {
        let signal = self.asked.load(std::sync::atomic::Ordering::Relaxed);
        let _ = signal_hook::low_level::emulate_default_handler(signal as i32);
    }
}

/// Elsewhere the system ends processes without asking.
#[cfg(not(unix))]
pub(super) struct Ending;

#[cfg(not(unix))]
impl Ending {
    pub(super) const fn watch() -> Self {
        Self
    }

    pub(super) const fn is_asked(&self) -> bool {
        false
    }

    pub(super) const fn follow(&self) {}
}
