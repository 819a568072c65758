//! The page of the command line, man pages and completions: all from the command's own definition.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use clap::{Arg, Command, ValueEnum};
use clap_complete::Shell;

use crate::page::{Page, cell};

/// The page.
pub(crate) fn page() -> Page {
    Page {
        file: "command-line.md",
        title: "Command line",
        summary: "Every command of stratbook with its arguments, options, defaults and exit codes.",
        tag: "command-line",
        order: 20,
        questions: &[
            "Which commands does stratbook have?",
            "Which options does a command take?",
            "What do the exit codes mean?",
        ],
        body: body(definition()),
    }
}

/// Writes one man page for the command and one for each of its subcommands.
pub(crate) fn write_man_pages(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(definition(), folder)
}

/// Writes the completions for every shell.
pub(crate) fn write_completions(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut command = definition();
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut command, "stratbook", folder)?;
    }
    Ok(())
}

/// The definition of `stratbook`.
fn definition() -> Command {
    stratbook_cli::command()
}

fn body(mut command: Command) -> String {
    command.build();
    let mut text = about(&command);
    text.push_str(
        "\n\n## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n| 0 | done |\n| 1 | errors were found (`check`, `build --strict`) |\n| 2 | the command could not run: a wrong argument, a missing folder, a full disk |\n",
    );
    let global: Vec<_> = command.get_arguments().filter(|argument| is_shown(argument)).collect();
    if !global.is_empty() {
        text.push_str("\n## Options of every command\n\n");
        options(&global, &mut text);
    }
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        section(subcommand, 2, &mut text);
    }
    text
}

/// A command and, below it, its own subcommands.
fn section(command: &Command, level: usize, text: &mut String) {
    if command.get_name() == "help" {
        return;
    }
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let anchor = name.replace(' ', "-");
    let _ = writeln!(text, "\n{} `{name}` {{#{anchor}}}\n\n{}\n", "#".repeat(level), about(command));
    let usage = command.clone().render_usage().to_string();
    let _ = writeln!(text, "```text\n{}\n```\n", usage.trim_start_matches("Usage: ").trim());
    let own: Vec<_> =
        command.get_arguments().filter(|argument| is_shown(argument) && !argument.is_global_set()).collect();
    if !own.is_empty() {
        options(&own, text);
    }
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        section(subcommand, level + 1, text);
    }
}

fn options(arguments: &[&Arg], text: &mut String) {
    text.push_str("| Argument | Effect |\n| --- | --- |\n");
    for argument in arguments {
        let _ = writeln!(text, "| {} | {} |", cell(&name(argument)), cell(&effect(argument)));
    }
}

/// `-C`, `--root <DIR>`, or `<PATH>` for an argument without a name.
fn name(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default();
    let takes = argument.get_action().takes_values();
    let values =
        values.iter().filter(|_| takes).fold(String::new(), |text, value| format!("{text} <{value}>"));
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    match (short, long) {
        (None, None) => format!("`{}`", values.trim()),
        (Some(short), Some(long)) => format!("`{short}`, `{long}{values}`"),
        (Some(one), None) | (None, Some(one)) => format!("`{one}{values}`"),
    }
}

fn effect(argument: &Arg) -> String {
    let help =
        argument.get_long_help().or_else(|| argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut text = help.trim().trim_end_matches('.').to_owned();
    text.push('.');
    let values: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set() && argument.get_action().takes_values())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if !values.is_empty() {
        let _ = write!(text, " One of {}.", values.join(", "));
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
    if !defaults.is_empty() && argument.get_action().takes_values() {
        let _ = write!(text, " Default: {}.", defaults.join(", "));
    }
    text
}

fn about(command: &Command) -> String {
    let about =
        command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string).unwrap_or_default();
    let about = about.trim();
    if about.is_empty() || about.ends_with(['.', '!', '?', ':', '`']) {
        about.to_owned()
    } else {
        format!("{about}.")
    }
}

/// What everybody knows (`--help`, `--version`) and what is hidden goes without a row.
fn is_shown(argument: &Arg) -> bool {
    !argument.is_hide_set() && !matches!(argument.get_id().as_str(), "help" | "version")
}

#[cfg(test)]
mod tests {
    use clap::{ArgAction, arg};

    use super::*;

    fn sample() -> Command {
        let build = Command::new("build")
            .about("Build the site")
            .arg(arg!(--out <DIR> "Output folder").default_value("public"))
            .arg(arg!(--format <FORMAT> "Form of the result").value_parser(["human", "json"]))
            .arg(arg!(--strict "Fail where there are errors").action(ArgAction::SetTrue))
            .arg(arg!([PATH] "What | where"));
        let hidden = Command::new("secret").hide(true);
        Command::new("stratbook")
            .about("Handbooks")
            .arg(arg!(-C --root <DIR> "The workspace").global(true))
            .subcommand(build)
            .subcommand(hidden)
    }

    #[test]
    fn commands_and_their_arguments_are_listed() {
        let body = body(sample());
        assert!(body.starts_with("Handbooks.\n\n## Exit codes\n"));
        for part in [
            "| `-C`, `--root <DIR>` | The workspace. |",
            "\n## `stratbook build` {#stratbook-build}\n\nBuild the site.\n",
            "```text\nstratbook build",
            "| `--out <DIR>` | Output folder. Default: `public`. |",
            "| `--format <FORMAT>` | Form of the result. One of `human`, `json`. |",
            "| `--strict` | Fail where there are errors. |",
            "| `<PATH>` | What \\| where. |",
        ] {
            assert!(body.contains(part), "{part}\n\n{body}");
        }
        assert!(!body.contains("secret") && !body.contains("--help"));
        assert_eq!(body.matches("--root").count(), 1, "in the table of all commands only\n{body}");
    }

    #[test]
    fn man_pages_and_completions_are_written() {
        let folder = tempfile::tempdir().unwrap();
        write_man_pages(folder.path()).unwrap();
        assert!(folder.path().join("stratbook.1").is_file());
        write_completions(folder.path()).unwrap();
        assert!(folder.path().join("_stratbook").is_file());
    }
}
