//! The C interface from the host's side: reads a plugin's table, and calls through it.
//!
//! This is the only place where a plugin's code is entered, in process as in the worker.
#![expect(unsafe_code, reason = "the other side is C: pointers come from it and go to it")]

use std::cell::{Cell, UnsafeCell};
use std::ffi::{CStr, CString, c_char, c_void};
use std::mem::{offset_of, size_of};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use stratbook_plugin::abi::{self, Entry, Receive, Table};

use crate::SPOKEN;

/// What came of a call, before anybody looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawAnswer {
    /// What `call` returned.
    pub(crate) status: i32,
    /// What was handed to `answer`.
    pub(crate) text: Given,
}

/// What a plugin handed to `answer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    Nothing,
    Text(Vec<u8>),
    /// More bytes than it may; how many.
    TooMuch(usize),
}

/// Answers a plugin's question: OK and JSON, or FAILED and why.
pub(crate) type Asker<'a> = dyn FnMut(&str, &[u8]) -> Result<Vec<u8>, String> + 'a;

/// A table that was looked at.
pub(crate) struct Plugin {
    call: CallUnwinding,
    /// The protocol that both sides speak.
    protocol: u32,
    /// What the plugin's pointer points to. It is never freed: a plugin may keep the pointer and use it after a call.
    context: &'static Context,
}

/// The table's `call`, with room for an exception of a plugin that breaks the rules: it is caught, or ends the process in
/// an orderly way, where leaving a plain `extern "C"` function would be undefined.
type CallUnwinding =
    unsafe extern "C-unwind" fn(*const abi::Host, *const c_char, *const c_char, usize) -> i32;

/// A table is at least what protocol 1 had.
const SMALLEST: usize = offset_of!(Table, call) + size_of::<usize>();
/// And not larger than anybody could want it.
const LARGEST: usize = 1 << 16;

impl Plugin {
    /// Asks for the table and looks at it. The error says what is wrong with it, without a subject ("exports ...").
    ///
    /// # Safety
    /// `entry` must be a function of that type. What it returns is looked at with care, but a pointer into nowhere is
    /// found out by the processor alone: in the worker, that is a crash like any other.
    pub(crate) unsafe fn open(entry: Entry) -> Result<Self, Misfit> {
        // SAFETY: the caller vouches for the type; the function takes nothing.
        let table = unsafe { entry() };
        if table.is_null() {
            return Err(Misfit::table("gives no table (a null pointer)"));
        }
        if !table.is_aligned() {
            return Err(Misfit::table("gives a table at an impossible address"));
        }
        // SAFETY: not null and aligned; the rules say that a table begins with its size.
        let size = unsafe { table.cast::<u32>().read() } as usize;
        if !(SMALLEST..=LARGEST).contains(&size) {
            return Err(Misfit::table(format!(
                "gives a table of {size} bytes; it has at least {SMALLEST} and at most {LARGEST}"
            )));
        }
        let mut known = Table { struct_size: 0, protocol_low: 0, protocol_high: 0, reserved: 0, call: None };
        // SAFETY: the plugin says that `size` bytes are there; no more than those are read, and no more than fit. All of
        // the members take any bit pattern (a null function is `None`).
        unsafe {
            std::ptr::copy_nonoverlapping(
                table.cast::<u8>(),
                (&raw mut known).cast::<u8>(),
                size.min(size_of::<Table>()),
            );
        }
        let (low, high) = (known.protocol_low, known.protocol_high);
        let protocol = speak(low, high)?;
        let Some(call) = known.call else {
            return Err(Misfit::table("gives a table whose `call` is null"));
        };
        // SAFETY: the same function with the same arguments; only what an exception does is another.
        let call = unsafe { std::mem::transmute::<abi::Call, CallUnwinding>(call) };
        Ok(Self { call, protocol, context: Box::leak(Box::default()) })
    }

    /// Calls a method. The error is the text of a panic that came out of it.
    ///
    /// `&mut`, since a plugin is called once at a time.
    pub(crate) fn call(
        &mut self,
        method: &str,
        request: &[u8],
        largest: usize,
        asker: &mut Asker<'_>,
    ) -> Result<RawAnswer, String> {
        let method = CString::new(method).unwrap_or_default();
        let request = terminated(request);
        let mut asker = asker;
        let state = CallState { asker: (&raw mut asker).cast(), largest, given: Given::Nothing };
        let context = self.context;
        let host = abi::Host {
            struct_size: size_of::<abi::Host>() as u32,
            protocol: self.protocol,
            context: std::ptr::from_ref(context).cast_mut().cast(),
            answer: Some(answer),
            ask: Some(ask),
        };
        // SAFETY: no call is under way (`&mut self`), so nothing else looks at the state.
        unsafe { *context.state.get() = Some(state) };
        context.thread.store(thread_token(), Ordering::SeqCst);
        let status = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the rules of the interface: all pointers are valid for the call, texts end with a zero.
            unsafe {
                (self.call)(&raw const host, method.as_ptr(), request.as_ptr().cast(), request.len() - 1)
            }
        }));
        context.thread.store(0, Ordering::SeqCst);
        // SAFETY: the call is over and the token is taken back: no function of ours looks at the state any more.
        let state = unsafe { (*context.state.get()).take() };
        let text = state.map_or(Given::Nothing, |state| state.given);
        status.map(|status| RawAnswer { status, text }).map_err(|panic| panic_text(&*panic))
    }
}

/// Why a table is not one that can be used.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Misfit {
    /// The table itself; what follows the plugin's name in the message.
    Table(String),
    /// It speaks other protocols: the oldest and the newest.
    Protocol(u32, u32),
}

impl Misfit {
    fn table(words: impl Into<String>) -> Self {
        Self::Table(words.into())
    }
}

/// The newest protocol that both sides speak.
pub(crate) fn speak(low: u32, high: u32) -> Result<u32, Misfit> {
    if low > high {
        return Err(Misfit::table(format!("says that its oldest protocol is {low} and its newest {high}")));
    }
    let newest = high.min(*SPOKEN.end());
    if newest < low || newest < *SPOKEN.start() { Err(Misfit::Protocol(low, high)) } else { Ok(newest) }
}

/// Lives as long as the process: a plugin may use its pointer when it must not.
#[derive(Default)]
struct Context {
    /// Which thread the call is on; 0 outside of calls.
    thread: AtomicUsize,
    state: UnsafeCell<Option<CallState>>,
}

// SAFETY: `state` is touched only by the thread whose token `thread` holds, and by `Plugin::call`, which has `&mut`.
unsafe impl Sync for Context {}

struct CallState {
    /// Points to the `&mut Asker` of this call; is used in the call alone, which the token guards.
    asker: *mut c_void,
    largest: usize,
    given: Given,
}

/// A number that no other living thread has.
fn thread_token() -> usize {
    thread_local!(static PLACE: Cell<u8> = const { Cell::new(0) });
    PLACE.with(|place| std::ptr::from_ref(place).addr())
}

/// The state of the call that this thread is in; none where the plugin breaks the rules.
///
/// # Safety
/// `context` is null or what a call was given. The reference must not outlive the next use of the state.
unsafe fn state<'a>(context: *mut c_void) -> Option<&'a mut CallState> {
    // SAFETY: contexts are never freed.
    let context = unsafe { context.cast::<Context>().cast_const().as_ref() }?;
    if context.thread.load(Ordering::SeqCst) != thread_token() {
        return None;
    }
    // SAFETY: this is the thread of the call, and the call is under way.
    unsafe { (*context.state.get()).as_mut() }
}

/// What a plugin gave, as bytes; a null pointer is a text of no bytes.
///
/// # Safety
/// Where `text` is not null, `size` bytes are there.
unsafe fn bytes<'a>(text: *const c_char, size: usize) -> &'a [u8] {
    if text.is_null() || size == 0 || size > isize::MAX as usize {
        return &[];
    }
    // SAFETY: by the rules of the interface.
    unsafe { std::slice::from_raw_parts(text.cast(), size) }
}

/// `answer` of the host.
unsafe extern "C" fn answer(context: *mut c_void, text: *const c_char, size: usize) {
    // SAFETY: the plugin gives back what it was given.
    let Some(state) = (unsafe { state(context) }) else { return };
    // Too much is counted, not copied.
    state.given = if size > state.largest {
        Given::TooMuch(size)
    } else {
        // SAFETY: by the rules of the interface.
        Given::Text(unsafe { bytes(text, size) }.to_vec())
    };
}

/// `ask` of the host.
unsafe extern "C" fn ask(
    context: *mut c_void,
    name: *const c_char,
    request: *const c_char,
    size: usize,
    receive: Option<Receive>,
    user: *mut c_void,
) -> i32 {
    // SAFETY: the plugin gives back what it was given.
    let Some(state) = (unsafe { state(context) }) else { return abi::FAILED };
    let reply = if name.is_null() {
        Err("a question needs a name".to_owned())
    } else {
        // SAFETY: by the rules of the interface, a text that ends with a zero.
        let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
        // SAFETY: by the rules of the interface.
        let request = unsafe { bytes(request, size) };
        let asker = state.asker.cast::<&mut Asker<'_>>();
        // A panic of ours must not pass through the plugin's frames.
        // SAFETY: the asker lives for the call, and this thread is in it; nobody else uses it meanwhile.
        catch_unwind(AssertUnwindSafe(|| unsafe { (*asker)(&name, request) }))
            .unwrap_or_else(|_| Err("the host failed to answer".to_owned()))
    };
    let (status, text) = match reply {
        Ok(text) => (abi::OK, text),
        Err(why) => (abi::FAILED, why.into_bytes()),
    };
    if let Some(receive) = receive {
        let text = terminated(&text);
        // SAFETY: by the rules of the interface; the text is valid for the call. `receive` may call back into this
        // function: nothing of the state is borrowed here.
        unsafe { receive(user, text.as_ptr().cast(), text.len() - 1) };
    }
    status
}

/// The text with the zero that follows every text the host gives.
fn terminated(text: &[u8]) -> Vec<u8> {
    let mut copy = Vec::with_capacity(text.len() + 1);
    copy.extend_from_slice(text);
    copy.push(0);
    copy
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

impl Misfit {
    /// In words, with what mends it.
    pub(crate) fn failure(self, id: &str, shown: &str) -> crate::Failure {
        let unusable = |message| crate::Failure::new(crate::FailureKind::Unusable, message);
        match self {
            Self::Table(words) => unusable(format!("the library of the plugin `{id}` {words}"))
                .hint("build it against today's `stratbook_plugin.h`, or tell who wrote it"),
            Self::Protocol(low, high) => {
                let failure =
                    unusable(format!("the plugin `{id}` and this Stratbook speak no common protocol"))
                        .note(format!("the plugin speaks {}", range(low, high)))
                        .note(format!("this Stratbook speaks {}", range(*SPOKEN.start(), *SPOKEN.end())));
                if low > *SPOKEN.end() {
                    failure.hint("take a newer Stratbook, or an older version of the plugin")
                } else {
                    failure.hint(format!(
                        "take a newer version of the plugin, or type `stratbook plugin build {shown}`"
                    ))
                }
            }
        }
    }
}

fn range(low: u32, high: u32) -> String {
    if low == high { format!("protocol {low}") } else { format!("protocols {low} to {high}") }
}
