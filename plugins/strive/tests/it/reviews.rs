//! When reviews are due, against a calendar.

use stratbook_plugin::Day;
use stratbook_strive::inputs::{Review, ReviewKind};
use stratbook_strive::reviews::due;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn review(date: &str, kind: ReviewKind) -> Review {
    Review { date: day(date), kind, by: None, note: None }
}

#[test]
fn light_each_quarter_and_deep_each_year() {
    let due = |reviews: &[Review]| {
        let due = due(day("2025-11-30"), reviews, day("2026-11-21"), 3, 12);
        (due.light.to_string(), due.deep.to_string())
    };
    // The day of the month is kept as far as the month has it.
    assert_eq!(due(&[]), ("2026-02-28".to_owned(), "2026-11-30".to_owned()));
    let light = review("2026-09-28", ReviewKind::Light);
    assert_eq!(due(std::slice::from_ref(&light)), ("2026-12-28".to_owned(), "2026-11-30".to_owned()));
    // A deep review is a light one, too; what is still to come does not count.
    let deep = review("2026-10-01", ReviewKind::Deep);
    let coming = review("2026-12-01", ReviewKind::Deep);
    assert_eq!(due(&[coming, deep, light]), ("2027-01-01".to_owned(), "2027-10-01".to_owned()));
}

#[test]
fn the_nearer_one_is_next() {
    let found = due(day("2026-01-15"), &[], day("2026-11-21"), 3, 12);
    assert_eq!(found.next(), (day("2026-04-15"), false));
    let found = due(day("2026-01-15"), &[], day("2026-11-21"), 12, 12);
    assert_eq!(found.next(), (day("2027-01-15"), true));
}
