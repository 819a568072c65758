//! Links, images, embeds and raw tags: everything that asks the resolver.

use stratbook_model::LinkKind;

use super::{Embedded, RawTag, RawValue, Renderer, Target};
use crate::escape::is_script_url;

const BROKEN: &str = "<span class=\"broken broken-link\" title=\"This link leads nowhere\">";

impl Renderer<'_> {
    /// Opens a link; gives the next node.
    pub(super) fn start_link(&mut self, index: usize, link: usize) -> usize {
        let flow = self.flow;
        let fact = &flow.links[link];
        let target = if is_script_url(&fact.target) { Target::Text(None) } else { self.resolver.link(link) };
        let end = flow.nodes[index].partner;
        let mut label: Option<String> = None;
        self.quiet += 1;
        let closing = match target {
            Target::Internal { href, text } if !is_script_url(&href) => {
                self.write("<a");
                self.attribute("href", &href);
                self.title(&fact.title);
                self.write(">");
                if !fact.labelled {
                    label = text.or_else(|| fact.label.is_empty().then(|| fact.target.clone()));
                }
                "</a>"
            }
            Target::External(url) if !is_script_url(&url) => {
                self.write("<a");
                if !url.starts_with("mailto:") && !url.starts_with("tel:") {
                    self.write(" class=\"external\" rel=\"noopener\"");
                }
                self.attribute("href", &url);
                self.title(&fact.title);
                self.write(">");
                if fact.label.is_empty() && !fact.labelled {
                    label = Some(url);
                }
                "</a>"
            }
            Target::Text(text) => {
                label = text;
                ""
            }
            Target::Broken => {
                self.write(BROKEN);
                if fact.label.is_empty() && !fact.labelled {
                    label = Some(fact.target.clone());
                }
                "</span>"
            }
            Target::Internal { .. } | Target::External(_) => "",
        };
        if let Some(label) = label {
            self.write_escaped(&label);
            // What the label held is passed over, so the end has to be written here.
            self.write(closing);
            self.open.pop();
            self.quiet -= 1;
            return end + 1;
        }
        self.closings.push(closing);
        index + 1
    }

    pub(super) fn end_link(&mut self) {
        self.quiet -= 1;
        let closing = self.closings.pop().unwrap_or_default();
        self.write(closing);
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", title);
        }
    }

    pub(super) fn image(&mut self, link: usize) {
        let fact = &self.flow.links[link];
        if fact.embed {
            self.embed(link);
            return;
        }
        match self.resolver.link(link) {
            Target::Internal { href: source, .. } | Target::External(source) => self.image_tag(link, &source),
            Target::Text(Some(text)) => self.write_escaped(&text),
            Target::Text(None) => self.write_escaped(&fact.label),
            Target::Broken => self.broken(link),
        }
    }

    fn image_tag(&mut self, link: usize, source: &str) {
        let fact = &self.flow.links[link];
        let picture =
            source.trim_start().get(..11).is_some_and(|head| head.eq_ignore_ascii_case("data:image/"));
        if is_script_url(source) && !picture {
            self.write_escaped(&fact.label);
            return;
        }
        self.write("<img");
        self.attribute("src", source);
        // An embed without a text of its own has the file's name for a label, which says nothing to listeners.
        self.attribute("alt", if fact.labelled { &fact.label } else { "" });
        self.title(&fact.title);
        if let Some((width, height)) = fact.size {
            self.attribute("width", &width.to_string());
            if let Some(height) = height {
                self.attribute("height", &height.to_string());
            }
        }
        self.write(" loading=\"lazy\" decoding=\"async\">");
    }

    fn broken(&mut self, link: usize) {
        let fact = &self.flow.links[link];
        self.write(BROKEN);
        self.write_escaped(if fact.label.is_empty() { &fact.target } else { &fact.label });
        self.write("</span>");
    }

    pub(super) fn embed(&mut self, link: usize) {
        let fact = &self.flow.links[link];
        match self.resolver.embed(link) {
            Embedded::Html { html, title, href } => {
                if self.may_hold_blocks() {
                    let mut block = String::from("<div class=\"embed\">\n");
                    block.push_str(&html);
                    block.push_str("<p class=\"embed-source\"><a href=\"");
                    crate::escape::push_escaped(&mut block, &href);
                    block.push_str("\">");
                    crate::escape::push_escaped(&mut block, &title);
                    block.push_str("</a></p>\n</div>\n");
                    self.block(&block);
                } else if self.quiet > 0 {
                    self.write_escaped(&title);
                } else {
                    self.anchor(&href, if fact.labelled { &fact.label } else { &title });
                }
            }
            Embedded::Image(source) => self.image_tag(link, &source),
            Embedded::File(href) => {
                let name = fact.label.rsplit('/').next().unwrap_or_default();
                self.anchor(&href, name);
            }
            Embedded::Text(text) => self.write_escaped(text.as_deref().unwrap_or_default()),
            Embedded::Broken => self.broken(link),
        }
    }

    fn anchor(&mut self, href: &str, label: &str) {
        if is_script_url(href) {
            self.write_escaped(label);
            return;
        }
        self.write("<a");
        self.attribute("href", href);
        self.write(">");
        self.write_escaped(label);
        self.write("</a>");
    }

    /// Opens a raw element; gives the next node.
    pub(super) fn start_raw(&mut self, index: usize, tag: &RawTag) -> usize {
        let link = tag.attributes.iter().find_map(|(name, value)| match value {
            RawValue::Link(link) if tag.name == "a" && name.eq_ignore_ascii_case("href") => Some(*link),
            _ => None,
        });
        let target = link.map(|link| self.resolver.link(link));
        if let Some(Target::Text(Some(label))) = &target {
            self.write_escaped(label);
            self.open.pop();
            if super::is_quiet(&tag.name) {
                self.quiet -= 1;
            }
            return self.flow.nodes[index].partner + 1;
        }
        self.raw_tag(tag, target);
        index + 1
    }

    pub(super) fn end_raw(&mut self, tag: &RawTag) {
        self.write("</");
        self.write(&tag.name);
        self.write(">");
    }

    /// Writes a raw tag with its links resolved. `known`: where its `href` leads, if that was asked already.
    pub(super) fn raw_tag(&mut self, tag: &RawTag, mut known: Option<Target>) {
        self.write("<");
        self.write(&tag.name);
        let mut has_loading = false;
        for (name, value) in &tag.attributes {
            if self.embedded
                && (name.eq_ignore_ascii_case("id") || (tag.name == "a" && name.eq_ignore_ascii_case("name")))
            {
                continue;
            }
            has_loading |= name.eq_ignore_ascii_case("loading");
            match value {
                RawValue::Empty => {
                    self.write(" ");
                    self.write(name);
                }
                RawValue::Text(text) => {
                    self.write(" ");
                    self.write(name);
                    self.write("=\"");
                    let text = text.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
                    self.write(&text);
                    self.write("\"");
                }
                RawValue::Link(link) => {
                    let is_href = self.flow.links[*link].kind == LinkKind::Html;
                    let target = if is_href { known.take() } else { None };
                    match target.unwrap_or_else(|| self.resolver.link(*link)) {
                        Target::Internal { href, .. } | Target::External(href) => self.attribute(name, &href),
                        Target::Text(_) => {}
                        Target::Broken => {
                            if tag.name == "a" {
                                self.write(" class=\"broken broken-link\" title=\"This link leads nowhere\"");
                            }
                        }
                    }
                }
                RawValue::Set(links) => {
                    let mut set: Vec<String> = Vec::new();
                    for (link, descriptor) in links {
                        if let Target::Internal { href, .. } | Target::External(href) =
                            self.resolver.link(*link)
                        {
                            set.push(format!("{href} {descriptor}").trim_end().to_owned());
                        }
                    }
                    if !set.is_empty() {
                        self.attribute(name, &set.join(", "));
                    }
                }
            }
        }
        if tag.name == "img" && !has_loading {
            self.write(" loading=\"lazy\" decoding=\"async\"");
        }
        self.write(">");
    }
}
