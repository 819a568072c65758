//! The tutorial "Write a plugin": its commands run, in their order, and give what it says. And the examples in other
//! languages, built and called as a user would.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use stratbook_tests::{SiteTest, binary};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether the tools are there. Where one is not, the test is skipped, visibly.
fn has(tools: &[&str], test: &str) -> bool {
    let missing = tools.iter().find(|tool| {
        let silent = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        silent.is_err()
    });
    if let Some(tool) = missing {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: there is no `{tool}`");
    }
    missing.is_none()
}

/// The blocks of a page that are marked `sh`, one after the other.
fn commands(page: &str) -> String {
    let mut commands = String::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            line if inside => {
                let _ = writeln!(commands, "{line}");
            }
            _ => {}
        }
    }
    commands
}

/// Runs commands in a folder, with the binary under test on the path and a state folder of its own.
fn shell(folder: &Path, script: &str) -> Output {
    let programs = binary().parent().expect("the binary lies in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path)));
    Command::new("sh")
        .args(["-e", "-u", "-c", script])
        .current_dir(folder)
        .env("PATH", path.expect("the path can be written"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("CARGO_NET_OFFLINE", "true")
        // Kept from run to run, so that the SDK is compiled once.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial"))
        .env("INCLUDE", root().join("crates/plugin/include").canonicalize().expect("the header is there"))
        .output()
        .expect("the shell runs")
}

fn succeeded(output: &Output) -> String {
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{said}", output.status);
    said
}

#[test]
fn the_plugin_tutorial_works() {
    if !has(&["sh", "make", "cc"], "the_plugin_tutorial_works") {
        return;
    }
    let page =
        std::fs::read_to_string(root().join("content/using-stratbook/write-a-plugin.md")).expect("the page");
    let script = commands(&page);
    assert!(script.contains("stratbook plugin new okr") && script.contains("--lang c"), "{script}");
    let site = SiteTest::new();
    let said = succeeded(&shell(&site.path("."), &script));
    assert!(said.contains("stands everything that was tried"), "{said}");
    let report = site.read("handbook/public/strategy/better-search/index.html");
    assert!(report.contains("38.9 %"), "{report}");
    let overview = site.read("handbook/public/strategy/objectives/index.html");
    assert!(
        overview.contains("38.9 %") && overview.contains("Customers find what they look for"),
        "{overview}"
    );
}

#[test]
fn the_examples_in_c_and_cpp_work_in_a_handbook() {
    if !has(&["sh", "make", "cc", "c++"], "the_examples_in_c_and_cpp_work_in_a_handbook") {
        return;
    }
    let site = SiteTest::new().file("stratbook.toml", "title = \"Examples\"\n");
    for example in ["glossary-c", "plain-words-cpp"] {
        let folder = root().join("plugins/examples").join(example);
        for file in std::fs::read_dir(folder).expect("the example is there").flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            let name = file.file_name().to_string_lossy().into_owned();
            let target = if name == "example.md" {
                format!("content/{example}.md")
            } else {
                format!("plugins/{example}/{name}")
            };
            site.write(&target, text);
        }
    }
    succeeded(&shell(&site.path("."), "stratbook plugin build\nstratbook build"));
    let page = site.read("public/glossary-c/index.html");
    assert!(page.contains("RFM (recency, frequency, monetary value)"), "{page}");
    let said = succeeded(&shell(
        &site.path("."),
        "stratbook plugin check glossary-c\nstratbook plugin check plain-words-cpp",
    ));
    assert_eq!(said.matches("stands everything that was tried").count(), 2, "{said}");
    let found = shell(&site.path("."), "stratbook check");
    let found = String::from_utf8_lossy(&found.stdout).into_owned() + &String::from_utf8_lossy(&found.stderr);
    assert!(found.contains("plain-words-cpp.md:5:1") && found.contains("write `to`"), "{found}");
}
