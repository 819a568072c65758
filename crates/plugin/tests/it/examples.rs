//! The examples in other languages, built as their Makefiles say and called by a host in C.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use stratbook_plugin::abi;
use stratbook_plugin::messages::{Description, Finding, Findings, Shortcoded};

use crate::compiler::{compile, folder, has, here, run};

/// Builds an example in a copy of its folder, and the host that calls it.
fn built(example: &str) -> (PathBuf, String) {
    let folder = folder(example);
    let source = here().join("../../plugins/examples").join(example);
    for entry in std::fs::read_dir(source).expect("the example is there").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("it can be copied");
        }
    }
    let include = format!("INCLUDE={}", here().join("include").display());
    let make = Command::new("make").arg("-C").arg(&folder).arg(include).output().expect("make runs");
    assert!(make.status.success(), "{}", String::from_utf8_lossy(&make.stderr));
    let library = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with(std::env::consts::DLL_SUFFIX))
        .expect("make makes a library");
    let driver = folder.join("driver");
    let link: &[&str] =
        if cfg!(target_os = "linux") { &["-std=gnu11", "-Wl,--no-as-needed", "-ldl"] } else { &[] };
    compile("cc", link, "driver.c", &driver);
    (driver, library.display().to_string())
}

fn call(driver: &Path, library: &str, method: &str, request: &str) -> (i32, String) {
    let output = run(driver, &[library, method], request);
    let status = output.status.code().unwrap_or(-1);
    (status, String::from_utf8(output.stdout).expect("the answer is UTF-8"))
}

/// What the plugin says of itself, held against its manifest.
fn described(driver: &Path, library: &str, example: &str) -> Description {
    let (status, answer) = call(driver, library, "describe", "{\"host_version\":\"0.1.0\"}");
    assert_eq!(status, abi::OK);
    let description: Description = serde_json::from_str(&answer).expect("a description");
    let manifest = here().join("../../plugins/examples").join(example).join("plugin.toml");
    let manifest = std::fs::read_to_string(manifest).expect("the manifest is there");
    for (key, value) in
        [("id", &description.id), ("name", &description.name), ("version", &description.version)]
    {
        assert!(manifest.contains(&format!("{key} = \"{value}\"\n")), "{key}");
    }
    assert!(manifest.contains(&format!("summary = {}\n", json!(description.summary))));
    assert_eq!(call(driver, library, "generate", "{}"), (abi::UNSUPPORTED, String::new()));
    description
}

#[test]
fn the_example_in_c_spells_out_abbreviations() {
    let test = "the_example_in_c_spells_out_abbreviations";
    if !has("cc", test) || !has("make", test) {
        return;
    }
    let (driver, library) = built("glossary-c");
    assert_eq!(described(&driver, &library, "glossary-c").shortcodes[0].name, "abbr");
    let shown = |attributes: Value| {
        let request = json!({
            "document": { "path": "a.md", "extra": { "a": [1, { "b": "}]\\\"" }, null] } },
            "name": "abbr",
            "attributes": attributes,
        });
        let (status, answer) = call(&driver, &library, "shortcode", &request.to_string());
        assert_eq!(status, abi::OK, "{answer}");
        serde_json::from_str::<Shortcoded>(&answer).expect("a shortcode's answer")
    };
    assert_eq!(shown(json!([["of", "RFM"]])).markdown, "RFM (recency, frequency, monetary value)");
    assert_eq!(shown(json!([["x", "y"], ["of", "SLA"]])).markdown, "[SLA](</glossary.md>)");
    for wrong in
        [json!([]), json!([["of", "a\"b"]]), json!([["of", "<b>"]]), json!([["of", "ü"]]), Value::Null]
    {
        assert_eq!(shown(wrong).findings[0].message, "`of` is not an abbreviation");
    }
    for broken in
        ["", "[[[", "{\"attributes\":[[\"of\"", "{\"attributes\"", "\"", "{\"attributes\":[[\"of\",\"\\"]
    {
        assert_eq!(call(&driver, &library, "shortcode", broken).0, abi::OK, "{broken}");
    }
}

#[test]
fn the_example_in_cpp_finds_long_words() {
    let test = "the_example_in_cpp_finds_long_words";
    if !has("c++", test) || !has("cc", test) || !has("make", test) {
        return;
    }
    let (driver, library) = built("plain-words-cpp");
    assert!(described(&driver, &library, "plain-words-cpp").check);
    let request = json!({ "documents": [
        { "path": "a.md", "body": "Fine.\nüber 𝄞, in order to\n```\nutilise\n```\n" },
        { "path": "b \"c\".md", "body": "Prior to \u{7}this, reutilised" },
    ]});
    let (status, answer) = call(&driver, &library, "check", &request.to_string());
    assert_eq!(status, abi::OK, "{answer}");
    let findings: Findings = serde_json::from_str(&answer).expect("findings");
    let place =
        |it: &Finding| (it.document.clone().unwrap_or_default(), it.line, it.column, it.message.clone());
    assert_eq!(
        findings.findings.iter().map(place).collect::<Vec<_>>(),
        [
            ("a.md".to_owned(), Some(2), Some(9), "long for `to`".to_owned()),
            ("b \"c\".md".to_owned(), Some(1), Some(1), "long for `before`".to_owned()),
        ]
    );
    let escaped = r#"{"documents":[{"path":"\ud834\udd1e","body":"\ud834\udd1e prior to\u0000"}]}"#;
    assert!(
        call(&driver, &library, "check", escaped).1.contains("\"document\":\"𝄞\",\"line\":1,\"column\":3")
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for broken in ["", "{", "{\"documents\":[1 2]}", "{\"a\":\"\\u00", &deep] {
        assert_eq!(
            call(&driver, &library, "check", broken),
            (abi::FAILED, "the request is not JSON".to_owned())
        );
    }
}
