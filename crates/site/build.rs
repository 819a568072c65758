//! Has the crate built again when the embedded theme changes, and names the sources that pages depend on.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// Crates whose code decides what a page looks like.
const SOURCES: [&str; 4] = ["../model/src", "../markdown/src", "../graph/src", "src"];

fn main() {
    println!("cargo::rerun-if-changed=../../themes/handbook");
    let mut hasher = DefaultHasher::new();
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(Path::new(folder), &mut files);
        files.sort();
        for file in files {
            hasher.write(&fs::read(file).unwrap_or_default());
        }
    }
    // Part of every fingerprint: a page made by other code is made anew, also between releases.
    println!("cargo::rustc-env=STRATBOOK_RENDERER={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
