//! `theme.toml`: what a theme is called and which versions of Stratbook it is for.

use std::borrow::Cow;

use serde::Deserialize;
use stratbook_model::{Diagnostic, SourceText, Span, rules};

use super::{ThemeFile, range};

const FILE: &str = "theme.toml";

/// What `theme.toml` says. Other keys are a theme's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ThemeManifest {
    /// The theme's name.
    pub name: String,
    /// The theme's version.
    pub version: String,
    /// The versions of Stratbook that it is for.
    pub stratbook: String,
}

/// Reads the manifest and compares the version, before anything else of the theme is looked at.
pub(super) fn read(
    base: &[(String, Cow<'static, [u8]>)],
    overrides: &[ThemeFile],
    engine_version: &str,
) -> Result<ThemeManifest, Vec<Diagnostic>> {
    let own = overrides.iter().find(|file| file.path == FILE).map(|file| (&*file.shown, &*file.bytes));
    let built_in = base
        .iter()
        .find(|(path, _)| path == FILE)
        .map(|(_, bytes)| ("(built-in theme) theme.toml", &**bytes));
    let (shown, bytes) = own.or(built_in).unwrap_or((FILE, b""));
    let source = SourceText::new(shown, String::from_utf8_lossy(bytes));
    let manifest: ThemeManifest = toml::from_str(&source.text).map_err(|error| {
        let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
        let message = error.message().trim_end().to_owned();
        vec![Diagnostic::at(&rules::THEME_FILE_INVALID, &source, span, message).hint(
            "a theme.toml holds `name`, `version` and `stratbook`, such as `stratbook = \">=0.1, <1\"`",
        )]
    })?;
    let span = source
        .text
        .find(&manifest.stratbook)
        .map_or_else(Span::default, |at| Span::new(at, at + manifest.stratbook.len()));
    match range::contains(&manifest.stratbook, engine_version) {
        Some(true) => Ok(manifest),
        Some(false) => Err(vec![
            Diagnostic::at(
                &rules::THEME_VERSION,
                &source,
                span,
                format!(
                    "the theme `{}` {} is for Stratbook `{}`, and this is {engine_version}",
                    manifest.name, manifest.version, manifest.stratbook
                ),
            )
            .hint("take a version of the theme that fits, or widen the range once you have checked its templates"),
        ]),
        None => Err(vec![
            Diagnostic::at(
                &rules::THEME_FILE_INVALID,
                &source,
                span,
                format!("`{}` is not a range of versions", manifest.stratbook),
            )
            .hint("write it like `>=0.1, <1`"),
        ]),
    }
}
