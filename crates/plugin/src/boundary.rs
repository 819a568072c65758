//! Where pointers become texts and panics become answers: the only module that a C program calls into.
#![expect(unsafe_code, reason = "the C interface is made of raw pointers")]

use std::ffi::{CStr, CString, c_char, c_void};
use std::marker::PhantomData;
use std::mem::offset_of;

use crate::abi::{self, Host, Table};
use crate::dispatch::{Ended, dispatch};
use crate::host::{AskError, Asks};
use crate::panics;
use crate::plugin::Plugin;

/// The table of a plugin, as the host gets it. A program that carries plugins within itself calls them through it.
pub const fn table<P: Plugin>() -> &'static Table {
    TableOf::<P>::TABLE
}

/// What the library of a plugin would export, for programs that carry it within themselves.
pub extern "C" fn entry<P: Plugin>() -> *const Table {
    table::<P>()
}

struct TableOf<P>(PhantomData<P>);

impl<P: Plugin> TableOf<P> {
    const TABLE: &'static Table = &Table {
        struct_size: size_of::<Table>() as u32,
        protocol_low: abi::PROTOCOL,
        protocol_high: abi::PROTOCOL,
        reserved: 0,
        call: Some(call::<P>),
    };
}

/// The table's `call`.
unsafe extern "C" fn call<P: Plugin>(
    host: *const Host,
    method: *const c_char,
    request: *const c_char,
    size: usize,
) -> i32 {
    // SAFETY: the host is as the header says, or null; only members within its stated size are read.
    let host = unsafe { Caller::read(host) };
    let Some(host) = host else { return abi::FAILED };
    // SAFETY: both are as the header says, or null, and are valid until this function returns.
    let texts = unsafe { (name(method), text(request, size)) };
    let ended = match texts {
        (Ok(method), Ok(request)) => panics::contain(|| dispatch::<P>(method, request, &host))
            .unwrap_or_else(|panic| Ended::Failed(format!("the plugin panicked: {panic}"))),
        (Err(problem), _) | (_, Err(problem)) => Ended::Failed(problem.to_owned()),
    };
    match ended {
        Ended::Answered(answer) => {
            host.answer(&answer);
            abi::OK
        }
        Ended::Unsupported => abi::UNSUPPORTED,
        Ended::Failed(reason) => {
            host.answer(&reason);
            abi::FAILED
        }
    }
}

unsafe fn name<'a>(method: *const c_char) -> Result<&'a str, &'static str> {
    if method.is_null() {
        return Err("the method has no name");
    }
    // SAFETY: it is not null, so it ends with a zero byte, as the header says.
    let name = unsafe { CStr::from_ptr(method) };
    name.to_str().map_err(|_| "the method's name is not UTF-8")
}

unsafe fn text<'a>(text: *const c_char, size: usize) -> Result<&'a str, &'static str> {
    if size == 0 {
        return Ok("");
    }
    if text.is_null() || size > isize::MAX as usize {
        return Err("the request has a size and no text");
    }
    // SAFETY: it is not null and has that size, as the header says; a size that no object can have was refused.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), size) };
    std::str::from_utf8(bytes).map_err(|_| "the request is not UTF-8")
}

/// The members of a host that lie within the size it states.
struct Caller {
    context: *mut c_void,
    answer: unsafe extern "C" fn(*mut c_void, *const c_char, usize),
    ask: Option<
        unsafe extern "C" fn(
            *mut c_void,
            *const c_char,
            *const c_char,
            usize,
            Option<abi::Receive>,
            *mut c_void,
        ) -> i32,
    >,
}

impl Caller {
    /// Nothing where the host cannot be given an answer.
    unsafe fn read(host: *const Host) -> Option<Self> {
        if host.is_null() || !host.is_aligned() {
            return None;
        }
        // SAFETY: every version of the struct begins with its size. No reference is made, since the struct may be shorter
        // than the type.
        let size = unsafe { (&raw const (*host).struct_size).read() } as usize;
        if size < offset_of!(Host, answer) + size_of::<Option<abi::Receive>>() {
            return None;
        }
        // SAFETY: both members are within the size.
        let (context, answer) =
            unsafe { ((&raw const (*host).context).read(), (&raw const (*host).answer).read()) };
        let ask = if size < offset_of!(Host, ask) + size_of::<Option<abi::Receive>>() {
            None
        } else {
            // SAFETY: the member is within the size.
            unsafe { (&raw const (*host).ask).read() }
        };
        Some(Self { context, answer: answer?, ask })
    }

    fn answer(&self, text: &str) {
        // SAFETY: the host takes any text and copies it before it returns; the function belongs to the context.
        unsafe { (self.answer)(self.context, text.as_ptr().cast(), text.len()) }
    }
}

impl Asks for Caller {
    fn ask(&self, name: &'static str, request: String) -> Result<String, AskError> {
        let Some(ask) = self.ask else {
            return Err(AskError::new(name, "this Stratbook cannot be asked"));
        };
        let failed = |reason: &str| AskError::new(name, reason);
        let c_name = CString::new(name).map_err(|_| failed("the name has a zero byte"))?;
        let size = request.len();
        // JSON has no zero bytes, so this only adds the one at the end.
        let request = CString::new(request).map_err(|_| failed("the request has a zero byte"))?;
        let mut received: Option<Vec<u8>> = None;
        // SAFETY: the texts outlive the call and end with a zero byte. `receive` is given `received`, which outlives the
        // call too and is not touched here meanwhile.
        let status = unsafe {
            ask(
                self.context,
                c_name.as_ptr(),
                request.as_ptr(),
                size,
                Some(receive),
                (&raw mut received).cast(),
            )
        };
        let answer =
            received.map(String::from_utf8).transpose().map_err(|_| failed("the answer is not UTF-8"))?;
        match (status, answer) {
            (abi::OK, Some(answer)) => Ok(answer),
            (abi::OK, None) => Err(failed("the host gave no answer")),
            (abi::UNSUPPORTED, _) => Err(failed("this Stratbook does not know the question")),
            (_, Some(reason)) => Err(failed(&reason)),
            (_, None) => Err(failed("the host gave no reason")),
        }
    }
}

unsafe extern "C" fn receive(user: *mut c_void, text: *const c_char, size: usize) {
    if user.is_null() || (text.is_null() && size > 0) || size > isize::MAX as usize {
        return;
    }
    let bytes = if size == 0 {
        Vec::new()
    } else {
        // SAFETY: it is not null and has that size, as the header says.
        unsafe { std::slice::from_raw_parts(text.cast::<u8>(), size) }.to_vec()
    };
    // SAFETY: `user` is what `ask` was given: the `received` of the call that is going on, which nobody else touches.
    unsafe { *user.cast::<Option<Vec<u8>>>() = Some(bytes) };
}
