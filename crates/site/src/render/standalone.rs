//! A document's page as one file that needs no other: styles inside, pictures inside, links that work from anywhere.

use stratbook_graph::End;
use stratbook_markdown::{Embedded, Part, Target};
use stratbook_model::{ContentPath, DocId, LinkKind};
use tera::Context;

use super::content::Resolution;
use super::twin;
use crate::site::{PageKey, Site};

/// The template of such a file.
pub(crate) const TEMPLATE: &str = "standalone.html";
/// Style sheets of the theme that it holds.
const STYLES: &str = "assets/handbook.css";

/// Bytes of a picture of the content, if it is to be put in.
pub type Picture<'p> = dyn Fn(&ContentPath) -> Option<Vec<u8>> + 'p;

/// How links and pictures are written where no site is around the page.
pub(super) struct Alone<'a> {
    /// Scheme and host of the site, such as `https://example.org`; empty where it is not known.
    origin: String,
    picture: &'a Picture<'a>,
}

impl Alone<'_> {
    /// A link's target from outside the site: where the site's address is not known, its words alone.
    pub(super) fn link(&self, target: Target, end: &End, kind: Option<LinkKind>) -> Target {
        let Target::Internal { href, text } = target else { return target };
        if href.starts_with('#') {
            return Target::Internal { href, text };
        }
        if let (End::Asset(path), Some(LinkKind::Image | LinkKind::HtmlSource | LinkKind::Embed)) =
            (end, kind)
            && let Some(href) = self.inside(path)
        {
            return Target::Internal { href, text };
        }
        if self.origin.is_empty() {
            return Target::Text(text);
        }
        Target::Internal { href: format!("{}{href}", self.origin), text }
    }

    /// What is shown in place, from outside the site.
    pub(super) fn embed(&self, embedded: Embedded, end: Option<&End>) -> Embedded {
        match embedded {
            Embedded::Image(source) => match end {
                Some(End::Asset(path)) => match self.inside(path) {
                    Some(source) => Embedded::Image(source),
                    None => self.file(&source),
                },
                _ => Embedded::Image(source),
            },
            Embedded::File(href) if href.starts_with('/') => self.file(&href),
            Embedded::Html { html, title, href } => {
                if self.origin.is_empty() {
                    // Its own page is out of reach, so the note is named and not linked.
                    return Embedded::Html { html, title, href: "#".to_owned() };
                }
                Embedded::Html { html, title, href: format!("{}{href}", self.origin) }
            }
            other => other,
        }
    }

    fn file(&self, href: &str) -> Embedded {
        if self.origin.is_empty() {
            Embedded::Text(None)
        } else {
            Embedded::File(format!("{}{href}", self.origin))
        }
    }

    /// A picture as an address that holds it.
    fn inside(&self, path: &ContentPath) -> Option<String> {
        let extension = path.extension().to_lowercase();
        let kind = match extension.as_str() {
            "jpg" | "jpeg" => "jpeg",
            "svg" => "svg+xml",
            "ico" => "x-icon",
            "png" | "gif" | "webp" | "avif" | "bmp" | "apng" => &extension,
            _ => return None,
        };
        let bytes = (self.picture)(path)?;
        Some(format!("data:image/{kind};base64,{}", base64(&bytes)))
    }
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            if at <= three.len() {
                text.push(char::from(SIGNS[(bits >> (18 - 6 * at) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

impl Site<'_> {
    /// A document's page as plain Markdown, as it lies beside the page.
    pub fn markdown_of(&self, id: DocId) -> String {
        twin::twin(self, id)
    }

    /// A document's page as one HTML file. `picture` gives the bytes of the pictures that are to be in it.
    pub fn standalone(&self, id: DocId, picture: &Picture<'_>) -> String {
        let (_, base_url) = self.options.base();
        let origin = base_url.strip_suffix(&*self.shared.base_path).unwrap_or_default().to_owned();
        let alone = Alone { origin, picture };
        let resolution = Resolution::alone(self, id, &alone);
        let rendered = resolution.render(id, Part::WithoutTitle);
        let mut context = self.page_context(PageKey::Document(id));
        context.content = rendered.html;
        context.needs = resolution.needs();
        let mut values = Context::new();
        values.insert_value("site", self.shared_value.clone());
        values.insert("styles", &self.styles(context.needs.code));
        values.insert("today", &self.shared.built);
        values.insert("page", &context);
        let shown = &self.document(id).source.file;
        // The template may be the workspace's own; the text is worth more than its frame.
        self.theme.render(TEMPLATE, &values, shown).unwrap_or(context.content)
    }

    fn styles(&self, code: bool) -> String {
        let mut styles = String::new();
        for (path, asset) in self.theme.assets() {
            if path == STYLES {
                styles.push_str(&String::from_utf8_lossy(&asset.bytes));
            }
        }
        if code {
            styles.push_str(&stratbook_markdown::theme_css());
        }
        // A style sheet cannot end the element that holds it.
        styles.replace("</", "<\\/")
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }
}
