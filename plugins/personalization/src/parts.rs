//! Which parts of a template belong to the document that it makes.

use std::ops::Range;

use stratbook_plugin::messages::Finding;
use stratbook_plugin::pointer;

use crate::values::nearest;
use crate::variables::scan::Scan;

/// What is left out of a template, and how headings move.
#[derive(Debug, Default)]
pub struct Parts {
    /// What is left out, by place.
    pub cuts: Vec<Range<usize>>,
    /// How many levels headings go down.
    pub shift: i32,
    /// What is wrong with what was asked for.
    pub findings: Vec<Finding>,
}

/// Whether a heading stands over the choices that a template offers.
pub fn is_options(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("customization option") || title.contains("customisation option") || title == "options"
}

/// Leaves out what is about the template and not of the document: its title, the table that declares its variables, its
/// customization options and the sections that were named. Where a heading says `Template`, sections beside it without a
/// variable are left out too.
pub fn parts(text: &str, scan: &Scan, leave_out: &[String]) -> Parts {
    let mut parts = Parts::default();
    let own_end = |index: usize| scan.headings.get(index + 1).map_or(text.len(), |next| next.range.start);
    if let Some(first) = scan.headings.first().filter(|heading| heading.level == 1) {
        parts.cuts.push(first.range.clone());
    }
    for (index, heading) in scan.headings.iter().enumerate() {
        let own = heading.range.end..own_end(index);
        let declares = scan.declarations.iter().any(|range| own.contains(&range.start));
        if declares && is_blank_but_for(text, own, &scan.declarations) {
            parts.cuts.push(heading.range.clone());
        }
        if is_options(&heading.title) {
            parts.cuts.push(scan.section_range(index, text.len()));
        }
    }
    parts.cuts.extend(scan.declarations.iter().cloned());
    let template =
        scan.headings.iter().position(|heading| heading.title.trim().eq_ignore_ascii_case("template"));
    if let Some(template) = template {
        let level = scan.headings[template].level;
        parts.cuts.push(scan.headings[template].range.clone());
        // How to use the template stands before its first section.
        let before =
            scan.headings.iter().find(|heading| heading.level > 1).map_or(0, |heading| heading.range.start);
        if !scan.uses.iter().any(|found| found.range.start < before) {
            parts.cuts.push(0..before);
        }
        let first = scan.headings.iter().position(|heading| heading.level == level).unwrap_or(template);
        for (index, heading) in scan.headings.iter().enumerate().skip(first) {
            let section = scan.section_range(index, text.len());
            let used = scan.uses.iter().any(|found| section.contains(&found.range.start));
            if heading.level == level && !used && index != template {
                parts.cuts.push(section);
            }
        }
    }
    for (index, wanted) in leave_out.iter().enumerate() {
        let is = |title: &str| title.trim().to_lowercase() == wanted.trim().to_lowercase();
        let mut found = false;
        for (heading, _) in scan.headings.iter().enumerate().filter(|(_, heading)| is(&heading.title)) {
            parts.cuts.push(scan.section_range(heading, text.len()));
            found = true;
        }
        if !found {
            let titles = scan.headings.iter().map(|heading| heading.title.as_str());
            let hint = match nearest(wanted, titles) {
                Some(title) => format!("did you mean `{title}`?"),
                None => "write the heading as it stands in the template".to_owned(),
            };
            parts.findings.push(
                Finding::warning(format!("the template has no section `{wanted}`"))
                    .at(pointer!["leave_out", index])
                    .hint(hint),
            );
        }
    }
    for cut in &mut parts.cuts {
        // With the empty lines behind, so that no gap stays.
        let blank = text[cut.end..].len() - text[cut.end..].trim_start_matches(['\n', '\r']).len();
        cut.end += blank;
    }
    parts.cuts.sort_by_key(|cut| (cut.start, std::cmp::Reverse(cut.end)));
    let highest = scan
        .headings
        .iter()
        .filter(|heading| !parts.leaves_out(heading.range.start))
        .map(|heading| i32::from(heading.level))
        .min();
    parts.shift = highest.map_or(0, |highest| 2 - highest);
    parts
}

impl Parts {
    /// Whether a place is left out.
    pub fn leaves_out(&self, at: usize) -> bool {
        self.cuts.iter().any(|cut| cut.contains(&at))
    }
}

fn is_blank_but_for(text: &str, range: Range<usize>, but: &[Range<usize>]) -> bool {
    let mut at = range.start;
    for skipped in but.iter().filter(|skipped| range.contains(&skipped.start)) {
        if !text.get(at..skipped.start.max(at)).is_some_and(|between| between.trim().is_empty()) {
            return false;
        }
        at = skipped.end.max(at);
    }
    text.get(at..range.end.max(at)).is_some_and(|rest| rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fill::{Shape, fill};
    use crate::variables::scan::scan;

    fn left(text: &str, leave_out: &[&str]) -> (String, Vec<String>) {
        let scan = scan(text, &BTreeSet::new());
        let leave_out: Vec<String> = leave_out.iter().map(|title| (*title).to_owned()).collect();
        let parts = parts(text, &scan, &leave_out);
        let shape = Shape { cuts: parts.cuts, shift: parts.shift, ..Shape::default() };
        let said = parts
            .findings
            .into_iter()
            .map(|found| format!("{} ({})", found.message, found.hint.unwrap_or_default()));
        (fill(text, &scan, &shape, |_| None), said.collect())
    }

    const TABLE: &str = "| Variable | Description |\n|---|---|\n| [NAME] | Who |\n";

    #[test]
    fn what_is_about_the_template_is_left_out() {
        let text = format!(
            "# Title\n\nIntro [NAME]\n\n## One\n\nText\n\n## Variables\n\n{TABLE}\n## Customization Options\n\n### A\n\n- x\n"
        );
        assert_eq!(left(&text, &[]).0, "Intro [NAME]\n\n## One\n\nText\n\n");
        assert_eq!(left(&text, &["one"]).0, "Intro [NAME]\n\n");
        assert_eq!(left(&text, &["Ons"]).1, ["the template has no section `Ons` (did you mean `One`?)"]);
    }

    #[test]
    fn a_heading_that_says_template_decides() {
        let text = format!(
            "# T\n\nHow to.\n\n## When\n\nWords\n\n## Template\n\nFor [NAME]\n\n### One\n\n## Variables\n\n{TABLE}\n### Two\n\n[NAME]\n\n## Tips\n\n- x\n"
        );
        assert_eq!(left(&text, &[]).0, "For [NAME]\n\n## One\n\n## Two\n\n[NAME]\n\n");
    }

    #[test]
    fn a_section_of_variables_with_words_stays() {
        let text = format!("## Variables\n\nAsk Ada.\n\n{TABLE}\n[NAME]\n");
        assert_eq!(left(&text, &[]).0, "## Variables\n\nAsk Ada.\n\n[NAME]\n");
    }
}
