//! Names to documents: links, relations, backlinks, the tree and order of pages, the glossary, and the checks on them.
//!
//! Pure: documents in, graph and diagnostics out. It knows nothing of URLs, HTML or files on disk.
