//! What can be asked, and in which forms the answer comes.

use super::*;

const RETENTION: &str = "playbooks/retention.md";
const ADS: &str = "playbooks/ads.md";
const ETHICS: &str = "governance/ethics.md";

#[test]
fn a_question_finds_the_section_that_answers_it() {
    let site = handbook();
    let answer = ask(&site, &["how", "do", "I", "measure", "churn?"]);
    let hit = &answer["hits"][0];
    assert_eq!((&hit["path"], &hit["anchor"]), (&RETENTION.into(), &"measuring-churn".into()), "{answer:#}");
    assert_eq!(hit["section"], serde_json::json!(["Measuring churn"]));
    assert_eq!(hit["url"], "/playbooks/retention/#measuring-churn");
    let line = hit["line"].as_u64().expect("a number") as usize;
    let file = site.read("content/playbooks/retention.md");
    assert_eq!(file.lines().nth(line - 1), Some("## Measuring churn"), "its words are in the heading");
    assert_eq!(first(&site, &["what makes buyers come back"]), RETENTION, "a question of the front matter");
    assert_eq!(first(&site, &["loyalty steps"]), RETENTION, "an alias");
}

#[test]
fn the_json_is_a_contract() {
    let site = handbook();
    let answer = ask(&site, &["review board"]);
    assert_eq!(answer["query"], "review board");
    assert!(answer["total"].is_u64() && answer["elapsed_us"].is_u64(), "{answer:#}");
    let hit = &answer["hits"][0];
    for key in ["path", "file", "title", "anchor", "url"] {
        assert!(hit[key].is_string(), "{key}: {hit:#}");
    }
    assert!(hit["section"].is_array() && hit["line"].is_u64() && hit["score"].is_f64(), "{hit:#}");
    assert_eq!(hit["fields"]["doc_type"], "Policy");
    assert_eq!(hit["fields"]["tags"], serde_json::json!(["ethics"]));
    let text: Vec<char> = hit["snippet"]["text"].as_str().expect("text").chars().collect();
    let marks = hit["snippet"]["marks"].as_array().expect("a list");
    let marked: Vec<String> = marks
        .iter()
        .map(|mark| {
            let at = |number: usize| mark[number].as_u64().expect("a number") as usize;
            text[at(0)..at(1)].iter().collect::<String>().to_lowercase()
        })
        .collect();
    assert!(marked.contains(&"review".to_owned()) && marked.contains(&"board".to_owned()), "{marked:?}");
    assert!(hit["explanation"].is_null(), "only where it is asked for");
    let explained = ask(&site, &["review board", "--explain"]);
    assert!(explained["hits"][0]["explanation"]["words"].is_array(), "{explained:#}");
}

#[test]
fn people_see_title_section_text_and_place() {
    let site = handbook();
    let run = site.ok(&["search", "measure churn"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].contains("document") && lines[0].ends_with(" ms"), "{}", run.stdout);
    assert_eq!(lines[2], "1  Retention ladder › Measuring churn");
    assert!(
        run.stdout.contains("   content/playbooks/retention.md:") && run.stdout.contains("Playbook · Active")
    );
    assert!(!run.stdout.contains('\u{1b}'), "no colours and no links in a pipe");
    let coloured = site.ok(&["search", "measure churn", "--color", "always"]);
    assert!(coloured.stdout.contains("\u{1b}[1m"), "{:?}", coloured.stdout);
    let explained = site.ok(&["search", "measure churn", "--explain"]).stdout;
    for word in ["word", "term", "how", "idf", "impact", "share", "best", "second", "pairs", "coverage"] {
        assert!(explained.contains(word), "{word}: {explained}");
    }
}

#[test]
fn paths_are_one_a_line() {
    let site = handbook();
    let run = site.ok(&["search", "--format", "paths", "tag:growth"]);
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["content/playbooks/ads.md", "content/playbooks/retention.md"]);
    assert!(lines.iter().all(|line| site.path(line).is_file()));
}

#[test]
fn exit_codes_are_those_of_grep() {
    let site = handbook();
    assert_eq!(site.run(&["search", "churn"]).code, 0);
    let nothing = site.run(&["search", "xylophone"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.stdout.contains("nothing was found"), "{}", nothing.stdout);
    assert_eq!(site.run(&["search"]).code, 2, "there is no terminal to ask in");
    assert_eq!(site.run(&["search", "churn", "--filter", "colour=red"]).code, 2);
    assert_eq!(site.run(&["search", "churn", "--filter", "updated=soon"]).code, 2);
    assert_eq!(site.run(&["search", "churn", "--filter", "nonsense"]).code, 2);
    assert_eq!(site.run(&["search", "churn", "--clearance", "Nobody"]).code, 2);
    assert_eq!(site.run(&["search", "churn", "--limit", "many"]).code, 2);
    assert_eq!(site.run(&["-C", "nowhere", "search", "churn"]).code, 2);
    assert_eq!(site.run(&["search", "--eval", "nowhere.jsonl"]).code, 2);
}

#[test]
fn phrases_and_words_that_must_not_be_there() {
    let site = handbook();
    assert_eq!(paths(&ask(&site, &["\"review board\""])), [ETHICS]);
    let turned = ask(&site, &["\"board review\""]);
    let told = turned["hints"].to_string().contains("`board review`");
    assert!(
        told && paths(&turned) == [ETHICS],
        "without the phrase its words count, and that is said: {turned:#}"
    );
    let all = ask(&site, &["budget"]);
    assert_eq!(paths(&all).len(), 2, "{all:#}");
    assert_eq!(paths(&ask(&site, &["budget", "-board"])), [ADS]);
    assert_eq!(paths(&ask(&site, &["budget", "-\"review board\""])), [ADS]);
    assert_eq!(paths(&ask(&site, &["budget", "-tag:growth"])), [ETHICS]);
    let words = ask(&site, &["board review"]);
    assert_eq!(paths(&words), [ETHICS], "an argument with a space is no phrase");
}

#[test]
fn filters_narrow() {
    let site = handbook();
    for (question, wanted) in [
        ("tag:ethics", ETHICS),
        ("tag:loyalty", RETENTION),
        ("type:policy", ETHICS),
        ("status:draft", ADS),
        ("owner:media", ADS),
        ("in:governance", ETHICS),
        ("updated:<2026", ADS),
        ("updated:>2026-01 updated:2026", RETENTION),
        ("id:KB/GROWTH/ADS-01", ADS),
        ("title:ethics", ETHICS),
    ] {
        let answer = ask(&site, &[question]);
        assert_eq!(paths(&answer), [wanted], "{question}: {answer:#}");
    }
    assert_eq!(paths(&ask(&site, &["budget", "--filter", "in=playbooks"])), [ADS]);
    assert_eq!(
        paths(&ask(&site, &["customer", "owner:Growth team"])),
        [RETENTION],
        "quotes that the shell took"
    );
    assert_eq!(paths(&ask(&site, &["--filter", "owner=Growth team"])), [RETENTION], "filters alone list");
    assert_eq!(
        ask(&site, &["--filter", "tag=growth", "--filter", "tag=ethics"])["total"],
        0,
        "all must hold"
    );
}

#[test]
fn slips_beginnings_and_identifiers() {
    let site = handbook();
    assert_eq!(first(&site, &["recomendations"]), ETHICS);
    let answer = ask(&site, &["retnetion ladder"]);
    assert_eq!(paths(&answer)[0], RETENTION);
    let hint = site.run(&["search", "recomendations"]).stderr;
    assert!(hint.contains("`recomendations`"), "{hint}");
    assert_eq!(first(&site, &["adverti"]), ADS, "the last word may be only begun");
    assert_eq!(first(&site, &["KB/GROWTH/ADS-01"]), ADS);
    assert_eq!(first(&site, &["kb/growth/ret-01"]), RETENTION);
    assert_eq!(first(&site, &["RET-01"]), RETENTION);
}

#[test]
fn the_limit_and_the_total() {
    let site = handbook();
    many(&site, 30);
    let answer = ask(&site, &["common", "word", "-n", "3"]);
    assert_eq!((paths(&answer).len(), &answer["total"]), (3, &30.into()));
    assert_eq!(paths(&ask(&site, &["common word"])).len(), 10);
    let again = ask(&site, &["common", "word", "-n", "3"]);
    assert_eq!(paths(&answer), paths(&again), "ties are stable");
}

#[test]
fn drafts_are_searched_when_asked() {
    let site = handbook().file("content/half.md", "---\ntitle: Half\ndraft: true\n---\nunripe thoughts\n");
    assert_eq!(ask(&site, &["unripe"])["total"], 0);
    assert_eq!(first(&site, &["unripe", "--drafts"]), "half.md");
}

#[test]
fn the_index_catches_up() {
    let site = handbook();
    assert_eq!(ask(&site, &["zebra"])["total"], 0);
    site.write("content/new.md", "# New\n\nA zebra.\n");
    assert_eq!(ask(&site, &["zebra", "--refresh", "never"])["total"], 0, "it was told not to look");
    assert_eq!(paths(&ask(&site, &["zebra"])), ["new.md"]);
    site.write("content/new.md", "# New\n\nAn okapi it is now.\n");
    assert_eq!(ask(&site, &["zebra"])["total"], 0);
    assert_eq!(paths(&ask(&site, &["okapi"])), ["new.md"]);
    std::fs::create_dir_all(site.path("content/deep")).expect("made");
    std::fs::rename(site.path("content/new.md"), site.path("content/deep/other.md")).expect("moved");
    assert_eq!(paths(&ask(&site, &["okapi"])), ["deep/other.md"]);
    std::fs::remove_file(site.path("content/deep/other.md")).expect("removed");
    assert_eq!(paths(&ask(&site, &["okapi", "--refresh", "never"])), ["deep/other.md"]);
    assert_eq!(ask(&site, &["okapi"])["total"], 0);
    assert_eq!(first(&site, &["measure churn"]), RETENTION, "the others are there still");
}

#[test]
fn updating_and_making_anew_answer_alike() {
    let site = handbook();
    many(&site, 60);
    ask(&site, &["common"]);
    site.write("content/notes/7.md", "---\ntitle: Changed\n---\nA common word, and a rare one: quokka.\n");
    std::fs::remove_file(site.path("content/notes/8.md")).expect("removed");
    site.write("content/added.md", "# Added\n\nA common quokka.\n");
    let questions = ["quokka", "common word", "number3part2", "measure churn", "note 5", "budget ceiling"];
    let hits = |site: &SiteTest| questions.map(|question| ask(site, &[question])["hits"].clone());
    let updated = hits(&site);
    std::fs::remove_dir_all(site.path(".stratbook")).expect("removed");
    assert_eq!(updated, hits(&site));
}

#[test]
fn edits_of_texts_one_after_another_answer_as_a_new_index() {
    let site = handbook();
    many(&site, 20);
    ask(&site, &["common"]);
    let questions = ["quokka", "common word", "wombat", "measure churn", "note 5", "number3part2"];
    let hits = |site: &SiteTest| questions.map(|question| ask(site, &[question])["hits"].clone());
    for (path, text) in [
        // The text alone, then that of two, then with a heading that names the page, then the front matter too.
        (
            "content/notes/7.md",
            "---\ntitle: Note 7\n---\nA quokka.\n\n## Wombats\n\nAnd a wombat, a common word.\n",
        ),
        (
            "content/notes/8.md",
            "---\ntitle: Note 8\n---\nSee the [home page](../index.md): no quokka, but a wombat.\n",
        ),
        ("content/index.md", "# House of the quokka\n\nBegin with [retention](playbooks/retention.md).\n"),
        ("content/notes/9.md", "---\ntitle: Quokka\nslug: elsewhere\n---\nA common word.\n"),
        ("content/notes/9.md", "---\ntitle: Quokka\nslug: elsewhere\n---\nA common word, a wombat.\n"),
        (
            "content/notes/9.md",
            "---\ntitle: Quokka\nslug: elsewhere\ndraft: true\n---\nA common word, a wombat.\n",
        ),
        ("content/notes/8.md", "---\ntitle: Note 8\n---\nA wombat beside [Quokka](9.md).\n"),
    ] {
        site.write(path, text);
        let updated = hits(&site);
        let kept = site.path("kept");
        std::fs::rename(site.path(".stratbook"), &kept).expect("put aside");
        assert_eq!(updated, hits(&site), "{path}: {text}");
        std::fs::remove_dir_all(site.path(".stratbook")).expect("removed");
        std::fs::rename(&kept, site.path(".stratbook")).expect("put back");
    }
}

#[test]
fn the_ranking_is_measured() {
    let site = handbook().file(
        "questions.jsonl",
        "{\"query\":\"measure churn\",\"path\":\"playbooks/retention.md\",\"kind\":\"words\"}\n\n\
         {\"query\":\"xylophone\",\"path\":\"index.md\",\"kind\":\"miss\"}\nnonsense\n",
    );
    let run = site.ok(&["search", "--eval", "questions.jsonl"]);
    for word in
        ["MRR@10", "recall@1", "recall@5", "recall@10", "nDCG@10", "words", "miss", "all", "xylophone"]
    {
        assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
    }
    assert!(run.stderr.contains("line 4"), "{}", run.stderr);
    let report = site.ok(&["search", "--eval", "questions.jsonl", "--format", "json"]).json();
    let last = report["kinds"].as_array().and_then(|kinds| kinds.last()).expect("a kind");
    assert_eq!((&last["kind"], &last["questions"], &last["mrr"]), (&"all".into(), &2.into(), &0.5.into()));
    assert_eq!(report["unknown"], serde_json::json!([]));
    site.write("empty.jsonl", "nonsense\n");
    assert_eq!(site.run(&["search", "--eval", "empty.jsonl"]).code, 2);
    assert_eq!(site.run(&["search", "churn", "--eval", "questions.jsonl"]).code, 2);
}

#[test]
fn questions_about_no_document_are_told_and_nothing_is_less_than_nothing() {
    let site = handbook().file(
        "questions.jsonl",
        "\u{feff}{\"query\":\"xylophone\",\"path\":\"index.md\",\"kind\":\"all\"}\n\
         {\"query\":\"xylophone\",\"path\":\"gone.md\",\"kind\":\"lost\"}\n\
         {\"query\":\"zebra\",\"path\":\"content/index.md\"}\n",
    );
    let run = site.ok(&["search", "--eval", "questions.jsonl"]);
    assert_eq!(
        run.stderr.trim(),
        "questions.jsonl: 2 lines name a document that is not in the index, first line 2: `gone.md`"
    );
    assert!(!run.stdout.contains("-0.0"), "{}", run.stdout);
    let run = site.ok(&["search", "--eval", "questions.jsonl", "--format", "json"]);
    assert!(!run.stdout.contains("-0.0"), "{}", run.stdout);
    let report = run.json();
    let kinds = report["kinds"].as_array().expect("a list");
    let kinds: Vec<(&Value, &Value)> = kinds.iter().map(|kind| (&kind["kind"], &kind["questions"])).collect();
    assert_eq!(kinds, [(&"lost".into(), &1.into()), (&"all".into(), &3.into())]);
    assert_eq!(report["unknown"], serde_json::json!([2, 3]));
}

#[test]
fn one_argument_is_a_filter_where_a_document_passes_it() {
    let site = handbook();
    let all = ask(&site, &["owner:Growth team"]);
    assert_eq!(paths(&all), ["playbooks/retention.md"]);
    assert_eq!(paths(&ask(&site, &["owner:growth team", "--filter", "status=draft"])), Vec::<&str>::new());
    // No document has this status, so the first word is meant.
    assert_eq!(first(&site, &["status:active how do we measure churn"]), "playbooks/retention.md");
    assert_eq!(paths(&ask(&site, &["status:draft budget ceiling"])), ["playbooks/ads.md"]);
}

#[test]
fn a_hit_is_at_the_line_of_its_words() {
    let text = format!(
        "---\ntitle: Long\n---\n```sh\n{}wombat\n{}```\n\n> {}numbat\nat the end.\n",
        "step on\n".repeat(79),
        "step back\n".repeat(5),
        "A line of a *long* paragraph\n> ".repeat(39)
    );
    let line = |word: &str| text.lines().position(|line| line.contains(word)).expect("is there") + 1;
    let site = SiteTest::new().file("content/long.md", &text);
    for word in ["wombat", "numbat"] {
        assert_eq!(ask(&site, &[word])["hits"][0]["line"], line(word), "{word}");
    }
}

#[test]
fn a_limit_of_nothing_gives_the_total() {
    let site = handbook();
    let run = site.ok(&["search", "--limit", "0", "--format", "json", "budget"]);
    let answer = run.json();
    assert_eq!((&answer["total"], &answer["hits"]), (&2.into(), &serde_json::json!([])));
    let run = site.ok(&["search", "--limit", "0", "budget"]);
    assert!(run.stdout.starts_with("2 documents") && run.stdout.lines().count() == 1, "{}", run.stdout);
    assert_eq!(site.ok(&["search", "--limit", "0", "--format", "paths", "budget"]).stdout, "");
    assert_eq!(site.run(&["search", "--limit", "0", "xylophone"]).code, 1);
    assert_eq!(site.run(&["search", "--limit", "0", "--open", "budget"]).code, 2);
}

#[cfg(unix)]
#[test]
fn open_opens_the_first_at_its_line() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = handbook().file("tools/vim", "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$OPENED\"\n");
    let editor = site.path("tools/vim");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("set");
    let run = |editor: &std::path::Path| {
        let mut command = site.command(&["search", "measure churn", "--open"]);
        command.env_remove("VISUAL").env("EDITOR", editor).env("OPENED", site.path("opened"));
        command.output().expect("the binary starts")
    };
    assert_eq!(run(&editor).status.code(), Some(0));
    let opened = site.read("opened");
    let (line, file) = opened.trim().split_once('\n').expect("two arguments");
    assert!(line.starts_with('+') && file.ends_with("content/playbooks/retention.md"), "{opened}");
    assert_eq!(run(&site.path("no-such-editor")).status.code(), Some(2));
}
