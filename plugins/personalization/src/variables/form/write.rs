//! Writes a form.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Entry, Form};

/// TOML, with what each variable means as a comment above it.
pub fn toml(form: &Form) -> String {
    let mut out = head(form, "toml");
    let _ = writeln!(out, "template = {}", quoted(&form.template));
    for (key, value) in form.others.iter().filter(|(_, value)| !value.is_null()) {
        let _ = writeln!(out, "{} = {}", key_of(key), toml_value(value));
    }
    out.push_str("\n[values]\n");
    let mut before = None;
    for entry in &form.entries {
        comment(&mut out, entry, "", &mut before);
        let _ = writeln!(out, "{} = {}", key_of(&entry.variable.name), toml_value(&entry.value));
    }
    if !form.left_over.is_empty() {
        out.push_str("\n# The template has these no longer.\n");
        for (name, value) in &form.left_over {
            let _ = writeln!(out, "{} = {}", key_of(name), toml_value(value));
        }
    }
    out
}

/// YAML, with what each variable means as a comment above it.
pub fn yaml(form: &Form) -> String {
    let mut out = head(form, "yaml");
    let _ = writeln!(out, "template: {}", quoted(&form.template));
    for (key, value) in &form.others {
        let _ = writeln!(out, "{}: {}", key_of(key), yaml_value(value));
    }
    out.push_str("values:\n");
    let mut before = None;
    for entry in &form.entries {
        comment(&mut out, entry, "  ", &mut before);
        let _ = writeln!(out, "  {}: {}", key_of(&entry.variable.name), yaml_value(&entry.value));
    }
    if !form.left_over.is_empty() {
        out.push_str("  # The template has these no longer.\n");
        for (name, value) in &form.left_over {
            let _ = writeln!(out, "  {}: {}", key_of(name), yaml_value(value));
        }
    }
    if form.entries.is_empty() && form.left_over.is_empty() {
        out.truncate(out.len() - 1);
        out.push_str(" {}\n");
    }
    out
}

/// CSV, a row for each variable.
pub fn csv(form: &Form) -> String {
    let mut out = String::from("template,variable,value,unit,description,example,uses\n");
    let mut template = form.template.as_str();
    let mut row = |name: &str, value: &Value, [unit, description, example, uses]: [&str; 4]| {
        let cells = [template, name, &plain(value), unit, description, example, uses];
        out.push_str(&cells.map(cell).join(","));
        out.push('\n');
        template = "";
    };
    for Entry { variable, value } in &form.entries {
        let uses = lines(&entry_lines(variable), 6);
        row(&variable.name, value, [&variable.unit, &variable.description, &variable.example, &uses]);
    }
    for (name, value) in &form.left_over {
        row(name, value, ["", "the template has it no longer", "", ""]);
    }
    out
}

fn head(form: &Form, ending: &str) -> String {
    let stem = form.template.rsplit('/').next().unwrap_or_default();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    format!(
        "# {} of {} filled. Used by a document that says `report: personalization` and `inputs_file: {}.{ending}`.\n",
        form.filled(),
        stratbook_plugin::plural(form.entries.len(), "variable", "variables"),
        one_line(stem),
    )
}

fn comment(out: &mut String, entry: &Entry, indent: &str, before: &mut Option<String>) {
    let variable = &entry.variable;
    let section = variable.sections.first().cloned().unwrap_or_default();
    if before.as_ref() != Some(&section) {
        if !section.is_empty() {
            let _ = writeln!(out, "\n{indent}# == {} ==", one_line(&section));
        }
        *before = Some(section);
    }
    let mut parts = Vec::new();
    if !variable.description.is_empty() {
        parts.push(one_line(&variable.description));
    }
    if !variable.unit.is_empty() {
        parts.push(format!("in {}", variable.unit));
    }
    if !variable.example.is_empty() {
        parts.push(format!("for example {}", one_line(&variable.example)));
    }
    if !variable.default.is_empty() {
        parts.push(format!("otherwise {}", one_line(&variable.default)));
    }
    if !parts.is_empty() {
        let _ = writeln!(out, "{indent}# {}", parts.join("; "));
    }
}

fn entry_lines(variable: &crate::variables::listing::Variable) -> Vec<u32> {
    let mut lines: Vec<u32> = variable.uses.iter().map(|spot| spot.line).collect();
    lines.dedup();
    lines
}

/// Line numbers, the first of them.
pub(crate) fn lines(lines: &[u32], most: usize) -> String {
    let more = lines.len().saturating_sub(most);
    let mut out = lines.iter().take(most).map(u32::to_string).collect::<Vec<_>>().join(" ");
    if more > 0 {
        let _ = write!(out, " +{more}");
    }
    out
}

/// A text on one line, without control characters.
fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_control() || character.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A key, in quotation marks where TOML or YAML would read it as something else.
pub(crate) fn key_of(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    let reserved =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(&key.to_lowercase().as_str());
    if plain && !reserved { key.to_owned() } else { quoted(key) }
}

/// A string that is one in JSON, in TOML and in YAML.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            character
                if character.is_control()
                    || matches!(
                        character,
                        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                    ) =>
            {
                let _ = write!(out, "\\u{:04X}", character as u32);
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

fn toml_value(value: &Value) -> String {
    match value {
        // TOML has no null; an empty text is open as well.
        Value::Null => "\"\"".to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", values.iter().map(toml_value).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs: Vec<String> = map
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| format!("{} = {}", key_of(key), toml_value(value)))
                .collect();
            if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
        other => other.to_string(),
    }
}

fn yaml_value(value: &Value) -> String {
    match value {
        Value::Null => "\"\"".to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", values.iter().map(yaml_value).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs: Vec<String> =
                map.iter().map(|(key, value)| format!("{}: {}", quoted(key), yaml_value(value))).collect();
            if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A cell of a CSV file.
pub(crate) fn cell(text: &str) -> String {
    let text = text.replace('\0', "");
    if text.contains(['"', ',', '\n', '\r', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
