//! Scores, weights and changes against values from elsewhere.
//!
//! "Linden" is the worked example of the handbook, calculated there by hand. "Three" is a close race of three options. Its
//! numbers come from a program in Python that knows none of these formulas: it tried 20,000 weights of each criterion with
//! exact fractions, and moved every score in steps of 0.001 until another option won. Shares of weightings are exact where
//! there are two options, else from 400,000 weightings drawn as exponential numbers divided by their sum, which is another way
//! than ours.

use stratbook_strive::assessors::{choices, spread};
use stratbook_strive::criteria::{Criterion, six};
use stratbook_strive::flip::{Candidate, How, flips};
use stratbook_strive::inputs::{Points, Scoring};
use stratbook_strive::ranking::{Entry, best_rank, dominated, order, ranks};
use stratbook_strive::score::overall;
use stratbook_strive::sensitivity::{ranges, weight_at};
use stratbook_strive::verdict::{Rule, Thresholds, Verdict, verdict};
use stratbook_strive::weightings::shares;

const LINDEN: [f64; 6] = [25.0, 20.0, 20.0, 15.0, 10.0, 10.0];
const SEARCH: [f64; 6] = [5.0, 4.0, 4.0, 4.0, 3.0, 5.0];
const RECOMMENDATIONS: [f64; 6] = [4.0, 4.0, 3.0, 3.0, 4.0, 4.0];
const ASSISTANT: [f64; 6] = [3.0, 2.0, 3.0, 2.0, 4.0, 3.0];
const PRICES: [f64; 6] = [4.0, 4.0, 5.0, 4.0, 4.0, 1.0];

const THREE: [f64; 6] = [30.0, 20.0, 20.0, 10.0, 10.0, 10.0];
const A: [f64; 6] = [4.0, 3.0, 5.0, 2.0, 4.0, 3.0];
const B: [f64; 6] = [3.0, 5.0, 3.0, 4.0, 3.0, 4.0];
const C: [f64; 6] = [5.0, 2.0, 3.0, 3.0, 4.0, 4.0];

fn known(scores: [f64; 6]) -> Vec<Option<f64>> {
    scores.map(Some).to_vec()
}

fn criteria(weights: [f64; 6]) -> Vec<Criterion> {
    six().into_iter().zip(weights).map(|(criterion, weight)| Criterion { weight, ..criterion }).collect()
}

fn near(left: f64, right: f64, within: f64) {
    assert!((left - right).abs() <= within, "{left} is not {right} within {within}");
}

#[test]
fn the_worked_example_scores_as_by_hand() {
    for (scores, expected) in [(SEARCH, 4.25), (RECOMMENDATIONS, 3.65), (ASSISTANT, 2.75), (PRICES, 3.9)] {
        near(overall(&LINDEN, &known(scores)).score().unwrap(), expected, 1e-12);
    }
    // Equal weights: the plain mean.
    near(overall(&[1.0; 6], &known(SEARCH)).score().unwrap(), 25.0 / 6.0, 1e-12);
}

#[test]
fn a_missing_score_makes_an_interval() {
    let mut scores = known(RECOMMENDATIONS);
    scores[5] = None;
    // 3.65 has 10 × 4 for ethics; as 1 it is 0.3 less, as 5 it is 0.1 more.
    let scored = overall(&LINDEN, &scores);
    assert_eq!(scored.score(), None);
    near(scored.low, 3.35, 1e-12);
    near(scored.high, 3.75, 1e-12);
    // What has no weight is not missing.
    let mut weights = LINDEN;
    weights[5] = 0.0;
    near(overall(&weights, &scores).score().unwrap(), 325.0 / 90.0, 1e-12);
}

#[test]
fn verdicts_follow_by_the_first_rule_that_fits() {
    let criteria = criteria(LINDEN);
    let judge = |scores: &[Option<f64>], goals| {
        verdict(&criteria, scores, goals, &overall(&LINDEN, scores), &Thresholds::default())
    };
    assert_eq!(judge(&known(SEARCH), 1), (Verdict::Adopt, Rule::Score));
    assert_eq!(judge(&known(RECOMMENDATIONS), 1), (Verdict::Pilot, Rule::Score));
    assert_eq!(judge(&known(ASSISTANT), 1), (Verdict::Hold, Rule::Score));
    assert_eq!(judge(&known(PRICES), 1).0, Verdict::Reject);
    assert_eq!(judge(&known(SEARCH), 0).0, Verdict::Reject);
    // 25·5 + 20·5 + 20·5 + 15·4 + 10·1 + 10·5 = 445: enough, but one criterion is weak.
    assert_eq!(
        judge(&known([5.0, 5.0, 5.0, 4.0, 1.0, 5.0]), 1),
        (Verdict::Pilot, Rule::Weak { criterion: 4 })
    );
    let mut open = known(SEARCH);
    open[2] = None;
    // 425 − 80 = 345; as 1 it is 3.65, as 5 it is 4.45.
    let missing = Rule::Missing { criteria: vec![2], worst: Verdict::Pilot, best: Verdict::Adopt };
    assert_eq!(judge(&open, 1), (Verdict::Incomplete, missing));
    // An option that a gate has ended needs no further scores.
    assert_eq!(judge(&[Some(1.0), None, None, None, None, None], 1).0, Verdict::Reject);
}

#[test]
fn ranks_count_what_is_sure() {
    let entry = |low, high, passes| Entry {
        overall: stratbook_strive::score::Overall { low, high, complete: low >= high },
        passes,
    };
    let entries = [
        entry(3.0, 3.0, true),
        entry(4.5, 4.5, false),
        entry(2.5, 4.0, true),
        entry(3.0, 3.0, true),
        entry(3.5, 3.5, true),
    ];
    let found = ranks(&entries);
    assert_eq!(found, [2, 5, 4, 2, 1]);
    assert_eq!(order(&found), [4, 0, 3, 2, 1]);
    assert_eq!(best_rank(&entries, 2), 1);
    assert_eq!(best_rank(&entries, 0), 2);
}

#[test]
fn what_is_never_better_is_dominated() {
    let rows = [vec![4.0, 4.0, 3.0], vec![4.0, 3.0, 3.0], vec![5.0, 1.0, 3.0], vec![4.0, 4.0, 3.0]];
    let all = [true; 4];
    // Equal options do not dominate each other, but both dominate the second.
    assert_eq!(dominated(&rows, &rows, &[1.0; 3], &all), [None, Some(0), None, None]);
    // What counts for nothing saves nobody, and who fails a gate dominates nobody.
    assert_eq!(dominated(&rows, &rows, &[0.0, 1.0, 1.0], &all)[2], Some(0));
    assert_eq!(dominated(&rows, &rows, &[1.0; 3], &[false, true, true, false])[1], None);
    // Unknown scores might be the highest.
    let mut high = rows.clone();
    high[1][1] = 5.0;
    assert_eq!(dominated(&rows, &high, &[1.0; 3], &all)[1], None);
}

#[test]
fn the_winner_changes_at_the_weights_that_trying_found() {
    let rows = [A, B, C].map(|scores| scores.to_vec());
    // Before each change: the last weight in steps of 1/20,000 at which A still won, and the next winner.
    let tried: [[Option<(f64, usize)>; 2]; 6] = [
        [Some((0.222_25, 1)), Some((0.363_65, 2))],
        [Some((0.111_15, 2)), Some((0.238_1, 1))],
        [Some((0.157_9, 1)), None],
        [None, Some((0.142_9, 1))],
        [None, None],
        [None, Some((0.181_85, 1))],
    ];
    let found = ranges(&THREE, &rows, 0, &[1, 2]);
    for (range, [below, above]) in found.into_iter().zip(tried) {
        let range = range.unwrap();
        for (found, tried) in [(range.below, below), (range.above, above)] {
            assert_eq!(found.map(|(_, rival)| rival), tried.map(|(_, rival)| rival));
            if let (Some((found, _)), Some((tried, _))) = (found, tried) {
                near(found, tried, 1.0 / 20_000.0);
            }
        }
    }
    // 20 % beside 80 points of other weights are 20 points.
    near(weight_at(0.2, 80.0), 20.0, 1e-12);
}

#[test]
fn level_options_change_at_once() {
    let rows = [vec![4.0, 2.0], vec![2.0, 4.0], vec![4.0, 2.0]];
    let found = ranges(&[1.0, 1.0], &rows, 0, &[1, 2]);
    assert_eq!(found[0].as_ref().unwrap().below, Some((0.5, 1)));
    assert_eq!(found[0].as_ref().unwrap().above, None);
    assert_eq!(found[1].as_ref().unwrap().above, Some((0.5, 1)));
    assert_eq!(ranges(&[1.0, 0.0], &rows, 0, &[1]), [None, None]);
}

/// For two options and differences dᵢ that all differ, the share of weightings with Σ dᵢ·wᵢ > 0 is
/// Σ over dᵢ > 0 of dᵢⁿ⁻¹ / Π (dᵢ − dⱼ), j ≠ i (the distribution of a linear combination of uniform spacings). Computed with
/// exact fractions in Python.
#[test]
fn shares_of_two_options_are_the_exact_ones() {
    let cases: [(&[f64], f64); 3] = [
        (&[1.5, -2.0, 2.0, -1.0, 1.0, -0.5], 0.619_841_269_841_269_8),
        (&[1.0, -0.5], 2.0 / 3.0),
        (&[2.0, -1.0, 0.5], 7.0 / 9.0),
    ];
    for (differences, expected) in cases {
        let first: Vec<f64> = differences.iter().map(|difference| 3.0 + difference).collect();
        let rows = [first, vec![3.0; differences.len()]];
        let found = shares(&rows, &rows, &vec![1.0; differences.len()], &[0, 1]);
        // Three standard errors of 40,000 draws.
        near(found[0].wins, expected, 0.0075);
        near(found[0].wins + found[1].wins, 1.0, 1e-9);
    }
}

#[test]
fn shares_of_three_options_are_those_drawn_in_another_way() {
    let linden = [SEARCH, RECOMMENDATIONS, ASSISTANT, PRICES].map(|scores| scores.to_vec());
    let found = shares(&linden, &linden, &LINDEN, &[0, 1, 2]);
    for (share, expected) in found.iter().zip([0.937_14, 0.062_87, 0.0, 0.0]) {
        near(share.wins, expected, 0.0075);
    }
    let three = [A, B, C].map(|scores| scores.to_vec());
    let found = shares(&three, &three, &THREE, &[0, 1, 2]);
    for (share, expected) in found.iter().zip([0.242_50, 0.482_96, 0.274_54]) {
        near(share.wins, expected, 0.0085);
    }
}

#[test]
fn an_unknown_score_could_still_win() {
    let low = [vec![4.0, 4.0], vec![3.0, 1.0]];
    let high = [vec![4.0, 4.0], vec![3.0, 5.0]];
    let found = shares(&low, &high, &[1.0, 1.0], &[0, 1]);
    assert_eq!((found[0].wins, found[1].wins), (1.0, 0.0));
    // 3·w + 5·(1 − w) > 4 for w < 1/2.
    near(found[1].could_win, 0.5, 0.0075);
}

#[test]
fn the_smallest_changes_are_those_that_trying_found() {
    let smallest = |weights: [f64; 6], rows: &[[f64; 6]], winner, second| {
        let scores: Vec<Vec<Option<f64>>> = rows.iter().map(|row| known(*row)).collect();
        let candidates: Vec<Candidate<'_>> = scores
            .iter()
            .map(|scores| Candidate { scores, goals: 1, overall: overall(&weights, scores).low })
            .collect();
        flips(&criteria(weights), &candidates, winner, Some(second))
    };
    let linden = smallest(LINDEN, &[SEARCH, RECOMMENDATIONS, ASSISTANT, PRICES], 0, 1);
    let short: Vec<_> =
        linden.iter().map(|flip| (flip.option, flip.criterion, flip.winner, flip.how)).collect();
    assert_eq!(
        short,
        [(0, 0, 1, How::WinnerFails), (0, 5, 1, How::WinnerFails), (3, 5, 3, How::OtherPasses)]
    );
    for (flip, size) in linden.iter().zip([2.0, 2.0, 3.5]) {
        near(flip.size(), size, 1e-9);
    }
    // A is at its gate of ethics, so that any less ends it.
    let three = smallest(THREE, &[A, B, C], 0, 1);
    let tried = [
        (0, 5, 0.0),
        (0, 0, 1.0 / 3.0),
        (1, 0, 1.0 / 3.0),
        (0, 1, 0.5),
        (0, 2, 0.5),
        (1, 2, 0.5),
        (2, 1, 0.5),
        (2, 2, 0.5),
    ];
    for (flip, (option, criterion, size)) in three.iter().zip(tried) {
        assert_eq!((flip.option, flip.criterion), (option, criterion));
        near(flip.size(), size, 1e-9);
    }
}

#[test]
fn assessors_have_a_spread() {
    // Mean 3.5; squares 2.25, 0.25, 0.25, 2.25; 5 / 3.
    let found = spread(&[2.0, 3.0, 4.0, 5.0]).unwrap();
    assert_eq!((found.low, found.high, found.mean, found.people), (2.0, 5.0, 3.5, 4));
    near(found.deviation, 1.290_994_448_735_805_6, 1e-12);
    near(spread(&[4.0]).unwrap().deviation, 0.0, 0.0);
    assert_eq!(spread(&[]), None);
}

#[test]
fn each_assessor_has_a_choice() {
    let scoring = |ada: f64, bea: Option<f64>| {
        let mut scoring = Scoring::default();
        scoring.assessors.insert("Ada".to_owned(), Points(ada));
        scoring.assessors.extend(bea.map(|points| ("Bea".to_owned(), Points(points))));
        scoring
    };
    let rows = [
        [scoring(5.0, Some(2.0)), scoring(3.0, Some(3.0))],
        [scoring(3.0, Some(4.0)), scoring(3.0, Some(3.0))],
    ];
    let views: Vec<Vec<Option<&Scoring>>> = rows.iter().map(|row| row.iter().map(Some).collect()).collect();
    let found = choices(&views, &[1.0, 1.0], &[0, 1]);
    assert_eq!(found["Ada"], [0]);
    assert_eq!(found["Bea"], [1]);
    // The mean of both counts where no agreed score is given.
    assert_eq!(rows[0][0].points(), Some(3.5));
    // Who left a score out has no choice.
    let rows = [[scoring(5.0, None)], [scoring(3.0, Some(4.0))]];
    let views: Vec<Vec<Option<&Scoring>>> = rows.iter().map(|row| row.iter().map(Some).collect()).collect();
    assert_eq!(choices(&views, &[1.0], &[0, 1]).keys().collect::<Vec<_>>(), ["Ada"]);
}
