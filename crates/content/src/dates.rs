//! Dates as people write them.

use jiff::civil::Date;

/// What a text says about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// `2026-02-21`, also with a time after it.
    Exact(Date),
    /// Another form with one meaning.
    Other(Date),
    /// Day and month can be exchanged: day first, then month first.
    Ambiguous(Date, Date),
}

impl Reading {
    /// The day that counts.
    pub(crate) const fn date(self) -> Date {
        match self {
            Self::Exact(date) | Self::Other(date) | Self::Ambiguous(date, _) => date,
        }
    }
}

/// Reads a day.
pub(crate) fn read(text: &str) -> Option<Reading> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    if let Some(head) = text.get(..10)
        && is_iso(head)
        && is_time(&text[10..])
    {
        return head.parse().ok().map(Reading::Exact);
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&text[..4], &text[4..6], &text[6..]).map(Reading::Other);
    }
    let date = match text.split_once(['T', ' ']) {
        Some((date, time)) if is_time(&format!("T{time}")) => date,
        _ => text,
    };
    for separator in ['-', '/', '.'] {
        let parts: Vec<&str> = date.split(separator).map(str::trim).collect();
        if let [first, second, third] = parts[..]
            && [first, second, third].iter().all(|part| is_number(part))
        {
            return numeric(first, second, third);
        }
    }
    worded(text)
}

fn is_iso(text: &str) -> bool {
    text.bytes()
        .enumerate()
        .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Whether a rest after a date is a time of day or nothing.
fn is_time(rest: &str) -> bool {
    rest.is_empty()
        || (rest.starts_with(['T', 't', ' '])
            && rest[1..].trim_start().starts_with(|first: char| first.is_ascii_digit())
            && rest.contains(':'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn numeric(first: &str, second: &str, third: &str) -> Option<Reading> {
    if first.len() == 4 {
        return day(first, second, third).map(Reading::Other);
    }
    if third.len() != 4 {
        return None;
    }
    match (day(third, second, first), day(third, first, second)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(Reading::Ambiguous(day_first, month_first))
        }
        (one, other) => one.or(other).map(Reading::Other),
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `21 Feb 2026`, `Feb 21, 2026`, `Saturday, 21st of February 2026`.
fn worded(text: &str) -> Option<Reading> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let (mut year, mut month, mut of_month) = (None, None, None);
    for word in text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '.'))
        .filter(|word| !word.is_empty())
    {
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let known = MONTHS.iter().position(|name| {
            lower.len() >= 3 && (name.starts_with(&lower) || lower == "sept" && *name == "september")
        });
        if let Some(at) = known {
            if month.replace(at as i8 + 1).is_some() {
                return None;
            }
        } else if digits.len() == 4 && is_number(digits) {
            if year.replace(digits.parse().ok()?).is_some() {
                return None;
            }
        } else if is_number(digits)
            && digits.len() <= 2
            && ["", "st", "nd", "rd", "th"].contains(&&lower[digits.len()..])
        {
            if of_month.replace(digits.parse().ok()?).is_some() {
                return None;
            }
        } else if !(lower == "of"
            || lower.len() >= 3
                && ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
                    .iter()
                    .any(|name| name.starts_with(&lower)))
        {
            return None;
        }
    }
    Date::new(year?, month?, of_month?).ok().map(Reading::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let is = |text: &str, month: i8, of_month: i8| {
            assert_eq!(read(text).map(Reading::date), Date::new(2026, month, of_month).ok(), "{text}");
        };
        for text in [
            "2026-02-21",
            "2026/02/21",
            "2026.2.21",
            "2026-02-21T10:00:00Z",
            "2026-02-21 10:00:00 +0100",
            "21 Feb 2026",
            "Feb 21, 2026",
            "February 21st, 2026",
            "Sat, 21 Feb 2026",
            "21.02.2026",
            "02/21/2026",
            "20260221",
            "21-Feb-2026",
        ] {
            is(text, 2, 21);
        }
        is("03/04/2026", 4, 3);
        assert!(matches!(read("03/04/2026"), Some(Reading::Ambiguous(..))));
        assert!(matches!(read("04/04/2026"), Some(Reading::Other(_))));
        assert!(matches!(read("2026-02-21"), Some(Reading::Exact(_))));
        for text in [
            "",
            "soon",
            "2026",
            "2026-02",
            "2026-02-30",
            "{{date}}",
            "1.2.3",
            "Feb 2026",
            "2026-02-21abc",
            "21 2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
