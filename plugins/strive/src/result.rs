//! Everything that is computed of an assessment, before a word is written about it.

use stratbook_plugin::prelude::*;

use crate::assessment::Assessment;
use crate::assessors::{self, Spread};
use crate::cash::{Cash, cash};
use crate::criteria::{SAME, SCALE};
use crate::flip::{Candidate, Flip, flips};
use crate::inputs::{Names, Scoring};
use crate::knowledge::{Goal, Library, Stale, names_a_page, page_of};
use crate::ranking::{self, Entry};
use crate::reviews::{self, Due};
use crate::score::{Overall, filled, overall};
use crate::sensitivity::{self, Range};
use crate::verdict::{Rule, Verdict, verdict};
use crate::weightings::{self, Share};

/// What came out.
pub(crate) struct Outcome {
    pub(crate) options: Vec<Standing>,
    /// Indexes of options, the first one first.
    pub(crate) order: Vec<usize>,
    /// The option in front, if any passes the gates, and the next that does.
    pub(crate) winner: Option<usize>,
    pub(crate) runner_up: Option<usize>,
    /// Options that are not in front now, but could be if their missing scores turn out well.
    pub(crate) open: Vec<usize>,
    pub(crate) ranges: Vec<Option<Range>>,
    pub(crate) flips: Vec<Flip>,
    /// All goals that are named, each once.
    pub(crate) goals: Vec<Goal>,
    pub(crate) due: Option<Due>,
    /// Whom each assessor would put first.
    pub(crate) choices: Vec<(String, Vec<usize>)>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) findings: Vec<Finding>,
    /// Competencies that may be named: words, and pages that this build has.
    pub(crate) competencies: Vec<String>,
}

/// What came out for one option.
pub(crate) struct Standing {
    pub(crate) overall: Overall,
    /// The ends of what uncertain scores allow, where confidence is given.
    pub(crate) doubt: Option<(f64, f64)>,
    pub(crate) verdict: Verdict,
    pub(crate) rule: Rule,
    pub(crate) passes: bool,
    pub(crate) rank: usize,
    pub(crate) best_rank: usize,
    pub(crate) share: Share,
    pub(crate) dominated_by: Option<usize>,
    /// Its page and its ladder step, as far as this build has them: what it withholds must not be named in data.
    pub(crate) page: Option<String>,
    pub(crate) ladder_step: Option<String>,
    /// Indexes into the goals.
    pub(crate) goals: Vec<usize>,
    /// By criterion.
    pub(crate) spreads: Vec<Option<Spread>>,
    /// By criterion, then source.
    pub(crate) stale: Vec<Vec<(String, Stale)>>,
    pub(crate) cash: Option<Cash>,
    pub(crate) pessimistic: Option<Cash>,
}

impl Outcome {
    pub(crate) fn new(
        given: &Assessment<'_>,
        library: &mut Library<'_>,
        today: Day,
        months: (i32, i32),
    ) -> Result<Self> {
        let inputs = given.inputs;
        let mut relations = Vec::new();
        let mut findings = Vec::new();

        let mut goals: Vec<Goal> = Vec::new();
        let common = serve(&inputs.goals, "/goals", library, &mut goals, &mut relations, &mut findings)?;
        let mut served = Vec::new();
        for (index, option) in inputs.options.iter().enumerate() {
            let at = pointer!["options", index, "goals"];
            let mut own = common.clone();
            own.extend(serve(&option.goals, &at, library, &mut goals, &mut relations, &mut findings)?);
            own.sort_unstable();
            own.dedup();
            served.push(own);
            if let Some(page) = &option.page {
                relations
                    .push(Relation::new("assesses", page_of(page)).at(pointer!["options", index, "page"]));
            }
            if let Some(step) = option.ladder_step.as_deref().filter(|step| names_a_page(step)) {
                relations.push(Relation::new("belongs_to", page_of(step)).at(pointer![
                    "options",
                    index,
                    "ladder_step"
                ]));
            }
        }

        let mut competencies = Vec::new();
        for (pointer, name) in inputs.competencies.with_pointers("/competencies") {
            if names_a_page(name) {
                relations.push(Relation::new("needs", page_of(name)).at(pointer));
            }
            competencies.extend(library.shown(Some(name))?);
        }

        let count = |option: usize| served[option].iter().filter(|&&goal| goals[goal].counts).count();
        let overalls: Vec<Overall> =
            given.scores.iter().map(|scores| overall(&given.weights, scores)).collect();
        let verdicts: Vec<(Verdict, Rule)> = (0..inputs.options.len())
            .map(|at| {
                verdict(&given.criteria, &given.scores[at], count(at), &overalls[at], &given.thresholds)
            })
            .collect();
        let entries: Vec<Entry> = overalls
            .iter()
            .zip(&verdicts)
            .map(|(overall, (_, rule))| Entry { overall: *overall, passes: !matches!(rule, Rule::Gates(_)) })
            .collect();
        let passes: Vec<bool> = entries.iter().map(|entry| entry.passes).collect();
        let ranks = ranking::ranks(&entries);
        let order = ranking::order(&ranks);
        let mut in_front = order.iter().copied().filter(|&at| passes[at]);
        let (winner, runner_up) = (in_front.next(), in_front.next());
        let eligible: Vec<usize> = (0..passes.len()).filter(|&at| passes[at]).collect();

        let low: Vec<Vec<f64>> = given.scores.iter().map(|scores| filled(scores, SCALE.0)).collect();
        let high: Vec<Vec<f64>> = given.scores.iter().map(|scores| filled(scores, SCALE.1)).collect();
        let shares = weightings::shares(&low, &high, &given.weights, &eligible);
        let dominated = ranking::dominated(&low, &high, &given.weights, &passes);

        let mut ranges = Vec::new();
        let mut changes = Vec::new();
        let mut open = Vec::new();
        if let Some(winner) = winner {
            let rivals: Vec<usize> = order.iter().copied().filter(|&at| passes[at] && at != winner).collect();
            ranges = sensitivity::ranges(&given.weights, &low, winner, &rivals);
            let candidates: Vec<Candidate<'_>> = given
                .scores
                .iter()
                .enumerate()
                .map(|(at, scores)| Candidate { scores, goals: count(at), overall: overalls[at].low })
                .collect();
            changes = flips(&given.criteria, &candidates, winner, runner_up);
            open = rivals
                .into_iter()
                .filter(|&at| !overalls[at].complete && overalls[at].high > overalls[winner].low + SAME)
                .collect();
        }

        let choices = assessors::choices(&given.scorings, &given.weights, &eligible).into_iter().collect();
        let mut options = Vec::new();
        for (at, (verdict, rule)) in verdicts.into_iter().enumerate() {
            let mut stale = Vec::new();
            for (criterion, scoring) in given.scorings[at].iter().enumerate() {
                let mut of_score = Vec::new();
                if let Some(scoring) = scoring {
                    let scored = scoring.date.or(inputs.assessed);
                    let id = &given.criteria[criterion].id;
                    let place = pointer!["options", at, "scores", id, "source"];
                    for (pointer, source) in scoring.source.with_pointers(&place) {
                        if library.document(source)?.is_some() || !crate::knowledge::is_web(source) {
                            relations.push(Relation::new("cites", page_of(source)).at(pointer.clone()));
                        }
                        for reason in library.stale(source, scored)? {
                            findings.push(stale_finding(&reason, source, &pointer));
                            of_score.push((source.to_owned(), reason));
                        }
                    }
                }
                stale.push(of_score);
            }
            let option = &inputs.options[at];
            let spent = (!option.costs.is_empty() || !option.benefits.is_empty()).then(|| {
                cash(&option.costs, &option.benefits, inputs.years as usize * 12, inputs.discount, |_| 1.0)
            });
            let careful = option.benefits.iter().any(|benefit| benefit.pessimistic.is_some()).then(|| {
                let share = |benefit: &crate::inputs::Benefit| benefit.pessimistic.unwrap_or(1.0);
                cash(&option.costs, &option.benefits, inputs.years as usize * 12, inputs.discount, share)
            });
            options.push(Standing {
                overall: overalls[at],
                doubt: doubt(&given.weights, &given.scorings[at], &given.scores[at]),
                verdict,
                rule,
                passes: passes[at],
                rank: ranks[at],
                best_rank: ranking::best_rank(&entries, at),
                share: shares[at],
                dominated_by: dominated[at],
                page: library.shown(option.page.as_deref())?,
                ladder_step: library.shown(option.ladder_step.as_deref())?,
                goals: served[at].clone(),
                spreads: given.scorings[at].iter().map(|scoring| spread(*scoring)).collect(),
                stale,
                cash: spent,
                pessimistic: careful,
            });
        }

        let due = inputs
            .assessed
            .map(|assessed| reviews::due(assessed, &inputs.reviews, today, months.0, months.1));
        if let Some(assessed) = inputs.assessed
            && assessed > today
        {
            findings.push(
                Finding::warning(format!("the assessment is of {assessed}, which is still to come"))
                    .at("/assessed")
                    .hint("write the day on which the scores were given"),
            );
        }
        Ok(Self {
            options,
            order,
            winner,
            runner_up,
            open,
            ranges,
            flips: changes,
            goals,
            due,
            choices,
            relations,
            findings,
            competencies,
        })
    }

    /// How far the winner is ahead of the next.
    pub(crate) fn lead(&self) -> Option<f64> {
        Some(self.options[self.winner?].overall.low - self.options[self.runner_up?].overall.low)
    }
}

/// Finds goals, and gives their indexes.
fn serve(
    names: &Names,
    at: &str,
    library: &mut Library<'_>,
    goals: &mut Vec<Goal>,
    relations: &mut Vec<Relation>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<usize>> {
    let mut indexes = Vec::new();
    for (pointer, name) in names.with_pointers(at) {
        relations.push(Relation::new("serves", page_of(name)).at(pointer.clone()));
        let goal = library.goal(name)?;
        if !goal.counts {
            findings.push(
                Finding::warning(format!("`{name}` is not a goal, so it opens no gate"))
                    .at(pointer)
                    .hint("link a document with `report: smart`, or give this one `doc_type: Goal`"),
            );
        }
        let same = |known: &Goal| {
            if goal.path.is_some() { known.path == goal.path } else { known.name == goal.name }
        };
        indexes.push(goals.iter().position(same).unwrap_or_else(|| {
            goals.push(goal);
            goals.len() - 1
        }));
    }
    Ok(indexes)
}

fn stale_finding(reason: &Stale, source: &str, at: &str) -> Finding {
    let hint = match reason {
        Stale::Deprecated => "cite a page that replaces it, or score again without it",
        Stale::Overdue => "have the page reviewed, or cite another one",
        Stale::Changed(_) => "read what has changed, then give the score a `date` of today",
    };
    Finding::warning(format!("a score rests on `{source}`, which is {}", reason.words())).at(at).hint(hint)
}

fn spread(scoring: Option<&Scoring>) -> Option<Spread> {
    let points: Vec<f64> = scoring?.assessors.values().map(|points| points.0).collect();
    assessors::spread(&points)
}

/// The overall score if all uncertain scores are off by as much as their confidence allows, once down and once up.
fn doubt(weights: &[f64], scorings: &[Option<&Scoring>], scores: &[Option<f64>]) -> Option<(f64, f64)> {
    let margin = |at: usize| {
        scorings[at].and_then(|scoring| scoring.confidence).map_or(0.0, crate::inputs::Confidence::margin)
    };
    if (0..scores.len()).all(|at| margin(at) <= 0.0) {
        return None;
    }
    let moved = |sign: f64| -> Vec<Option<f64>> {
        let moved = |(at, score): (usize, &Option<f64>)| {
            score.map(|score| (score + sign * margin(at)).clamp(SCALE.0, SCALE.1))
        };
        scores.iter().enumerate().map(moved).collect()
    };
    Some((overall(weights, &moved(-1.0)).low, overall(weights, &moved(1.0)).high))
}
