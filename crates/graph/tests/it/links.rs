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

#[test]
fn fragments_that_are_anchors_but_for_their_punctuation() {
    let built = Workspace::new()
        .file(
            "from.md",
            "[x](to.md#step-3:-pre-leave-tasks) [x](to.md#Step%203:%20Pre-leave%20tasks) [[to#Step 3 Pre-leave tasks]]\n\
             [x](to.md#STEP-3-pre-leave-tasks) [x](#_)\n",
        )
        .file("to.md", "## Step 3: Pre-leave tasks\n")
        .build();
    let there = "to.md#step-3-pre-leave-tasks";
    assert_eq!(built.ends("from.md"), [there, there, there, there, "here"]);
    assert_eq!(
        built.said(&["broken-anchor", "spelled-differently"]),
        "from.md:1:5: warning spelled-differently: the anchor of `#step-3:-pre-leave-tasks` is written \
         `#step-3-pre-leave-tasks`\n    hint: write `#step-3-pre-leave-tasks`\n    \
         fix: step-3:-pre-leave-tasks -> step-3-pre-leave-tasks\n"
    );
}

#[test]
fn anchors_are_suggested_by_letters_and_by_words() {
    let text = "[x](to.md#creating-an-interview-plann) [x](to.md#recording-pto) [x](to.md#how-the-bands-are-changed)\n\
                [x](to.md#departure-notices) [x](to.md#new-babies) [x](to.md#asking-new-hires-for-design-work)\n";
    let headings = "## Creating an interview plan\n## Recording paid time off via the tool\n\
                    ## How are bands changed\n## Notices of departures\n## New hires\n";
    let built = Workspace::new().file("from.md", text).file("to.md", headings).build();
    let hints: Vec<&str> =
        built.diagnostics.iter().filter(|found| found.rule.name == "broken-anchor").map(hint).collect();
    assert_eq!(
        hints,
        [
            "did you mean `#creating-an-interview-plan`?",
            "link to the page, or to a heading that it has",
            "did you mean `#how-are-bands-changed`?",
            "did you mean `#notices-of-departures`?",
            "link to the page, or to a heading that it has",
            "link to the page, or to a heading that it has",
        ]
    );
}

fn hint(diagnostic: &stratbook_model::Diagnostic) -> &str {
    diagnostic.hint.as_deref().unwrap_or("")
}

#[test]
fn pages_that_the_site_makes_are_not_broken() {
    let all = "[x](/tags/) [x](/tags/ads-more/) [x](/tags/ads-more) [x](/all/) [x](/types/guide/) [x](/owners/ann-o/)\n\
               [x](/statuses/active/index.html) [x](/glossary/#kpi) [x](/404.html) [x](/atom.xml) [x](/sitemap.xml)\n\
               [x](/llms.txt) [x](../tags/) [x](/tags/gone/) [x](tags/)\n";
    let front = "---\ntags: [Ads & more]\ndoc_type: Guide\nsteward: Ann O\nstatus: Active\n---\n";
    let built = Workspace::new()
        .file("a/from.md", &format!("{front}{all}"))
        .file("glossary/kpi.md", "# KPI\nA number.\n")
        .build();
    // The folder `glossary` has a page of its own.
    assert_eq!(
        built.ends("a/from.md"),
        [
            "site tags/",
            "site tags/ads-more/",
            "site tags/ads-more/",
            "site all/",
            "site types/guide/",
            "site owners/ann-o/",
            "site statuses/active/",
            "glossary/",
            "site 404.html",
            "site atom.xml",
            "site sitemap.xml",
            "site llms.txt",
            "site tags/",
            "broken",
            "broken",
        ]
    );
    let plain = Workspace::new().file("a.md", "[x](/tags/) [x](/glossary/) [x](/all/)\n").build();
    assert_eq!(plain.ends("a.md"), ["broken", "broken", "site all/"]);
    let own =
        Workspace::new().file("a.md", "---\ntags: [x]\n---\n[x](/tags/) [x](/tags/x/)\n").file("Tags.md", "");
    assert_eq!(ends(own, "a.md"), ["Tags.md", "broken"]);
    let terms = Workspace::new()
        .file("a.md", "[x](/glossary/#kpi)\n")
        .file("k.md", "---\nterm: true\nsummary: A number\n---\n# KPI\n");
    assert_eq!(ends(terms, "a.md"), ["site glossary/#kpi"]);
}

#[test]
fn addresses_of_the_own_site_lead_into_it() {
    let text = "[x](https://kb.example/sub/ads/plan/#our-goals) [x](http://KB.example/sub) [[https://kb.example/sub/ads/]]\n\
                [x](https://kb.example/other/) [x](https://kb.example/sub/gone/) [x](https://kb.example/sub/secret/)\n\
                ![x](https://kb.example/sub/img/chart%20one.png) [x](https://kb.example/sub/atom.xml) [x](//kb.example/sub/)\n";
    let mut workspace = library().file("a.md", text).closed("Secret.md", "# Secret\n");
    assert!(workspace.options.base_url.is_none());
    workspace.options.base_url = Some("https://kb.example/sub/".into());
    assert_eq!(
        ends(workspace, "a.md"),
        [
            "ads/plan.md#our-goals",
            "index.md",
            "ads/README.md",
            "external https://kb.example/other/",
            "broken",
            "withheld",
            "file img/chart one.png",
            "site atom.xml",
            "external //kb.example/sub/",
        ]
    );
}
