//! The plugin on whole documents, through its C table.

use stratbook_personalization::Personalization;
use stratbook_plugin::messages::{Severity, Summary, Tone};
use stratbook_plugin::prelude::{Value, json};
use stratbook_plugin::testing::{Bench, Outcome};

const TEMPLATE: &str = "---
title: Brief
---

# Brief

## Purpose

For whoever plans.

## Template

[COMPANY_NAME] has [CUSTOMER_COUNT] customers. Conversion goes from [CONV_BASE]% to [CONV_TARGET]%, which is [CONV_LIFT]% more; see [the ladder](../ladder.md).

### 1. Segments for [COMPANY NAME]

| Segment | Share of revenue | Value |
| --- | --- | --- |
| Loyal | [LOYAL_SHARE] % | $[LOYAL_VALUE] |
| Others | [OTHER_SHARE] % | $[OTHER_VALUE] |

## Variables

| Variable | Description | Example |
| --- | --- | --- |
| `[COMPANY_NAME]` | Name of the shop | Linden |
| `[OTHER_SHARE]` | Share of the others | \"[specify value]\" |

### 2. Triggers

```
- Message: [MESSAGE]
```

## Customization Options

### Model

- Marketplace
- Shop
";

fn bench() -> Bench {
    Bench::of::<Personalization>().document("templates/brief.md", TEMPLATE)
}

fn inputs(values: &Value) -> Value {
    json!({"template": "/templates/brief.md", "values": values})
}

fn messages(outcome: &Outcome) -> Vec<String> {
    outcome
        .findings()
        .into_iter()
        .map(|found| format!("{}: {}", found.at.unwrap_or_default(), found.message))
        .collect()
}

fn complete() -> Value {
    json!({
        "COMPANY_NAME": "Linden *Outdoor*", "CUSTOMER_COUNT": 86000, "CONV_BASE": 2, "CONV_TARGET": "3 %",
        "CONV_LIFT": "(CONV_TARGET - CONV_BASE) / CONV_BASE",
        "LOYAL": {"SHARE": 40, "VALUE": 1200}, "OTHER": {"SHARE": 60, "VALUE": "$80"}, "MESSAGE": "Your <cart> waits",
    })
}

#[test]
fn a_template_is_filled() {
    insta::assert_snapshot!(bench().generate_from(inputs(&complete())).snapshot());
}

#[test]
fn what_is_open_is_shown() {
    let values =
        json!({"COMPANY_NAME": "Linden", "LOYAL_SHARE": 140, "CONV_LIFT": "= CONV_TARGET / CONV_BASE"});
    insta::assert_snapshot!(bench().generate_from(inputs(&values)).snapshot());
}

#[test]
fn a_strict_document_is_whole_or_not_at_all() {
    let outcome = bench().generate_from(json!({"template": "/templates/brief.md", "strict": true}));
    assert_eq!(outcome.report().markdown, "");
    let finding = &outcome.findings()[0];
    assert_eq!((finding.severity, finding.at.as_deref()), (Severity::Error, Some("/values")));
    let strict = json!({"template": "/templates/brief.md", "strict": true, "values": complete()});
    assert_eq!(bench().generate_from(strict).findings(), []);
    let settings = bench().settings(&json!({"strict": true}));
    assert_eq!(settings.generate_from(inputs(&json!({}))).report().markdown, "");
}

#[test]
fn goals_give_numbers() {
    let summary = {
        let mut summary = Summary::default();
        summary.status = "on track".to_owned();
        summary.tone = Tone::Good;
        summary
    };
    let data = json!({"baseline": 2, "target": 3.0, "unit": "%", "status": "on track", "letters": {"s": {"score": 1}}});
    let bench =
        bench().report("goals/conversion.md", "---\ntitle: Conversion\n---\n", "smart", summary, data);
    let mut inputs = inputs(&complete());
    for name in ["CONV_BASE", "CONV_TARGET"] {
        inputs["values"].as_object_mut().unwrap().remove(name);
    }
    inputs["goals"] = json!({
        "CONV_BASE": "/goals/conversion.md#baseline",
        "CONV_TARGET": {"goal": "/goals/conversion.md"},
    });
    let report = bench.generate_from(inputs.clone()).report();
    assert!(report.markdown.contains("from 2% to 3%, which is 50% more"), "{}", report.markdown);
    let relations: Vec<(&str, &str)> =
        report.relations.iter().map(|relation| (relation.kind.as_str(), relation.target.as_str())).collect();
    assert_eq!(relations, [("fills", "/templates/brief.md"), ("uses", "/goals/conversion.md")]);
    inputs["goals"] = json!({"CONV_BASE": "/goals/none.md", "CONV_TARGET": "/goals/conversion.md#targets"});
    let said = messages(&bench.generate_from(inputs));
    assert_eq!(said[0], "/goals/CONV_BASE: there is no report `/goals/none.md` to read a number from");
    assert_eq!(said[1], "/goals/CONV_TARGET: the report `/goals/conversion.md` has no number `targets`");
}

#[test]
fn profiles_and_rows_get_pages() {
    let mut inputs = inputs(&complete());
    inputs["profiles"] =
        json!({"moss": {"COMPANY_NAME": "Moss"}, "fern": {"title": "Fern & Co", "MESSAGE": ""}});
    let report = bench().generate_from(inputs.clone()).report();
    let pages: Vec<(&str, &str)> =
        report.pages.iter().map(|page| (page.slug.as_str(), page.title.as_str())).collect();
    assert_eq!(pages, [("fern-co", "Fern & Co"), ("moss", "moss")]);
    assert!(report.pages[1].markdown.contains("Moss has 86,000 customers"));
    inputs["profile"] = json!("moss");
    let report = bench().generate_from(inputs.clone()).report();
    assert!(report.pages.is_empty() && report.markdown.contains("Moss has"));
    inputs["profile"] = json!("mos");
    let finding = &bench().generate_from(inputs).findings()[0];
    assert_eq!(finding.hint.as_deref(), Some("did you mean `moss`?"));

    let rows = json!([
        {"template": "/templates/brief.md", "COMPANY_NAME": "Moss", "CONV_BASE": "2", "CONV_TARGET": "3"},
        {"template": "", "COMPANY_NAME": "Moss", "CONV_BASE": "", "CONV_TARGET": "3"},
    ]);
    let report = bench().generate_from(rows).report();
    assert_eq!(report.pages.iter().map(|page| page.slug.as_str()).collect::<Vec<_>>(), ["moss", "moss-2"]);
    let form = json!([
        {"template": "/templates/brief.md", "variable": "COMPANY_NAME", "value": "Moss", "description": ""},
        {"template": "", "variable": "MESSAGE", "value": "", "description": ""},
    ]);
    let report = bench().generate_from(form).report();
    assert!(report.pages.is_empty());
    assert_eq!(report.data["filled"], 1);
}

#[test]
fn a_dictionary_serves_all_templates() {
    let dictionary = "---\ntitle: Dictionary\ndictionary:\n  COMPANY_NAME: { synonyms: [SHOP NAME], description: The shop }\n  \
        CUSTOMER_COUNT: { default: 5, range: [10, 20] }\n---\n";
    let bench = bench().document("dictionary.md", dictionary);
    let outcome = bench.generate_from(inputs(&json!({"SHOP_NAME": "Moss", "CUSTOMER_COUNT": 30})));
    assert!(outcome.report().markdown.contains("Moss has 30 customers"));
    assert!(messages(&outcome).contains(
        &"/values/CUSTOMER_COUNT: `CUSTOMER_COUNT` is 30; the dictionary allows from 10 to 20".to_owned()
    ));
    let outcome = bench.generate_from(inputs(&json!({})));
    assert!(outcome.report().markdown.contains("==[COMPANY_NAME]== has 5 customers"));
    let named = json!({"template": "/templates/brief.md", "dictionary": "/templates/brief.md"});
    assert_eq!(
        messages(&bench.generate_from(named)),
        ["/dictionary: the document `/templates/brief.md` has no `dictionary` in its front matter"]
    );
}

#[test]
fn templates_that_cannot_be_used_are_pointed_at() {
    let bench = bench()
        .document("reports/test.md", "---\ntitle: Test\n---\n[A]")
        .document("a.md", "---\ntitle: A\n---\n[NAME]\n\n![[b]]\n")
        .document("b.md", "---\ntitle: B\n---\n[NAME]\n\n![[A]]\n")
        .document("self.md", "---\ntitle: Self\n---\n[NAME]\n\n![[self.md]]\n")
        .document("whole.md", "---\ntitle: Whole\n---\nBefore\n\n![[part]]\n\nAfter\n")
        .document("part.md", "---\ntitle: Part\n---\nPart of [NAME]\n")
        .document("deep/far.md", "---\ntitle: Far\n---\n[NAME], [see](near.md)\n")
        .document("many.md", &format!("---\ntitle: Many\n---\n{}", "![[empty]]\n\n".repeat(300)))
        .document("empty.md", "---\ntitle: Empty\n---\nNothing\n")
        .document("wide.md", "---\ntitle: Wide\n---\n![[deep/far]]\n");
    let said = |template: &str| messages(&bench.generate_from(json!({"template": template}))).remove(0);
    assert_eq!(said(""), "/template: no template is named");
    assert_eq!(said("/none.md"), "/template: there is no document `/none.md` to fill");
    assert_eq!(said("/reports/test.md"), "/template: a document cannot be its own template");
    assert_eq!(said("/self.md"), "/template: the template includes itself: `self.md` → `self.md`");
    assert_eq!(said("/a.md"), "/template: the template includes itself: `a.md` → `b.md` → `a.md`");
    assert_eq!(said("/empty.md"), "/template: there are no variables in `Empty`");
    assert!(said("/many.md").contains("more than 200 of them"));
    let wide = bench.generate_from(json!({"template": "/wide.md"})).report();
    assert!(wide.markdown.contains("[see](/deep/near.md)"), "{}", wide.markdown);
    let whole = bench.generate_from(json!({"template": "/whole.md", "values": {"NAME": "Moss"}})).report();
    assert!(whole.markdown.contains("Before\n\nPart of Moss\n\nAfter"), "{}", whole.markdown);
}

#[test]
fn too_much_is_said_and_quick() {
    let many: Vec<String> = (0..10_000).map(|index| format!("[VARIABLE_{index}]")).collect();
    let many = many.join(" ");
    let bench = bench().document("many.md", &format!("---\ntitle: Many\n---\n{many}"));
    let said = messages(&bench.generate_from(json!({"template": "/many.md"})));
    assert_eq!(
        said,
        ["/template: the template has 10,000 variables; at most 5,000 can be filled in one document"]
    );
    let long = json!({"template": "/templates/brief.md", "values": {"COMPANY_NAME": "x".repeat(1 << 20)}});
    let outcome = bench.generate_from(long);
    assert_eq!(
        messages(&outcome)[0],
        "/values/COMPANY_NAME: the value of `COMPANY_NAME` is 1,048,576 characters long; at most 100,000 fit"
    );
    assert_eq!(outcome.report().markdown, "");
    let bench = bench.document("often.md", &format!("---\ntitle: Often\n---\n{}", "[NAME] ".repeat(1_000)));
    let long = json!({"template": "/often.md", "values": {"NAME": "x".repeat(90_000)}});
    assert_eq!(
        messages(&bench.generate_from(long))[0],
        "/values: the filled document would be longer than 4 MB"
    );
}

#[test]
fn choices_are_those_that_the_template_offers() {
    let mut inputs = inputs(&complete());
    inputs["choices"] = json!({"model": "Shop"});
    let report = bench().generate_from(inputs.clone()).report();
    assert!(report.markdown.contains("| model | **Shop** | Marketplace |"), "{}", report.markdown);
    assert!(!report.markdown.contains("Customization"));
    inputs["choices"] = json!({"Modle": "Shop", "Model": ["Shops"]});
    assert_eq!(
        messages(&bench().generate_from(inputs)),
        [
            "/choices/Model: `Shops` is not among the options of `Model`",
            "/choices/Modle: the template has no customization option `Modle`",
        ]
    );
}

#[test]
fn what_is_wrong_is_said_once_and_at_its_row() {
    let mut inputs = inputs(&json!({"COMPANY_NAMES": "Moss"}));
    inputs["rows"] = json!([{"title": "One", "LOYAL_SHARE": 120}, {"title": "Two", "CONV_BASE": 2}]);
    let outcome = bench().generate_from(inputs);
    let said = messages(&outcome);
    assert_eq!(said.iter().filter(|said| said.contains("`COMPANY_NAMES`")).count(), 1, "{said:#?}");
    assert_eq!(outcome.findings()[0].hint.as_deref(), Some("did you mean `COMPANY_NAME`?"));
    assert!(
        said.iter().any(|said| said.starts_with("/rows/0/LOYAL_SHARE: `LOYAL_SHARE` is 120 %")),
        "{said:#?}"
    );
    assert!(said.iter().any(|said| said.starts_with("/rows/1: 9 of 10 variables are open")), "{said:#?}");
    let page = &outcome.report().pages[0];
    assert_eq!((page.slug.as_str(), page.title.as_str()), ("one", "One"));
}

#[test]
fn the_schema_takes_a_form_or_rows() {
    let description = Bench::of::<Personalization>().describe();
    let schema = description.report.unwrap().schema;
    assert_eq!(schema["type"], json!(["object", "array"]));
    assert_eq!(schema["required"], json!(["template"]));
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["leave_out"]["items"]["type"], "string");
    assert!(description.settings.unwrap()["properties"]["strict"].is_object());
}

#[test]
fn an_active_document_with_gaps_is_a_warning() {
    let document = |status: &str| {
        format!(
            "---\ntitle: T\nstatus: {status}\nreport: personalization\ninputs:\n  template: /templates/brief.md\n---\n"
        )
    };
    let severity = |status: &str| bench().generate("reports/t.md", &document(status)).findings()[0].severity;
    assert_eq!(severity("Active"), Severity::Warning);
    assert_eq!(severity("Draft"), Severity::Info);
}

#[test]
fn a_name_with_spaces_is_filled_where_a_value_is_given_for_it() {
    let bench = bench().document("spaces.md", "---\ntitle: Spaces\n---\n[COMPANY NAME] and [OTHER WORDS]\n");
    let report =
        bench.generate_from(json!({"template": "/spaces.md", "values": {"COMPANY_NAME": "Moss"}})).report();
    assert!(report.markdown.contains("Moss and [OTHER WORDS]"), "{}", report.markdown);
    assert_eq!(report.data["total"], 1);
}

#[test]
fn a_value_is_no_template() {
    let outcome = bench().generate_from(inputs(&json!({"COMPANY_NAME": "[MESSAGE] Ltd"})));
    assert!(outcome.report().markdown.contains("\\[MESSAGE\\] Ltd has"), "{}", outcome.report().markdown);
    let said = messages(&outcome);
    assert!(
        said[1].starts_with("/values/COMPANY_NAME: the value of `COMPANY_NAME` contains `[MESSAGE]`"),
        "{said:#?}"
    );
}
