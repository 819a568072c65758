//! The index of the built site: the same records, words, impacts and numbers as in the index of the cache, as small
//! files that a script fetches one by one. What is in which file is written down in `search-core.js`, which reads them.
//!
//! Documents are numbered by path, entries in the order of documents. The names of the files do not change from build
//! to build; each but the records begins with a stamp of the build, so that a reader notices when it holds files of
//! two builds.

mod codings;
mod collect;
mod foreseen;
mod menus;
mod names;
mod postings;
mod records;
#[cfg(test)]
mod tests;
mod words;

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value, json};

use self::codings::{Packer, number};
use self::collect::{Part, collect};
use crate::bm25::Lengths;
use crate::schema::FORM;
use crate::search::groups;
use crate::{Language, Record, Settings, analysis, bm25, evidence, expand, lexicon, query, record, snippet};

/// A file of the index: its path below the folder of the index, and its bytes.
pub type SiteFile = (String, Vec<u8>);

/// Documents whose words are collected in one go.
const PART: usize = 512;

/// Makes the index of `count` documents, sorted by path, of a site whose questions are in `language`.
pub fn site_index(
    count: usize,
    read: impl Fn(usize) -> Record + Sync,
    settings: &Settings,
    language: Language,
) -> Vec<SiteFile> {
    // Few parts, since the words of each are brought together with those of all others.
    let part = (count / (4 * rayon::current_num_threads().max(1))).clamp(PART, 16 * PART);
    let parts: Vec<Part> = (0..count.div_ceil(part))
        .into_par_iter()
        .map(|at| collect(at * part..((at + 1) * part).min(count), &read))
        .collect();
    let mut lengths = Lengths::default();
    let mut languages: Vec<Language> = Vec::new();
    for part in &parts {
        lengths.merge(&part.lengths);
        for language in &part.languages {
            if !languages.contains(language) {
                languages.push(*language);
            }
        }
    }
    languages.sort_by_key(|language| language.tag());
    let postings = postings::merge(&parts, &lengths, settings);
    let dictionary = words::dictionary(&parts, &postings.terms, &languages);

    let mut start = Vec::new();
    table(&parts, &mut start);
    number(postings.files.len() as u64, &mut start);
    let mut last = 0;
    for (first, _) in &postings.files {
        number(u64::from(first - last), &mut start);
        last = *first;
    }
    number(postings.terms.len() as u64, &mut start);
    dictionary.directory(&mut start);
    let names = names::names(&parts);
    names.directory(&mut start);

    let mut packer = Packer::new();
    let mut files: Vec<SiteFile> = vec![
        ("start.bin".to_owned(), packer.text(&start)),
        ("usual.bin".to_owned(), postings.foreseen.file(&mut packer)),
    ];
    files.extend(numbered("terms", postings.files.into_iter().map(|(_, bytes)| bytes)));
    files.extend(numbered("words", dictionary.words.into_iter().map(|(_, bytes)| bytes)));
    files.extend(numbered("ends", dictionary.ends.into_iter().map(|(_, _, bytes)| bytes)));
    files.extend(numbered("names", names.names.into_iter().map(|(_, bytes)| bytes)));
    files.extend(numbered("name-ends", names.ends.into_iter().map(|(_, bytes)| bytes)));
    files.extend(facets(&parts, &mut packer));
    let entries: u32 = parts.iter().map(|part| part.entries).sum();
    let mut records: Vec<SiteFile> = Vec::new();
    for part in parts {
        records.extend(part.files.into_iter().map(|(first, bytes)| (format!("records/{first}.bin"), bytes)));
    }
    let about = manifest(count, entries, settings, language, &languages);
    let stamp = stamp(&about, &files, &records);
    for (_, bytes) in &mut files {
        bytes.splice(0..0, stamp.to_be_bytes());
    }
    files.append(&mut records);
    let mut about = about;
    about["stamp"] = format!("{stamp:08x}").into();
    files.push(("index.json".to_owned(), about.to_string().into_bytes()));
    files
}

fn numbered(folder: &'static str, files: impl Iterator<Item = Vec<u8>>) -> impl Iterator<Item = SiteFile> {
    files.enumerate().map(move |(at, bytes)| (format!("{folder}/{at}.bin"), bytes))
}

/// The table of documents: entries of each, then a byte of what each is.
fn table(parts: &[Part], to: &mut Vec<u8>) {
    let rows = || parts.iter().flat_map(|part| &part.documents);
    number(rows().count() as u64, to);
    for row in rows() {
        number(u64::from(row.entries), to);
    }
    let firsts: rustc_hash::FxHashSet<u32> =
        parts.iter().flat_map(|part| &part.files).map(|(first, _)| *first).collect();
    for (at, row) in rows().enumerate() {
        let first = firsts.contains(&(at as u32));
        to.push(
            u8::from(row.index_page)
                | u8::from(row.template) << 1
                | u8::from(row.retired) << 2
                | u8::from(first) << 3,
        );
    }
}

/// One file a key: documents by value. And one with what the menus offer.
fn facets(parts: &[Part], packer: &mut Packer) -> Vec<SiteFile> {
    let mut by_key: std::collections::BTreeMap<String, serde_json::Map<String, Value>> =
        std::collections::BTreeMap::new();
    for part in parts {
        for (facet, documents) in &part.facets {
            let Some((key, value)) = facet.split_once(':').filter(|(key, _)| *key != "is") else { continue };
            let list = by_key.entry(key.to_owned()).or_default().entry(value).or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.extend(documents.iter().map(|document| Value::from(*document)));
            }
        }
    }
    let mut menus = menus::Menus::default();
    for part in parts {
        menus.merge(&part.menus);
    }
    // A filter lets through whatever it finds, so that is what is counted.
    let passes = |key: &str, value: &str| {
        let documents = by_key.get(key).and_then(|values| values.get(value)).and_then(Value::as_array);
        documents.map_or(0, Vec::len)
    };
    let menus = json!(menus.choices(&passes));
    let mut files = vec![("menus.bin".to_owned(), packer.text(menus.to_string().as_bytes()))];
    for (key, values) in by_key {
        // Numbers as distances: most are short then.
        let mut text = String::from("{");
        for (value, documents) in values {
            let mut last = 0;
            let distances: Vec<u64> = documents
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_u64)
                .map(|document| document - std::mem::replace(&mut last, document))
                .collect();
            let comma = if text.len() > 1 { "," } else { "" };
            let _ = write!(text, "{comma}{}:{}", Value::from(value), json!(distances));
        }
        text.push('}');
        files.push((format!("facets/{key}.bin"), packer.text(text.as_bytes())));
    }
    files
}

/// What the script has to know before anything else: all numbers and lists that decide an answer.
fn manifest(
    documents: usize,
    entries: u32,
    settings: &Settings,
    language: Language,
    languages: &[Language],
) -> Value {
    let stop = |language: &Language| (language.tag().to_owned(), json!(language.stop_words()));
    json!({
        "form": FORM,
        "documents": documents,
        "entries": entries,
        "language": language.tag(),
        "languages": languages.iter().map(|language| language.tag()).collect::<Vec<_>>(),
        "stop": languages.iter().chain([&language]).map(stop).collect::<serde_json::Map<_, _>>(),
        "filters": query::FILTERS,
        "steps": bm25::STEPS,
        "second": settings.second,
        "whole": settings.whole,
        "name": settings.name,
        "completion": settings.completion,
        "besideTheWord": groups::BESIDE_THE_WORD,
        "correction": settings.correction,
        "pair": settings.pair,
        "coverage": settings.coverage,
        "kinds": [settings.index_page, settings.template, settings.retired],
        "rerank": settings.rerank,
        "completions": expand::COMPLETIONS,
        "corrections": expand::CORRECTIONS,
        "shortestBeginning": expand::SHORTEST_BEGINNING,
        "shortestMended": expand::SHORTEST_MENDED,
        "mostCompletions": lexicon::MOST_COMPLETIONS,
        "mostNames": lexicon::MOST_NAMES,
        "shortestName": lexicon::SHORTEST_NAME,
        "longestName": record::LONGEST_NAME,
        "longestWord": analysis::LONGEST_WORD,
        "mostParts": analysis::MOST_PARTS,
        "longestJoined": analysis::LONGEST_JOINED,
        "mostWords": query::MOST_WORDS,
        "longestQuery": query::LONGEST,
        "together": evidence::TOGETHER,
        "mostWanted": evidence::MOST,
        "otherForm": evidence::OTHER_FORM,
        "snippet": snippet::LENGTH,
    })
}

/// A number that is another one for another index.
fn stamp(about: &Value, files: &[SiteFile], records: &[SiteFile]) -> u32 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(about.to_string().as_bytes());
    for (path, bytes) in files.iter().chain(records) {
        hasher.write(path.as_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(bytes);
    }
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}
