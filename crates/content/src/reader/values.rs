//! Values by shape: texts, lists, days, numbers, flags, and the two vocabularies.

use jiff::civil::Date;
use stratbook_model::{Edit, Span, Spanned, names, rules};

use super::Reader;
use crate::dates::{self, Reading};
use crate::fields::{Field, Shape};
use crate::node::{Data, Entry, Node};
use crate::words::{listed, nearest, shown};

/// Members of a group that say what it is about.
const NAMING: [&str; 6] = ["name", "title", "text", "question", "label", "value"];

/// True or false, in the words of all YAML versions.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "y" => Some(true),
        "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

impl Reader<'_> {
    pub(super) fn set(&mut self, field: &'static Field, entry: &Entry) {
        let value = &entry.value;
        let name = field.name;
        match field.shape {
            Shape::Text => self.set_text(name, entry),
            Shape::Texts | Shape::CommaTexts => {
                let texts = self.texts(name, entry, field.shape == Shape::CommaTexts);
                let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect();
                match name {
                    "tags" => self.metadata.tags = tags(texts),
                    "aliases" => {
                        let (redirects, aliases) =
                            texts.into_iter().partition(|text| text.value.starts_with('/'));
                        self.metadata.aliases = aliases;
                        let redirects: Vec<_> = redirects;
                        self.metadata.redirects.splice(0..0, redirects);
                    }
                    "redirect_from" => self.metadata.redirects.extend(texts),
                    "synthetic_questions" => self.metadata.synthetic_questions = plain(texts),
                    "key_concepts" => self.metadata.key_concepts = plain(texts),
                    "target_audience" => self.metadata.target_audience = plain(texts),
                    _ => self.metadata.use_cases = plain(texts),
                }
            }
            Shape::Day => {
                let day = self.day(&entry.key, value);
                if let Some(day) =
                    day.as_ref().filter(|day| name != "created" && day.value > self.options.today)
                {
                    let message = format!("`{}` is in the future: {}", shown(&entry.key), day.value);
                    let hint = format!("write a day up to today, {}", self.options.today);
                    self.report_with(&rules::FUTURE_DATE, day.span, message, hint, None);
                }
                match name {
                    "updated" => self.metadata.updated = day,
                    "reviewed" => self.metadata.reviewed = day,
                    _ => self.metadata.created = day.or(self.metadata.created.take()),
                }
            }
            Shape::Number => self.metadata.order = self.number(entry),
            Shape::Flag => {
                let flag = self.flag(entry);
                match name {
                    "draft" => self.metadata.draft |= flag,
                    _ => self.metadata.term |= flag,
                }
            }
            Shape::Data => self.metadata.inputs = Some(Spanned::new(value.to_json(), value.span)),
            Shape::Relations => {}
        }
    }

    fn set_text(&mut self, name: &'static str, entry: &Entry) {
        if name == "version" {
            self.version(entry);
        }
        let Some(mut text) = self.text(entry) else { return };
        if ["steward", "owner_team", "doc_type", "status", "category"].contains(&name) {
            text = Spanned::new(label(&text.value).to_owned(), text.span);
        }
        let metadata = &mut self.metadata;
        let value = Some(text.value.clone());
        match name {
            "title" => metadata.title = Some(text),
            "id" => metadata.id = Some(text),
            "version" => metadata.version = value,
            "steward" => metadata.steward = Some(text),
            "owner_team" => metadata.owner_team = Some(text),
            "status" => self.status(text),
            "doc_type" => metadata.doc_type = Some(text),
            "summary" => metadata.summary = Some(text),
            "semantic_summary" => metadata.semantic_summary = value,
            "excerpt" => metadata.excerpt = value,
            "primary_keyword" => metadata.primary_keyword = value,
            "seo_title" => metadata.seo_title = value,
            "meta_description" => metadata.meta_description = value,
            "cover_image" => metadata.cover_image = Some(text),
            "security_level" => self.level(text),
            "category" => metadata.category = value,
            "duration" => metadata.duration = value,
            "slug" => metadata.slug = Some(text),
            "lang" => metadata.lang = value,
            "template" => metadata.template = Some(text),
            "rollup" => metadata.rollup = Some(text),
            "inputs_file" => metadata.inputs_file = Some(text),
            _ => metadata.report = Some(text),
        }
    }

    /// One text. A list or group where text is wanted is read as it is written.
    fn text(&mut self, entry: &Entry) -> Option<Spanned<String>> {
        let value = &entry.value;
        if value.is_empty() {
            return None;
        }
        if let Some(text) = value.scalar() {
            return Some(Spanned::new(text.trim().to_owned(), value.span));
        }
        let raw = self.raw(value.span);
        let items: Option<Vec<&str>> = match &value.data {
            Data::List(items) => items.iter().map(|item| item.scalar().map(str::trim)).collect(),
            _ => None,
        };
        // `title: [VARIABLE]` and `title: {{name}}` are text to their authors; `team: [core]` is a list.
        let flow = raw.starts_with(['[', '{']) && !raw.contains('\n');
        let prose = ["title", "summary", "seo_title", "meta_description", "excerpt", "description"];
        let is_text =
            flow && (items.is_none() || prose.contains(&&*entry.key) || !raw.contains(char::is_lowercase));
        let (text, hint, fix) = match (items, is_text) {
            (_, true) => (raw.to_owned(), "put quotes around it".to_owned(), self.quote(value.span)),
            // Some editors write every property as a list.
            (Some(items), _) if items.len() == 1 => {
                return Some(Spanned::new(items[0].to_owned(), value.span));
            }
            (Some(items), _) => {
                let hint = format!("write `{}: {}`", entry.key, shown(items.first().unwrap_or(&"some text")));
                (items.join(", "), hint, None)
            }
            _ => {
                self.keep(entry);
                (String::new(), format!("write `{}: some text`", entry.key), None)
            }
        };
        let message = format!("`{}` wants one text and has {}", shown(&entry.key), value.kind());
        self.report_with(&rules::WRONG_KIND, value.span, message, hint, fix);
        let is_level = super::field_name(&entry.key) == Some("security_level");
        // A level that cannot be read is an unknown one: it must not count as absent.
        let text = if text.trim().is_empty() && is_level { shown(raw) } else { text };
        (!text.trim().is_empty()).then(|| Spanned::new(text, value.span))
    }

    fn texts(&mut self, name: &str, entry: &Entry, commas: bool) -> Vec<Spanned<String>> {
        let value = &entry.value;
        let mut texts = Vec::new();
        match &value.data {
            Data::Plain(_) | Data::Text(_) => {
                if let Some(text) = value.scalar() {
                    let parts: Vec<&str> = if commas { text.split(',').collect() } else { vec![text] };
                    texts.extend(
                        parts.into_iter().map(|part| Spanned::new(part.trim().to_owned(), value.span)),
                    );
                }
            }
            Data::List(items) => texts.extend(items.iter().filter_map(|item| self.item(entry, item))),
            Data::Map(_) => {
                let message = format!("`{}` wants a list and has {}", shown(&entry.key), value.kind());
                let hint = format!("write `{}: [one, two]`", entry.key);
                self.report_with(&rules::WRONG_KIND, value.span, message, hint, None);
                self.keep(entry);
            }
        }
        if name == "tags" {
            self.tags_in_comments(entry, &mut texts);
        }
        texts.retain(|text| !text.value.is_empty());
        texts
    }

    fn item(&mut self, entry: &Entry, item: &Node) -> Option<Spanned<String>> {
        if item.is_empty() {
            return None;
        }
        if let Some(text) = item.scalar() {
            return Some(Spanned::new(text.trim().to_owned(), item.span));
        }
        if let Data::Map(entries) = &item.data
            && let Some(named) =
                NAMING.iter().find_map(|name| entries.iter().find(|entry| entry.key == *name))
            && let Some(text) = named.value.scalar()
        {
            // `- name: Anna` with more about her: the name counts, and themes find the rest.
            self.keep(entry);
            return Some(Spanned::new(text.trim().to_owned(), named.value.span));
        }
        let raw = self.raw(item.span);
        if let Data::Map(entries) = &item.data
            && entries.len() == 1
            && !raw.starts_with('{')
            && entries[0].value.scalar().is_some()
            && !raw.contains('\n')
        {
            // `- What is AI: a guide` is a key and a value to YAML.
            let fix = self.quote(item.span);
            let message = format!("`{}` has a colon and is not in quotes", shown(raw));
            self.report_with(&rules::UNQUOTED_COLON, item.span, message, "put quotes around the value", fix);
            return Some(Spanned::new(raw.trim().to_owned(), item.span));
        }
        let message =
            format!("`{}` wants a list of texts, and one of them is {}", shown(&entry.key), item.kind());
        let fix = if raw.starts_with(['[', '{']) { self.quote(item.span) } else { None };
        self.report_with(
            &rules::WRONG_KIND,
            item.span,
            message,
            "put quotes around it, or make it one text",
            fix,
        );
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| Spanned::new(text, item.span))
    }

    /// `tags: #ai` and `- #ai`: what YAML takes for a comment.
    fn tags_in_comments(&mut self, entry: &Entry, texts: &mut Vec<Spanned<String>>) {
        let wanted = match &entry.value.data {
            Data::Plain(_) => entry.value.is_null(),
            Data::List(items) => items.iter().any(Node::is_null),
            _ => false,
        };
        if !wanted || self.split.format != crate::Format::Yaml {
            return;
        }
        let source = self.source;
        let mut at = entry.key_span.end as usize;
        for (number, line) in source.text[at..self.split.inner.end as usize].split_inclusive('\n').enumerate()
        {
            let start = at;
            at += line.len();
            let rest = line.trim_start_matches([' ', ':']);
            let rest = rest.strip_prefix('-').map_or(rest, str::trim_start);
            if number > 0 && !line.trim().is_empty() && !line.starts_with([' ', '-', '\t', '#']) {
                break;
            }
            let item = number == 0 || line.trim_start().starts_with('-');
            if !item || !rest.starts_with('#') || !rest[1..].starts_with(char::is_alphanumeric) {
                continue;
            }
            let span = Span::new(at - rest.len(), at - rest.len() + rest.trim_end().len())
                .max(Span::new(start, start));
            let tags: Vec<&str> = rest
                .split([' ', ','])
                .map(|tag| tag.trim().trim_start_matches('#'))
                .filter(|tag| !tag.is_empty())
                .collect();
            let simple = tags
                .iter()
                .all(|tag| tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/')));
            let replacement =
                if tags.len() == 1 { tags[0].to_owned() } else { format!("[{}]", tags.join(", ")) };
            let fix = (simple && (tags.len() == 1 || number == 0)).then_some(Edit { span, replacement });
            let message = format!("`{}` is a comment to YAML, not a tag", shown(rest));
            self.report_with(&rules::TAG_IS_COMMENT, span, message, "write the tag without `#`", fix);
            texts.extend(tags.into_iter().map(|tag| Spanned::new(tag.to_owned(), span)));
        }
    }

    pub(super) fn day(&mut self, key: &str, value: &Node) -> Option<Spanned<Date>> {
        if value.is_empty() {
            return None;
        }
        let text = value.scalar().unwrap_or_default();
        let raw = self.raw(value.span);
        if raw.contains("{{") || raw.contains("<%") {
            // A template's placeholder: its copies will have a date.
            return None;
        }
        let Some(reading) = dates::read(text) else {
            let what = if text.is_empty() { value.kind().to_owned() } else { format!("`{}`", shown(text)) };
            let message = format!("`{}` is not a date: {what}", shown(key));
            let hint = format!("write year, month and day, such as `{}`", self.options.today);
            self.report_with(&rules::INVALID_DATE, value.span, message, hint, None);
            return None;
        };
        match reading {
            Reading::Exact(_) => {}
            Reading::Other(date) => {
                let fix = self.replace(value.span, &date.to_string());
                let message = format!("`{}` is read as {date}", shown(text));
                self.report_with(&rules::DATE_FORM, value.span, message, format!("write `{date}`"), fix);
            }
            Reading::Ambiguous(day_first, month_first) => {
                let message = format!("`{}` is {day_first} or {month_first}; the first is used", shown(text));
                let hint = format!("write `{day_first}` or `{month_first}`");
                self.report_with(&rules::AMBIGUOUS_DATE, value.span, message, hint, None);
            }
        }
        Some(Spanned::new(reading.date(), value.span))
    }

    fn number(&mut self, entry: &Entry) -> Option<f64> {
        let value = &entry.value;
        if value.is_empty() {
            return None;
        }
        let number = value.scalar().and_then(|text| text.trim().replace('_', "").parse::<f64>().ok());
        let number = number.filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_kind(entry, "a number", "10");
        }
        number
    }

    fn flag(&mut self, entry: &Entry) -> bool {
        if entry.value.is_empty() {
            return false;
        }
        let flag = entry.value.scalar().and_then(flag);
        if flag.is_none() {
            self.wrong_kind(entry, "`true` or `false`", "true");
        }
        flag.unwrap_or(false)
    }

    fn wrong_kind(&mut self, entry: &Entry, wanted: &str, example: &str) {
        let key = shown(&entry.key);
        let has = entry
            .value
            .scalar()
            .map_or_else(|| entry.value.kind().to_owned(), |text| format!("`{}`", shown(text)));
        let message = format!("`{key}` wants {wanted} and has {has}");
        self.report_with(
            &rules::WRONG_KIND,
            entry.value.span,
            message,
            format!("write `{key}: {example}`"),
            None,
        );
        self.keep(entry);
    }

    /// A version written as a number whose text says more than the number does.
    fn version(&mut self, entry: &Entry) {
        let Data::Plain(text) = &entry.value.data else { return };
        let number = entry.value.to_json();
        if number.is_f64() && number.as_f64().map(|number| number.to_string()).as_deref() != Some(text) {
            let fix = self.quote(entry.value.span);
            let message = format!(
                "`{}` is a number: other tools read it as {}",
                shown(text),
                number.as_f64().unwrap_or_default()
            );
            self.report_with(&rules::VERSION_NUMBER, entry.value.span, message, "put quotes around it", fix);
        }
    }

    fn status(&mut self, text: Spanned<String>) {
        let statuses = &self.options.statuses;
        let known = statuses.iter().find(|known| names::fold(known) == names::fold(&text.value)).cloned();
        let raw = self.raw(text.span).trim_matches(['"', '\'']).to_owned();
        if let Some(known) = known {
            if raw != known && !raw.starts_with(['|', '>', '*', '[', '{']) {
                let fix = self.replace(text.span, &known);
                let message = format!("`{}` is read as `{known}`", shown(&raw));
                self.report_with(
                    &rules::STATUS_SPELLING,
                    text.span,
                    message,
                    format!("write `{known}`"),
                    fix,
                );
            }
            self.metadata.status = Some(Spanned::new(known, text.span));
            return;
        }
        if !statuses.is_empty() {
            let all = || statuses.iter().map(String::as_str);
            let hint = nearest(&text.value, all()).map_or_else(
                || format!("use one of {}", listed(all())),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("`{}` is not a status of this workspace", shown(&text.value));
            self.report_with(&rules::UNKNOWN_STATUS, text.span, message, hint, None);
        }
        self.metadata.status = Some(text);
    }

    fn level(&mut self, text: Spanned<String>) {
        let levels = &self.options.levels;
        let raw = self.raw(text.span).trim_matches(['"', '\'']).to_owned();
        if let Some(level) = levels.find(&text.value) {
            let name = levels.name(level).to_owned();
            if raw != name && !raw.starts_with(['|', '>', '*', '[', '{']) {
                let fix = self.replace(text.span, &name);
                let message = format!("`{}` is read as `{name}`", shown(&raw));
                self.report_with(&rules::LEVEL_SPELLING, text.span, message, format!("write `{name}`"), fix);
            }
        } else {
            let same = levels.names().find(|name| names::fold(name) == names::fold(&text.value));
            let hint = same.or_else(|| nearest(&text.value, levels.names())).map_or_else(
                || format!("use one of {}", listed(levels.names())),
                |near| format!("did you mean `{near}`? The levels are {}", listed(levels.names())),
            );
            let fix = same.and_then(|name| self.replace(text.span, name));
            let message = format!(
                "`{}` is not a security level; the document counts as the highest",
                shown(&text.value)
            );
            self.report_with(&rules::UNKNOWN_LEVEL, text.span, message, hint, fix);
        }
        self.metadata.security_level = Some(text);
    }
}

/// What a wikilink says: `[[Anna Smith|Anna]]` is `Anna`. Knowledge bases link people and kinds.
fn label(text: &str) -> &str {
    let link =
        text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).filter(|link| !link.contains("[["));
    link.map_or(text, |link| link.rsplit(['|', '/']).next().unwrap_or(link).trim())
}

/// Tags without `#` and without doubles.
fn tags(texts: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let mut seen = std::collections::HashSet::new();
    texts
        .into_iter()
        .map(|text| Spanned::new(text.value.trim_start_matches('#').trim().to_owned(), text.span))
        .filter(|tag| !tag.value.is_empty() && seen.insert(tag.value.clone()))
        .collect()
}
