//! An assessment: a ladder held against what is known.

mod goals;
mod known;
mod open;
mod past;
mod plans;

use stratbook_plugin::prelude::*;

pub(crate) use goals::StepGoal;
pub(crate) use known::Source;
pub(crate) use open::Todo;
pub(crate) use past::{Past, Regressed, TeamPosition};
pub(crate) use plans::{Plan, Readiness};

use crate::facts::Facts;
use crate::inputs::Inputs;
use crate::ladder::{self, Ladder, Problem};
use crate::path::from_root;
use crate::position::{self, Position, Swing};
use crate::settings::Settings;

/// Everything that a report says.
#[derive(Debug)]
pub(crate) struct Assessed<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) today: Day,
    pub(crate) settings: Settings,
    /// The page of the ladder.
    pub(crate) page: Document,
    pub(crate) ladder: Ladder,
    pub(crate) facts: Facts,
    /// Where the facts come from, in the order in which the ladder asks for them.
    pub(crate) sources: Vec<Source>,
    pub(crate) position: Position,
    pub(crate) swings: Vec<Swing>,
    /// What is open for the next step.
    pub(crate) todo: Vec<Todo>,
    pub(crate) regressed: Vec<Regressed>,
    pub(crate) plans: Vec<Plan<'a>>,
    pub(crate) history: Vec<Past<'a>>,
    pub(crate) teams: Vec<TeamPosition<'a>>,
    /// Pages that help with the next step.
    pub(crate) help: Vec<Inline>,
    /// Goals that name a step of this ladder.
    pub(crate) goals: Vec<StepGoal>,
    pub(crate) warnings: Vec<Finding>,
}

impl<'a> Assessed<'a> {
    pub(crate) fn new(call: &'a Generate<'_, Inputs>) -> Result<Self> {
        let inputs = &call.inputs;
        let (page, ladder) = find_ladder(call)?;
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let (facts, sources) = known::gather(call, &ladder, &mut errors, &mut warnings);
        let position = position::find(&ladder, &facts);
        let plans = plans::judge(inputs, &ladder, &position, &mut errors);
        let history = past::history(inputs, &ladder, call.today, &mut errors, &mut warnings);
        let teams = past::teams(inputs, &ladder, &facts, &mut errors);
        if !errors.is_empty() {
            return Err(Error::Inputs(errors));
        }
        Ok(Self {
            swings: position::swings(&ladder, &facts),
            todo: open::next(&ladder, &facts, &sources, &position),
            regressed: past::regressed(&ladder, &facts, &position, &history),
            goals: goals::find(call.host(), &page, &ladder)?,
            help: match ladder.steps.get(position.step) {
                Some(next) => next
                    .links
                    .iter()
                    .map(|name| page_link(call.host(), &page.path, name))
                    .collect::<Result<_>>()?,
                None => Vec::new(),
            },
            settings: call.settings()?,
            today: call.today,
            inputs,
            page,
            ladder,
            facts,
            sources,
            position,
            plans,
            history,
            teams,
            warnings,
        })
    }

    /// The present step; nothing below the first.
    pub(crate) fn step(&self) -> Option<&ladder::Step> {
        self.ladder.steps.get(self.position.step.checked_sub(1)?)
    }

    /// The step above it; nothing on the highest.
    pub(crate) fn next(&self) -> Option<&ladder::Step> {
        self.ladder.steps.get(self.position.step)
    }

    /// Where a fact comes from.
    pub(crate) fn source(&self, fact: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.fact == fact)
    }

    /// Facts that are older than the workspace allows, with their age in days.
    pub(crate) fn stale(&self) -> Vec<(&Source, i64)> {
        let age = |source: &Source| source.date.map(|date| date.until(self.today));
        let limit = i64::from(self.settings.stale_after_days);
        let old = self.sources.iter().filter_map(|source| Some((source, age(source)?)));
        old.filter(|(source, age)| *age > limit && source.value.is_some()).collect()
    }
}

/// A link that a ladder gives, with the title of its page.
pub(crate) fn page_link(host: stratbook_plugin::Host<'_>, ladder: &str, name: &str) -> Result<Inline> {
    let target = from_root(ladder, name);
    let (page, section) = target.split_once('#').unwrap_or((&target, ""));
    Ok(match host.document(page)? {
        Some(document) if section.is_empty() => link(format!("/{}", document.path), document.title),
        Some(document) => link(format!("/{}#{section}", document.path), document.title),
        None => text(name),
    })
}

fn find_ladder(call: &Generate<'_, Inputs>) -> Result<(Document, Ladder)> {
    let name = call.inputs.ladder.trim();
    let at = pointer!["ladder"];
    let Some(page) = call.host().document(name)? else {
        return Err(Finding::error(format!("there is no page `{name}`")).at(at).hint(ladders(call)?).into());
    };
    let Some(value) = page.extra.get("ladder") else {
        let message = format!("`{}` is no ladder: its front matter has no `ladder`", page.path);
        return Err(Finding::error(message).at(at).hint(ladders(call)?).into());
    };
    let (ladder, problems) = ladder::read(value);
    let errors: Vec<&Problem> =
        problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    let Some(first) = errors.first() else { return Ok((page, ladder)) };
    let mut finding =
        Finding::error(format!("the ladder `{}` cannot be climbed: {}", page.path, first.message))
            .at(at)
            .hint(format!("in `{}`, at `ladder{}`: {}", page.path, first.at, first.hint));
    for other in errors.iter().skip(1).take(4) {
        finding = finding.note(format!("also, at `ladder{}`: {}", other.at, other.message));
    }
    if errors.len() > 5 {
        finding = finding.note(format!("and {} more", errors.len() - 5));
    }
    Err(finding.into())
}

/// Which ladders there are, as a hint.
fn ladders(call: &Generate<'_, Inputs>) -> Result<String> {
    let mut filter = DocumentFilter::default();
    filter.has = Some("ladder".to_owned());
    let found = call.host().documents(&filter)?;
    let paths: Vec<String> = found.iter().take(5).map(|document| format!("`/{}`", document.path)).collect();
    Ok(if paths.is_empty() {
        "write a page whose front matter has `ladder:` with `steps:`".to_owned()
    } else {
        format!("name a page with a ladder, such as {}", paths.join(", "))
    })
}
