//! Rules about files and their encoding (SB01xx).

rules! { "reading";
    /// The file holds bytes that are not UTF-8.
    ///
    /// Each bad byte is shown as `�` and the rest of the document is built. Files saved by old editors are often in
    /// Windows-1252 or Latin-1: save the file as UTF-8.
    INVALID_UTF8 = "SB0101", "invalid-utf8", Warning;
    /// The document has no text at all.
    ///
    /// An empty file still becomes a page, so that links to it work, but readers find nothing there. Write a first
    /// sentence, mark it `draft: true`, or remove the file.
    EMPTY_DOCUMENT = "SB0102", "empty-document", Warning;
}
