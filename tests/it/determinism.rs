//! Equal input, equal output, whatever the order and the number of threads.

use stratbook_tests::SiteTest;

fn workspace() -> SiteTest {
    let mut site = SiteTest::new().file("stratbook.toml", "[site]\ntitle = 'Book'\n");
    for folder in ["a", "b", "c/d"] {
        for number in 0..12 {
            let next = (number + 1) % 12;
            site = site.file(
                &format!("content/{folder}/page-{number}.md"),
                format!(
                    "---\ntitle: Page {folder} {number}\ntags: [tag-{}, common]\nowner_team: Team {}\nstatus: Active\n---\n\
                     Text with [next](page-{next}.md) and [[Page a {next}]].\n\n```rust\nfn f{number}() {{}}\n```\n",
                    number % 4,
                    number % 3
                ),
            );
        }
    }
    site
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let site = workspace();
    site.ok(&["build", "--out", "first"]);
    let output =
        site.command(&["build", "--out", "second"]).env("RAYON_NUM_THREADS", "1").output().expect("runs");
    assert!(output.status.success());
    assert_eq!(site.tree("first"), site.tree("second"));
}

#[test]
fn a_second_build_writes_nothing_and_an_edit_writes_little() {
    let site = workspace();
    let first = site.ok(&["build", "--format", "json"]).json();
    let second = site.ok(&["build", "--format", "json"]).json();
    assert_eq!(second["written"], 0, "{second}");
    assert_eq!(second["unchanged"], first["written"], "{first} {second}");
    assert_eq!(second["diagnostics"], first["diagnostics"]);

    let before = site.tree("public");
    site.write(
        "content/a/page-3.md",
        "---\ntitle: Page a 3\ntags: [tag-3, common]\nowner_team: Team 0\nstatus: Active\n---\nNew words.\n",
    );
    let third = site.ok(&["build", "--format", "json"]).json();
    let written = third["written"].as_u64().expect("a number");
    // Files of the search index carry the mark of their build, so that two builds are never read together.
    let index =
        site.tree("public").iter().filter(|(path, _)| path.starts_with("assets/search/")).count() as u64;
    assert!((1..30 + index).contains(&written), "{third}");
    site.ok(&["build", "--out", "fresh"]);
    assert_eq!(site.tree("public"), site.tree("fresh"), "an incremental build equals a fresh one");
    assert_ne!(site.tree("public"), before);
}

#[test]
fn incremental_builds_equal_fresh_ones_after_every_sort_of_change() {
    type Change = fn(&SiteTest);
    let site = workspace();
    site.ok(&["build"]);
    let changes: [(&str, Change); 7] = [
        ("a renamed title", |site| {
            site.write("content/b/page-2.md", "---\ntitle: Renamed\n---\nx [n](page-3.md)\n");
        }),
        ("a new document", |site| site.write("content/a/new.md", "# New\n\n[[Renamed]]\n")),
        ("a removed document", |site| {
            std::fs::remove_file(site.path("content/a/page-5.md")).expect("is removed");
        }),
        ("a new index", |site| {
            site.write("content/c/index.md", "---\ntitle: See\nsummary: all of it\n---\nHello\n");
        }),
        ("a new setting", |site| site.write("stratbook.toml", "[site]\ntitle = 'Other'\nfooter = 'f'\n")),
        ("a theme file", |site| site.write("themes/handbook/parts/footer.html", "<footer>mine</footer>\n")),
        ("an asset", |site| site.write("content/a/pic.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")),
    ];
    for (number, (name, change)) in changes.into_iter().enumerate() {
        change(&site);
        site.ok(&["build"]);
        let fresh = format!("fresh-{number}");
        site.ok(&["build", "--out", &fresh]);
        let (kept, fresh) = (site.tree("public"), site.tree(&fresh));
        for (path, bytes) in &fresh {
            assert!(kept.get(path) == Some(bytes), "after {name}, {path} is stale");
        }
        assert_eq!(kept.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "after {name}");
    }
}
