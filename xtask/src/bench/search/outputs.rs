//! Reading what programs say of themselves.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::{floor, workspace};
use crate::shell::{Context as _, Outcome};

/// How long one question takes inside of a process, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Latency {
    pub(super) p50: u64,
    pub(super) p95: u64,
    pub(super) p99: u64,
}

impl Latency {
    /// From `bare-search latency`: `1000 queries: p50 12 µs, p95 34 µs, p99 56 µs`.
    pub(super) fn of_bare(text: &str) -> Option<Self> {
        let number = |name: &str| -> Option<u64> {
            let rest = text.split_once(name)?.1.trim_start();
            rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        Some(Self { p50: number("p50 ")?, p95: number("p95 ")?, p99: number("p99 ")? })
    }

    /// From `stratbook search --eval FILE --format json`.
    pub(super) fn of_report(text: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(text).ok()?;
        let number = |name: &str| report["latency"][name].as_f64().map(|micros| micros.round() as u64);
        Some(Self { p50: number("p50_us")?, p95: number("p95_us")?, p99: number("p99_us")? })
    }
}

/// What an index holds and takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct IndexVolume {
    pub(super) entries: u64,
    pub(super) bytes: u64,
}

/// Looks at the indexes of tantivy below a folder.
pub(super) fn index_volume(folder: &Path) -> Outcome<IndexVolume> {
    let (_, bytes) = workspace::volume(folder)?;
    let mut entries = 0;
    for file in floor::files(folder)?
        .iter()
        .filter(|file| Path::new(file).file_name().is_some_and(|name| name == "meta.json"))
    {
        let text = fs::read_to_string(folder.join(file)).could_not(format!("read `{file}`"))?;
        entries += self::entries(&text).unwrap_or(0);
    }
    Ok(IndexVolume { entries, bytes })
}

/// The entries of an index, from its list of segments.
fn entries(meta: &str) -> Option<u64> {
    let meta: Value = serde_json::from_str(meta).ok()?;
    let segments = meta["segments"].as_array()?;
    let alive = segments.iter().map(|segment| {
        let deleted = segment["deletes"]["num_deleted_docs"].as_u64().unwrap_or(0);
        segment["max_doc"].as_u64().unwrap_or(0).saturating_sub(deleted)
    });
    Some(alive.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latencies_are_read_from_both_programs() {
        let latency = Latency { p50: 81, p95: 240, p99: 1003 };
        let bare = "1000 queries: p50 81 µs, p95 240 µs, p99 1003 µs\n";
        assert_eq!(Latency::of_bare(bare), Some(latency));
        let report = r#"{"kinds":[],"latency":{"p50_us":81,"p95_us":240,"p99_us":1003.2},"worst":[]}"#;
        assert_eq!(Latency::of_report(report), Some(latency));
        assert_eq!(Latency::of_bare("no queries"), None);
        assert_eq!(Latency::of_report(r#"{"kinds":[]}"#), None);
    }

    #[test]
    fn entries_are_counted_without_the_deleted_ones() {
        let folder = tempfile::tempdir().unwrap();
        let meta = r#"{"segments":[{"segment_id":"a","max_doc":10,"deletes":{"num_deleted_docs":3,"opstamp":1}},{"segment_id":"b","max_doc":5,"deletes":null}],"opstamp":2}"#;
        fs::create_dir(folder.path().join("x")).unwrap();
        fs::write(folder.path().join("x/meta.json"), meta).unwrap();
        fs::write(folder.path().join("x/a.pos"), "12345").unwrap();
        let volume = index_volume(folder.path()).unwrap();
        assert_eq!(volume, IndexVolume { entries: 12, bytes: meta.len() as u64 + 5 });
        assert_eq!(entries("{}"), None);
    }
}
