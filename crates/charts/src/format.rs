//! Numbers and dates as people write them.

use jiff::civil::Date;

/// How a chart's numbers are written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Format {
    pub(crate) unit: String,
    /// Digits after the point; by size otherwise.
    pub(crate) decimals: Option<usize>,
}

impl Format {
    /// A number in the drawing, with its unit: `12,500`, `3.4 %`, `−$5`.
    pub(crate) fn label(&self, value: f64) -> String {
        self.with_unit(value, &self.short(value))
    }

    /// A number in the drawing, without its unit.
    pub(crate) fn short(&self, value: f64) -> String {
        let size = value.abs();
        if let Some(decimals) = self.decimals {
            return fixed(size, decimals, false, value);
        }
        let scaled = [(1e12, " tn"), (1e9, " bn"), (1e6, " M")].into_iter().find(|(from, _)| size >= *from);
        match scaled {
            Some((from, name)) if size < 1e15 => {
                let decimals = if size / from >= 100.0 { 0 } else { 2 };
                format!("{}{}", fixed(size / from, decimals, true, value), name)
            }
            _ => plain(value, 3),
        }
    }

    /// A number in the table: whole, but without the noise of binary fractions.
    pub(crate) fn full(&self, value: f64) -> String {
        self.with_unit(value, &plain(value, 10))
    }

    /// Numbers of an axis, with as many decimals as the step needs; the unit stands at the last one alone.
    pub(crate) fn tick(&self, value: f64, step: f64, last: bool) -> String {
        let size = value.abs();
        let text = if size >= 1e6 || (size > 0.0 && size < 1e-4) {
            self.short(value)
        } else {
            let decimals = (0..=6).find(|digits| {
                let scaled = step * 10f64.powi(*digits);
                (scaled - scaled.round()).abs() < 1e-6
            });
            fixed(size, decimals.unwrap_or(6) as usize, false, value)
        };
        if last { self.with_unit(value, &text) } else { text }
    }

    fn with_unit(&self, value: f64, text: &str) -> String {
        match &*self.unit {
            "" => text.to_owned(),
            "$" | "€" | "£" | "¥" => match text.strip_prefix('\u{2212}') {
                Some(bare) if value < 0.0 => format!("\u{2212}{}{bare}", self.unit),
                _ => format!("{}{text}", self.unit),
            },
            unit => format!("{text}\u{a0}{unit}"),
        }
    }
}

/// A number with so many significant digits after the point where it is small, grouped by thousands.
fn plain(value: f64, digits: usize) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    let magnitude = size.log10().floor() as i32;
    if !(-6..15).contains(&magnitude) {
        let mut mantissa = size / 10f64.powi(magnitude);
        let mut exponent = magnitude;
        if mantissa >= 9.995 {
            mantissa /= 10.0;
            exponent += 1;
        }
        return format!("{} × 10{}", fixed(mantissa, 2, true, value), superscript(exponent));
    }
    // Three digits say enough of a small number; a large one is never cut before the point.
    let decimals = (digits as i32 - 1 - magnitude).clamp(0, 12);
    let decimals =
        if digits <= 3 && magnitude >= 0 { decimals.min(2).max(i32::from(magnitude == 2)) } else { decimals };
    fixed(size, decimals as usize, true, value)
}

fn superscript(number: i32) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let sign = if number < 0 { "⁻" } else { "" };
    let text = number.unsigned_abs().to_string();
    format!("{sign}{}", text.bytes().map(|byte| digits[usize::from(byte - b'0')]).collect::<String>())
}

/// `size` with so many digits after the point and the sign of `signed`.
fn fixed(size: f64, decimals: usize, trim: bool, signed: f64) -> String {
    let text = format!("{size:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = if trim { fraction.trim_end_matches('0') } else { fraction };
    let mut out = String::new();
    let zero = whole.bytes().chain(fraction.bytes()).all(|byte| byte == b'0');
    if signed < 0.0 && !zero {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The month in three letters.
pub(crate) fn month(date: Date) -> &'static str {
    MONTHS[(date.month() as usize - 1) % 12]
}

/// `5 Mar 2026`.
pub(crate) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_people() {
        let plain = Format::default();
        for (value, expected) in [
            (0.1 + 0.2, "0.3"),
            (12_500.0, "12,500"),
            (1_234_567.0, "1.23 M"),
            (-3.456, "\u{2212}3.46"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.001_234, "0.00123"),
            (123.456, "123.5"),
            (2.5e9, "2.5 bn"),
            (4e20, "4 × 10²⁰"),
            (-4.2e-9, "\u{2212}4.2 × 10⁻⁹"),
            (99.999, "100"),
        ] {
            assert_eq!(plain.short(value), expected);
        }
        assert_eq!(plain.full(1_234_567.0), "1,234,567");
        assert_eq!(plain.full(0.1 + 0.2), "0.3");
        let of = |unit: &str| Format { unit: unit.to_owned(), decimals: None };
        assert_eq!(of("%").label(3.4), "3.4\u{a0}%");
        assert_eq!(of("$").label(-5.0), "\u{2212}$5");
        assert_eq!(of("%").tick(0.5, 0.25, true), "0.50\u{a0}%");
    }
}
