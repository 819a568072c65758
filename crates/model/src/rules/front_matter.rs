//! Rules about front matter (SB02xx).

rules! { "front-matter";
    /// The front matter is opened but never closed.
    ///
    /// A first line of `---` opens front matter; a later line of `---` closes it. Without the second one the whole
    /// file is read as text. Close the front matter, or, if the first line is meant as a rule, put a blank line before it.
    UNTERMINATED_FRONT_MATTER = "SB0201", "unterminated-front-matter", Error;
}
