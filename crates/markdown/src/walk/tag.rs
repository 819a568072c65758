//! Reads raw HTML as tags, text and comments.

use std::ops::Range;

/// Elements whose content a browser does not take for HTML.
const OPAQUE: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

#[derive(Debug)]
pub(super) enum Token {
    Text(Range<usize>),
    /// `closed`: it ends with `/>`. `endless`: its content is no HTML, and its end is missing.
    Open {
        name: String,
        attributes: Vec<Attribute>,
        closed: bool,
        endless: bool,
        range: Range<usize>,
    },
    Close {
        name: String,
        range: Range<usize>,
    },
    /// The inside of an element whose content is no HTML.
    Opaque(Range<usize>),
    /// A comment, declaration or processing instruction; `finished` tells whether it had an end.
    Comment {
        range: Range<usize>,
        finished: bool,
    },
    /// A tag without an end.
    Unfinished(Range<usize>),
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// As written, entities not decoded.
    pub(super) value: Option<Range<usize>>,
}

/// The tokens of `html`, in order; their ranges cover it.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // Names of which no closing tag follows: they are not looked for again.
    let mut never_closed: Vec<String> = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let Some((mut token, end)) = tag(html, start) else {
            at = start + 1;
            continue;
        };
        if text_from < start {
            tokens.push(Token::Text(text_from..start));
        }
        at = end;
        let mut inside = None;
        if let Token::Open { name, closed: false, endless, .. } = &mut token
            && is_opaque(name)
        {
            if !never_closed.contains(name) {
                inside = find_closing(&html[end..], name).map(|length| end..end + length);
            }
            *endless = inside.is_none();
            if *endless && !never_closed.contains(name) {
                never_closed.push(name.clone());
            }
        }
        tokens.push(token);
        if let Some(inside) = inside {
            at = inside.end;
            if !inside.is_empty() {
                tokens.push(Token::Opaque(inside));
            }
        }
        text_from = at;
    }
    if text_from < html.len() {
        tokens.push(Token::Text(text_from..html.len()));
    }
    tokens
}

/// Where the closing tag of an element with opaque content begins.
fn find_closing(html: &str, name: &str) -> Option<usize> {
    closings(html, name).next()
}

/// Where each closing tag of an element with opaque content begins.
pub(super) fn closings<'t>(html: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    html.match_indices("</").map(|(at, _)| at).filter(move |at| {
        let after = &html[at + 2..];
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && after[name.len()..].trim_start().starts_with('>')
    })
}

/// Whether a browser takes the content of this element for something else than HTML.
pub(super) fn is_opaque(name: &str) -> bool {
    OPAQUE.contains(&name)
}

/// The name of a tag that opens at the beginning of `text`, in lower case, if its content is opaque.
pub(super) fn opaque_name(text: &str) -> Option<String> {
    let name = name(text.strip_prefix('<')?)?.to_ascii_lowercase();
    is_opaque(&name).then_some(name)
}

fn tag(html: &str, start: usize) -> Option<(Token, usize)> {
    let rest = &html[start + 1..];
    let base = start + 1;
    if rest.starts_with(['!', '?']) {
        let (terminator, from) = if rest.starts_with("!--") {
            // `<!-->` and `<!--->` are whole comments.
            let short = ["!-->", "!--->"].iter().find(|short| rest.starts_with(**short));
            if let Some(short) = short {
                let end = base + short.len();
                return Some((Token::Comment { range: start..end, finished: true }, end));
            }
            ("-->", 3)
        } else if rest.starts_with("![CDATA[") {
            ("]]>", 8)
        } else {
            (">", 1)
        };
        let end = rest[from..].find(terminator).map(|at| base + from + at + terminator.len());
        let range = start..end.unwrap_or(html.len());
        let past = range.end;
        return Some((Token::Comment { range, finished: end.is_some() }, past));
    }
    let closing = rest.starts_with('/');
    let name_at = base + usize::from(closing);
    let name = name(&html[name_at..])?;
    let mut at = name_at + name.len();
    let name = name.to_ascii_lowercase();
    let mut attributes = Vec::new();
    let bytes = html.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        match bytes.get(at) {
            None => return Some((Token::Unfinished(start..html.len()), html.len())),
            Some(b'>') => {
                let range = start..at + 1;
                let token = if closing {
                    Token::Close { name, range }
                } else {
                    Token::Open { name, attributes, closed: false, endless: false, range }
                };
                return Some((token, at + 1));
            }
            Some(b'/') if bytes.get(at + 1) == Some(&b'>') => {
                let range = start..at + 2;
                let token = if closing {
                    Token::Close { name, range }
                } else {
                    Token::Open { name, attributes, closed: true, endless: false, range }
                };
                return Some((token, at + 2));
            }
            Some(b'/') => at += 1,
            Some(b'<') => return Some((Token::Unfinished(start..at), at)),
            Some(_) => {
                let (attribute, end) = attribute(html, at);
                match attribute {
                    Some(attribute) => attributes.push(attribute),
                    None => return Some((Token::Unfinished(start..end), end)),
                }
                at = end;
            }
        }
    }
}

/// The name at the beginning of `text`.
pub(super) fn name(text: &str) -> Option<&str> {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_'))
        .count();
    (length > 0 && text.as_bytes()[0].is_ascii_alphabetic()).then(|| &text[..length])
}

/// An attribute at `at`, and where it ends; none where a quote is never closed.
fn attribute(html: &str, at: usize) -> (Option<Attribute>, usize) {
    let bytes = html.as_bytes();
    let mut end = at + 1;
    while end < bytes.len()
        && !bytes[end].is_ascii_whitespace()
        && !matches!(bytes[end], b'=' | b'>' | b'/' | b'<')
    {
        end += 1;
    }
    let name = html.get(at..end).unwrap_or_default().to_owned();
    let mut value_at = end;
    while bytes.get(value_at).is_some_and(u8::is_ascii_whitespace) {
        value_at += 1;
    }
    if bytes.get(value_at) != Some(&b'=') {
        return (Some(Attribute { name, value: None }), end);
    }
    value_at += 1;
    while bytes.get(value_at).is_some_and(u8::is_ascii_whitespace) {
        value_at += 1;
    }
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(value_at) {
        let inside = value_at + 1;
        let Some(length) = html[inside..].find(*quote as char) else { return (None, html.len()) };
        return (Some(Attribute { name, value: Some(inside..inside + length) }), inside + length + 1);
    }
    let mut end = value_at;
    while end < bytes.len() && !bytes[end].is_ascii_whitespace() && !matches!(bytes[end], b'>' | b'<') {
        end += 1;
    }
    (Some(Attribute { name, value: Some(value_at..end) }), end)
}

/// Elements of HTML, and the ones of SVG and MathML that begin such content.
const KNOWN: &str = " a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink \
    blockquote body br button canvas caption center circle cite code col colgroup data datalist dd del details dfn \
    dialog dir div dl dt ellipse em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 \
    head header hgroup hr html i iframe img input ins kbd keygen label legend li line link main map mark marquee math \
    menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param path picture \
    plaintext polygon polyline pre progress q rb rect rp rt rtc ruby s samp script search section select slot small \
    source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th thead time title \
    tr track tt u ul use var video wbr xmp ";

/// Whether HTML has an element of this name. `<your-name>` is more often a placeholder than an element.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.split_ascii_whitespace().any(|known| known == name)
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "keygen"
            | "frame"
    )
}

/// Elements that would reach beyond their place, whatever closes them; they are left out.
pub(super) fn is_page_wide(name: &str) -> bool {
    matches!(name, "html" | "head" | "body" | "base" | "plaintext" | "frameset" | "frame")
}

/// Elements whose end may be left out.
pub(super) fn end_is_optional(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "rt"
            | "rp"
            | "caption"
    )
}

/// Whether an open `old` ends where `new` begins.
pub(super) fn ends_before(old: &str, new: &str) -> bool {
    match new {
        "li" => old == "li",
        "p" => old == "p",
        "dt" | "dd" => matches!(old, "dt" | "dd"),
        "td" | "th" => matches!(old, "td" | "th"),
        "tr" => matches!(old, "td" | "th" | "tr"),
        "tbody" | "thead" | "tfoot" => {
            matches!(old, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "colgroup")
        }
        "option" => old == "option",
        _ => false,
    }
}
