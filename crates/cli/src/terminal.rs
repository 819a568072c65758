//! The two streams, and what may be done with them.
//!
//! Results go to standard output; everything else goes to standard error. Text is written with colours and loses them
//! on the way where the stream is no terminal, or the user wants none.

use std::io::{self, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice, StripStream};
use clap::ValueEnum;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On terminals, as `NO_COLOR` and `CLICOLOR_FORCE` say
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Lines longer than this are hard to read, however wide the window is.
const WIDEST: usize = 120;

/// Width where there is no terminal to ask.
const USUAL: usize = 100;

/// Where a command writes to.
pub(crate) struct Terminal {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    quiet: bool,
    /// Whether a person sits at it, reading what is asked and able to answer.
    interactive: bool,
    /// Whether a person sees the results and can type.
    full_screen: bool,
    /// Whether results go to a terminal.
    shown: bool,
    /// Whether colours are wanted in results.
    colours: bool,
    /// Whether results go to a terminal that makes links of OSC 8.
    links: bool,
    /// Whether progress can be shown.
    shows_progress: bool,
    width: usize,
    /// The reader of standard output went away (`| head`): go on without writing.
    closed: bool,
    /// Standard output could not be written.
    error: Option<io::Error>,
}

impl Terminal {
    /// The streams of this process.
    pub(crate) fn of_process(color: Color, quiet: bool) -> Self {
        let choice = |automatic: ColorChoice| match color {
            Color::Auto => automatic,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let (out, err) = (io::stdout(), io::stderr());
        let (out_choice, err_choice) = (choice(AutoStream::choice(&out)), choice(AutoStream::choice(&err)));
        let err_is_terminal = err.is_terminal();
        let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0));
        let (in_is_terminal, out_is_terminal) = (io::stdin().is_terminal(), out.is_terminal());
        Self {
            interactive: in_is_terminal && err_is_terminal,
            full_screen: in_is_terminal && out_is_terminal,
            shown: out_is_terminal,
            colours: out_choice != ColorChoice::Never,
            links: out_choice != ColorChoice::Never
                && out_is_terminal
                && makes_links(|name| std::env::var(name).ok()),
            shows_progress: err_is_terminal && !quiet,
            out: match out_choice {
                // What takes colours away writes in pieces, so it is the buffer that is written to.
                ColorChoice::Never => {
                    let buffer: Box<dyn Write> = Box::new(io::BufWriter::new(out));
                    Box::new(StripStream::new(buffer))
                }
                choice => Box::new(io::BufWriter::new(AutoStream::new(out, choice))),
            },
            err: Box::new(AutoStream::new(err, err_choice)),
            quiet,
            width: width.clamp(40, WIDEST),
            closed: false,
            error: None,
        }
    }

    /// Writes a result to standard output.
    pub(crate) fn result(&mut self, text: &str) {
        if self.closed || self.error.is_some() {
            return;
        }
        if let Err(error) = self.out.write_all(text.as_bytes()) {
            self.failed(error);
        }
    }

    /// Writes a line about what was done to standard error, unless the user wants quiet.
    pub(crate) fn say(&mut self, line: &str) {
        if !self.quiet {
            self.always(line);
        }
    }

    /// Writes a line to standard error, quiet or not.
    pub(crate) fn always(&mut self, line: &str) {
        self.flush();
        // Where standard error is gone, there is nobody left to tell.
        let _ = writeln!(self.err, "{line}");
    }

    /// Asks a question that is answered with yes or no; an empty answer is yes.
    pub(crate) fn confirm(&mut self, question: &str) -> bool {
        self.flush();
        let _ = write!(self.err, "{question} [Y/n] ");
        let _ = self.err.flush();
        let mut answer = String::new();
        if io::stdin().read_line(&mut answer).map_or(0, |read| read) == 0 {
            let _ = writeln!(self.err);
            return false;
        }
        matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes")
    }

    /// Makes what was written visible now.
    pub(crate) fn flush(&mut self) {
        if let Err(error) = self.out.flush() {
            self.failed(error);
        }
    }

    /// Writes the rest, and tells whether all results could be written.
    pub(crate) fn finish(&mut self) -> bool {
        self.flush();
        let Some(error) = self.error.take() else { return true };
        self.always(&format!("error: cannot write to standard output: {error}"));
        false
    }

    fn failed(&mut self, error: io::Error) {
        if error.kind() == io::ErrorKind::BrokenPipe {
            self.closed = true;
        } else if self.error.is_none() && !self.closed {
            self.error = Some(error);
        }
        // What is left in the buffer must not be tried again.
        self.out = Box::new(io::sink());
    }

    /// Whether only results and failures are printed.
    pub(crate) const fn quiet(&self) -> bool {
        self.quiet
    }

    /// Whether somebody can answer a question.
    pub(crate) const fn interactive(&self) -> bool {
        self.interactive
    }

    /// Whether the whole screen can be used to talk with somebody.
    pub(crate) const fn full_screen(&self) -> bool {
        self.full_screen
    }

    /// Whether results are read by a person, as far as can be told.
    pub(crate) const fn shown(&self) -> bool {
        self.shown
    }

    /// Whether results may have colours.
    pub(crate) const fn colours(&self) -> bool {
        self.colours
    }

    /// Whether links can be put into results.
    pub(crate) const fn links(&self) -> bool {
        self.links
    }

    /// Whether progress can be shown.
    pub(crate) const fn shows_progress(&self) -> bool {
        self.shows_progress
    }

    /// Characters in a line.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }
}

/// Terminals that are known to make links, by `TERM` and by `TERM_PROGRAM`.
const TERMS: &[&str] = &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"];
const PROGRAMS: &[&str] =
    &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "zed", "tmux"];

/// Whether the terminal that these variables speak of is known to make links of OSC 8. Others might show the address
/// in the middle of the text.
fn makes_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let number = |name| variable(name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
    if let Some(forced) = variable("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    TERMS.iter().any(|known| term == *known)
        || PROGRAMS.iter().any(|known| program == *known)
        || number("VTE_VERSION") >= 5000
        || number("KONSOLE_VERSION") >= 20_1200
        || ["WT_SESSION", "DOMTERM"].iter().any(|name| variable(name).is_some())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A stream that can be looked at afterwards.
    #[derive(Clone, Default)]
    pub(crate) struct Recorded(Arc<Mutex<Vec<u8>>>);

    impl Write for Recorded {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Recorded {
        pub(crate) fn text(&self) -> String {
            anstream::adapter::strip_str(std::str::from_utf8(&self.0.lock().unwrap()).unwrap()).to_string()
        }
    }

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    pub(crate) fn terminal(out: impl Write + 'static, err: impl Write + 'static) -> Terminal {
        Terminal {
            out: Box::new(out),
            err: Box::new(err),
            quiet: false,
            interactive: false,
            full_screen: false,
            shown: false,
            colours: false,
            links: false,
            shows_progress: false,
            width: USUAL,
            closed: false,
            error: None,
        }
    }

    #[test]
    fn links_are_made_where_they_are_known_to_work() {
        let with = |set: &[(&str, &str)]| {
            makes_links(|name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(with(&[("TERM", "xterm-kitty")]) && with(&[("VTE_VERSION", "7006")]));
        assert!(!with(&[]) && !with(&[("TERM", "xterm-256color")]) && !with(&[("VTE_VERSION", "old")]));
        assert!(with(&[("TERM", "linux"), ("FORCE_HYPERLINK", "1")]));
        assert!(!with(&[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")]));
    }

    #[test]
    fn a_reader_who_leaves_is_no_failure() {
        let err = Recorded::default();
        let mut left = terminal(Failing(io::ErrorKind::BrokenPipe), err.clone());
        left.result("text");
        assert!(left.finish());
        assert_eq!(err.text(), "");
    }

    #[test]
    fn a_full_disk_is() {
        let err = Recorded::default();
        let mut full = terminal(Failing(io::ErrorKind::StorageFull), err.clone());
        full.result("text");
        full.result("text");
        assert!(!full.finish());
        assert_eq!(err.text().lines().count(), 1, "{}", err.text());
    }

    #[test]
    fn results_come_before_what_is_said_about_them() {
        let both = Recorded::default();
        let mut terminal = terminal(io::BufWriter::new(both.clone()), both.clone());
        terminal.result("one\n");
        terminal.say("two");
        assert_eq!(both.text(), "one\ntwo\n");
    }
}
