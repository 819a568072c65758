//! Markdown files, cut into title, fields and sections in the simplest way that does.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// A file's parts.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) title: String,
    /// Front matter: a name and all of its lines.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) bytes: usize,
}

/// Calls `each` for every Markdown file.
pub(crate) fn walk(content: &Path, mut each: impl FnMut(Source) -> Outcome) -> Outcome {
    for file in files(content)? {
        if file.extension().is_some_and(|ending| ending == "md") {
            let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
            let path = file.strip_prefix(content)?.to_string_lossy().replace('\\', "/");
            each(Source::parse(path, &text))?;
        }
    }
    Ok(())
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let list = if entry.file_type()?.is_dir() { &mut folders } else { &mut files };
            list.push(entry.path());
        }
    }
    files.sort_unstable();
    Ok(files)
}

impl Source {
    fn parse(path: String, text: &str) -> Self {
        let (front_matter, body) = text
            .strip_prefix("---\n")
            .and_then(|rest| {
                rest.split_once("\n---\n").or_else(|| rest.strip_prefix("---\n").map(|body| ("", body)))
            })
            .unwrap_or(("", text));
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in front_matter.lines() {
            match (line.split_once(':'), fields.last_mut()) {
                (Some((name, value)), _) if !line.starts_with([' ', '-', '#']) => {
                    fields.push((name.to_owned(), value.trim().trim_matches(['"', '\'']).to_owned()));
                }
                (_, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => {}
            }
        }
        let title = fields
            .iter()
            .find(|(name, value)| name == "title" && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .or_else(|| body.lines().find_map(|line| line.strip_prefix("# ")))
            .unwrap_or(&path)
            .trim()
            .to_owned();
        Self { title, path, fields, body: body.to_owned(), bytes: text.len() }
    }

    /// The headings, each with the text below it; what comes before the first has none.
    pub(crate) fn sections(&self) -> Vec<(&str, String)> {
        let mut sections = vec![("", String::new())];
        let mut in_code = false;
        for line in self.body.lines() {
            in_code ^= line.trim_start().starts_with("```");
            let heading = line.trim_start_matches('#');
            let is_heading = !in_code && heading.len() < line.len() && heading.starts_with(' ');
            if is_heading {
                sections.push((heading.trim(), String::new()));
            } else if let Some((_, text)) = sections.last_mut() {
                text.push_str(line);
                text.push('\n');
            }
        }
        sections.retain(|(heading, text)| !heading.is_empty() || !text.trim().is_empty());
        sections
    }
}
