//! The text of a document: sections of paragraphs, with what else stands in real ones.

use std::fmt::Write as _;

use super::Flavour;
use super::plan::{Kind, Plan};
use super::random::Random;
use super::words::{WORDS, capital, slug};

/// Appends the body of a document.
pub(super) fn write(plan: &Plan, number: usize, flavour: Flavour, random: &mut Random, text: &mut String) {
    let mut writer = Writer { plan, number, flavour, random, text, notes: 0 };
    match plan.kind(number) {
        Kind::Home | Kind::Folder => {
            writer.paragraph(3, 0);
            writer.paragraph(3, 20);
        }
        Kind::Term(term) => {
            writer.text.push_str(WORDS.terms[term].1);
            writer.text.push_str("\n\n");
            writer.paragraph(3, 10);
        }
        Kind::Article => writer.article(),
    }
}

/// So many paragraphs stand in the sections of an article: with lists, tables and the rest, about 900 words.
const PARAGRAPHS: usize = 8;

struct Writer<'a> {
    plan: &'a Plan,
    number: usize,
    flavour: Flavour,
    random: &'a mut Random,
    text: &'a mut String,
    /// Footnotes so far.
    notes: usize,
}

impl Writer<'_> {
    fn article(&mut self) {
        let words = &*WORDS;
        let title = self.plan.title(self.number);
        self.heading(1, title);
        self.paragraph(4, 15);
        if self.random.percent(25) {
            self.callout();
        }
        let headings = self.plan.headings(self.number);
        // Fewer sections have more text each, so that documents are of one length.
        let (each, rest) = (PARAGRAPHS / headings.len(), PARAGRAPHS % headings.len());
        for (place, heading) in headings.iter().enumerate() {
            self.heading(2, heading);
            self.paragraph(4, 35);
            if self.random.percent(45) {
                let heading = self.random.pick(&words.subheadings);
                self.heading(3, heading);
            }
            for _ in 1..each + usize::from(place < rest) {
                self.paragraph(4, 25);
            }
            match self.random.below(100) {
                0..18 => self.table(),
                18..30 => self.tasks(),
                30..50 => self.bullets(),
                50..60 => self.code(),
                60..68 => {
                    let heading = self.random.pick(&words.deep);
                    self.heading(4, heading);
                    self.paragraph(3, 10);
                }
                _ => {}
            }
        }
        self.text.push_str("See also:\n\n");
        for _ in 0..self.random.between(1, 4) {
            if let Some(other) = self.plan.other(self.number, self.random) {
                self.text.push_str("- ");
                self.link(other);
                self.text.push('\n');
            }
        }
        self.text.push('\n');
        for note in 1..=self.notes {
            let _ = write!(self.text, "[^{note}]: ");
            self.sentence(0);
            self.text.push_str("\n\n");
        }
    }

    fn heading(&mut self, level: usize, heading: &str) {
        for part in [&"####"[..level], " ", heading, "\n\n"] {
            self.text.push_str(part);
        }
    }

    /// So many sentences, some of them (`links` of a hundred) with a link.
    fn paragraph(&mut self, sentences: usize, links: usize) {
        for number in 0..self.random.between(sentences - 1, sentences + 1) {
            if number > 0 {
                self.text.push(' ');
            }
            self.sentence(links);
        }
        if self.notes < 2 && self.random.percent(3) {
            self.notes += 1;
            let _ = write!(self.text, "[^{}]", self.notes);
        }
        self.text.push_str("\n\n");
    }

    fn sentence(&mut self, links: usize) {
        let words = &*WORDS;
        let random = &mut *self.random;
        let (team, thing, action) =
            (random.pick(&words.teams), random.pick(&words.things), random.pick(&words.actions));
        let (condition, effect) = (random.pick(&words.conditions), random.pick(&words.effects));
        let (metric, adverb) = (random.pick(&words.metrics), random.pick(&words.adverbs));
        let text = &mut *self.text;
        let _ = match random.below(12) {
            0 => write!(text, "{adverb}, {team} keeps {thing} {effect}"),
            1 => write!(text, "{} should {action} {condition}, {effect}", capital(team)),
            2 => write!(text, "Before anything else, {action}, {effect}"),
            3 => write!(
                text,
                "{} and {} are read together {condition}",
                capital(thing),
                random.pick(&words.things)
            ),
            4 => write!(
                text,
                "{adverb}, **{metric}** moves later than {metric_two}",
                metric_two = random.pick(&words.metrics)
            ),
            5 => write!(text, "The rule is to {action}, and to {} {condition}", random.pick(&words.actions)),
            6 => write!(text, "{} asks {team} for {thing} {condition}", capital(random.pick(&words.teams))),
            7 => write!(text, "Nothing about *{metric}* is decided {condition}, {effect}"),
            8 => write!(
                text,
                "A term such as {} is used here as the glossary has it",
                words.terms[random.below(words.terms.len())].0
            ),
            9 => write!(text, "{adverb}, we {action} {condition}"),
            10 => write!(
                text,
                "With `{}` set, {thing} shows {metric} week by week",
                slug(metric).replace('-', "_")
            ),
            _ => write!(text, "{} owns {thing}, {effect}", capital(team)),
        };
        if self.random.percent(links)
            && let Some(other) = self.plan.other(self.number, self.random)
        {
            self.text.push_str(" (see ");
            self.link(other);
            self.text.push(')');
        }
        self.text.push('.');
    }

    /// A link to a document or one of its headings, in one of the ways that authors write them.
    fn link(&mut self, other: usize) {
        let plan = self.plan;
        let title = plan.title(other);
        let headings = plan.headings(other);
        let heading = self.random.percent(20).then(|| self.random.pick(&headings));
        if self.flavour == Flavour::Hugo {
            let anchor = heading.map_or_else(String::new, |heading| format!("#{}", slug(heading)));
            let _ = write!(self.text, "[{title}](/{}/{anchor})", plan.path(other));
            // The draw that decides between the ways must happen here too: both flavours say the same.
            self.random.below(10);
            return;
        }
        let _ = match (self.random.below(10), heading) {
            (0, None) => write!(self.text, "[[{title}]]"),
            (1 | 2, None) => write!(self.text, "[[{}]]", plan.stem(other)),
            (3, None) => write!(self.text, "[[{}|{title}]]", plan.path(other)),
            (0..4, Some(heading)) => write!(self.text, "[[{}#{heading}]]", plan.stem(other)),
            (_, None) => write!(self.text, "[{title}]({})", plan.relative(self.number, other)),
            (_, Some(heading)) => {
                write!(self.text, "[{title}]({}#{})", plan.relative(self.number, other), slug(heading))
            }
        };
    }

    fn callout(&mut self) {
        let kind = self.random.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING"]);
        let _ = write!(self.text, "> [!{kind}]\n> ");
        self.sentence(0);
        self.text.push_str("\n\n");
    }

    fn table(&mut self) {
        let words = &*WORDS;
        self.text
            .push_str("| Measure | Owner | Baseline | Target | Due |\n| --- | --- | ---: | ---: | --- |\n");
        for _ in 0..self.random.between(4, 8) {
            let random = &mut *self.random;
            let _ = writeln!(
                self.text,
                "| {} | {} | {}.{} % | {} % | 2025-{:02} |",
                capital(random.pick(&words.metrics)),
                random.pick(&words.owners),
                random.between(1, 60),
                random.below(10),
                random.between(10, 95),
                random.between(1, 12)
            );
        }
        self.text.push('\n');
    }

    fn tasks(&mut self) {
        for _ in 0..self.random.between(3, 6) {
            let mark = if self.random.percent(40) { "x" } else { " " };
            let _ = writeln!(self.text, "- [{mark}] {}", capital(self.random.pick(&WORDS.actions)));
        }
        self.text.push('\n');
    }

    fn bullets(&mut self) {
        for _ in 0..self.random.between(3, 5) {
            self.text.push_str("- ");
            self.sentence(10);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn code(&mut self) {
        let words = &*WORDS;
        let field = slug(self.random.pick(&words.metrics)).replace('-', "_");
        let number = self.random.between(7, 90);
        let _ = match self.random.below(5) {
            0 => write!(
                self.text,
                "```sql\nselect week, count(*) as orders, avg({field}) as {field}\nfrom orders\nwhere placed_at >= current_date - {number}\n  and status <> 'cancelled' -- returns stay in\ngroup by week\norder by week;\n```\n\n"
            ),
            1 => write!(
                self.text,
                "```python\ndef {field}(rows: list[dict]) -> float:\n    \"\"\"The share of rows above the limit.\"\"\"\n    limit = {number}\n    above = [row for row in rows if row[\"{field}\"] > limit]\n    return len(above) / max(len(rows), 1)\n```\n\n"
            ),
            2 => write!(
                self.text,
                "```json\n{{\n  \"measure\": \"{field}\",\n  \"days\": {number},\n  \"market\": [\"north\", \"south\"],\n  \"strict\": true\n}}\n```\n\n"
            ),
            3 => write!(
                self.text,
                "```yaml\n# Read once a week.\nmeasure: {field}\nwindow:\n  days: {number}\n  weekends: false\nowners:\n  - growth\n  - finance\n```\n\n"
            ),
            _ => write!(
                self.text,
                "```bash\nset -e\nfor market in north south; do\n  export --measure {field} --days {number} --market \"$market\" > \"$market.csv\"\ndone\n```\n\n"
            ),
        };
    }
}
