//! What a plugin tries in its process, and how it fails there: the plugins report the error that they got.

use serde_json::json;
use stratbook_host::{Host, Isolation};

use crate::fixture::{Workspace, exists, generate, good, said, skipped};

/// What a plugin tells of its attempts.
#[track_caller]
fn attempts(host: &Host, id: &str, inputs: &serde_json::Value) -> String {
    generate(host, id, inputs)
        .unwrap_or_else(|failure| panic!("{}", said(&failure)))
        .markdown
        .replace("; ", "\n")
}

/// Whether the system offers what the tests below are about. Where not, it is said.
fn has(what: &str, holds: fn(&Isolation) -> bool) -> bool {
    let here = Isolation::here();
    if !holds(&here) {
        skipped(&format!("{what}: {}", here.words));
    }
    holds(&here)
}

#[test]
fn the_worker_reaches_what_the_system_offers() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    assert_eq!(host.plugins()[0].isolation, Isolation::here());
    good(&host, "p");
    assert_eq!(host.isolation("p"), Some(Isolation::here()));
}

#[test]
fn files_are_out_of_reach() {
    if !has("files", |it| it.files) {
        return;
    }
    let Some(workspace) = Workspace::new().compiled("p", "hostile/read_secret.c", "") else { return };
    let secret = workspace.root().join("secret");
    std::fs::write(&secret, "the secret").expect("writes");
    let host = workspace.host();
    let found = attempts(&host, "p", &json!({ "secret": secret }));
    insta::assert_snapshot!(found, @"
    open: EACCES
    openat: EACCES
    path only: EACCES
    openat2: EPERM
    stat: EACCES
    write: EACCES
    create: EACCES
    remove: EPERM
    rename: EPERM
    link: EPERM
    own memory: EACCES
    environment: EACCES
    libraries: EACCES
    list: EACCES
    chdir: EPERM
    mount: EPERM
    chroot: EPERM
    ");
    assert_eq!(std::fs::read_to_string(&secret).expect("is still there"), "the secret");
    assert!(!std::path::Path::new("/tmp/stratbook-hostile-was-here").exists());
    good(&host, "p");
}

#[test]
fn files_are_out_of_reach_while_it_is_loaded_and_for_its_threads() {
    if !has("files", |it| it.files) {
        return;
    }
    let mut workspace = Workspace::new();
    let secret = workspace.root().join("secret");
    std::fs::write(&secret, "the secret").expect("writes");
    let flag = format!("-DSECRET=\"{}\"", secret.display());
    if workspace.compile("p", "hostile/early_secret.c", &[&flag]).is_none() {
        return;
    }
    workspace.manifest("p", "");
    workspace.trust("p");
    insta::assert_snapshot!(attempts(&workspace.host(), "p", &json!("bad")), @"
    at load: EACCES
    socket at load: EPERM
    by a thread: EACCES
    ");
}

#[test]
fn there_is_no_network() {
    if !has("network", |it| it.network) {
        return;
    }
    let Some(workspace) = Workspace::new().compiled("p", "hostile/open_socket.c", "") else { return };
    let host = workspace.host();
    insta::assert_snapshot!(attempts(&host, "p", &json!("bad")), @"
    tcp: EPERM
    tcp6: EPERM
    udp: EPERM
    raw: EPERM
    unix: EPERM
    netlink: EPERM
    pair: EPERM
    io_uring: EPERM
    name: EPERM
    ");
    good(&host, "p");
}

#[test]
fn no_process_is_made() {
    if !has("processes", |it| it.syscalls) {
        return;
    }
    let Some(workspace) = Workspace::new().compiled("p", "hostile/fork_bomb.c", "") else { return };
    let host = workspace.host();
    insta::assert_snapshot!(attempts(&host, "p", &json!("bad")), @"
    fork: EPERM
    fork: EPERM
    fork: EPERM
    clone: EPERM
    clone with a new user: EPERM
    clone3: ENOSYS
    spawn: EPERM
    exec: EPERM
    system: EPERM
    ");
    good(&host, "p");
}

#[test]
fn other_processes_and_its_own_limits_are_out_of_reach() {
    if !has("processes", |it| it.syscalls) {
        return;
    }
    let Some(workspace) = Workspace::new().compiled("p", "hostile/other_processes.c", "") else { return };
    let host = workspace.host();
    insta::assert_snapshot!(attempts(&host, "p", &json!("bad")), @"
    kill: EPERM
    kill all: EPERM
    tgkill: EPERM
    ptrace: EPERM
    read memory: EPERM
    write memory: EPERM
    own group: EPERM
    own session: EPERM
    more memory: EPERM
    more time: EPERM
    limits of the parent: EPERM
    outlive: EPERM
    more rights: EPERM
    priority: EPERM
    bpf: EPERM
    keys: EPERM
    shared memory: EPERM
    itself: DONE
    ");
    good(&host, "p");
}

#[test]
fn memory_has_an_end() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/large_allocation.c", "") else { return };
    let host = workspace.host();
    assert_eq!(attempts(&host, "p", &json!("bad")), "10 GB: ENOMEM\npieces: ENOMEM\n");
    good(&host, "p");
}

#[test]
fn nothing_is_inherited() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/environment.c", "") else { return };
    // The one descriptor is the connection.
    assert_eq!(attempts(&workspace.host(), "p", &json!("bad")), "variables 0, descriptors 1, input 0");
}

#[test]
fn asks_are_answered_as_the_manifest_allows() {
    let more = "[reads]\nsearch = true\nreports = [\"smart\"]\n";
    let Some(workspace) = Workspace::new().compiled("p", "hostile/ask.c", more) else { return };
    let host = workspace.host();
    insta::assert_snapshot!(attempts(&host, "p", &json!("bad")), @"
    {'name':'search','request':{'limit':3,'query':'risk'}} (ok)
    not allowed: `documents = true` under `[reads]` in plugin.toml allows it (failed)
    not allowed: `documents = true` under `[reads]` in plugin.toml allows it (failed)
    {'name':'report','request':{'document':'/a.md'}} (ok)
    {'name':'log','request':{'level':'debug','message':'hello'}} (ok)
    {'name':'progress','request':{'done':1,'message':'','total':0}} (ok)
    this host does not know the question `execute` (failed)
    the request of `log` is not valid: EOF while parsing an object at line 1 column 1 (failed)
    ");
}

#[test]
fn a_worker_does_not_outlive_the_thread_that_keeps_it() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    // The thread that makes the first call ends before the second call; the worker stays.
    let host = workspace.host();
    let first = std::thread::scope(|scope| scope.spawn(|| good(&host, "p")).join().expect("calls"));
    assert_eq!(good(&host, "p"), first);
    drop(host);
    assert!(!exists(first));
}
