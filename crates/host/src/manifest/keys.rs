//! The keys of a manifest, for reading and for naming the nearest one.

/// Keys of the manifest itself.
pub(super) const TOP: &[&str] = &[
    "id",
    "name",
    "version",
    "summary",
    "protocol",
    "makes",
    "checks",
    "shortcodes",
    "reads",
    "limits",
    "library",
];
/// Keys of `[reads]`.
pub(super) const READS: &[&str] = &["documents", "search", "reports"];
/// Keys of `[limits]`.
pub(super) const LIMITS: &[&str] = &["seconds", "memory_mib", "answer_mib"];
/// Keys of a `[[library]]`.
pub(super) const LIBRARY: &[&str] = &["target", "file", "hash"];
/// What `makes` can list.
pub(super) const MAKES: &[&str] = &["report", "rollup", "check"];

/// The name that was probably meant.
pub(super) fn nearest(typed: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), *name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}

/// The names as a person would list them.
pub(super) fn list(known: &[&str]) -> String {
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
