//! Writes what is generated from the code: reference pages of the handbook, man pages, shell completions.
//!
//! `cargo xtask codegen` and `cargo xtask dist` run it. It is a package of its own, so that the other tasks work
//! without compiling the crates that are described here.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to the person who started it")]

mod command_line;
mod configuration;
mod diagnostics;
mod front_matter;
mod page;
mod plugin_interface;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::{Parser, Subcommand};

/// Writes what is generated from the code.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Reference pages
    Pages {
        /// Folder of the pages
        folder: PathBuf,
        /// Write nothing; fail where a page is not what the code says
        #[arg(long)]
        check: bool,
    },
    /// JSON Schemas of the messages between Stratbook and its plugins
    Schemas {
        /// Folder of the schemas
        folder: PathBuf,
        /// Write nothing; fail where a schema is not what the code says
        #[arg(long)]
        check: bool,
    },
    /// Man pages
    Man {
        /// Folder of the man pages
        folder: PathBuf,
    },
    /// Shell completions
    Completions {
        /// Folder of the completions
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Pages { folder, check } => produce(&folder, &pages(), check),
        Task::Schemas { folder, check } => produce(&folder, &[plugin_interface::schema()], check),
        Task::Man { folder } => command_line::write_man_pages(&folder),
        Task::Completions { folder } => command_line::write_completions(&folder),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A file that is generated: its name and its text.
type Generated = (&'static str, String);

/// All generated pages, in reading order.
fn pages() -> Vec<Generated> {
    [
        command_line::page(),
        configuration::page(),
        front_matter::page(),
        diagnostics::page(),
        plugin_interface::page(),
    ]
    .iter()
    .map(|page| (page.file, page.text()))
    .collect()
}

fn produce(folder: &Path, files: &[Generated], only_check: bool) -> io::Result<()> {
    if only_check { check(folder, files) } else { write(folder, files) }
}

fn write(folder: &Path, files: &[Generated]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (file, text) in files {
        let path = folder.join(file);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        fs::write(&path, text)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn check(folder: &Path, files: &[Generated]) -> io::Result<()> {
    let stale: Vec<_> = files
        .iter()
        .filter(|(file, text)| {
            fs::read_to_string(folder.join(file))
                .ok()
                .is_none_or(|written| written.replace('\r', "") != *text)
        })
        .map(|(file, _)| *file)
        .collect();
    if stale.is_empty() {
        println!(
            "codegen: {} what the code says",
            if files.len() == 1 { "the schema is" } else { "the reference pages are" }
        );
        return Ok(());
    }
    let message = format!("{} not what the code says: run `cargo xtask codegen`", stale.join(", "));
    Err(io::Error::other(message))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_was_written_passes_the_check_and_an_edit_does_not() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check(folder.path(), &pages()).is_err());
        write(folder.path(), &pages()).unwrap();
        check(folder.path(), &pages()).unwrap();
        let file = folder.path().join("diagnostics.md");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("SB0101", "SB9999")).unwrap();
        let error = check(folder.path(), &pages()).unwrap_err().to_string();
        assert_eq!(error, "diagnostics.md not what the code says: run `cargo xtask codegen`");
    }
}
