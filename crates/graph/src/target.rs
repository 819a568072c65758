//! A link's target as written, taken apart.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether it begins with a URL scheme of at least two letters, or with `//`.
pub(crate) fn is_url(target: &str) -> bool {
    target.starts_with("//") || scheme(target).is_some()
}

/// The part of `url` within the site at `base`, as an address from the site's root; `None` where it is elsewhere.
/// `http` and `https` are the same site, and letter case does not matter before the path.
pub(crate) fn within<'t>(base: &str, url: &'t str) -> Option<Cow<'t, str>> {
    let bare = |url: &str| {
        ["https://", "http://"].iter().find(|scheme| starts_with(url, scheme)).map(|scheme| scheme.len())
    };
    let (base, url) = (&base[bare(base)?..], &url[bare(url)?..]);
    let base = base.trim_end_matches('/');
    let host = base.find('/').unwrap_or(base.len());
    let rest = if starts_with(url, &base[..host]) && url[host..].starts_with(&base[host..]) {
        &url[base.len()..]
    } else {
        return None;
    };
    match rest.chars().next() {
        None => Some("/".into()),
        Some('/') => Some(rest.into()),
        Some('?' | '#') => Some(format!("/{rest}").into()),
        // Another host or folder whose name only begins alike.
        Some(_) => None,
    }
}

fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|found| found.eq_ignore_ascii_case(beginning))
}

/// The scheme before the first `:`, if what stands there can be one. A single letter is a Windows drive.
pub(crate) fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = scheme.len() > 1
        && bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

/// Whether a *name* (a wikilink's or relation's target) is a URL. Titles hold colons (`Note: a story`), so more than
/// a scheme is asked for.
pub(crate) fn is_url_name(target: &str) -> bool {
    let Some(scheme) = scheme(target) else { return target.starts_with("//") };
    target[scheme.len()..].starts_with("://")
        || ["mailto", "tel", "data"].iter().any(|s| s.eq_ignore_ascii_case(scheme))
}

/// A target's parts, decoded.
#[derive(Debug)]
pub(crate) struct Target<'t> {
    /// Before `#`, without a query, `/` between its parts, percent-decoded, NFC.
    pub(crate) path: Cow<'t, str>,
    /// After `#`, decoded; `Some("")` for a bare `#`.
    pub(crate) fragment: Option<Cow<'t, str>>,
}

impl<'t> Target<'t> {
    /// Takes a URL-like target apart: `a%20b.md?x=1#part`.
    pub(crate) fn url(target: &'t str) -> Self {
        let (path, fragment) = split_fragment(target);
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        Self { path: clean(path), fragment }
    }

    /// Takes a name apart, where a question mark is part of the name: `What is a KPI?#Part`.
    pub(crate) fn name(target: &'t str) -> Self {
        let (path, fragment) = split_fragment(target);
        Self { path: clean(path), fragment }
    }

    /// The part of the path after its last `/`, a trailing one aside.
    pub(crate) fn last(&self) -> &str {
        let path = self.path.trim_end_matches('/');
        path.rsplit_once('/').map_or(path, |(_, last)| last)
    }

    /// Written as a folder's URL.
    pub(crate) fn is_folder_form(&self) -> bool {
        self.path.ends_with('/') || matches!(self.last(), "." | "..")
    }

    /// Written as people copy it from a browser: `/a/b/`, `../b/index.html`.
    pub(crate) fn is_page_url(&self) -> bool {
        self.path.ends_with('/') || self.path.starts_with('/') || strip_html(&self.path).is_some()
    }

    /// Written as a path rather than a name.
    pub(crate) fn is_path(&self) -> bool {
        self.path.contains('/') || strip_markdown(&self.path).is_some() || strip_html(&self.path).is_some()
    }
}

fn split_fragment(target: &str) -> (&str, Option<Cow<'_, str>>) {
    match target.trim().split_once('#') {
        // Text fragments (`#:~:text=…`) are the browser's business.
        Some((path, fragment)) => {
            let fragment = fragment.split_once(":~:").map_or(fragment, |(fragment, _)| fragment);
            (path, Some(nfc_cow(decode(fragment))))
        }
        None => (target.trim(), None),
    }
}

fn clean(path: &str) -> Cow<'_, str> {
    let decoded = nfc_cow(decode(path.trim()));
    if decoded.contains('\\') { Cow::Owned(decoded.replace('\\', "/")) } else { decoded }
}

/// Percent-decoding; what is not valid stays as it is.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        if let Some((high, low)) = pair.and_then(|pair| Some((digit(pair[0])?, digit(pair[1])?))) {
            decoded.push(high << 4 | low);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Canonical composition, without a copy where the text is composed already: macOS writes file names decomposed.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

fn nfc_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match nfc(&text) {
        Cow::Owned(composed) => Cow::Owned(composed),
        Cow::Borrowed(_) => text,
    }
}

/// The path without an extension of Markdown's, if it has one.
pub(crate) fn strip_markdown(path: &str) -> Option<&str> {
    strip(path, &["md", "markdown", "mdown", "mkd"])
}

/// The path without `.html` or `.htm`, if it ends so.
pub(crate) fn strip_html(path: &str) -> Option<&str> {
    strip(path, &["html", "htm"])
}

fn strip<'p>(path: &'p str, extensions: &[&str]) -> Option<&'p str> {
    let (rest, extension) = path.rsplit_once('.')?;
    let known = extensions.iter().any(|known| extension.eq_ignore_ascii_case(known));
    (known && !rest.is_empty() && !rest.ends_with('/')).then_some(rest)
}

/// `relative` taken from `folder`; a leading `/` starts at the root. `None` where a `..` leaves the root.
pub(crate) fn join(folder: &str, relative: &str) -> Option<String> {
    let mut path = String::with_capacity(folder.len() + relative.len() + 1);
    if !relative.starts_with('/') {
        path.push_str(folder);
    }
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    Some(path)
}

/// The way from a folder to a path, as a Markdown link writes it.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let mut from = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut to = path.split('/').filter(|part| !part.is_empty()).peekable();
    while let (Some(a), Some(b)) = (from.peek(), to.peek()) {
        if a != b {
            break;
        }
        from.next();
        to.next();
    }
    let mut parts: Vec<&str> = from.map(|_| "..").collect();
    parts.extend(to);
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_come_apart() {
        let target = Target::url("a%20b\\c.md?x=1#d%20e");
        assert_eq!((&*target.path, target.fragment.as_deref()), ("a b/c.md", Some("d e")));
        assert_eq!(&*Target::url("100%.md").path, "100%.md");
        assert_eq!(&*Target::url("%ff.md").path, "%ff.md");
        assert_eq!(&*Target::name("What is a KPI?").path, "What is a KPI?");
        assert_eq!(&*Target::url("A\u{308}.md").path, "Ä.md");
    }

    #[test]
    fn addresses_of_the_own_site_are_known() {
        let inside = |url| within("https://a.org/sub/", url);
        assert_eq!(inside("https://A.org/sub/x/#y").as_deref(), Some("/x/#y"));
        assert_eq!(inside("http://a.org/sub").as_deref(), Some("/"));
        assert_eq!(inside("https://a.org/sub?x").as_deref(), Some("/?x"));
        for other in
            ["https://a.org/", "https://a.org/subs", "https://a.organ/sub/", "mailto:x@a.org", "/sub/x"]
        {
            assert_eq!(inside(other), None, "{other}");
        }
        assert_eq!(within("https://a.org/", "https://a.org/x").as_deref(), Some("/x"));
        assert_eq!(within("https://a.org/", "https://a.org.evil/x"), None);
    }

    #[test]
    fn schemes_are_told_from_drives_and_titles() {
        assert!(is_url("https://a") && is_url("//host/a") && is_url("mailto:a@b") && is_url("obsidian:x"));
        assert!(!is_url("C:\\a.md") && !is_url("a/b:c.md"));
        assert!(is_url_name("https://a") && !is_url_name("Note: a story"));
    }

    #[test]
    fn joining_stays_inside() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(join("a", "..").as_deref(), Some(""));
        assert_eq!(relative("a/b", "a/c/d.md"), "../c/d.md");
        assert_eq!(relative("", "d.md"), "d.md");
    }
}
