//! A small checker for well-formed HTML.

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "keygen", "frame",
];

/// Says what is not balanced in `html`.
pub(super) fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closing = rest.starts_with('/');
        let name_from = usize::from(closing);
        let name_to = rest[name_from..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')))
            .ok_or("a tag without an end")?
            + name_from;
        let name = &rest[name_from..name_to];
        if name.is_empty() {
            return Err(format!(
                "a stray angle bracket before {:?}",
                rest.chars().take(20).collect::<String>()
            ));
        }
        let mut quoted = false;
        let end = rest
            .find(|c: char| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .ok_or("a tag without an end")?;
        let self_closed = rest[..end].ends_with('/');
        rest = &rest[end + 1..];
        if closing {
            match open.pop() {
                Some(top) if top == name => {}
                top => return Err(format!("</{name}> closes {top:?}")),
            }
        } else if !VOID.contains(&name) && !self_closed {
            open.push(name);
            if matches!(
                name,
                "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes"
            ) {
                rest = &rest[rest.find(&format!("</{name}")).unwrap_or(rest.len())..];
            }
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("never closed: {open:?}")) }
}
