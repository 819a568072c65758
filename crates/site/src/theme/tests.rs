use super::*;

const VERSION: &str = "0.1.0";

fn file(path: &str, text: &str) -> ThemeFile {
    ThemeFile {
        path: path.to_owned(),
        shown: format!("themes/handbook/{path}"),
        bytes: text.as_bytes().to_vec(),
    }
}

/// A report as people read it.
fn shown(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref();
    let place =
        place.map_or_else(String::new, |place| format!("{}:{}:{}: ", place.file, place.line, place.column));
    let mut text = format!("{} {place}{}", diagnostic.rule.name, diagnostic.message);
    for note in &diagnostic.notes {
        text.push_str("\n  note: ");
        text.push_str(note);
    }
    if let Some(hint) = &diagnostic.hint {
        text.push_str("\n  hint: ");
        text.push_str(hint);
    }
    text
}

#[test]
fn the_built_in_theme_compiles_and_is_complete() {
    let (theme, diagnostics) = Theme::load(Vec::new(), VERSION).expect("loads");
    assert_eq!(diagnostics, []);
    assert!(theme.asset("assets/handbook.css").is_some() && theme.asset("assets/handbook.js").is_some());
}

#[test]
fn the_version_is_compared_before_anything_is_compiled() {
    let toml = "name = \"Ours\"\nversion = \"2.0\"\nstratbook = \">=1, <2\"\n";
    let overrides = vec![file("theme.toml", toml), file("home.html", "{% broken")];
    let diagnostics = Theme::load(overrides, VERSION).expect_err("is refused");
    assert_eq!(
        shown(&diagnostics[0]),
        "theme-version themes/handbook/theme.toml:3:14: the theme `Ours` 2.0 is for Stratbook `>=1, <2`, and this is 0.1.0\n  \
         hint: take a version of the theme that fits, or widen the range once you have checked its templates"
    );
    assert_eq!(diagnostics.len(), 1);
    for toml in ["name = 1", "name = \"a\"\nversion = \"1\"\nstratbook = \"soon\"\n", ""] {
        let diagnostics = Theme::load(vec![file("theme.toml", toml)], VERSION).expect_err("is refused");
        assert_eq!(diagnostics[0].rule.name, "theme-file-invalid");
    }
}

#[test]
fn broken_templates_are_reported_each_and_left_out() {
    let overrides = vec![
        file("404.html", "{% macro button(label) %}x{% endmacro %}"),
        file("all.html", "<p>{{ page.title | striptags }}</p>"),
        file("glossary.html", "{% filter upper %}x{% endfilter %}"),
        file("home.html", "\n\n<b>{{ now() }}</b>"),
        file("listing.html", "{% import \"macros.html\" as macros %}"),
        file("taxonomy.html", "{% extends \"missing.html\" %}"),
        file("parts/footer.html", "<footer>mine</footer>"),
    ];
    let (theme, diagnostics) = Theme::load(overrides, VERSION).expect("loads");
    let mut reports: Vec<String> = diagnostics.iter().map(shown).collect();
    reports.sort();
    insta::assert_snapshot!(reports.join("\n"));
    assert_eq!(&*theme.templates["parts/footer.html"].text, "<footer>mine</footer>");
}

#[test]
fn a_failure_names_expression_chain_and_document() {
    let overrides = vec![
        file("404.html", "<main>\n{% include \"parts/inner.html\" %}\n</main>"),
        file("parts/inner.html", "<p>\n  {{ page.nothing.here }}\n</p>"),
        file("all.html", "{{ pages }}"),
    ];
    let (theme, _) = Theme::load(overrides, VERSION).expect("loads");
    let mut context = Context::new();
    context.insert("page", &serde_json::json!({ "title": "T" }));
    let inner = theme.render("404.html", &context, "content/a.md").expect_err("fails");
    let other = theme.render("all.html", &context, "content/a.md").expect_err("fails");
    insta::assert_snapshot!(format!("{}\n{}", shown(&inner), shown(&other)));
}

#[test]
fn functions_of_themes() {
    let overrides = vec![file(
        "404.html",
        "{{ page.updated | date }}, {{ \"2026-02-03\" | date(format=\"%d.%m.%Y\") }}, {{ url(path=\"a/b\") }}\n\
         {{ asset(path=\"assets/favicon.svg\") is starting_with(pat=\"/sub/assets/favicon.svg?v=\") }} {{ page.raw | json }}",
    )];
    let (theme, diagnostics) = Theme::load(overrides, VERSION).expect("loads");
    assert_eq!(diagnostics, []);
    let mut context = Context::new();
    context.insert("site", &serde_json::json!({ "base_path": "/sub/" }));
    context.insert(
        "page",
        &serde_json::json!({ "updated": { "iso": "2026-01-31" }, "raw": { "a": "</script>" } }),
    );
    assert_eq!(
        theme.render("404.html", &context, "x").expect("renders"),
        "31 January 2026, 03.02.2026, /sub/a/b\ntrue {\"a\":\"\\u003c/script\\u003e\"}"
    );
}

#[test]
fn an_override_that_others_cannot_work_with_is_the_one_that_is_blamed() {
    let overrides = vec![
        file("document.html", "<h1>{{ page.title }}</h1>{% include \"parts/mine.html\" %}"),
        file("parts/mine.html", "hello"),
    ];
    let (theme, diagnostics) = Theme::load(overrides, VERSION).expect("loads");
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    let said = shown(&diagnostics[0]);
    assert!(said.starts_with("template-invalid themes/handbook/document.html:1:1: "), "{said}");
    assert!(said.contains("folder.html") && said.contains("keeping its blocks"), "{said}");
    assert!(theme.has_template("parts/mine.html"), "the innocent file stays");
}

#[test]
fn a_part_of_ones_own_can_be_included() {
    let overrides = vec![
        file("parts/footer.html", "{% include \"parts/mine.html\" %}"),
        file("parts/mine.html", "<footer>{{ site.title }}</footer>"),
    ];
    let (_, diagnostics) = Theme::load(overrides, VERSION).expect("loads");
    assert_eq!(diagnostics, []);
}
