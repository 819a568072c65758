//! A day of the calendar, since a report is made of a day and not of a clock.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, written `YYYY-MM-DD`, from year 0 to 9999. In inputs it is a string of that form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Days since 0000-03-01, whose year ends with the day that some years lack.
    number: i32,
}

const DAYS_IN_400_YEARS: i32 = 146_097;

impl Day {
    /// A day, if the calendar has it. Months and days count from 1.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if year > 9999 || day == 0 || day > length {
            return None;
        }
        // After Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
        let (month, day) = (i32::from(month), i32::from(day));
        let year = i32::from(year) - i32::from(month <= 2);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let number =
            year.div_euclid(400) * DAYS_IN_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Self { number })
    }

    /// Year, month and day.
    fn parts(self) -> (i32, i32, i32) {
        // `civil_from_days` of the same source.
        let of_era = self.number.rem_euclid(DAYS_IN_400_YEARS);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + self.number.div_euclid(DAYS_IN_400_YEARS) * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.parts().0 as u16
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.parts().1 as u8
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.parts().2 as u8
    }

    /// How many days it is until `later`: negative where that is before.
    pub fn until(self, later: Self) -> i64 {
        i64::from(later.number) - i64::from(self.number)
    }

    /// The day that many days after, or before where it is negative. It stays within the years 0 to 9999.
    pub fn plus_days(self, days: i64) -> Self {
        let (first, last) = (-60, 3_652_364);
        let number = i64::from(self.number).saturating_add(days).clamp(first, last);
        Self { number: number as i32 }
    }

    /// The same day of the month that many months after, or before; the last one where the month is too short.
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.parts();
        let total =
            (i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months)).clamp(0, 9999 * 12 + 11);
        let (year, month) = ((total / 12) as u16, (total % 12 + 1) as u8);
        (28..=day as u8).rev().chain([day as u8]).find_map(|day| Self::new(year, month, day)).unwrap_or(self)
    }

    /// For people: `21 November 2026`.
    pub fn for_people(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (year, month, day) = self.parts();
        format!("{day} {} {year}", MONTHS[(month - 1) as usize])
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDay(String);

impl fmt::Display for NoDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not a day; write it like 2026-11-21", self.0)
    }
}

impl std::error::Error for NoDay {}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let parse = || {
            let bytes = text.as_bytes();
            let shaped = bytes.len() == 10
                && bytes.iter().enumerate().all(|(index, byte)| match index {
                    4 | 7 => *byte == b'-',
                    _ => byte.is_ascii_digit(),
                });
            if !shaped {
                return None;
            }
            Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
        };
        parse().ok_or_else(|| NoDay(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        let mut next = Day::new(0, 1, 1).unwrap();
        assert_eq!(next.to_string(), "0000-01-01");
        let last = Day::new(9999, 12, 31).unwrap();
        let mut count = 1;
        while next < last {
            let following = next.plus_days(1);
            assert_eq!(Day::new(following.year(), following.month(), following.day()), Some(following));
            assert!(following > next);
            next = following;
            count += 1;
        }
        assert_eq!((next.to_string(), count), ("9999-12-31".to_owned(), 25 * DAYS_IN_400_YEARS));
        assert_eq!(last.plus_days(5), last);
        assert_eq!(day("0000-01-01").plus_days(-1), day("0000-01-01"));
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(day("2026-11-21").until(day("2027-01-01")), 41);
        assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2026-01-15").plus_months(-2), day("2025-11-15"));
        assert_eq!(day("2026-11-21").for_people(), "21 November 2026");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "26-01-01",
            "2026-1-1",
            "",
            "2026-01-01T",
            "२०२६-01-01",
            "+026-01-01",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        assert_eq!(
            serde_json::from_str::<Day>("\"soon\"").unwrap_err().to_string(),
            "`soon` is not a day; write it like 2026-11-21"
        );
    }
}
