//! The catalogue of diagnostics: one file a group, one entry a code.
//!
//! Codes are never reused. The doc comment of an entry is its explanation (`stratbook explain SB0101`): what it
//! means, why it matters, how to mend it, with an example where one helps.

use crate::Severity;

/// One kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, such as `SB0101`.
    pub code: &'static str,
    /// Stable name, such as `invalid-utf8`.
    pub name: &'static str,
    /// The group it is configured with, such as `reading`.
    pub group: &'static str,
    /// Severity unless configured otherwise.
    pub severity: Severity,
    /// Explanation in Markdown: the entry's doc comment.
    pub explanation: &'static str,
}

/// Declares the rules of one group: a doc comment, then `NAME = "code", "name", Severity;`.
macro_rules! rules {
    ($group:literal; $($(#[doc = $doc:literal])+ $id:ident = $code:literal, $name:literal, $severity:ident;)+) => {
        pub(super) const GROUP: &str = $group;
        $($(#[doc = $doc])+
        pub static $id: $crate::Rule = $crate::Rule {
            code: $code,
            name: $name,
            group: $group,
            severity: $crate::Severity::$severity,
            explanation: concat!($($doc, "\n"),+),
        };)+
        pub(super) static ALL: &[&$crate::Rule] = &[$(&$id),+];
    };
}

pub mod clearance;
pub mod configuration;
pub mod front_matter;
pub mod links;
pub mod markdown;
pub mod output;
pub mod plugins;
pub mod reading;
pub mod stewardship;
pub mod theme;

pub use {
    clearance::*, configuration::*, front_matter::*, links::*, markdown::*, output::*, plugins::*,
    reading::*, stewardship::*, theme::*,
};

#[expect(unused_qualifications, reason = "every group names these two; the path says which group is meant")]
const GROUPS: &[(&str, &[&Rule])] = &[
    (reading::GROUP, reading::ALL),
    (front_matter::GROUP, front_matter::ALL),
    (markdown::GROUP, markdown::ALL),
    (links::GROUP, links::ALL),
    (stewardship::GROUP, stewardship::ALL),
    (clearance::GROUP, clearance::ALL),
    (output::GROUP, output::ALL),
    (theme::GROUP, theme::ALL),
    (configuration::GROUP, configuration::ALL),
    (plugins::GROUP, plugins::ALL),
];

/// All rules, by group and code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, rules)| rules.iter().copied())
}

/// All group names.
pub fn groups() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(name, _)| *name)
}

/// Whether there is a group of that name.
pub fn is_group(name: &str) -> bool {
    groups().any(|group| group == name)
}

/// The rule of that code (in any letter case) or name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_explained() {
        let mut seen = HashSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code), "{} is used twice", rule.code);
            assert!(seen.insert(rule.name), "{} is used twice", rule.name);
            assert!(rule.code.len() == 6 && rule.code.starts_with("SB"), "{}", rule.code);
            assert!(rule.explanation.len() > 80, "{} wants an explanation", rule.code);
        }
    }
}
