//! The customization options that a template offers.

use crate::parts;
use crate::variables::scan::Scan;

/// A question with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) options: Vec<String>,
}

/// Reads them: a heading for each question below the heading of all, and a list below it.
pub(super) fn read(text: &str, scan: &Scan) -> Vec<Group> {
    let Some(start) = scan.headings.iter().position(|heading| parts::is_options(&heading.title)) else {
        return Vec::new();
    };
    let level = scan.headings[start].level;
    let mut groups = Vec::new();
    for (index, heading) in scan.headings.iter().enumerate().skip(start + 1) {
        if heading.level <= level {
            break;
        }
        let end = scan.headings.get(index + 1).map_or(text.len(), |next| next.range.start);
        let options: Vec<String> = text[heading.range.end..end]
            .lines()
            .filter_map(|line| ["- ", "* ", "+ "].iter().find_map(|sign| line.trim().strip_prefix(sign)))
            .map(|option| option.trim().trim_matches('*').to_owned())
            .collect();
        if !options.is_empty() {
            groups.push(Group { title: bare(&heading.title).to_owned(), options });
        }
    }
    groups
}

/// A title without its number.
fn bare(title: &str) -> &str {
    let rest = title.trim_start_matches(|character: char| character.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if rest.len() < title.len() => rest.trim(),
        _ => title.trim(),
    }
}

/// The group that somebody means.
pub(super) fn find<'g>(groups: &'g [Group], title: &str) -> Option<&'g Group> {
    groups.iter().find(|group| same(&group.title, title))
}

/// Whether two names are the same in any letter case; what stands in brackets behind an option may be left out.
pub(super) fn same(option: &str, given: &str) -> bool {
    let fold = |text: &str| bare(text).to_lowercase();
    let (option, given) = (fold(option), fold(given));
    option == given || option.split_once(" (").is_some_and(|(short, _)| short == given)
}
