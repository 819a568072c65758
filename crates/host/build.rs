//! Hands the target triple to the crate: libraries are chosen by it, and the compiler tells it to build scripts only.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=STRATBOOK_TARGET={}", std::env::var("TARGET").unwrap_or_default());
}
