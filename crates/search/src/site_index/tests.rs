//! The index of the site holds what the index of the cache holds.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::codings::reading::{after, number, signed, text, unpack};
use super::postings::reading::list;
use super::site_index;
use crate::search::gather::Gatherer;
use crate::{About, Block, Field, Index, Language, Record, Section, Settings, Update};

fn record(number: usize, title: &str, tags: &[&str], question: &str, texts: &[&str]) -> Record {
    let about = About {
        path: format!("{number:04}.md"),
        url: format!("{number:04}/"),
        title: title.to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        language: if number % 3 == 2 { "de" } else { "en" }.to_owned(),
        ..About::default()
    };
    let sections = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Section {
            anchor: format!("s{at}"),
            heading: format!("Part {at}"),
            blocks: vec![Block { line: 1, text: (*text).to_owned(), ..Block::default() }],
            ..Section::default()
        })
        .collect();
    Record {
        about,
        aliases: Vec::new(),
        summaries: Vec::new(),
        concepts: Vec::new(),
        questions: vec![question.to_owned()],
        sections,
    }
}

fn records() -> Vec<Record> {
    vec![
        record(
            0,
            "Keeping customers",
            &["Growth/Ads"],
            "Why do they leave?",
            &["Retention costs.", "A retained customer"],
        ),
        record(1, "KB/ADS-01", &["growth"], "", &["Naïve e-mails, 戦略的 customers"]),
        record(2, "Kunden halten", &[], "Warum gehen sie?", &["Häuser und Kunden", ""]),
    ]
}

/// Words with how many documents have them, and their terms.
type Words = BTreeMap<String, (u64, Vec<u64>)>;

/// The files of an index, unpacked.
struct Read {
    files: BTreeMap<String, Vec<u8>>,
    about: serde_json::Value,
}

impl Read {
    fn of(records: &[Record]) -> Self {
        let files =
            site_index(records.len(), |at| records[at].clone(), &Settings::default(), Language::ENGLISH);
        let mut files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let about: serde_json::Value =
            serde_json::from_slice(&files.remove("index.json").expect("a manifest")).expect("is JSON");
        let stamp = u32::from_str_radix(about["stamp"].as_str().expect("a stamp"), 16).expect("a number");
        for (path, bytes) in &mut files {
            let packed = if path.starts_with("records/") {
                bytes.as_slice()
            } else {
                assert_eq!(bytes[..4], stamp.to_be_bytes(), "{path}");
                &bytes[4..]
            };
            *bytes = unpack(packed);
        }
        Self { files, about }
    }

    /// Words with documents and terms by number; terms by number.
    fn words(&self) -> (Words, BTreeMap<u64, String>) {
        let (mut words, mut terms) = (BTreeMap::new(), BTreeMap::new());
        for bytes in self.files.iter().filter(|(path, _)| path.starts_with("words/")).map(|(_, bytes)| bytes)
        {
            let mut from = bytes.as_slice();
            let mut next = number(&mut from);
            let mut word = String::new();
            while !from.is_empty() {
                word = after(&word, &mut from);
                let flags = number(&mut from);
                let documents = flags >> 2;
                if documents > 0 {
                    let stems = if flags & 1 == 1 {
                        vec![next]
                    } else {
                        (0..number(&mut from)).map(|_| next.wrapping_add_signed(signed(&mut from))).collect()
                    };
                    words.insert(word.clone(), (documents, stems));
                }
                if flags & 2 == 2 {
                    terms.insert(next, word.clone());
                    next += 1;
                }
            }
        }
        (words, terms)
    }

    /// Entries with impacts of every term, in order.
    fn postings(&self) -> Vec<Vec<(u64, u8)>> {
        let known = self.files["usual.bin"].split_at(64 * 15);
        let mut lists = Vec::new();
        for at in 0.. {
            let Some(bytes) = self.files.get(&format!("terms/{at}.bin")) else { return lists };
            let mut from = bytes.as_slice();
            let sizes: Vec<(u64, u64)> =
                (0..number(&mut from)).map(|_| (number(&mut from), number(&mut from))).collect();
            let length = sizes.iter().map(|(_, length)| *length as usize).sum();
            let (mut apart, mut pairs) = from.split_at(length);
            for (entries, length) in sizes {
                let left = apart.len() - length as usize;
                let (here, rest) = pairs.split_at(entries as usize);
                pairs = rest;
                lists.push(list(here, &mut apart, known));
                assert_eq!(apart.len(), left);
            }
            assert!(pairs.is_empty());
        }
        unreachable!("the numbers do not end")
    }
}

fn index(records: &[Record]) -> Index {
    let update = Update::in_memory().expect("an index");
    let mut analyst = update.analyst();
    for record in records {
        analyst.put(record).expect("is put");
    }
    update.commit("state").expect("is committed")
}

/// Every word and every impact is the same in both.
fn agree(records: &[Record]) {
    let (read, index) = (Read::of(records), index(records));
    let settings = Settings::default();
    let mut gatherer = Gatherer::new(&index, &settings);
    let (words, terms) = read.words();
    let postings = read.postings();
    assert_eq!(postings.len(), terms.len());
    assert_eq!(read.about["entries"].as_u64(), Some(index.entries()));
    for (number, term) in &terms {
        let known = gatherer.read(term, &Field::ALL).expect("is read");
        let mut known: Vec<u8> = known.segments.into_iter().flat_map(|list| list.impacts).collect();
        let mut found: Vec<u8> = postings[*number as usize].iter().map(|(_, impact)| *impact).collect();
        known.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, known, "{term}");
    }
    for (word, (_, stems)) in &words {
        assert!(!stems.is_empty() && stems.iter().all(|stem| terms.contains_key(stem)), "{word}");
    }
}

#[test]
fn it_has_the_words_and_impacts_of_the_index_in_the_cache() {
    agree(&records());
    agree(&[]);
}

#[test]
fn words_lead_to_entries() {
    let read = Read::of(&records());
    let (words, terms) = read.words();
    let (documents, stems) = &words["customers"];
    assert_eq!(*documents, 2);
    assert!(stems.iter().any(|stem| terms[stem] == "custom"), "{stems:?}");
    let custom = terms.iter().find(|(_, term)| *term == "custom").expect("a term").0;
    let entries: Vec<u64> = read.postings()[*custom as usize].iter().map(|(entry, _)| *entry).collect();
    assert_eq!(entries, [0, 3, 5], "front matter, a section, a section of the next document");
    assert!(words.contains_key("kbads01") && words.contains_key("戦略"));
}

#[test]
fn documents_are_packed_with_what_is_shown_of_them() {
    let read = Read::of(&records());
    let shown: serde_json::Value = serde_json::from_slice(&read.files["records/0.bin"]).expect("is JSON");
    assert_eq!(shown[0]["t"], "Keeping customers");
    assert_eq!(shown[0]["q"], serde_json::json!(["Why do they leave?"]));
    assert_eq!(shown[1]["e"][0][3][0], "Naïve e-mails, 戦略的 customers");
    assert_eq!(shown[1]["q"], serde_json::json!([]), "an empty question is no entry");
    let menus: serde_json::Value = serde_json::from_slice(&read.files["menus.bin"]).expect("is JSON");
    assert_eq!(menus[0][1], serde_json::json!([["growth", "growth", 2], ["growth/ads", "Growth/Ads", 1]]));
    let tags: serde_json::Value = serde_json::from_slice(&read.files["facets/tag.bin"]).expect("is JSON");
    assert_eq!(tags["growth"], serde_json::json!([0, 1]), "distances between documents");
}

#[test]
fn the_directory_names_the_first_word_of_each_file() {
    let read = Read::of(&records());
    let mut from = read.files["start.bin"].as_slice();
    let documents = number(&mut from);
    let entries: Vec<u64> = (0..documents).map(|_| number(&mut from)).collect();
    assert_eq!(entries, [4, 2, 4]);
    from = &from[documents as usize..];
    let files = number(&mut from);
    let firsts: Vec<u64> = (0..files).map(|_| number(&mut from)).collect();
    assert_eq!(firsts.first(), Some(&0));
    assert_eq!(number(&mut from), read.words().1.len() as u64);
    let blocks = number(&mut from);
    let first: Vec<String> = (0..blocks).map(|_| text(&mut from)).collect();
    assert_eq!(
        first[0],
        read.words().0.keys().chain(read.words().1.values()).min().expect("a word").as_str()
    );
}

#[test]
fn the_same_documents_give_the_same_bytes_and_others_another_stamp() {
    let make = |records: &[Record]| {
        site_index(records.len(), |at| records[at].clone(), &Settings::default(), Language::ENGLISH)
    };
    let mut all = records();
    let before = make(&all);
    assert_eq!(make(&all), before);
    all[1].about.title.push('!');
    let stamp = |files: &[(String, Vec<u8>)]| files.last().map(|(_, bytes)| bytes.clone());
    assert_ne!(stamp(&make(&all)), stamp(&before));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn any_documents_agree(texts in prop::collection::vec("([a-eé戦AB12]{1,4}[ .'-]){0,40}", 1..6)) {
        let records: Vec<Record> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| record(at, text, &[text], text, &[text, "and more"]))
            .collect();
        agree(&records);
    }
}
