//! What templates can call beside Tera's own filters.
//!
//! - `date(format=…)`: a day as text, from `page.updated` or `"2026-01-31"`; without a format `31 January 2026`.
//! - `json`: a value as JSON that is safe inside `<script>`.
//! - `asset(path=…)`: URL of a file of the theme's `assets/`, with the hash of its content.
//! - `url(path=…)`: URL of a path of the site, with its base path.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::context::display_date;

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("date", |value: Value, arguments: Kwargs, _: &State| date(&value, &arguments));
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> { json(&value) });
    tera.register_function("url", |arguments: Kwargs, state: &State| -> TeraResult<String> {
        let path = arguments.must_get::<&str>("path")?;
        Ok(format!("{}{}", base_path(state)?, path.trim_start_matches('/')))
    });
}

/// Registers `asset` with the versions of the theme's files.
pub(super) fn register_assets(tera: &mut Tera, versions: Arc<BTreeMap<String, String>>) {
    tera.register_function("asset", move |arguments: Kwargs, state: &State| -> TeraResult<String> {
        let path = arguments.must_get::<&str>("path")?.trim_start_matches('/');
        let Some(version) = versions.get(path) else {
            return Err(Error::message(format!("the theme has no file `{path}`")));
        };
        Ok(format!("{}{path}?v={version}", base_path(state)?))
    });
}

fn base_path(state: &State) -> TeraResult<String> {
    let site = state.get::<Value>("site")?;
    let path = site.as_ref().and_then(|site| site.get_from_path("base_path")).and_then(Value::as_str);
    Ok(path.unwrap_or("/").to_owned())
}

fn date(value: &Value, arguments: &Kwargs) -> TeraResult<String> {
    let text = value.as_str().or_else(|| value.get_from_path("iso").and_then(Value::as_str)).unwrap_or("");
    let date: Date = text.parse().map_err(|_| Error::message(format!("`{text}` is not a day")))?;
    match arguments.get::<&str>("format")? {
        None => Ok(display_date(date)),
        Some(format) => jiff::fmt::strtime::format(format, date)
            .map_err(|error| Error::message(format!("`{format}` is not a format of a day: {error}"))),
    }
}

fn json(value: &Value) -> TeraResult<Value> {
    let text = serde_json::to_string(value).map_err(Error::message)?;
    Ok(Value::safe_string(&crate::render::json_ld::for_script(&text)))
}
