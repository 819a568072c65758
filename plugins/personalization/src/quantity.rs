//! Numbers with their units, as people write them: `2 %`, `$1.5M`, `2.3x/yr`, `8/10`.

use std::ops::Range;

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Not said.
    #[default]
    None,
    /// A share: 2 % is 0.02 in a calculation.
    Percent,
    /// An amount of money, by the sign that stands before it.
    Money(char),
    /// How often in a year.
    PerYear,
    /// So many to one, such as a return of 3:1.
    Ratio,
    /// So many of ten.
    OfTen,
}

/// A number that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, `1.5M` being 1,500,000.
    pub number: f64,
    /// Its unit.
    pub unit: Unit,
    /// What was written, without the unit.
    pub bare: String,
}

const CURRENCIES: [char; 4] = ['$', '€', '£', '¥'];

impl Unit {
    /// The unit that stands around a place: `$[PRICE]`, `[SHARE]%`, `[ORDERS]x/yr`, `[RETURN]:1`, `[MARK]/10`.
    pub fn around(text: &str, range: &Range<usize>) -> Self {
        let before = text[..range.start].trim_end_matches(' ');
        if let Some(sign) = before.chars().next_back().filter(|sign| CURRENCIES.contains(sign)) {
            return Self::Money(sign);
        }
        Self::behind(&text[range.end..]).0
    }

    /// The unit that a text begins with, and how long it is.
    fn behind(text: &str) -> (Self, usize) {
        let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let space = text.len() - rest.len();
        for (sign, unit) in [
            ("%", Self::Percent),
            ("percent", Self::Percent),
            ("x/yr", Self::PerYear),
            ("x/year", Self::PerYear),
            ("× a year", Self::PerYear),
            (":1", Self::Ratio),
            ("/10", Self::OfTen),
            ("€", Self::Money('€')),
        ] {
            let Some(after) = rest.strip_prefix(sign) else { continue };
            if !after.starts_with(|character: char| character.is_alphanumeric()) {
                return (unit, space + sign.len());
            }
        }
        (Self::None, 0)
    }

    /// A unit by the word that a dictionary has for it.
    pub fn of_word(word: &str) -> Self {
        let word = word.trim();
        match word.to_lowercase().as_str() {
            "%" | "percent" | "share" => Self::Percent,
            "$" | "usd" => Self::Money('$'),
            "€" | "eur" => Self::Money('€'),
            "£" | "gbp" => Self::Money('£'),
            "¥" | "jpy" => Self::Money('¥'),
            "x/yr" | "x/year" | "per year" => Self::PerYear,
            ":1" => Self::Ratio,
            "/10" => Self::OfTen,
            _ => Self::None,
        }
    }

    /// A number with the unit.
    pub fn with(self, bare: &str) -> String {
        match self {
            Self::None => bare.to_owned(),
            Self::Percent => format!("{bare} %"),
            Self::Money(sign) => match bare.strip_prefix('-') {
                Some(bare) => format!("-{sign}{bare}"),
                None => format!("{sign}{bare}"),
            },
            Self::PerYear => format!("{bare}x/yr"),
            Self::Ratio => format!("{bare}:1"),
            Self::OfTen => format!("{bare}/10"),
        }
    }

    /// The sign that it is written with; empty for none.
    pub fn sign(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Percent => "%".to_owned(),
            Self::Money(sign) => sign.to_string(),
            Self::PerYear => "x/yr".to_owned(),
            Self::Ratio => ":1".to_owned(),
            Self::OfTen => "/10".to_owned(),
        }
    }

    /// Its name in a sentence.
    pub fn words(self) -> String {
        match self {
            Self::None => "a number".to_owned(),
            Self::Percent => "a percentage".to_owned(),
            Self::Money(sign) => format!("an amount in {sign}"),
            Self::PerYear => "a number a year".to_owned(),
            Self::Ratio => "a ratio to one".to_owned(),
            Self::OfTen => "a number out of ten".to_owned(),
        }
    }

    /// What one of it is in a calculation.
    pub fn factor(self) -> f64 {
        if self == Self::Percent { 0.01 } else { 1.0 }
    }
}

/// Reads a number with its unit, if all of the text is one.
pub fn read(text: &str) -> Option<Quantity> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let sign = rest.chars().next().filter(|sign| CURRENCIES.contains(sign));
    let rest = sign.map_or(rest, |sign| rest[sign.len_utf8()..].trim_start());
    let length = rest
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','))
        .unwrap_or(rest.len());
    let digits = plain_digits(&rest[..length])?;
    let mut number: f64 = digits.parse().ok()?;
    let tail = &rest[length..];
    let (factor, after) = scale(tail);
    number *= factor;
    let (unit, unit_length) = Unit::behind(&tail[after..]);
    if !tail[after + unit_length..].trim().is_empty() || !number.is_finite() {
        return None;
    }
    let unit = match (sign, unit) {
        (Some(sign), Unit::None) => Unit::Money(sign),
        (Some(_), _) => return None,
        (None, unit) => unit,
    };
    let minus = if negative { "-" } else { "" };
    let bare = format!("{minus}{}", rest[..length + after].trim_end());
    Some(Quantity { number: if negative { -number } else { number }, unit, bare })
}

/// `M`, `k` and their words, and how long they are.
fn scale(text: &str) -> (f64, usize) {
    let rest = text.trim_start_matches(' ');
    let space = text.len() - rest.len();
    for (word, factor) in [
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("bn", 1e9),
        ("K", 1e3),
        ("k", 1e3),
        ("M", 1e6),
        ("m", 1e6),
        ("B", 1e9),
    ] {
        if rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
            return (factor, space + word.len());
        }
    }
    (1.0, 0)
}

/// Digits without commas between thousands; `1,5` is no number, since nobody can tell which.
fn plain_digits(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = (1..=3).contains(&first.len()) || rest.is_empty();
    if first.is_empty() || !fits || rest.iter().any(|group| group.len() != 3) {
        return None;
    }
    let mut digits = String::from(first);
    digits.push_str(&rest.concat());
    if let Some(fraction) = fraction {
        if fraction.is_empty() || fraction.contains([',', '.']) {
            return None;
        }
        digits.push('.');
        digits.push_str(fraction);
    }
    Some(digits)
}

/// Whether a text can stand where a number is expected: it is one, or says about how much, as in `10–15` or `~5`.
pub fn is_about_a_number(text: &str) -> bool {
    let text = text.trim_start_matches(['~', '<', '>', '≈', '≤', '≥', '±', '+', '-', '−', ' ', '=']);
    let text = text.trim_start_matches(CURRENCIES);
    text.starts_with(|character: char| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(f64, Unit)> {
        read(text).map(|quantity| (quantity.number, quantity.unit))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value, unit) in [
            ("200,000", 200_000.0, Unit::None),
            ("2 %", 2.0, Unit::Percent),
            ("2%", 2.0, Unit::Percent),
            ("$120", 120.0, Unit::Money('$')),
            ("-$1.5M", -1_500_000.0, Unit::Money('$')),
            ("€1,200.50", 1200.5, Unit::Money('€')),
            ("200K", 200_000.0, Unit::None),
            ("1 million", 1_000_000.0, Unit::None),
            ("2.3x/yr", 2.3, Unit::PerYear),
            ("3:1", 3.0, Unit::Ratio),
            ("8/10", 8.0, Unit::OfTen),
            ("20 percent", 20.0, Unit::Percent),
            ("−4", -4.0, Unit::None),
        ] {
            assert_eq!(number(text), Some((value, unit)), "{text}");
        }
        for text in [
            "",
            "x",
            "1,5",
            "1.",
            ".5",
            "1,2345",
            "12 products",
            "$5 %",
            "10-15",
            "1.2.3",
            "3 Mice",
            "2026-01-01",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(read("$1.5M").map(|quantity| quantity.bare), Some("1.5M".to_owned()));
        assert_eq!(read("2 %").map(|quantity| quantity.bare), Some("2".to_owned()));
    }

    #[test]
    fn units_stand_around() {
        let around = |text: &str| {
            let start = text.find('[').unwrap();
            Unit::around(text, &(start..text.find(']').unwrap() + 1))
        };
        assert_eq!(around("$[A]"), Unit::Money('$'));
        assert_eq!(around("[A] %"), Unit::Percent);
        assert_eq!(around("| [A]% |"), Unit::Percent);
        assert_eq!(around("[A]x/yr"), Unit::PerYear);
        assert_eq!(around("[A]:1 |"), Unit::Ratio);
        assert_eq!(around("[A]/10"), Unit::OfTen);
        assert_eq!(around("[A]/100, [A]:15"), Unit::None);
        assert_eq!(Unit::Money('$').with("-5"), "-$5");
    }
}
