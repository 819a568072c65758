//! A build for a clearance contains no trace of what stands above it.

use std::path::Path;

use stratbook_tests::SiteTest;

/// A workspace in which every field, name and text of the withheld documents carries the word `canary`.
pub(crate) fn workspace() -> SiteTest {
    let secret = "---\ntitle: canarytitle\nid: KB/canaryid\nversion: canaryversion\nsteward: canarysteward\n\
        updated: 2026-01-02\nstatus: Active\ndoc_type: canarytype\nsummary: canarysummary\n\
        semantic_summary: canarysemantic\nexcerpt: canaryexcerpt\ntags: [canarytag, shared]\n\
        relations: [index.md]\naliases: [canaryalias, /canary-old-url]\nsynthetic_questions: [canaryquestion?]\n\
        key_concepts: [canaryconcept]\nprimary_keyword: canarykeyword\nseo_title: canaryseo\n\
        meta_description: canarymeta\ncover_image: canary-cover.png\ntarget_audience: canaryaudience\n\
        owner_team: canaryteam\ncategory: canarycategory\nuse_cases: [canaryuse]\ncustom: canarycustom\n\
        slug: canaryslug\nterm: true\nsecurity_level: Confidential\n---\n# canaryheading\n\ncanarybody text \
        [home](index.md) ![canaryalt](canary-image.png)\n\n## canarysection\n\n| canarycell |\n|---|\n| canaryrow |\n";
    SiteTest::new()
        .file("stratbook.toml", "[site]\ntitle = 'Open book'\nbase_url = 'https://example.org/'\n")
        .file(
            "content/index.md",
            "---\ntitle: Home\nsecurity_level: Public\nrelations:\n  - canary-stem.md\n  - KB/canaryid\n  - Vault/canary-folder/canary-inner.md\ntags: [shared]\n---\n\
             A [kind label](canary-stem.md), [a part](canary-stem.md#canarysection), [[canarytitle]], \
             [[canary-stem|another label]], [[canaryalias#canarysection]], [canarytitle](canary-stem.md), \
             ![[canary-stem]], ![[canary-stem#canarysection]], <a href=\"canary-stem.md\">raw label</a>, [by reference][ref], \
             [[Vault/canary-folder/canary-inner]], [folder](Vault/canary-folder/) and [open](open.md).\n\n\
             [ref]: canary-stem.md\n\n## About [[canarytitle]] and ![[canary-stem]]\n\n| [[canaryalias]] |\n|---|\n| [canarytitle](canary-stem.md) |\n\nThe word used is plain.\n",
        )
        .file("content/titled.md", "---\nsecurity_level: Public\n---\n# On [[canarytitle]]\n\n[[canarytitle]] comes first in the lead.\n")
        .file("content/open.md", "---\ntitle: Open\nsecurity_level: Public\nsummary: s\n---\nBack [home](index.md).\n")
        .file("content/middle.md", "---\ntitle: canarymiddle\n---\nNo level of its own: canarydefault. [home](index.md)\n")
        .file("content/slip.md", "---\ntitle: canaryslip\nsecurity_level: Pubic\n---\ncanarypubic\n")
        .file("content/broken.md", "---\ntitle: canarybroken\nsecurity_level: [\n---\ncanaryyaml\n")
        .file("content/open-end.md", "---\ntitle: canaryunterminated\nsecurity_level: Restricted\n\ncanaryopenend\n")
        .file("content/canary-stem.md", secret)
        .file("content/Vault/canary-folder/canary-inner.md", secret.replace("KB/canaryid", "KB/canaryid2"))
        .file("content/canary-image.png", "canarypixels")
        .file("content/canary-cover.png", "canarypixels")
        .file("content/Vault/canary-folder/canary-file.pdf", "canarypdf")
}

pub(crate) fn assert_clean(site: &SiteTest, folder: &str) {
    for (path, bytes) in site.tree(folder) {
        assert!(
            !path.to_lowercase().contains("canary"),
            "the path {folder}/{path} names a withheld document"
        );
        let bytes = if Path::new(&path).extension() == Some("bin".as_ref()) {
            unpacked(&path, &bytes)
        } else {
            bytes
        };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // The search index also has words backwards.
        if let Some(at) = text.find("canary").or_else(|| text.find("yranac")) {
            let from = text[..at].char_indices().rev().nth(120).map_or(0, |(at, _)| at);
            let shown: String = text[from..].chars().take(300).collect();
            panic!("{folder}/{path} leaks: …{shown}…");
        }
    }
}

/// A file of the site's search index as it was before it was packed.
fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let packed = if path.contains("/records/") { bytes } else { &bytes[4..] };
    miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn no_byte_of_a_withheld_document_reaches_the_output_or_the_cache() {
    let site = workspace();
    let run = site.ok(&["build", "--clearance", "Public"]);
    assert!(site.path("public/open/index.html").is_file());
    assert_clean(&site, "public");
    assert_clean(&site, ".stratbook");
    assert!(
        !format!("{}{}", run.stdout, run.stderr).contains("canary"),
        "the log leaks: {}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn a_full_build_before_leaves_nothing_behind() {
    let site = workspace();
    site.ok(&["build"]);
    assert!(site.tree("public").keys().any(|path| path.contains("canary")));
    assert!(site.tree("public").iter().any(|(path, bytes)| {
        path.contains("search/words/") && String::from_utf8_lossy(&unpacked(path, bytes)).contains("canary")
    }));
    site.ok(&["build", "--clearance", "Public"]);
    assert_clean(&site, "public");
    assert_clean(&site, ".stratbook");
}

#[test]
fn levels_between_are_kept_apart() {
    let site = workspace();
    site.ok(&["build", "--clearance", "internal"]);
    let text: Vec<u8> = site.tree("public").into_values().flatten().collect();
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("canarydefault"), "a document without a level is Internal");
    for word in ["canarytitle", "canarybody", "canarypubic", "canaryyaml", "canaryopenend"] {
        assert!(!text.contains(word), "{word} leaks");
    }
}

#[test]
fn links_to_withheld_pages_keep_an_innocent_label_as_text() {
    let site = workspace();
    site.ok(&["build", "--clearance", "Public"]);
    let home = site.read("public/index.html");
    for label in ["kind label", "another label", "raw label", "by reference"] {
        assert!(home.contains(label), "{label}");
    }
    assert!(!home.contains("broken-link"), "a withheld page is not a broken link");
}

#[test]
fn an_unknown_clearance_cannot_run() {
    let run = workspace().run(&["build", "--clearance", "Pubic"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Public"), "{}", run.stderr);
}

#[test]
fn check_for_a_clearance_is_silent_about_what_stands_above() {
    let site = workspace();
    for format in ["human", "json", "sarif", "github"] {
        let run = site.run(&["check", "--clearance", "Public", "--format", format]);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.contains("canary"), "{format}: {said}");
    }
}

#[test]
fn the_closing_line_names_the_highest_level() {
    let run = workspace().ok(&["build"]);
    assert!(run.stderr.contains("Restricted"), "{}", run.stderr);
}
