//! What targets lead to.

use crate::workspace::Workspace;

fn ends(workspace: Workspace, path: &str) -> Vec<String> {
    workspace.build().ends(path)
}

/// A workspace with a little of everything to link to.
fn library() -> Workspace {
    Workspace::new()
        .file("index.md", "# Home\n")
        .file("ads/plan.md", "---\nid: KB/ADS-01\naliases: [Media plan]\n---\n# The Ads Plan\n## Our Goals\n### Sub goal\nText ^block1\n")
        .file("ads/Über uns.md", "# Us\n")
        .file("ads/README.md", "# All ads\n## Part\n")
        .file("notes/deep/Total Rewards.md", "# Rewards\n")
        .file("notes/01_first-steps.md", "# Begin here\n")
        .file("img/chart one.png", "")
        .file("files/Report.pdf", "")
}

#[test]
fn markdown_links_are_paths() {
    let found = ends(
        library().file(
            "notes/a.md",
            "[x](../ads/plan.md) [x](../ads/plan) [x](ads/plan.md) [x](/ads/plan.md) [x](deep/Total%20Rewards.md)\n\
             [x](deep/Total Rewards.md) [x](deep\\Total Rewards.md) [x](../ads/%C3%9Cber%20uns.md) [x](../ads/)\n\
             [x](../ads) [x](deep/) [x](../ads/index.md) [x](../ads/README.md?x=1#part) [x](..) [x](.)\n",
        ),
        "notes/a.md",
    );
    let plan = "ads/plan.md";
    let rewards = "notes/deep/Total Rewards.md";
    assert_eq!(
        found,
        [
            plan,
            plan,
            plan,
            plan,
            rewards,
            rewards,
            rewards,
            "ads/Über uns.md",
            "ads/README.md",
            "ads/README.md",
            "notes/deep/",
            "ads/README.md",
            "ads/README.md#part",
            "index.md",
            "notes/"
        ]
    );
}

#[test]
fn addresses_of_pages_are_understood() {
    let built = library()
        .file(
            "notes/a.md",
            "[x](/notes/deep/total-rewards/) [x](../../ads/plan/index.html) [x](../ads/plan.html) [x](../ads/index.html)\n\
             [x](/notes/first-steps/) [x](../deep/total-rewards/)\n",
        )
        .build();
    assert_eq!(
        built.ends("notes/a.md"),
        [
            "notes/deep/Total Rewards.md",
            "ads/plan.md",
            "ads/plan.md",
            "ads/README.md",
            "notes/01_first-steps.md",
            "notes/deep/Total Rewards.md"
        ]
    );
    assert_eq!(built.said(&["broken-link", "spelled-differently", "outside-content"]), "");
}

#[test]
fn wikilinks_are_names() {
    let found = ends(
        library().file(
            "notes/a.md",
            "[[KB/ADS-01]] [[plan]] [[ads/plan]] [[Plan]] [[media plan|x]] [[The Ads Plan#Our goals]] [[Ads]]\n\
             [[plan#Our Goals#Sub Goal]] [[plan#^block1]] [[first-steps]] [[deep/total rewards]] ![[chart one.png]]\n\
             ![[report.pdf]] [[#Here]] [[total_rewards]]\n## Here\n",
        ),
        "notes/a.md",
    );
    let plan = "ads/plan.md";
    assert_eq!(
        found,
        [
            plan,
            plan,
            plan,
            plan,
            plan,
            "ads/plan.md#our-goals",
            "ads/README.md",
            "ads/plan.md#sub-goal",
            "ads/plan.md#^block1",
            "notes/01_first-steps.md",
            "notes/deep/Total Rewards.md",
            "file img/chart one.png",
            "file files/Report.pdf",
            "here#here",
            "notes/deep/Total Rewards.md"
        ]
    );
}

#[test]
fn the_order_is_id_path_stem_alias_title() {
    let taken = |text: &str| {
        let workspace = Workspace::new()
            .file("from.md", "[[Name]]\n")
            .file("z/by-title.md", "# Name\n")
            .file("z/other.md", text);
        ends(workspace, "from.md")
    };
    assert_eq!(taken("---\naliases: [Name]\n---\n"), ["z/other.md"]);
    assert_eq!(taken("---\nid: Name\n---\n"), ["z/other.md"]);
    assert_eq!(taken("# Else\n"), ["z/by-title.md"]);
    let stem = Workspace::new()
        .file("from.md", "[[Name]]\n")
        .file("a/aliased.md", "---\naliases: [Name]\n---\n")
        .file("z/Name.md", "");
    assert_eq!(ends(stem, "from.md"), ["z/Name.md"]);
    let path = Workspace::new().file("from.md", "[[Name]]\n").file("Name.md", "").file("a/Name.md", "");
    assert_eq!(ends(path, "from.md"), ["Name.md"]);
}

#[test]
fn a_plain_path_does_not_become_a_title() {
    let workspace =
        Workspace::new().file("from.md", "[x](gone/Name.md) [x](Name)\n").file("z/x.md", "# Name\n");
    assert_eq!(ends(workspace, "from.md"), ["broken", "z/x.md"]);
}

#[test]
fn external_targets_are_left_alone() {
    let mut workspace = Workspace::new().file(
        "from.md",
        "[x](https://a.b/c) [x](//a.b) [x](mailto:a@b.c) [x](obsidian:x) [[https://a.b]] [x](../vault/x.md)\n[[Note: a story]]\n",
    );
    workspace.options.external_prefixes = vec!["../vault/".into()];
    let built = workspace.file("Note - a story.md", "# Note: a story\n").build();
    assert_eq!(
        built.ends("from.md"),
        [
            "external https://a.b/c",
            "external //a.b",
            "external mailto:a@b.c",
            "external obsidian:x",
            "external https://a.b",
            "external ../vault/x.md",
            "Note - a story.md"
        ]
    );
    let links = built.graph.links(built.id("from.md"));
    assert!(links[0].is_url() && links[1].is_url() && !links[5].is_url());
}

#[test]
fn composed_and_decomposed_names_are_one() {
    let workspace = Workspace::new()
        .file("from.md", "[x](A\u{308}pfel.md) [[Äpfel]] [x](A%CC%88pfel.md)\n")
        .file("\u{c4}pfel.md", "");
    assert_eq!(ends(workspace, "from.md"), ["Äpfel.md"; 3]);
}

#[test]
fn anchors_are_found_however_they_are_written() {
    let built = Workspace::new()
        .file(
            "from.md",
            "[x](to.md#q-a) [x](to.md#Q%20%26%20A) [x](to.md#q--a) [x](to.md#user-content-q--a) [x](to.md#top) [x](#)\n\
             [x](to.md#) [x](#:~:text=a)\n",
        )
        .file("to.md", "## Q & A\n")
        .build();
    let there = "to.md#q--a";
    assert_eq!(built.ends("from.md"), [there, there, there, there, "to.md", "here", "to.md", "here"]);
    assert_eq!(built.said(&["broken-anchor"]), "");
}

#[test]
fn covers_and_used_files() {
    let built = Workspace::new()
        .file("a/x.md", "---\ncover_image: ../img/c.png\n---\n![x](d.png)\n[x](../f.pdf)\n")
        .file("a/y.md", "---\ncover_image: https://a.b/c.png\n---\n")
        .file("img/c.png", "")
        .file("img/d.png", "")
        .file("f.pdf", "")
        .file("unused.pdf", "")
        .build();
    let cover = |path: &str| built.end(built.graph.cover(built.id(path)).expect("has a cover"));
    assert_eq!(cover("a/x.md"), "file img/c.png");
    assert_eq!(cover("a/y.md"), "external https://a.b/c.png");
    let used: Vec<&str> =
        built.graph.used_assets().iter().map(stratbook_model::ContentPath::as_str).collect();
    assert_eq!(used, ["f.pdf", "img/c.png", "img/d.png"]);
}
