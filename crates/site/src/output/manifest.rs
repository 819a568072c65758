//! What the last build wrote: a text file, one line a file, sorted, so that it can be read by eye.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// First line of a manifest. Another version is as good as none.
const HEADER: &str = "stratbook manifest 1";

/// What tells cheaply whether a file is still the one that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    /// Number of the file in its file system where there is one: a file that took another's place has another.
    inode: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            size: metadata.len(),
            modified: modified.map_or(0, |since| since.as_nanos()),
            inode: inode(metadata),
        }
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// blake3 of its bytes.
    pub(super) hash: [u8; 32],
    /// What it was made from.
    pub(super) fingerprint: [u8; 32],
    /// The file as it lay there.
    pub(super) stamp: Stamp,
}

/// Files by output path.
pub(super) type Manifest = HashMap<Box<str>, Entry>;

/// As text.
pub(super) fn write(entries: &mut [(Box<str>, Entry)]) -> String {
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let mut text = String::with_capacity(entries.len() * 200 + 32);
    text.push_str(HEADER);
    text.push('\n');
    for (path, entry) in entries {
        let Stamp { size, modified, inode } = entry.stamp;
        let hash = blake3::Hash::from_bytes(entry.hash).to_hex();
        let fingerprint = blake3::Hash::from_bytes(entry.fingerprint).to_hex();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{hash} {fingerprint} {size} {modified} {inode} {path}");
    }
    text
}

/// From text; `None` where it is damaged or of another version.
pub(super) fn read(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    if lines.next()? != HEADER || !text.ends_with('\n') {
        return None;
    }
    lines
        .map(|line| {
            let mut parts = line.splitn(6, ' ');
            let hash = *blake3::Hash::from_hex(parts.next()?).ok()?.as_bytes();
            let fingerprint = *blake3::Hash::from_hex(parts.next()?).ok()?.as_bytes();
            let stamp = Stamp {
                size: parts.next()?.parse().ok()?,
                modified: parts.next()?.parse().ok()?,
                inode: parts.next()?.parse().ok()?,
            };
            Some((parts.next()?.into(), Entry { hash, fingerprint, stamp }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_survives_the_disk_and_damage_is_noticed() {
        let stamp = Stamp { size: 7, modified: 9, inode: 3 };
        let entry = Entry { hash: [1; 32], fingerprint: [2; 32], stamp };
        let text = write(&mut [("b c/index.html".into(), entry), ("a".into(), entry)]);
        let manifest = read(&text).expect("is whole");
        assert_eq!(manifest.get("b c/index.html"), Some(&entry));
        assert_eq!(read(&text[..text.len() - 1]), None);
        assert_eq!(read(&text[40..]), None);
        assert_eq!(read("stratbook manifest 0\n"), None);
        assert_eq!(read(""), None);
    }
}
