//! How far a plugin is kept apart, said honestly: systems differ in what they offer.

use serde::{Deserialize, Serialize};

/// What holds for a plugin's calls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Isolation {
    /// It runs in a process of its own.
    pub process: bool,
    /// It cannot read or write files.
    pub files: bool,
    /// It cannot use the network.
    pub network: bool,
    /// It can make harmless system calls only.
    pub syscalls: bool,
    /// Time and memory are limited.
    pub limits: bool,
    /// The same in a line for people.
    pub words: String,
}

impl Isolation {
    /// Of a bundled plugin in this process: none but the permissions.
    pub(crate) fn in_process() -> Self {
        Self { words: "in process (it is part of Stratbook)".to_owned(), ..Self::default() }
    }

    /// What a worker can have on this system, found out without starting one.
    pub fn here() -> Self {
        crate::worker::isolation_here()
    }

    /// Makes the line from the facts.
    pub(crate) fn worded(mut self, why_less: &str) -> Self {
        let facts = [
            (self.process, "own process"),
            (self.limits, "limits on time and memory"),
            (self.network, "no network"),
            (self.files, "no files"),
            (self.syscalls, "harmless system calls only"),
        ];
        let list = |wanted: bool| -> Vec<&str> {
            facts.iter().filter(|(holds, _)| *holds == wanted).map(|(_, words)| *words).collect()
        };
        let (held, lacking) = (list(true), list(false));
        self.words = match (held.is_empty(), lacking.is_empty()) {
            (_, true) => format!("full: {}", held.join(", ")),
            (true, false) => format!("none: {why_less}"),
            (false, false) => {
                format!("partial: {}; without: {} ({why_less})", held.join(", "), lacking.join(", "))
            }
        };
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_said_to_be_less() {
        let all = Isolation {
            process: true,
            files: true,
            network: true,
            syscalls: true,
            limits: true,
            words: String::new(),
        };
        assert!(all.clone().worded("").words.starts_with("full: "));
        let some = Isolation { files: false, ..all }.worded("this kernel has no landlock");
        assert_eq!(
            some.words,
            "partial: own process, limits on time and memory, no network, harmless system calls only; without: no files \
             (this kernel has no landlock)"
        );
    }
}
