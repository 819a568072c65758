//! Costs and benefits against values worked out by hand and by a loop over months in Python.

use stratbook_strive::cash::{Cash, cash, total};
use stratbook_strive::inputs::{Benefit, Cost};

fn near(left: f64, right: f64) {
    assert!((left - right).abs() < 1e-6 * right.abs().max(1.0), "{left} is not {right}");
}

fn cost(once: f64, monthly: f64, yearly: f64, from_month: usize) -> Cost {
    Cost { once, monthly, yearly, from_month, ..Cost::default() }
}

fn benefit(once: f64, monthly: f64, yearly: f64, from_month: usize) -> Benefit {
    Benefit { once, monthly, yearly, from_month, ..Benefit::default() }
}

fn linden(months: usize, discount: Option<f64>, share: f64) -> Cash {
    let own_hours = Cost { indirect: true, ..cost(0.0, 1500.0, 0.0, 1) };
    let costs = [cost(42_000.0, 0.0, 0.0, 1), cost(0.0, 4500.0, 0.0, 1), own_hours];
    cash(&costs, &[benefit(0.0, 13_641.60, 0.0, 1)], months, discount, |_| share)
}

/// The handbook's worked example: twelve months, then the pessimistic end over three years.
#[test]
fn the_worked_example_pays_back_as_by_hand() {
    let year = linden(12, Some(0.08), 1.0);
    near(year.cost, 114_000.0);
    near(year.indirect, 18_000.0);
    near(year.benefit, 163_699.20);
    near(year.net, 49_699.20);
    // 43.6 % of what was spent.
    near(year.roi.unwrap(), 49_699.20 / 114_000.0);
    // 42,000 / 7,641.60
    near(year.payback.unwrap(), 5.496_231_155_778_894);
    near(year.present.unwrap(), 45_976.654_564_356_79);
    assert_eq!(year.balance.len(), 13);
    near(year.balance[0], -42_000.0);
    near(year.balance[1], -34_358.40);

    let careful = linden(36, Some(0.08), 0.5);
    near(careful.net, -12_451.20);
    // More than four years, after the years that are looked at.
    near(careful.payback.unwrap(), 51.169_590_643_274_84);
    near(careful.present.unwrap(), -15_698.833_596_140_286);
}

#[test]
fn amounts_can_begin_later_and_push_payback_back() {
    let costs = [cost(30_000.0, 0.0, 12_000.0, 1), cost(5000.0, 500.0, 0.0, 7)];
    let found = cash(&costs, &[benefit(10_000.0, 0.0, 36_000.0, 4)], 24, Some(0.1), |_| 1.0);
    near(found.net, 5000.0);
    near(found.payback.unwrap(), 20.666_666_666_666_668);
    near(found.present.unwrap(), 1_703.749_464_329_13);
    near(total(5000.0, 500.0, 7, 24), 5000.0 + 18.0 * 500.0);
    near(total(5000.0, 500.0, 25, 24), 0.0);
}

#[test]
fn what_cannot_be_said_is_not_said() {
    let free = cash(&[], &[benefit(0.0, 10.0, 0.0, 1)], 12, None, |_| 1.0);
    assert_eq!((free.roi, free.payback, free.present), (None, None, None));
    let loss = cash(&[cost(0.0, 10.0, 0.0, 1)], &[benefit(0.0, 9.0, 0.0, 1)], 12, None, |_| 1.0);
    assert_eq!(loss.payback, None);
    near(loss.roi.unwrap(), -0.1);
    // It is paid back, and then a new cost comes that the benefit never makes up for.
    let late = cash(
        &[cost(100.0, 0.0, 0.0, 1), cost(0.0, 200.0, 0.0, 10)],
        &[benefit(0.0, 50.0, 0.0, 1)],
        24,
        None,
        |_| 1.0,
    );
    assert_eq!(late.payback, None);
}
