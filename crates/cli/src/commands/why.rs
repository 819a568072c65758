//! `why`: what is known about one document.

use std::fmt::Write as _;

use stratbook_engine::{Incoming, Outgoing, Why, WhyOptions, WhyOutcome};
use stratbook_model::TitleSource;

use super::{Context, Outcome};
use crate::arguments::{self, ReportFormat};
use crate::failure::Failure;
use crate::render::human::{NAME, QUIET, STRONG};
use crate::render::json;
use crate::text::{count, tame};

pub(super) fn run(arguments: &arguments::Why, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let options = WhyOptions { clearance: arguments.clearance.clone(), today: super::today()? };
    let name = &context.document_name(&arguments.document, &workspace)?;
    let why = match stratbook_engine::why(&workspace, name, &options, &context.bar())? {
        WhyOutcome::Found(why) => why,
        WhyOutcome::Ambiguous(paths) => return Err(super::ambiguous(name, &paths)),
        WhyOutcome::Unknown(near) => return Err(super::unknown(name, &near)),
    };
    let text = match arguments.format {
        ReportFormat::Json => json::print(&why),
        ReportFormat::Human => describe(&why),
    };
    context.terminal.result(&text);
    Ok(Outcome::Done)
}

fn describe(why: &Why) -> String {
    let mut text = format!("{STRONG}{}{STRONG:#}\n", tame(&why.title));
    let title_source = match why.title_source {
        TitleSource::FrontMatter => "`title` in the front matter",
        TitleSource::Heading => "the first heading",
        TitleSource::FileName => "the file's name",
    };
    let readers = why.readers.join(", ");
    for (name, value, source) in [
        ("file", why.path.as_str(), ""),
        ("title", why.title.as_str(), title_source),
        ("page", why.url.as_str(), why.url_source.as_str()),
        ("level", why.level.as_str(), why.level_source.as_str()),
        ("readers", readers.as_str(), "clearances that may read it"),
    ] {
        let _ = write!(text, "  {QUIET}{name:8}{QUIET:#} {}", tame(value));
        let _ = if source.is_empty() {
            writeln!(text)
        } else {
            writeln!(text, "  {QUIET}({}){QUIET:#}", tame(source))
        };
    }
    incoming(&mut text, "reference", "to it", &why.links_in);
    incoming(&mut text, "report", "citing it", &why.reports);
    outgoing(&mut text, &why.links_out);
    text
}

fn heading(text: &mut String, number: usize, noun: &str, rest: &str) {
    let counted = if number == 0 { format!("no {noun}s") } else { count(number, noun) };
    let _ = writeln!(text, "\n{STRONG}{counted} {rest}{STRONG:#}");
}

fn incoming(text: &mut String, noun: &str, rest: &str, links: &[Incoming]) {
    heading(text, links.len(), noun, rest);
    for link in links {
        let (path, kind, title) = (tame(&link.path), tame(&link.kind), tame(&link.title));
        let _ = writeln!(text, "  {NAME}{path}:{}{NAME:#}  {kind}  {QUIET}{title}{QUIET:#}", link.line);
        if !link.context.is_empty() {
            let _ = writeln!(text, "      {QUIET}“{}”{QUIET:#}", tame(&shortened(&link.context)));
        }
    }
}

fn outgoing(text: &mut String, links: &[Outgoing]) {
    heading(text, links.len(), "reference", "from it");
    for link in links {
        let (kind, target, leads_to) = (tame(&link.kind), tame(&link.target), tame(&link.leads_to));
        let _ = write!(text, "  {QUIET}line{QUIET:#} {:<4} {kind}  {target}", link.line);
        let _ = if leads_to == target {
            writeln!(text)
        } else {
            writeln!(text, "  → {NAME}{leads_to}{NAME:#}")
        };
    }
}

/// At most so much of a sentence that it stays on a line or two.
fn shortened(context: &str) -> String {
    const LONGEST: usize = 160;
    let mut characters = context.chars();
    let mut short: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_known_is_said() {
        let incoming = |path: &str, kind: &str, context: &str| Incoming {
            path: path.to_owned(),
            title: "Plans \u{1b}[2J".to_owned(),
            kind: kind.to_owned(),
            line: 12,
            context: context.to_owned(),
        };
        let why = Why {
            path: "content/goals.md".to_owned(),
            url: "/goals/".to_owned(),
            url_source: "the path of the file".to_owned(),
            title: "Our goals".to_owned(),
            title_source: TitleSource::Heading,
            level: "Internal".to_owned(),
            level_source: "none is stated, so the default counts".to_owned(),
            readers: ["Internal", "Confidential"].map(str::to_owned).into(),
            links_in: vec![
                incoming("content/plan.md", "link", "See our goals."),
                incoming("content/b.md", "relations", ""),
            ],
            links_out: vec![Outgoing {
                target: "plan".to_owned(),
                kind: "wikilink".to_owned(),
                line: 3,
                leads_to: "content/plan.md".to_owned(),
            }],
            reports: Vec::new(),
        };
        insta::assert_snapshot!(anstream::adapter::strip_str(&describe(&why)), @r#"
        Our goals
          file     content/goals.md
          title    Our goals  (the first heading)
          page     /goals/  (the path of the file)
          level    Internal  (none is stated, so the default counts)
          readers  Internal, Confidential  (clearances that may read it)

        2 references to it
          content/plan.md:12  link  Plans ␛[2J
              “See our goals.”
          content/b.md:12  relations  Plans ␛[2J

        no reports citing it

        1 reference from it
          line 3    wikilink  plan  → content/plan.md
        "#);
    }
}
