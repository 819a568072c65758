//! Numbers with their unit, and with as many decimals as matter between baseline and target.

use stratbook_plugin::{money, quantity};

/// Codes of ISO 4217 that are taken for a currency; other units of three letters exist.
const CURRENCIES: [&str; 20] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "KRW", "MXN", "NOK",
    "NZD", "PLN", "SEK", "USD", "ZAR",
];

/// How the numbers of a goal are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    name: String,
    decimals: usize,
}

impl Unit {
    /// The unit of numbers between two values.
    pub fn new(name: Option<&String>, one: f64, other: f64) -> Self {
        let name = name.map(|name| name.trim().to_owned()).unwrap_or_default();
        // Three digits of the way: a hundredth of it can be told apart.
        let way = (other - one).abs();
        let size = if way > 0.0 { way } else { one.abs().max(1e-6) };
        let decimals = (2.0 - size.log10().floor()).clamp(0.0, 8.0) as usize;
        // A value is never cut to less than what was written for baseline and target.
        let decimals = decimals.max(written(one)).max(written(other));
        Self { name, decimals }
    }

    /// Its name; empty where there is none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit as charts take it: signs of currencies stand before the number there.
    pub fn for_charts(&self) -> &str {
        match &*self.name {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "JPY" => "¥",
            name => name,
        }
    }

    /// A value: `3.1 %`, `€48`, `12.5 tickets`.
    pub fn value(&self, value: f64) -> String {
        match self.currency() {
            Some(code) if self.decimals <= 2 => money(rounded(value, self.decimals), code),
            Some(code) => format!("{} {code}", quantity(value, self.decimals)),
            None if self.name.is_empty() => quantity(value, self.decimals),
            None => format!("{} {}", quantity(value, self.decimals), self.name),
        }
    }

    /// A difference, without its sign: percentages differ by percentage points.
    pub fn difference(&self, value: f64) -> String {
        let value = value.abs();
        if self.name == "%" {
            let one = (value - 1.0).abs() < 1e-9;
            format!("{} percentage {}", quantity(value, self.decimals), if one { "point" } else { "points" })
        } else {
            self.value(value)
        }
    }

    /// A difference in a column: `0.5 points`.
    pub fn short_difference(&self, value: f64) -> String {
        if self.name == "%" {
            format!("{} points", quantity(value.abs(), self.decimals))
        } else {
            self.value(value.abs())
        }
    }

    /// A value for a chart: one decimal more than people read, so that a curve stays smooth and its table legible.
    pub fn rounded(&self, value: f64) -> f64 {
        rounded(value, self.decimals + 1)
    }

    fn currency(&self) -> Option<&str> {
        match &*self.name {
            "€" => Some("EUR"),
            "$" => Some("USD"),
            "£" => Some("GBP"),
            "¥" => Some("JPY"),
            name if CURRENCIES.contains(&name) => Some(name),
            _ => None,
        }
    }
}

fn rounded(value: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(decimals as i32);
    let scaled = (value * scale).round() / scale;
    if scaled.is_finite() { scaled } else { value }
}

/// Decimals of the shortest way to write a number, as far as people write them.
fn written(value: f64) -> usize {
    let text = value.to_string();
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(6))
}
