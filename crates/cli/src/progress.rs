//! A bar for work that takes longer than a second.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use stratbook_engine::Progress;

use crate::text::tame;

/// Shorter work shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows what the engine is doing on standard error.
pub(crate) struct Bar {
    inner: ProgressBar,
    started: Instant,
    /// Whether the bar is drawn. Kept here so that counting a step costs no more than an addition.
    drawn: Mutex<bool>,
    shown: bool,
    quiet: bool,
}

impl Bar {
    /// A bar that appears once the work has taken a second, where `shown`; with `quiet`, messages are dropped too.
    pub(crate) fn new(shown: bool, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // A mistake in the pattern would only cost the looks.
        if let Ok(style) =
            ProgressStyle::with_template("{prefix:>10.green.bold} [{bar:30}] {human_pos}/{human_len}")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { inner: bar, started: Instant::now(), drawn: Mutex::new(false), shown, quiet }
    }

    fn appear(&self) {
        if !self.shown || self.started.elapsed() < PATIENCE {
            return;
        }
        // Whoever is second finds it done; nobody waits.
        if let Ok(mut drawn) = self.drawn.try_lock()
            && !*drawn
        {
            *drawn = true;
            self.inner.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar off the screen.
    pub(crate) fn clear(&self) {
        self.inner.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: u64) {
        self.inner.set_prefix(name);
        self.inner.set_length(total);
        self.inner.set_position(0);
        self.appear();
    }

    fn advance(&self, steps: u64) {
        self.inner.inc(steps);
        self.appear();
    }

    fn message(&self, text: &str) {
        if !self.quiet {
            self.inner.suspend(|| anstream::eprintln!("{}", tame(text)));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}
