//! The `stratbook` command.

/// Rendering makes and drops many small values on every core at once, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    stratbook_cli::run(std::env::args_os())
}
