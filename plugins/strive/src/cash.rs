//! What an option costs and brings: total cost of ownership, return, payback.

use crate::inputs::{Benefit, Cost};

/// The sums over the years looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Cash {
    /// Total cost of ownership: all costs.
    pub cost: f64,
    /// Of these, the indirect ones.
    pub indirect: f64,
    /// All benefits.
    pub benefit: f64,
    /// Benefit less cost.
    pub net: f64,
    /// Net over cost. `None` where there is no cost.
    pub roi: Option<f64>,
    /// Net present value, where a discount rate is given.
    pub present: Option<f64>,
    /// Months until the benefits have paid back the costs, for good.
    pub payback: Option<f64>,
    /// All net amounts added up: at the beginning, when what is due at once has been paid, then at the end of each month.
    pub balance: Vec<f64>,
}

/// Payback is looked for over this many months, also beyond the years looked at.
const LONGEST: usize = 600;

/// Works out the sums over a number of months.
///
/// An amount that comes once is paid at the beginning of its month; running amounts come evenly from the beginning of theirs.
/// Return on investment is (benefit − cost) / cost. Payback is the moment from which the sum of all net amounts is no
/// longer below zero, found within its month by a straight line. The net present value discounts each month's amount to the
/// beginning by (1 + rate)^(months / 12), running amounts at the end of their month. (R. A. Brealey, S. C. Myers, F. Allen,
/// *Principles of Corporate Finance*, chapters 2 and 5.)
///
/// `share` is the part of the benefits that is taken: the whole, or each benefit's pessimistic part.
pub fn cash(
    costs: &[Cost],
    benefits: &[Benefit],
    months: usize,
    discount: Option<f64>,
    share: impl Fn(&Benefit) -> f64,
) -> Cash {
    let paid = |cost: &Cost| total(cost.once, running(cost.monthly, cost.yearly), cost.from_month, months);
    let brought = |benefit: &Benefit| {
        share(benefit)
            * total(benefit.once, running(benefit.monthly, benefit.yearly), benefit.from_month, months)
    };
    let cost: f64 = costs.iter().map(paid).sum();
    let indirect: f64 = costs.iter().filter(|cost| cost.indirect).map(paid).sum();
    let benefit: f64 = benefits.iter().map(brought).sum();
    let net = benefit - cost;

    let mut now = 0.0;
    let mut balance = Vec::new();
    let mut payback = Some(0.0);
    let mut value = 0.0;
    for month in 1..=LONGEST.max(months) {
        let mut once = 0.0;
        let mut flow = 0.0;
        for cost in costs {
            once -= at(cost.once, cost.from_month == month);
            flow -= at(running(cost.monthly, cost.yearly), cost.from_month <= month);
        }
        for benefit in benefits {
            let share = share(benefit);
            once += share * at(benefit.once, benefit.from_month == month);
            flow += share * at(running(benefit.monthly, benefit.yearly), benefit.from_month <= month);
        }
        let begin = now + once;
        let end = begin + flow;
        // Less than a cent is rounding.
        payback = match (begin < -0.005, end < -0.005) {
            (_, true) => None,
            (true, false) => Some((month - 1) as f64 + begin / (begin - end)),
            (false, false) => payback.or(Some((month - 1) as f64)),
        };
        if month == 1 {
            balance.push(begin);
        }
        if month <= months {
            balance.push(end);
            if let Some(rate) = discount {
                let factor = |months: usize| (1.0 + rate).powf(months as f64 / 12.0);
                value += once / factor(month - 1) + flow / factor(month);
            }
        }
        now = end;
    }
    Cash {
        cost,
        indirect,
        benefit,
        net,
        roi: (cost > 0.0).then(|| net / cost),
        present: discount.map(|_| value),
        payback: payback.filter(|_| cost > 0.0 && !benefits.is_empty()),
        balance,
    }
}

fn at(amount: f64, applies: bool) -> f64 {
    if applies { amount } else { 0.0 }
}

/// What comes in a month.
pub fn running(monthly: f64, yearly: f64) -> f64 {
    monthly + yearly / 12.0
}

/// What an amount comes to over a number of months.
pub fn total(once: f64, running: f64, from_month: usize, months: usize) -> f64 {
    let from = from_month.max(1);
    if from > months { 0.0 } else { once + running * (months + 1 - from) as f64 }
}
