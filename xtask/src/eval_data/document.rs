//! One Markdown file, line by line, from which lines can be taken away.

use super::{front_matter, markup};

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    FrontMatter,
    /// The marks `---`, which stay
    Fence,
    Code,
    Body,
}

/// A file.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Relative to the content folder, with `/`.
    pub(super) path: String,
    lines: Vec<String>,
    regions: Vec<Region>,
}

/// A heading: its line, its level and its text without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) line: usize,
    pub(super) level: usize,
    pub(super) text: String,
    /// Whether nothing comes between it and the next heading.
    pub(super) is_empty: bool,
    /// Whether a template fills something in.
    pub(super) has_placeholder: bool,
}

impl Document {
    /// Takes a file apart.
    pub(super) fn parse(path: String, text: &str) -> Self {
        let lines: Vec<String> = text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect();
        let mut regions = Vec::with_capacity(lines.len());
        if lines.first().is_some_and(|line| line.trim_end() == "---")
            && let Some(end) = lines.iter().skip(1).position(|line| line.trim_end() == "---")
        {
            regions.push(Region::Fence);
            regions.resize(end + 1, Region::FrontMatter);
            regions.push(Region::Fence);
        }
        let mut fence: Option<&str> = None;
        for line in &lines[regions.len()..] {
            let line = line.trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark));
            regions.push(if fence.is_some() || mark.is_some() { Region::Code } else { Region::Body });
            match fence {
                None => fence = mark,
                Some(open) if mark == Some(open) && line.trim_matches(['`', '~', ' ']).is_empty() => {
                    fence = None;
                }
                Some(_) => {}
            }
        }
        Self { path, lines, regions }
    }

    /// The file as it is now.
    pub(super) fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// The lines of front matter, which begin at the file's second line.
    pub(super) fn front_matter(&self) -> Vec<&str> {
        self.lines_in(Region::FrontMatter).map(|(_, line)| line).collect()
    }

    /// The body's lines without code, with their numbers.
    pub(super) fn body(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines_in(Region::Body)
    }

    /// Whether it is not to be read yet.
    pub(super) fn is_draft(&self) -> bool {
        let lines = self.front_matter();
        front_matter::scalar(&lines, "draft").is_some_and(|value| value == "true")
    }

    /// Its title as the front matter or the first heading of the first level says it.
    pub(super) fn title(&self) -> Option<String> {
        let title = front_matter::scalar(&self.front_matter(), "title")
            .map(|title| markup::plain(&title))
            .or_else(|| {
                let heading = self.headings().into_iter().find(|heading| heading.level == 1)?;
                (!heading.has_placeholder).then_some(heading.text)
            })?;
        (!title.is_empty() && !markup::has_placeholder(&title)).then_some(title)
    }

    /// All headings written with `#`.
    pub(super) fn headings(&self) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        for (line, text) in self.lines.iter().enumerate() {
            match (self.regions[line], heading(text)) {
                (Region::Body, Some((level, text))) => headings.push(Heading {
                    line,
                    level,
                    text: markup::plain(text),
                    is_empty: true,
                    has_placeholder: markup::has_placeholder(text),
                }),
                (Region::Body | Region::Code, None) if !text.trim().is_empty() => {
                    if let Some(last) = headings.last_mut() {
                        last.is_empty = false;
                    }
                }
                _ => {}
            }
        }
        headings
    }

    /// Takes lines away.
    pub(super) fn remove(&mut self, lines: &[usize]) {
        for (kept, line) in self.lines.iter_mut().enumerate() {
            if lines.contains(&kept) {
                line.clear();
                // Marked by a line break, which no line has.
                line.push('\n');
            }
        }
        let removed = |line: &String| line == "\n";
        let mut at = 0;
        self.regions.retain(|_| {
            at += 1;
            !removed(&self.lines[at - 1])
        });
        self.lines.retain(|line| !removed(line));
    }

    /// Replaces lines; `None` leaves a line as it is.
    pub(super) fn replace(&mut self, change: impl Fn(&str) -> Option<String>) {
        for line in &mut self.lines {
            if let Some(changed) = change(line) {
                *line = changed;
            }
        }
    }

    fn lines_in(&self, region: Region) -> impl Iterator<Item = (usize, &str)> {
        self.lines
            .iter()
            .zip(&self.regions)
            .enumerate()
            .filter(move |(_, (_, other))| **other == region)
            .map(|(at, (line, _))| (at, line.as_str()))
    }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start_matches(' ');
    let text = inner.trim_start_matches('#');
    let level = inner.len() - text.len();
    let is_heading =
        line.len() - inner.len() < 4 && (1..=6).contains(&level) && text.starts_with([' ', '\t']);
    is_heading.then(|| (level, text.trim().trim_end_matches('#').trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: Leave\ndraft: true\n---\n# Other\n\n```sh\n# no heading\n```\n\n## Empty ##\n### *Full*\ntext\n";

    #[test]
    fn headings_are_found_outside_code() {
        let document = Document::parse("a.md".to_owned(), TEXT);
        let headings: Vec<_> = document
            .headings()
            .into_iter()
            .map(|heading| (heading.line, heading.level, heading.text, heading.is_empty))
            .collect();
        assert_eq!(
            headings,
            [
                (4, 1, "Other".to_owned(), false),
                (10, 2, "Empty".to_owned(), true),
                (11, 3, "Full".to_owned(), false)
            ]
        );
        assert_eq!(document.title().as_deref(), Some("Leave"));
        assert!(document.is_draft());
        assert_eq!(document.text(), TEXT);
    }

    #[test]
    fn lines_are_taken_away() {
        let mut document = Document::parse("a.md".to_owned(), TEXT);
        document.remove(&[2, 10]);
        assert_eq!(document.text(), TEXT.replace("draft: true\n", "").replace("## Empty ##\n", ""));
        assert_eq!(document.front_matter(), ["title: Leave"]);
        assert_eq!(document.headings().len(), 2);
    }
}
