//! The C interface, as Rust sees it: the same as `include/stratbook_plugin.h`, which says what everything means.

use std::ffi::{c_char, c_void};

/// The protocol that these types and messages describe.
pub const PROTOCOL: u32 = 1;

/// Name of the function that a plugin exports, with its terminating zero.
pub const SYMBOL: &[u8] = b"stratbook_plugin_v1\0";

/// The answer was given.
pub const OK: i32 = 0;
/// There is no such method.
pub const UNSUPPORTED: i32 = 1;
/// The answer, if there is one, says what went wrong.
pub const FAILED: i32 = 2;

/// Takes a text that belongs to who gives it, and is valid for the call.
pub type Receive = unsafe extern "C" fn(user: *mut c_void, text: *const c_char, size: usize);

/// What a plugin can call while it is called.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Host {
    /// Size of this struct as the host knows it.
    pub struct_size: u32,
    /// The protocol that the host speaks in this process.
    pub protocol: u32,
    /// Given back to every function.
    pub context: *mut c_void,
    /// Hands over the answer.
    pub answer: Option<unsafe extern "C" fn(context: *mut c_void, text: *const c_char, size: usize)>,
    /// Asks the host.
    pub ask: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            name: *const c_char,
            request: *const c_char,
            size: usize,
            receive: Option<Receive>,
            user: *mut c_void,
        ) -> i32,
    >,
}

/// Carries out a method.
pub type Call = unsafe extern "C" fn(
    host: *const Host,
    method: *const c_char,
    request: *const c_char,
    size: usize,
) -> i32;

/// What a plugin is.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Size of this struct as the plugin knows it.
    pub struct_size: u32,
    /// The oldest protocol that it speaks.
    pub protocol_low: u32,
    /// The newest protocol that it speaks.
    pub protocol_high: u32,
    /// Zero.
    pub reserved: u32,
    /// Carries out a method.
    pub call: Option<Call>,
}

/// What a plugin exports under [`SYMBOL`].
pub type Entry = unsafe extern "C" fn() -> *const Table;
