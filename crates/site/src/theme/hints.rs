//! Habits from Tera 1, and what takes their place in Tera 2.

/// Filters that are gone or renamed.
const FILTERS: &[(&str, &str)] = &[
    ("as_str", "`str` is its name now"),
    ("linebreaksbr", "`newlines_to_br` is its name now"),
    ("concat", "write a list with what it holds: `[...first, ...second]`"),
    ("slice", "write `list[start:end]`"),
    ("map", "write `[item.name for item in list]`"),
    ("filter", "write `[item for item in list if item.name == \"x\"]`"),
    ("striptags", "texts of the context are plain already; for other HTML there is no such filter"),
    ("spaceless", "put `-` into the tags: `{%- … -%}`"),
    ("addslashes", "use `json` for values inside a script"),
    ("json_encode", "use `json`"),
    ("urlencode", "URLs of the context are ready for an attribute"),
    ("slugify", "URLs of the context are ready for an attribute"),
    ("filesizeformat", "there is no such filter any more"),
    ("get_env", "templates cannot read the environment, so that builds are repeatable"),
    ("trim_start_matches", "write `trim_start(pat=\"…\")`"),
    ("trim_end_matches", "write `trim_end(pat=\"…\")`"),
    ("markdown", "texts of the context are ready: `{{ page.content | safe }}`"),
];

/// Functions that are gone.
const FUNCTIONS: &[(&str, &str)] = &[
    ("now", "use `site.built`, the day of the build"),
    ("get_env", "templates cannot read the environment, so that builds are repeatable"),
    ("get_random", "there is no such function, so that builds are repeatable"),
    ("get", "write `map[key]`, or `map?[key] or \"default\"` where the key may be missing"),
    (
        "get_url",
        "URLs are in the context; `url(path=\"…\")` adds the base path, `asset(path=\"…\")` the content hash",
    ),
];

/// Tests that are renamed.
const TESTS: &[(&str, &str)] = &[
    ("object", "`map` is its name now"),
    ("divisibleby", "`divisible_by` is its name now"),
    ("matching", "use `containing`, `starting_with` or `ending_with`"),
];

/// The Tera 2 way for an error, judged by its message and the line it is on.
pub(super) fn hint(message: &str, text: &str, at: usize) -> Option<String> {
    let lower = message.to_lowercase();
    for (kind, table) in [("filter", FILTERS), ("function", FUNCTIONS), ("test", TESTS)] {
        if let Some(name) = named(&lower, &format!("unknown {kind} `")) {
            let known = table.iter().find(|(old, _)| *old == name);
            return Some(known.map_or_else(
                || format!("there is no {kind} `{name}` in Tera 2; see the list of its {kind}s"),
                |(_, new)| format!("Tera 2: {new}"),
            ));
        }
    }
    if named(&lower, "unknown component `").is_some() {
        return Some(
            "define it with `{% component name(argument) %}…{% endcomponent name %}` in any template"
                .to_owned(),
        );
    }
    if lower.contains("__tera_context") {
        return Some("print single values, such as `{{ page.extra | json }}`".to_owned());
    }
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let has = |tag: &str| {
        line.match_indices("{%").any(|(at, _)| line[at + 2..].trim_start_matches(['-', ' ']).starts_with(tag))
    };
    let syntax = if has("import")
        || has("macro")
        || has("endmacro")
        || line.contains("self::")
        || line.contains("::")
    {
        "Tera 2 has components in place of macros, and nothing is imported: \
         `{% component button(label) %}…{% endcomponent button %}`, called with `{{ <button label=\"Go\" /> }}`"
    } else if has("filter") || has("endfilter") {
        "Tera 2 has `{% set text | upper %}…{% endset %}{{ text }}` in place of filter blocks"
    } else if lower.contains("is not defined") && lower.contains("field") {
        "read it with `?.` and give a default: `{{ page.extra?.name or \"\" }}`"
    } else if lower.contains("is not defined") {
        "templates have `site` and `page`; ask with `is defined`, or give a default: `{{ name or \"\" }}`"
    } else {
        return None;
    };
    Some(syntax.to_owned())
}

fn named<'m>(message: &'m str, before: &str) -> Option<&'m str> {
    message.split_once(before).and_then(|(_, rest)| rest.split_once('`')).map(|(name, _)| name)
}
