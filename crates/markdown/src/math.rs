//! LaTeX to MathML, and what is no math although it stands between dollars.

use pulldown_latex::config::DisplayMode;
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

/// Beyond this length a formula is shown as code.
const LONGEST: usize = 4000;
/// Deeper nesting is not followed.
const DEEPEST: usize = 60;

/// MathML of a formula, or what is wrong with it.
pub(crate) fn render(tex: &str, display: bool) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} bytes"));
    }
    // Macros could expand without end.
    for command in
        ["\\def", "\\let", "\\futurelet", "\\newcommand", "\\renewcommand", "\\providecommand", "\\gdef"]
    {
        if tex.contains(command) {
            return Err(format!("defines a macro (`{command}`), which is not supported"));
        }
    }
    let nesting = |opening: &str| tex.matches(opening).count();
    if nesting("{") > DEEPEST * 4
        || depth(tex) > DEEPEST
        || nesting("\\left") > DEEPEST
        || nesting("\\begin") > DEEPEST
    {
        return Err("is nested too deeply".to_owned());
    }
    // The library indexes into its input in places; a slip there must not cost the page.
    std::panic::catch_unwind(|| {
        let storage = Storage::new();
        let events: Vec<_> = Parser::new(tex, &storage).collect();
        if let Some(error) = events.iter().find_map(|event| event.as_ref().err()) {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default().trim_end_matches(['.', ':']).to_owned();
            return Err(format!("is not valid: {first}"));
        }
        let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
        let config = RenderConfig { display_mode: mode, ..RenderConfig::default() };
        let mut html = String::new();
        push_mathml(&mut html, events.into_iter(), config)
            .map_err(|error| format!("cannot be shown: {error}"))?;
        repaired(&html).ok_or_else(|| "cannot be shown".to_owned())
    })
    .unwrap_or_else(|_| Err("cannot be read".to_owned()))
}

/// The library writes `<` as an operator unescaped, and `&nbsp;` escaped. What is no tag becomes text again; a result
/// that is not balanced even so is none.
fn repaired(html: &str) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        out.push_str(&rest[..at]);
        let bare = &rest[at + 1..];
        if rest[at..].starts_with('>') {
            out.push_str("&gt;");
            rest = bare;
            continue;
        }
        let closing = bare.starts_with('/');
        let name = &bare[usize::from(closing)..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len())];
        if name.len() < 2 || !(name.starts_with('m') || name == "semantics" || name == "annotation") {
            out.push_str("&lt;");
            rest = bare;
            continue;
        }
        let end = bare.find('>')?;
        if closing {
            if open.pop() != Some(name) {
                return None;
            }
        } else if !bare[..end].ends_with('/') {
            open.push(name);
        }
        out.push('<');
        out.push_str(&bare[..=end]);
        rest = &bare[end + 1..];
    }
    out.push_str(rest);
    open.is_empty().then(|| out.replace("&amp;nbsp;", "\u{a0}"))
}

fn depth(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in tex.bytes() {
        match byte {
            b'{' | b'[' | b'(' | b'^' | b'_' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b' ' => {}
            _ => continue,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether what stands between two single dollars is money and prose rather than a formula.
pub(crate) fn is_money(before: &str, tex: &str, after: &str) -> bool {
    if before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '$')
        || after.starts_with(|c: char| c.is_alphanumeric())
    {
        return true;
    }
    let first = tex.chars().next();
    if !first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '~' | '(' | '[')) {
        return false;
    }
    let has_command = tex.contains(['\\', '^', '_', '=', '{']);
    !has_command && tex.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_mathml() {
        let html = render("a^2 + \\frac{1}{2}", false).unwrap();
        assert!(html.starts_with("<math") && html.contains("<mfrac>"), "{html}");
        assert!(render("a < b > c", false).unwrap().contains("<mo>&lt;</mo>"));
        assert!(render("\\frac{1", false).is_err());
        assert!(render("\\unknowncommand", false).is_err());
        assert!(render(&"{".repeat(3000), false).is_err());
        assert!(render("\\def\\a{\\a\\a}\\a", false).is_err());
    }

    #[test]
    fn money_is_no_formula() {
        assert!(is_money("", "5 a month or ", "."));
        assert!(is_money("", "5-", "10"));
        assert!(is_money("US", "x", ""));
        assert!(!is_money("", "2x + 3", ""));
        assert!(!is_money(" ", "E = mc^2", ","));
    }
}
