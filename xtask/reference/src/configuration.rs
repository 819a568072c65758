//! The page of settings, from the engine's table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use stratbook_engine::config::settings::{SETTINGS, Setting};

use crate::page::{Page, cell};

/// The page.
pub(crate) fn page() -> Page {
    Page {
        file: "configuration.md",
        title: "Configuration",
        summary: "Every setting of stratbook.toml: its type, what holds without it, and what it does.",
        tag: "configuration",
        order: 30,
        questions: &["Which settings does stratbook.toml have?", "What is the default of a setting?"],
        body: body(SETTINGS),
    }
}

fn body(settings: &[Setting]) -> String {
    let mut text = String::from(
        "`stratbook.toml` lies at the root of the workspace. It is optional, and so is every setting in it: without the file, \
         the folder itself is the content. A key that Stratbook does not know is reported with the nearest known one.\n",
    );
    // Tables in the order in which the engine lists them.
    let mut order = Vec::new();
    let mut tables: BTreeMap<&str, Vec<&Setting>> = BTreeMap::new();
    for setting in settings {
        let table = setting.key.rsplit_once('.').map_or(setting.key, |(table, _)| table);
        if !order.contains(&table) {
            order.push(table);
        }
        tables.entry(table).or_default().push(setting);
    }
    for table in order {
        let _ = writeln!(text, "\n## `[{table}]` {{#{}}}\n", table.replace(['.', '_'], "-"));
        text.push_str("| Setting | Type | Default | Effect |\n| --- | --- | --- | --- |\n");
        for Setting { key, shape, default, description } in &tables[table] {
            let name = if *key == table { "any key" } else { key.rsplit('.').next().unwrap_or(key) };
            let name = if *key == table { name.to_owned() } else { format!("`{name}`") };
            let _ = writeln!(
                text,
                "| {name} | {} | {} | {} |",
                cell(&shape.words()),
                cell(&code(default)),
                cell(description)
            );
        }
    }
    text
}

/// A default that is TOML as code; one in words as it is.
fn code(default: &str) -> String {
    let is_value = default.starts_with(['[', '{'])
        || matches!(default, "true" | "false")
        || default.parse::<f64>().is_ok();
    let is_text = default.len() > 1
        && default.starts_with('"')
        && default.ends_with('"')
        && default.matches('"').count() == 2;
    if is_value || is_text { format!("`{default}`") } else { default.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_row_in_its_table() {
        let body = body(SETTINGS);
        for setting in SETTINGS {
            assert!(body.contains(&cell(setting.description)), "{}", setting.key);
        }
        assert!(body.contains("## `[site]` {#site}"));
    }

    #[test]
    fn defaults_are_code_or_words() {
        assert_eq!(code("\"public\""), "`\"public\"`");
        assert_eq!(code("[]"), "`[]`");
        assert_eq!(code("30"), "`30`");
        assert_eq!(code("\"content\", else the workspace itself"), "\"content\", else the workspace itself");
    }
}
