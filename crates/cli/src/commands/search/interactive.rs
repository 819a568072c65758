//! `search` without a question: type, and see what is found at each key.
//!
//! [`state`] decides what a key does and knows no terminal; [`draw`] shows a state; here they meet the screen and the
//! index.

mod draw;
mod ending;
mod input;
mod state;
mod turn;

use std::io;
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use stratbook_engine::Workspace;
use stratbook_engine::search::Opened;
use stratbook_search::{Index, IndexError, Options, Query, Settings};

use super::{language, open};
use crate::arguments::Search;
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::opener;

use ending::Ending;
use state::{State, Step};
use turn::Turn;

/// How often it is looked whether the process is to end.
const LOOK: Duration = Duration::from_millis(250);
/// As many documents are listed, unless more are asked for.
const LISTED: usize = 30;

pub(super) fn run(
    arguments: &Search,
    workspace: &Workspace,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let mut opened = open(arguments, workspace, context)?;
    let mut state = State::new(opened.index.documents());
    let look = draw::Look { colours: context.terminal.colours() };
    let limit = arguments.limit.unwrap_or(LISTED).max(1);
    let ending = Ending::watch();
    loop {
        let ended = {
            let mut screen =
                Screen::enter().map_err(|error| Failure::system("use the whole screen", &error))?;
            let asker =
                Asker { index: &opened.index, settings: &workspace.config().search, workspace, limit };
            converse(&mut screen, &mut state, &asker, look, &ending)
                .map_err(|error| Failure::system("talk with the terminal", &error))?
        };
        match ended {
            Ended::Leave => return Ok(Outcome::Done),
            Ended::Asked => {
                ending.follow();
                return Ok(Outcome::Done);
            }
            Ended::Print(place) => {
                context.terminal.result(&format!("{place}\n"));
                return Ok(Outcome::Done);
            }
            Ended::Open { file, line } => {
                let said = opener::edit(&workspace.root().join(&file), line);
                state.say(said.err());
                opened = reopened(opened, arguments, workspace, context, &mut state);
            }
        }
    }
}

/// What was opened may have been changed. If the index cannot catch up, the search goes on with what there is.
fn reopened(
    before: Opened,
    arguments: &Search,
    workspace: &Workspace,
    context: &mut Context<'_>,
    state: &mut State,
) -> Opened {
    match open(arguments, workspace, context) {
        Ok(opened) => opened,
        Err(failure) => {
            state.say(Some(failure.message));
            before
        }
    }
}

/// Why the screen was left.
enum Ended {
    Leave,
    /// The system asked the process to end.
    Asked,
    Print(String),
    Open {
        file: String,
        line: u32,
    },
}

/// Answers questions.
struct Asker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    workspace: &'a Workspace,
    limit: usize,
}

impl Asker<'_> {
    /// Gets the state its answer; tells whether that went well, and the state why not.
    fn answer(&self, state: &mut State) -> bool {
        let asked = self.ask(state);
        let good = asked.is_ok();
        if let Err(error) = asked {
            state.say(Some(error.to_string()));
        }
        good
    }

    fn ask(&self, state: &mut State) -> Result<(), IndexError> {
        let query = Query::parse(state.question(), language(self.workspace));
        if state.question().trim().is_empty() {
            state.answered(&query, None);
            return Ok(());
        }
        let options = Options { limit: self.limit, explain: false };
        let answer = self.index.search(&query, self.settings, &options)?;
        state.answered(&query, Some(answer));
        Ok(())
    }

    /// Brings what the state wants to show.
    fn bring(&self, state: &mut State) -> Result<(), IndexError> {
        if let Some(path) = state.wanted_text() {
            let sections = self.index.sections(&path)?;
            state.read(path, sections);
        }
        Ok(())
    }
}

fn converse(
    screen: &mut Screen,
    state: &mut State,
    asker: &Asker<'_>,
    look: draw::Look,
    ending: &Ending,
) -> io::Result<Ended> {
    let mut turn = Turn { pending: true };
    loop {
        if turn.pending {
            asker.answer(state);
        }
        if let Err(error) = asker.bring(state) {
            state.say(Some(error.to_string()));
        }
        turn.pending = false;
        screen.terminal.draw(|frame| draw::draw(frame, state, look))?;
        loop {
            while !event::poll(LOOK)? {
                if ending.is_asked() {
                    return Ok(Ended::Asked);
                }
            }
            match turn.take(&event::read()?, state, &mut |state| asker.answer(state)) {
                Step::Stay | Step::Ask => {}
                Step::Leave => return Ok(Ended::Leave),
                Step::Print(place) => return Ok(Ended::Print(place)),
                Step::Open { file, line } => return Ok(Ended::Open { file, line }),
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
        }
    }
}

/// The screen while it is ours. Dropped, it is as it was before, also when something went wrong.
struct Screen {
    terminal: DefaultTerminal,
}

impl Screen {
    fn enter() -> io::Result<Self> {
        // This also makes a panic restore the screen before it speaks.
        let terminal = ratatui::try_init()?;
        let screen = Self { terminal };
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that has gone away.
        let _ = execute!(io::stdout(), DisableBracketedPaste);
        let _ = self.terminal.show_cursor();
        let _ = ratatui::try_restore();
    }
}
