//! Folders of Markdown to front matter and bodies: discovery, encodings, front matter, its schema.
//!
//! Only [`discover`] touches the disk. This crate knows nothing of Markdown's syntax, of links, or of pages.
