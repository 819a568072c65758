//! `plugin`: what plugins there are, and what is done with them.

mod build;
mod check;
mod info;
mod list;
mod new;
mod trust;

use stratbook_host::{Host, Installed, State};

use super::{Context, Outcome};
use crate::arguments::Plugin;
use crate::failure::Failure;
use crate::text::nearest;

pub(super) fn run(arguments: &Plugin, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    match arguments {
        Plugin::List(arguments) => list::run(arguments, context),
        Plugin::Info(arguments) => info::run(arguments, context),
        Plugin::New(arguments) => new::run(arguments, context),
        Plugin::Check(arguments) => check::run(arguments, context),
        Plugin::Build(arguments) => build::run(arguments, context),
        Plugin::Trust(arguments) => trust::trust(arguments, context),
        Plugin::Untrust(arguments) => trust::untrust(arguments, context),
    }
}

/// The plugin of that id.
pub(super) fn find<'h>(host: &'h Host, id: &str) -> Result<&'h Installed, Failure> {
    host.find(id).ok_or_else(|| {
        let failure = Failure::new(format!("there is no plugin `{id}`"));
        match nearest(id, host.plugins().iter().map(|plugin| plugin.manifest.id.as_str())) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint("`stratbook plugin list` shows which plugins there are"),
        }
    })
}

/// Whether a plugin can be used, in a word.
const fn state(plugin: &Installed) -> &'static str {
    match plugin.state {
        State::Bundled => "bundled",
        State::Trusted => "trusted",
        State::Untrusted => "not trusted",
        State::Disabled => "switched off",
        State::Unusable(_) => "unusable",
    }
}

/// What a plugin makes, in words.
fn makes(plugin: &Installed) -> String {
    let makes = &plugin.manifest.makes;
    let mut words: Vec<String> =
        [(makes.report, "reports"), (makes.rollup, "rollups"), (makes.check, "checks")]
            .into_iter()
            .filter(|(does, _)| *does)
            .map(|(_, word)| word.to_owned())
            .collect();
    words.extend(makes.shortcodes.iter().map(|name| format!("[{name}]")));
    words.join(", ")
}
