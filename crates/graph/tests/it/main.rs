//! The graph's public interface, on small workspaces written inline.

mod clearance;
mod diagnostics;
mod laws;
mod links;
mod listings;
mod tree;
mod workspace;
