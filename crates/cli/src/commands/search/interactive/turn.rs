//! What one event does about the question and its answer. Knows no terminal.

use ratatui::crossterm::event::{Event, KeyEventKind};

use super::state::{State, Step};

/// All keys that have come are taken before the next answer, so that a pasted text is asked once. But what acts on the
/// hits acts on those of the question as it is typed: then it is asked first.
#[derive(Debug)]
pub(crate) struct Turn {
    /// Whether the question is another than the one that was answered.
    pub(crate) pending: bool,
}

impl Turn {
    /// Takes an event. `ask` gets the state its answer, and tells whether it could.
    pub(crate) fn take(
        &mut self,
        event: &Event,
        state: &mut State,
        ask: &mut dyn FnMut(&mut State) -> bool,
    ) -> Step {
        let step = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                if self.pending && State::is_about_hits(*key) {
                    self.pending = false;
                    if !ask(state) {
                        return Step::Stay;
                    }
                }
                state.key(*key)
            }
            Event::Paste(text) => state.paste(text),
            _ => Step::Stay,
        };
        self.pending |= step == Step::Ask;
        step
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use stratbook_search::{Answer, Language, Query};

    use super::super::state::tests::{hit, state};
    use super::*;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn control(letter: char) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
    }

    /// Two documents named after the question.
    fn answer(state: &mut State) -> bool {
        let question = state.question().to_owned();
        let hits = ["first", "second"].map(|name| hit(&format!("{question}-{name}.md"), name, &[], "", &[]));
        let answer = (!question.is_empty()).then(|| Answer {
            query: question.clone(),
            total: 2,
            elapsed_us: 1,
            hints: Vec::new(),
            hits: hits.to_vec(),
        });
        state.answered(&Query::parse(&question, Language::ENGLISH), answer);
        true
    }

    /// What the last of some events that come at once does, and how often was asked.
    fn all(state: &mut State, events: &[Event]) -> (Step, usize) {
        let mut turn = Turn { pending: false };
        let mut asked = 0;
        let mut last = Step::Stay;
        for event in events {
            last = turn.take(event, state, &mut |state| {
                asked += 1;
                answer(state)
            });
        }
        (last, asked)
    }

    fn open(file: &str) -> Step {
        Step::Open { file: format!("content/{file}"), line: 12 }
    }

    #[test]
    fn keys_act_on_the_hits_of_what_is_typed() {
        let typed = [control('u'), Event::Paste("zebra".to_owned())];
        let after = |keys: &[Event]| {
            let mut state = state("plain", vec![hit("plain.md", "Plain", &[], "", &[])]);
            all(&mut state, &[&typed, keys].concat())
        };
        assert_eq!(after(&[key(KeyCode::Enter)]), (open("zebra-first.md"), 1));
        assert_eq!(after(&[key(KeyCode::Down), key(KeyCode::Enter)]), (open("zebra-second.md"), 1));
        assert_eq!(after(&[control('n'), key(KeyCode::Enter)]), (open("zebra-second.md"), 1));
        let place = Step::Print("content/zebra-first.md:12".to_owned());
        assert_eq!(after(&[control('o')]), (place, 1));
        assert_eq!(after(&[key(KeyCode::Esc)]), (Step::Leave, 0));
        assert_eq!(after(&[key(KeyCode::Char('s')), key(KeyCode::Left)]).1, 0, "typing does not ask");
    }

    #[test]
    fn the_first_question_is_answered_before_enter_too() {
        let typed = [key(KeyCode::Char('a')), key(KeyCode::Enter)];
        assert_eq!(all(&mut State::new(3), &typed), (open("a-first.md"), 1));
        // A question that was answered is not asked again.
        let mut answered = state("plain", vec![hit("plain.md", "Plain", &[], "", &[])]);
        assert_eq!(all(&mut answered, &[key(KeyCode::Enter)]), (open("plain.md"), 0));
    }

    #[test]
    fn where_there_is_no_answer_nothing_is_opened() {
        let mut state = state("plain", vec![hit("plain.md", "Plain", &[], "", &[])]);
        let mut turn = Turn { pending: true };
        let failed = |state: &mut State| {
            state.say(Some("the index is damaged".to_owned()));
            false
        };
        assert_eq!(turn.take(&key(KeyCode::Enter), &mut state, &mut { failed }), Step::Stay);
        assert_eq!(state.said.as_deref(), Some("the index is damaged"));
    }
}
