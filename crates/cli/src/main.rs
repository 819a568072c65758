//! The `stratbook` command.
fn main() {}
