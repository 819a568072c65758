//! The worker of this crate's tests: what `stratbook plugin-worker` is in the product.

mod tiny;

fn main() {
    stratbook_host::worker_main(std::env::args_os().skip(2), &[tiny::BUNDLED]);
}
