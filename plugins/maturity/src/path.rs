//! Names of pages.

/// Whether a text names a page rather than describing something in words.
pub(crate) fn names_a_page(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or(text);
    !path.contains(char::is_whitespace) && (path.starts_with('/') || path.to_lowercase().ends_with(".md"))
}

/// A name that a document gives, as seen from the content folder: relative paths are resolved beside that document.
pub(crate) fn from_root(document: &str, name: &str) -> String {
    if name.starts_with('/') || !names_a_page(name) {
        return name.to_owned();
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// A text that says something; white space alone does not.
pub(crate) fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// The nearest of some names, where one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long name is no slip of the hand, and comparing it would take its time.
    if name.len() > 200 {
        return None;
    }
    let name = name.to_lowercase();
    let limit = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|other| (distance(&name, &other.to_lowercase()), other))
        // Of a name of one letter, every other one is a single letter away.
        .filter(|(distance, _)| *distance <= limit && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// How many letters are added, taken away, changed or swapped with their neighbour (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (above, left) in one.iter().enumerate() {
        let mut row = vec![above + 1];
        for (index, right) in other.iter().enumerate() {
            let changed = rows[above][index] + usize::from(left != right);
            let mut least = changed.min(row[index] + 1).min(rows[above][index + 1] + 1);
            let swapped = above > 0 && index > 0 && one[above - 1] == *right && other[index - 1] == *left;
            if swapped {
                least = least.min(rows[above - 1][index - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}
