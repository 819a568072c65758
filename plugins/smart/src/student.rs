//! Student's t distribution: what makes a range around a projection honest when there are few measurements.

/// Natural logarithm of the gamma function for `x > 0`, by Lanczos's approximation with g = 7 and nine terms (accurate to
/// about fifteen digits).
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let base = x + 7.5;
    let sum: f64 = TERMS
        .iter()
        .enumerate()
        .map(|(index, term)| if index == 0 { *term } else { term / (x + index as f64) })
        .sum();
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

/// Regularised incomplete beta function `I_x(a, b)`, by its continued fraction (Abramowitz and Stegun 26.5.8) evaluated
/// after Lentz.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast on this side of the mean; the symmetry serves the other.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp() / a;
    (front * fraction(x, a, b)).clamp(0.0, 1.0)
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut upper, mut lower) = (1.0, 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = lower;
    for step in (1..500).map(f64::from) {
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        let odd = -(a + step) * (a + b + step) * x / (twice * (twice + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            lower = 1.0 / away_from_zero(1.0 + coefficient * lower);
            upper = away_from_zero(1.0 + coefficient / upper);
            change = upper * lower;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// The chance that a value of the distribution with so many degrees of freedom is at most `t`
/// (Abramowitz and Stegun 26.7.1 in terms of the incomplete beta function).
pub fn below(t: f64, degrees: f64) -> f64 {
    let tail = 0.5 * incomplete_beta(degrees / (degrees + t * t), degrees / 2.0, 0.5);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The value that the distribution stays below with that chance, between 0.5 and 1: the inverse of [`below`], by halving.
pub fn quantile(chance: f64, degrees: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while below(high, degrees) < chance && high < 1e9 {
        low = high;
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if below(middle, degrees) < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
