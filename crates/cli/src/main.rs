//! The `stratbook` command.

fn main() -> std::process::ExitCode {
    stratbook_cli::run(std::env::args_os())
}
