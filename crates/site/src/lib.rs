//! Graph and documents to pages and files
