//! Numbers as people read them: `12,500`, `3.4 %`, `€1,200.50`, `3 goals`.

/// A number with at most two decimals, thousands apart: `12,500`, `0.3`, `4.25`. What is no number is `n/a`.
pub fn number(value: f64) -> String {
    quantity(value, 2)
}

/// A number with at most that many decimals, no zeros at its end, thousands apart.
pub fn quantity(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "n/a".to_owned();
    }
    let written = group(&format!("{value:.decimals$}"));
    match written.split_once('.') {
        Some(_) => written.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => written,
    }
}

/// A share as a percentage with at most one decimal: `percent(0.034)` is `3.4 %`.
pub fn percent(share: f64) -> String {
    if share.is_finite() { format!("{} %", quantity(share * 100.0, 1)) } else { "n/a".to_owned() }
}

/// An amount in a currency, named by its ISO 4217 code: `money(1200.5, "EUR")` is `€1,200.50`, and whole amounts have no
/// decimals. A currency without a well-known sign is written in front: `SEK 90`.
pub fn money(amount: f64, currency: &str) -> String {
    if !amount.is_finite() {
        return "n/a".to_owned();
    }
    let cents = amount.abs();
    let whole = (cents - cents.round()).abs() < 0.005 || cents >= 1e15;
    let digits = group(&format!("{cents:.*}", if whole { 0 } else { 2 }));
    let sign = if amount < 0.0 && digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { "-" } else { "" };
    match currency {
        "EUR" => format!("{sign}€{digits}"),
        "GBP" => format!("{sign}£{digits}"),
        "USD" => format!("{sign}${digits}"),
        "JPY" => format!("{sign}¥{digits}"),
        "" => format!("{sign}{digits}"),
        other => format!("{sign}{other} {digits}"),
    }
}

/// A count with its noun: `plural(1, "goal", "goals")` is `1 goal`.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", group(&count.to_string()), if count == 1 { one } else { many })
}

/// Puts commas between thousands. No minus stands before a zero.
pub(crate) fn group(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", written),
    };
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(fraction);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_people() {
        let written = [12_500.0, 0.1 + 0.2, 4.25, 4.0, -1_234_567.891, -0.001, 999.999, f64::NAN].map(number);
        assert_eq!(written, ["12,500", "0.3", "4.25", "4", "-1,234,567.89", "0", "1,000", "n/a"]);
        assert_eq!(quantity(100.0, 0), "100");
        assert_eq!([percent(0.034), percent(1.0), percent(f64::INFINITY)], ["3.4 %", "100 %", "n/a"]);
    }

    #[test]
    fn amounts_have_their_sign() {
        let written = [money(1200.5, "EUR"), money(-90.0, "SEK"), money(0.999, "USD"), money(-0.001, "GBP")];
        assert_eq!(written, ["€1,200.50", "-SEK 90", "$1", "£0"]);
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(plural(1, "goal", "goals"), "1 goal");
        assert_eq!(plural(1200, "goal", "goals"), "1,200 goals");
    }
}
