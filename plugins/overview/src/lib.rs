//! The strategy overview: all goals, options, ladder positions, open variables and overdue reviews on one page.
//!
//! [`read`] reads what other plugins leave behind, for the other rollups as well. It knows the members that they promise, and
//! takes every one of them as something that may be missing: a report of an older version is shown as far as it goes.

pub mod filter;
pub mod read;

mod page;

use stratbook_plugin::prelude::*;

/// The plugin.
#[derive(Debug)]
pub struct Overview;

impl Plugin for Overview {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().rollup(include_str!("../example.yaml"), page::make)
    }
}

/// A value with its unit: `3.1 %`, `€48`, `12.5 tickets`.
pub fn value(value: f64, unit: &str) -> String {
    let code = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    match unit {
        "" => number(value),
        _ if code => money(value, unit),
        _ => format!("{} {unit}", number(value)),
    }
}

/// The same for a table's cell, where it is not broken before a `%`.
pub fn value_cell(number: f64, unit: &str) -> Inline {
    if unit == "%" { md(value(number, unit).replace(' ', "&nbsp;")) } else { text(value(number, unit)) }
}

/// A share for a table's cell, where it is not broken before its sign.
pub fn share_cell(share: f64) -> Inline {
    md(percent(share).replace(' ', "&nbsp;"))
}

/// The unit as charts take it: signs of currencies stand before the number there.
pub fn chart_unit(unit: &str) -> &str {
    match unit {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        other => other,
    }
}
