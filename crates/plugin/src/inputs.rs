//! Inputs: their schema, and reading them so that a mistake is shown where it was made.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use crate::error::{Error, Result};
use crate::messages::Finding;

/// No inputs: for rollups that take none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoInputs {}

/// JSON Schema of a type (draft 2020-12), with its doc comments as descriptions.
pub(crate) fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

/// Reads inputs. The host has checked them against the schema; what the schema cannot say is found here.
pub(crate) fn read<T: DeserializeOwned>(inputs: Value) -> Result<T> {
    // A rollup without `inputs:` gives null, and so does an empty one.
    let inputs = if inputs.is_null() { Value::Object(serde_json::Map::new()) } else { inputs };
    serde_path_to_error::deserialize(inputs).map_err(|error| {
        let at = pointer(error.path());
        Error::from(Finding::error(error.into_inner().to_string()).at(at))
    })
}

/// The YAML under `inputs:` of an example that is given as a whole document; any other example as it is.
pub(crate) fn example(given: &str) -> String {
    let mut lines = given.lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return given.to_owned();
    }
    let block: Vec<&str> = lines
        .take_while(|line| *line != "---")
        .skip_while(|line| *line != "inputs:")
        .skip(1)
        .take_while(|line| line.is_empty() || line.starts_with([' ', '-']))
        .collect();
    let depth = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let indent = block.iter().filter(|line| !line.is_empty()).map(depth).min().unwrap_or(0);
    let mut yaml = String::new();
    for line in &block {
        yaml.push_str(line.get(indent..).unwrap_or_default());
        yaml.push('\n');
    }
    yaml.trim_end().to_owned() + if yaml.trim().is_empty() { "" } else { "\n" }
}

/// The JSON Pointer of a place, as far as it is known.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
            Segment::Enum { .. } => {}
            Segment::Unknown => break,
        }
    }
    pointer
}

/// A key as a part of a JSON Pointer.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A JSON Pointer of keys and indexes, for findings: `pointer!["results", index, "target"]`.
#[macro_export]
macro_rules! pointer {
    ($($part:expr),* $(,)?) => {{
        let mut pointer = ::std::string::String::new();
        $($crate::push_pointer(&mut pointer, &$part);)*
        pointer
    }};
}

/// Adds a part to a JSON Pointer; `pointer!` is more pleasant.
#[doc(hidden)]
pub fn push_pointer(pointer: &mut String, part: &dyn std::fmt::Display) {
    pointer.push('/');
    pointer.push_str(&escape(&part.to_string()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_taken_out_of_a_document() {
        let document = "---\ntitle: A\ninputs:\n  a: 1 # one\n\n  b:\n    - c\ntags: []\n---\nText\n";
        assert_eq!(example(document), "a: 1 # one\n\nb:\n  - c\n");
        assert_eq!(example("---\ntitle: A\n---\ninputs:\n  a: 1\n"), "");
        assert_eq!(example("a: 1\n"), "a: 1\n");
    }
}
