//! Reads what the domain plugins leave behind.

use stratbook_plugin::prelude::*;

/// All reports, by what they are.
#[derive(Debug, Default)]
pub struct Reports {
    /// Goals (`report: smart`), by path.
    pub goals: Vec<Goal>,
    /// Assessments (`report: strive`), by path.
    pub assessments: Vec<Assessment>,
    /// Positions on ladders (`report: maturity`), by path.
    pub positions: Vec<Position>,
    /// Filled templates (`report: personalization`), by path.
    pub templates: Vec<Template>,
    /// Reports of other plugins, by path.
    pub others: Vec<Common>,
    /// Reports that could not be made, by path.
    pub broken: Vec<Common>,
}

/// What every report has.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// Path of its document.
    pub path: String,
    /// Title of its document.
    pub title: String,
    /// The plugin that made it.
    pub plugin: String,
    /// Its result in a few words.
    pub summary: Summary,
    /// The team that owns it.
    pub team: Option<String>,
}

impl Common {
    fn of(report: &ReportView) -> Self {
        Self {
            path: report.document.path.clone(),
            title: report.document.title.clone(),
            plugin: report.plugin.clone(),
            summary: report.summary.clone(),
            team: report.document.owner_team.clone(),
        }
    }

    /// A link to it.
    pub fn link(&self) -> Inline {
        link(format!("/{}", self.path), &self.title)
    }

    /// The day on which somebody must do something next.
    pub fn due(&self) -> Option<Day> {
        self.summary.due.as_deref()?.parse().ok()
    }
}

/// A goal.
#[derive(Debug, Clone, Default)]
pub struct Goal {
    /// What every report has.
    pub common: Common,
    /// `on track`, `at risk`…
    pub status: String,
    /// Share of the way that was gone.
    pub progress: Option<f64>,
    /// Share of the way that was expected.
    pub expected: Option<f64>,
    /// The goal in a sentence.
    pub statement: String,
    /// What is measured.
    pub kpi: String,
    /// What it is measured in.
    pub unit: String,
    /// The value at the beginning.
    pub baseline: Option<f64>,
    /// The value to be reached.
    pub target: Option<f64>,
    /// The value projected for the last day.
    pub projected: Option<f64>,
    /// The last day.
    pub due: Option<Day>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What was measured: day and value.
    pub measurements: Vec<(Day, f64)>,
    /// Competencies that it takes: names or pages.
    pub competencies: Vec<String>,
    /// The ladder step that it belongs to.
    pub ladder_step: Option<String>,
    /// Numbers that must not get worse, and whether they hold.
    pub guardrails: Vec<(String, Option<bool>)>,
}

/// An assessment of options.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// What every report has.
    pub common: Common,
    /// What was asked.
    pub question: Option<String>,
    /// What was decided.
    pub decision: Option<String>,
    /// Name of the option in front.
    pub winner: Option<String>,
    /// Names of options that could still overtake it, once their missing scores are known.
    pub open: Vec<String>,
    /// Options, best first.
    pub options: Vec<Choice>,
    /// Paths and titles of the goals that are served.
    pub goals: Vec<(Option<String>, String)>,
    /// Competencies that the decision takes: names or pages.
    pub competencies: Vec<String>,
    /// The day of the scores.
    pub assessed: Option<Day>,
    /// Scores that are missing, without evidence, or with evidence that has aged.
    pub gaps: [u64; 3],
}

/// An option of an assessment.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its score, where it is known.
    pub score: Option<f64>,
    /// The ends of what the score can be.
    pub range: (f64, f64),
    /// Its rank, from 1.
    pub rank: u64,
    /// `adopt`, `pilot`, `hold`, `reject` or `incomplete`.
    pub verdict: String,
    /// Why.
    pub rule: String,
    /// Share of weightings in which it wins.
    pub win_share: Option<f64>,
    /// Page that describes it.
    pub page: Option<String>,
    /// The ladder step that it belongs to.
    pub ladder_step: Option<String>,
    /// What could go wrong.
    pub risks: Vec<String>,
    /// Points in ethics and compliance.
    pub ethics: Option<f64>,
    /// Ids of the criteria whose gates it fails.
    pub failed_gates: Vec<String>,
    /// Cost over the years looked at, with the currency.
    pub cost: Option<(f64, String)>,
    /// Months until it has paid back.
    pub payback_months: Option<f64>,
}

impl Assessment {
    /// The option that it chose: the one in front, if it is to be adopted or piloted and no other can overtake it.
    pub fn chosen(&self) -> Option<&Choice> {
        let winner = self.winner.as_ref().filter(|_| self.open.is_empty())?;
        self.options.iter().find(|option| option.name == *winner && option.is_chosen())
    }
}

impl Choice {
    /// Its name, linked to its page where there is one.
    pub fn link(&self) -> Inline {
        match &self.page {
            Some(page) if page.starts_with('/') => link(page, &self.name),
            _ => text(&self.name),
        }
    }

    /// Whether something is to be done with it.
    pub fn is_chosen(&self) -> bool {
        matches!(self.verdict.as_str(), "adopt" | "pilot")
    }
}

/// A position on a ladder.
#[derive(Debug, Clone, Default)]
pub struct Position {
    /// What every report has.
    pub common: Common,
    /// The report's own data, for what only it knows.
    pub data: Value,
}

/// A filled template.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// What every report has.
    pub common: Common,
    /// From 0 to 1.
    pub completeness: Option<f64>,
    /// Variables that are still open.
    pub open: Vec<String>,
}

impl Reports {
    /// Sorts reports by what they are. Rollups are left out.
    pub fn of<'r>(reports: impl IntoIterator<Item = &'r ReportView>) -> Self {
        let mut all = Self::default();
        for report in reports {
            // A rollup of rollups would say everything twice.
            if report.document.report.is_none() && report.document.rollup.is_some() {
                continue;
            }
            let common = Common::of(report);
            if !report.made {
                all.broken.push(common);
                continue;
            }
            let data = &report.data;
            match report.plugin.as_str() {
                "smart" => all.goals.push(goal(common, data)),
                "strive" => all.assessments.push(assessment(common, data)),
                "maturity" => all.positions.push(Position { common, data: data.clone() }),
                "personalization" => all.templates.push(Template {
                    common,
                    completeness: data["completeness"].as_f64(),
                    open: names(&data["open"]),
                }),
                _ => all.others.push(common),
            }
        }
        all
    }

    /// All reports that were made, by path.
    pub fn all(&self) -> Vec<&Common> {
        let mut all: Vec<&Common> = self
            .goals
            .iter()
            .map(|goal| &goal.common)
            .chain(self.assessments.iter().map(|assessment| &assessment.common))
            .chain(self.positions.iter().map(|position| &position.common))
            .chain(self.templates.iter().map(|template| &template.common))
            .chain(&self.others)
            .collect();
        all.sort_by(|left, right| left.path.cmp(&right.path));
        all
    }
}

/// A text member, if it says anything.
pub fn said(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A list of names: texts, or objects with a `name`, `title` or `variable`.
pub fn names(value: &Value) -> Vec<String> {
    let name = |entry: &Value| {
        said(entry)
            .or_else(|| ["name", "title", "variable", "text"].iter().find_map(|key| said(&entry[*key])))
    };
    value.as_array().into_iter().flatten().filter_map(name).collect()
}

fn day(value: &Value) -> Option<Day> {
    value.as_str()?.parse().ok()
}

fn goal(common: Common, data: &Value) -> Goal {
    let measurements = data["measurements"].as_array().into_iter().flatten();
    let guardrails = data["guardrails"].as_array().into_iter().flatten();
    let status = said(&data["status"]).unwrap_or_else(|| common.summary.status.clone());
    Goal {
        status: status.replace('_', " "),
        progress: data["progress"].as_f64(),
        expected: data["expected"].as_f64(),
        statement: said(&data["statement"]).unwrap_or_else(|| common.title.clone()),
        kpi: said(&data["kpi"]).unwrap_or_default(),
        unit: said(&data["unit"]).unwrap_or_default(),
        baseline: data["baseline"].as_f64(),
        target: data["target"].as_f64(),
        projected: data["projected"].as_f64(),
        due: day(&data["due"]),
        owner: said(&data["owner"]),
        measurements: measurements
            .filter_map(|point| Some((day(&point["date"])?, point["value"].as_f64()?)))
            .collect(),
        competencies: names(&data["competencies"]),
        ladder_step: said(&data["ladder_step"]),
        guardrails: guardrails
            .filter_map(|guardrail| Some((said(&guardrail["name"])?, guardrail["holds"].as_bool())))
            .collect(),
        common,
    }
}

fn assessment(common: Common, data: &Value) -> Assessment {
    let mut options: Vec<Choice> = data["options"].as_array().into_iter().flatten().map(choice).collect();
    options.sort_by_key(|option| option.rank);
    let goals = data["goals"].as_array().into_iter().flatten();
    let gaps = &data["gaps"];
    Assessment {
        question: said(&data["question"]),
        decision: said(&data["decision"]),
        winner: said(&data["winner"]),
        open: names(&data["open"]),
        options,
        goals: goals.filter_map(|goal| Some((said(&goal["path"]), said(&goal["title"])?))).collect(),
        competencies: names(&data["competencies"]),
        assessed: day(&data["assessed"]),
        gaps: ["missing", "without_evidence", "stale"].map(|key| gaps[key].as_u64().unwrap_or(0)),
        common,
    }
}

fn choice(data: &Value) -> Choice {
    Choice {
        name: said(&data["name"]).unwrap_or_default(),
        score: data["score"].as_f64(),
        range: (data["low"].as_f64().unwrap_or(0.0), data["high"].as_f64().unwrap_or(0.0)),
        rank: data["rank"].as_u64().unwrap_or(0),
        verdict: said(&data["verdict"]).unwrap_or_default(),
        rule: said(&data["rule"]).unwrap_or_default(),
        win_share: data["win_share"].as_f64(),
        page: said(&data["page"]),
        ladder_step: said(&data["ladder_step"]),
        risks: names(&data["risks"]),
        ethics: data["ethics"].as_f64(),
        failed_gates: names(&data["failed_gates"]),
        cost: data["cost"].as_f64().map(|cost| (cost, said(&data["currency"]).unwrap_or_default())),
        payback_months: data["payback_months"].as_f64(),
    }
}
