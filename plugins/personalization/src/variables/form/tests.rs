use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::variables::dictionary::Dictionary;
use crate::variables::listing::{Source, list};

const BODY: &str = "[COMPANY_NAME] pays $[PRICE] for [NO]\n\n## Share\n\n[SHARE]%\n\n## Variables\n\n\
    | Variable | Description | Example |\n|---|---|---|\n| `[COMPANY_NAME]` | Who, \"really\" | Acme, Inc. |\n| `[UNUSED]` | | |\n";

fn empty() -> Form {
    let source = Source { path: "templates/a.md", body: BODY, body_line: 1 };
    Form::new(&list(source, &Dictionary::default(), &BTreeSet::new()))
}

fn old() -> Value {
    json!({
        "template": "/templates/old.md",
        "strict": true,
        "goals": {"SHARE": "/goals/a.md#target"},
        "values": {"company name": "Linden \"&\" Söhne\n=2", "PRICE": 12.5, "GONE": {"AWAY": "kept"}, "EMPTY": ""},
    })
}

#[test]
fn a_form_is_written() {
    insta::assert_snapshot!(toml(&empty().keep(&old())));
    insta::assert_snapshot!(yaml(&empty().keep(&old())));
    insta::assert_snapshot!(csv(&empty().keep(&old())));
}

#[test]
fn what_is_written_is_read_again() {
    let form = empty().keep(&old());
    let from_toml: Value = ::toml::from_str(&toml(&form)).unwrap();
    let from_yaml: Value = serde_saphyr::from_str(&yaml(&form)).unwrap();
    for data in [from_toml, from_yaml] {
        assert_eq!(data["template"], "/templates/a.md");
        assert_eq!(data["strict"], true);
        assert_eq!(data["values"]["COMPANY_NAME"], "Linden \"&\" Söhne\n=2");
        assert_eq!(data["values"]["NO"], "");
        let again = empty().keep(&data);
        assert_eq!(again.left_over, form.left_over);
        assert_eq!((toml(&again), yaml(&again)), (toml(&form), yaml(&form)));
    }
}

#[test]
fn a_filled_csv_keeps_its_values() {
    let rows = json!([
        {"template": "x", "variable": "COMPANY_NAME", "value": "Moss", "description": ""},
        {"template": "", "variable": "OTHER", "value": "1"},
    ]);
    let form = empty().keep(&rows);
    assert_eq!(form.filled(), 1);
    assert_eq!(form.left_over, [("OTHER".to_owned(), json!("1"))]);
    assert_eq!(empty().keep(&json!({"COMPANY_NAME": "bare map"})).filled(), 1);
    assert_eq!(empty().keep(&json!("nothing")), empty());
}

proptest::proptest! {
    #[test]
    fn any_value_survives(text in "\\PC{0,40}", control in "[\\x00-\\x7f\u{85}\u{2028}]{0,10}") {
        let text = format!("{text}{control}");
        let form = empty().keep(&json!({"COMPANY_NAME": text}));
        let from_toml: Value = ::toml::from_str(&toml(&form)).unwrap();
        let from_yaml: Value = serde_saphyr::from_str(&yaml(&form)).unwrap();
        proptest::prop_assert_eq!(&from_toml["values"]["COMPANY_NAME"], &json!(text));
        proptest::prop_assert_eq!(&from_yaml["values"]["COMPANY_NAME"], &json!(text));
    }
}
