//! Old URLs: pages that lead on.

use super::slug::{clean_file_name, decode};

/// The output path of an old URL: what a server would have looked for. `None` where nothing is left of it.
/// The flag tells whether it tried to leave the site.
pub(super) fn output_path(old: &str) -> (Option<String>, bool) {
    let path = old.split(['?', '#']).next().unwrap_or("");
    let mut parts: Vec<String> = Vec::new();
    let mut escaped = false;
    for part in path.split('/') {
        let decoded = decode(part);
        for part in decoded.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => escaped |= parts.pop().is_none(),
                part => parts.push(clean_file_name(part)),
            }
        }
    }
    let Some(last) = parts.last() else { return (None, escaped) };
    let is_file = !path.ends_with('/')
        && [".html", ".htm", ".xhtml"].iter().any(|extension| last.to_ascii_lowercase().ends_with(extension));
    if !is_file {
        parts.push("index.html".to_owned());
    }
    let path = parts.join("/");
    // The page of the whole site is nobody's old address.
    let is_home = path.eq_ignore_ascii_case("index.html") || path.len() > 900;
    ((!is_home).then_some(path), escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_found_where_a_server_looks() {
        let path = |old| output_path(old).0;
        assert_eq!(path("/old/page/").as_deref(), Some("old/page/index.html"));
        assert_eq!(path("/old/page").as_deref(), Some("old/page/index.html"));
        assert_eq!(path("/Old%20Page.html?x#y").as_deref(), Some("Old Page.html"));
        assert_eq!(path("/"), None);
        assert_eq!(output_path("/../../evil"), (Some("evil/index.html".to_owned()), true));
        assert_eq!(output_path("/ok/%2e%2e/%2e%2e/evil.html"), (Some("evil.html".to_owned()), true));
    }
}
