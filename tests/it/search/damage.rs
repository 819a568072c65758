//! Whatever lies in the cache and whatever is typed: an answer or a clear message.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;

use stratbook_tests::Serve;

use super::*;

/// The search still answers.
fn answers(site: &SiteTest, what: &str) {
    let run = site.run(&["search", "--format", "json", "measure churn"]);
    assert_eq!(run.code, 0, "{what}:\n{}\n{}", run.stdout, run.stderr);
    assert_eq!(run.json()["hits"][0]["path"], "playbooks/retention.md", "{what}");
}

fn index_files(site: &SiteTest) -> Vec<String> {
    site.list(".stratbook/search").into_iter().map(|path| format!(".stratbook/search/{path}")).collect()
}

#[test]
fn an_index_that_is_cut_short_or_garbled_is_made_again() {
    let site = handbook();
    answers(&site, "a first time");
    let whole: Vec<(String, Vec<u8>)> = index_files(&site)
        .into_iter()
        .map(|path| (path.clone(), fs::read(site.path(&path)).expect("is read")))
        .collect();
    assert!(whole.len() > 3, "{whole:?}");
    let restore = || {
        fs::remove_dir_all(site.path(".stratbook")).expect("removed");
        for (path, bytes) in &whole {
            site.write(path, bytes);
        }
    };
    for (path, bytes) in &whole {
        let garbage: Vec<u8> = bytes.iter().map(|byte| byte ^ 0x5a).collect();
        let half = &bytes[..bytes.len() / 2];
        for (how, damaged) in [("half", half), ("garbage", &garbage)] {
            restore();
            site.write(path, damaged);
            answers(&site, &format!("{path} {how}"));
        }
        restore();
        site.write(path, b"");
        sound(&site.run(&["search", "--refresh", "never", "measure churn"]), &[path]);
        answers(&site, &format!("{path} empty"));
        restore();
        fs::remove_file(site.path(path)).expect("removed");
        answers(&site, &format!("without {path}"));
    }
}

#[test]
fn a_server_whose_index_is_damaged_makes_it_again_too() {
    let site = handbook();
    answers(&site, "a first time");
    let gone: Vec<String> = index_files(&site)
        .into_iter()
        .filter(|path| [".pos", ".store", ".idx"].iter().any(|end| path.ends_with(end)))
        .collect();
    assert!(gone.len() >= 3, "{gone:?}");
    for path in gone {
        let damaged = handbook();
        answers(&damaged, "a first time");
        let folder = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        for file in index_files(&damaged).iter().filter(|file| file.ends_with(folder)) {
            fs::remove_file(damaged.path(file)).expect("removed");
        }
        let serve = Serve::start(&damaged, &[]);
        let answer = get(&serve.address, "/api/search?q=%22measured+against+churn%22+churn");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("retention.md"), "{folder}: {answer}");
    }
}

/// The whole answer to a request.
fn get(address: &str, path: &str) -> String {
    let host = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("the server answers");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("is read");
    answer
}

#[test]
fn a_damaged_index_does_not_spoil_the_next_update() {
    let site = handbook();
    answers(&site, "a first time");
    for path in index_files(&site) {
        let bytes = fs::read(site.path(&path)).unwrap_or_default();
        site.write(&path, &bytes[..bytes.len() / 2]);
    }
    site.write("content/new.md", "# New\n\nA zebra.\n");
    assert_eq!(paths(&ask(&site, &["zebra"])), ["new.md"]);
    answers(&site, "after the update");
}

#[test]
fn what_another_version_left_is_let_be() {
    let site = handbook()
        .file(".stratbook/search/v999-0123456789ab/1/meta.json", "{\"from\": \"the future\"}")
        .file(".stratbook/search/v0-0123456789ab/1/meta.json", "garbage")
        .file(".stratbook/search/note.txt", "mine");
    answers(&site, "beside others");
    assert_eq!(site.read(".stratbook/search/v999-0123456789ab/1/meta.json"), "{\"from\": \"the future\"}");
    assert_eq!(site.read(".stratbook/search/note.txt"), "mine");
}

#[test]
fn where_nothing_can_be_kept_the_search_works_all_the_same() {
    for place in [".stratbook", ".stratbook/search"] {
        let site = handbook().file(place, "a file where a folder should be");
        let run = site.run(&["search", "measure churn"]);
        assert_eq!(run.code, 0, "{place}: {}", run.stderr);
        assert!(run.stdout.contains("Retention ladder") && !run.stderr.is_empty(), "{place}: {}", run.stderr);
        assert_eq!(site.read(place), "a file where a folder should be");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_is_enough() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = handbook();
    answers(&site, "a first time");
    let allow = |mode| {
        fs::set_permissions(site.path(".stratbook"), fs::Permissions::from_mode(mode)).expect("set");
        fs::set_permissions(site.path(".stratbook/search"), fs::Permissions::from_mode(mode)).expect("set");
    };
    allow(0o555);
    answers(&site, "with the index as it is");
    site.write("content/new.md", "# New\n\nA zebra.\n");
    let found = ask(&site, &["zebra"]);
    allow(0o755);
    assert_eq!(paths(&found), ["new.md"]);
}

#[test]
fn no_question_is_too_strange() {
    let site = handbook();
    let long = "budget ".repeat(14_000);
    let one_word = "x".repeat(100_000);
    let nested = "(".repeat(3_000) + &")*".repeat(3_000);
    for question in [
        long.as_str(),
        &one_word,
        &nested,
        "",
        " ",
        "?!.,;:-–—…()[]{}",
        "\"\"",
        "\"",
        "-",
        "--- -",
        ":",
        "tag:",
        "tag:\"",
        "🚀",
        "👩‍👩‍👧 🏳️‍🌈",
        "שלום עולם",
        "مرحبا بالعالم",
        "\u{202e}txet",
        "((((a*)*)*)*b",
        ".*.*.*.*.*.*=.*",
        "a\u{301}\u{301}\u{301}\u{301}",
        "日本語の質問",
        "\u{1b}[2J",
        "AND OR NOT",
        "title:* -*",
        "updated:>9999-99-99",
        "updated:>",
        "in:../../etc",
        "'; drop table",
        "\\",
    ] {
        for form in ["human", "json", "paths"] {
            let run = site.run(&["search", "--format", form, "--", question]);
            let shown: String = question.chars().take(40).collect();
            assert!(matches!(run.code, 0 | 1), "{form} {shown:?} ended with {}: {}", run.code, run.stderr);
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains('\u{1b}') && !said.contains("panicked"), "{shown:?}: {said}");
            assert!(said.len() < 400_000, "{shown:?} makes {} bytes", said.len());
        }
    }
    let cut = site.run(&["search", &long]);
    assert!(cut.stderr.contains("question"), "that it was cut is said: {}", cut.stderr);
}

#[test]
fn several_processes_at_once_all_answer() {
    let site = handbook();
    many(&site, 80);
    for round in 0..3 {
        site.write("content/round.md", format!("# Round\n\nzebra number{round}round.\n"));
        let running: Vec<_> = (0..5)
            .map(|_| {
                let mut command =
                    site.command(&["search", "--format", "paths", &format!("number{round}round")]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts")
            })
            .collect();
        for process in running {
            let output = process.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(said, "content/round.md\n", "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn a_process_that_is_killed_leaves_nothing_that_hurts() {
    let site = handbook();
    many(&site, 200);
    for round in 0..8_u32 {
        site.write("content/round.md", format!("# Round\n\nzebra number{round}round.\n"));
        let mut command = site.command(&["search", "zebra"]);
        let mut process =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
        // It is met at another stage each time, wherever that is.
        for _ in 0..round * 40_000 {
            std::hint::spin_loop();
        }
        let _ = process.kill();
        let _ = process.wait();
        assert_eq!(first(&site, &[&format!("number{round}round")]), "round.md");
    }
}

#[test]
fn documents_cannot_steer_the_terminal() {
    let site = SiteTest::new().file("stratbook.toml", "").file(
        "content/bad.md",
        "---\ntitle: \"zebra \\u001b[2J \\u202e\"\ntags: [\"\\u001b]0;x\\u0007\"]\n---\nzebra \u{1b}[31m red \u{9b}2J \
         \u{202e}txet\n\n## A \u{1b}]8;;http://x\u{7}zebra\n\ntext\n",
    );
    for form in ["human", "json"] {
        let run = site.ok(&["search", "--explain", "--format", form, "zebra"]);
        let said = format!("{}{}", run.stdout, run.stderr);
        let bad = said.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(bad, None, "{said:?}");
        assert!(form == "json" || !said.contains('\u{202e}'), "{said:?}");
    }
}
