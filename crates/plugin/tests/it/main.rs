//! The interface from C and C++: the header beside the Rust side, and the examples as libraries.
//!
//! Where there is no compiler, the tests say so and pass.

mod compiler;
mod examples;
mod header;
