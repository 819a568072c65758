//! Nested values: `VIP: { SIZE: 9400 }` is `VIP_SIZE: 9400`.

use serde_json::Value;
use stratbook_plugin::messages::Finding;
use stratbook_plugin::push_pointer;

use super::LONGEST;
use crate::inputs::Values;
use crate::variables::name;

/// Maps in maps are followed no deeper.
const DEEPEST: usize = 8;

/// A value, and where it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The variable that it is for.
    pub name: String,
    /// What was given: neither a map nor a list of such.
    pub value: Value,
    /// JSON Pointer of the input.
    pub pointer: String,
}

/// All values of a map, those in its maps included. What cannot be a value is a finding.
pub fn flatten(values: &Values, pointer: &str) -> (Vec<Given>, Vec<Finding>) {
    let mut given = Vec::new();
    let mut findings = Vec::new();
    inner(values, pointer, "", 0, &mut given, &mut findings);
    (given, findings)
}

fn inner(
    values: &Values,
    pointer: &str,
    prefix: &str,
    depth: usize,
    given: &mut Vec<Given>,
    findings: &mut Vec<Finding>,
) {
    for (key, value) in values {
        let mut pointer = pointer.to_owned();
        push_pointer(&mut pointer, key);
        let own = name::meant(key);
        let name = if prefix.is_empty() { own } else { format!("{prefix}_{own}") };
        match value {
            Value::Object(_) if depth == DEEPEST => findings.push(
                Finding::error(format!("values nest deeper than {DEEPEST} maps"))
                    .at(pointer)
                    .hint("write the whole name of the variable as the key"),
            ),
            Value::Object(values) => inner(values, &pointer, &name, depth + 1, given, findings),
            Value::Array(values) if values.iter().any(|value| value.is_array() || value.is_object()) => {
                findings.push(
                    Finding::error(format!("the value of `{name}` is a list of lists or maps"))
                        .at(pointer)
                        .hint("give a text, a number, or a list of texts"),
                );
            }
            value => {
                let length = length(value);
                if length > LONGEST {
                    let message = format!(
                        "the value of `{}` is {} characters long; at most {} fit",
                        shorten(&name),
                        stratbook_plugin::quantity(length as f64, 0),
                        stratbook_plugin::quantity(LONGEST as f64, 0),
                    );
                    findings.push(
                        Finding::error(message)
                            .at(pointer)
                            .hint("put long texts into a document, and link it in the template"),
                    );
                } else {
                    given.push(Given { name, value: value.clone(), pointer });
                }
            }
        }
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) if text.len() <= LONGEST => text.len(),
        Value::String(text) => text.chars().count(),
        Value::Array(values) => values.iter().map(|value| length(value) + 2).sum(),
        _ => 0,
    }
}

/// A name that somebody may have made very long.
fn shorten(name: &str) -> String {
    if name.chars().count() <= 80 {
        name.to_owned()
    } else {
        format!("{}…", name.chars().take(79).collect::<String>())
    }
}
