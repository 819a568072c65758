//! Front matter with every field that real documents have.

use std::fmt::Write as _;

use super::Flavour;
use super::plan::{Kind, Plan};
use super::random::Random;
use super::words::{WORDS, capital};

/// Appends the front matter of a document, fences included.
pub(super) fn write(plan: &Plan, number: usize, flavour: Flavour, random: &mut Random, text: &mut String) {
    let words = &*WORDS;
    text.push_str("---\n");
    line(text, "title", plan.title(number));
    match plan.kind(number) {
        Kind::Home => {
            line(text, "summary", "Everything that the company knows about its strategy, by topic.");
        }
        Kind::Folder => {
            let _ = writeln!(text, "summary: What we know and decided about {}.", plan.title(number));
        }
        Kind::Term(term) => {
            line(text, "doc_type", "Term");
            line(text, "summary", words.terms[term].1);
            line(text, "owner_team", random.pick(&words.owners));
            list(text, "tags", &["glossary"]);
        }
        Kind::Article => article(plan, number, flavour, random, text),
    }
    text.push_str("---\n\n");
}

fn article(plan: &Plan, number: usize, flavour: Flavour, random: &mut Random, text: &mut String) {
    let words = &*WORDS;
    let title = plan.title(number);
    let subject =
        words.subjects.iter().find(|subject| title.contains(**subject)).copied().unwrap_or("strategy");
    let updated = date(random, 2023, 2025);
    line(text, "id", &plan.id(number));
    let _ = writeln!(text, "version: \"{}.{}\"", random.between(1, 4), random.below(10));
    line(text, "steward", random.pick(&words.stewards));
    line(text, "created", &date(random, 2020, 2022));
    match flavour {
        Flavour::Stratbook => line(text, "updated", &updated),
        Flavour::Hugo => {
            line(text, "date", &updated);
            line(text, "lastmod", &updated);
        }
    }
    line(text, "status", random.pick(&["Draft", "Active", "Active", "Active", "Active", "Deprecated"]));
    line(text, "doc_type", random.pick(&words.types));
    let metric = random.pick(&words.metrics);
    let _ = writeln!(
        text,
        "summary: {} uses {subject} to steer {metric}, and who answers for it.",
        capital(random.pick(&words.teams))
    );
    let _ = writeln!(
        text,
        "semantic_summary: Covers {subject}, {metric}, {} and {}; states when to {}.",
        random.pick(&words.things),
        random.pick(&words.things),
        random.pick(&words.actions)
    );
    let _ = writeln!(
        text,
        "excerpt: {} {}.",
        capital(random.pick(&words.actions)),
        random.pick(&words.conditions)
    );
    let count = random.between(3, 6);
    list(text, "tags", &random.pick_some(&words.tags, count));
    relations(plan, number, flavour, random, text);
    aliases(plan, number, flavour, random, text);
    text.push_str("synthetic_questions:\n");
    let _ = writeln!(text, "  - What does {subject} tell us about {metric}?");
    let _ = writeln!(text, "  - When should we {}?", random.pick(&words.actions));
    let _ = writeln!(text, "  - Who answers for {}?", random.pick(&words.things));
    list(text, "key_concepts", &random.pick_some(&words.metrics, 3));
    line(text, "primary_keyword", subject);
    let _ = writeln!(text, "seo_title: {title} | Handbook");
    let _ = writeln!(text, "meta_description: \"{title}: {}.\"", random.pick(&words.actions));
    text.push_str("cover_image: \"\"\n");
    let count = random.between(1, 3);
    list(text, "target_audience", &random.pick_some(&words.audiences, count));
    let level = match random.below(100) {
        0..40 => "Public",
        40..85 => "Internal",
        85..97 => "Confidential",
        _ => "Restricted",
    };
    line(text, "security_level", level);
    line(text, "owner_team", random.pick(&words.owners));
}

/// Paths, ids and titles of other documents, as different authors write them.
fn relations(plan: &Plan, number: usize, flavour: Flavour, random: &mut Random, text: &mut String) {
    let mut others: Vec<_> = (0..random.between(2, 4)).filter_map(|_| plan.other(number, random)).collect();
    others.sort_unstable();
    others.dedup();
    if others.is_empty() {
        return;
    }
    text.push_str("relations:\n");
    for other in others {
        let shown = match (flavour, random.below(10)) {
            (Flavour::Hugo, _) | (_, 0..6) => format!("{}.md", plan.path(other)),
            (_, 6..8) => plan.id(other),
            _ => plan.title(other).to_owned(),
        };
        let _ = writeln!(text, "  - {shown}");
    }
}

/// Another name; for a few documents an old address too.
fn aliases(plan: &Plan, number: usize, flavour: Flavour, random: &mut Random, text: &mut String) {
    let name = plan.id(number).trim_start_matches("KB/").replace('/', "-");
    let old = random.percent(4).then(|| format!("/old/{number}/"));
    // To Hugo every alias is an address, and would become a page.
    let key = if flavour == Flavour::Hugo { "other_names" } else { "aliases" };
    match (flavour, old) {
        (Flavour::Stratbook, Some(old)) => list(text, key, &[&*name, &*old]),
        (Flavour::Hugo, Some(old)) => {
            list(text, key, &[&*name]);
            list(text, "aliases", &[&*old]);
        }
        (_, None) => list(text, key, &[&*name]),
    }
}

fn line(text: &mut String, key: &str, value: &str) {
    for part in [key, ": ", value, "\n"] {
        text.push_str(part);
    }
}

fn list(text: &mut String, key: &str, values: &[&str]) {
    text.push_str(key);
    text.push_str(":\n");
    for value in values {
        for part in ["  - ", value, "\n"] {
            text.push_str(part);
        }
    }
}

fn date(random: &mut Random, first: usize, last: usize) -> String {
    format!("{}-{:02}-{:02}", random.between(first, last), random.between(1, 12), random.between(1, 28))
}
