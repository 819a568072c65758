//! Bundled plugins: the same answers in process as in a worker.

use serde_json::json;
use stratbook_host::{FailureKind, State};
use stratbook_plugin::messages::Rollup;

use crate::fixture::{Echo, Workspace, generate, good, said};

#[path = "../worker/tiny.rs"]
mod tiny;

fn workspace(in_process: bool) -> Workspace {
    let mut workspace = Workspace::new();
    workspace.bundled = vec![tiny::BUNDLED];
    workspace.options.in_process_bundled = in_process;
    workspace.options.bundled_identity = String::from("build 7");
    workspace
}

#[test]
fn a_bundled_plugin_answers_alike_in_process_and_in_a_worker() {
    for in_process in [true, cfg!(not(unix))] {
        let host = workspace(in_process).host();
        assert_eq!(host.plugins().len(), 1);
        assert_eq!(host.plugins()[0].state, State::Bundled);
        assert_eq!(host.plugins()[0].identity(), "bundled tiny 1.0.0 build 7");
        assert_eq!(host.describe("tiny").expect("describes").version, "1.0.0");
        good(&host, "tiny");
        let asked = generate(&host, "tiny", &json!("ask")).expect("asks");
        assert_eq!(asked.data, json!({ "heard": 50 }));
        let failure = host.rollup("tiny", &Rollup::default(), &Echo).expect_err("does not know it");
        assert_eq!(failure.kind, FailureKind::Unsupported);
        let timings = host.timings();
        assert_eq!((timings[0].0.as_str(), timings[0].1), ("tiny", 4));
        assert_eq!(host.isolation("tiny").expect("is there").process, !in_process);
    }
}

#[test]
fn a_plugin_that_is_not_there_or_switched_off_says_so() {
    let mut workspace = workspace(true);
    let failure = generate(&workspace.host(), "tinny", &json!("good")).expect_err("is missing");
    assert_eq!(said(&failure), "Missing: there is no plugin `tinny`\n  hint: did you mean `tiny`?\n");
    workspace.options.disabled = vec!["tiny".to_owned()];
    let failure = generate(&workspace.host(), "tiny", &json!("good")).expect_err("is switched off");
    assert_eq!(failure.kind, FailureKind::Disabled);
}

#[test]
fn a_plugin_of_the_workspace_takes_the_place_of_a_bundled_one_even_if_it_cannot_be_used() {
    let workspace = workspace(true);
    workspace.file("tiny", "plugin.toml", "id = \"tiny\"\n");
    let (host, diagnostics) = workspace.open();
    assert!(!diagnostics.is_empty());
    assert_eq!(generate(&host, "tiny", &json!("good")).expect_err("is unusable").kind, FailureKind::Unusable);
}

#[test]
fn the_source_of_a_bundled_plugin_is_that_plugin() {
    let workspace = workspace(true);
    workspace.file("tiny", "plugin.toml", tiny::BUNDLED.manifest);
    assert_eq!(workspace.host().plugins()[0].state, State::Bundled);
    // With a library, it is another plugin of the same name.
    let target = stratbook_host::TARGET;
    let library = format!("\n[[library]]\ntarget = \"{target}\"\nfile = \"lib.so\"\n");
    workspace.file("tiny", "plugin.toml", format!("{}{library}", tiny::BUNDLED.manifest));
    assert!(matches!(workspace.open().0.plugins()[0].state, State::Unusable(_)));
}
