//! `report new`: a document with the inputs of a report, filled with the plugin's example and explained.

mod explained;

use std::fmt::Write as _;

use stratbook_plugin::messages::Inputs;

use crate::arguments::ReportNew;
use crate::commands::document_kind::yaml;
use crate::commands::{Context, Outcome, new, plugin, today};
use crate::failure::Failure;
use crate::render::human::{GOOD, command};
use crate::text::wrap;

/// Comments are wrapped here.
const WIDTH: usize = 100;

pub(super) fn run(arguments: &ReportNew, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let content = workspace.content_root();
    let content = content.canonicalize().map_err(|error| {
        Failure::system(format!("use the content folder `{}`", context.shown(&content)), &error)
    })?;
    let here = context.here.canonicalize().unwrap_or_else(|_| context.here.clone());
    let path = new::place(&arguments.path, &here, &content)?;
    let title = arguments.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let title = title.map_or_else(|| new::title_of(&path), str::to_owned);
    let (host, _) = workspace.host();
    let found = plugin::find(host, &arguments.plugin)?;
    let id = found.manifest.id.clone();
    let description = host.describe(&id).map_err(|failure| {
        let mut refused = Failure::new(failure.message.clone());
        refused.hint.clone_from(&failure.hint);
        refused
    })?;
    let (key, inputs) = match (&description.report, &description.rollup) {
        (Some(inputs), _) => ("report", inputs),
        (None, Some(inputs)) => ("rollup", inputs),
        (None, None) => {
            return Err(Failure::new(format!("`{id}` makes no reports"))
                .hint("`stratbook plugin list` shows what each plugin makes"));
        }
    };
    let config = workspace.config();
    let head = Head {
        title: &title,
        summary: &found.manifest.summary,
        status: config.statuses.first().map_or("Draft", String::as_str),
        level: config.levels.name(config.levels.default_level()),
        updated: today()?.to_string(),
        key,
        id: &id,
    };
    new::write(&path, &content, &document(&head, inputs))?;
    context.terminal.say(&format!("{GOOD}made{GOOD:#} {}", context.shown(&path)));
    let named = context.shown(&path);
    let next = command(&format!("stratbook report show {}", shell_word(&named)));
    context.terminal.say(&format!("fill it in, then look at it with {next}"));
    Ok(Outcome::Done)
}

/// What stands above the inputs.
struct Head<'h> {
    title: &'h str,
    summary: &'h str,
    status: &'h str,
    level: &'h str,
    updated: String,
    /// `report` or `rollup`.
    key: &'static str,
    id: &'h str,
}

/// The text of the document.
fn document(head: &Head<'_>, inputs: &Inputs) -> String {
    let mut text = format!(
        "---\ntitle: {}\nsummary: \"\"\nstatus: {}\nupdated: {}\nsecurity_level: {}\ntags: []\n",
        yaml(head.title),
        yaml(head.status),
        head.updated,
        yaml(head.level),
    );
    if !head.summary.trim().is_empty() {
        let _ = writeln!(text, "# {}", wrap(&crate::text::tame(head.summary), WIDTH, "# "));
    }
    let _ = writeln!(text, "{}: {}", head.key, head.id);
    text.push_str(&explained::inputs(inputs, WIDTH));
    text.push_str("---\n\n");
    text.push_str(
        "Say in a sentence or two what this is about. The report stands below what is written here.\n",
    );
    text
}

/// A word as a shell takes it.
fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_explains_its_inputs() {
        let schema = json!({
            "type": "object",
            "required": ["goal", "options"],
            "properties": {
                "goal": { "type": "string", "description": "What is to be reached, in one sentence that says how much and by when, so that somebody else can tell whether it was." },
                "budget": { "type": "number", "description": "What it may cost." },
                "quiet": { "type": "boolean" },
                "options": { "type": "array", "items": { "$ref": "#/$defs/Option" }, "description": "What there is to choose from." },
            },
            "$defs": { "Option": { "type": "object", "properties": {
                "name": { "type": "string", "description": "Its name." },
                "score": { "type": "integer", "minimum": 1, "maximum": 5, "description": "From 1 to 5." },
                "text": { "type": "string", "description": "Words." },
            } } },
        });
        let example = "goal: Sell more\n# Two are enough.\noptions:\n  - name: A\n    score: 3\n    text: |\n      score: not a key\n  - name: B\n    score: 4 # good\n";
        let head = Head {
            title: "Plan: b",
            summary: "Chooses.",
            status: "Draft",
            level: "Internal",
            updated: "2026-11-21".to_owned(),
            key: "report",
            id: "choice",
        };
        insta::assert_snapshot!(document(&head, &Inputs::new(schema, example)));
    }

    #[test]
    fn inputs_that_are_all_optional_stay_comments() {
        let schema = json!({ "type": "object", "properties": { "tag": { "type": "string" } } });
        let head = Head {
            title: "All",
            summary: "",
            status: "Draft",
            level: "Public",
            updated: "2026-11-21".to_owned(),
            key: "rollup",
            id: "all",
        };
        let made = document(&head, &Inputs::new(schema, "# Only with this tag.\n# tag: growth\n"));
        assert!(
            made.contains("rollup: all\n# inputs:\n#   # Only with this tag.\n#   # tag: growth\n---\n"),
            "{made}"
        );
        let none = document(&head, &Inputs::new(json!({ "type": "object" }), ""));
        assert!(none.contains("rollup: all\n---\n"), "{none}");
    }

    #[test]
    fn words_for_the_shell() {
        assert_eq!(shell_word("content/a-b.md"), "content/a-b.md");
        assert_eq!(shell_word("it's a plan.md"), "'it'\\''s a plan.md'");
    }
}
