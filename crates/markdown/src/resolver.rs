//! What rendering asks of the stages that know the other documents.

/// Where a link goes, in terms of the page that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page or file of this site.
    Internal {
        /// Ready for an attribute, not yet escaped.
        href: String,
        /// Text in place of the label, for links that have none of their own (a wikilink shows the page's title).
        text: Option<String>,
    },
    /// Another site.
    External(String),
    /// No link: only the text stays. `Some` replaces the label (it would have named a withheld page).
    Text(Option<String>),
    /// Leads nowhere: the text stays, marked as a broken link.
    Broken,
}

/// What an embed shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedded {
    /// Another note's HTML, already rendered, with where it comes from.
    Html {
        /// Rendered HTML of the note or of its part.
        html: String,
        /// The note's title.
        title: String,
        /// Its page.
        href: String,
    },
    /// An image of this site.
    Image(String),
    /// A file of this site that cannot be shown in place (PDF, spreadsheet).
    File(String),
    /// Shown as text, or not at all (`None`): withheld.
    Text(Option<String>),
    /// Leads nowhere.
    Broken,
}

/// Tells rendering where links lead. Links are named by their index in
/// [`Outline::links`](stratbook_model::Outline::links).
pub trait Resolver {
    /// Where link number `index` leads. Asked for links of every kind but those of [`Resolver::embed`].
    fn link(&self, index: usize) -> Target;
    /// What embed number `index` (a link of kind `Embed`, or `Image` written as `![[…]]`) shows.
    fn embed(&self, index: usize) -> Embedded;
    /// HTML of shortcode number `index` in [`Outline::shortcodes`](stratbook_model::Outline::shortcodes);
    /// `None` leaves it out.
    fn shortcode(&self, index: usize) -> Option<String>;
}
