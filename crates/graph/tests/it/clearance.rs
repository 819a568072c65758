//! Nothing of a withheld document comes out.

use stratbook_model::Clearance;

use crate::workspace::Workspace;

#[test]
fn links_to_withheld_documents_become_text() {
    let built = Workspace::new()
        .file(
            "a.md",
            "---\nrelations: [secret/Project Canary, Canary title]\n---\n\
             See [[Project Canary]] and [the plan](secret/project%20canary.md) and [project-canary](secret/Project%20Canary.md).\n\
             Go [[KB-9|there]] or [[Canary alias]] or [x](secret/) and [Canary heading](secret/Project%20Canary.md), [b](b.md).\n",
        )
        .file("b.md", "")
        .closed(
            "secret/Project Canary.md",
            "---\nid: KB-9\ntitle: Canary title\naliases: [Canary alias]\n---\n## Canary heading\n",
        )
        .build();
    assert_eq!(
        built.ends("a.md"),
        [
            "withheld, renamed",
            "withheld",
            "withheld, renamed",
            "withheld",
            "withheld, renamed",
            "withheld",
            "withheld, renamed",
            "b.md"
        ]
    );
    let relations = built.graph.relations(built.id("a.md"));
    assert!(relations.iter().all(|relation| built.end(&relation.end) == "withheld, renamed"));
    assert!(!built.said(&[]).to_lowercase().contains("canary"));
    let back = &built.graph.backlinks(built.id("b.md"))[0];
    assert!(!back.context.to_lowercase().contains("canary"), "{}", back.context);
}

#[test]
fn a_shared_name_leads_to_the_admitted_document() {
    let built = Workspace::new()
        .file("a.md", "[[Plan]] [[secret/Plan]] [x](secret/Plan.md)\n")
        .file("open/Plan.md", "")
        .closed("secret/Plan.md", "")
        .build();
    assert_eq!(built.ends("a.md"), ["open/Plan.md", "withheld, renamed", "withheld"]);
    assert_eq!(built.said(&["ambiguous-name", "broken-link"]), "");
}

#[test]
fn suggestions_never_name_what_is_withheld() {
    let built = Workspace::new().file("a.md", "[[Projct Canary]]\n").closed("Project Canary.md", "").build();
    assert_eq!(built.ends("a.md"), ["broken"]);
    assert!(!built.said(&[]).contains("Project Canary"));
}

#[test]
fn drafts_are_reported_and_higher_levels_remarked() {
    let mut workspace = Workspace::new()
        .file("a.md", "[x](draft.md) [x](closed.md)\n")
        .file("closed.md", "")
        .draft("draft.md", "");
    workspace.documents[1].clearance = Clearance(2);
    let built = workspace.build();
    assert_eq!(built.ends("a.md"), ["withheld", "closed.md"]);
    insta::assert_snapshot!(built.said(&["link-to-draft", "link-to-higher-level"]), @"
    a.md:1:5: warning link-to-draft: `draft.md` is a draft, which this build leaves out
        hint: publish the draft, or build with `--drafts`
    a.md:1:19: info link-to-higher-level: `closed.md` is Confidential, this document is Internal
        hint: see that the label gives nothing away: readers of this page may not be able to follow
    ");
}

#[test]
fn texts_lose_the_labels_that_tell() {
    let built =
        Workspace::new().file("a.md", "On [[Canary]] we say nothing.\n").closed("Canary.md", "").build();
    let id = built.id("a.md");
    assert_eq!(built.graph.redact(id, "On Canary we say nothing."), "On … we say nothing.");
    assert_eq!(built.graph.redact(id, "On CANARY we say nothing."), "");
    assert_eq!(built.graph.redact(id, "Nothing."), "Nothing.");
}
