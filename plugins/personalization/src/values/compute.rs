//! Calculations, in the order in which they need each other.

use std::collections::{BTreeMap, BTreeSet};

use stratbook_plugin::messages::Finding;
use stratbook_plugin::quantity;

use super::{Entry, Resolved, Source, nearest};
use crate::expression::{Expression, NoResult, Sign};
use crate::quantity::Unit;
use crate::variables::dictionary::Dictionary;

/// The calculation that a given text is, if it is one: it begins with `=`, or consists of known names, numbers and signs.
pub(super) fn calculation(text: &str, known: impl Fn(&str) -> bool) -> Option<Result<Expression, String>> {
    if let Some(rest) = text.trim().strip_prefix('=') {
        return Some(Expression::read(rest));
    }
    if text.len() > 2_000 || !text.contains(['+', '-', '*', '/', '−', '×', '÷']) {
        return None;
    }
    let expression = Expression::read(text).ok()?;
    let names = expression.names();
    (!names.is_empty() && names.iter().all(|name| known(name))).then_some(Ok(expression))
}

type Calculations = BTreeMap<String, (Expression, String)>;

/// Does all calculations.
pub(super) fn all(
    resolved: &mut Resolved,
    calculations: &Calculations,
    dictionary: &Dictionary,
    known: &BTreeSet<String>,
    unit_of: impl Fn(&str) -> Unit,
) {
    let mut order = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for name in calculations.keys() {
        if let Some(cycle) = visit(name, calculations, dictionary, &mut done, &mut order) {
            let pointer = &calculations[cycle[0]].1;
            let mut chain: Vec<String> = cycle.iter().map(|name| format!("`{name}`")).collect();
            chain.push(chain[0].clone());
            resolved.findings.push(
                Finding::error(format!("calculations go round in a circle: {}", chain.join(" → ")))
                    .at(pointer)
                    .hint("give one of them as a number"),
            );
            return;
        }
    }
    for name in order {
        let (expression, pointer) = &calculations[name];
        one(resolved, name, expression, pointer, dictionary, known, unit_of(name));
    }
}

/// Puts a calculation behind those that it needs. Gives the circle if it needs itself. A stack of its own, since a chain of
/// calculations may be long.
fn visit<'c>(
    start: &'c str,
    calculations: &'c Calculations,
    dictionary: &'c Dictionary,
    done: &mut BTreeSet<&'c str>,
    order: &mut Vec<&'c str>,
) -> Option<Vec<&'c str>> {
    if done.contains(start) {
        return None;
    }
    let needs = |name: &str| -> Vec<&'c str> {
        let Some((expression, _)) = calculations.get(name) else { return Vec::new() };
        let mut needs: Vec<&str> = expression
            .names()
            .into_iter()
            .filter_map(|name| calculations.get_key_value(dictionary.canonical(name)))
            .map(|(name, _)| name.as_str())
            .collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    };
    let mut path: Vec<(&'c str, Vec<&'c str>)> = vec![(start, needs(start))];
    let mut open: BTreeSet<&str> = BTreeSet::from([start]);
    while let Some((name, rest)) = path.last_mut() {
        let name = *name;
        match rest.pop() {
            Some(next) if open.contains(next) => {
                let from = path.iter().position(|(name, _)| *name == next).unwrap_or(0);
                return Some(path[from..].iter().map(|(name, _)| *name).collect());
            }
            Some(next) if done.contains(next) => {}
            Some(next) => {
                open.insert(next);
                path.push((next, needs(next)));
            }
            None => {
                path.pop();
                open.remove(name);
                done.insert(name);
                order.push(name);
            }
        }
    }
    None
}

enum Missing {
    Open,
    Unknown(String),
    NoNumber(String, String),
}

fn one(
    resolved: &mut Resolved,
    name: &str,
    expression: &Expression,
    pointer: &str,
    dictionary: &Dictionary,
    known: &BTreeSet<String>,
    unit: Unit,
) {
    let mut parts = Vec::new();
    let result = expression.result(&mut |wanted: &str| {
        let wanted = dictionary.canonical(wanted);
        let Some(entry) = resolved.entries.get(wanted) else {
            return Err(if known.contains(wanted) {
                Missing::Open
            } else {
                Missing::Unknown(wanted.to_owned())
            });
        };
        parts.push((wanted.to_owned(), entry.full()));
        entry.plain_number().ok_or_else(|| Missing::NoNumber(wanted.to_owned(), entry.full()))
    });
    let finding = match result {
        Ok(value) => {
            let unit = if unit == Unit::None { measured(expression, resolved, dictionary) } else { unit };
            let number = rounded(value / unit.factor());
            let entry = Entry {
                bare: bare(number, unit),
                number: Some(number),
                unit,
                numeric: true,
                source: Source::Computed(arithmetic(expression, &parts)),
                pointer: pointer.to_owned(),
            };
            resolved.entries.insert(name.to_owned(), entry);
            return;
        }
        Err(NoResult::Name(Missing::Open)) => {
            let open = expression
                .names()
                .into_iter()
                .map(|name| dictionary.canonical(name))
                .filter(|name| !resolved.entries.contains_key(*name))
                .map(str::to_owned)
                .collect();
            resolved.waiting.insert(name.to_owned(), open);
            return;
        }
        Err(NoResult::Name(Missing::Unknown(wanted))) => {
            Finding::error(format!("`{name}` is calculated from `{wanted}`, and there is no such variable"))
                .hint(match nearest(&wanted, known.iter().map(String::as_str)) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("give `{wanted}` a value"),
                })
        }
        Err(NoResult::Name(Missing::NoNumber(wanted, text))) => {
            let text: String = text.chars().take(40).collect();
            Finding::error(format!("`{name}` is calculated from `{wanted}`, and `{text}` is no number"))
                .hint(format!("give `{wanted}` as a number"))
        }
        Err(NoResult::DividedByZero(what)) => Finding::error(format!(
            "`{name}` cannot be calculated: `{what}` is zero, and nothing can be divided by it"
        ))
        .hint("correct the value, or give the result itself"),
        Err(NoResult::TooLarge) => {
            Finding::error(format!("`{name}` cannot be calculated: the result is too large"))
                .hint("check the numbers that it is calculated from")
        }
    };
    resolved.entries.remove(name);
    resolved.findings.push(finding.at(pointer));
}

/// What a part of a calculation is a number of.
#[derive(Clone, Copy, PartialEq)]
enum Measure {
    /// A number that was written into the calculation: twice an amount is an amount.
    Literal,
    /// A count.
    Count,
    Percent,
    Money(char),
}

/// The unit of a result, as far as those of its parts tell: orders times an amount is an amount.
fn measured(expression: &Expression, resolved: &Resolved, dictionary: &Dictionary) -> Unit {
    match measure(expression, resolved, dictionary) {
        Some(Measure::Money(sign)) => Unit::Money(sign),
        Some(Measure::Percent) => Unit::Percent,
        _ => Unit::None,
    }
}

/// Nothing where unlike things are added, or amounts are multiplied.
fn measure(expression: &Expression, resolved: &Resolved, dictionary: &Dictionary) -> Option<Measure> {
    use Measure::{Count, Literal, Money, Percent};
    match expression {
        Expression::Number(_) => Some(Literal),
        Expression::Name(name) => Some(match resolved.entries.get(dictionary.canonical(name))?.unit {
            Unit::Percent => Percent,
            Unit::Money(sign) => Money(sign),
            _ => Count,
        }),
        Expression::Minus(inner) => measure(inner, resolved, dictionary),
        Expression::Pair(left, sign, right) => {
            let (left, right) = (measure(left, resolved, dictionary)?, measure(right, resolved, dictionary)?);
            match (left, sign, right) {
                (_, Sign::Plus | Sign::Minus, _) => (left == right).then_some(left),
                (same, Sign::By, other) if same == other => {
                    Some(if same == Literal { Literal } else { Count })
                }
                (part, _, Literal) | (Literal, Sign::Times, part) => Some(part),
                (Money(_), Sign::Times, Money(_)) | (_, Sign::By, Money(_)) => None,
                (Money(sign), _, _) | (_, Sign::Times, Money(sign)) => Some(Money(sign)),
                (Percent, Sign::Times, Percent) => Some(Percent),
                _ => Some(Count),
            }
        }
    }
}

/// Without what binary fractions add in the last digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

/// The number as it is written.
fn bare(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Money(_) if number.abs() < 100.0 => stratbook_plugin::money(number, ""),
        _ => quantity(number, decimals(number, unit)),
    }
}

/// As many decimals as somebody wants to read.
fn decimals(number: f64, unit: Unit) -> usize {
    match unit {
        _ if number.abs() >= 100.0 => 0,
        Unit::Percent | Unit::PerYear | Unit::Ratio | Unit::OfTen => 1,
        _ => 2,
    }
}

/// The calculation with the values in place of the names: `(3 % - 2 %) / 2 %`.
fn arithmetic(expression: &Expression, parts: &[(String, String)]) -> String {
    let mut out = String::new();
    let written = expression.to_string();
    let mut word = String::new();
    for character in written.chars().chain([' ']) {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        match parts.iter().find(|(name, _)| *name == word) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&word),
        }
        word.clear();
        out.push(character);
    }
    out.trim_end().to_owned()
}
