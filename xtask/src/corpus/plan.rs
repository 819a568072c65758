//! Which documents there are, where they lie and what they are called: known before any is written, so that every
//! link can be right.

use super::Flavour;
use super::random::Random;
use super::words::{WORDS, slug};

/// So many documents lie in a folder, about.
const FOLDER_SIZE: usize = 75;

/// What a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first page.
    Home,
    /// The page of a folder.
    Folder,
    /// A term of the glossary, by its place in the list.
    Term(usize),
    /// An ordinary document.
    Article,
}

#[derive(Debug)]
struct Entry {
    kind: Kind,
    folder: usize,
    stem: String,
    title: String,
}

/// The corpus before it is written.
#[derive(Debug)]
pub(super) struct Plan {
    seed: u64,
    folders: Vec<String>,
    entries: Vec<Entry>,
    /// Articles from here on.
    first_article: usize,
    /// How many folders hold articles.
    leaves: usize,
}

impl Plan {
    /// Plans exactly `count` documents: the first page, folder pages, the glossary, then articles.
    pub(super) fn new(count: usize, seed: u64) -> Self {
        let mut plan = Self {
            seed,
            folders: vec![String::new()],
            entries: Vec::with_capacity(count),
            first_article: 0,
            leaves: 1,
        };
        plan.push(Kind::Home, 0, "index", "Handbook".to_owned());
        plan.glossary(WORDS.terms.len().min(count / 10));
        let leaves = plan.tree(count.div_ceil(FOLDER_SIZE));
        plan.first_article = plan.entries.len();
        plan.leaves = leaves.len();
        // Folders in turn, so that all are of one size.
        for number in 0..count.saturating_sub(plan.entries.len()) {
            let title = title(number, seed);
            let stem = slug(&title);
            plan.push(Kind::Article, leaves[number % leaves.len()], &stem, title);
        }
        plan.entries.truncate(count);
        plan.first_article = plan.first_article.min(count);
        plan
    }

    fn push(&mut self, kind: Kind, folder: usize, stem: &str, title: String) {
        self.entries.push(Entry { kind, folder, stem: stem.to_owned(), title });
    }

    fn push_folder(&mut self, path: String, title: String) -> usize {
        self.folders.push(path);
        let folder = self.folders.len() - 1;
        self.push(Kind::Folder, folder, "index", title);
        folder
    }

    fn glossary(&mut self, terms: usize) {
        if terms > 0 {
            let folder = self.push_folder("glossary".to_owned(), "Glossary".to_owned());
            for (number, (name, _)) in WORDS.terms.iter().take(terms).enumerate() {
                self.push(Kind::Term(number), folder, &slug(name), super::words::capital(name));
            }
        }
    }

    /// Areas, topics in them, and up to three topics below each of those. Gives the folders that hold articles.
    fn tree(&mut self, wanted: usize) -> Vec<usize> {
        let areas: Vec<_> = (0..wanted.div_ceil(4).clamp(1, WORDS.areas.len()))
            .map(|number| WORDS.areas[number])
            .map(|area| (area, self.push_folder(slug(area), area.to_owned())))
            .collect();
        let mut leaves = Vec::new();
        for number in 0..wanted.max(1) {
            let (area, _) = areas[number % areas.len()];
            let place = number / areas.len();
            let (group, inner) = (place / 4, place % 4);
            let topic = topic(group + 5 * (number % areas.len()), group);
            let title = format!("{topic} in {area}");
            let path = format!("{}/{}", slug(area), slug(&topic));
            let folder = if inner == 0 {
                self.push_folder(path, title)
            } else {
                let name = self::topic(group + 5 * (number % areas.len()) + 7 * inner, group);
                self.push_folder(format!("{path}/{}", slug(&name)), format!("{name}, {title}"))
            };
            leaves.push(folder);
        }
        leaves
    }

    /// How many documents.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The seed that everything comes from.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// All folders, parents first; the first is the root.
    pub(super) fn folders(&self) -> &[String] {
        &self.folders
    }

    /// What it is for.
    pub(super) fn kind(&self, number: usize) -> Kind {
        self.entries[number].kind
    }

    /// Its title, unlike any other.
    pub(super) fn title(&self, number: usize) -> &str {
        &self.entries[number].title
    }

    /// Its file name without `.md`.
    pub(super) fn stem(&self, number: usize) -> &str {
        &self.entries[number].stem
    }

    /// Its path without `.md`, from the root.
    pub(super) fn path(&self, number: usize) -> String {
        let entry = &self.entries[number];
        match &*self.folders[entry.folder] {
            "" => entry.stem.clone(),
            folder => format!("{folder}/{}", entry.stem),
        }
    }

    /// Its file under the content folder.
    pub(super) fn file(&self, number: usize, flavour: Flavour) -> String {
        let path = self.path(number);
        match path.strip_suffix("index") {
            Some(folder) if flavour == Flavour::Hugo && self.stem(number) == "index" => {
                format!("{folder}_index.md")
            }
            _ => format!("{path}.md"),
        }
    }

    /// Its id, such as `KB/GROWTH/00042`.
    pub(super) fn id(&self, number: usize) -> String {
        let folder = &self.folders[self.entries[number].folder];
        let area = folder.split('/').next().unwrap_or_default().to_uppercase();
        format!("KB/{}/{number:05}", if area.is_empty() { "HOME" } else { &area })
    }

    /// The headings of level 2 of an article.
    pub(super) fn headings(&self, number: usize) -> Vec<&'static str> {
        let mut random = Random::of(self.seed ^ 0xAB1E, number as u64);
        let count = random.between(4, 6);
        random.pick_some(&WORDS.headings, count)
    }

    /// Another article: mostly one of the same folder, else any.
    pub(super) fn other(&self, number: usize, random: &mut Random) -> Option<usize> {
        let articles = self.len() - self.first_article;
        if articles < 2 {
            return None;
        }
        let anywhere = random.below(articles);
        let place = match number.checked_sub(self.first_article) {
            // The articles of a folder stand one round of folders apart.
            Some(place) if random.percent(65) => {
                let near = random.between(1, 12) * self.leaves;
                if place + near < articles {
                    place + near
                } else {
                    place.checked_sub(near).unwrap_or(anywhere)
                }
            }
            _ => anywhere,
        };
        let other = self.first_article + place;
        (other != number).then_some(other)
    }

    /// The path to `to` from the folder of `from`, with `../` where needed.
    pub(super) fn relative(&self, from: usize, to: usize) -> String {
        let (from, path) = (&self.folders[self.entries[from].folder], self.path(to));
        let from: Vec<_> = from.split('/').filter(|part| !part.is_empty()).collect();
        let to: Vec<_> = path.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
        format!("{}{}.md", "../".repeat(from.len() - shared), to[shared..].join("/"))
    }
}

/// The name of a topic; a number keeps the second round of the list apart from the first.
fn topic(number: usize, round: usize) -> String {
    let name = WORDS.topics[number % WORDS.topics.len()];
    match round / WORDS.topics.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// A title that no other number has.
fn title(number: usize, seed: u64) -> String {
    let words = &*WORDS;
    let all = words.patterns.len() * words.subjects.len() * words.contexts.len();
    // A step without a common divisor visits every combination once before any comes again.
    let at = (number * 36_847 + seed as usize % all) % all;
    let (pattern, rest) = (at % words.patterns.len(), at / words.patterns.len());
    let (subject, context) = (rest % words.subjects.len(), rest / words.subjects.len());
    let title = words.patterns[pattern]
        .replace("{subject}", words.subjects[subject])
        .replace("{context}", words.contexts[context]);
    match number / all {
        0 => title,
        round => format!("{title}, part {}", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_unlike_each_other() {
        let titles: std::collections::HashSet<_> = (0..100_000).map(|number| title(number, 9)).collect();
        assert_eq!(titles.len(), 100_000);
    }

    #[test]
    fn folders_are_two_or_three_deep_and_of_one_size() {
        let plan = Plan::new(10_000, 1);
        let unique: std::collections::HashSet<_> = plan.folders().iter().collect();
        assert_eq!(unique.len(), plan.folders().len());
        let depths: std::collections::BTreeSet<_> =
            plan.folders().iter().map(|folder| folder.split('/').count()).collect();
        assert_eq!(depths.into_iter().collect::<Vec<_>>(), [1, 2, 3]);
        let sizes = (1..plan.folders().len())
            .map(|folder| plan.entries.iter().filter(|entry| entry.folder == folder).count());
        assert!(sizes.filter(|size| *size > 1).all(|size| (30..=100).contains(&size)));
        let unique: std::collections::HashSet<_> = (0..plan.len()).map(|number| plan.title(number)).collect();
        assert_eq!(unique.len(), plan.len());
    }

    #[test]
    fn relative_paths_climb_as_far_as_needed() {
        let mut plan = Plan::new(0, 1);
        plan.folders = ["", "a", "a/b", "c"].map(str::to_owned).into();
        for (folder, stem) in [(0, "index"), (1, "one"), (2, "two"), (3, "three")] {
            plan.push(Kind::Article, folder, stem, String::new());
        }
        assert_eq!(plan.relative(2, 1), "../one.md");
        assert_eq!(plan.relative(1, 2), "b/two.md");
        assert_eq!(plan.relative(2, 3), "../../c/three.md");
        assert_eq!(plan.relative(0, 3), "c/three.md");
        assert_eq!(plan.relative(3, 0), "../index.md");
    }
}
