//! What the workspace's configuration says about links, order and stewardship.

use jiff::civil::Date;
use stratbook_model::Levels;

/// How the graph is built; one value a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Beginnings of targets that belong to another vault or site: external, not broken.
    pub external_prefixes: Vec<String>,
    /// The vocabulary of `status`, in the order that listings show it.
    pub statuses: Vec<String>,
    /// After how many days a document of a status wants a review; `*` stands for every other status.
    /// A status whose name folds to `deprecated` or `archived` is exempt unless it is named here.
    pub review_after: Vec<(String, u32)>,
    /// Where the site will be, if that is known: `https://example.org/handbook/`. Links to it are links within it.
    pub base_url: Option<String>,
    /// Security levels, for their names.
    pub levels: Levels,
    /// The build's date: what "overdue" is measured from.
    pub today: Date,
    /// Names of folders whose documents are glossary terms, in any letter case.
    pub glossary_folders: Vec<String>,
    /// Paths of documents and folders that come first among their siblings, in this order.
    pub reading_order: Vec<String>,
}

impl Options {
    /// What a workspace without configuration gets.
    pub fn new(today: Date) -> Self {
        Self {
            external_prefixes: Vec::new(),
            statuses: ["Draft", "Active", "Deprecated"].map(String::from).into(),
            review_after: Vec::new(),
            base_url: None,
            levels: Levels::default(),
            today,
            glossary_folders: vec!["glossary".into()],
            reading_order: Vec::new(),
        }
    }
}
