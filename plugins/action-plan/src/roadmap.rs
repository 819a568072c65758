//! Ladders with what belongs to each of their steps.

use stratbook_overview::read::{Choice, Goal, Position, Reports, said};
use stratbook_plugin::prelude::*;
use stratbook_plugin::{Host, Result};

/// A ladder.
#[derive(Debug)]
pub(crate) struct Ladder<'r> {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) steps: Vec<Step<'r>>,
    /// The report on where we stand on it.
    pub(crate) position: Option<&'r Position>,
}

/// A step with what belongs to it.
#[derive(Debug, Default)]
pub(crate) struct Step<'r> {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) choices: Vec<&'r Choice>,
    pub(crate) goals: Vec<&'r Goal>,
    /// Each with what speaks against doing it now.
    pub(crate) initiatives: Vec<(String, &'static str)>,
}

impl Step<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.choices.is_empty() && self.goals.is_empty() && self.initiatives.is_empty()
    }

    /// Adds an initiative once; what speaks against it counts.
    fn add(&mut self, name: String, remark: &'static str) {
        match self.initiatives.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = remark,
            None => self.initiatives.push((name, remark)),
        }
    }
}

/// All ladders, and what belongs to none of their steps.
#[derive(Debug, Default)]
pub(crate) struct Roadmap<'r> {
    pub(crate) ladders: Vec<Ladder<'r>>,
    pub(crate) choices: Vec<&'r Choice>,
    pub(crate) goals: Vec<&'r Goal>,
}

impl<'r> Roadmap<'r> {
    /// Finds the ladders that positions, goals and chosen options name, and puts everything at its step.
    pub(crate) fn of(reports: &'r Reports, chosen: &[&'r Choice], host: Host<'_>) -> Result<Self> {
        let mut roadmap = Self::default();
        for position in &reports.positions {
            let named = [&position.data["ladder"], &position.data["ladder"]["path"]];
            let Some(path) = named.into_iter().find_map(said) else { continue };
            if let Some(at) = roadmap.ladder(&path, host)? {
                let ladder = &mut roadmap.ladders[at];
                ladder.position.get_or_insert(position);
                for (list, remark) in [("initiatives", ""), ("early", "too early"), ("skips", "skips a step")]
                {
                    for initiative in position.data[list].as_array().into_iter().flatten() {
                        let (name, step) = (said(&initiative["name"]), ladder.step(&initiative["step"]));
                        if let (Some(name), Some(step)) = (name, step) {
                            ladder.steps[step].add(name, remark);
                        }
                    }
                }
            }
        }
        for &choice in chosen {
            match roadmap.place(choice.ladder_step.as_deref(), host)? {
                Some((ladder, step)) => roadmap.ladders[ladder].steps[step].choices.push(choice),
                None => roadmap.choices.push(choice),
            }
        }
        for goal in &reports.goals {
            match roadmap.place(goal.ladder_step.as_deref(), host)? {
                Some((ladder, step)) => roadmap.ladders[ladder].steps[step].goals.push(goal),
                None => roadmap.goals.push(goal),
            }
        }
        Ok(roadmap)
    }

    /// The ladder of a page, asked for if it is not known yet; nothing where the page is no ladder.
    fn ladder(&mut self, path: &str, host: Host<'_>) -> Result<Option<usize>> {
        let absolute = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let Some(document) = host.document(absolute)? else { return Ok(None) };
        if let Some(at) = self.ladders.iter().position(|ladder| ladder.path == document.path) {
            return Ok(Some(at));
        }
        let steps = document.extra.get("ladder").and_then(|ladder| ladder["steps"].as_array());
        let Some(steps) = steps else { return Ok(None) };
        let steps = steps.iter().map(|step| Step {
            id: said(&step["id"]).unwrap_or_default(),
            name: said(&step["name"]).unwrap_or_default(),
            ..Step::default()
        });
        let ladder =
            Ladder { steps: steps.collect(), path: document.path, title: document.title, position: None };
        self.ladders.push(ladder);
        Ok(Some(self.ladders.len() - 1))
    }

    /// The step of a name such as `/ladder.md#id`, or of its own name or id on any ladder that is known.
    fn place(&mut self, name: Option<&str>, host: Host<'_>) -> Result<Option<(usize, usize)>> {
        let Some(name) = name else { return Ok(None) };
        if let Some((path, id)) = name.split_once('#') {
            let Some(ladder) = self.ladder(path, host)? else { return Ok(None) };
            return Ok(self.ladders[ladder].step(&json!(id)).map(|step| (ladder, step)));
        }
        let wanted = json!(name);
        let mut known = self.ladders.iter().enumerate();
        Ok(known.find_map(|(at, ladder)| Some((at, ladder.step(&wanted)?))))
    }
}

impl Ladder<'_> {
    /// A step by id, name or number.
    fn step(&self, named: &Value) -> Option<usize> {
        if let Some(number) = named.as_u64() {
            return (1..=self.steps.len() as u64).contains(&number).then(|| number as usize - 1);
        }
        let wanted = said(named)?.to_lowercase();
        self.steps
            .iter()
            .position(|step| step.id.to_lowercase() == wanted || step.name.to_lowercase() == wanted)
    }
}
