//! Backlinks, related documents, orphans, glossary, taxonomies.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::workspace::{Built, Workspace};

fn backlinks(built: &Built, path: &str) -> String {
    let mut text = String::new();
    for back in built.graph.backlinks(built.id(path)) {
        let anchor = back.anchor.as_deref().unwrap_or("");
        let _ = writeln!(text, "{}#{anchor} {}: {}", built.path(back.from), back.kind.name(), back.context);
    }
    text
}

#[test]
fn backlinks_carry_their_sentences() {
    let built = Workspace::new()
        .file("a.md", "---\nrelations: [to.md]\n---\n# A\n## Part\nSee [[to]] and [[to]].\n![[to]]\n")
        .file("b.md", "Read [it](to.md).\n")
        .file("to.md", "[me](#x) [me](to.md)\n## X\n")
        .build();
    assert_snapshot!(backlinks(&built, "to.md"), @"
    a.md#part wikilink: See to and to.
    a.md#part embed: !to
    a.md# relations: 
    b.md# link: Read it.
    ");
    let orphans: Vec<&str> = built.graph.orphans().into_iter().map(|id| built.path(id)).collect();
    assert_eq!(orphans, ["a.md", "b.md"]);
    assert_snapshot!(built.said(&["orphan"]), @"
    a.md:2:1: info orphan: nobody links to this document
        hint: link to it from where it is needed, or name it in a neighbour's `relations`
    b.md:1:1: info orphan: nobody links to this document
        hint: link to it from where it is needed, or name it in a neighbour's `relations`
    ");
}

#[test]
fn related_documents_have_reasons() {
    let built = Workspace::new()
        .file("a.md", "---\nrelations: [rel.md]\ntags: [rare, common]\n---\n[x](linked.md)\n")
        .file("b.md", "---\ntags: [rare, common]\n---\n")
        .file("c.md", "---\ntags: [common]\n---\n")
        .file("d.md", "---\ntags: [common]\n---\n")
        .file("back.md", "---\nrelations: [a.md]\n---\n")
        .file("rel.md", "")
        .file("linked.md", "")
        .file("hub.md", "[x](a.md) [x](beside.md)\n")
        .file("beside.md", "")
        .build();
    let mut text = String::new();
    for related in built.graph.related(built.id("a.md")) {
        let _ = writeln!(text, "{}: {}", built.path(related.id), related.why);
    }
    assert_snapshot!(text, @"
    rel.md: named as related
    back.md: names this page as related
    beside.md: often linked together
    b.md: also about rare, common
    hub.md: linked
    linked.md: linked
    ");
}

#[test]
fn terms_are_documents_or_sections() {
    let built = Workspace::new()
        .file("kpi.md", "---\ndoc_type: Term\ntitle: Key performance indicator (KPI)\naliases: [indicator]\nsummary: A number that matters.\n---\n")
        .file("Glossary/Churn.md", "Customers who leave.\n")
        .file("Glossary/index.md", "# Words\n## Basket\nWhat a customer *buys*.\n")
        .file("other/glossary.md", "# Glossary\n## A\n### AOV\nAverage [order](x.md) value.\n\nMore.\n## B\n")
        .build();
    let mut text = String::new();
    for term in built.graph.glossary() {
        let anchor = term.anchor.as_deref().unwrap_or("");
        let _ = writeln!(
            text,
            "{} {:?}: {} ({}#{anchor})",
            term.name,
            term.aliases,
            term.definition,
            built.path(term.doc)
        );
    }
    assert_snapshot!(text, @r#"
    AOV []: Average order value. (other/glossary.md#aov)
    Basket []: What a customer buys. (Glossary/index.md#basket)
    Churn []: Customers who leave. (Glossary/Churn.md#)
    Key performance indicator ["KPI", "indicator"]: A number that matters. (kpi.md#)
    "#);
}

#[test]
fn listings_fold_spellings() {
    let built = Workspace::new()
        .file("a.md", "---\ntags: [AI-strategy]\nstatus: Deprecated\nowner_team: Ads\nsteward: Ann\ndoc_type: Guide\n---\n# Z\n")
        .file("b.md", "---\ntags: [ai strategy, Zeta]\nstatus: active\nsteward: ann\n---\n# A\n")
        .file("c.md", "---\ntags: [AI-strategy]\nstatus: Own\n---\n# B\n")
        .build();
    let mut text = String::new();
    for taxonomy in built.graph.taxonomies() {
        for term in &taxonomy.terms {
            let documents: Vec<&str> = term.documents.iter().map(|id| built.path(*id)).collect();
            let _ =
                writeln!(text, "{:?} {} ({}): {}", taxonomy.kind, term.label, term.key, documents.join(", "));
        }
    }
    assert_snapshot!(text, @"
    Tag AI-strategy (ai strategy): b.md, c.md, a.md
    Tag Zeta (zeta): b.md
    DocType Guide (guide): a.md
    Owner Ads (ads): a.md
    Owner Ann (ann): b.md, a.md
    Status active (active): b.md
    Status Deprecated (deprecated): a.md
    Status Own (own): c.md
    ");
    assert!(built.graph.taxonomies()[0].find("AI_Strategy").is_some());
}
