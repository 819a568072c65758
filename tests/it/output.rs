//! Nothing is written outside the output folder, nothing foreign is touched, a broken build is repaired.

use std::fs;

use stratbook_tests::SiteTest;

fn small() -> SiteTest {
    SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/index.md", "# Home\n\n[a](a.md)\n")
        .file("content/a.md", "# A\n")
}

#[test]
fn a_foreign_folder_is_refused() {
    let site = small().file("public/precious.txt", "mine");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("public"), "{}", run.stderr);
    assert_eq!(site.list("public"), ["precious.txt"]);
    assert_eq!(site.run(&["build", "--out", "."]).code, 2, "the workspace itself is no output folder");
    assert_eq!(site.run(&["build", "--out", "content"]).code, 2, "nor is its content");
    assert_eq!(site.read("content/a.md"), "# A\n");
}

#[test]
fn names_cannot_lead_out_of_the_output() {
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/a.md", "---\ntitle: A\nslug: ../../../evil\naliases: [/../../evil2, /ok/../../evil3.html]\n---\nx\n")
        .file("content/b.md", "---\ntitle: B\nslug: /etc/evil\ntemplate: ../../../etc/passwd\n---\nx\n")
        .file("content/c.md", "---\ntitle: C\nslug: \"a\\0b\"\ntags: ['../../evil4', '..', '.', '']\nowner_team: '/evil5/..'\n---\nx\n");
    let before = site.list(".");
    site.ok(&["build"]);
    let after: Vec<String> = site
        .list(".")
        .into_iter()
        .filter(|path| !path.starts_with("public/") && !path.starts_with(".stratbook/"))
        .collect();
    assert_eq!(after, before);
    assert!(!site.path("../evil").exists() && !std::path::Path::new("/etc/evil").exists());
}

#[test]
fn vanished_documents_leave_no_file() {
    let site = small();
    site.ok(&["build"]);
    assert!(site.path("public/a/index.html").is_file());
    fs::remove_file(site.path("content/a.md")).expect("is removed");
    let report = site.ok(&["build", "--format", "json"]).json();
    assert!(report["removed"].as_u64() > Some(0), "{report}");
    assert!(!site.path("public/a").exists());
}

#[test]
fn damage_to_the_output_is_repaired() {
    let site = small();
    site.ok(&["build"]);
    let good = site.tree("public");
    fs::remove_file(site.path("public/a/index.html")).expect("is removed");
    fs::write(site.path("public/index.html"), "half a pa").expect("is written");
    site.ok(&["build"]);
    assert_eq!(site.tree("public"), good);
}

#[test]
fn a_killed_build_is_repaired_by_the_next() {
    let mut site = SiteTest::new().file("stratbook.toml", "");
    for number in 0..300 {
        site = site.file(
            &format!("content/p{number}.md"),
            format!("# P{number}\n\n[n](p{}.md)\n", (number + 1) % 300),
        );
    }
    site.ok(&["build", "--out", "reference"]);
    let reference = site.tree("reference");
    // Killed as soon as there is something to see, at several depths; never by a clock.
    for wanted in [1, 40, 150] {
        let mut child = site.command(&["build"]).stderr(std::process::Stdio::null()).spawn().expect("starts");
        while site.tree("public").len() < wanted && child.try_wait().expect("can be asked").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let _ = child.wait();
        site.ok(&["build"]);
        assert_eq!(site.tree("public"), reference);
        fs::remove_dir_all(site.path("public")).expect("is removed");
    }
}

#[test]
fn two_builds_at_once_both_end_well() {
    let site = small();
    let mut first = site.command(&["build"]).spawn().expect("starts");
    let mut second = site.command(&["build"]).spawn().expect("starts");
    assert!(first.wait().expect("ends").success());
    assert!(second.wait().expect("ends").success());
    site.ok(&["build", "--out", "fresh"]);
    assert_eq!(site.tree("public"), site.tree("fresh"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_not_followed() {
    let site = small().file("outside/keep.txt", "keep");
    site.ok(&["build"]);
    fs::remove_dir_all(site.path("public/a")).expect("is removed");
    std::os::unix::fs::symlink(site.path("outside"), site.path("public/a")).expect("is linked");
    site.run(&["build"]);
    assert_eq!(site.list("outside"), ["keep.txt"], "nothing is written through the link");
}

#[test]
fn two_sources_of_one_page_are_an_error_that_names_both() {
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/Big Plan.md", "# One\n")
        .file("content/big-plan.md", "# Two\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("content/Big Plan.md") && said.contains("content/big-plan.md"), "{said}");
    site.ok(&["build"]);
    let pages = site
        .list("public")
        .iter()
        .filter(|path| path.starts_with("big-plan") && path.ends_with("/index.html"))
        .count();
    assert_eq!(pages, 2, "both pages are built");
}
