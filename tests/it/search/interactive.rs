//! The interactive search in a terminal: typed into, left, and nothing left behind.
//!
//! The terminal is made by `script` of util-linux.

#![cfg(target_os = "linux")]

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;

/// Longer than any of it takes: whoever waits for this has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// The command in a terminal that `script` makes.
struct Talk {
    process: Child,
    keys: ChildStdin,
    shown: Receiver<Vec<u8>>,
    all: String,
    /// How much of it was waited for.
    seen: usize,
}

impl Talk {
    /// None where there is no `script`.
    fn begin(site: &SiteTest, editor: &Path) -> Option<Self> {
        let binary = stratbook_tests::binary().to_string_lossy();
        let mut command = std::process::Command::new("script");
        command
            .args(["-qfec", &format!("stty cols 120 rows 30; '{binary}' search"), "/dev/null"])
            .current_dir(site.path(""))
            .env("TERM", "xterm-256color")
            .env("VISUAL", editor)
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let Ok(mut process) = command.spawn() else {
            let _ = writeln!(std::io::stderr(), "not tested: there is no `script` on this machine");
            return None;
        };
        let keys = process.stdin.take().expect("piped");
        let mut stdout = process.stdout.take().expect("piped");
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stdout.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Some(Self { process, keys, shown, all: String::new(), seen: 0 })
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("somebody reads");
        self.keys.flush().expect("somebody reads");
    }

    /// Waits until a text is shown, after what was waited for before.
    fn see(&mut self, text: &str) {
        loop {
            if let Some(at) = self.all[self.seen..].find(text) {
                self.seen += at + text.len();
                return;
            }
            let Ok(more) = self.shown.recv_timeout(PATIENCE) else {
                panic!("`{text}` is not shown: {:?}", &self.all[self.seen..]);
            };
            self.take(&more);
        }
    }

    /// Text in ASCII is all that is looked for, so letters that lie in two pieces do no harm.
    fn take(&mut self, more: &[u8]) {
        self.all.push_str(&String::from_utf8_lossy(more));
    }

    /// All that was shown, and the exit code.
    fn end(mut self) -> (String, Option<i32>) {
        while let Ok(more) = self.shown.recv_timeout(PATIENCE) {
            self.take(&more);
        }
        let code = self.process.wait().expect("it ends").code();
        (self.all, code)
    }
}

#[test]
fn what_is_typed_is_found_and_the_screen_is_given_back() {
    let site = handbook();
    let Some(mut talk) = Talk::begin(&site, Path::new("no-editor")) else { return };
    talk.see("question");
    talk.press("chrun");
    talk.see("Retention");
    talk.press("\u{1b}");
    let (shown, code) = talk.end();
    assert_eq!(code, Some(0), "{shown:?}");
    let (screen, after) = shown.rsplit_once("\u{1b}[?1049l").expect("the other screen is left");
    assert!(screen.contains("\u{1b}[?1049h"), "{shown:?}");
    assert!(!after.contains("Retention"), "{shown:?}");
}

/// The handbook, and an editor that writes down what it opens.
fn with_editor() -> (SiteTest, PathBuf) {
    use std::os::unix::fs::PermissionsExt as _;
    let site = handbook().file("tools/vim", "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.opened\"\n");
    let editor = site.path("tools/vim");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("set");
    (site, editor)
}

#[test]
fn enter_opens_what_is_typed_even_if_both_come_at_once() {
    let (site, editor) = with_editor();
    let Some(mut talk) = Talk::begin(&site, &editor) else { return };
    talk.see("question");
    talk.press("review board\r");
    talk.see("\u{1b}[?1049h");
    talk.see("Ethics");
    assert!(site.read("tools/vim.opened").contains("content/governance/ethics.md"));
    talk.press("\u{15}churn\r");
    talk.see("\u{1b}[?1049h");
    talk.see("Retention");
    assert!(site.read("tools/vim.opened").contains("content/playbooks/retention.md"));
    talk.press("\u{1b}");
    assert_eq!(talk.end().1, Some(0));
}

#[test]
fn enter_opens_and_comes_back_and_the_place_can_be_printed() {
    let (site, editor) = with_editor();
    let Some(mut talk) = Talk::begin(&site, &editor) else { return };
    talk.see("question");
    talk.press("review board");
    talk.see("Ethics");
    talk.press("\r");
    talk.see("\u{1b}[?1049h");
    talk.see("Ethics");
    talk.press("\u{f}");
    let (shown, code) = talk.end();
    assert_eq!(code, Some(0), "{shown:?}");
    let (_, after) = shown.rsplit_once("\u{1b}[?1049l").expect("the other screen is left");
    assert!(after.contains("content/governance/ethics.md:"), "{shown:?}");
    assert!(site.read("tools/vim.opened").contains("content/governance/ethics.md"));
}
