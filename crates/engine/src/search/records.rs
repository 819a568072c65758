//! From documents to what search knows of them.

use std::borrow::Cow;

use stratbook_model::{DocId, Document, LineIndex};
use stratbook_search::{About, Block, Record, Section};

use crate::Workspace;
use crate::pipeline::Linked;

/// Statuses of documents that are kept only for the record.
const RETIRED: &[&str] = &["deprecated", "archived", "obsolete", "superseded", "retired"];

/// What search knows of the document with this number.
pub(super) fn record(workspace: &Workspace, linked: &Linked, at: usize, url: &str) -> Record {
    let id = DocId(at as u32);
    let safe = |text: &str| linked.graph.redact(id, text).trim().to_owned();
    of_document(workspace, &linked.documents[at], (url, linked.graph.is_index(id)), &safe)
}

/// What search knows of a document whose page is at this address and is a folder's page or none. `safe` leaves out of
/// a text what may not be said, and spaces around it.
pub(super) fn of_document(
    workspace: &Workspace,
    document: &Document,
    (url, index_page): (&str, bool),
    safe: &dyn Fn(&str) -> String,
) -> Record {
    let all = |texts: &[String]| {
        texts.iter().map(|text| safe(text)).filter(|text| !text.is_empty()).collect::<Vec<String>>()
    };
    let meta = &document.metadata;
    let config = workspace.config();
    let value = |field: &Option<stratbook_model::Spanned<String>>| {
        field.as_ref().map(|field| field.value.trim().to_owned()).unwrap_or_default()
    };
    let status = value(&meta.status);
    let doc_type = value(&meta.doc_type);
    let mut tags: Vec<String> = meta.tags.iter().map(|tag| tag.value.clone()).collect();
    for tag in &document.outline.inline_tags {
        if tags.iter().all(|known| !known.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_string());
        }
    }
    let language = meta.lang.as_deref().unwrap_or(&config.language);
    let about = About {
        path: document.path.as_str().to_owned(),
        file: document.source.file.to_string(),
        url: url.to_owned(),
        title: safe(&document.title),
        id: value(&meta.id),
        summary: safe(document.description()),
        index_page,
        template: is_template(document, &doc_type),
        retired: RETIRED.iter().any(|known| status.eq_ignore_ascii_case(known)),
        doc_type,
        status,
        owner: value(&meta.owner_team),
        steward: value(&meta.steward),
        level: config.levels.name(document.clearance).to_owned(),
        audience: all(&meta.target_audience),
        tags: all(&tags),
        language: primary(language),
        updated: meta.updated.as_ref().map(|date| date.value),
    };
    let summaries = [
        meta.summary.as_ref().map(|summary| summary.value.as_str()),
        meta.semantic_summary.as_deref(),
        meta.excerpt.as_deref(),
        meta.meta_description.as_deref(),
    ];
    let mut seen: Vec<String> = Vec::new();
    for summary in summaries.into_iter().flatten() {
        let summary = safe(summary);
        if !summary.is_empty() && !seen.contains(&summary) {
            seen.push(summary);
        }
    }
    let mut aliases: Vec<String> = meta.aliases.iter().map(|alias| alias.value.clone()).collect();
    aliases.extend(meta.seo_title.clone().filter(|title| *title != *document.title));
    let mut concepts = meta.key_concepts.clone();
    concepts.extend(meta.primary_keyword.clone());
    concepts.extend(meta.category.clone());
    concepts.extend(meta.use_cases.iter().cloned());
    Record {
        aliases: all(&aliases),
        summaries: seen,
        concepts: all(&concepts),
        questions: all(&meta.synthetic_questions),
        sections: sections(document, &config.markdown, &about.title, safe),
        about,
    }
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn is_template(document: &Document, doc_type: &str) -> bool {
    doc_type.to_lowercase().contains("template")
        || document.path.parts().any(|part| matches!(part, "templates" | "_templates" | "Templates"))
}

fn sections(
    document: &Document,
    options: &stratbook_markdown::Options,
    title: &str,
    safe: &dyn Fn(&str) -> String,
) -> Vec<Section> {
    // A report's sections are where the document asks for the report.
    let lines = LineIndex::new(document.source.file_text());
    let line = |at: u32| lines.line(document.source.file_offset(at));
    let headings = &document.outline.headings;
    // Headings that are open at the section at hand.
    let mut open: Vec<usize> = Vec::new();
    let mut sections = Vec::new();
    let texts = match &document.outline.texts {
        Some(texts) => Cow::Borrowed(texts),
        // Texts that were changed after they were read, by reports, are read again.
        None => Cow::Owned(stratbook_markdown::sections(&document.source, document.body, options)),
    };
    for found in &*texts {
        let blocks: Vec<Block> = found
            .blocks()
            .map(|(at, text, starts)| {
                let safe = safe(text);
                // What plugins put in is all where the document asks for it, and a name taken out moves what follows.
                let kept = !document.source.is_rewritten() && safe == text;
                Block { line: line(at), line_starts: if kept { starts } else { Vec::new() }, text: safe }
            })
            .filter(|block| !block.text.is_empty())
            .collect();
        let Some(number) = found.heading.map(|number| number as usize).filter(|at| *at < headings.len())
        else {
            if !blocks.is_empty() {
                let line = blocks.first().map_or(1, |block| block.line);
                sections.push(Section { line, blocks, ..Section::default() });
            }
            continue;
        };
        let heading = &headings[number];
        open.retain(|above| headings[*above].level < heading.level);
        let above = open
            .iter()
            .map(|above| safe(&headings[*above].text))
            .filter(|above| !above.is_empty() && above != title)
            .collect();
        open.push(number);
        let text = safe(&heading.text);
        sections.push(Section {
            // The page's own heading is its beginning.
            anchor: if text == title && heading.level == 1 { String::new() } else { heading.anchor.clone() },
            heading: if text == title && heading.level == 1 { String::new() } else { text },
            above,
            line: line(heading.span.start),
            blocks,
        });
    }
    sections.retain(|section| !section.blocks.is_empty() || !section.heading.is_empty());
    sections
}

/// A hash of all that a record gives to the index under these circumstances.
pub(super) fn digest(record: &Record, circumstances: &str) -> String {
    // All at once: many small pieces take the hasher five times as long.
    let mut all: Vec<u8> = Vec::with_capacity(16 << 10);
    let mut add = |text: &str| {
        all.extend_from_slice(&(text.len() as u64).to_le_bytes());
        all.extend_from_slice(text.as_bytes());
    };
    add(circumstances);
    add(&serde_json::to_string(&record.about).unwrap_or_default());
    for list in [&record.aliases, &record.summaries, &record.concepts, &record.questions] {
        add(&list.len().to_string());
        for text in list {
            add(text);
        }
    }
    for section in &record.sections {
        add(&section.anchor);
        add(&section.heading);
        add(&section.above.join("\n"));
        add(&section.line.to_string());
        for block in &section.blocks {
            add(&block.line.to_string());
            add(&block.text);
            if !block.line_starts.is_empty() {
                add(&format!("{:?}", block.line_starts));
            }
        }
    }
    blake3::hash(&all).to_hex()[..32].to_owned()
}
