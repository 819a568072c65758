//! Computed values: `(CONV_TARGET - CONV_BASE) / CONV_BASE`.
//!
//! Numbers, names, `+ - * / ( )` and percentages: enough for a plan, and nothing that could run on.

use crate::variables::name;

/// Longer expressions are refused.
const LONGEST: usize = 2_000;
/// Brackets nest no deeper.
const DEEPEST: usize = 50;

/// A calculation.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number; a percentage is a share already.
    Number(f64),
    /// The value of a variable.
    Name(String),
    /// The other sign.
    Minus(Box<Expression>),
    /// Two with a sign between them.
    Pair(Box<Expression>, Sign, Box<Expression>),
}

/// What stands between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    By,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoResult<E> {
    /// Something is divided by zero: what it is.
    DividedByZero(String),
    /// The result is too large to be a number.
    TooLarge,
    /// A name has no number, for a reason of the caller's.
    Name(E),
}

impl Expression {
    /// Reads one. The error says what is wrong in a few words.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} characters"));
        }
        let mut reader = Reader { rest: text.trim_start(), depth: 0 };
        let expression = reader.sum()?;
        match reader.rest.chars().next() {
            None => Ok(expression),
            Some(')') => Err("there is a `)` too many".to_owned()),
            Some(character) => Err(format!("`{character}` has no meaning there")),
        }
    }

    /// The names in it, in order.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'e>(&'e self, names: &mut Vec<&'e str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) => names.push(name),
            Self::Minus(inner) => inner.collect(names),
            Self::Pair(left, _, right) => {
                left.collect(names);
                right.collect(names);
            }
        }
    }

    /// The result, with the numbers that the names stand for.
    pub fn result<E>(&self, number: &mut impl FnMut(&str) -> Result<f64, E>) -> Result<f64, NoResult<E>> {
        let result = match self {
            Self::Number(value) => *value,
            Self::Name(name) => number(name).map_err(NoResult::Name)?,
            Self::Minus(inner) => -inner.result(number)?,
            Self::Pair(left, sign, right) => {
                let (a, b) = (left.result(number)?, right.result(number)?);
                match sign {
                    Sign::Plus => a + b,
                    Sign::Minus => a - b,
                    Sign::Times => a * b,
                    Sign::By if b == 0.0 => return Err(NoResult::DividedByZero(right.to_string())),
                    Sign::By => a / b,
                }
            }
        };
        if result.is_finite() { Ok(result) } else { Err(NoResult::TooLarge) }
    }
}

/// As it would be written, with the brackets that it needs.
impl std::fmt::Display for Expression {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(value) => write!(formatter, "{value}"),
            // A name that begins like a number is one between brackets only.
            Self::Name(name) if name.starts_with(|first: char| !first.is_alphabetic()) => {
                write!(formatter, "[{name}]")
            }
            Self::Name(name) => formatter.write_str(name),
            Self::Minus(inner) if matches!(**inner, Self::Pair(..)) => write!(formatter, "-({inner})"),
            Self::Minus(inner) => write!(formatter, "-{inner}"),
            Self::Pair(left, sign, right) => {
                let sums = |side: &Self| matches!(side, Self::Pair(_, Sign::Plus | Sign::Minus, _));
                let tight = matches!(sign, Sign::Times | Sign::By);
                let sign_text = match sign {
                    Sign::Plus => "+",
                    Sign::Minus => "-",
                    Sign::Times => "×",
                    Sign::By => "/",
                };
                if tight && sums(left) {
                    write!(formatter, "({left})")?;
                } else {
                    write!(formatter, "{left}")?;
                }
                write!(formatter, " {sign_text} ")?;
                let bracketed = matches!(**right, Self::Minus(_))
                    || (tight && matches!(**right, Self::Pair(..)))
                    || (*sign == Sign::Minus && sums(right));
                if bracketed { write!(formatter, "({right})") } else { write!(formatter, "{right}") }
            }
        }
    }
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, signs: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| signs.contains(first))?;
        self.rest = self.rest[first.len_utf8()..].trim_start();
        Some(first)
    }

    fn sum(&mut self) -> Result<Expression, String> {
        let mut left = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '−', '–']) {
            let sign = if sign == '+' { Sign::Plus } else { Sign::Minus };
            left = Expression::Pair(Box::new(left), sign, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, String> {
        let mut left = self.factor()?;
        while let Some(sign) = self.take(&['*', '×', '·', '/', '÷']) {
            let sign = if matches!(sign, '/' | '÷') { Sign::By } else { Sign::Times };
            left = Expression::Pair(Box::new(left), sign, Box::new(self.factor()?));
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("it nests deeper than {DEEPEST} brackets and signs"));
        }
        let factor = if self.take(&['-', '−']).is_some() {
            Expression::Minus(Box::new(self.factor()?))
        } else if self.take(&['+']).is_some() {
            self.factor()?
        } else {
            self.value()?
        };
        self.depth -= 1;
        Ok(factor)
    }

    fn value(&mut self) -> Result<Expression, String> {
        let value = if self.take(&['(']).is_some() {
            let inner = self.sum()?;
            if self.take(&[')']).is_none() {
                return Err("a `(` is not closed".to_owned());
            }
            inner
        } else if self.rest.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            let end = self.end(|character| character.is_ascii_digit() || matches!(character, '.' | ','));
            let written = &self.rest[..end];
            let number = written.replace(',', "").parse::<f64>().ok().filter(|number| number.is_finite());
            let number = number.ok_or_else(|| format!("`{written}` is no number"))?;
            self.rest = self.rest[end..].trim_start();
            Expression::Number(number)
        } else if let Some(inside) = self.rest.strip_prefix('[') {
            let (inside, rest) = inside.split_once(']').ok_or("a `[` is not closed")?;
            let name = name::read(inside).ok_or_else(|| format!("`[{inside}]` is no variable"))?.name;
            self.rest = rest.trim_start();
            Expression::Name(name)
        } else if self.rest.starts_with(char::is_alphabetic) {
            let end = self.end(|character| character.is_alphanumeric() || character == '_');
            let name = name::meant(&self.rest[..end]);
            self.rest = self.rest[end..].trim_start();
            Expression::Name(name)
        } else {
            return Err(match self.rest.chars().next() {
                None => "a number or a name is missing at the end".to_owned(),
                Some(character) => format!("there should be a number or a name in place of `{character}`"),
            });
        };
        if self.take(&['%']).is_some() {
            let share = Expression::Number(100.0);
            return Ok(match value {
                Expression::Number(number) => Expression::Number(number / 100.0),
                other => Expression::Pair(Box::new(other), Sign::By, Box::new(share)),
            });
        }
        Ok(value)
    }

    fn end(&self, is_part: impl Fn(char) -> bool) -> usize {
        self.rest.find(|character| !is_part(character)).unwrap_or(self.rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(text: &str) -> Result<f64, String> {
        let mut number = |name: &str| match name {
            "A" => Ok(0.02),
            "B" => Ok(0.03),
            "ZERO" => Ok(0.0),
            _ => Err(name.to_owned()),
        };
        Expression::read(text)?.result(&mut number).map_err(|error| format!("{error:?}"))
    }

    #[test]
    fn calculations_are_done() {
        for (text, value) in [
            ("(B - A) / A", 0.5),
            ("1 + 2 * 3 - 4 / 2", 5.0),
            ("2 - 3 - 4", -5.0),
            ("100 / 10 / 5", 2.0),
            ("-(1 + 2) * -3", 9.0),
            ("1,000,000 * 2.5%", 25_000.0),
            ("[A] × 100", 2.0),
            ("a + b", 0.05),
            ("(1 + 1)%", 0.02),
        ] {
            let found = result(text).unwrap();
            assert!((found - value).abs() < 1e-9, "{text} = {found}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, said) in [
            ("", "a number or a name is missing at the end"),
            ("1 +", "a number or a name is missing at the end"),
            ("(1", "a `(` is not closed"),
            ("1)", "there is a `)` too many"),
            ("1 2", "`2` has no meaning there"),
            ("1 ^ 2", "`^` has no meaning there"),
            ("1.2.3", "`1.2.3` is no number"),
            ("* 3", "there should be a number or a name in place of `*`"),
            ("1 / (A - A)", "DividedByZero(\"A - A\")"),
            ("B / ZERO", "DividedByZero(\"ZERO\")"),
            ("C + 1", "Name(\"C\")"),
        ] {
            assert_eq!(result(text).unwrap_err(), said, "{text}");
        }
        let deep = format!("{}1{}", "(".repeat(5_00), ")".repeat(500));
        assert!(result(&deep).unwrap_err().contains("deeper"));
        assert!(result(&"1+".repeat(5_000)).unwrap_err().contains("longer"));
        let huge = format!("1{}", "0".repeat(300));
        assert_eq!(result(&format!("{huge} * {huge}")).unwrap_err(), "TooLarge");
    }

    #[test]
    fn it_is_written_as_it_was_meant() {
        for text in ["(B - A) / A", "A - (B - C)", "A / (B × C)", "-(A + B)", "A × B + C"] {
            assert_eq!(Expression::read(text).unwrap().to_string(), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[A-C0-9+*/()%. \\-\\[\\],]{0,40}") {
            if let Ok(expression) = Expression::read(&text) {
                let mut number = |_: &str| Ok::<f64, ()>(3.0);
                let again = Expression::read(&expression.to_string()).unwrap();
                if let (Ok(a), Ok(b)) = (expression.result(&mut number), again.result(&mut number)) {
                    proptest::prop_assert!((a - b).abs() <= a.abs() * 1e-9, "{} {} {}", expression, a, b);
                }
            }
        }
    }
}
