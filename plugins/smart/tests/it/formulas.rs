//! Formulas against values worked out without this code: by a Python script that computes the regression from its
//! definitional sums, and the t distribution by Simpson's rule over its density.

use stratbook_plugin::Day;
use stratbook_smart::inputs::Direction;
use stratbook_smart::line::Line;
use stratbook_smart::student;
use stratbook_smart::trend::fit;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{value} is not {expected}");
}

#[test]
fn t_quantiles_are_those_of_the_tables() {
    // 6.3138, 2.9200, 2.0150, 2.2281, 2.7500 and 1.6377 in every printed table.
    for (chance, degrees, expected) in [
        (0.95, 1.0, 6.313_751_514_675),
        (0.95, 2.0, 2.919_985_580_353_8),
        (0.95, 5.0, 2.015_048_373_333),
        (0.975, 10.0, 2.228_138_851_986_3),
        (0.995, 30.0, 2.749_995_653_567_1),
        (0.9, 3.0, 1.637_744_353_696_2),
        (0.5, 4.0, 0.0),
    ] {
        close(student::quantile(chance, degrees), expected);
    }
}

#[test]
fn chances_are_those_of_the_density() {
    for (t, degrees, expected) in [
        // One degree is Cauchy's distribution: 1/2 + arctan(1)/π.
        (1.0, 1.0, 0.75),
        (-2.0, 4.0, 0.058_058_261_758_4),
        (0.3, 7.0, 0.613_554_974_798_9),
        (2.5, 40.0, 0.991_689_823_584_5),
        (0.0, 3.0, 0.5),
    ] {
        close(student::below(t, degrees), expected);
    }
}

/// Seven months of a conversion rate, from 31 January 2026.
const RISING: [(f64, f64); 7] =
    [(28.0, 2.1), (59.0, 2.05), (89.0, 2.3), (150.0, 2.4), (181.0, 2.5), (212.0, 2.48), (242.0, 2.62)];

#[test]
fn a_rising_line_is_projected() {
    let trend = fit(&RISING).unwrap();
    close(trend.slope, 0.002_521_562_138_495_6);
    close(trend.intercept, 2.003_825_540_700_82);
    close(trend.scatter.unwrap(), 0.065_845_706_879_093);
    // 31 December is day 334.
    close(trend.at(334.0), 2.846_027_294_958_34);
    close(trend.error(334.0).unwrap(), 0.096_199_646_018_919);
    let (low, high) = trend.range(334.0, 0.9).unwrap();
    close(low, 2.652_180_354_732_7);
    close(high, 3.039_874_235_184);
    close(trend.chance_of_at_least(334.0, 3.0).unwrap(), 0.085_186_823_899_9);
    close(trend.reaches(3.0).unwrap(), 395.062_427_409_99);
}

#[test]
fn a_falling_line_is_projected() {
    let trend = fit(&[(89.0, 9.0), (180.0, 8.1), (272.0, 7.9)]).unwrap();
    close(trend.slope, -0.006_003_901_739_857_5);
    close(trend.at(364.0), 7.230_616_713_779_5);
    let (low, high) = trend.range(364.0, 0.9).unwrap();
    close(low, 3.900_893_565_402_6);
    close(high, 10.560_339_862_156);
    close(trend.chance_of_at_least(364.0, 6.0).unwrap(), 0.871_125_677_761_7);
}

#[test]
fn two_points_have_a_line_and_no_range() {
    let trend = fit(&[(89.0, 9.0), (180.0, 8.1)]).unwrap();
    close(trend.at(364.0), 6.280_219_780_219_8);
    assert_eq!(
        (trend.scatter, trend.range(364.0, 0.9), trend.chance_of_at_least(364.0, 6.0)),
        (None, None, None)
    );
}

#[test]
fn what_has_no_line_has_none() {
    assert_eq!(fit(&[]), None);
    assert_eq!(fit(&[(3.0, 4.0)]), None);
    assert_eq!(fit(&[(3.0, 4.0), (3.0, 5.0)]), None);
    // A level line never reaches another value, and exact points leave no scatter to measure chances by.
    let level = fit(&[(0.0, 2.0), (1.0, 2.0), (2.0, 2.0)]).unwrap();
    assert_eq!(
        (level.reaches(3.0), level.range(9.0, 0.9), level.chance_of_at_least(9.0, 3.0)),
        (None, Some((2.0, 2.0)), None)
    );
}

#[test]
fn the_straight_line_is_followed_from_both_sides() {
    let mut line = Line {
        baseline: 2.0,
        target: 3.0,
        start: day("2026-01-31"),
        due: day("2026-12-31"),
        direction: Direction::Up,
    };
    assert_eq!(line.expected(day("2025-06-01")), 0.0);
    assert_eq!(line.expected(day("2026-07-17")), 0.5);
    assert_eq!(line.expected(day("2027-06-01")), 1.0);
    close(line.progress(2.62).unwrap(), 0.62);
    close(line.progress(1.9).unwrap(), -0.1);
    assert!(line.reached(3.0) && !line.reached(2.999));
    (line.baseline, line.target, line.direction) = (10.0, 6.0, Direction::Down);
    assert_eq!(line.expected_value(day("2026-07-17")), 8.0);
    close(line.progress(7.0).unwrap(), 0.75);
    close(line.progress(11.0).unwrap(), -0.25);
    assert!(line.reached(6.0) && line.reached(5.0) && !line.reached(6.1));
    line.target = 10.0;
    assert_eq!(line.progress(7.0), None);
}
