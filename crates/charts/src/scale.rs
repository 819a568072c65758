//! From values to places: ranges that hold their values, and ticks at round numbers.

use jiff::civil::Date;

use crate::fields::{date, days};
use crate::format::month;

/// A range of values on a range of places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

impl Scale {
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.from + share * (self.to - self.from)
    }
}

/// Lowest and highest of some values.
pub(crate) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((value.min(low), value.max(high))),
    })
}

/// A step of 1, 2 or 5 times a power of ten, so that `span` has about `count` of them.
pub(crate) fn step(span: f64, count: usize) -> f64 {
    let rough = span / count.max(1) as f64;
    let power = rough.log10().floor() as i32;
    let [one, two, five, ten] = [1.0, 2.0, 5.0, 10.0].map(|factor| times_ten(factor, power));
    if rough <= one * 1.000_001 {
        one
    } else if rough <= two * 1.000_001 {
        two
    } else if rough <= five * 1.000_001 {
        five
    } else {
        ten
    }
}

/// Exact where it can be: dividing by a power of ten rounds once, multiplying by its inverse twice.
fn times_ten(factor: f64, power: i32) -> f64 {
    if power < 0 { factor / 10f64.powi(-power) } else { factor * 10f64.powi(power) }
}

/// A range that can be drawn: not empty, and wide enough for its numbers to differ.
pub(crate) fn widen(low: f64, high: f64) -> (f64, f64) {
    let largest = low.abs().max(high.abs());
    if high - low > largest * 1e-9 {
        return (low, high);
    }
    if largest == 0.0 {
        return (0.0, 1.0);
    }
    (low - largest * 0.1, high + largest * 0.1)
}

/// Round numbers within a range, both ends included.
pub(crate) fn ticks(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step - 1e-6).ceil();
    let last = (high / step + 1e-6).floor();
    let number = (last - first).clamp(0.0, 50.0) as usize;
    let inverse = (1.0 / step).round();
    let exact = step < 1.0 && ((1.0 / step) - inverse).abs() < 1e-6;
    let value = |index: f64| if exact { index / inverse } else { index * step };
    (0..=number).map(|index| value(first + index as f64) + 0.0).collect()
}

/// The range extended to round numbers, except where an end is given, and their step.
pub(crate) fn nice(low: f64, high: f64, count: usize, fixed: (Option<f64>, Option<f64>)) -> (f64, f64, f64) {
    let (low, high) = widen(fixed.0.unwrap_or(low), fixed.1.unwrap_or(high));
    let step = step(high - low, count);
    let down = (low / step + 1e-6).floor() * step;
    let up = (high / step - 1e-6).ceil() * step;
    (fixed.0.unwrap_or(down), fixed.1.unwrap_or(up), step)
}

/// Dates that deserve a tick: days, months, quarters or years, at most `count` of them, with what is written there.
pub(crate) fn date_ticks(low: f64, high: f64, count: usize) -> Vec<(f64, String)> {
    let (first, last) = (date(low), date(high));
    let span = high - low;
    let months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
    let fits = months.into_iter().find(|step| span / (30.44 * f64::from(*step)) <= count as f64);
    let mut out = Vec::new();
    let mut year_written = None;
    if span < 45.0 {
        let step = [1.0, 2.0, 7.0, 14.0].into_iter().find(|step| span / step <= count as f64).unwrap_or(14.0);
        let mut at = low.ceil();
        while at <= high + 1e-6 {
            let day = date(at);
            let year = i32::from(day.year());
            let text = format!("{} {}", day.day(), month(day));
            out.push((at, if year_written == Some(year) { text } else { format!("{text} {year}") }));
            year_written = Some(year);
            at += step;
        }
        return out;
    }
    let step = fits.unwrap_or(2400);
    let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let mut at = index(first).div_euclid(step) * step;
    while at <= index(last) && out.len() < 60 {
        let year = at.div_euclid(12);
        if let Ok(day) = Date::new(year.clamp(-9000, 9900) as i16, (at.rem_euclid(12) + 1) as i8, 1) {
            let place = days(day);
            if place >= low - 0.5 && place <= high + 0.5 {
                // The year is said once, where it begins or where the axis does.
                let text = if step >= 12 {
                    year.to_string()
                } else if year_written == Some(year) {
                    month(day).to_owned()
                } else {
                    format!("{} {year}", month(day))
                };
                year_written = Some(year);
                out.push((place, text));
            }
        }
        at += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        let ticks = |low: f64, high: f64, count| ticks(low, high, step(high - low, count));
        assert_eq!(ticks(0.0, 5.0, 5), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(ticks(-0.3, 0.3, 6), [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(0.0, 12_500.0, 5), [0.0, 5000.0, 10_000.0]);
        assert_eq!(nice(2.1, 9.7, 5, (None, None)), (2.0, 10.0, 2.0));
        assert_eq!(nice(0.0, 0.0, 5, (None, None)), (0.0, 1.0, 0.2));
        assert_eq!(nice(7.0, 7.0, 5, (None, Some(10.0))), (7.0, 10.0, 1.0));
    }

    #[test]
    fn dates_have_ticks_at_months_and_years() {
        let day = |text: &str| days(text.parse().unwrap());
        let texts = |from: &str, to: &str, count| {
            date_ticks(day(from), day(to), count).into_iter().map(|(_, text)| text).collect::<Vec<_>>()
        };
        assert_eq!(texts("2026-01-01", "2026-12-31", 4), ["Jan 2026", "Apr", "Jul", "Oct"]);
        assert_eq!(texts("2020-06-01", "2026-06-01", 6), ["2021", "2022", "2023", "2024", "2025", "2026"]);
        assert_eq!(texts("2026-03-01", "2026-03-15", 4), ["1 Mar 2026", "8 Mar", "15 Mar"]);
    }
}
