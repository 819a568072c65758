//! What `stratbook vars` prints: for people and for programs.

use std::fmt::Write as _;

use super::form::{self, Form};
use super::library::Library;
use super::listing::{Listing, Variable};
use stratbook_plugin::plural;

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Human,
    /// JSON.
    Json,
    /// A form in TOML.
    Toml,
    /// A form in YAML.
    Yaml,
    /// A form in CSV.
    Csv,
}

/// The variables of a document. `old` is the data of a form that was filled before, for the formats that are forms.
pub fn listing(listing: &Listing, format: Format, old: Option<&serde_json::Value>, width: usize) -> String {
    let form = || {
        let form = Form::new(listing);
        match old {
            Some(old) => form.keep(old),
            None => form,
        }
    };
    match format {
        Format::Human => human(listing, width),
        Format::Json => json(listing),
        Format::Toml => form::toml(&form()),
        Format::Yaml => form::yaml(&form()),
        Format::Csv => form::csv(&form()),
    }
}

/// The variables of a library. TOML has a table for each variable; YAML is a variable dictionary to begin with; CSV has a
/// row for each variable.
pub fn library(library: &Library, format: Format, width: usize) -> String {
    match format {
        Format::Human => human_library(library, width),
        Format::Json => json(library),
        Format::Toml => dictionary(library, true),
        Format::Yaml => dictionary(library, false),
        Format::Csv => {
            let mut out = String::from(
                "variable,documents,uses,unit,description,example,in_dictionary,undeclared_in,unused_in\n",
            );
            for one in &library.variables {
                let cells = [
                    one.name.clone(),
                    one.documents.len().to_string(),
                    one.uses.to_string(),
                    one.units.join(" "),
                    one.descriptions.first().cloned().unwrap_or_default(),
                    one.example.clone(),
                    one.in_dictionary.to_string(),
                    one.undeclared_in.to_string(),
                    one.unused_in.to_string(),
                ];
                let _ = writeln!(out, "{}", cells.map(|text| form::cell(&text)).join(","));
            }
            out
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // Maps and lists of strings and numbers always become JSON.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn human(listing: &Listing, width: usize) -> String {
    let mut out = String::new();
    let used: Vec<&Variable> =
        listing.variables.iter().filter(|variable| !variable.uses.is_empty()).collect();
    if listing.variables.is_empty() {
        let _ = writeln!(out, "{}: no variables", listing.path);
        return out;
    }
    let uses: usize = used.iter().map(|variable| variable.uses.len()).sum();
    let _ = writeln!(
        out,
        "{}: {}, used {}\n",
        listing.path,
        plural(listing.variables.len(), "variable", "variables"),
        plural(uses, "time", "times")
    );
    let rows: Vec<[String; 4]> = used
        .iter()
        .map(|variable| {
            let mut lines: Vec<u32> = variable.uses.iter().map(|spot| spot.line).collect();
            lines.dedup();
            let mut description = variable.description.clone();
            if description.is_empty() && !variable.unit.is_empty() {
                description = format!("in {}", variable.unit);
            }
            if let Some(other) = &variable.synonym_of {
                description = format!("same as {other}. {description}");
            }
            [variable.name.clone(), form::lines(&lines, 3), description, variable.example.clone()]
        })
        .collect();
    table(&mut out, ["VARIABLE", "LINES", "DESCRIPTION", "EXAMPLE"], &rows, width);
    let names = |variables: Vec<&Variable>| variables.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    note(&mut out, "declared, not used", &names(listing.unused().collect()), width);
    note(&mut out, "used, not declared", &names(listing.undeclared().collect()), width);
    let variants: Vec<String> = listing
        .variables
        .iter()
        .flat_map(|one| one.variants.iter().map(|variant| format!("[{variant}] for {}", one.name)))
        .collect();
    note(&mut out, "written with spaces", &variants, width);
    note(&mut out, "probably the same", &pairs(&listing.duplicates), width);
    out
}

fn human_library(library: &Library, width: usize) -> String {
    let mut out = String::new();
    let uses: usize = library.variables.iter().map(|one| one.uses).sum();
    let _ = writeln!(
        out,
        "{} in {}, used {}\n",
        plural(library.variables.len(), "variable", "variables"),
        plural(library.documents.len(), "document", "documents"),
        plural(uses, "time", "times")
    );
    let mut order: Vec<_> = library.variables.iter().collect();
    order.sort_by(|a, b| b.documents.len().cmp(&a.documents.len()).then_with(|| a.name.cmp(&b.name)));
    let rows: Vec<[String; 4]> = order
        .iter()
        .map(|one| {
            let mut description = one.descriptions.first().cloned().unwrap_or_default();
            if one.descriptions.len() > 1 {
                let _ = write!(
                    description,
                    " (and {} more)",
                    plural(one.descriptions.len() - 1, "meaning", "meanings")
                );
            }
            [one.name.clone(), one.documents.len().to_string(), one.uses.to_string(), description]
        })
        .collect();
    table(&mut out, ["VARIABLE", "DOCUMENTS", "USES", "DESCRIPTION"], &rows, width);
    let named = |count: fn(&super::library::Shared) -> usize| -> Vec<String> {
        order
            .iter()
            .filter(|one| count(one) > 0)
            .map(|one| format!("{} ({})", one.name, count(one)))
            .collect()
    };
    note(&mut out, "declared, not used (in documents)", &named(|one| one.unused_in), width);
    note(&mut out, "used, not declared (in documents)", &named(|one| one.undeclared_in), width);
    let several: Vec<String> = order
        .iter()
        .filter(|one| one.units.len() > 1)
        .map(|one| format!("{} ({})", one.name, one.units.join(", ")))
        .collect();
    note(&mut out, "with several units", &several, width);
    let variants: Vec<String> = order
        .iter()
        .flat_map(|one| one.variants.iter().map(|variant| format!("[{variant}] for {}", one.name)))
        .collect();
    note(&mut out, "written with spaces", &variants, width);
    note(&mut out, "probably the same", &pairs(&library.duplicates), width);
    out
}

fn pairs(pairs: &[(String, String)]) -> Vec<String> {
    pairs.iter().map(|(left, right)| format!("{left} and {right}")).collect()
}

/// Columns as wide as their cells, the last two sharing what is left of the line.
fn table(out: &mut String, heads: [&str; 4], rows: &[[String; 4]], width: usize) {
    let wide = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).chain([heads[column].len()]).max().unwrap_or(0)
    };
    let first = wide(0).min(44);
    let second = wide(1).min(24);
    let left = width.max(60).saturating_sub(first + second + 6);
    let (third, fourth) = (wide(2), wide(3));
    let (third, fourth) = if third + fourth <= left {
        (third, fourth)
    } else if heads[2].len() <= 4 {
        // A column of numbers keeps its width.
        (third.min(8), left.saturating_sub(third.min(8)))
    } else {
        let fourth = fourth.min((left / 3).max(left.saturating_sub(third)));
        (left - fourth, fourth)
    };
    let widths = [first, second, third, fourth];
    let mut line = |cells: [&str; 4]| {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let cell = cut(cell, width);
            let _ = write!(text, "{cell}{}  ", " ".repeat(width.saturating_sub(cell.chars().count())));
        }
        let _ = writeln!(out, "{}", text.trim_end());
    };
    line(heads);
    for row in rows {
        line([&row[0], &row[1], &row[2], &row[3]]);
    }
}

/// A text that fits, on one line.
fn cut(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= width {
        return text;
    }
    let mut short: String = text.chars().take(width.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A list below a heading, wrapped.
fn note(out: &mut String, what: &str, items: &[String], width: usize) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "\n{} {what}:", items.len());
    let mut at = usize::MAX;
    for (index, item) in items.iter().enumerate() {
        let comma = if index + 1 < items.len() { "," } else { "" };
        if at.saturating_add(item.chars().count() + 2) > width.max(60) {
            out.push_str("\n  ");
            at = 2;
        } else {
            out.push(' ');
            at += 1;
        }
        let _ = write!(out, "{item}{comma}");
        at += item.chars().count() + comma.len();
    }
    out.push('\n');
}

/// A variable dictionary to begin with, of what a library has.
fn dictionary(library: &Library, toml: bool) -> String {
    let mut out = String::new();
    if !toml {
        out.push_str("dictionary:\n");
    }
    for one in &library.variables {
        let mut fields: Vec<(&str, String)> = Vec::new();
        if let Some(description) = one.descriptions.first() {
            fields.push(("description", description.clone()));
        }
        if let Some(unit) = one.units.first() {
            fields.push(("unit", unit.clone()));
        }
        if !one.example.is_empty() {
            fields.push(("example", one.example.clone()));
        }
        if toml {
            let _ = writeln!(out, "[dictionary.{}]", form::key_of(&one.name));
            for (key, value) in fields {
                let _ = writeln!(out, "{key} = {}", form::quoted(&value));
            }
            out.push('\n');
        } else {
            let fields: Vec<String> =
                fields.into_iter().map(|(key, value)| format!("{key}: {}", form::quoted(&value))).collect();
            let _ = writeln!(out, "  {}: {{ {} }}", form::key_of(&one.name), fields.join(", "));
        }
    }
    out
}
