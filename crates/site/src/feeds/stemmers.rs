//! Theme files that the search box needs for some languages alone: `LANGUAGE.js` finds the stems of one, the other files
//! of the folder go with all of them.

use std::collections::BTreeSet;

use crate::site::Site;

/// Folders of stemmers; what follows is the version.
const FOLDER: &str = "assets/vendor/snowball-";

impl Site<'_> {
    /// Stemmers that no document of the site needs, and what goes with them where none is needed.
    pub(super) fn idle_stemmers(&self) -> BTreeSet<&str> {
        let languages: BTreeSet<&str> = if self.options.search {
            let tags = self.documents.iter().map(|document| document.metadata.lang.as_deref());
            tags.map(|tag| (self.options.stemmer)(tag.unwrap_or(&self.options.language))).collect()
        } else {
            BTreeSet::new()
        };
        idle(self.theme.assets().map(|(path, _)| path), &languages)
    }
}

fn idle<'p>(files: impl Iterator<Item = &'p str>, languages: &BTreeSet<&str>) -> BTreeSet<&'p str> {
    let (mut idle, mut shared, mut any) = (BTreeSet::new(), Vec::new(), false);
    for path in files.filter(|path| path.starts_with(FOLDER)) {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".js"));
        match name.filter(|name| name.len() == 2) {
            None => shared.push(path),
            Some(language) if languages.contains(language) => any = true,
            Some(_) => {
                idle.insert(path);
            }
        }
    }
    if !any {
        idle.extend(shared);
    }
    idle
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 6] = [
        "assets/search.js",
        "assets/vendor/mermaid.min.js",
        "assets/vendor/snowball-1/LICENSE.txt",
        "assets/vendor/snowball-1/base-stemmer.js",
        "assets/vendor/snowball-1/da.js",
        "assets/vendor/snowball-1/de.js",
    ];

    fn idle_for(languages: &[&str]) -> Vec<&'static str> {
        idle(FILES.into_iter(), &languages.iter().copied().collect()).into_iter().collect()
    }

    #[test]
    fn a_site_has_the_stemmers_of_its_languages() {
        assert_eq!(idle_for(&["de", "en"]), FILES[4..5]);
        assert_eq!(idle_for(&["da", "de"]), [""; 0]);
    }

    #[test]
    fn without_such_a_language_nothing_of_them_is_there() {
        assert_eq!(idle_for(&["", "en"]), FILES[2..]);
        assert_eq!(idle_for(&[]), FILES[2..]);
    }
}
