//! `cargo xtask gen-corpus`: a folder of realistic documents, the same for the same seed.
//!
//! The documents are what builds are measured with, so they have what real ones have: full front matter, about 900
//! words, headings of two to four levels, links, wikilinks and relations that all resolve, tables, task lists, code,
//! a glossary. Every document is made from the seed and its own number alone, so they are written in parallel.

mod body;
mod front_matter;
mod hugo;
mod plan;
pub(crate) mod random;
mod words;

use std::path::{Path, PathBuf};
use std::{fs, thread};

use clap::ValueEnum;

use crate::shell::{Context as _, Failure, Outcome};
use plan::Plan;
use random::Random;

/// Arguments of `cargo xtask gen-corpus`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many documents
    count: usize,
    /// Where to write them: a new or empty folder
    folder: PathBuf,
    /// Equal seeds give equal bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// For which program the documents are written
    #[arg(long, value_enum, default_value_t)]
    flavour: Flavour,
}

/// In which form the documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Flavour {
    /// Front matter, relative links and wikilinks as Stratbook reads them
    #[default]
    Stratbook,
    /// The same documents as a Hugo site, with a modest layout
    Hugo,
}

/// What a corpus is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipe {
    pub(crate) count: usize,
    pub(crate) seed: u64,
    pub(crate) flavour: Flavour,
}

/// Writes a corpus as the arguments say.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let &Arguments { count, ref folder, seed, flavour } = arguments;
    let bytes = write(&Recipe { count, seed, flavour }, folder)?;
    println!("{count} documents, {:.1} MB in {}", bytes as f64 / 1e6, folder.display());
    Ok(())
}

/// Writes a corpus into a new or empty folder, and gives how many bytes of Markdown it has.
pub(crate) fn write(recipe: &Recipe, folder: &Path) -> Outcome<u64> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure(format!("`{}` is not empty: name a new folder", folder.display())));
    }
    fs::create_dir_all(folder).could_not(format!("make `{}`", folder.display()))?;
    let plan = Plan::new(recipe.count, recipe.seed);
    let content = match recipe.flavour {
        Flavour::Stratbook => folder.to_path_buf(),
        Flavour::Hugo => {
            hugo::write_site(folder)?;
            folder.join("content")
        }
    };
    for name in plan.folders() {
        let path = content.join(name);
        fs::create_dir_all(&path).could_not(format!("make `{}`", path.display()))?;
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = plan.len().div_ceil(workers).max(1);
    let (plan, content) = (&plan, &content);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..plan.len())
            .step_by(share)
            .map(|start| {
                scope.spawn(move || write_some(plan, recipe, content, start..plan.len().min(start + share)))
            })
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err(Failure("a writer panicked".to_owned()))))
            .sum()
    })
}

fn write_some(plan: &Plan, recipe: &Recipe, content: &Path, range: std::ops::Range<usize>) -> Outcome<u64> {
    let mut text = String::new();
    let mut bytes = 0;
    for number in range {
        text.clear();
        document(plan, number, recipe.flavour, &mut text);
        let path = content.join(plan.file(number, recipe.flavour));
        fs::write(&path, &text).could_not(format!("write `{}`", path.display()))?;
        bytes += text.len() as u64;
    }
    Ok(bytes)
}

/// The whole text of one document.
fn document(plan: &Plan, number: usize, flavour: Flavour, text: &mut String) {
    let mut random = Random::of(plan.seed(), number as u64);
    front_matter::write(plan, number, flavour, &mut random, text);
    body::write(plan, number, flavour, &mut random, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(plan: &Plan, number: usize, flavour: Flavour) -> String {
        let mut text = String::new();
        document(plan, number, flavour, &mut text);
        text
    }

    fn corpus(recipe: &Recipe) -> Vec<(String, String)> {
        let plan = Plan::new(recipe.count, recipe.seed);
        (0..plan.len())
            .map(|number| (plan.file(number, recipe.flavour), text(&plan, number, recipe.flavour)))
            .collect()
    }

    #[test]
    fn equal_seeds_give_equal_bytes() {
        for flavour in [Flavour::Stratbook, Flavour::Hugo] {
            let recipe = Recipe { count: 120, seed: 7, flavour };
            assert_eq!(corpus(&recipe), corpus(&recipe));
            assert_ne!(corpus(&recipe), corpus(&Recipe { seed: 8, ..recipe }));
        }
    }

    #[test]
    fn written_folders_hold_the_planned_files() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = Recipe { count: 90, seed: 3, flavour: Flavour::Stratbook };
        let bytes = write(&recipe, folder.path()).unwrap();
        let corpus = corpus(&recipe);
        assert_eq!(bytes, corpus.iter().map(|(_, text)| text.len() as u64).sum::<u64>());
        for (file, text) in &corpus {
            assert_eq!(&fs::read_to_string(folder.path().join(file)).unwrap(), text, "{file}");
        }
        assert!(write(&recipe, folder.path()).unwrap_err().to_string().contains("is not empty"));
    }

    #[test]
    fn every_number_of_documents_is_exact_and_files_are_distinct() {
        for count in [0, 1, 2, 11, 99, 1000, 5000] {
            let plan = Plan::new(count, 1);
            let files: std::collections::BTreeSet<_> =
                (0..plan.len()).map(|number| plan.file(number, Flavour::Stratbook)).collect();
            assert_eq!((plan.len(), files.len()), (count, count));
        }
    }

    #[test]
    fn documents_have_about_900_words_beside_their_front_matter() {
        let plan = Plan::new(1000, 1);
        let words = |number| text(&plan, number, Flavour::Stratbook).split_whitespace().count();
        let total: usize = (800..900).map(words).sum();
        assert!((1000..1200).contains(&(total / 100)), "{} words", total / 100);
    }

    #[test]
    fn every_link_leads_to_a_document_or_heading_of_the_corpus() {
        let recipe = Recipe { count: 600, seed: 5, flavour: Flavour::Stratbook };
        let corpus = corpus(&recipe);
        let by_file: std::collections::BTreeMap<_, _> =
            corpus.iter().map(|(file, text)| (&**file, &**text)).collect();
        let stems: std::collections::BTreeMap<_, _> = corpus
            .iter()
            .map(|(file, text)| (file.rsplit('/').next().unwrap().trim_end_matches(".md"), &**text))
            .collect();
        let titles: std::collections::BTreeSet<_> = corpus
            .iter()
            .filter_map(|(_, text)| text.lines().find_map(|line| line.strip_prefix("title: ")))
            .map(|title| title.trim_matches('"'))
            .collect();
        let has_heading = |text: &str, anchor: &str| {
            text.lines()
                .filter_map(|line| line.strip_prefix("## "))
                .any(|heading| heading == anchor || words::slug(heading) == anchor)
        };
        let (mut links, mut wikilinks) = (0, 0);
        for (file, text) in &corpus {
            for part in text.split("](").skip(1) {
                let target = part.split(')').next().unwrap();
                let (target, anchor) = target.split_once('#').unwrap_or((target, ""));
                let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
                let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
                for part in target.split('/') {
                    if part == ".." {
                        parts.pop();
                    } else {
                        parts.push(part);
                    }
                }
                let linked = by_file.get(&*parts.join("/")).unwrap_or_else(|| panic!("{file}: {target}"));
                assert!(anchor.is_empty() || has_heading(linked, anchor), "{file}: {target}#{anchor}");
                links += 1;
            }
            for part in text.split("[[").skip(1) {
                let target = part.split("]]").next().unwrap().split('|').next().unwrap();
                let (name, heading) = target.split_once('#').unwrap_or((target, ""));
                let linked = stems.get(name.rsplit('/').next().unwrap());
                assert!(linked.is_some() || titles.contains(name), "{file}: [[{target}]]");
                assert!(
                    heading.is_empty() || linked.is_some_and(|text| has_heading(text, heading)),
                    "{file}: [[{target}]]"
                );
                wikilinks += 1;
            }
        }
        assert!(links > 1000 && wikilinks > 500, "{links} links, {wikilinks} wikilinks");
    }

    #[test]
    fn hugo_gets_no_wikilinks_and_links_by_address() {
        let plan = Plan::new(300, 5);
        for number in 0..plan.len() {
            let text = text(&plan, number, Flavour::Hugo);
            assert!(!text.contains("[[") && !text.contains(".md)"), "{}", plan.file(number, Flavour::Hugo));
        }
    }
}
