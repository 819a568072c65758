//! The plan of a site: an output path and a URL for every page and file, no two alike.

use std::collections::HashMap;

use stratbook_model::{ContentPath, Diagnostic, names, rules};

use super::claims::{Claims, Owner};
use super::redirects;
use super::slug::{clean_file_name, encode, fold, numbered, slug};

/// A folder of the content. Parents stand before their children.
#[derive(Debug, Clone, Copy)]
pub struct FolderEntry<'a> {
    /// Path under the content root.
    pub path: &'a ContentPath,
    /// Index of the folder around it; none for the root.
    pub parent: Option<usize>,
    /// Index of the document that is its page.
    pub index: Option<usize>,
}

/// A document.
#[derive(Debug, Clone, Copy)]
pub struct DocumentEntry<'a> {
    /// Path under the content root.
    pub path: &'a ContentPath,
    /// Name that diagnostics use.
    pub file: &'a str,
    /// `slug`, as written.
    pub slug: Option<&'a str>,
    /// Index of the folder that it lies in, or that it is the page of.
    pub folder: usize,
}

/// What is planned: documents and assets sorted by path, folders with the root first.
#[derive(Debug, Clone, Default)]
pub struct PlanInput<'a> {
    /// Folders.
    pub folders: Vec<FolderEntry<'a>>,
    /// Documents.
    pub documents: Vec<DocumentEntry<'a>>,
    /// All other files.
    pub assets: &'a [ContentPath],
    /// Output files that the site itself makes, such as the theme's.
    pub site_files: Vec<&'a str>,
}

/// A page or file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// Output path, `/` between parts.
    pub path: Box<str>,
    /// URL with the base path.
    pub url: Box<str>,
}

/// Where everything lies.
#[derive(Debug, Default)]
pub struct UrlPlan {
    base_path: String,
    claims: Claims,
    /// Output folder (not file) of each document's page.
    documents: Vec<Location>,
    folders: Vec<Location>,
    assets: HashMap<ContentPath, Location>,
}

/// One name among its siblings.
struct Sibling {
    owner: Owner,
    short: String,
    full: String,
}

impl UrlPlan {
    /// Plans. `base_path` begins and ends with `/`.
    pub fn new(base_path: &str, input: &PlanInput<'_>) -> (Self, Vec<Diagnostic>) {
        let mut plan = Self {
            base_path: base_path.to_owned(),
            documents: vec![Location::default(); input.documents.len()],
            folders: vec![Location::default(); input.folders.len()],
            ..Self::default()
        };
        let mut diagnostics = Vec::new();
        for file in &input.site_files {
            // Two files of one name cannot be in a theme; where they are, the later one is the one that is written.
            let _ = plan.claims.file(file, Owner::Site);
        }
        let mut siblings: Vec<Vec<Sibling>> = input.folders.iter().map(|_| Vec::new()).collect();
        for (at, folder) in input.folders.iter().enumerate() {
            let Some(parent) = folder.parent.filter(|parent| *parent < at) else { continue };
            let index = folder.index.and_then(|index| input.documents.get(index));
            let given = index.and_then(|index| given_slug(index, &mut diagnostics));
            siblings[parent].push(Sibling::new(Owner::Folder(at), folder.path.file_name(), given));
        }
        for (at, document) in input.documents.iter().enumerate() {
            let Some(folder) = input.folders.get(document.folder) else { continue };
            if folder.index == Some(at) {
                if document.folder == 0 {
                    given_slug(document, &mut diagnostics);
                }
            } else {
                let given = given_slug(document, &mut diagnostics);
                siblings[document.folder].push(Sibling::new(
                    Owner::Document(at),
                    document.path.stem(),
                    given,
                ));
            }
        }
        if let Some(root) = input.folders.first() {
            let _ = plan.claims.page("", Owner::Folder(0));
            plan.folders[0] = plan.page_location("");
            if let Some(index) = root.index.filter(|index| *index < plan.documents.len()) {
                plan.documents[index] = plan.page_location("");
            }
        }
        for (at, siblings) in siblings.into_iter().enumerate() {
            plan.place(at, &siblings, input, &mut diagnostics);
        }
        plan.place_assets(input, &mut diagnostics);
        (plan, diagnostics)
    }

    /// Gives each of a folder's entries its place: folders before documents, each by path.
    fn place(
        &mut self,
        parent: usize,
        siblings: &[Sibling],
        input: &PlanInput<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut uses: HashMap<&str, usize> = HashMap::with_capacity(siblings.len() * 2);
        for sibling in siblings {
            *uses.entry(&sibling.short).or_default() += 1;
            if sibling.full != sibling.short {
                *uses.entry(&sibling.full).or_default() += 1;
            }
        }
        let around = self.folders[parent].path.clone();
        for sibling in siblings {
            let name = if uses[&*sibling.short] == 1 { &sibling.short } else { &sibling.full };
            let mut chosen = join(&around, name);
            let mut claimed = self.claims.page(&chosen, sibling.owner);
            if let Err(holder) = claimed {
                let wanted = self.page_location(&chosen).url;
                let mut number = 2;
                while claimed.is_err() {
                    chosen = join(&around, &numbered(name, number, false));
                    claimed = self.claims.page(&chosen, sibling.owner);
                    number += 1;
                }
                diagnostics.push(collision(
                    input,
                    holder,
                    sibling.owner,
                    &wanted,
                    &self.page_location(&chosen).url,
                ));
            }
            let location = self.page_location(&chosen);
            match sibling.owner {
                Owner::Folder(at) => {
                    if let Some(index) = input.folders[at].index.filter(|index| *index < self.documents.len())
                    {
                        self.documents[index] = location.clone();
                    }
                    self.folders[at] = location;
                }
                Owner::Document(at) => self.documents[at] = location,
                _ => {}
            }
        }
    }

    /// Assets lie beside the pages of their folder. A folder without documents keeps its own cleaned names.
    fn place_assets(&mut self, input: &PlanInput<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let known: HashMap<&str, usize> =
            input.folders.iter().enumerate().map(|(at, folder)| (folder.path.as_str(), at)).collect();
        let output_folder = |asset: &ContentPath| {
            let mut around = asset.folder();
            let mut below = Vec::new();
            while !around.is_root() && !known.contains_key(around.as_str()) {
                below.push(slug(around.file_name()));
                around = around.folder();
            }
            let folder =
                known.get(around.as_str()).map_or_else(String::new, |at| self.folders[*at].path.to_string());
            below.iter().rev().fold(folder, |folder, part| join(&folder, part))
        };
        let folders: Vec<String> = input.assets.iter().map(output_folder).collect();
        // Folders first: a file of a folder's name gives way, since all that lies in the folder cannot.
        for folder in &folders {
            self.claims.folder(folder);
        }
        for ((at, asset), output) in input.assets.iter().enumerate().zip(folders) {
            let name = clean_file_name(asset.file_name());
            let mut chosen = join(&output, &name);
            let mut number = 2;
            while let Err(holder) = self.claims.file(&chosen, Owner::Asset(at)) {
                let wanted = self.file_location(&chosen).url;
                chosen = join(&output, &numbered(&name, number, true));
                if number == 2 {
                    let got = self.file_location(&chosen).url;
                    diagnostics.push(collision(input, holder, Owner::Asset(at), &wanted, &got));
                }
                number += 1;
            }
            let location = self.file_location(&chosen);
            self.assets.insert(asset.clone(), location);
        }
    }

    /// Places a generated page: the first of `wanted` that is free, else the first with a number.
    pub(crate) fn generated(&mut self, wanted: &[&str]) -> Location {
        let numbered = (2..).map(|number| numbered(wanted[0], number, false));
        let chosen = wanted
            .iter()
            .map(|name| (*name).to_owned())
            .chain(numbered)
            .find(|name| self.claims.page(name, Owner::Generated).is_ok())
            .unwrap_or_default();
        self.page_location(&chosen)
    }

    /// Places the page of an old URL. `None` where it is taken; the flag tells whether it tried to leave the site.
    pub(crate) fn redirect(&mut self, old: &str) -> (Option<Box<str>>, bool) {
        let (path, escaped) = redirects::output_path(old);
        let placed = path.filter(|path| self.claims.file(path, Owner::Redirect).is_ok());
        (placed.map(Into::into), escaped)
    }

    /// The page of a document: its output *folder* and its URL.
    pub fn document(&self, document: usize) -> &Location {
        &self.documents[document]
    }

    /// The page of a folder: its output *folder* and its URL.
    pub fn folder(&self, folder: usize) -> &Location {
        &self.folders[folder]
    }

    /// A file that is copied.
    pub fn asset(&self, asset: &ContentPath) -> Option<&Location> {
        self.assets.get(asset)
    }

    /// Whether the content brings a file that lies at this output path itself.
    pub(crate) fn has_asset_at(&self, path: &str) -> bool {
        self.assets.values().any(|location| fold(&location.path) == path)
    }

    /// URL and output folder of a page.
    pub(crate) fn page_location(&self, folder: &str) -> Location {
        let slash = if folder.is_empty() { "" } else { "/" };
        Location { path: folder.into(), url: format!("{}{}{slash}", self.base_path, encode(folder)).into() }
    }

    /// URL and output path of a file.
    pub(crate) fn file_location(&self, path: &str) -> Location {
        Location { path: path.into(), url: format!("{}{}", self.base_path, encode(path)).into() }
    }
}

impl Sibling {
    fn new(owner: Owner, name: &str, given: Option<String>) -> Self {
        if let Some(given) = given {
            return Self { owner, short: given.clone(), full: given };
        }
        let full = slug(name);
        let (number, rest) = names::strip_order_prefix(name);
        let short = if number.is_some() { slug(rest) } else { full.clone() };
        Self { owner, short, full }
    }
}

/// The `slug` of the front matter, made safe; what was unsafe about it is said.
fn given_slug(document: &DocumentEntry<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let given = document.slug.map(str::trim).filter(|given| !given.is_empty())?;
    let made = slug(given.trim_matches('/'));
    let unsafe_parts = given.trim_matches('/').contains(['/', '\\', '\0']) || given.contains("..");
    if unsafe_parts {
        diagnostics.push(
            Diagnostic::in_file(
                &rules::UNSAFE_OUTPUT_NAME,
                document.file,
                format!(
                    "the slug `{}` is more than one part of a URL, so it is read as `{made}`",
                    given.escape_debug()
                ),
            )
            .hint("write one word, or words with `-` between them; the folder gives the rest of the URL"),
        );
    }
    Some(made)
}

fn collision(input: &PlanInput<'_>, holder: Owner, second: Owner, wanted: &str, got: &str) -> Diagnostic {
    let first = describe(input, holder);
    let named = describe(input, second);
    Diagnostic::in_file(
        &rules::OUTPUT_COLLISION,
        &named,
        format!("`{first}` and `{named}` want the same place `{wanted}`"),
    )
    .note(format!("`{first}` keeps it; `{named}` is at `{got}`"))
    .hint("rename one of the two, or give it a `slug`")
}

/// The name of an owner that people know it by.
fn describe(input: &PlanInput<'_>, owner: Owner) -> String {
    // Assets and folders are named as documents are: with the folder that holds the content.
    let prefix =
        input.documents.first().and_then(|first| first.file.strip_suffix(first.path.as_str())).unwrap_or("");
    match owner {
        Owner::Document(at) => input.documents[at].file.to_owned(),
        Owner::Folder(at) => match input.folders[at].index.and_then(|index| input.documents.get(index)) {
            Some(index) => index.file.to_owned(),
            None => format!("{prefix}{}/", input.folders[at].path),
        },
        Owner::Asset(at) => format!("{prefix}{}", input.assets[at]),
        Owner::Site | Owner::Generated | Owner::Redirect => "a file of the theme or the site".to_owned(),
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
#[path = "plan/tests.rs"]
mod tests;
