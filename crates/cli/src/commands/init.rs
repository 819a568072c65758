//! `init`: a small, complete workspace.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;
use stratbook_model::names;

use super::{Context, Outcome};
use crate::arguments::Init;
use crate::failure::Failure;
use crate::render::human::{GOOD, command};

/// The files, with `{{title}}` (as a quoted string), `{{today}}` and days before and after it (`{{today-30}}`) to be
/// filled in.
const FILES: &[(&str, &str)] = &[
    ("stratbook.toml", include_str!("../starter/stratbook.toml")),
    (".gitignore", include_str!("../starter/gitignore")),
    ("content/index.md", include_str!("../starter/index.md")),
    ("content/strategy/index.md", include_str!("../starter/strategy.md")),
    ("content/strategy/goals.md", include_str!("../starter/goals.md")),
    ("content/strategy/support-tickets.md", include_str!("../starter/support-tickets.md")),
    ("content/playbooks/choose-a-tool.md", include_str!("../starter/choose-a-tool.md")),
    ("content/glossary/baseline.md", include_str!("../starter/baseline.md")),
];

pub(super) fn run(arguments: &Init, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let start = context.root.as_ref().map_or_else(|| context.here.clone(), |root| context.here.join(root));
    let folder = start.join(&arguments.folder);
    let shown = context.shown(&folder);
    make(&folder, &shown, super::today()?)?;
    context.terminal.say(&format!("{GOOD}made{GOOD:#} {shown} with {} files", FILES.len()));
    let quoted = if shown.contains([' ', '\'', '"', '$', '`', '\\']) { format!("{shown:?}") } else { shown };
    context.terminal.say(&format!("see it with {}", command(&format!("stratbook -C {quoted} serve"))));
    Ok(Outcome::Done)
}

fn make(folder: &Path, shown: &str, today: Date) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::system(format!("make `{shown}`"), error);
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Failure::new(format!("`{shown}` is not empty")).hint(
                    "name a new folder; any folder of Markdown also works as it is: `stratbook serve`",
                ));
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Failure::new(format!("`{shown}` is a file")).hint("name a new folder"));
        }
        Err(error) => return Err(failed(&error)),
    }
    let name = folder
        .canonicalize()
        .ok()
        .and_then(|folder| folder.file_name().map(|name| names::humanise(&name.to_string_lossy())));
    let title = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Handbook".to_owned());
    for (path, text) in FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| failed(&error))?;
        }
        fs::write(&path, fill(text, &title, today)).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// A quoted string means the same in TOML and in YAML.
fn fill(text: &str, title: &str, today: Date) -> String {
    let text = text.replace("{{title}}", &serde_json::Value::from(title).to_string());
    let mut parts = text.split("{{today");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (days, rest) = part.split_once("}}").unwrap_or(("", part));
        let day = today.saturating_add(days.parse::<i64>().unwrap_or(0).days());
        let _ = write!(filled, "{day}{rest}");
    }
    filled
}

#[cfg(test)]
mod tests {
    use stratbook_engine::config::{Config, FILE_NAME};
    use stratbook_model::SourceText;

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 21);

    #[test]
    fn days_are_counted_from_today() {
        assert_eq!(
            fill("{{today}} {{today-30}} {{today+150}}.", "", TODAY),
            "2026-11-21 2026-10-22 2027-04-20."
        );
    }

    #[test]
    fn a_folder_that_holds_anything_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("our-book");
        make(&book, "our-book", TODAY).unwrap();
        let config = fs::read_to_string(book.join("stratbook.toml")).unwrap();
        assert!(config.contains("title = \"Our book\""), "{config}");
        let error = make(&book, "our-book", TODAY).unwrap_err();
        assert_eq!(error.message, "`our-book` is not empty");
        let error = make(&book.join("stratbook.toml"), "a file", TODAY).unwrap_err();
        assert_eq!(error.message, "`a file` is a file");
    }

    #[test]
    fn an_empty_folder_will_do() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), "x", TODAY).unwrap();
        for (path, _) in FILES {
            let text = fs::read_to_string(folder.path().join(path)).unwrap();
            assert!(!text.contains("{{"), "{path}");
        }
    }

    #[test]
    fn every_setting_in_the_starter_is_a_setting() {
        let text = fill(include_str!("../starter/stratbook.toml"), "Book", TODAY);
        // A commented setting begins with `#` and no space.
        let all: Vec<&str> = text
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.is_empty() && !rest.starts_with(' ') => rest,
                _ => line,
            })
            .collect();
        for text in [text.clone(), all.join("\n")] {
            let (_, said) = Config::read(&SourceText::new(FILE_NAME, text.as_str()));
            assert!(said.is_empty(), "{said:#?}\n{text}");
        }
    }
}
