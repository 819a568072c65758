//! `schema`: what front matter may hold, for editors.

use std::fs;

use super::{Context, Outcome};
use crate::arguments::Schema;
use crate::failure::Failure;
use crate::render::human::{GOOD, NAME};
use crate::render::json;

const FILE: &str = "front-matter.schema.json";

pub(super) fn run(arguments: &Schema, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let schema = json::print(&stratbook_content::front_matter_schema());
    if !arguments.write {
        context.terminal.result(&schema);
        return Ok(Outcome::Done);
    }
    let path = context.workspace()?.root().join(FILE);
    // Only a file that this command may have written is replaced.
    if fs::read_to_string(&path).is_ok_and(|text| !text.contains("\"$schema\"")) {
        return Err(
            Failure::new(format!("`{FILE}` is there and is no JSON Schema")).hint("move it away first")
        );
    }
    fs::write(&path, schema)
        .map_err(|error| Failure::system(format!("write `{}`", context.shown(&path)), &error))?;
    let shown = context.shown(&path);
    context.terminal.say(&format!("{GOOD}wrote{GOOD:#} {shown}"));
    context.terminal.say(&format!(
        "editors use it through their settings, for example {NAME}\"yaml.schemas\": {{ \"./{FILE}\": \"**/*.md\" }}{NAME:#}"
    ));
    Ok(Outcome::Done)
}
