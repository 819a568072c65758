//! For code scanning: SARIF 2.1.0, with an explanation of every rule that was met.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stratbook_model::{Diagnostic, Place, Rule, Severity};

use super::{Findings, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All of a check.
pub(crate) fn report(findings: &Findings<'_>) -> String {
    // Rules by code, so that the file does not change with the order of findings.
    let rules: BTreeMap<&str, &Rule> =
        findings.diagnostics.iter().map(|found| (found.rule.code, found.rule)).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(at, code)| (*code, at)).collect();
    let results: Vec<Value> = findings
        .diagnostics
        .iter()
        .map(|found| result(found, index.get(found.rule.code).copied().unwrap_or_default()))
        .collect();
    json::print(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "stratbook",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.values().map(|rule| rule_object(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "WORKSPACE": { "description": { "text": "the folder of the workspace" } } },
            "results": results,
        }],
    }))
}

fn rule_object(rule: &Rule) -> Value {
    let explanation = explanation(rule);
    let short = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": short },
        "fullDescription": { "text": explanation },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.group] },
    })
}

/// The explanation without the space that a doc comment has at the start of its lines.
pub(crate) fn explanation(rule: &Rule) -> String {
    let lines: Vec<&str> =
        rule.explanation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim().to_owned()
}

fn result(found: &Diagnostic, rule_index: usize) -> Value {
    let mut text = found.message.clone();
    for extra in found.notes.iter().map(String::as_str).chain(found.hint.as_deref()) {
        text.push_str("\n\n");
        text.push_str(extra);
    }
    json!({
        "ruleId": found.rule.code,
        "ruleIndex": rule_index,
        "level": level(found.severity),
        "message": { "text": text },
        "locations": found.place.iter().map(location).collect::<Vec<_>>(),
    })
}

fn location(place: &Place) -> Value {
    let mut region = json!({ "startLine": place.line, "startColumn": place.column });
    // An empty region would be drawn nowhere.
    if (place.end_line, place.end_column) > (place.line, place.column) {
        region["endLine"] = place.end_line.into();
        region["endColumn"] = place.end_column.into();
    }
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&place.file), "uriBaseId": "WORKSPACE" },
        "region": region,
    }})
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples;

    #[test]
    fn every_result_names_its_rule_and_place() {
        let diagnostics = samples::diagnostics();
        let text = report(&samples::findings(&diagnostics));
        let parsed: Value = serde_json::from_str(&text).unwrap();
        let run = &parsed["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
        // Explanations are edited often; here it matters only that they are there.
        let text = diagnostics.iter().fold(text.replace(&version, "\"VERSION\""), |text, diagnostic| {
            let explanation = serde_json::to_string(&explanation(diagnostic.rule)).unwrap();
            text.replace(&explanation, "\"[EXPLANATION]\"")
        });
        insta::assert_snapshot!(text);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("content/100% old.md"), "content/100%25%20old.md");
        assert_eq!(uri("a/Ä#?.md"), "a/%C3%84%23%3F.md");
    }
}
