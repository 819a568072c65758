//! Which folders are courses, and what their lessons are.

use stratbook_model::{DocId, Document, names};

use super::{Child, Folder};

/// The lessons of a folder in reading order; none where it is no course.
///
/// A folder is a course when its index document says so (`doc_type: Course` or `Module`), when a document in it is
/// a `Lesson`, or when at least half of its documents state a duration. All its documents are lessons then,
/// except its index.
pub(super) fn lessons(folder: &Folder, documents: &[Document]) -> Vec<DocId> {
    let is_type = |id: DocId, types: &[&str]| {
        let doc_type = documents[id.index()].metadata.doc_type.as_ref();
        doc_type.is_some_and(|doc_type| types.contains(&&*names::fold(&doc_type.value)))
    };
    let inside: Vec<DocId> = folder
        .children
        .iter()
        .filter_map(|child| match child {
            Child::Document(id) => Some(*id),
            Child::Folder(_) => None,
        })
        .collect();
    let timed = inside.iter().filter(|id| documents[id.index()].metadata.duration.is_some()).count();
    let course = folder.index.is_some_and(|index| is_type(index, &["course", "module"]))
        || inside.iter().any(|id| is_type(*id, &["lesson"]))
        || (timed > 0 && timed * 2 >= inside.len());
    if course { inside } else { Vec::new() }
}
