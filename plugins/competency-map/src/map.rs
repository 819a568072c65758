//! Which competency a name means.

use crate::inputs::{Competency, Domain};

/// A competency that was named, or the page of a domain, which means all that it holds.
pub fn meant(domains: &[Domain], name: &str, from: &str) -> Vec<(usize, usize)> {
    let all = || {
        domains.iter().enumerate().flat_map(|(at, domain)| {
            domain
                .competencies
                .iter()
                .enumerate()
                .map(move |(index, competency)| ((at, index), domain, competency))
        })
    };
    if names_a_page(name) {
        let (path, section) = split(name, from);
        let same = |page: &Option<String>, exact: bool| {
            page.as_ref().is_some_and(|page| {
                let (known, known_section) = split(page, "");
                known == path && (!exact || known_section == section)
            })
        };
        // The section first, then the whole page of a competency, then that of its domain.
        for fits in [
            &|_: &Domain, competency: &Competency| same(&competency.page, true),
            &|_: &Domain, competency: &Competency| same(&competency.page, false),
            &|domain: &Domain, _: &Competency| same(&domain.page, false),
        ] as [&dyn Fn(&Domain, &Competency) -> bool; 3]
        {
            let found: Vec<(usize, usize)> = all()
                .filter(|(_, domain, competency)| fits(domain, competency))
                .map(|(place, ..)| place)
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        return Vec::new();
    }
    let wanted = folded(name);
    let named = |competency: &Competency| {
        let names = [Some(&competency.name), competency.id.as_ref()].into_iter().flatten();
        names.chain(&competency.aliases).any(|known| folded(known) == wanted)
    };
    let found: Vec<(usize, usize)> =
        all().filter(|(.., competency)| named(competency)).map(|(place, ..)| place).collect();
    if !found.is_empty() || wanted.is_empty() {
        return found;
    }
    all().filter(|(_, domain, _)| folded(&domain.name) == wanted).map(|(place, ..)| place).collect()
}

/// The document that a name leads to, if it is that of a page: a path that begins with `/`.
pub(crate) fn page(name: &str, from: &str) -> Option<String> {
    names_a_page(name).then(|| format!("/{}", split(name, from).0))
}

fn names_a_page(name: &str) -> bool {
    name.starts_with('/') || name.split('#').next().unwrap_or(name).to_lowercase().ends_with(".md")
}

/// A path from the content folder, and the section; `from` is the document that names it.
fn split(name: &str, from: &str) -> (String, String) {
    let (path, section) = name.split_once('#').unwrap_or((name, ""));
    let folder =
        if path.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (parts.join("/"), section.to_lowercase())
}

/// Letters and digits alone, in lower case; `&` is "and".
fn folded(name: &str) -> String {
    let mut out = String::new();
    for word in name.replace('&', " and ").split(|letter: char| !letter.is_alphanumeric()) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word.to_lowercase());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Inputs;

    fn domains() -> Vec<Domain> {
        let mut domains = Inputs::default().domains().unwrap();
        domains[2].page = Some("/competencies/engagement.md".to_owned());
        domains[5].page = Some("/competencies/scaling.md".to_owned());
        domains[5].competencies[0].page = Some("/competencies/scaling.md#govern-ethically".to_owned());
        domains
    }

    #[test]
    fn seven_domains_hold_eleven_competencies() {
        let domains = Inputs::default().domains().unwrap();
        assert_eq!(domains.len(), 7);
        assert_eq!(domains.iter().map(|domain| domain.competencies.len()).sum::<usize>(), 11);
    }

    #[test]
    fn a_competency_is_meant_by_name_id_alias_or_page() {
        let meant = |name: &str| meant(&domains(), name, "strategy/goals/a.md");
        for name in
            ["enhance engagement", "Engagement", "Enhance Engagement & Conversion", "on-site engagement"]
        {
            assert_eq!(meant(name), [(2, 0)], "{name}");
        }
        assert_eq!(meant("/competencies/engagement.md"), [(2, 0)]);
        assert_eq!(meant("../../competencies/engagement.md#enhance"), [(2, 0)]);
        assert_eq!(meant("/competencies/scaling.md#govern-ethically"), [(5, 0)]);
        assert_eq!(meant("/competencies/scaling.md"), [(5, 0)]);
        assert_eq!(meant("Implementation and scaling"), [(5, 0), (5, 1), (5, 2)]);
        assert_eq!(meant("juggling"), []);
        assert_eq!(meant(""), []);
    }
}
