//! The engine through its public interface, on workspaces in temporary folders.

mod reports;
mod search;
mod workspace;
