//! What is seen, on a screen that is only a table of characters.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stratbook_search::{Block, Language, Query, Section};

use super::*;
use crate::commands::search::interactive::state::tests::{hit, state};

const LOOK: Look = Look { colours: true };

fn screen(state: &State, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame, state, LOOK)).unwrap();
    let buffer = terminal.backend().buffer();
    let mut rows = buffer.area.rows().map(|row| {
        let cells = row.columns().map(|cell| buffer[(cell.x, cell.y)].symbol().to_owned());
        cells.collect::<String>().trim_end().to_owned()
    });
    rows.by_ref().collect::<Vec<String>>().join("\n")
}

fn two() -> State {
    let long = "Before the first meeting, write down what would make you stop. A test without a way out is a decision \
                that was made already, and everybody knows it.";
    let mut state = state(
        "stop a test",
        vec![
            hit(
                "playbooks/small-test.md",
                "A small test",
                &["Before you begin"],
                long,
                &[(58, 62), (65, 69)],
            ),
            hit("governance/stop.md", "When we stop", &[], "Three signs.", &[]),
        ],
    );
    let section = |line, heading: &str, blocks: &[(u32, &str)]| Section {
        line,
        heading: heading.to_owned(),
        blocks: blocks
            .iter()
            .map(|(line, text)| Block { line: *line, text: (*text).to_owned(), ..Block::default() })
            .collect(),
        ..Section::default()
    };
    state.read(
        "playbooks/small-test.md".to_owned(),
        vec![
            section(3, "", &[(3, "The lead.")]),
            section(10, "Before you begin", &[(12, long), (14, "one"), (15, "two")]),
            section(17, "Afterwards", &[(19, "Say what the test told you.")]),
        ],
    );
    state
}

#[test]
fn wide_screens_show_the_section_beside() {
    insta::assert_snapshot!(screen(&two(), 110, 20));
}

#[test]
fn high_screens_show_it_below_and_small_ones_only_the_list() {
    insta::assert_snapshot!(screen(&two(), 60, 30));
    let small = screen(&two(), 60, 12);
    assert!(small.contains("A small test › Before") && !small.contains("Afterwards"), "{small}");
}

#[test]
fn an_empty_question_and_an_empty_answer_say_what_to_do() {
    insta::assert_snapshot!(screen(&State::new(48), 100, 14));
    insta::assert_snapshot!(screen(&state("tag:nothing", Vec::new()), 100, 8));
}

#[test]
fn no_size_is_too_small_and_no_text_too_wild() {
    let wild = "\u{1b}[2J\u{202e}日本語👩‍👩‍👧\u{0301}\u{7f} \u{9b}31m";
    let mut state = state(wild, vec![hit("a\u{1b}.md", wild, &[wild], wild, &[(0, 4), (8, 9)]); 9]);
    let block = Block { line: 12, text: wild.repeat(50), ..Block::default() };
    state.read("a\u{1b}.md".to_owned(), vec![Section { blocks: vec![block], ..Section::default() }]);
    state.say(Some(wild.to_owned()));
    for (width, height) in [(1, 1), (2, 2), (3, 40), (20, 3), (99, 30), (100, 5), (240, 60)] {
        for selected in [0, 8] {
            state.selected = selected;
            let shown = screen(&state, width, height);
            assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown:?}");
        }
    }
}

#[test]
fn the_chosen_hit_is_always_seen() {
    let hits =
        (0..30).map(|number| hit(&format!("{number}.md"), &format!("Title {number}."), &[], "text", &[]));
    let mut state = state("x", hits.collect());
    for chosen in [0, 1, 7, 29] {
        state.selected = chosen;
        for height in [5, 8, 24] {
            let shown = screen(&state, 80, height);
            assert!(shown.contains(&format!("Title {chosen}.")), "{chosen} at {height}\n{shown}");
        }
    }
}

#[test]
fn hints_are_told_below() {
    let mut state = two();
    let mut answer = state.answer.clone().unwrap();
    answer.hints = vec!["`tset` was read as `test`".to_owned()];
    state.answered(&Query::parse("tset", Language::ENGLISH), Some(answer));
    assert!(screen(&state, 80, 12).ends_with(" `tset` was read as `test`"));
}
