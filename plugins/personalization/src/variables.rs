//! The variables of a template: where they stand, what they mean, and the form in which they are filled in.
//!
//! All of it is pure: text goes in, variables come out. The plugin and `stratbook vars` use the same.

pub mod declared;
pub mod dictionary;
pub mod form;
pub mod library;
pub mod listing;
pub mod name;
pub mod near;
pub mod scan;
pub mod show;
