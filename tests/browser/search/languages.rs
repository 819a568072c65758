//! In other languages than English the box answers as the terminal does too: it has the same stemmers.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use stratbook_tests::{Page, Serve, SiteTest};

use super::super::browser;
use super::{FIRST, HITS, alone, ask};

/// Words with their stems by language, which the search crate's own test compares with its stemmers.
fn stems() -> Vec<(String, Vec<(String, String)>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/search/tests/stems");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let of = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("can be read");
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        let language = path.file_stem().expect("has a name").to_string_lossy().into_owned();
        (language, pairs.map(|(word, stem)| (word.to_owned(), stem.to_owned())).collect())
    };
    files.iter().map(of).collect()
}

/// A handbook in German, with documents in other languages.
fn handbook() -> SiteTest {
    let document = |lang: &str, title: &str, text: &str| {
        let lang = if lang.is_empty() { String::new() } else { format!("lang: {lang}\n") };
        format!("---\ntitle: {title}\ntags: [text]\n{lang}---\n{text}\n")
    };
    [
        ("index", "", "Handbuch", "Was wir tun und wie wir es tun.\n\n## Häuser\n\nUnsere Häuser stehen in zwei Städten."),
        ("erstattung", "", "Erstattung", "Die Erstattung kommt in zehn Tagen. Wer eine Erstattung wünscht, schreibt uns.\n\n## Ausnahmen\n\nMöbel werden nicht zurückgenommen."),
        ("preise", "", "Preise", "Der Preis eines Angebots gilt für ein Jahr. Preise werden im Januar geprüft."),
        ("angebote", "", "Angebote schreiben", "Ein Angebot nennt, was geliefert wird. Angebote werden gezählt und verglichen."),
        ("kundinnen", "", "Kundinnen gewinnen", "Zufriedene Kundinnen kommen wieder. Die gemessene Zufriedenheit der Kundin zählt."),
        ("meten", "nl", "Elke week", "Wat gemeten is, wordt vergeleken. De klanten hebben de leveringen beoordeeld."),
        ("retour", "nl", "Terugbetalingen", "Een terugbetaling volgt binnen tien dagen. Huizen en gebouwen staan apart."),
        ("snova", "ru", "Возвраты", "Мы ещё раз проверили возвраты. Клиенты сравнивают предложения."),
        ("equipe", "fr", "Engagement", "L'engagement des équipes se mesure. Les décisions partagées augmentent la satisfaction."),
        ("wala", "ar", "ولاء العملاء", "نقيس ولاء العملاء كل أسبوع. يقارن العملاء الطلبات."),
        ("odos", "el", "Οδός", "Η οδός των πελατών. Οι πελάτες συγκρίνουν τις παραγγελίες."),
        ("english", "en", "Weekly measures", "Measured twice, decided once. Engagement of customers is measured weekly."),
        ("japanese", "ja", "戦略", "戦略的な計画。Preise Angebote."),
    ]
    .into_iter()
    .chain(LONG)
    .fold(
        SiteTest::new().file("stratbook.toml", "[site]\ntitle = 'Handbuch'\nlanguage = 'de'\nbase_url = 'https://example.org/sub/'\n"),
        |site, (name, lang, title, text)| {
            site.file(&format!("content/{name}.md"), document(lang, title, text))
        },
    )
}

/// Documents of which a snippet is a part.
#[rustfmt::skip]
const LONG: [(&str, &str, &str, &str); 3] = [
    ("dlinno", "ru", "Порядок",
     "Каждый понедельник сотрудники проверяют записи и сравнивают их с письмами. Затем они решают, что делать дальше, и \
      записывают решение. Посылки взвешивают дважды, а весы проверяют раз в неделю. Если вес не сходится, посылку \
      открывают вдвоём и пишут, что в ней было. После этого её закрывают и отправляют дальше без задержки."),
    ("lang", "", "Ablauf",
     "Über größere Änderungen wird wöchentlich entschieden, über kleinere täglich. Für jede Änderung gibt es einen Grund, \
      für jeden Grund eine Zahl. Päckchen werden zweimal gewogen, und die Waagen werden jede Woche geprüft. Wo das Gewicht \
      nicht stimmt, öffnen zwei das Päckchen und schreiben auf, was darin war. Danach wird es geschlossen und geht weiter."),
    ("nagai", "ja", "手順",
     "毎週月曜日に担当者は記録を確認して手紙と比べます。それから次に何をするかを決めて決定を書きます。荷物は二回量り、秤は週に一度調べます。\
      重さが合わないときは二人で荷物を開けて中身を書きます。その後は閉じて遅れずに送ります。荷物の番号は必ず紙に残してください。"),
];

#[rustfmt::skip]
const QUESTIONS: [&str; 52] = [
    "erstattet", "Erstattung", "Erstattungen", "wie wird erstattet?", "hausern", "Häusern", "Haus", "Hauser", "Preise", "Preisen", "-Preise Angebote",
    "Angebote -Preis", "Angebot", "\"zufriedenen Kundin\"", "\"Zufriedene Kundinnen\"", "\"der Kundinnen\"", "Kundin", "Ausnahme", "zurückgenommen",
    "Zufriedenheit messen", "title:Angebot", "title:Preis", "Preisliste", "Erstatung", "Stadt", "Städte",
    "meten", "gemeten", "\"gemeten is\"", "leverde", "terugbetaald", "terugbetalen", "beoordelen", "gebouw", "huis",
    "еще", "возврат", "клиентами", "engagement", "engagées", "decision", "ولاء", "وللعملاء", "οδος",
    "посылку взвесили", "вес посылок", "дальше", "Päckchen wiegen", "geprüfte Waage", "荷物", "決定", "番号 荷物",
];

/// A core of the page's own, with nothing but the files of the site.
fn core(page: &mut Page<'_>, address: &str) {
    page.open(&format!("{address}/"));
    page.ask(
        "(async () => { const { dataset } = document.getElementById('sb-search'); \
         window.core = await import(new URL(dataset.core, location.href)); window.search = new core.Search(dataset.index); })()",
    );
}

#[test]
fn the_script_has_the_stemmers_that_the_index_was_made_with() {
    let Some(mut browser) = browser("search: stemmers") else { return };
    let stems = stems();
    assert!(stems.len() >= 17, "{} languages", stems.len());
    let site = stems.iter().fold(SiteTest::new(), |site, (language, _)| {
        let text = format!("---\ntitle: Text\nlang: {language}\n---\nText.\n");
        site.file(&format!("content/{language}.md"), text)
    });
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    core(&mut page, &serve.address);
    for (language, pairs) in &stems {
        assert!(pairs.len() >= 40, "{language}: {} words", pairs.len());
        let differ = page.ask(&format!(
            "core.stemmer({language:?}).then(stemmer => {{ const analyzer = new core.Analyzer(null, stemmer); \
             return stemmer ? {}.map(([word, stem]) => [word, stem, analyzer.stem(word)]).filter(([, stem, found]) => found !== stem) : 'not loaded' }})",
            json!(pairs)
        ));
        assert_eq!(differ, json!([]), "{language}: word, stem, what the script finds");
    }
}

#[test]
fn the_box_answers_as_the_terminal_does_in_many_languages() {
    let Some(mut browser) = browser("search: languages") else { return };
    let site = handbook();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    core(&mut page, &serve.address);
    let mut differ = String::new();
    let endless = "Возвраты и предложения ".repeat(60);
    for question in QUESTIONS.into_iter().chain([endless.as_str()]) {
        let in_box = page.ask(&format!(
            "search.search({}).then(answer => ({{ total: answer.total, hints: answer.hints, \
             hits: answer.hits.map(hit => [hit.path, hit.titleMarks, hit.snippet.text, hit.snippet.marks]) }}))",
            json!(question)
        ));
        let answer = site.run(&["search", "--format", "json", "--", question]).json();
        let hits: Vec<Value> = answer["hits"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|hit| {
                json!([hit["path"], hit["title_marks"], hit["snippet"]["text"], hit["snippet"]["marks"]])
            })
            .collect();
        let hints = answer.get("hints").cloned().unwrap_or_else(|| json!([]));
        let in_terminal = json!({ "total": answer["total"], "hints": hints, "hits": hits });
        if in_box != in_terminal {
            let _ = writeln!(differ, "{question}\n  box      {in_box}\n  terminal {in_terminal}");
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

#[test]
fn a_site_has_the_stemmers_of_its_languages_alone() {
    let site = SiteTest::new()
        .file("content/index.md", "---\ntitle: Home\n---\nText.\n")
        .file("content/tekst.md", "---\ntitle: Tekst\nlang: nb-NO\n---\nTekst.\n");
    let stemmers = |site: &SiteTest| -> Vec<String> {
        let files = site.list("public/assets/vendor").into_iter();
        files.filter_map(|path| Some(path.split_once("snowball-")?.1.split_once('/')?.1.to_owned())).collect()
    };
    site.ok(&["build"]);
    assert_eq!(stemmers(&site), ["LICENSE.txt", "base-stemmer.js", "no.js"]);
    site.write("content/tekst.md", "---\ntitle: Text\n---\nText.\n");
    site.ok(&["build"]);
    assert_eq!(stemmers(&site), [""; 0]);
}

#[test]
fn where_a_stemmer_cannot_be_loaded_words_are_found_as_they_are_written() {
    let Some(mut browser) = browser("search: no stemmer") else { return };
    let site = handbook();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/", serve.address));
    alone(&mut page);
    page.block(&["/api/", "/snowball-"]);
    ask(&mut page, "Erstattung");
    page.until(&format!("{HITS} > 0"));
    assert_eq!(page.ask(FIRST), "Erstattung");
    let marked =
        page.ask("document.querySelector('.search [role=option] .search-snippet mark')?.textContent");
    assert_eq!(marked, "Erstattung");
}
