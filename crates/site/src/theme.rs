//! Themes: the one in the binary, with the workspace's files laid over it, compiled once.
//!
//! A theme is templates (`*.html`, `*.xml`, `*.txt` outside `assets/`), `assets/**` copied as they are, and
//! `theme.toml`, which says for which versions of Stratbook the theme was made and is looked at first.

mod functions;
mod hints;
mod manifest;
mod range;
mod report;
mod squeeze;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use stratbook_model::{Diagnostic, SourceText, rules};
use tera::{Context, Tera};

pub use manifest::ThemeManifest;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../themes/handbook");

/// Templates that every theme has.
const REQUIRED: [&str; 9] = [
    "404.html",
    "all.html",
    "document.html",
    "folder.html",
    "glossary.html",
    "home.html",
    "listing.html",
    "redirect.html",
    "taxonomy.html",
];

/// A file of the workspace's theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Path within the theme, `/` between parts.
    pub path: String,
    /// Name that diagnostics use, relative to the workspace.
    pub shown: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file of the theme that is copied.
#[derive(Debug, Clone)]
pub(crate) struct ThemeAsset {
    pub(crate) bytes: Cow<'static, [u8]>,
    /// First part of the hash of its bytes, for its URL.
    pub(crate) version: String,
}

/// A theme, ready to render.
pub struct Theme {
    manifest: ThemeManifest,
    tera: Tera,
    templates: BTreeMap<String, SourceText>,
    assets: BTreeMap<String, ThemeAsset>,
    hash: [u8; 32],
    prints_date: bool,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Theme").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

impl Theme {
    /// The theme in the binary with `overrides` laid over it file by file. A template of the workspace that cannot be
    /// compiled is reported and left out. `Err` when no theme comes of it: it is for other versions than
    /// `engine_version`, or what is left does not compile.
    pub fn load(
        overrides: Vec<ThemeFile>,
        engine_version: &str,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        Self::layered(embedded(), overrides, engine_version)
    }

    pub(crate) fn layered(
        base: Vec<(String, Cow<'static, [u8]>)>,
        overrides: Vec<ThemeFile>,
        engine_version: &str,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let manifest = manifest::read(&base, &overrides, engine_version)?;
        let mut below: BTreeMap<String, SourceText> = BTreeMap::new();
        let mut above: BTreeMap<String, SourceText> = BTreeMap::new();
        let mut assets: BTreeMap<String, ThemeAsset> = BTreeMap::new();
        for (path, bytes) in base {
            if path.starts_with("assets/") {
                let asset = ThemeAsset::new(&path, bytes);
                assets.insert(path, asset);
            } else if is_template(&path)
                && let Ok(text) = std::str::from_utf8(&bytes)
            {
                below.insert(path.clone(), SourceText::new(format!("(built-in theme) {path}"), text));
            }
        }
        for file in overrides {
            if file.path.starts_with("assets/") {
                let asset = ThemeAsset::new(&file.path, file.bytes.into());
                assets.insert(file.path, asset);
            } else if is_template(&file.path) {
                match String::from_utf8(file.bytes) {
                    Ok(text) => {
                        above.insert(file.path, SourceText::new(file.shown, text));
                    }
                    Err(_) => diagnostics.push(
                        Diagnostic::in_file(
                            &rules::THEME_FILE_INVALID,
                            &file.shown,
                            "the template is not UTF-8 text",
                        )
                        .hint("save it as UTF-8; until then the theme's own file is used"),
                    ),
                }
            }
        }
        let versions: BTreeMap<String, String> =
            assets.iter().map(|(path, asset)| (path.clone(), asset.version.clone())).collect();
        let (tera, templates) = compile(&below, above, &Arc::new(versions), &mut diagnostics)?;
        for required in REQUIRED {
            if !templates.contains_key(required) {
                diagnostics.push(Diagnostic::new(
                    &rules::THEME_FILE_INVALID,
                    format!("the theme `{}` has no template `{required}`", manifest.name),
                ));
                return Err(diagnostics);
            }
        }
        let mut hasher = blake3::Hasher::new();
        for (path, source) in &templates {
            hasher.update(path.as_bytes()).update(&[0]).update(source.text.as_bytes()).update(&[0]);
        }
        for (path, asset) in &assets {
            hasher.update(path.as_bytes()).update(&[0]).update(asset.version.as_bytes());
        }
        let prints_date = templates.values().any(|source| source.text.contains("built"));
        let hash = *hasher.finalize().as_bytes();
        Ok((Self { manifest, tera, templates, assets, hash, prints_date }, diagnostics))
    }

    /// Name and version.
    pub const fn manifest(&self) -> &ThemeManifest {
        &self.manifest
    }

    /// Whether there is a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// Names of all templates.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// Renders a template. `rendered` names the document (or page) for the report of a failure.
    pub(crate) fn render(
        &self,
        template: &str,
        context: &Context,
        rendered: &str,
    ) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| {
            let diagnostic = report::diagnostic(&rules::TEMPLATE_FAILED, &self.templates, &error);
            Box::new(diagnostic.note(format!("while `{rendered}` was rendered with `{template}`")))
        })
    }

    pub(crate) fn assets(&self) -> impl Iterator<Item = (&str, &ThemeAsset)> {
        self.assets.iter().map(|(path, asset)| (path.as_str(), asset))
    }

    pub(crate) fn asset(&self, path: &str) -> Option<&ThemeAsset> {
        self.assets.get(path)
    }

    /// Changes with every template and asset.
    pub(crate) const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// Whether a template may print the day of the build.
    pub(crate) const fn prints_date(&self) -> bool {
        self.prints_date
    }
}

impl ThemeAsset {
    fn new(path: &str, bytes: Cow<'static, [u8]>) -> Self {
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if path.rsplit('.').next() == Some("css") => squeeze::css(text).into_bytes().into(),
            _ => bytes,
        };
        let version = blake3::hash(&bytes).to_hex()[..10].to_owned();
        Self { bytes, version }
    }
}

fn is_template(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| matches!(extension, "html" | "xml" | "txt"))
}

/// Files of the theme in the binary.
pub(crate) fn embedded() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files = Vec::new();
    let mut open = vec![&EMBEDDED];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            files.push((file.path().to_string_lossy().replace('\\', "/"), Cow::Borrowed(file.contents())));
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// Compiles the templates. Each round leaves out the workspace's template that is at fault, so that every fault is
/// reported and the site can still be built.
fn compile(
    below: &BTreeMap<String, SourceText>,
    mut above: BTreeMap<String, SourceText>,
    versions: &Arc<BTreeMap<String, String>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Tera, BTreeMap<String, SourceText>), Vec<Diagnostic>> {
    loop {
        let (templates, added) = attempt(below, &above, versions);
        let error = match added {
            Ok(tera) => return Ok((tera, templates)),
            Err(error) => error,
        };
        let found = report::diagnostics(&rules::TEMPLATE_INVALID, &templates, &error);
        let named: Vec<String> = report::templates_of(&error)
            .into_iter()
            .filter(|name| above.contains_key(name.as_str()))
            .collect();
        if !named.is_empty() {
            diagnostics.extend(found);
            for name in &named {
                above.remove(name);
            }
            continue;
        }
        // A fault in the theme's own files that an override brought about: a block or a component that is gone. The
        // override without which the others compile is to blame; where two are needed for the fault, the last one.
        let culprit = above
            .keys()
            .find(|name| {
                let mut others = above.clone();
                others.remove(*name);
                attempt(below, &others, versions).1.is_ok()
            })
            .or(above.keys().next_back())
            .cloned();
        let Some((name, source)) = culprit.and_then(|name| above.remove_entry(&name)) else {
            diagnostics.extend(found);
            return Err(std::mem::take(diagnostics));
        };
        let mut diagnostic = Diagnostic::in_file(
            &rules::TEMPLATE_INVALID,
            &source.file,
            "the theme's other templates do not work with this file, so it is left out",
        )
        .hint(format!("copy the theme's own `{name}` and change that, keeping its blocks and components"));
        for one in found {
            let place =
                one.place.map_or_else(String::new, |place| format!("{}:{}: ", place.file, place.line));
            diagnostic = diagnostic.note(format!("{place}{}", one.message));
        }
        diagnostics.push(diagnostic);
    }
}

/// The theme's templates with those of the workspace laid over them, compiled.
fn attempt(
    below: &BTreeMap<String, SourceText>,
    above: &BTreeMap<String, SourceText>,
    versions: &Arc<BTreeMap<String, String>>,
) -> (BTreeMap<String, SourceText>, Result<Tera, tera::Error>) {
    let mut templates = below.clone();
    templates.extend(above.iter().map(|(path, source)| (path.clone(), source.clone())));
    let mut tera = Tera::default();
    functions::register(&mut tera);
    functions::register_assets(&mut tera, versions.clone());
    let added = tera.add_raw_templates(templates.iter().map(|(name, source)| (name, &source.text)));
    (templates, added.map(|()| tera))
}

#[cfg(test)]
#[path = "theme/tests.rs"]
mod tests;
