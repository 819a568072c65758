//! From a target as written to what it names.
//!
//! One target is tried in tiers; in each, the build's own documents go before those that it leaves out, so a name
//! that both carry leads to the admitted one, and a path leads to the document that lies there or to nothing else.
//! This module reports nothing: it says what it found, and [`check`] makes ends and diagnostics of it.

pub(crate) mod anchors;
pub(crate) mod check;
pub(crate) mod suggest;

use std::cmp::Ordering;
use std::sync::OnceLock;

use stratbook_model::{Clearance, ContentPath, DocId, Document};

use crate::generated::Generated;
use crate::names::{NameIndex, Node};
use crate::target::{Target, join};
use crate::tree::Tree;
use crate::{Options, Withheld};
use anchors::AnchorIndex;
use suggest::Suggestions;

/// How a target was written, which decides what it may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A Markdown or HTML link: a path first; other names only where there is no such path.
    Url,
    /// An image or another file shown in place.
    File,
    /// A wikilink or embed: a name.
    Wiki,
    /// A front-matter relation: a name; a path may be out of date as long as the file's name is unique.
    Relation,
}

/// One way in which a target can name something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tier {
    Id,
    Path,
    Stem,
    File,
    Alias,
    Title,
    /// A path in other letters or separators.
    NearPath,
    /// The file name without its number.
    Unprefixed,
    /// The file name alone, of a path that is out of date.
    LastPart,
}

/// How what was found was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// By its path, or by its id.
    Exactly,
    /// By its path in other letters.
    NearPath,
    /// By a file name, alias or title.
    Name,
}

/// What a target names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Node {
        node: Node,
        how: How,
        /// Everything that carries the name, nearest first, where it is more than one.
        candidates: Vec<Node>,
    },
    /// A document above the build's clearance.
    Closed(Node),
    /// A draft that the build leaves out.
    Draft(Node),
    /// The path leaves the content.
    Outside,
    Nothing,
}

/// Everything that resolving needs, shared by all documents.
pub(crate) struct Scope<'a> {
    pub(crate) documents: &'a [Document],
    pub(crate) tree: &'a Tree,
    pub(crate) names: &'a NameIndex,
    pub(crate) withheld: &'a Withheld,
    pub(crate) options: &'a Options,
    /// What is asked of a link's end, by document: kept close together, since links lead everywhere.
    pub(crate) facts: Vec<Facts>,
    pub(crate) generated: &'a Generated,
    pub(crate) anchors: Vec<OnceLock<AnchorIndex>>,
    pub(crate) suggestions: OnceLock<Suggestions>,
}

/// What a link's end is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) clearance: Clearance,
    pub(crate) deprecated: bool,
}

/// A target with the paths that it could mean.
struct Query<'t> {
    target: &'t Target<'t>,
    paths: Vec<String>,
    folder_form: bool,
}

impl Scope<'_> {
    /// What `target`, written in `from`, names.
    pub(crate) fn find(&self, from: &Document, manner: Manner, target: &Target<'_>) -> Found {
        let folder = folder_of(from.path.as_str());
        // Most links are right, and then nothing else need be worked out.
        if matches!(manner, Manner::Url | Manner::File)
            && let Some(node) =
                join(folder, &target.path).and_then(|path| self.names.at_path(&path, target.is_folder_form()))
        {
            return Found::Node { node: self.page_of(node), how: How::Exactly, candidates: Vec::new() };
        }
        let (paths, outside) = candidate_paths(folder, from, manner, target);
        if outside && matches!(manner, Manner::Url | Manner::File) {
            return Found::Outside;
        }
        let query = Query { target, paths, folder_form: target.is_folder_form() };
        for tier in tiers(manner, target) {
            if let Some(found) = self.admitted(*tier, &query, folder) {
                return found;
            }
            for (hidden, found) in [
                (self.withheld.closed(), Found::Closed as fn(Node) -> Found),
                (self.withheld.drafts(), Found::Draft as fn(Node) -> Found),
            ] {
                if !hidden.is_empty()
                    && let Some(node) = matches(&hidden.index, *tier, &query).first()
                {
                    return found(*node);
                }
            }
        }
        if outside { Found::Outside } else { Found::Nothing }
    }

    fn admitted(&self, tier: Tier, query: &Query<'_>, folder: &str) -> Option<Found> {
        let mut nodes = matches(self.names, tier, query);
        for node in &mut nodes {
            *node = self.page_of(*node);
        }
        if nodes.len() > 1 {
            nodes.sort_by(|a, b| self.nearer(folder, *a, *b));
            nodes.dedup();
        }
        // A path that has gone stale is trusted only if the file's name leaves no choice.
        if tier == Tier::LastPart && nodes.len() > 1 {
            return None;
        }
        let node = *nodes.first()?;
        let how = match tier {
            Tier::Id | Tier::Path => How::Exactly,
            Tier::NearPath => How::NearPath,
            _ => How::Name,
        };
        let candidates = if nodes.len() > 1 { nodes } else { Vec::new() };
        Some(Found::Node { node, how, candidates })
    }

    /// A folder's index document in place of the folder.
    fn page_of(&self, node: Node) -> Node {
        match node {
            Node::Folder(folder) => self.tree.folders[folder.index()].index.map_or(node, Node::Document),
            node => node,
        }
    }

    pub(crate) fn path_of(&self, node: Node) -> &ContentPath {
        match node {
            Node::Document(id) => self.names.path(id),
            Node::Asset(asset) => self.names.asset(asset),
            Node::Folder(folder) => &self.tree.folders[folder.index()].path,
        }
    }

    /// Fewer folders away first, then by path.
    fn nearer(&self, from: &str, a: Node, b: Node) -> Ordering {
        let (a_path, b_path) = (self.path_of(a), self.path_of(b));
        let order =
            distance(from, folder_of(a_path.as_str())).cmp(&distance(from, folder_of(b_path.as_str())));
        order.then_with(|| a_path.cmp(b_path)).then_with(|| a.cmp(&b))
    }
}

/// The paths that a target can mean, the likeliest first, and whether its `..` leaves the content.
fn candidate_paths(
    folder: &str,
    from: &Document,
    manner: Manner,
    target: &Target<'_>,
) -> (Vec<String>, bool) {
    let path = &*target.path;
    let mut paths = Vec::with_capacity(2);
    let near = join(folder, path);
    let outside = near.is_none();
    paths.extend(near);
    let explicit =
        path.starts_with('/') || (path.starts_with('.') && matches!(manner, Manner::Url | Manner::File));
    if !explicit && !folder.is_empty() {
        paths.extend(join("", path));
    }
    // A page's URL is a folder, so what is copied from a browser is relative to that.
    if matches!(manner, Manner::Url) && !path.starts_with('/') && target.is_page_url() {
        paths.extend(join(from.path.without_extension(), path));
    }
    let found = !paths.is_empty();
    (paths, outside && !found)
}

fn tiers(manner: Manner, target: &Target<'_>) -> &'static [Tier] {
    use Tier::{Alias, File, Id, LastPart, NearPath, Path, Stem, Title, Unprefixed};
    match manner {
        Manner::Url | Manner::File if target.path.starts_with(['.', '/']) => &[Path, Id, NearPath],
        Manner::Url | Manner::File if target.is_path() => &[Path, Id, NearPath, Stem, File],
        Manner::Url | Manner::File => &[Path, Id, NearPath, Stem, File, Alias, Title, Unprefixed],
        Manner::Wiki if target.is_path() => &[Id, Path, NearPath, Stem, File, Alias, Title],
        Manner::Relation if target.is_path() => &[Id, Path, NearPath, Stem, File, Alias, Title, LastPart],
        Manner::Wiki | Manner::Relation => &[Id, Path, Stem, File, Alias, Title, NearPath, Unprefixed],
    }
}

fn matches(names: &NameIndex, tier: Tier, query: &Query<'_>) -> Vec<Node> {
    let name = &*query.target.path;
    let documents = |ids: &[DocId]| ids.iter().map(|id| Node::Document(*id)).collect();
    match tier {
        Tier::Path => {
            query.paths.iter().find_map(|path| names.at_path(path, query.folder_form)).into_iter().collect()
        }
        Tier::NearPath => {
            let near = query.paths.iter().map(|path| names.near_path(path)).find(|found| !found.is_empty());
            near.unwrap_or_default().to_vec()
        }
        Tier::Id => documents(names.by_id(name)),
        Tier::Stem => documents(&names.by_stem(name)),
        Tier::File => names.by_file(name).into_iter().map(Node::Asset).collect(),
        Tier::Alias => documents(names.by_alias(name)),
        Tier::Title => documents(names.by_title(name)),
        Tier::Unprefixed => documents(names.by_unprefixed(name)),
        Tier::LastPart => documents(names.by_last_part(name)),
    }
}

/// How many folders lie on the way from one folder to another.
fn distance(from: &str, to: &str) -> usize {
    let parts = |path: &'_ str| path.split('/').filter(|part| !part.is_empty()).count();
    let shared = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b && !a.is_empty()).count();
    parts(from) + parts(to) - 2 * shared
}

/// The folder of a path; unlike [`ContentPath::folder`] without a copy, since it is asked for every link.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
