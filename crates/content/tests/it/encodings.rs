//! Bytes that are not plain UTF-8.

use crate::{names, read};

fn title(bytes: impl AsRef<[u8]>) -> (Option<String>, Vec<&'static str>) {
    let (front_matter, diagnostics) = read(bytes);
    (front_matter.metadata.title.map(|title| title.value), names(&diagnostics))
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn byte_order_marks_are_taken_off() {
    let text = "---\ntitle: Öl\n---\nx\n";
    assert_eq!(title(format!("\u{FEFF}{text}")), (Some("Öl".to_owned()), vec!["byte-order-mark"]));
    assert_eq!(title(utf16(text, u16::to_le_bytes)), (Some("Öl".to_owned()), vec!["utf-16"]));
    assert_eq!(title(utf16(text, u16::to_be_bytes)), (Some("Öl".to_owned()), vec!["utf-16"]));
    let mut odd = utf16(text, u16::to_le_bytes);
    odd.push(7);
    assert_eq!(title(odd).1, ["utf-16", "invalid-utf8"]);
}

#[test]
fn bad_bytes_are_placed_and_counted() {
    let (front_matter, diagnostics) = read(b"---\ntitle: Caf\xe9\nid: \xff\xfe\n---\nx\n");
    assert_eq!(front_matter.metadata.title.expect("is there").value, "Caf\u{FFFD}");
    let place = diagnostics[0].place.as_ref().expect("has a place");
    assert_eq!((place.line, place.column), (2, 11));
    assert_eq!(diagnostics[0].message, "the byte 0xE9 is not UTF-8 (and 2 more places)");
}

#[test]
fn oddities_have_a_rule_each() {
    assert_eq!(title("").1, ["empty-document"]);
    assert_eq!(title(" \n\n").1, ["empty-document"]);
    assert_eq!(title("a\0b").1, ["nul-bytes"]);
    assert_eq!(title("a\r\nb\r\n").1, ["windows-line-ends"]);
    assert_eq!(title("a\r\nb\n").1, ["mixed-line-ends"]);
    assert_eq!(title("x".repeat(9 << 20)).1, ["huge-file"]);
}

#[test]
fn windows_line_ends_keep_places_right() {
    let (front_matter, diagnostics) =
        read("---\r\ntitle: Öl\r\nstatus: active # kept\r\nupdated: soon\r\n---\r\nbody\r\n");
    assert_eq!(names(&diagnostics), ["windows-line-ends", "invalid-date", "status-spelling"]);
    let place = diagnostics
        .iter()
        .find(|one| one.rule.name == "status-spelling")
        .and_then(|one| one.place.clone())
        .expect("has a place");
    assert_eq!((place.line, place.column, place.end_column), (3, 9, 15));
    assert_eq!(front_matter.metadata.title.expect("is there").value, "Öl");
    assert_eq!(
        front_matter.body.start as usize,
        "---\r\ntitle: Öl\r\nstatus: active # kept\r\nupdated: soon\r\n---\r\n".len()
    );
}
