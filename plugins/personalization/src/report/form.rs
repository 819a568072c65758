//! The form that a document gives, or the rows of its data file.

use std::collections::BTreeSet;

use stratbook_plugin::prelude::*;

use crate::inputs::{Form, Inputs, Values};
use crate::values::flatten;
use crate::variables::name;

/// What was filled in.
pub(super) fn form(call: &Generate<'_, Inputs>) -> Result<Form> {
    let rows = match &call.inputs {
        Inputs::Form(form) => return Ok((**form).clone()),
        Inputs::Rows(rows) => rows.clone(),
    };
    let text = |row: &Values, key: &str| {
        row.iter()
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(key))
            .and_then(|(_, value)| value.as_str())
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let template = rows.iter().find_map(|row| text(row, "template")).ok_or_else(|| {
        Finding::error("the rows name no template")
            .hint("add a column `template` with the template's path in the first row")
    })?;
    let mut form = Form { template, ..Form::default() };
    // The form that `vars` writes has one variable in each row.
    if rows.iter().all(|row| text(row, "variable").is_some()) {
        for row in &rows {
            if let (Some(name), Some(value)) = (text(row, "variable"), row.get("value")) {
                form.values.insert(name, value.clone());
            }
        }
        return Ok(form);
    }
    form.rows = rows;
    for row in &mut form.rows {
        row.retain(|key, _| !key.trim().eq_ignore_ascii_case("template"));
    }
    Ok(form)
}

/// The variables that a form names.
pub(super) fn names(form: &Form) -> BTreeSet<String> {
    let maps = [&form.values].into_iter().chain(form.profiles.values()).chain(&form.rows);
    let values = maps.flat_map(|values| flatten(values, "").0).map(|given| given.name);
    let keys = form.computed.keys().chain(form.goals.keys()).map(|key| name::meant(key));
    values.chain(keys).collect()
}
