//! The host's side of the interface, for tests: calls a table, takes the answer, answers questions.
#![expect(unsafe_code, reason = "the C interface is made of raw pointers")]

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char, c_void};

use super::handbook::Handbook;
use super::outcome::Outcome;
use crate::abi::{self, Host, Receive, Table};

struct Context<'a> {
    handbook: &'a Handbook,
    /// Path of the document that the call is about.
    path: &'a str,
    outcome: RefCell<Outcome>,
}

pub(super) fn call(
    table: &'static Table,
    method: &str,
    request: &[u8],
    handbook: &Handbook,
    path: &str,
) -> Outcome {
    let context = Context { handbook, path, outcome: RefCell::new(Outcome::of(method)) };
    let host = Host {
        struct_size: size_of::<Host>() as u32,
        protocol: abi::PROTOCOL,
        context: (&raw const context).cast_mut().cast(),
        answer: Some(answer),
        ask: Some(ask),
    };
    let name = CString::new(method).unwrap_or_default();
    let mut ended = request.to_vec();
    ended.push(0);
    let status = match table.call {
        // SAFETY: host, context, name and request outlive the call; name and request end with a zero byte, which the size
        // of the request does not count.
        Some(call) => unsafe { call(&raw const host, name.as_ptr(), ended.as_ptr().cast(), request.len()) },
        None => abi::FAILED,
    };
    let mut outcome = context.outcome.into_inner();
    outcome.status = status;
    outcome
}

unsafe extern "C" fn answer(context: *mut c_void, text: *const c_char, size: usize) {
    // SAFETY: the context is the one that `call` gave, and is alive while the call takes.
    let context = unsafe { &*context.cast::<Context<'_>>() };
    // SAFETY: a plugin gives a text of that size.
    let text = unsafe { bytes(text, size) };
    context.outcome.borrow_mut().answer = Some(text.to_vec());
}

unsafe extern "C" fn ask(
    context: *mut c_void,
    name: *const c_char,
    request: *const c_char,
    size: usize,
    receive: Option<Receive>,
    user: *mut c_void,
) -> i32 {
    // SAFETY: the context is the one that `call` gave, and is alive while the call takes.
    let context = unsafe { &*context.cast::<Context<'_>>() };
    let name = if name.is_null() {
        String::new()
    } else {
        // SAFETY: it is not null, and ends with a zero byte.
        unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned()
    };
    // SAFETY: a plugin gives a text of that size.
    let request = String::from_utf8_lossy(unsafe { bytes(request, size) }).into_owned();
    context.outcome.borrow_mut().asked.push((name.clone(), request.clone()));
    let (status, reply) = match context.handbook.ask(&name, &request, context.path) {
        Some(Ok(answer)) => (abi::OK, answer),
        Some(Err(reason)) => (abi::FAILED, reason),
        None => return abi::UNSUPPORTED,
    };
    if let Some(receive) = receive {
        // SAFETY: the text outlives the call of the function that the plugin gave for it.
        unsafe { receive(user, reply.as_ptr().cast(), reply.len()) }
    }
    status
}

unsafe fn bytes<'a>(text: *const c_char, size: usize) -> &'a [u8] {
    if text.is_null() || size == 0 {
        return &[];
    }
    // SAFETY: it is not null, and the plugin says that it has that size.
    unsafe { std::slice::from_raw_parts(text.cast::<u8>(), size) }
}
