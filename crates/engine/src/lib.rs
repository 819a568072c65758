//! The pipeline from folder to site
