//! Less common languages, by syntect's grammars.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::{Class, Sink};

/// Grammars are slow: beyond this much code, and beyond this length of a line, it is shown plain.
const LONGEST: usize = 20_000;
const LONGEST_LINE: usize = 600;
/// Blocks that are remembered: templates repeat their code in many documents.
const REMEMBERED: usize = 1000;

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

type Memory = Mutex<HashMap<(String, String), Arc<str>>>;

pub(super) fn highlight(language: &str, code: &str) -> Option<String> {
    static MEMORY: OnceLock<Memory> = OnceLock::new();
    let wanted = language
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'#' | b'_' | b'.'));
    if !wanted || code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let memory = MEMORY.get_or_init(Memory::default);
    let key = (language.to_owned(), code.to_owned());
    if let Ok(memory) = memory.lock()
        && let Some(known) = memory.get(&key)
    {
        return Some(known.to_string());
    }
    let html = read(language, code)?;
    if let Ok(mut memory) = memory.lock()
        && memory.len() < REMEMBERED
    {
        memory.insert(key, Arc::from(html.as_str()));
    }
    Some(html)
}

fn read(language: &str, code: &str) -> Option<String> {
    let syntaxes = syntaxes();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut sink = Sink::default();
    for line in code.split_inclusive('\n') {
        let changes = state.parse_line(line, syntaxes).ok()?;
        let mut from = 0;
        for (at, change) in changes {
            let at = at.min(line.len());
            sink.push(class(&scopes), &line[from..at]);
            scopes.apply(&change).ok()?;
            from = at;
        }
        sink.push(class(&scopes), &line[from..]);
    }
    Some(sink.finish())
}

/// The class of the innermost scope that has one.
fn class(scopes: &ScopeStack) -> Option<Class> {
    static TABLE: OnceLock<Vec<(Scope, Option<Class>)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let of = |name: &str, class| (Scope::new(name).ok(), class);
        [
            of("comment", Some(Class::Comment)),
            of("punctuation.definition.string", Some(Class::Text)),
            of("punctuation.definition.comment", Some(Class::Comment)),
            of("string", Some(Class::Text)),
            of("constant", Some(Class::Number)),
            of("keyword.operator", None),
            of("keyword", Some(Class::Keyword)),
            of("storage.type.function", Some(Class::Keyword)),
            of("storage", Some(Class::Keyword)),
            of("entity.name.function", Some(Class::Function)),
            of("support.function", Some(Class::Function)),
            of("variable.function", Some(Class::Function)),
            of("entity.name.tag", Some(Class::Keyword)),
            of("entity.other.attribute-name", Some(Class::Property)),
            of("support.type.property-name", Some(Class::Property)),
            of("variable.other.member", Some(Class::Property)),
            of("entity.name.type", Some(Class::Type)),
            of("entity.name", Some(Class::Type)),
            of("support.type", Some(Class::Type)),
            of("support.class", Some(Class::Type)),
            of("variable.language", Some(Class::Keyword)),
            of("meta.annotation", Some(Class::Meta)),
            of("markup.inserted", Some(Class::Inserted)),
            of("markup.deleted", Some(Class::Deleted)),
            of("markup.heading", Some(Class::Keyword)),
        ]
        .into_iter()
        .filter_map(|(scope, class)| Some((scope?, class)))
        .collect()
    });
    scopes.as_slice().iter().rev().find_map(|scope| {
        table.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })?
}
