//! `report export`: a report as one file.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use stratbook_model::ReportState;

use crate::arguments::{ExportFormat, ReportExport};
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::GOOD;

pub(super) fn run(arguments: &ReportExport, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let standalone = arguments.format == ExportFormat::Html;
    let report = super::find(&arguments.document, arguments.clearance.as_ref(), standalone, context)?;
    // A file that is sent around looks finished, so what could not be made is not written.
    if report.entry.state != ReportState::Made {
        super::say_why(&report, context);
        return Ok(Outcome::ErrorsFound);
    }
    let text = match arguments.format {
        ExportFormat::Html => report.html.clone().unwrap_or_default(),
        ExportFormat::Md => report.markdown.clone(),
        ExportFormat::Json | ExportFormat::Csv => {
            let Some(json) = &report.json else {
                super::say_why(&report, context);
                return Ok(Outcome::ErrorsFound);
            };
            match arguments.format {
                ExportFormat::Csv => csv(&report.data),
                _ => String::from_utf8_lossy(json).into_owned(),
            }
        }
    };
    let Some(out) = &arguments.out else {
        context.terminal.result(&text);
        return Ok(Outcome::Done);
    };
    let path = context.here.join(out);
    let shown = context.shown(&path);
    fs::write(&path, &text).map_err(|error| Failure::system(format!("write `{shown}`"), &error))?;
    context.terminal.say(&format!("{GOOD}wrote{GOOD:#} {shown}"));
    Ok(Outcome::Done)
}

/// Numbers, texts and yes or no as rows: `options.0.score,4.5`. RFC 4180, with line feeds.
fn csv(data: &Value) -> String {
    let mut text = "name,value\n".to_owned();
    rows(&mut text, &mut String::new(), data);
    text
}

fn rows(text: &mut String, name: &mut String, value: &Value) {
    let before = name.len();
    let mut inner = |name: &mut String, key: &str, value: &Value| {
        if !name.is_empty() {
            name.push('.');
        }
        name.push_str(key);
        rows(text, name, value);
        name.truncate(before);
    };
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                inner(name, key, value);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                inner(name, &at.to_string(), value);
            }
        }
        Value::String(words) => {
            let _ = writeln!(text, "{},{}", field(name), field(words));
        }
        // What is not known is a row too: a sheet that reads the file finds every name.
        Value::Null => {
            let _ = writeln!(text, "{},", field(name));
        }
        Value::Bool(_) | Value::Number(_) => {
            let _ = writeln!(text, "{},{value}", field(name));
        }
    }
}

/// A field of CSV. A spreadsheet takes a text that begins with a sign for a formula, which text of a report never is.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_words_become_rows() {
        let data = json!({
            "status": "at risk",
            "options": [{ "name": "A, \"the\" one", "score": 4.5, "sure": true }, { "name": "=1+1", "score": null }],
            "empty": [],
        });
        insta::assert_snapshot!(csv(&data), @r#"
        name,value
        options.0.name,"A, ""the"" one"
        options.0.score,4.5
        options.0.sure,true
        options.1.name,'=1+1
        options.1.score,
        status,at risk
        "#);
    }
}
