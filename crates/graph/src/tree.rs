//! Folders, their order, and the way through them.

mod lessons;
pub(crate) mod natural;
mod order;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use stratbook_model::{ContentPath, DocId, Document, names};

use order::{Listed, OrderKey};

/// A folder's number in one build; 0 is the content root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FolderId(pub u32);

impl FolderId {
    /// The content root.
    pub const ROOT: Self = Self(0);

    /// As an index into the folder list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A folder that holds documents, directly or further down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies under the content root.
    pub path: ContentPath,
    /// The title of its index document, else its name made readable. Empty for a root without an index document.
    pub title: Arc<str>,
    /// The document that is its page. It may lie beside the folder (`ads.md` and `ads/`).
    pub index: Option<DocId>,
    /// The folder around it; none for the root.
    pub parent: Option<FolderId>,
    /// What lies in it, in reading order, without its index document.
    pub children: Vec<Child>,
}

/// One entry of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Child {
    /// A document.
    Document(DocId),
    /// A folder.
    Folder(FolderId),
}

/// One page on the way through the handbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A document's page; for a folder with an index document, that one.
    Document(DocId),
    /// The generated page of a folder without an index document.
    Folder(FolderId),
}

/// Where a document stands in its course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lesson {
    /// From 1.
    pub position: usize,
    /// How many lessons the course has.
    pub total: usize,
    /// The folder that is the course or module.
    pub course: FolderId,
}

/// All folders and the way through them.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// By path, so the root is first.
    pub(crate) folders: Vec<Folder>,
    pub(crate) folder_of: Vec<FolderId>,
    pub(crate) steps: Vec<Step>,
    /// Place in `steps` of each document.
    document_step: Vec<u32>,
    /// Place in `steps` of each folder's page.
    folder_step: Vec<u32>,
    lessons: Vec<Vec<DocId>>,
    lesson_of: Vec<Option<Lesson>>,
}

impl Tree {
    pub(crate) fn build(documents: &[Document], reading_order: &[String]) -> Self {
        let (mut folders, folder_of_path) = find_folders(documents);
        let mut folder_of: Vec<FolderId> =
            documents.iter().map(|document| folder_of_path[document.path.folder().as_str()]).collect();
        let is_index = choose_indexes(documents, &mut folders, &mut folder_of, &folder_of_path);
        for folder in &mut folders {
            folder.title = match folder.index {
                Some(index) => documents[index.index()].title.clone(),
                None => names::humanise(folder.path.file_name()).into(),
            };
        }
        fill(documents, &mut folders, &folder_of, &is_index, reading_order);

        let lessons: Vec<Vec<DocId>> =
            folders.iter().map(|folder| lessons::lessons(folder, documents)).collect();
        let mut lesson_of = vec![None; documents.len()];
        for (course, inside) in lessons.iter().enumerate() {
            for (at, id) in inside.iter().enumerate() {
                lesson_of[id.index()] =
                    Some(Lesson { position: at + 1, total: inside.len(), course: FolderId(course as u32) });
            }
        }
        let mut tree = Self { folders, folder_of, lessons, lesson_of, ..Self::default() };
        tree.walk(documents.len());
        tree
    }

    /// Lays the way through all pages: a folder's page, then what is in it, depth first. Not recursive, since
    /// folders can be nested as deep as the file system lets them.
    fn walk(&mut self, documents: usize) {
        self.document_step = vec![0; documents];
        self.folder_step = vec![0; self.folders.len()];
        let mut open = vec![Child::Folder(FolderId::ROOT)];
        while let Some(child) = open.pop() {
            let place = self.steps.len() as u32;
            let document = match child {
                Child::Document(id) => Some(id),
                Child::Folder(id) => {
                    let folder = &self.folders[id.index()];
                    self.folder_step[id.index()] = place;
                    open.extend(folder.children.iter().rev());
                    if folder.index.is_none() {
                        self.steps.push(Step::Folder(id));
                    }
                    folder.index
                }
            };
            if let Some(id) = document {
                self.document_step[id.index()] = place;
                self.steps.push(Step::Document(id));
            }
        }
    }

    fn around(&self, place: u32) -> (Option<Step>, Option<Step>) {
        let place = place as usize;
        let previous = place.checked_sub(1).and_then(|place| self.steps.get(place));
        (previous.copied(), self.steps.get(place + 1).copied())
    }

    pub(crate) fn around_document(&self, id: DocId) -> (Option<Step>, Option<Step>) {
        self.around(self.document_step[id.index()])
    }

    pub(crate) fn around_folder(&self, id: FolderId) -> (Option<Step>, Option<Step>) {
        self.around(self.folder_step[id.index()])
    }

    pub(crate) fn lessons(&self, folder: FolderId) -> &[DocId] {
        &self.lessons[folder.index()]
    }

    pub(crate) fn lesson(&self, id: DocId) -> Option<Lesson> {
        self.lesson_of[id.index()]
    }

    /// Whether the document is the page of a folder.
    pub(crate) fn is_index(&self, id: DocId) -> bool {
        self.folders[self.folder_of[id.index()].index()].index == Some(id)
    }
}

/// Every folder above a document, by path, and their numbers.
fn find_folders(documents: &[Document]) -> (Vec<Folder>, HashMap<String, FolderId>) {
    let mut paths = std::collections::BTreeSet::from([ContentPath::new("")]);
    for document in documents {
        let mut folder = document.path.folder();
        while paths.insert(folder.clone()) {
            folder = folder.folder();
        }
    }
    let numbers: HashMap<String, FolderId> =
        paths.iter().enumerate().map(|(at, path)| (path.as_str().to_owned(), FolderId(at as u32))).collect();
    let folders = paths
        .into_iter()
        .map(|path| Folder {
            parent: (!path.is_root()).then(|| numbers[path.folder().as_str()]),
            title: "".into(),
            index: None,
            children: Vec::new(),
            path,
        })
        .collect();
    (folders, numbers)
}

/// Gives folders their pages: a document inside that is named for it, else one beside it with the folder's name.
fn choose_indexes(
    documents: &[Document],
    folders: &mut [Folder],
    folder_of: &mut [FolderId],
    numbers: &HashMap<String, FolderId>,
) -> Vec<bool> {
    let mut is_index = vec![false; documents.len()];
    let mut best: Vec<Option<(u8, &ContentPath, usize)>> = vec![None; folders.len()];
    for (at, document) in documents.iter().enumerate() {
        if let Some(rank) = document.path.index_rank() {
            let candidate = (rank, &document.path, at);
            let best = &mut best[folder_of[at].index()];
            if best.is_none_or(|best| candidate < best) {
                *best = Some(candidate);
            }
        }
    }
    for (folder, best) in folders.iter_mut().zip(&best) {
        if let Some((_, _, at)) = best {
            folder.index = Some(DocId(*at as u32));
            is_index[*at] = true;
        }
    }
    let mut folded: HashMap<String, FolderId> = HashMap::new();
    for (at, folder) in folders.iter().enumerate().skip(1) {
        folded.entry(names::fold(folder.path.as_str())).or_insert(FolderId(at as u32));
    }
    let mut beside: Vec<(bool, &ContentPath, FolderId, usize)> = Vec::new();
    for (at, document) in documents.iter().enumerate().filter(|(at, _)| !is_index[*at]) {
        let path = document.path.without_extension();
        let exact = numbers.get(path);
        let folder =
            exact.or_else(|| folded.get(&names::fold(path))).filter(|folder| **folder != FolderId::ROOT);
        if let Some(folder) = folder {
            beside.push((exact.is_none(), &document.path, *folder, at));
        }
    }
    beside.sort();
    for (_, path, folder, at) in beside {
        let page = &mut folders[folder.index()];
        // A folder of nearly the same name deep elsewhere is none of this document's business.
        if page.index.is_none() && page.path.folder() == path.folder() {
            page.index = Some(DocId(at as u32));
            folder_of[at] = folder;
            is_index[at] = true;
        }
    }
    is_index
}

/// Puts documents and folders into their folders, in reading order.
fn fill(
    documents: &[Document],
    folders: &mut [Folder],
    folder_of: &[FolderId],
    is_index: &[bool],
    reading_order: &[String],
) {
    let listed = Listed::new(reading_order);
    let mut inside: Vec<Vec<(OrderKey<'_>, Child)>> = folders.iter().map(|_| Vec::new()).collect();
    for (at, document) in documents.iter().enumerate().filter(|(at, _)| !is_index[*at]) {
        let path = &document.path;
        let key = OrderKey::new(&listed, document.metadata.order, path.stem(), &document.title, path);
        inside[folder_of[at].index()].push((key, Child::Document(DocId(at as u32))));
    }
    for (at, folder) in folders.iter().enumerate() {
        let Some(parent) = folder.parent else { continue };
        let index = folder.index.map(|index| &documents[index.index()]);
        let order = index.and_then(|index| index.metadata.order);
        let key = OrderKey::new(&listed, order, folder.path.file_name(), &folder.title, &folder.path);
        inside[parent.index()].push((key, Child::Folder(FolderId(at as u32))));
    }
    let children: Vec<Vec<Child>> = inside
        .into_par_iter()
        .with_min_len(64)
        .map(|mut inside| {
            inside.sort_by(|a, b| a.0.compare(&b.0));
            inside.into_iter().map(|(_, child)| child).collect()
        })
        .collect();
    for (folder, children) in folders.iter_mut().zip(children) {
        folder.children = children;
    }
}
