//! Rules about links, relations and names (SB04xx).

rules! { "links";
    /// A link leads nowhere.
    ///
    /// No document, folder or file answers to the target by id, path, file name, alias or title, nor is it the address
    /// of a page that the site makes of itself (`/tags/ads/`, `/glossary/`, `/atom.xml`). The page shows the link's text
    /// without a link. Correct the target; the message names the nearest candidate.
    BROKEN_LINK = "SB0401", "broken-link", Error;
    /// A link leads to a document, but to a heading or block that is not there.
    ///
    /// The link still opens the page, at its top. After `#` stands a heading's anchor (`#how-we-rank`), its text as
    /// Obsidian writes it (`#How we rank`, `#Part#Sub-part`), a block id (`#^id`), or an `id` in raw HTML; letter case
    /// does not matter. A fragment without any letter (`#_`) is taken for a link to the top. Headings that were reworded
    /// are the usual cause; the message names the nearest one.
    BROKEN_ANCHOR = "SB0402", "broken-anchor", Error;
    /// A link has no target: `[label]()` or `[[]]`.
    ///
    /// The page shows the label as text. Editors leave such links behind when the target is to be filled in later.
    /// Write the target, or remove the brackets.
    EMPTY_LINK = "SB0403", "empty-link", Warning;
    /// A relative link leaves the content folder.
    ///
    /// `../../README.md` may exist in the repository, but it is no part of the site, so the link cannot work there.
    /// Link to its address on the web, move the file into the content, or declare the beginning of such targets as
    /// external in `stratbook.toml`.
    OUTSIDE_CONTENT = "SB0404", "outside-content", Error;
    /// A name belongs to several documents.
    ///
    /// The link or relation leads to the nearest of them by folder, and among equally near ones to the first by path.
    /// That is a guess. Write the path of the one that is meant; the notes list the candidates.
    AMBIGUOUS_NAME = "SB0405", "ambiguous-name", Warning;
    /// A path or an anchor is spelt differently from what it leads to.
    ///
    /// `Ads/plan.md` finds `ads/Plan.md` here and on macOS and Windows, but not on Linux or on GitHub. Write the path
    /// exactly as the file is named. Likewise `#step-3:-begin` finds the heading `Step 3: Begin` here, whose anchor is
    /// `#step-3-begin` everywhere.
    SPELLED_DIFFERENTLY = "SB0406", "spelled-differently", Warning;
    /// A front-matter relation leads nowhere.
    ///
    /// The relation is left out of the page. A relation is an id, a path (from the document or from the content root,
    /// with or without `.md`), a file name, an alias or a title. If it points into another vault, declare the beginning
    /// of such targets as external in `stratbook.toml`.
    BROKEN_RELATION = "SB0407", "broken-relation", Warning;
    /// A front-matter relation is resolved by a name, not by a path.
    ///
    /// It works as long as no other document takes that name. `stratbook check --fix` writes the path from the content
    /// root in its place. Relations by `id` are stable and are not reported.
    RELATION_BY_NAME = "SB0408", "relation-by-name", Info;
    /// Two documents have the same `id`.
    ///
    /// An id names one document for good, so everything that refers to it is now in doubt. The message names both
    /// places. Usually one document was copied from the other: give the copy an id of its own.
    DUPLICATE_ID = "SB0409", "duplicate-id", Error;
    /// Several documents have the same title.
    ///
    /// Readers cannot tell them apart in lists and search results, and links by title are ambiguous. Make the titles
    /// say what sets the documents apart. Titles that people expect to recur (`Overview`, `FAQ`) are not reported.
    DUPLICATE_TITLE = "SB0410", "duplicate-title", Warning;
    /// An alias is also the name of another document.
    ///
    /// A link by that name leads to the document whose file name it is, else to the one that has it as an alias, else
    /// to the one that has it as its title. Keep the alias on one document only.
    ALIAS_COLLISION = "SB0411", "alias-collision", Warning;
    /// Nobody links to the document.
    ///
    /// Readers reach it through the tree and through search only. Link to it from where it is needed, name it in the
    /// `relations` of a neighbour, or turn this rule off if your collection does without links. Index pages and terms
    /// of the glossary are not reported, and nothing is where most of a larger collection is not linked to.
    ORPHAN = "SB0412", "orphan", Info;
    /// A document links to itself.
    ///
    /// The link reloads the page that the reader is on. Link to a heading (`#part`), or remove the link.
    SELF_LINK = "SB0413", "self-link", Info;
    /// A document links to one with a higher security level.
    ///
    /// Readers of this page may not be able to follow the link, and its label stays visible to them: in a build with a
    /// lower clearance the link becomes plain text. See that the label gives nothing away.
    LINK_TO_HIGHER_LEVEL = "SB0414", "link-to-higher-level", Info;
    /// An image or another embedded file is missing.
    ///
    /// No file of the content answers to the path, nor to the bare file name anywhere in it. The page shows the
    /// alternative text. Correct the path, or add the file to the content.
    BROKEN_FILE = "SB0415", "broken-file", Error;
    /// A link leads to a draft that this build leaves out.
    ///
    /// The page shows the link's text without a link. Publish the draft (`draft: false`), build with `--drafts`, or
    /// take the link out until then.
    LINK_TO_DRAFT = "SB0416", "link-to-draft", Warning;
    /// A link leads to a deprecated document.
    ///
    /// Readers are sent to something that is no longer valid. Link to what replaced it. Deprecated documents may link
    /// to each other.
    LINK_TO_DEPRECATED = "SB0417", "link-to-deprecated", Info;
}
