//! Plugins that misbehave: each is said to have done what it did, and nothing else suffers.

use serde_json::{Value, json};
use stratbook_host::FailureKind;

use crate::fixture::{Workspace, exists, generate, good, said};

/// Lets a plugin misbehave between two good calls, and looks that the first process is gone, the second call is fine,
/// and its process goes as well. Gives what was said.
fn misbehave(name: &str, more: &str, inputs: &Value) -> Option<(FailureKind, String)> {
    let id = name.split_once('.').map_or(name, |(stem, _)| stem).replace('_', "-");
    let workspace = Workspace::new().compiled(&id, &format!("hostile/{name}"), more)?;
    let host = workspace.host();
    let first = good(&host, &id);
    let failure = generate(&host, &id, inputs).expect_err("misbehaves");
    let second = good(&host, &id);
    if !matches!(failure.kind, FailureKind::WrongAnswer | FailureKind::Refused) || first != second {
        assert!(first == 0 || !exists(first), "its process is still there");
    }
    drop(host);
    assert!(second == 0 || !exists(second), "a process outlives the host");
    Some((failure.kind, said(&failure)))
}

macro_rules! hostile {
    ($($test:ident: $name:literal, $more:literal, $inputs:expr, $kind:ident, $said:literal;)+) => {$(
        #[test]
        fn $test() {
            let Some((kind, said)) = misbehave($name, $more, &$inputs) else { return };
            for words in $said.split('|') {
                assert!(said.contains(words), "{words:?} is not in:\n{said}");
            }
            assert_eq!(kind, FailureKind::$kind, "{said}");
        }
    )+};
}

hostile! {
    null_write: "null_write.c", "", json!("bad"), Crashed, "the plugin `null-write` crashed during `generate`: SIGSEGV|it printed: about to write where nothing is";
    stack_overflow: "stack_overflow.c", "", json!("bad"), Crashed, "SIGSEGV|its stack overflowed";
    abort: "abort.c", "", json!("bad"), Crashed, "SIGABRT|assertion failed: 1 == 2";
    exit_zero: "exit_zero.c", "", json!("bad"), Crashed, "ended its process with status 0 during `generate`";
    endless_loop: "endless_loop.c", "[limits]\nseconds = 0.8", json!("bad"), TimedOut, "did not finish `generate` within 0.8 second|`seconds` under `[limits]`";
    endless_output: "endless_output.c", "[limits]\nseconds = 0.8", json!("bad"), TimedOut, "it printed: and so on| … ";
    endless_sleep: "endless_sleep.c", "[limits]\nseconds = 0.8", json!("bad"), TimedOut, "within 0.8 second";
    signal_handlers: "signal_handlers.c", "[limits]\nseconds = 0.8", json!("bad"), TimedOut, "within 0.8 second";
    invalid_json: "invalid_json.c", "", json!("bad"), WrongAnswer, "with text that is not JSON|line 2 column 12|\"pages\": [}";
    invalid_utf8: "invalid_utf8.c", "", json!("bad"), WrongAnswer, "not UTF-8 (at byte 17 of 20)";
    no_answer: "no_answer.c", "", json!("bad"), WrongAnswer, "answered `generate` with nothing";
    large_answer: "large_answer.c", "[limits]\nanswer_mib = 2", json!("bad"), WrongAnswer, "with 3 MiB, which is more than it may|it may give 2 MiB|answer_mib";
    claimed_answer: "large_answer.c", "[limits]\nanswer_mib = 2", json!("claim"), WrongAnswer, "more than it may";
    wrong_status: "wrong_status.c", "", json!("bad"), WrongAnswer, "with the status -7";
    failed_in_words: "wrong_status.c", "", json!("words"), Refused, "failed: there is no year 0|look at `year`";
    close_descriptors: "close_descriptors.c", "", json!("bad"), Crashed, "closed the connection of its process";
    close_descriptors_and_stay: "close_descriptors.c", "", json!("stay"), Crashed, "closed the connection of its process|was stopped";
    garbage_frames: "garbage_frames.c", "", json!("bad"), WrongAnswer, "wrote into the connection of its process|this is";
    forged_frames: "forged_frames.c", "", json!("bad"), WrongAnswer, "wrote into the connection of its process|4294967295 bytes";
    exception: "exception.cpp", "", json!("bad"), Crashed, "SIGABRT";
}

/// The one in Rust does what its inputs say.
fn rust(what: &str) -> Option<(FailureKind, String)> {
    let workspace = Workspace::new().compiled("hostile", "hostile/hostile.rs", "")?;
    let host = workspace.host();
    let first = good(&host, "hostile");
    let outcome = generate(&host, "hostile", &json!(what));
    let failure = match outcome {
        Err(failure) => failure,
        Ok(report) => panic!("it went well: {}", report.markdown),
    };
    assert!(!exists(first), "its process is still there");
    let second = good(&host, "hostile");
    drop(host);
    assert!(!exists(second), "a process outlives the host");
    Some((failure.kind, said(&failure)))
}

macro_rules! hostile_rust {
    ($($test:ident: $what:literal, $kind:ident, $said:literal;)+) => {$(
        #[test]
        fn $test() {
            let Some((kind, said)) = rust($what) else { return };
            for words in $said.split('|') {
                assert!(said.contains(words), "{words:?} is not in:\n{said}");
            }
            assert_eq!(kind, FailureKind::$kind, "{said}");
        }
    )+};
}

hostile_rust! {
    rust_panic: "panic", Crashed, "SIGABRT|a panic that leaves the plugin";
    rust_panic_in_drop: "drop", Crashed, "SIGABRT|panic in drop";
    rust_panic_that_cannot_unwind: "no-unwind", Crashed, "SIGABRT|panic in a function that must not unwind";
    rust_memory: "memory", OutOfMemory, "ran out of memory during `generate`: it may use 512 MiB|memory allocation of 10737418240 bytes failed|memory_mib";
    rust_overflow: "overflow", Crashed, "SIGSEGV|stack overflowed";
}

#[test]
fn a_thread_that_is_left_running_ends_with_its_process() {
    let Some(workspace) = Workspace::new().compiled("hostile", "hostile/hostile.rs", "") else { return };
    let host = workspace.host();
    assert_eq!(generate(&host, "hostile", &json!("thread")).expect("answers").markdown, "good");
    let process = good(&host, "hostile");
    drop(host);
    assert!(!exists(process));

    let Some(workspace) = Workspace::new().compiled("idle", "hostile/thread_left_running.c", "") else {
        return;
    };
    let host = workspace.host();
    assert_eq!(generate(&host, "idle", &json!("bad")).expect("answers").markdown, "busy: DONE; idle: DONE; ");
    let process = good(&host, "idle");
    drop(host);
    assert!(!exists(process));
}

#[test]
fn a_panic_in_a_thread_and_many_threads_are_the_plugins_own_affair() {
    let Some(workspace) = Workspace::new().compiled("hostile", "hostile/hostile.rs", "") else { return };
    let host = workspace.host();
    assert_eq!(generate(&host, "hostile", &json!("threads")).expect("answers").markdown, "140");
    assert_eq!(generate(&host, "hostile", &json!("thread-panic")).expect("answers").markdown, "good");
}

#[test]
fn what_is_printed_does_not_disturb() {
    let Some(workspace) = Workspace::new().compiled("print", "hostile/write_stdout.c", "") else { return };
    let host = workspace.host();
    let process = good(&host, "print");
    assert_eq!(generate(&host, "print", &json!("bad")).expect("answers").markdown, "printed");
    assert_eq!(good(&host, "print"), process);
}

#[test]
fn host_functions_hold_against_wrong_use() {
    let Some(workspace) = Workspace::new().compiled("wrong", "hostile/wrong_host_use.c", "") else { return };
    let host = workspace.host();
    for _ in 0..2 {
        assert_eq!(generate(&host, "wrong", &json!("bad")).expect("answers").markdown, "refused");
    }
}

/// What cannot be loaded is said once, and not tried again.
#[track_caller]
fn unusable(name: &str, wanted: &str) {
    let Some(workspace) = Workspace::new().compiled("bad", name, "") else { return };
    let host = workspace.host();
    for _ in 0..2 {
        let failure = generate(&host, "bad", &json!("good")).expect_err("cannot be loaded");
        let said = said(&failure);
        for words in wanted.split('|') {
            assert!(said.contains(words), "{words:?} is not in:\n{said}");
        }
    }
}

#[test]
fn wrong_tables_are_refused_in_words() {
    unusable(
        "hostile/wrong_size_small.c",
        "Unusable: the library of the plugin `bad` gives a table of 8 bytes",
    );
    unusable("hostile/wrong_size_large.c", "Unusable: |gives a table of 4294967280 bytes");
    unusable("hostile/null_function.c", "Unusable: |a table whose `call` is null");
    unusable("hostile/null_table.c", "Unusable: |no table (a null pointer)");
    unusable(
        "hostile/missing_symbol.c",
        "Unusable: |cannot be loaded|undefined symbol: nobody_has_this_function",
    );
    unusable("hostile/wild_table.c", "Crashed: |crashed during its start: SIGSEGV");
}

#[test]
fn what_ends_while_it_is_loaded_is_said_to_have_ended_then() {
    unusable(
        "hostile/crash_at_load.c",
        "Crashed: |crashed during its start: SIGSEGV|hello from a constructor",
    );
    unusable("hostile/exit_at_load.c", "Crashed: |ended its process with status 0 during its start");
}
