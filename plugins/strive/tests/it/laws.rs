//! What must hold for all assessments.

use proptest::prelude::*;
use stratbook_strive::criteria::{Criterion, six};
use stratbook_strive::flip::{Candidate, How, flips};
use stratbook_strive::ranking::{Entry, dominated, order, ranks};
use stratbook_strive::score::{filled, overall};
use stratbook_strive::sensitivity::ranges;
use stratbook_strive::verdict::{Rule, Thresholds, Verdict, verdict};
use stratbook_strive::weightings::shares;

type Rows = Vec<Vec<Option<f64>>>;

fn points() -> impl Strategy<Value = f64> {
    (2_u8..=10).prop_map(|halves| f64::from(halves) / 2.0)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0_u16..40, 6)
        .prop_filter("something counts", |weights| weights.iter().any(|weight| *weight > 0))
        .prop_map(|weights| weights.into_iter().map(f64::from).collect())
}

fn rows(missing: bool) -> impl Strategy<Value = Rows> {
    let score = points().prop_flat_map(move |points| {
        if missing {
            prop_oneof![4 => Just(Some(points)), 1 => Just(None)].boxed()
        } else {
            Just(Some(points)).boxed()
        }
    });
    proptest::collection::vec(proptest::collection::vec(score, 6), 1..6)
}

fn criteria(weights: &[f64]) -> Vec<Criterion> {
    six()
        .into_iter()
        .zip(weights)
        .map(|(criterion, weight)| Criterion { weight: *weight, ..criterion })
        .collect()
}

fn entries(weights: &[f64], rows: &Rows) -> Vec<(Entry, Verdict, Rule)> {
    let criteria = criteria(weights);
    rows.iter()
        .map(|scores| {
            let overall = overall(weights, scores);
            let (verdict, rule) = verdict(&criteria, scores, 1, &overall, &Thresholds::default());
            (Entry { overall, passes: !matches!(rule, Rule::Gates(_)) }, verdict, rule)
        })
        .collect()
}

fn ranked(weights: &[f64], rows: &Rows) -> Vec<usize> {
    ranks(&entries(weights, rows).into_iter().map(|(entry, ..)| entry).collect::<Vec<_>>())
}

/// The option in front, and the others that pass, in order.
fn front(weights: &[f64], rows: &Rows) -> Option<(usize, Vec<usize>)> {
    let entries = entries(weights, rows);
    let ranks = ranked(weights, rows);
    let mut passing = order(&ranks).into_iter().filter(|&at| entries[at].0.passes);
    let winner = passing.next()?;
    Some((winner, passing.collect()))
}

proptest! {
    #[test]
    fn scaling_all_weights_changes_nothing(weights in weights(), rows in rows(true), by in 0.001_f64..1000.0) {
        let scaled: Vec<f64> = weights.iter().map(|weight| weight * by).collect();
        prop_assert_eq!(ranked(&weights, &rows), ranked(&scaled, &rows));
        for ((left, verdict, rule), (right, other, by)) in entries(&weights, &rows).into_iter().zip(entries(&scaled, &rows)) {
            prop_assert!((left.overall.low - right.overall.low).abs() < 1e-9);
            prop_assert!((left.overall.high - right.overall.high).abs() < 1e-9);
            prop_assert_eq!((verdict, rule), (other, by));
        }
    }

    #[test]
    fn a_higher_score_never_costs_a_rank_or_a_verdict(
        weights in weights(), rows in rows(true), option: prop::sample::Index, criterion in 0_usize..6, to in points()
    ) {
        let option = option.index(rows.len());
        let mut better = rows.clone();
        let Some(from) = better[option][criterion] else { return Ok(()) };
        better[option][criterion] = Some(from.max(to));
        prop_assert!(ranked(&weights, &better)[option] <= ranked(&weights, &rows)[option]);
        let verdict = |rows: &Rows| entries(&weights, rows)[option].1;
        prop_assert!(verdict(&better) >= verdict(&rows));
    }

    #[test]
    fn a_score_that_is_given_stays_in_the_interval_and_costs_no_rank_but_by_a_gate(
        weights in weights(), rows in rows(true), option: prop::sample::Index, criterion in 0_usize..6, to in points()
    ) {
        let option = option.index(rows.len());
        if rows[option][criterion].is_some() {
            return Ok(());
        }
        let mut known = rows.clone();
        known[option][criterion] = Some(to);
        let (before, after) = (entries(&weights, &rows)[option].0, entries(&weights, &known)[option].0);
        prop_assert!(after.overall.low >= before.overall.low - 1e-12 && after.overall.high <= before.overall.high + 1e-12);
        if after.passes {
            prop_assert!(ranked(&weights, &known)[option] <= ranked(&weights, &rows)[option]);
        }
    }

    #[test]
    fn within_its_range_a_weight_keeps_the_winner_and_beyond_it_does_not(weights in weights(), rows in rows(false)) {
        let Some((winner, rivals)) = front(&weights, &rows) else { return Ok(()) };
        let scores: Vec<Vec<f64>> = rows.iter().map(|row| filled(row, 1.0)).collect();
        let sum: f64 = weights.iter().sum();
        for (criterion, range) in ranges(&weights, &scores, winner, &rivals).into_iter().enumerate() {
            let Some(range) = range else { continue };
            let at = |share: f64, option: usize| {
                let rest = (sum - weights[criterion]).max(1e-300);
                let moved: Vec<f64> = weights.iter().enumerate()
                    .map(|(at, weight)| if at == criterion { share } else { (1.0 - share) * weight / rest })
                    .collect();
                overall(&moved, &rows[option]).low
            };
            let (from, to) = (range.below.map_or(0.0, |below| below.0), range.above.map_or(1.0, |above| above.0));
            prop_assert!(from <= range.share + 1e-9 && range.share <= to + 1e-9);
            for step in 0..=10 {
                let share = from + (to - from) * f64::from(step) / 10.0;
                for &rival in &rivals {
                    prop_assert!(at(share, winner) >= at(share, rival) - 1e-9);
                }
            }
            for (edge, beyond) in [(range.below, -1e-4), (range.above, 1e-4)] {
                if let Some((share, rival)) = edge && (0.0..=1.0).contains(&(share + beyond)) {
                    prop_assert!(at(share + beyond, rival) > at(share + beyond, winner));
                }
            }
        }
    }

    #[test]
    fn a_change_that_is_named_makes_the_other_win(weights in weights(), rows in rows(true)) {
        let Some((winner, rivals)) = front(&weights, &rows) else { return Ok(()) };
        let criteria = criteria(&weights);
        let candidates: Vec<Candidate<'_>> = rows.iter()
            .map(|scores| Candidate { scores, goals: 1, overall: overall(&weights, scores).low })
            .collect();
        let found = flips(&criteria, &candidates, winner, rivals.first().copied());
        prop_assert!(found.windows(2).all(|pair| pair[0].size() <= pair[1].size() + 1e-8));
        for flip in found {
            prop_assert!((1.0 - 1e-9..=5.0 + 1e-9).contains(&flip.to));
            // A little further than the point at which they are level, as far as there is further.
            let sign = if flip.size() <= 0.0 { if flip.option == winner { -1.0 } else { 1.0 } } else { (flip.to - flip.from).signum() };
            let sign = if flip.how == How::WinnerFails { -1.0 } else { sign };
            let beyond = (flip.to + sign * 1e-5).clamp(1.0, 5.0);
            let mut changed = rows.clone();
            changed[flip.option][flip.criterion] = Some(beyond);
            let (now, _) = front(&weights, &changed).expect("another option wins");
            let score = |at: usize| overall(&weights, &changed[at]).low;
            prop_assert!(now == flip.winner || (score(now) - score(flip.winner)).abs() < 1e-6, "{:?} {} {:?}", flip, now, rows);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn shares_add_up_and_who_is_dominated_wins_nothing(rows in rows(false)) {
        let scores: Vec<Vec<f64>> = rows.iter().map(|row| filled(row, 1.0)).collect();
        let all: Vec<usize> = (0..rows.len()).collect();
        let found = shares(&scores, &scores, &[1.0; 6], &all);
        prop_assert!((found.iter().map(|share| share.wins).sum::<f64>() - 1.0).abs() < 1e-6);
        let dominated = dominated(&scores, &scores, &[1.0; 6], &vec![true; rows.len()]);
        for (share, by) in found.iter().zip(dominated) {
            prop_assert!(by.is_none() || share.wins < 1e-3);
            prop_assert!(share.could_win >= share.wins - 1e-9);
        }
    }
}
