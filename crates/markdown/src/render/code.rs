//! Code blocks, with what their info string says.

use super::Renderer;
use crate::highlight::highlight;

/// What stands after the fence: ```` ```rust title="main.rs" ````, ```` ```{.rust} ````, ```` ```rust:main.rs ````.
#[derive(Debug, Default, PartialEq, Eq)]
struct Info {
    language: String,
    title: String,
}

/// The language that an info string names; empty without one.
pub(crate) fn language(info: &str) -> String {
    read(info).language
}

fn read(info: &str) -> Info {
    let mut parsed = Info::default();
    let bare = info.trim();
    let inner = bare.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(bare);
    let mut rest = inner.trim();
    let mut first = true;
    while !rest.is_empty() {
        let (word, after) = word(rest);
        rest = after.trim_start();
        if let Some((key, value)) = word.split_once('=').filter(|(key, _)| !key.is_empty()) {
            if matches!(key, "title" | "label" | "name" | "file" | "filename" | "caption") {
                value.trim_matches(['"', '\'']).clone_into(&mut parsed.title);
            }
        } else if let Some(class) = word.strip_prefix('.') {
            if parsed.language.is_empty() {
                class.clone_into(&mut parsed.language);
            }
        } else if first && !word.starts_with(['{', '#']) {
            // `rust,ignore` and `js{1,3}` name a language and options; `rust:main.rs` a language and a file.
            let end = word.find([',', '{', ':', ';']).unwrap_or(word.len());
            word[..end].clone_into(&mut parsed.language);
            if let Some(file) = word[end..].strip_prefix(':') {
                file.clone_into(&mut parsed.title);
            }
        }
        first = false;
    }
    parsed
}

/// The first word, quotes within it respected.
fn word(text: &str) -> (&str, &str) {
    let mut quote = None;
    let end = text.find(|c: char| {
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => return true,
            _ => {}
        }
        false
    });
    text.split_at(end.unwrap_or(text.len()))
}

impl Renderer<'_> {
    pub(super) fn code_block(&mut self, index: usize, info: &str, text: &str) {
        let info = read(info);
        if info.language == "mermaid" && self.options.mermaid {
            self.out.mermaid = true;
            self.write("<figure class=\"diagram\"");
            self.block_id(index);
            self.write(">\n<pre class=\"mermaid\">");
            self.write_escaped(text);
            self.write("</pre>\n");
            if !info.title.is_empty() {
                self.write("<figcaption>");
                self.write_escaped(&info.title);
                self.write("</figcaption>\n");
            }
            self.write("</figure>\n");
            return;
        }
        let mut problem = None;
        if info.language == "chart" {
            match stratbook_charts::read(text) {
                Ok(chart) => return self.chart(index, &chart),
                Err(problems) => problem = problems.into_iter().next(),
            }
        }
        self.write("<div class=\"code\"");
        if !info.language.is_empty() {
            self.attribute("data-language", &info.language);
        }
        self.block_id(index);
        self.write(">");
        if !info.title.is_empty() || matches!(info.language.as_str(), "mermaid" | "chart") {
            let title = if info.title.is_empty() { &info.language } else { &info.title };
            self.write("<div class=\"code-head\"><span class=\"code-title\">");
            self.write_escaped(title);
            self.write("</span></div>");
        }
        self.write("<pre tabindex=\"0\"><code");
        if !info.language.is_empty() {
            let class = format!("language-{}", info.language);
            self.attribute("class", &class);
        }
        self.write(">");
        if let Some(html) = highlight(&info.language, text) {
            self.out.code = true;
            self.write(&html);
        } else {
            self.write_escaped(text);
        }
        self.write("</code></pre>");
        if let Some(problem) = problem {
            self.write("<p class=\"chart-problem\">This chart cannot be drawn: ");
            self.write_escaped(&problem.message);
            self.write(" (");
            self.write_escaped(&problem.hint);
            self.write(")</p>");
        }
        self.write("</div>\n");
    }

    fn chart(&mut self, index: usize, chart: &stratbook_charts::Chart) {
        self.charts += 1;
        let id = format!("chart-{}", self.charts);
        let html = chart.html((!self.embedded).then_some(&*id));
        // The block's own id belongs into the figure's tag.
        let rest = html.strip_prefix("<figure").unwrap_or(&html);
        self.write("<figure");
        self.block_id(index);
        self.write(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_are_read() {
        let info =
            |language: &str, title: &str| Info { language: language.to_owned(), title: title.to_owned() };
        for (text, expected) in [
            ("rust", info("rust", "")),
            ("rust title=\"my file.rs\" hl", info("rust", "my file.rs")),
            ("{.rust}", info("rust", "")),
            ("{.python title='x'}", info("python", "x")),
            ("rust,ignore", info("rust", "")),
            ("rust:src/main.rs", info("rust", "src/main.rs")),
            ("js{1,3}", info("js", "")),
            ("title=\"only\"", info("", "only")),
            ("", Info::default()),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
