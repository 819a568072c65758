//! What is typed, found and chosen, and what a key does about it. Knows no terminal and no index.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use stratbook_search::{Answer, Hit, Query, Section};

use super::input::Input;
use crate::render::search::advice;

/// What a key asks of those who have a terminal and an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing but to show the state.
    Stay,
    /// The question is another now.
    Ask,
    /// Open a file at a line, and come back.
    Open {
        /// As diagnostics name it.
        file: String,
        /// From 1.
        line: u32,
    },
    /// Leave, and print this.
    Print(String),
    /// Leave.
    Leave,
}

/// Everything that is shown.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The question.
    pub input: Input,
    /// What was found; none while nothing is asked.
    pub answer: Option<Answer>,
    /// What to try where nothing was found.
    pub advice: Vec<&'static str>,
    /// Number of the chosen hit.
    pub selected: usize,
    /// Whether the chosen section is shown beside the list, where there is room.
    pub preview: bool,
    /// Rows by which the preview was moved.
    pub scrolled: usize,
    /// Documents that are searched.
    pub documents: u64,
    /// What went wrong last.
    pub said: Option<String>,
    /// The text of a document, and its path.
    text: Option<(String, Vec<Section>)>,
}

/// Hits that a page key jumps over.
const PAGE: usize = 5;

impl State {
    /// Nothing asked yet.
    pub(crate) fn new(documents: u64) -> Self {
        Self { preview: true, documents, ..Self::default() }
    }

    /// The question as typed.
    pub(crate) fn question(&self) -> &str {
        self.input.text()
    }

    /// What was found.
    pub(crate) fn hits(&self) -> &[Hit] {
        self.answer.as_ref().map_or(&[], |answer| &answer.hits)
    }

    /// The chosen hit.
    pub(crate) fn chosen(&self) -> Option<&Hit> {
        self.hits().get(self.selected)
    }

    /// Takes the answer to the question.
    pub(crate) fn answered(&mut self, query: &Query, answer: Option<Answer>) {
        self.advice = advice(query);
        // Whoever opened a document and came back finds it chosen still.
        let same =
            self.answer.as_ref().is_some_and(|old| answer.as_ref().is_some_and(|new| new.query == old.query));
        let count = answer.as_ref().map_or(0, |answer| answer.hits.len());
        self.selected = if same { self.selected.min(count.saturating_sub(1)) } else { 0 };
        self.scrolled = 0;
        self.answer = answer;
        self.text = None;
    }

    /// The path of the document whose text is needed next.
    pub(crate) fn wanted_text(&self) -> Option<String> {
        let chosen = self.chosen().filter(|_| self.preview)?;
        let known = self.text.as_ref().is_some_and(|(path, _)| *path == chosen.path);
        (!known).then(|| chosen.path.clone())
    }

    /// Takes the text of a document.
    pub(crate) fn read(&mut self, path: String, sections: Vec<Section>) {
        self.text = Some((path, sections));
    }

    /// The text of the chosen document.
    pub(crate) fn text(&self) -> Option<&[Section]> {
        let chosen = self.chosen()?;
        self.text.as_ref().filter(|(path, _)| *path == chosen.path).map(|(_, sections)| sections.as_slice())
    }

    /// Shows a message until the next key.
    pub(crate) fn say(&mut self, message: Option<String>) {
        self.said = message;
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) -> Step {
        self.said = None;
        self.input.insert(text);
        Step::Ask
    }

    /// Whether a key acts on what was found.
    pub(crate) const fn is_about_hits(key: KeyEvent) -> bool {
        let control =
            key.modifiers.contains(KeyModifiers::CONTROL) && !key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Enter | KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => true,
            KeyCode::Char(letter) => control && matches!(letter, 'n' | 'j' | 'p' | 'o'),
            _ => false,
        }
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: KeyEvent) -> Step {
        self.said = None;
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::Esc => Step::Leave,
            KeyCode::Enter => self.open(),
            KeyCode::Tab => {
                self.preview = !self.preview;
                Step::Stay
            }
            KeyCode::Up if shift || control => self.scroll(-1),
            KeyCode::Down if shift || control => self.scroll(1),
            KeyCode::Up => self.choose(-1),
            KeyCode::Down => self.choose(1),
            KeyCode::PageUp => self.choose(-(PAGE as isize)),
            KeyCode::PageDown => self.choose(PAGE as isize),
            KeyCode::Left if control || alt => self.moved(Input::word_left),
            KeyCode::Right if control || alt => self.moved(Input::word_right),
            KeyCode::Left => self.moved(Input::left),
            KeyCode::Right => self.moved(Input::right),
            KeyCode::Home => self.moved(Input::home),
            KeyCode::End => self.moved(Input::end),
            KeyCode::Backspace if control || alt => self.edited(Input::delete_word),
            KeyCode::Backspace => self.edited(Input::backspace),
            KeyCode::Delete => self.edited(Input::delete),
            // AltGr comes as both on some systems, and is used for typing.
            KeyCode::Char(letter) if control && !alt => self.control(letter),
            KeyCode::Char('b') if alt && !control => self.moved(Input::word_left),
            KeyCode::Char('f') if alt && !control => self.moved(Input::word_right),
            KeyCode::Char(letter) => {
                self.input.insert(letter.encode_utf8(&mut [0; 4]));
                Step::Ask
            }
            _ => Step::Stay,
        }
    }

    fn control(&mut self, letter: char) -> Step {
        match letter {
            'c' | 'g' => Step::Leave,
            'd' if self.question().is_empty() => Step::Leave,
            'a' => self.moved(Input::home),
            'e' => self.moved(Input::end),
            'b' => self.moved(Input::left),
            'f' => self.moved(Input::right),
            'n' | 'j' => self.choose(1),
            'p' => self.choose(-1),
            'u' => self.edited(Input::delete_to_start),
            'k' => self.edited(Input::delete_to_end),
            'w' => self.edited(Input::delete_word),
            'h' => self.edited(Input::backspace),
            'd' => self.edited(Input::delete),
            'o' => self.chosen().map_or(Step::Stay, |hit| Step::Print(format!("{}:{}", hit.file, hit.line))),
            _ => Step::Stay,
        }
    }

    fn moved(&mut self, how: impl FnOnce(&mut Input)) -> Step {
        how(&mut self.input);
        Step::Stay
    }

    fn edited(&mut self, how: impl FnOnce(&mut Input)) -> Step {
        let before = self.input.text().len();
        how(&mut self.input);
        if self.input.text().len() == before { Step::Stay } else { Step::Ask }
    }

    fn choose(&mut self, by: isize) -> Step {
        let last = self.hits().len().saturating_sub(1);
        let chosen = self.selected.saturating_add_signed(by).min(last);
        if chosen != self.selected {
            self.selected = chosen;
            self.scrolled = 0;
        }
        Step::Stay
    }

    fn scroll(&mut self, by: isize) -> Step {
        self.scrolled = self.scrolled.saturating_add_signed(by);
        Step::Stay
    }

    fn open(&self) -> Step {
        self.chosen().map_or(Step::Stay, |hit| Step::Open { file: hit.file.clone(), line: hit.line })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use stratbook_search::answer::Marked;
    use stratbook_search::{Block, Language};

    use super::*;

    pub(crate) fn hit(path: &str, title: &str, section: &[&str], snippet: &str, marks: &[(u32, u32)]) -> Hit {
        let fields = stratbook_search::About {
            doc_type: "Playbook".to_owned(),
            status: "Active".to_owned(),
            ..stratbook_search::About::default()
        };
        Hit {
            path: path.to_owned(),
            file: format!("content/{path}"),
            title: title.to_owned(),
            section: section.iter().map(|heading| (*heading).to_owned()).collect(),
            anchor: String::new(),
            url: format!("/{path}"),
            line: 12,
            score: 1.0,
            snippet: Marked { text: snippet.to_owned(), marks: marks.to_vec() },
            title_marks: Vec::new(),
            fields,
            explanation: None,
        }
    }

    pub(crate) fn state(question: &str, hits: Vec<Hit>) -> State {
        let mut state = State::new(48);
        state.paste(question);
        let answer = Answer {
            query: question.to_owned(),
            total: hits.len(),
            elapsed_us: 1400,
            hints: Vec::new(),
            hits,
        };
        state.answered(&Query::parse(question, Language::ENGLISH), Some(answer));
        state
    }

    fn three() -> State {
        let hits = ["a.md", "b.md", "c.md"].map(|path| hit(path, path, &[], "text", &[]));
        state("plan", hits.to_vec())
    }

    fn press(state: &mut State, code: KeyCode, modifiers: KeyModifiers) -> Step {
        state.key(KeyEvent::new(code, modifiers))
    }

    fn key(state: &mut State, code: KeyCode) -> Step {
        press(state, code, KeyModifiers::NONE)
    }

    fn control(state: &mut State, letter: char) -> Step {
        press(state, KeyCode::Char(letter), KeyModifiers::CONTROL)
    }

    #[test]
    fn each_key_that_changes_the_question_asks_it() {
        let mut state = State::new(3);
        assert_eq!(key(&mut state, KeyCode::Char('a')), Step::Ask);
        assert_eq!(press(&mut state, KeyCode::Char('B'), KeyModifiers::SHIFT), Step::Ask);
        assert_eq!(state.question(), "aB");
        assert_eq!(key(&mut state, KeyCode::Left), Step::Stay);
        assert_eq!(key(&mut state, KeyCode::Backspace), Step::Ask);
        assert_eq!(key(&mut state, KeyCode::Backspace), Step::Stay, "there is nothing on the left");
        assert_eq!(state.question(), "B");
        assert_eq!(control(&mut state, 'k'), Step::Ask);
        assert_eq!(state.question(), "");
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(press(&mut state, KeyCode::Char('@'), both), Step::Ask, "AltGr types");
    }

    #[test]
    fn the_choice_stays_within_the_list() {
        let mut state = three();
        key(&mut state, KeyCode::Up);
        assert_eq!(state.selected, 0);
        control(&mut state, 'n');
        key(&mut state, KeyCode::Down);
        key(&mut state, KeyCode::Down);
        assert_eq!(state.selected, 2);
        key(&mut state, KeyCode::PageUp);
        assert_eq!(state.selected, 0);
        let mut empty = State::new(0);
        key(&mut empty, KeyCode::PageDown);
        assert_eq!((empty.selected, key(&mut empty, KeyCode::Enter)), (0, Step::Stay));
    }

    #[test]
    fn enter_opens_and_the_choice_is_kept_on_return() {
        let mut state = three();
        key(&mut state, KeyCode::Down);
        assert_eq!(key(&mut state, KeyCode::Enter), Step::Open { file: "content/b.md".to_owned(), line: 12 });
        let answer = state.answer.clone();
        state.answered(&Query::default(), answer);
        assert_eq!(state.selected, 1);
        assert_eq!(control(&mut state, 'o'), Step::Print("content/b.md:12".to_owned()));
        let mut other = state.answer.clone().unwrap();
        other.query.push('s');
        state.answered(&Query::default(), Some(other));
        assert_eq!(state.selected, 0, "another question begins at the top");
    }

    #[test]
    fn the_text_of_the_chosen_document_is_wanted_once() {
        let mut state = three();
        assert_eq!(state.wanted_text().as_deref(), Some("a.md"));
        let section = Section {
            blocks: vec![Block { line: 1, text: "x".to_owned(), ..Block::default() }],
            ..Section::default()
        };
        state.read("a.md".to_owned(), vec![section]);
        assert_eq!((state.wanted_text(), state.text().map(<[_]>::len)), (None, Some(1)));
        key(&mut state, KeyCode::Down);
        assert!(state.text().is_none(), "the text of another is not shown");
        assert_eq!(state.wanted_text().as_deref(), Some("b.md"));
        key(&mut state, KeyCode::Tab);
        assert_eq!(state.wanted_text(), None, "nobody sees it");
    }

    #[test]
    fn it_can_be_left() {
        let mut state = three();
        assert_eq!(key(&mut state, KeyCode::Esc), Step::Leave);
        assert_eq!(control(&mut state, 'c'), Step::Leave);
        assert_eq!(control(&mut state, 'd'), Step::Stay, "at the end of a question it takes away nothing");
    }

    #[test]
    fn a_message_stays_until_the_next_key() {
        let mut state = three();
        state.say(Some("`vi` cannot be started".to_owned()));
        key(&mut state, KeyCode::Down);
        assert_eq!(state.said, None);
    }
}
