//! A bundled plugin that does little: it tells what it was given, asks what it is told to ask, or misbehaves in the ways
//! that a bundled plugin can.
#![expect(unsafe_code, reason = "it is written against the C interface, to test that")]

use std::ffi::{CStr, c_char, c_void};

use stratbook_host::Bundled;
use stratbook_plugin::abi::{self, Host, Table};

pub(super) const BUNDLED: Bundled = Bundled {
    manifest: "id = \"tiny\"\nversion = \"1.0.0\"\nprotocol = [1, 1]\nmakes = [\"report\"]\n\n[reads]\ndocuments = true\n",
    entry,
};

static TABLE: Table = Table {
    struct_size: size_of::<Table>() as u32,
    protocol_low: 1,
    protocol_high: 1,
    reserved: 0,
    call: Some(call),
};

unsafe extern "C" fn entry() -> *const Table {
    &raw const TABLE
}

unsafe extern "C" fn keep(user: *mut c_void, text: *const c_char, size: usize) {
    // SAFETY: `user` is the vector below, and the text is as the interface says.
    unsafe { (*user.cast::<Vec<u8>>()).extend_from_slice(std::slice::from_raw_parts(text.cast(), size)) };
}

unsafe extern "C" fn call(
    host: *const Host,
    method: *const c_char,
    request: *const c_char,
    size: usize,
) -> i32 {
    // SAFETY: the host gives what the interface says.
    let (host, method, request) =
        unsafe { (*host, CStr::from_ptr(method), std::slice::from_raw_parts(request.cast::<u8>(), size)) };
    let request = String::from_utf8_lossy(request);
    let mut heard: Vec<u8> = Vec::new();
    if request.contains("\"inputs\":\"ask\"")
        && let Some(ask) = host.ask
    {
        let (name, text) = (c"document", "{\"document\":\"/a.md\"}");
        // SAFETY: texts and sizes fit, and `keep` gets the vector that it wants.
        unsafe {
            ask(
                host.context,
                name.as_ptr(),
                text.as_ptr().cast(),
                text.len(),
                Some(keep),
                (&raw mut heard).cast(),
            );
        }
    }
    let answer = match method.to_bytes() {
        b"describe" => "{\"id\":\"tiny\",\"version\":\"1.0.0\",\"report\":{}}".to_owned(),
        b"generate" => format!("{{\"markdown\":\"good\",\"data\":{{\"heard\":{}}}}}", heard.len()),
        _ => return abi::UNSUPPORTED,
    };
    if let Some(give) = host.answer {
        // SAFETY: the text lives until the function returns.
        unsafe { give(host.context, answer.as_ptr().cast(), answer.len()) };
    }
    abi::OK
}
