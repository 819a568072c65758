//! How much a plugin may use.

/// What a plugin asks for, or may have at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Seconds for one call. Waiting for the host's answers does not count.
    pub seconds: f64,
    /// Address space of its process in MiB, on top of what an empty worker has.
    pub memory_mib: u64,
    /// Largest answer in MiB.
    pub answer_mib: u64,
}

impl Default for Limits {
    /// What a plugin has that asks for nothing.
    fn default() -> Self {
        Self { seconds: 10.0, memory_mib: 512, answer_mib: 16 }
    }
}

impl Limits {
    /// What a plugin gets at most where the configuration says nothing.
    pub const CAPS: Self = Self { seconds: 60.0, memory_mib: 4096, answer_mib: 256 };

    /// The smaller of both, member by member.
    pub fn capped(self, caps: Self) -> Self {
        Self {
            seconds: self.seconds.min(caps.seconds),
            memory_mib: self.memory_mib.min(caps.memory_mib),
            answer_mib: self.answer_mib.min(caps.answer_mib),
        }
    }

    /// Largest answer in bytes.
    pub(crate) fn answer_bytes(self) -> usize {
        usize::try_from(self.answer_mib.saturating_mul(1 << 20))
            .unwrap_or(usize::MAX)
            .min(u32::MAX as usize / 2)
    }
}
