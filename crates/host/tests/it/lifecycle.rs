//! Workers are kept while they are good, replaced when they are not, and given up when there is no hope.

use std::time::Duration;

use serde_json::{Value, json};
use stratbook_host::{Asks, FailureKind, Limits};
use stratbook_plugin::messages::{Ask, Document, Generate};

use crate::fixture::{Workspace, generate, good, said};

#[test]
fn one_worker_serves_all_calls() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    let first = good(&host, "p");
    for _ in 0..20 {
        assert_eq!(good(&host, "p"), first);
    }
    assert_eq!(host.timings()[0].1, 21);
}

#[test]
fn a_plugin_that_fails_again_and_again_is_left_out() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    for _ in 0..3 {
        let failure = generate(&host, "p", &json!("bad")).expect_err("aborts");
        assert!(failure.message.contains("SIGABRT"), "{}", failure.message);
    }
    let failure = generate(&host, "p", &json!("good")).expect_err("is left out");
    assert_eq!(failure.kind, FailureKind::Crashed);
    assert!(
        said(&failure).contains("is left out of this run, since it failed 3 times"),
        "{}",
        said(&failure)
    );
}

#[test]
fn plugins_work_at_the_same_time_and_each_in_its_own_process() {
    let mut workspace = Workspace::new();
    for id in ["a", "b", "c"] {
        if workspace.compile(id, "hostile/abort.c", &[]).is_none() {
            return;
        }
        workspace.manifest(id, "");
        workspace.trust(id);
    }
    let host = workspace.host();
    let mut processes: Vec<u32> = std::thread::scope(|scope| {
        let calls: Vec<_> = ["a", "b", "c", "a", "b", "c"].map(|id| scope.spawn(|| good(&host, id))).into();
        calls.into_iter().map(|call| call.join().expect("calls")).collect()
    });
    processes.sort_unstable();
    processes.dedup();
    assert_eq!(processes.len(), 3);
}

/// Takes its time.
struct Slow;

impl Asks for Slow {
    fn ask(&self, _: Ask) -> Result<Value, String> {
        std::thread::sleep(Duration::from_millis(300));
        Ok(Value::Null)
    }
}

#[test]
fn the_time_of_the_host_is_not_the_plugins() {
    let more = "[reads]\nsearch = true\ndocuments = true\nreports = [\"*\"]\n\n[limits]\nseconds = 1\n";
    let Some(workspace) = Workspace::new().compiled("p", "hostile/ask.c", more) else { return };
    let host = workspace.host();
    // Six answers take longer than the plugin may.
    let request = Generate::new(Document::new("a.md", "A"), json!("bad"), "2026-01-31");
    host.generate("p", &request, &Slow).unwrap_or_else(|failure| panic!("{}", said(&failure)));
}

#[test]
fn the_users_caps_hold_against_the_manifest() {
    let more = "[limits]\nseconds = 3000\n";
    let Some(mut workspace) = Workspace::new().compiled("p", "hostile/endless_sleep.c", more) else { return };
    workspace.options.caps = Limits { seconds: 0.2, ..Limits::CAPS };
    let failure = generate(&workspace.host(), "p", &json!("bad")).expect_err("is late");
    assert!(failure.message.contains("within 0.2 second"), "{}", failure.message);
}

/// Is a Stratbook of its own: makes a call, tells the worker's number, and goes on for ever.
#[test]
#[ignore = "is started and killed by the next test"]
fn goes_on_for_ever() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    println!("worker {}", good(&host, "p"));
    // The test ends this process; should it have failed, this ends by itself.
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn a_worker_ends_with_a_stratbook_that_is_killed() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    let mut other = Command::new(std::env::current_exe().expect("has a name"))
        .args(["--exact", "lifecycle::goes_on_for_ever", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let lines = BufReader::new(other.stdout.take().expect("is piped")).lines();
    let worker = lines
        .map_while(Result::ok)
        .find_map(|line| line.rsplit_once("worker ")?.1.trim().parse::<u32>().ok());
    other.kill().expect("kills");
    other.wait().expect("waits");
    let Some(worker) = worker else { return };
    // The kernel ends it at once. Who inherits it may not wait for it, so the end is also known by the state.
    let deadline = std::time::Instant::now() + Duration::from_secs(10);
    let lives = || {
        std::fs::read_to_string(format!("/proc/{worker}/stat"))
            .is_ok_and(|stat| !stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with(['Z', 'X'])))
    };
    while lives() {
        assert!(std::time::Instant::now() < deadline, "the worker lives on");
        std::thread::yield_now();
    }
}

/// Panics.
struct Panics;

impl Asks for Panics {
    fn ask(&self, _: Ask) -> Result<Value, String> {
        panic!("the caller's own mistake")
    }
}

#[test]
fn a_caller_that_panics_spoils_nothing() {
    let more = "[reads]\nsearch = true\n";
    let Some(workspace) = Workspace::new().compiled("p", "hostile/ask.c", more) else { return };
    let host = workspace.host();
    let request = Generate::new(Document::new("a.md", "A"), json!("bad"), "2026-01-31");
    let outcome =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| host.generate("p", &request, &Panics)));
    assert!(outcome.is_err());
    good(&host, "p");
}

#[test]
fn a_program_that_is_no_worker_is_said_to_be_none() {
    let Some(mut workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    workspace.options.worker.program = "/bin/true".into();
    let failure = generate(&workspace.host(), "p", &json!("good")).expect_err("is no worker");
    assert_eq!(failure.kind, FailureKind::Crashed);
    workspace.options.worker.program = "/no/such/program".into();
    let failure = generate(&workspace.host(), "p", &json!("good")).expect_err("is not there");
    assert_eq!(failure.kind, FailureKind::Unusable);
}

#[test]
fn large_requests_and_answers_fit_through() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    let mut document = Document::new("a.md", "A");
    document.body = Some("ä".repeat(20 << 20));
    let request = Generate::new(document, json!("good"), "2026-01-31");
    let report = host
        .generate("p", &request, &crate::fixture::Echo)
        .unwrap_or_else(|failure| panic!("{}", said(&failure)));
    assert_eq!(report.markdown, "good");
}
