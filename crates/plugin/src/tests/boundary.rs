//! The boundary under hosts and plugins that misbehave.
#![expect(unsafe_code, reason = "the C interface is made of raw pointers")]

use std::ffi::{c_char, c_void};
use std::mem::offset_of;
use std::ptr;

use crate::abi::{self, Host, Table};
use crate::messages::Describe;
use crate::prelude::*;
use crate::testing::Bench;

struct Panicking;

impl Plugin for Panicking {
    const MANIFEST: &'static str = "id = \"panicking\"\nversion = \"0.1.0\"";

    fn methods() -> Methods {
        Methods::new()
            .report("", |call: &Generate<'_, Value>| {
                let _kept = Spiteful(call.inputs["drop"].as_bool() == Some(true));
                if call.inputs["payload"].as_bool() == Some(true) {
                    std::panic::panic_any(Spiteful(true));
                }
                assert!(call.inputs["panic"].as_bool() != Some(true), "as you wish");
                call.host().search("a", 1)?;
                Ok(Report::new("made"))
            })
            .rollup("", |_: &Rollup<'_, NoInputs>| Ok(Report::new("rolled up")))
    }
}

struct Spiteful(bool);

impl Drop for Spiteful {
    fn drop(&mut self) {
        assert!(!self.0 || std::thread::panicking(), "dropped");
    }
}

fn failure(inputs: Value) -> String {
    Bench::of::<Panicking>().generate_from(inputs).failure().unwrap_or_default()
}

#[test]
fn a_panic_becomes_a_failure_with_its_place() {
    for (inputs, words) in [
        (json!({"panic": true}), "the plugin panicked: as you wish ("),
        (json!({"drop": true}), "the plugin panicked: dropped ("),
        (json!({"payload": true}), "the plugin panicked: without a word ("),
        (json!({"payload": true, "drop": true}), "the plugin panicked: without a word ("),
    ] {
        let said = failure(inputs);
        assert!(said.starts_with(words) && said.contains("boundary.rs:"), "{said}");
    }
    assert_eq!(failure(json!({})), "");
}

#[test]
fn the_table_says_what_it_is() {
    let table = crate::table::<Panicking>();
    assert_eq!(table.struct_size as usize, size_of::<Table>());
    assert_eq!((table.protocol_low, table.protocol_high, table.reserved), (1, 1, 0));
    assert!(ptr::eq(table, crate::table::<Panicking>()) && !ptr::eq(table, crate::table::<Other>()));
}

struct Other;

impl Plugin for Other {
    const MANIFEST: &'static str = "";

    fn methods() -> Methods {
        Methods::new()
    }
}

#[test]
fn a_manifest_without_an_id_is_said() {
    let said = Bench::of::<Other>().call_raw("describe", b"{}").failure();
    assert_eq!(said.as_deref(), Some("`plugin.toml` has no `id` above its first table"));
    assert!(
        Bench::of::<Other>()
            .generate_from(Value::Null)
            .failure()
            .is_some_and(|it| it.contains("not supported"))
    );
}

unsafe extern "C" fn keep(context: *mut c_void, text: *const c_char, size: usize) {
    // SAFETY: the tests give an `Option<String>`, and a plugin gives a text of that size.
    unsafe {
        let bytes = std::slice::from_raw_parts(text.cast::<u8>(), size);
        *context.cast::<Option<String>>() = Some(String::from_utf8_lossy(bytes).into_owned());
    }
}

/// Calls with a host that is changed before.
fn call_with(change: impl FnOnce(&mut Host), method: *const c_char, request: &[u8]) -> (i32, Option<String>) {
    let mut answer: Option<String> = None;
    let mut host = Host {
        struct_size: size_of::<Host>() as u32,
        protocol: 1,
        context: (&raw mut answer).cast(),
        answer: Some(keep),
        ask: None,
    };
    change(&mut host);
    let call = crate::table::<Panicking>().call.expect("there is a call");
    // SAFETY: all of it outlives the call.
    let status = unsafe { call(&raw const host, method, request.as_ptr().cast(), request.len()) };
    (status, answer)
}

const GENERATE: &[u8] = br#"{"document":{"path":"a.md"},"inputs":{},"today":"2026-11-21"}"#;

#[test]
fn a_host_that_is_half_there_is_tolerated() {
    let call = crate::table::<Panicking>().call.expect("there is a call");
    // SAFETY: null is allowed.
    let status = unsafe { call(ptr::null(), c"describe".as_ptr(), ptr::null(), 0) };
    assert_eq!(status, abi::FAILED);
    assert_eq!(call_with(|host| host.answer = None, c"describe".as_ptr(), b"{}"), (abi::FAILED, None));
    assert_eq!(call_with(|host| host.struct_size = 0, c"describe".as_ptr(), b"{}"), (abi::FAILED, None));

    // An older host ends before `ask`, whatever lies behind it.
    let (status, answer) =
        call_with(|host| host.struct_size = offset_of!(Host, ask) as u32, c"generate".as_ptr(), GENERATE);
    assert_eq!(status, abi::FAILED);
    assert_eq!(answer.as_deref(), Some("asking for `search` failed: this Stratbook cannot be asked"));

    // A newer one is longer.
    let request = serde_json::to_vec(&Describe::new("9.0.0")).expect("JSON");
    let (status, answer) = call_with(|host| host.struct_size += 64, c"describe".as_ptr(), &request);
    assert!(status == abi::OK && answer.is_some_and(|answer| answer.contains("\"panicking\"")));
}

#[test]
fn texts_that_are_none_are_refused() {
    let (status, answer) = call_with(|_| (), ptr::null(), b"{}");
    assert_eq!((status, answer.as_deref()), (abi::FAILED, Some("the method has no name")));
    let (status, answer) = call_with(|_| (), c"\xff".as_ptr(), b"{}");
    assert_eq!((status, answer.as_deref()), (abi::FAILED, Some("the method's name is not UTF-8")));
    let (status, answer) = call_with(|_| (), c"generate".as_ptr(), b"\xc3\x28");
    assert_eq!((status, answer.as_deref()), (abi::FAILED, Some("the request is not UTF-8")));
    let (status, _) = call_with(|_| (), c"describe ".as_ptr(), b"{}");
    assert_eq!(status, abi::UNSUPPORTED);
}

unsafe extern "C" fn silent(
    _: *mut c_void,
    _: *const c_char,
    _: *const c_char,
    _: usize,
    _: Option<abi::Receive>,
    _: *mut c_void,
) -> i32 {
    abi::OK
}

unsafe extern "C" fn garbled(
    _: *mut c_void,
    _: *const c_char,
    _: *const c_char,
    _: usize,
    receive: Option<abi::Receive>,
    user: *mut c_void,
) -> i32 {
    if let Some(receive) = receive {
        // SAFETY: the plugin gave both.
        unsafe {
            receive(user, ptr::null(), 12);
            receive(user, c"\xff".as_ptr(), 1);
        }
    }
    abi::OK
}

#[test]
fn answers_that_are_none_are_failures() {
    let said = |ask| call_with(|host| host.ask = Some(ask), c"generate".as_ptr(), GENERATE).1;
    assert_eq!(said(silent).as_deref(), Some("asking for `search` failed: the host gave no answer"));
    assert_eq!(said(garbled).as_deref(), Some("asking for `search` failed: the answer is not UTF-8"));
}
