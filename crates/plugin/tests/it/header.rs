//! The header is valid C11 and C++17, and says what the Rust side says.

use std::mem::offset_of;

use stratbook_plugin::abi::{FAILED, Host, OK, PROTOCOL, SYMBOL, Table, UNSUPPORTED};

use crate::compiler::{compile, folder, has, here, run};

fn expected() -> String {
    let mut lines = Vec::new();
    let mut size = |name: &str, size: usize| lines.push(format!("size {name} {size}"));
    size("stratbook_host", size_of::<Host>());
    let mut offset = |name: &str, offset: usize| lines.push(format!("offset {name} {offset}"));
    offset("stratbook_host.struct_size", offset_of!(Host, struct_size));
    offset("stratbook_host.protocol", offset_of!(Host, protocol));
    offset("stratbook_host.context", offset_of!(Host, context));
    offset("stratbook_host.answer", offset_of!(Host, answer));
    offset("stratbook_host.ask", offset_of!(Host, ask));
    lines.push(format!("size stratbook_plugin {}", size_of::<Table>()));
    let mut offset = |name: &str, offset: usize| lines.push(format!("offset {name} {offset}"));
    offset("stratbook_plugin.struct_size", offset_of!(Table, struct_size));
    offset("stratbook_plugin.protocol_low", offset_of!(Table, protocol_low));
    offset("stratbook_plugin.protocol_high", offset_of!(Table, protocol_high));
    offset("stratbook_plugin.reserved", offset_of!(Table, reserved));
    offset("stratbook_plugin.call", offset_of!(Table, call));
    let mut value = |name: &str, value: i64| lines.push(format!("value STRATBOOK_{name} {value}"));
    value("OK", OK.into());
    value("UNSUPPORTED", UNSUPPORTED.into());
    value("FAILED", FAILED.into());
    value("PROTOCOL", PROTOCOL.into());
    lines.join("\n") + "\n"
}

fn compare(compiler: &str, flags: &[&str]) {
    let program = folder("layout").join(format!("layout-{compiler}"));
    compile(compiler, flags, "layout.c", &program);
    let said = run(&program, &[], "");
    assert_eq!(String::from_utf8_lossy(&said.stdout), expected(), "{compiler}");
}

#[test]
fn the_header_is_c_and_says_what_rust_says() {
    if has("cc", "the_header_is_c_and_says_what_rust_says") {
        compare("cc", &["-std=c11", "-pedantic"]);
    }
}

#[test]
fn the_header_is_cpp_and_says_what_rust_says() {
    if has("c++", "the_header_is_cpp_and_says_what_rust_says") {
        compare("c++", &["-x", "c++", "-std=c++17", "-pedantic"]);
    }
}

#[test]
fn the_header_names_the_symbol() {
    let header =
        std::fs::read_to_string(here().join("include/stratbook_plugin.h")).expect("the header is there");
    let symbol = std::str::from_utf8(SYMBOL).expect("a name").trim_end_matches('\0');
    assert!(header.contains(&format!("{symbol}(void);")));
}
