//! The script of the built site has a stemmer of its own. This one and that one are compared with the same list.

use stratbook_search::{Analyzer, Language};

#[test]
fn the_list_that_the_script_is_compared_with_is_true() {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let differ: Vec<(&str, &str, String)> = include_str!("stems.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(word, stem)| (word, stem, analyzer.stem(word).to_owned()))
        .filter(|(_, stem, found)| stem != found)
        .collect();
    assert_eq!(differ, []);
}
