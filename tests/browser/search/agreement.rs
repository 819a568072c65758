//! The box and the terminal answer alike.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use stratbook_tests::{Serve, SiteTest};

use super::super::browser;

/// Documents that are compared: the first of each answer.
const FIRST: usize = 5;

/// The project's own handbook, in a folder of its own.
fn handbook() -> SiteTest {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let site =
        SiteTest::new().file("stratbook.toml", fs::read(root.join("stratbook.toml")).expect("is there"));
    copy(&site, &root.join("content"), "content");
    site
}

fn copy(site: &SiteTest, from: &Path, to: &str) {
    for entry in fs::read_dir(from).expect("can be read").flatten() {
        let path = format!("{to}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy(site, &entry.path(), &path);
        } else {
            site.write(&path, fs::read(entry.path()).expect("can be read"));
        }
    }
}

/// What people type: titles, parts of them, slips, questions, names, phrases, filters.
fn questions(site: &SiteTest) -> Vec<String> {
    let mut asked = Vec::new();
    let mut number = 0_usize;
    for (path, bytes) in site.tree("content") {
        if Path::new(&path).extension() != Some("md".as_ref()) {
            continue;
        }
        number += 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?;
            Some(line.trim_matches(['"', '\'']).to_owned())
        };
        let heading =
            text.lines().filter_map(|line| line.strip_prefix("## ")).nth(number % 2).map(str::to_owned);
        let question = text
            .lines()
            .skip_while(|line| !line.starts_with("synthetic_questions"))
            .nth(1)
            .and_then(|line| line.trim().strip_prefix("- "))
            .map(|line| line.trim_matches('"').to_owned());
        let title = field("title")
            .or_else(|| text.lines().find_map(|line| Some(line.strip_prefix("# ")?.to_owned())));
        let Some(title) = title else { continue };
        let letters: Vec<char> = title.chars().collect();
        let folder = path.split('/').next().unwrap_or_default();
        match number % 8 {
            0 => asked.push(title.clone()),
            1 => asked.push(letters[..letters.len() * 2 / 3].iter().collect()),
            2 => {
                // One letter is missing.
                let at = letters.len() / 2;
                asked.push(letters[..at].iter().chain(&letters[at + 1..]).collect());
            }
            3 => asked.extend(field("id")),
            4 => asked.push(format!("{title} in:{folder}")),
            5 => asked.push(format!("how do we decide about {title}?")),
            6 => {
                // Two letters of the longest word are swapped.
                let mut word: Vec<char> =
                    title.split(' ').max_by_key(|word| word.len()).unwrap_or_default().chars().collect();
                if word.len() > 3 {
                    word.swap(1, 2);
                }
                asked.push(word.into_iter().collect());
            }
            _ => asked.push(format!("\"{}\"", title.split(' ').take(2).collect::<Vec<_>>().join(" "))),
        }
        asked.extend(question);
        asked.extend(heading.filter(|_| number.is_multiple_of(3)));
    }
    asked.extend(
        [
            "retention -churn",
            "tag:ethics",
            "data updated:>2025",
            "title:strategy",
            "type:framework goals",
            "colour:red",
            "\"a quarter\"",
            "owner:growth how",
            "who are we",
            "personal",
            "e-mail",
            "10:30",
            "-",
            "…",
            "🙂",
            "戦略",
            "naïve",
        ]
        .map(str::to_owned),
    );
    asked
}

#[test]
fn the_box_answers_as_the_terminal_does() {
    let Some(mut browser) = browser("search: agreement") else { return };
    let site = handbook();
    let serve = Serve::start(&site, &[]);
    let asked = questions(&site);
    assert!(asked.len() >= 100, "{} questions", asked.len());
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/", serve.address));
    page.ask(
        "(async () => { const { dataset } = document.getElementById('sb-search'); \
         const core = await import(new URL(dataset.core, location.href)); window.search = new core.Search(dataset.index); })()",
    );
    let mut differ = String::new();
    let mut count = 0;
    for question in &asked {
        let said = page.ask(&format!(
            "(async q => {{ await search.search(q); const began = performance.now(); const answer = await search.search(q); \
             return {{ took: performance.now() - began, hits: answer.hits.map(h => [h.path, h.url, h.snippet.text.length > 0]) }} }})({})",
            json!(question)
        ));
        let in_box: Vec<&str> = paths(&said["hits"], |hit| hit[0].as_str());
        let run = site.run(&["search", "--format", "json", "--", question]);
        let answer = run.json();
        let in_terminal = paths(&answer["hits"], |hit| hit["path"].as_str());
        if in_box != in_terminal {
            count += 1;
            let _ = writeln!(differ, "{question}\n  box      {in_box:?}\n  terminal {in_terminal:?}");
        }
    }
    let total = asked.len();
    assert!(count * 100 <= total * 5, "{count} of {total} differ:\n{differ}");
}

fn paths<'a>(hits: &'a Value, path: impl Fn(&'a Value) -> Option<&'a str>) -> Vec<&'a str> {
    hits.as_array().into_iter().flatten().take(FIRST).filter_map(path).collect()
}
