//! Who may read a document.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What stands in a page in place of the name of a document that the reader may not know of.
pub const WITHHELD_NAME: &str = "a page with restricted access";

/// A level's rank in the configured order: 0 is the most open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clearance(pub u8);

/// The security levels of a workspace, from the most open to the most closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Levels {
    names: Vec<Arc<str>>,
    default: Clearance,
}

impl Default for Levels {
    fn default() -> Self {
        Self {
            names: ["Public", "Internal", "Confidential", "Restricted"].map(Arc::from).into(),
            default: Clearance(1),
        }
    }
}

impl Levels {
    /// Levels in order from the most open, and the name of the one that a document without a level has.
    /// Gives `None` where there are no names, more than 255, two alike, or the default is not among them.
    pub fn new(names: &[impl AsRef<str>], default: &str) -> Option<Self> {
        let names: Vec<Arc<str>> = names.iter().map(|name| Arc::from(name.as_ref().trim())).collect();
        let unique = names.iter().enumerate().all(|(at, name)| {
            !name.is_empty() && !names[..at].iter().any(|other| other.eq_ignore_ascii_case(name))
        });
        if names.is_empty() || names.len() > 255 || !unique {
            return None;
        }
        let levels = Self { names, default: Clearance(0) };
        let default = levels.find(default)?;
        Some(Self { default, ..levels })
    }

    /// The level of that name, in any letter case.
    pub fn find(&self, name: &str) -> Option<Clearance> {
        let name = name.trim();
        self.names.iter().position(|known| known.eq_ignore_ascii_case(name)).map(|at| Clearance(at as u8))
    }

    /// The canonical name of a level.
    pub fn name(&self, level: Clearance) -> &str {
        self.names.get(usize::from(level.0)).or(self.names.last()).map_or("", |name| name)
    }

    /// All names, from the most open.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The level of a document that states none.
    pub const fn default_level(&self) -> Clearance {
        self.default
    }

    /// The most closed level: what a document with an unknown level counts as.
    pub fn highest(&self) -> Clearance {
        Clearance(self.names.len().saturating_sub(1) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_configuration() {
        let levels = Levels::new(&["Open", "Secret"], "open").expect("is valid");
        assert!(levels.find("SECRET") > levels.find(" Open "));
        assert_eq!(levels.name(levels.highest()), "Secret");
        assert_eq!(Levels::new(&["A", "a"], "A"), None);
        assert_eq!(Levels::new(&["A"], "B"), None);
        assert_eq!(Levels::default().name(Levels::default().default_level()), "Internal");
    }
}
