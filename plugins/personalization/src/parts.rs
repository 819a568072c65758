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
