//! Any folder builds, whatever lies in it.

use stratbook_tests::SiteTest;

#[test]
fn a_folder_without_configuration_is_its_own_content() {
    let site = SiteTest::new().file("notes/one.md", "# One\n\n[[Two]]\n").file("Two.md", "Just text\n");
    site.ok(&["build"]);
    assert!(site.path("public/notes/one/index.html").is_file());
    assert!(site.read("public/notes/one/index.html").contains("href=\"/two/\""));
    site.ok(&["build"]);
    assert!(!site.list("public").iter().any(|path| path.contains("public")), "the output is not content");
}

#[test]
fn hard_files_are_reported_and_built() {
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/bom.md", "\u{feff}---\r\ntitle: Bom\r\n---\r\nText\r\n")
        .file("content/latin.md", b"---\ntitle: Caf\xe9\n---\nna\xefve\n")
        .file("content/empty.md", "")
        .file("content/open.md", "---\ntitle: Open\n\ntext\n")
        .file("content/twice.md", "---\ntitle: A\ntitle: B\n---\ntext\n")
        .file("content/tab.md", "---\ntitle: T\ntags:\n\t- a\n---\ntext\n")
        .file("content/colon.md", "---\ntitle: AI: a guide\nowner_team: Growth\n---\ntext\n")
        .file("content/toml.md", "+++\ntitle = 'Toml'\n+++\ntext\n")
        .file("content/nul.md", b"a\0b")
        .file("content/binary.md", [0_u8, 159, 146, 150, 255, 254, 0, 1]);
    let report = site.ok(&["build", "--format", "json"]).json();
    assert_eq!(report["documents"], 10, "{report}");
    assert!(site.read("public/bom/index.html").contains("<title>Bom"));
    assert!(site.read("public/colon/index.html").contains("AI: a guide"));
    assert!(site.read("public/toml/index.html").contains("Toml"));
    let check = site.run(&["check", "--format", "json"]).json();
    for file in ["latin", "empty", "open", "twice", "tab", "colon", "nul"] {
        let path = format!("content/{file}.md");
        let found =
            check["diagnostics"].as_array().expect("a list").iter().any(|d| d["path"] == path.as_str());
        assert!(found, "nothing is said about {path}: {check:#}");
    }
    for diagnostic in check["diagnostics"].as_array().expect("a list") {
        for key in ["code", "severity", "message"] {
            assert!(diagnostic[key].is_string(), "{diagnostic}");
        }
        assert!(diagnostic["line"].is_u64() && diagnostic["column"].is_u64(), "{diagnostic}");
    }
}

#[cfg(unix)]
#[test]
fn circles_of_links_are_survived() {
    let site = SiteTest::new().file("stratbook.toml", "").file("content/a/x.md", "# X\n");
    std::os::unix::fs::symlink(site.path("content/a"), site.path("content/a/again")).expect("is linked");
    std::os::unix::fs::symlink(site.path("content/nowhere.md"), site.path("content/gone.md"))
        .expect("is linked");
    let report = site.ok(&["build", "--format", "json"]).json();
    assert_eq!(report["documents"], 1, "{report}");
}

#[test]
fn hidden_and_excluded_files_stay_out() {
    let site = SiteTest::new()
        .file("stratbook.toml", "[content]\nexclude = ['archive/**', '*.tmp.md']\n")
        .file("content/index.md", "# Home\n")
        .file("content/.obsidian/x.md", "# X\n")
        .file("content/node_modules/y/readme.md", "# Y\n")
        .file("content/archive/z.md", "# Z\n")
        .file("content/a.tmp.md", "# T\n");
    assert_eq!(site.ok(&["build", "--format", "json"]).json()["documents"], 1);
}

#[test]
fn every_way_of_pointing_at_a_page_works() {
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/index.md", "# Home\n")
        .file("content/Ads/Ads.md", "---\nid: KB/ADS\naliases: [Advertising]\n---\n# The ads folder\n\n## First part\n")
        .file("content/Ads/Total rewards & more.md", "# Rewards\n")
        .file(
            "content/Ads/from.md",
            "[1](Ads.md) [2](/Ads/Ads) [3](../Ads/) [4](Total%20rewards%20%26%20more.md) [5](<Total rewards & more.md>) \
             [[KB/ADS]] [[Advertising]] [[The ads folder#First part]] [6](Ads.md#first-part) [[Total rewards & more|seven]] \
             [8](../index.md)\n",
        );
    let check = site.run(&["check", "--format", "json"]).json();
    let broken: Vec<_> = check["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|d| d["severity"] == "error")
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    site.ok(&["build"]);
    let page = site.read("public/ads/from/index.html");
    assert!(page.matches("href=\"/ads/\"").count() >= 5, "{page}");
    assert!(page.matches("href=\"/ads/#first-part\"").count() >= 2, "{page}");
}
