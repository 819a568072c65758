//! Plugins of other times: the oldest one still works, and what does not fit is told what fits.

use serde_json::json;
use stratbook_host::FailureKind;
use stratbook_plugin::messages::{Check, Severity, Shortcode};

use crate::fixture::{Echo, Workspace, generate, good, said};

#[test]
fn a_plugin_of_the_first_header_works() {
    let more = "[reads]\ndocuments = true\n";
    let Some(workspace) = Workspace::new().compiled("oldest", "oldest.c", more) else { return };
    let host = workspace.host();
    let description = host.describe("oldest").expect("describes");
    assert_eq!((description.name.as_str(), description.check), ("Oldest", false));
    assert_eq!(description.report.as_ref().expect("makes reports").example, "goal: 1");
    let report = generate(&host, "oldest", &json!({ "goal": 1 })).expect("makes a report");
    assert_eq!(report.data, json!({ "asked": 0, "heard": 1 }));
    assert_eq!(report.findings[0].severity, Severity::Warning);
    let failure = host.check("oldest", &Check::default(), &Echo).expect_err("says no");
    assert_eq!(said(&failure), "Refused: the plugin `oldest` failed: nothing can be checked\n");
    let failure = host.shortcode("oldest", &Shortcode::default(), &Echo).expect_err("does not know it");
    assert_eq!(failure.kind, FailureKind::Unsupported);
}

#[test]
fn the_first_header_is_kept_as_it_was() {
    let kept = std::fs::read(crate::fixture::source("stratbook_plugin_1.h")).expect("reads");
    assert_eq!(
        stratbook_host::Hash::of(&kept).hex(),
        "76a73b2a00fa06e61f9a36b7787ef70c1622879285bc999787f5f3a26efc81e0"
    );
}

/// What is said of a plugin that speaks these protocols; nothing where it works.
fn speaks(low: &str, high: &str) -> Option<String> {
    let mut workspace = Workspace::new();
    workspace.compile("other", "protocol.c", &[&format!("-DLOW={low}"), &format!("-DHIGH={high}")])?;
    workspace.manifest("other", "");
    workspace.trust("other");
    let host = workspace.host();
    Some(generate(&host, "other", &json!("good")).err().map(|failure| said(&failure)).unwrap_or_default())
}

#[test]
fn plugins_of_other_protocols_are_told_both_sides() {
    let Some(newer) = speaks("2", "3") else { return };
    let all = [
        newer,
        speaks("0", "0").expect("compiles"),
        speaks("3", "2").expect("compiles"),
        speaks("1", "9").expect("compiles"),
        speaks("0", "1").expect("compiles"),
    ];
    insta::assert_snapshot!(all.join("--\n"), @"
    Unusable: the plugin `other` and this Stratbook speak no common protocol
      note: the plugin speaks protocols 2 to 3
      note: this Stratbook speaks protocol 1
      hint: take a newer Stratbook, or an older version of the plugin
    --
    Unusable: the plugin `other` and this Stratbook speak no common protocol
      note: the plugin speaks protocol 0
      note: this Stratbook speaks protocol 1
      hint: take a newer version of the plugin, or type `stratbook plugin build plugins/other`
    --
    Unusable: the library of the plugin `other` says that its oldest protocol is 3 and its newest 2
      hint: build it against today's `stratbook_plugin.h`, or tell who wrote it
    --
    --
    ");
}

#[test]
fn a_manifest_of_another_protocol_is_refused_before_anything_is_loaded() {
    let workspace = Workspace::new();
    workspace.file(
        "other",
        "plugin.toml",
        "id = \"other\"\nversion = \"1\"\nprotocol = [2, 3]\nmakes = [\"report\"]\n",
    );
    let (_, diagnostics) = workspace.open();
    insta::assert_snapshot!(crate::fixture::words(&diagnostics), @"
    plugins/other/plugin.toml: plugin-unusable the plugin `other` and this Stratbook speak no common protocol
      note: the plugin speaks protocols 2 to 3
      note: this Stratbook speaks protocol 1
      hint: take a newer Stratbook, or an older version of the plugin
    ");
}

#[test]
fn a_library_that_is_no_plugin_is_told_what_is_missing() {
    let Some(workspace) = Workspace::new().compiled("other", "no_symbol.c", "") else { return };
    let failure = generate(&workspace.host(), "other", &json!("good")).expect_err("is no plugin");
    insta::assert_snapshot!(said(&failure), @"
    Unusable: the library of the plugin `other` is not a plugin
      note: it does not export the function `stratbook_plugin_v1`
      hint: Rust: `export_plugin!`; C: `STRATBOOK_EXPORT` of stratbook_plugin.h; then build it again
    ");
}

#[test]
fn members_that_this_host_does_not_know_are_left_alone() {
    let Some(workspace) = Workspace::new().compiled("later", "hostile/later_table.c", "") else { return };
    good(&workspace.host(), "later");
}
