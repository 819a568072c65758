//! Steps from the lowest to the highest, each with its state, and who stands where.

use std::fmt::Write as _;

use crate::fields::{Fields, Problems, offer, text};
use crate::format::Format;
use crate::kinds::{Kind, count};
use crate::legend::nothing;
use crate::svg::{Anchor, Area, Hatch, LEADING, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::table::Table;
use crate::text::{fit, width, wrap};

const MOST_STEPS: usize = 20;
const MOST_TEAMS: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Done,
    Current,
    Next,
    Blocked,
    Unknown,
    Later,
}

impl State {
    const ALL: [(&'static str, Self); 6] = [
        ("done", Self::Done),
        ("current", Self::Current),
        ("next", Self::Next),
        ("blocked", Self::Blocked),
        ("unknown", Self::Unknown),
        ("later", Self::Later),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

#[derive(Debug)]
struct Step {
    name: String,
    state: State,
    note: String,
}

#[derive(Debug)]
struct Team {
    name: String,
    step: usize,
}

#[derive(Debug)]
pub(crate) struct Ladder {
    /// The lowest first.
    steps: Vec<Step>,
    teams: Vec<Team>,
}

impl Ladder {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        if fields.get("steps").is_none() {
            fields.missing(
                "steps",
                "add `steps:` with one `- { name: …, state: … }` a line, the lowest first",
                problems,
            );
        }
        let steps = fields.groups("steps", MOST_STEPS, problems, |fields, problems| Step {
            name: fields.required_text("name", problems),
            state: fields.choice("state", &State::ALL, problems).unwrap_or(State::Later),
            note: fields.text("note", problems),
        });
        let teams = fields.groups("teams", MOST_TEAMS, problems, |fields, problems| {
            let name = fields.required_text("name", problems);
            let Some(node) = fields.get("step") else {
                fields.missing("step", "add `step: …`, the name or the number of a step", problems);
                return Team { name, step: 0 };
            };
            let word = text(node, "`step`", problems);
            let by_name = steps.iter().position(|step| step.name == word);
            let by_number = word.parse::<usize>().ok().filter(|number| (1..=steps.len()).contains(number));
            let step = by_name.or(by_number.map(|number| number - 1));
            if step.is_none() && !steps.is_empty() {
                let names: Vec<&str> = steps.iter().map(|step| &*step.name).collect();
                problems.add(node.span, format!("`{word}` is no step of this ladder"), offer(&word, &names));
            }
            Team { name, step: step.unwrap_or(0) }
        });
        Self { steps, teams }
    }

    fn teams_at(&self, step: usize) -> impl Iterator<Item = (usize, &Team)> {
        self.teams.iter().enumerate().filter(move |(_, team)| team.step == step)
    }
}

impl Kind for Ladder {
    fn key(&self) -> &'static str {
        "ladder"
    }

    fn name(&self) -> &'static str {
        "Ladder"
    }

    fn describe(&self, _: &Format) -> String {
        let mut text = format!("Ladder of {}, from the lowest:", count(self.steps.len(), "step", "steps"));
        for (index, step) in self.steps.iter().enumerate() {
            text.push_str(if index == 0 { " " } else { "; " });
            let _ = write!(text, "{}, {}", step.name, step.state.word());
        }
        for team in &self.teams {
            if let Some(step) = self.steps.get(team.step) {
                let _ = write!(text, "; {} stands at {}", team.name, step.name);
            }
        }
        text + "."
    }

    fn words(&self) -> Vec<&str> {
        let steps = self.steps.iter().flat_map(|step| [&*step.name, &*step.note]);
        steps.chain(self.teams.iter().map(|team| &*team.name)).collect()
    }

    fn table(&self, _: &Format) -> Table {
        let mut table = Table::new(&["Step", "Name", "State", "Note"]);
        table.words = vec![1, 2, 3, 4];
        if !self.teams.is_empty() {
            table.head.push("Teams".to_owned());
        }
        for (index, step) in self.steps.iter().enumerate().rev() {
            let mut row = vec![
                (index + 1).to_string(),
                step.name.clone(),
                step.state.word().to_owned(),
                step.note.clone(),
            ];
            if !self.teams.is_empty() {
                row.push(self.teams_at(index).map(|(_, team)| &*team.name).collect::<Vec<_>>().join(", "));
            }
            table.rows.push(row);
        }
        table
    }

    fn draw(&self, _: &Format, svg: &mut Svg) {
        if self.steps.is_empty() {
            nothing(svg, "There are no steps to show");
            return;
        }
        let most = self.steps.len().saturating_sub(1).max(1) as f64;
        let tread = (svg.width * if svg.narrow() { 0.2 } else { 0.42 } / most).min(if svg.narrow() {
            14.0
        } else {
            56.0
        });
        let mut y = 1.5;
        for (index, step) in self.steps.iter().enumerate().rev() {
            let left = 1.5 + tread * index as f64;
            let inner = svg.width - left - 54.0 - if svg.narrow() { 0.0 } else { 84.0 };
            // Bold text is wider than it is reckoned.
            let name = wrap(&format!("{}  {}", index + 1, step.name), inner / 1.08, SIZE + 1.0, 2);
            let note = wrap(&step.note, svg.width - left - 58.0, SMALL, 3);
            let teams: Vec<(usize, &Team)> = self.teams_at(index).collect();
            let team_rows = team_rows(&teams, svg.width - left - 58.0);
            let word = if svg.narrow() { LEADING } else { 0.0 };
            let text = (name.len() + note.len()) as f64 * LEADING + word;
            let teams = team_rows.len() as f64 * 20.0 + if team_rows.is_empty() { 0.0 } else { 4.0 };
            let height = (text + teams + 20.0).max(46.0);
            // A name alone stands in the middle of its step.
            let single = text < 22.0 && team_rows.is_empty();
            let area = Area::new(left, y, svg.width - left - 1.5, height);
            svg.begin(&title(step));
            board(svg, area, step.state);
            symbol(svg, (left + 24.0, y + 23.0), step.state);
            let x = left + 46.0;
            let mut line = y + if single { height / 2.0 + 5.0 } else { 26.0 };
            svg.lines((x, line), &name, Text::new("ink", SIZE + 1.0, Anchor::Start).bold());
            line += (name.len() as f64 - 1.0) * LEADING;
            let style = Text::new(word_class(step.state), SMALL, Anchor::End);
            if svg.narrow() {
                line += LEADING;
                svg.text((x, line), step.state.word(), Text { anchor: Anchor::Start, ..style });
            } else {
                svg.text(
                    (svg.width - 14.0, y + if single { height / 2.0 + 5.0 } else { 26.0 }),
                    step.state.word(),
                    style,
                );
            }
            svg.lines((x, line + LEADING + 1.0), &note, Text::new("soft", SMALL, Anchor::Start));
            line += note.len() as f64 * LEADING;
            svg.end();
            for row in team_rows {
                line += 20.0;
                for (team_x, team, name) in row {
                    svg.marker((x + team_x + 5.0, line), team, 4.5);
                    let class = SERIES[team % SERIES.len()];
                    svg.text(
                        (x + team_x + 15.0, line + 4.3),
                        &name,
                        Text::new(class, SMALL, Anchor::Start).bold(),
                    );
                }
            }
            y += height + 5.0;
        }
        svg.height = y - 3.5;
    }
}

fn title(step: &Step) -> String {
    let mut title = format!("{}: {}", step.name, step.state.word());
    if !step.note.is_empty() {
        let _ = write!(title, ". {}", step.note);
    }
    title
}

/// The teams of a step in rows: place, number and name of each.
fn team_rows(teams: &[(usize, &Team)], room: f64) -> Vec<Vec<(f64, usize, String)>> {
    let mut rows: Vec<Vec<(f64, usize, String)>> = Vec::new();
    let mut x = f64::INFINITY;
    for (index, team) in teams {
        let name = fit(&team.name, room - 15.0, SMALL);
        let wide = 15.0 + width(&name, SMALL) + 16.0;
        if x + wide > room + 16.0 {
            rows.push(Vec::new());
            x = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((x, *index, name));
        }
        x += wide;
    }
    rows
}

fn word_class(state: State) -> &'static str {
    match state {
        State::Done => "good",
        State::Current => "s1",
        State::Next => "ink",
        State::Blocked => "bad",
        State::Unknown | State::Later => "faint",
    }
}

/// The step itself: its edge says how firm it is.
fn board(svg: &mut Svg, area: Area, state: State) {
    let (class, width, dash) = match state {
        State::Done => ("good", 1.5, ""),
        State::Current => ("s1", 3.0, ""),
        State::Next => ("ink", 1.5, "7 4"),
        State::Blocked => ("bad", 1.5, ""),
        State::Unknown => ("axis", 1.5, "2 4"),
        State::Later => ("grid", 1.5, ""),
    };
    match state {
        State::Done | State::Current => svg.rect(area, "track", 5.0),
        State::Blocked => svg.hatch(
            Area::new(area.x + 2.0, area.y + 2.0, 38.0, area.height - 4.0),
            Hatch::Rising,
            "grid",
            6.0,
        ),
        State::Next | State::Unknown | State::Later => {}
    }
    svg.frame(area, Stroke { class, width, dash }, 5.0);
}

/// A sign for the state that needs no colour.
fn symbol(svg: &mut Svg, at: (f64, f64), state: State) {
    let (x, y) = at;
    let paper = |width| Stroke { class: "paper", width, dash: "" };
    match state {
        State::Done => {
            svg.circle(at, 10.0, "good");
            let tick = [Some((x - 4.5, y + 0.5)), Some((x - 1.2, y + 3.8)), Some((x + 4.8, y - 3.6))];
            svg.polyline(&tick, false, paper(2.25));
        }
        State::Current => {
            svg.ring(at, 8.5, Stroke { class: "s1", width: 3.0, dash: "" });
            svg.circle(at, 4.0, "s1");
        }
        State::Next => {
            svg.ring(at, 9.25, Stroke { class: "ink", width: 1.5, dash: "" });
            let stroke = Stroke { class: "ink", width: 2.0, dash: "" };
            svg.polyline(&[Some((x, y + 4.5)), Some((x, y - 4.5))], false, stroke);
            svg.polyline(
                &[Some((x - 3.8, y - 0.8)), Some((x, y - 4.6)), Some((x + 3.8, y - 0.8))],
                false,
                stroke,
            );
        }
        State::Blocked => {
            svg.circle(at, 10.0, "bad");
            svg.line((x - 3.6, y - 3.6), (x + 3.6, y + 3.6), paper(2.25));
            svg.line((x + 3.6, y - 3.6), (x - 3.6, y + 3.6), paper(2.25));
        }
        State::Unknown => {
            svg.ring(at, 9.25, Stroke { class: "faint", width: 1.5, dash: "2 3" });
            svg.text((x, y + 4.7), "?", Text::new("faint", SIZE, Anchor::Middle).bold());
        }
        State::Later => svg.ring(at, 9.25, Stroke { class: "axis", width: 1.5, dash: "" }),
    }
}
