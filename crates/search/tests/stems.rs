//! The script of the built site has stemmers of its own. Those and these are compared with the same lists.

use stratbook_search::{Analyzer, Language};

/// Words with their stems, by language.
const LISTS: [(&str, &str); 18] = [
    ("ar", include_str!("stems/ar.txt")),
    ("da", include_str!("stems/da.txt")),
    ("de", include_str!("stems/de.txt")),
    ("el", include_str!("stems/el.txt")),
    ("en", include_str!("stems.txt")),
    ("es", include_str!("stems/es.txt")),
    ("fi", include_str!("stems/fi.txt")),
    ("fr", include_str!("stems/fr.txt")),
    ("hu", include_str!("stems/hu.txt")),
    ("it", include_str!("stems/it.txt")),
    ("nl", include_str!("stems/nl.txt")),
    ("no", include_str!("stems/no.txt")),
    ("pt", include_str!("stems/pt.txt")),
    ("ro", include_str!("stems/ro.txt")),
    ("ru", include_str!("stems/ru.txt")),
    ("sv", include_str!("stems/sv.txt")),
    ("ta", include_str!("stems/ta.txt")),
    ("tr", include_str!("stems/tr.txt")),
];

#[test]
fn the_lists_that_the_script_is_compared_with_are_true() {
    for (tag, list) in LISTS {
        let language = Language::of_tag(tag);
        assert_eq!(language.tag(), tag);
        let mut analyzer = Analyzer::new(language);
        let differ: Vec<(&str, &str, String)> = list
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(word, stem)| (word, stem, analyzer.stem(word).to_owned()))
            .filter(|(_, stem, found)| stem != found)
            .collect();
        assert_eq!(differ, [], "{tag}");
    }
}
