//! A Hugo site around the same documents, with a modest layout, so that a comparison is fair.
//!
//! Backlinks, related documents and hover definitions are left out: Hugo has no cheap way to them.

use std::fs;
use std::path::Path;

use crate::shell::{Context as _, Outcome};

const FILES: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/single.html", include_str!("hugo/single.html")),
    ("layouts/list.html", include_str!("hugo/list.html")),
    ("static/style.css", include_str!("hugo/style.css")),
];

/// Writes configuration and layouts.
pub(super) fn write_site(folder: &Path) -> Outcome {
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).could_not(format!("make `{}`", parent.display()))?;
        }
        fs::write(&path, text).could_not(format!("write `{}`", path.display()))?;
    }
    Ok(())
}
