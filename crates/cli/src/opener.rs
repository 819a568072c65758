//! Shows files and addresses in other programs.

use std::path::Path;
use std::process::{Command, Stdio};

/// Shows an address or a file as the system does. Tells whether a program could be started.
pub(crate) fn show(what: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}

/// The editor that the user has chosen, with its arguments.
pub(crate) fn editor(variable: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let chosen = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.trim().is_empty()))?;
    // A program whose path has spaces is one word.
    if Path::new(&chosen).is_file() {
        return Some(vec![chosen]);
    }
    Some(chosen.split_whitespace().map(str::to_owned).collect())
}

/// What follows an editor's name so that it shows `file` at `line`.
pub(crate) fn place(editor: &[String], file: &str, line: u32) -> Vec<String> {
    let program = editor.first().map_or("", String::as_str);
    let name =
        Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    match name.as_str() {
        "vi" | "vim" | "nvim" | "gvim" | "mvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient"
        | "micro" | "kak" | "joe" | "jed" | "mg" | "ne" | "gedit" => {
            vec![format!("+{line}"), file.to_owned()]
        }
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["-g".to_owned(), format!("{file}:{line}")]
        }
        "hx" | "helix" | "subl" | "sublime_text" | "zed" | "zeditor" | "mate" => {
            vec![format!("{file}:{line}")]
        }
        "kate" | "kwrite" => vec!["-l".to_owned(), line.to_string(), file.to_owned()],
        _ => vec![file.to_owned()],
    }
}

/// Opens a file at a line in the user's editor, and waits for it; without one, as the system does. Tells why not.
pub(crate) fn edit(file: &Path, line: u32) -> Result<(), String> {
    let shown = file.to_string_lossy();
    let Some(editor) = editor(|name| std::env::var(name).ok()) else {
        return if show(&shown) { Ok(()) } else { Err("no program could be started".to_owned()) };
    };
    let (program, given) = editor.split_first().ok_or("no editor is named")?;
    match Command::new(program).args(given).args(place(&editor, &shown, line)).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program}` ended with {status}")),
        Err(error) => Err(format!("`{program}` cannot be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(editor: &str) -> String {
        let words: Vec<String> = editor.split(' ').map(str::to_owned).collect();
        place(&words, "/a b.md", 7).join("|")
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        assert_eq!(arguments("/usr/bin/nvim"), "+7|/a b.md");
        assert_eq!(arguments("code --wait"), "-g|/a b.md:7");
        assert_eq!(arguments("hx"), "/a b.md:7");
        assert_eq!(arguments("unknown-one"), "/a b.md");
    }

    #[test]
    fn visual_comes_before_editor_and_may_have_arguments() {
        let set = |name: &str| match name {
            "VISUAL" => Some("code --wait".to_owned()),
            _ => Some("ed".to_owned()),
        };
        assert_eq!(editor(set), Some(vec!["code".to_owned(), "--wait".to_owned()]));
        assert_eq!(editor(|name| (name == "EDITOR").then(|| "ed".to_owned())), Some(vec!["ed".to_owned()]));
        assert_eq!(editor(|_| Some(" ".to_owned())), None);
    }
}
