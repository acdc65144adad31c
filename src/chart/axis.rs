//! Axes: which values are worth a tick.
//!
//! It must never put two ticks at one value, or a year between years.

/// A numeric axis that begins or ends at zero and ends on ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Lowest value: a tick, at most 0.
    pub low: f64,
    /// Highest value: a tick, at least 0 and above `low`.
    pub high: f64,
    /// The ticks, ascending.
    pub ticks: Vec<f64>,
}

/// Whether values between whole numbers can occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Things that are counted.
    Whole,
    /// Shares and amounts.
    Fine,
}

/// Values that differ by less are drawn as one: no report prints a billionth of a percent.
const LEAST_SPAN: f64 = 1e-9;

/// Values beyond are drawn at the edge, so that no difference of two is infinite.
const LARGEST: f64 = 1e300;

/// More steps than any call asks for; a bound for values at the edge of what f64 holds.
const MOST_STEPS: f64 = 64.0;

impl Axis {
    /// The axis that holds zero and every one of `values` with about `count` steps of 1, 2 or 5
    /// times a power of ten. Values that are not finite are passed over.
    pub fn new(values: impl Iterator<Item = f64>, grain: Grain, count: usize) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            let value = value.clamp(-LARGEST, LARGEST);
            (low, high) = (low.min(value), high.max(value));
        }
        if high - low < LEAST_SPAN {
            high = low + 1.0;
        }
        let step = nice_step((high - low) / count.max(1) as f64);
        let step = match grain {
            Grain::Whole => step.max(1.0),
            Grain::Fine => step,
        };
        // Ticks are whole multiples of the step, never sums: 0.1 + 0.2 is not 0.3.
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let ticks: Vec<f64> = (0..=(last - first).min(MOST_STEPS) as usize)
            .map(|at| multiple(first + at as f64, step))
            .collect();
        Self {
            low: multiple(first, step),
            high: multiple(last, step),
            ticks,
        }
    }

    /// Where a value lies between `low` (0) and `high` (1).
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least `least`.
fn nice_step(least: f64) -> f64 {
    // Step by step: a logarithm and a power would weigh more than all of this file.
    let mut power = 1.0_f64;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    while power > least {
        power /= 10.0;
    }
    // A hair of tolerance, since these powers are not exact.
    let steps = [1.0, 2.0, 5.0].map(|factor| multiple(factor, power));
    let found = steps.iter().find(|step| **step >= least * (1.0 - 1e-9));
    found.copied().unwrap_or(multiple(10.0, power))
}

/// `count` steps; for a step below one as a division, which is exact where a product is not.
fn multiple(count: f64, step: f64) -> f64 {
    if step < 1.0 {
        count / (1.0 / step).round()
    } else {
        count * step
    }
}

/// The years from `first` to `last` that get a label, if at most `most` may: every one, or every
/// second, fifth, tenth …; the last year is always among them.
pub fn years(first: u16, last: u16, most: usize) -> Vec<u16> {
    let last = last.max(first);
    let span = usize::from(last - first);
    let most = most.max(1);
    let powers = [1_usize, 10, 100, 1000, 10_000].into_iter();
    let mut steps = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    let step = steps.find(|step| span / step < most).unwrap_or(10_000);
    let mut found: Vec<u16> = (first..=last).rev().step_by(step).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let ticks = |high: f64, grain| Axis::new([high].into_iter(), grain, 5).ticks;
        assert_eq!(ticks(1.0, Grain::Whole), [0.0, 1.0]);
        assert_eq!(
            ticks(977.0, Grain::Whole),
            [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]
        );
        assert_eq!(ticks(0.3, Grain::Fine), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(7.6e9, Grain::Whole), [0.0, 2e9, 4e9, 6e9, 8e9]);
        assert_eq!(ticks(0.0, Grain::Whole), [0.0, 1.0]);
        assert_eq!(ticks(f64::INFINITY, Grain::Fine).first(), Some(&0.0));
    }

    #[test]
    fn an_axis_below_zero_holds_zero() {
        let axis = Axis::new([-3.2, 8.0].into_iter(), Grain::Fine, 5);
        assert_eq!(axis.ticks, [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(axis.share(-5.0), 0.0);
        assert_eq!(axis.share(10.0), 1.0);
    }

    #[test]
    fn years_are_distinct_and_end_with_the_last() {
        assert_eq!(
            years(2019, 2025, 9),
            [2019, 2020, 2021, 2022, 2023, 2024, 2025]
        );
        assert_eq!(years(2019, 2025, 4), [2019, 2021, 2023, 2025]);
        assert_eq!(years(2025, 2025, 0), [2025]);
        assert_eq!(years(1, 9999, 3), [4999, 9999]);
    }
}
