//! What is said about links, names and stewardship, as people read it.

use insta::assert_snapshot;

use crate::workspace::Workspace;

#[test]
fn broken_links_say_where_and_what_was_meant() {
    let built = Workspace::new()
        .file(
            "notes/a.md",
            "[x](../ads/plam.md) [[Total Reward]] [x](nothing-like-it.md) []() ![x](chrt.png)\n\
             [x](../../README.md) [x](../ads/plan.md#gaols) [[#Nowhere]] [x](a.md)\n",
        )
        .file("ads/plan.md", "# Plan\n## Goals\n")
        .file("notes/deep/Total Rewards.md", "")
        .file("img/chart.png", "")
        .build();
    assert_snapshot!(built.said(&["broken-link", "broken-anchor", "broken-file", "empty-link", "outside-content", "self-link"]), @"
    notes/a.md:1:5: error broken-link: no document or file is called `../ads/plam.md`
        hint: did you mean `../ads/plan.md`?
    notes/a.md:1:23: error broken-link: no document or file is called `Total Reward`
        hint: did you mean `Total Rewards`?
    notes/a.md:1:42: error broken-link: no document or file is called `nothing-like-it.md`
        hint: correct the target, or make the document
    notes/a.md:1:65: warning empty-link: the link has no target
        hint: write the target, or remove the brackets
    notes/a.md:1:72: error broken-file: there is no file `chrt.png`
        hint: did you mean `../img/chart.png`?
    notes/a.md:2:5: error outside-content: `../../README.md` leaves the content folder
        hint: link to its address on the web, or move the file into the content
    notes/a.md:2:26: error broken-anchor: `ads/plan.md` has no heading or id `gaols`
        hint: did you mean `#goals`?
    notes/a.md:2:50: error broken-anchor: `notes/a.md` has no heading or id `Nowhere`
        hint: link to the page, or to a heading that it has
    notes/a.md:2:65: info self-link: the document links to itself
        hint: link to a heading, or remove the link
    ");
}

#[test]
fn other_letters_are_a_warning_with_a_mend() {
    let built = Workspace::new()
        .file("a.md", "[x](ads/plan.md#Goals) [[ADS/Plan|x]] [x](Ads/Plan.md) [x](ads/Plan%20B.md)\n")
        .file("Ads/Plan.md", "## Goals\n")
        .file("Ads/Plan B.md", "")
        .build();
    assert_snapshot!(built.said(&["spelled-differently"]), @"
    a.md:1:5: warning spelled-differently: `ads/plan.md#Goals` is spelt `Ads/Plan.md` in the content
        hint: write `Ads/Plan.md#Goals`
        fix: ads/plan.md#Goals -> Ads/Plan.md#Goals
    a.md:1:26: warning spelled-differently: `ADS/Plan` is spelt `Ads/Plan.md` in the content
        hint: write `Ads/Plan`
        fix: ADS/Plan -> Ads/Plan
    a.md:1:60: warning spelled-differently: `ads/Plan%20B.md` is spelt `Ads/Plan B.md` in the content
        hint: write `Ads/Plan%20B.md`
        fix: ads/Plan%20B.md -> Ads/Plan%20B.md
    ");
}

#[test]
fn an_ambiguous_name_leads_to_the_nearest() {
    let built = Workspace::new()
        .file("a/b/from.md", "[[Note]] [x](Note.md)\n")
        .file("a/Note.md", "")
        .file("c/Note.md", "")
        .file("z/Note.md", "")
        .build();
    assert_eq!(built.ends("a/b/from.md"), ["a/Note.md", "a/Note.md"]);
    assert_snapshot!(built.said(&["ambiguous-name"]), @"
    a/b/from.md:1:3: warning ambiguous-name: `Note` is the name of 3 documents; the nearest is `a/Note.md`
        note: candidate: `a/Note.md`
        note: candidate: `c/Note.md`
        note: candidate: `z/Note.md`
        hint: write the path: `a/Note`
    a/b/from.md:1:14: warning ambiguous-name: `Note.md` is the name of 3 documents; the nearest is `a/Note.md`
        note: candidate: `a/Note.md`
        note: candidate: `c/Note.md`
        note: candidate: `z/Note.md`
        hint: write the path: `../Note.md`
    ");
}

#[test]
fn relations_by_name_can_be_mended() {
    let built = Workspace::new()
        .file(
            "a/from.md",
            "---\nrelations: [KB-1, b/plan, Plan A, \"The, Title\", old/place/plan.md, gone, ../../vault/x]\n\
             related_templates: [\"[[The Title#Part]]\", B/plan.md]\n---\n",
        )
        .file("b/plan.md", "---\nid: KB-1\naliases: [Plan A]\n---\n# The Title\n## Part\n")
        .build();
    assert_snapshot!(built.said(&["relation-by-name", "broken-relation", "ambiguous-name", "spelled-differently"]), @"
    a/from.md:2:27: info relation-by-name: `Plan A` is found by name, at `b/plan.md`
        hint: write `b/plan.md`
        fix: Plan A -> b/plan.md
    a/from.md:2:36: warning broken-relation: no document is called `The`
        hint: correct it, or declare its beginning as external in `stratbook.toml`
    a/from.md:2:41: warning broken-relation: no document is called `Title`
        hint: correct it, or declare its beginning as external in `stratbook.toml`
    a/from.md:2:49: info relation-by-name: `old/place/plan.md` is found by name, at `b/plan.md`
        hint: write `b/plan.md`
        fix: old/place/plan.md -> b/plan.md
    a/from.md:2:68: warning broken-relation: no document is called `gone`
        hint: correct it, or declare its beginning as external in `stratbook.toml`
    a/from.md:2:74: warning broken-relation: no document is called `../../vault/x`
        hint: correct it, or declare its beginning as external in `stratbook.toml`
    a/from.md:3:24: info relation-by-name: `The Title#Part` is found by name, at `b/plan.md`
        hint: write `b/plan.md#Part`
        fix: The Title#Part -> b/plan.md#Part
    a/from.md:3:43: warning spelled-differently: `B/plan.md` is spelt `b/plan.md` in the content
        hint: write `b/plan.md`
        fix: B/plan.md -> b/plan.md
    ");
    let ends: Vec<String> = built
        .graph
        .relations(built.id("a/from.md"))
        .iter()
        .map(|relation| built.end(&relation.end))
        .collect();
    assert_eq!(ends[0], "b/plan.md");
    assert_eq!(ends.last().map(String::as_str), Some("b/plan.md"));
}

#[test]
fn names_that_two_documents_carry() {
    let built = Workspace::new()
        .file("a.md", "---\nid: KB-1\ntitle: Same title\naliases: [Other name]\n---\n")
        .file("b.md", "---\ntitle: Same Title\nid: kb-1\n---\n")
        .file("c.md", "---\ntitle: Other name\n---\n")
        .file("x/overview.md", "# Overview\n")
        .file("y/overview.md", "# Overview\n")
        .build();
    assert_snapshot!(built.said(&["duplicate-id", "duplicate-title", "alias-collision"]), @"
    a.md:4:11: warning alias-collision: the alias `Other name` is also a name of `c.md`
        hint: keep the name on one document only
    b.md:2:8: warning duplicate-title: `Same Title` is also the title of `a.md`
        note: also `a.md`
        hint: make the titles say what sets the documents apart
    b.md:3:5: error duplicate-id: the id `kb-1` belongs to `a.md` already
        note: first given at a.md:2
        hint: give one of the two an id of its own
    ");
}

#[test]
fn names_that_nobody_confuses() {
    let built = Workspace::new()
        // An alias with folders names what lies there.
        .file("plugins/Tags view.md", "---\naliases: [plugins/Tags]\n---\n")
        .file("editing/Tags.md", "")
        // The page of a folder, and the file that a repository shows for it.
        .file("ads/index.md", "# All about ads\n")
        .file("ads/README.md", "# All about ads\n")
        .file("draw/one.excalidraw.md", "# Excalidraw Data\n")
        .file("draw/two.excalidraw.md", "# Excalidraw Data\n")
        .build();
    assert_eq!(built.said(&["duplicate-title", "alias-collision"]), "");
    let real = Workspace::new()
        .file("plugins/Tags view.md", "---\naliases: [plugins/Tags]\n---\n")
        .file("plugins/Tags.md", "# Tags\n")
        .file("ads/index.md", "# All about ads\n")
        .file("ads/README.md", "# All about ads\n")
        .file("other.md", "# All about ads\n")
        .build();
    assert_eq!(real.said(&["duplicate-title", "alias-collision"]).matches("warning").count(), 2);
}

#[test]
fn orphans_are_reported_where_linking_is_the_habit() {
    let with = |orphans: usize| {
        let linked = Workspace::new().file("index.md", "[x](a.md)\n").file("a.md", "");
        let all = (0..orphans).fold(linked, |made, at| made.file(&format!("n{at}.md"), ""));
        let built = all.build();
        assert_eq!(built.graph.orphans().len(), orphans);
        built.said(&["orphan"]).matches("info").count()
    };
    assert_eq!((with(3), with(60)), (3, 0));
}

#[test]
fn tags_are_mended_to_the_usual_spelling() {
    let built = Workspace::new()
        .file("a.md", "---\ntags: [AI-strategy, Ads]\n---\n")
        .file("b.md", "---\ntags: [AI-strategy, ads]\n---\n")
        .file("c.md", "---\ntags: [\"ai_strategy\"]\n---\n")
        .build();
    assert_snapshot!(built.said(&["tag-spelling"]), @"
    b.md:2:21: warning tag-spelling: the tag `ads` is written `Ads` elsewhere
        hint: write `Ads`
        fix: ads -> Ads
    c.md:2:9: warning tag-spelling: the tag `ai_strategy` is written `AI-strategy` elsewhere
        hint: write `AI-strategy`
        fix: ai_strategy -> AI-strategy
    ");
}

#[test]
fn stewardship_is_asked_of_those_who_practise_it() {
    let mut workspace = Workspace::new()
        .file("a.md", "---\nsteward: Ann\nsummary: All of it\nupdated: 2024-01-01\nstatus: Active\n---\n")
        .file("b.md", "---\nupdated: 2024-01-01\nreviewed: 2026-06-01\nstatus: Active\n---\n")
        .file("c.md", "---\nowner_team: Ads\nupdated: 2020-01-01\nstatus: Deprecated\n---\n[x](a.md)\n")
        .file("d.md", "---\nowner_team: Ads\nupdated: 2026-01-01\n---\n[x](c.md)\n");
    workspace.options.review_after = vec![("Active".into(), 365), ("*".into(), 90)];
    let built = workspace.build();
    assert_snapshot!(built.said(&[]), @"
    a.md:4:10: warning overdue-review: updated 911 days ago; `Active` wants a review after 365
        hint: read it through, correct it, and set `reviewed` to today
    b.md:2:1: info orphan: nobody links to this document
        hint: link to it from where it is needed, or name it in a neighbour's `relations`
    b.md:2:1: info missing-owner: nobody answers for this document
        hint: add `steward` or `owner_team` to its front matter
    b.md:2:1: info missing-summary: the document has no summary
        hint: add a `summary` of one or two sentences to its front matter
    c.md:2:1: info missing-summary: the document has no summary
        hint: add a `summary` of one or two sentences to its front matter
    d.md:2:1: info orphan: nobody links to this document
        hint: link to it from where it is needed, or name it in a neighbour's `relations`
    d.md:2:1: info missing-summary: the document has no summary
        hint: add a `summary` of one or two sentences to its front matter
    d.md:3:10: warning overdue-review: updated 180 days ago; a document wants a review after 90
        hint: read it through, correct it, and set `reviewed` to today
    d.md:5:5: info link-to-deprecated: `c.md` is deprecated
        hint: link to what replaced it
    ");

    let plain = Workspace::new().file("a.md", "# A\n").file("b.md", "# B\n").build();
    assert_eq!(plain.said(&[]), "");
}

#[test]
fn one_document_is_no_habit() {
    let with = |others: usize| {
        let first = Workspace::new().file("a.md", "---\nsteward: Ann\nsummary: All of it\n---\n");
        let all = (0..others).fold(first, |made, at| made.file(&format!("n{at}.md"), "# Note\n"));
        all.build().said(&["missing-owner", "missing-summary"]).matches("info").count()
    };
    // One of five is a fifth, one of six is less.
    assert_eq!((with(4), with(5)), (8, 0));
}

#[test]
fn one_file_cannot_fill_the_report() {
    let text = "[x](gone.md)\n".repeat(500);
    let built = Workspace::new().file("a.md", &text).build();
    assert_eq!(built.diagnostics.len(), 100);
    assert_eq!(built.diagnostics[99].notes, ["400 more of these in this file are not shown"]);
}
