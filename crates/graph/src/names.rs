//! Every name that a document, folder or file answers to.
//!
//! Names are kept NFC and folded; the index knows nothing of who asks, so nearness is decided by the caller.

use std::collections::HashMap;

use stratbook_model::{ContentPath, DocId, Document, names};

use crate::FolderId;
use crate::target::{nfc, strip_html, strip_markdown};

/// What a path can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    Document(DocId),
    Folder(FolderId),
    Asset(u32),
}

type Names = HashMap<Box<str>, Vec<DocId>>;

/// Names to documents, folders and assets.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    paths: Vec<ContentPath>,
    assets: Vec<ContentPath>,
    /// Documents by path with and without extension, assets by path.
    exact: HashMap<Box<str>, Node>,
    folders: HashMap<Box<str>, FolderId>,
    /// By what [`slugged`] makes of the path, with and without numeric prefixes.
    loose: HashMap<Box<str>, Vec<Node>>,
    ids: Names,
    stems: Names,
    aliases: Names,
    titles: Names,
    /// Stems without their numeric prefix, where they have one.
    unprefixed: Names,
    /// Assets by file name in lower case.
    files: HashMap<Box<str>, Vec<u32>>,
}

/// How names are compared: composed, then folded.
pub(crate) fn key(name: &str) -> String {
    names::fold(&nfc(name))
}

impl NameIndex {
    pub(crate) fn build<'p>(
        documents: &[Document],
        assets: &[ContentPath],
        folders: impl IntoIterator<Item = &'p ContentPath>,
    ) -> Self {
        let mut index = Self {
            paths: documents.iter().map(|document| document.path.clone()).collect(),
            assets: assets.to_vec(),
            exact: HashMap::with_capacity(documents.len() * 2 + assets.len()),
            loose: HashMap::with_capacity(documents.len() * 2 + assets.len()),
            stems: HashMap::with_capacity(documents.len()),
            titles: HashMap::with_capacity(documents.len()),
            ..Self::default()
        };
        // Full paths first: `a.b` names the asset `a.b` before the document `a.b.md`.
        for (at, document) in documents.iter().enumerate() {
            index.exact.insert(nfc(document.path.as_str()).into(), Node::Document(DocId(at as u32)));
        }
        for (at, asset) in assets.iter().enumerate() {
            let node = Node::Asset(at as u32);
            index.exact.entry(nfc(asset.as_str()).into()).or_insert(node);
            push(&mut index.files, nfc(asset.file_name()).to_lowercase(), at as u32);
            push(&mut index.loose, slugged(&nfc(asset.as_str()), Prefixes::Keep), node);
        }
        for (at, folder) in folders.into_iter().enumerate() {
            let id = FolderId(at as u32);
            index.folders.insert(nfc(folder.as_str()).into(), id);
            index.add_loose(&nfc(folder.as_str()), Node::Folder(id));
        }
        for (at, document) in documents.iter().enumerate() {
            index.add_document(DocId(at as u32), document);
        }
        index
    }

    fn add_document(&mut self, id: DocId, document: &Document) {
        let path = nfc(document.path.without_extension());
        // Of `a.md` and `a.markdown`, the first by path has the name without extension.
        let paths = &self.paths;
        self.exact
            .entry(path.as_ref().into())
            .and_modify(|node| {
                if let Node::Document(other) = node
                    && paths[other.index()].without_extension() == document.path.without_extension()
                    && document.path < paths[other.index()]
                {
                    *node = Node::Document(id);
                }
            })
            .or_insert(Node::Document(id));
        self.add_loose(&path, Node::Document(id));

        let stem = document.path.stem();
        push(&mut self.stems, key(stem), id);
        if let (Some(_), rest) = names::strip_order_prefix(stem) {
            push(&mut self.unprefixed, key(rest), id);
        }
        let folder = document.path.folder();
        if document.path.index_rank().is_some_and(|rank| rank < 3) && !folder.is_root() {
            push(&mut self.stems, key(folder.file_name()), id);
        }
        if let Some(given) = &document.metadata.id {
            push(&mut self.ids, nfc(given.value.trim()).to_lowercase(), id);
        }
        for alias in &document.metadata.aliases {
            push(&mut self.aliases, key(&alias.value), id);
        }
        push(&mut self.titles, key(&document.title), id);
        if let Some(slug) = &document.metadata.slug {
            let path = format!("{folder}/{}", slug.value);
            push(&mut self.loose, slugged(&path, Prefixes::Keep), Node::Document(id));
        }
    }

    fn add_loose(&mut self, path: &str, node: Node) {
        let kept = slugged(path, Prefixes::Keep);
        // Only a digit at the beginning of a part can be a numeric prefix.
        if path.split('/').any(|part| part.starts_with(|first: char| first.is_ascii_digit())) {
            let dropped = slugged(path, Prefixes::Drop);
            if dropped != kept {
                push(&mut self.loose, dropped, node);
            }
        }
        push(&mut self.loose, kept, node);
    }

    /// What lies at exactly this path, with or without extension. A folder goes first where the path is written as
    /// one.
    pub(crate) fn at_path(&self, path: &str, folder_form: bool) -> Option<Node> {
        let folder = || self.folders.get(path).map(|id| Node::Folder(*id));
        if folder_form {
            return folder().or_else(|| self.exact.get(path).copied());
        }
        self.exact.get(path).copied().or_else(folder).or_else(|| self.at_page(path))
    }

    /// `.html` for a document, and any index page for its folder's.
    fn at_page(&self, path: &str) -> Option<Node> {
        let html = strip_html(path);
        let page = html.or_else(|| strip_markdown(path)).unwrap_or(path);
        if let Some(node) = html.and_then(|page| self.exact.get(page)) {
            return Some(*node);
        }
        let (folder, name) = page.rsplit_once('/').unwrap_or(("", page));
        let index = ["index", "_index", "readme"].iter().any(|known| name.eq_ignore_ascii_case(known));
        if index { self.folders.get(folder).map(|id| Node::Folder(*id)) } else { None }
    }

    /// What lies at a path that differs in letter case, separators or numeric prefixes only.
    pub(crate) fn near_path(&self, path: &str) -> &[Node] {
        let bare = strip_markdown(path).or_else(|| strip_html(path)).unwrap_or(path);
        let bare = bare.strip_suffix("/index").unwrap_or(bare);
        let found = lookup(&self.loose, &slugged(bare, Prefixes::Keep));
        if found.is_empty() && bare.len() == path.len() {
            return lookup(&self.loose, &slugged(path, Prefixes::Drop));
        }
        found
    }

    pub(crate) fn by_id(&self, name: &str) -> &[DocId] {
        if self.ids.is_empty() { &[] } else { lookup(&self.ids, &name.trim().to_lowercase()) }
    }

    /// Documents whose file name is the last part of `name`, and whose path ends with all of it.
    pub(crate) fn by_stem(&self, name: &str) -> Vec<DocId> {
        let bare = strip_markdown(name).unwrap_or(name);
        let (before, stem) = bare.rsplit_once('/').unwrap_or(("", bare));
        let mut found = lookup(&self.stems, &key(stem)).to_vec();
        if found.len() > 1 || !before.is_empty() {
            let before = key(before);
            found.retain(|id| {
                let folder = key(self.paths[id.index()].folder().as_str());
                before.is_empty()
                    || folder
                        .strip_suffix(&*before)
                        .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            });
        }
        self.prefer(found, |path| nfc(path.stem()) == stem)
    }

    /// Documents whose file name is the last part of `name`, wherever they lie.
    pub(crate) fn by_last_part(&self, name: &str) -> &[DocId] {
        let bare = strip_markdown(name).unwrap_or(name);
        let stem = bare.rsplit_once('/').map_or(bare, |(_, stem)| stem);
        let key = key(stem);
        if ["index", "readme"].contains(&&*key) { &[] } else { lookup(&self.stems, &key) }
    }

    pub(crate) fn by_alias(&self, name: &str) -> &[DocId] {
        if self.aliases.is_empty() { &[] } else { lookup(&self.aliases, &key(name)) }
    }

    pub(crate) fn by_title(&self, name: &str) -> &[DocId] {
        lookup(&self.titles, &key(name))
    }

    pub(crate) fn by_unprefixed(&self, name: &str) -> &[DocId] {
        if self.unprefixed.is_empty() { &[] } else { lookup(&self.unprefixed, &key(name)) }
    }

    /// Assets with that file name, whose path ends with all of `name`.
    pub(crate) fn by_file(&self, name: &str) -> Vec<u32> {
        let (before, file) = name.rsplit_once('/').unwrap_or(("", name));
        let mut found = lookup(&self.files, &file.to_lowercase()).to_vec();
        if !before.is_empty() {
            let before = before.trim_start_matches('/').to_lowercase();
            found.retain(|asset| {
                let folder = nfc(self.assets[*asset as usize].folder().as_str()).to_lowercase();
                folder.strip_suffix(&*before).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            });
        }
        found
    }

    /// Only those that pass, if any does.
    fn prefer(&self, mut found: Vec<DocId>, pass: impl Fn(&ContentPath) -> bool) -> Vec<DocId> {
        if found.len() > 1 && found.iter().any(|id| pass(&self.paths[id.index()])) {
            found.retain(|id| pass(&self.paths[id.index()]));
        }
        found
    }

    pub(crate) fn path(&self, id: DocId) -> &ContentPath {
        &self.paths[id.index()]
    }

    pub(crate) fn assets(&self) -> &[ContentPath] {
        &self.assets
    }

    pub(crate) fn asset(&self, asset: u32) -> &ContentPath {
        &self.assets[asset as usize]
    }

    /// Names with the documents that carry them, for the checks on names.
    pub(crate) fn titles(&self) -> impl Iterator<Item = (&str, &[DocId])> {
        self.titles.iter().map(|(name, ids)| (&**name, &**ids))
    }

    /// Ids in lower case with the documents that carry them.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (&str, &[DocId])> {
        self.ids.iter().map(|(name, ids)| (&**name, &**ids))
    }
}

fn push<T: PartialEq>(names: &mut HashMap<Box<str>, Vec<T>>, name: String, value: T) {
    if name.is_empty() {
        return;
    }
    let values = names.entry(name.into()).or_default();
    // The same document may answer to a name twice; its entries come one after the other.
    if values.last() != Some(&value) {
        values.push(value);
    }
}

fn lookup<'n, T>(names: &'n HashMap<Box<str>, Vec<T>>, name: &str) -> &'n [T] {
    names.get(name).map_or(&[], |values| values)
}

/// What is done with the number at the beginning of a path's part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefixes {
    Keep,
    Drop,
}

/// A path as a URL might write it: each part lower-case ASCII, with `-` for all else.
fn slugged(path: &str, prefixes: Prefixes) -> String {
    let mut slug = String::with_capacity(path.len());
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let part = if prefixes == Prefixes::Drop { names::strip_order_prefix(part).1 } else { part };
        if !slug.is_empty() {
            slug.push('/');
        }
        let start = slug.len();
        let mut gap = false;
        for character in part.chars() {
            let ascii: &str =
                if character.is_ascii() { "" } else { deunicode::deunicode_char(character).unwrap_or("") };
            let mut add = |character: char| {
                if character.is_ascii_alphanumeric() {
                    if gap && slug.len() > start {
                        slug.push('-');
                    }
                    gap = false;
                    slug.push(character.to_ascii_lowercase());
                } else {
                    gap = true;
                }
            };
            if ascii.is_empty() { add(character) } else { ascii.chars().for_each(&mut add) }
        }
        if slug.len() == start {
            // A part without any letter still tells paths apart.
            slug.push_str(part);
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_slugged_as_urls_are() {
        assert_eq!(slugged("Ads & More/01_Über uns", Prefixes::Keep), "ads-more/01-uber-uns");
        assert_eq!(slugged("Ads & More/01_Über uns", Prefixes::Drop), "ads-more/uber-uns");
        assert_eq!(slugged("---", Prefixes::Keep), "---");
    }
}
