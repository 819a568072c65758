//! What people rely on in an answer, over small indexes.

use proptest::prelude::*;
use stratbook_search::{
    About, Answer, Block, Index, Language, Options, Query, Record, Section, Settings, Update,
};

fn record(path: &str, title: &str, sections: &[(&str, &str)]) -> Record {
    Record {
        about: About {
            path: path.to_owned(),
            file: path.to_owned(),
            url: format!("/{}/", path.trim_end_matches(".md")),
            title: title.to_owned(),
            language: "en".to_owned(),
            ..About::default()
        },
        aliases: Vec::new(),
        summaries: Vec::new(),
        concepts: Vec::new(),
        questions: Vec::new(),
        sections: sections
            .iter()
            .enumerate()
            .map(|(number, (heading, text))| Section {
                anchor: heading.to_lowercase().replace(' ', "-"),
                heading: (*heading).to_owned(),
                above: Vec::new(),
                line: number as u32 * 10 + 1,
                blocks: vec![Block {
                    line: number as u32 * 10 + 3,
                    text: (*text).to_owned(),
                    ..Block::default()
                }],
            })
            .collect(),
    }
}

fn index(records: &[Record]) -> Index {
    let update = Update::in_memory().expect("an index");
    let mut analyst = update.analyst();
    for record in records {
        analyst.put(record).expect("it is put");
    }
    drop(analyst);
    update.commit("state").expect("it is committed")
}

fn ask(index: &Index, question: &str) -> Answer {
    let query = Query::parse(question, Language::ENGLISH);
    index.search(&query, &Settings::default(), &Options::default()).expect("an answer")
}

fn paths(index: &Index, question: &str) -> Vec<String> {
    ask(index, question).hits.into_iter().map(|hit| hit.path).collect()
}

fn handbook() -> Vec<Record> {
    vec![
        record(
            "ladder.md",
            "Maturity ladder",
            &[("Steps", "Each step has prerequisites."), ("Facts", "A fact has a date and a source.")],
        ),
        record(
            "retention.md",
            "Customer retention",
            &[("Churn", "Retention is measured against churn each month.")],
        ),
        record("returns.md", "Returns", &[("Policy", "Customers may return goods within thirty days.")]),
        record(
            "codes.md",
            "Codes",
            &[("List", "The advert rules are kept under KB/GROWTH/ADS-01 since May.")],
        ),
        record("mail.md", "E-mail", &[("Tone", "Write an e-mail as you would speak.")]),
    ]
}

#[test]
fn the_section_that_answers_is_shown_with_its_line() {
    let answer = ask(&index(&handbook()), "where does a fact have its source?");
    let hit = &answer.hits[0];
    assert_eq!(
        (hit.path.as_str(), hit.section.as_slice(), hit.line),
        ("ladder.md", &["Facts".to_owned()][..], 13)
    );
    assert_eq!(hit.url, "/ladder/#facts");
    assert_eq!(ask(&index(&handbook()), "churn list").hits[1].line, 1, "a word of a heading");
    let marked: Vec<String> = hit
        .snippet
        .marks
        .iter()
        .map(|(from, to)| hit.snippet.text.chars().skip(*from as usize).take((to - from) as usize).collect())
        .collect();
    assert_eq!(marked, ["fact", "source"]);
}

#[test]
fn an_exact_word_comes_before_what_it_begins_or_may_have_been() {
    let mut records = handbook();
    records.push(record("retentionist.md", "Retentionist", &[("", "retentionist retentionist")]));
    records.push(record("detention.md", "Detention", &[("", "detention detention detention")]));
    let index = index(&records);
    assert_eq!(paths(&index, "retention")[0], "retention.md");
    assert!(!paths(&index, "retention ").contains(&"detention.md".to_owned()));
}

#[test]
fn slips_beginnings_and_codes_find_their_document() {
    let index = index(&handbook());
    for question in ["retetnion", "Custmer retention", "custo", "customer ret"] {
        assert!(paths(&index, question).contains(&"retention.md".to_owned()), "{question}");
    }
    assert_eq!(paths(&index, "Maturty ladder")[0], "ladder.md");
    for question in ["KB/GROWTH/ADS-01", "ads-01", "growth ads"] {
        assert_eq!(paths(&index, question), ["codes.md"], "{question}");
    }
    for question in ["email", "e-mail"] {
        assert_eq!(paths(&index, question)[0], "mail.md", "{question}");
    }
    assert!(ask(&index, "retetnion ").hints.iter().any(|hint| hint.contains("retention")));
}

#[test]
fn phrases_exclusions_and_titles_are_kept_to() {
    let index = index(&handbook());
    assert_eq!(paths(&index, "\"measured against churn\""), ["retention.md"]);
    assert_eq!(paths(&index, "customers -retention"), ["returns.md"]);
    assert_eq!(paths(&index, "title:returns"), ["returns.md"]);
    let loose = ask(&index, "\"churn against measured\"");
    assert_eq!(loose.hits[0].path, "retention.md");
    assert!(loose.hints[0].starts_with("no document has"), "{:?}", loose.hints);
}

#[test]
fn equal_documents_come_by_path() {
    let same: Vec<Record> =
        ["c.md", "a.md", "b.md"].iter().map(|path| record(path, "Same", &[("", "the same text")])).collect();
    assert_eq!(paths(&index(&same), "text"), ["a.md", "b.md", "c.md"]);
}

#[test]
fn of_many_equal_documents_the_first_come_by_path_too() {
    // Put in an order that is not theirs by path; 7 and 401 have no divisor in common, so each comes once.
    let paths_in_order: Vec<String> = (0..401).map(|number| format!("{number:03}.md")).collect();
    let records: Vec<Record> = (0..401)
        .map(|at| {
            let mut record = record(&paths_in_order[at * 7 % 401], "Same", &[("", "the same text")]);
            record.about.tags = vec!["same".to_owned()];
            record
        })
        .collect();
    let index = index(&records);
    for question in ["tag:same", "text", "same text tag:same"] {
        assert_eq!(paths(&index, question), paths_in_order[..10], "{question}");
    }
    assert_eq!(ask(&index, "tag:same").total, 401);
}

#[test]
fn an_index_that_was_changed_answers_as_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let update = Update::create(folder.path()).expect("an index");
    let mut analyst = update.analyst();
    let mut records = handbook();
    for record in &records {
        analyst.put(record).expect("it is put");
    }
    drop(analyst);
    let before = update.commit("one").expect("it is committed");

    records[1] = record("retention.md", "Keeping customers", &[("Loyalty", "Loyal customers come back.")]);
    records.remove(2);
    records.push(record("new.md", "New", &[("", "Loyalty points for customers.")]));
    let update = Update::open(folder.path()).expect("it is opened");
    for gone in ["retention.md", "returns.md"] {
        update.remove(&before, gone).expect("it is removed");
    }
    let mut analyst = update.analyst();
    analyst.put(&records[1]).expect("it is put");
    analyst.put(&records[4]).expect("it is put");
    drop(analyst);
    let changed = update.commit("two").expect("it is committed");

    let fresh = index(&records);
    for question in
        ["loyal customers", "churn", "return goods", "fact source", "new", "customer", "prerequisites"]
    {
        let strip = |mut answer: Answer| {
            answer.elapsed_us = 0;
            answer
        };
        assert_eq!(strip(ask(&changed, question)), strip(ask(&fresh, question)), "{question}");
    }
    assert_eq!((changed.documents(), changed.entries()), (fresh.documents(), fresh.entries()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_indexing_changes_nothing(seed in 0_u64..1000, question in "(customer|fact|step|return|churn|ads-01| ){1,5}") {
        let mut records = handbook();
        let first = ask(&index(&records), &question);
        let length = records.len();
        for at in 0..length {
            records.swap(at, (seed as usize * 7 + at * 13) % length);
        }
        let second = ask(&index(&records), &question);
        prop_assert_eq!(first.hits, second.hits);
    }

    #[test]
    fn a_short_answer_is_the_beginning_of_the_whole_one(
        texts in prop::collection::vec(prop::collection::vec("((customer|fact|step|return|churn|cost|of) ){1,6}", 1..4), 20..60),
        question in "((customer|fact|step|retrun|churn|ret|co) ?){1,4}",
        limit in 1_usize..6,
    ) {
        let records: Vec<Record> = texts.iter().enumerate().map(|(at, texts)| {
            let sections: Vec<(&str, &str)> = texts[1..].iter().map(|text| ("Part", text.as_str())).collect();
            record(&format!("{at:03}.md"), &texts[0], &sections)
        }).collect();
        let index = index(&records);
        let query = Query::parse(&question, Language::ENGLISH);
        // So many that no document is left out before it was looked at.
        let all = Options { limit: 1000, explain: true };
        for settings in [Settings::default(), Settings { rerank: 2, ..Settings::default() }] {
            let whole = index.search(&query, &settings, &all).expect("an answer");
            let short = index.search(&query, &settings, &Options { limit, explain: true }).expect("an answer");
            prop_assert_eq!(whole.total, whole.hits.len());
            prop_assert_eq!(whole.total, short.total);
            prop_assert_eq!(&whole.hits[..limit.min(whole.total)], &short.hits[..]);
        }
    }

    #[test]
    fn any_question_has_an_answer(question in "\\PC{0,80}") {
        thread_local! {
            static INDEX: Index = index(&handbook());
        }
        INDEX.with(|index| {
            let answer = ask(index, &question);
            assert!(answer.hits.len() <= answer.total);
            for hit in &answer.hits {
                let length = hit.snippet.text.chars().count() as u32;
                assert!(hit.snippet.marks.iter().all(|(from, to)| from < to && *to <= length));
            }
        });
    }
}

/// A document that has words in its front matter alone.
fn named() -> Record {
    Record {
        about: About {
            id: "KB/GROWTH/ADS-01".to_owned(),
            tags: vec!["paid channels".to_owned()],
            owner: "Growth_Team".to_owned(),
            steward: "Haug, Elin".to_owned(),
            audience: vec!["All_Staff".to_owned()],
            ..record("named.md", "Budget plan", &[]).about
        },
        aliases: vec!["spending roadmap thing".to_owned()],
        concepts: vec!["unit economics".to_owned()],
        ..record("named.md", "Budget plan", &[("", "What the budget is, and not a draft.")])
    }
}

#[test]
fn phrases_are_looked_for_in_ids_names_and_concepts_too() {
    let mut records = handbook();
    records.push(named());
    records.push(record("other.md", "Budget", &[("", "The budget of growth, kb by kb, ads and 01.")]));
    let index = index(&records);
    for phrase in ["\"unit economics\"", "\"spending roadmap\"", "\"paid channels\""] {
        assert_eq!(paths(&index, phrase), ["named.md"], "{phrase}");
    }
    let mut found = paths(&index, "\"KB/GROWTH/ADS-01\"");
    found.sort();
    assert_eq!(found, ["codes.md", "named.md"]);
    for question in ["budget -KB/GROWTH/ADS-01", "budget -ADS-01", "budget -\"spending roadmap\""] {
        assert_eq!(paths(&index, question), ["other.md"], "{question}");
    }
}

#[test]
fn phrases_end_where_a_name_or_a_paragraph_does() {
    let mut record = named();
    record.about.tags = vec!["ai ethics".to_owned(), "board review".to_owned()];
    record.sections[0].blocks.push(Block {
        line: 9,
        text: "Another paragraph.".to_owned(),
        ..Block::default()
    });
    let index = index(&[record]);
    for phrase in ["\"ethics board\"", "\"draft another\""] {
        assert!(ask(&index, phrase).hints.iter().any(|hint| hint.starts_with("no document has")), "{phrase}");
    }
    for phrase in ["\"ai ethics\"", "\"board review\"", "\"another paragraph\""] {
        assert!(ask(&index, phrase).hints.is_empty(), "{phrase}");
    }
    assert_eq!(paths(&index, "budget -\"ethics board\""), ["named.md"]);
}

#[test]
fn titles_are_asked_for_in_both_ways_completed_and_mended() {
    let mut records = handbook();
    records.push(named());
    records.push(record("draft.md", "Budget draft", &[("", "Budget.")]));
    let index = index(&records);
    assert_eq!(paths(&index, "budget -title:draft"), ["named.md"]);
    assert_eq!(paths(&index, "budget -draft"), Vec::<String>::new());
    for (question, expected) in [
        ("title:laddr", "ladder.md"),
        ("title:ladd", "ladder.md"),
        ("title:maturity", "ladder.md"),
        ("steps title:lad", "ladder.md"),
    ] {
        assert_eq!(paths(&index, question), [expected], "{question}");
    }
    assert_eq!(paths(&index, "title:ladd "), ["ladder.md"], "mended once nothing can follow");
    assert_eq!(paths(&index, "title:prerequisites"), Vec::<String>::new());
}

#[test]
fn that_nothing_has_a_phrase_is_said_only_where_it_is_so() {
    let index = index(&handbook());
    let hints = |question: &str| ask(&index, question).hints.join(" ");
    assert!(hints("\"churn against\"").contains("no document has `churn against`"));
    for question in
        ["\"against churn\" tag:none", "\"against churn\" -month", "\"against churn\" title:codes"]
    {
        let answer = ask(&index, question);
        assert!(answer.hits.is_empty() && answer.hints.is_empty(), "{question}: {:?}", answer.hints);
    }
}

#[test]
fn one_word_of_a_name_is_enough() {
    let index = index(&[named()]);
    for filter in ["owner:growth", "owner:haug", "owner:elin", "audience:staff", "owner:\"Growth Team\""] {
        assert_eq!(paths(&index, &format!("budget {filter}")), ["named.md"], "{filter}");
    }
    let mut record = named();
    record.about.steward = "Anne-Marie O'Brien Bjo\u{308}rn, R&D हिन्दी".to_owned();
    let index = self::index(&[record]);
    for filter in
        ["owner:Anne-Marie", "owner:marie", "owner:O'Brien", "owner:björn", "owner:R&D", "owner:हिन्दी"]
    {
        assert_eq!(paths(&index, &format!("budget {filter}")), ["named.md"], "{filter}");
    }
    assert_eq!(paths(&index, "budget owner:rn"), Vec::<String>::new());
}

#[test]
fn words_of_other_writing_are_found() {
    let write = |path: &str, language: &str, text: &str| Record {
        about: About { language: language.to_owned(), ..record(path, path, &[]).about },
        ..record(path, path, &[("", text)])
    };
    let index = index(&[
        write("fr.md", "fr", "Nous parlons de l'IA et du marché de l'UE."),
        write("zh.md", "zh", "我们的税收政策和法律"),
        write("ko.md", "ko", "책을 읽는다"),
        write("he.md", "he", "שָׁלוֹם לכולם"),
        write("de.md", "de", "Das Hand\u{ad}buch der Donau\u{ad}dampf\u{ad}fahrt."),
    ]);
    for (question, expected) in [
        ("IA", "fr.md"),
        ("UE", "fr.md"),
        ("税", "zh.md"),
        ("律", "zh.md"),
        ("税收", "zh.md"),
        ("\"税收政策\"", "zh.md"),
        ("책", "ko.md"),
        ("שלום", "he.md"),
        ("Handbuch", "de.md"),
    ] {
        assert_eq!(paths(&index, question), [expected], "{question}");
    }
}
