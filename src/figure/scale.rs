//! Scale: one 万, 亿, K, M or B for a whole axis or column.
//!
//! It must never mix two scales among the numbers that it formats.

use super::decimal::{Decimal, Grouping, is_plain};

/// Whose names numbers have, and whether a space stands before the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// 万, 亿, 万亿; the unit follows at once.
    Chinese,
    /// K, M, B, T; the unit follows after a space.
    English,
}

/// A step of a script's number names: its name, and its zeros.
pub(super) type Step = (&'static str, i32);

impl Script {
    /// The steps from small to large.
    const fn steps(self) -> &'static [Step] {
        match self {
            Script::Chinese => &[("万", 4), ("亿", 8), ("万亿", 12)],
            Script::English => &[("K", 3), ("M", 6), ("B", 9), ("T", 12)],
        }
    }

    /// The step for a number with so many digits before the point: none up to 99,999, which is
    /// shown whole, and none where only an exponent keeps the text short.
    pub(super) fn step(self, magnitude: i32) -> Step {
        let fits = |&&(_, zeros): &&Step| match zeros {
            3 | 4 => magnitude >= 6,
            _ => magnitude > zeros,
        };
        let named = is_plain(magnitude).then(|| self.steps().iter().rfind(fits));
        named.flatten().copied().unwrap_or(("", 0))
    }
}

/// Digits kept below the largest number: more than any axis shows, fewer than binary noise needs.
const KEPT_DIGITS: i32 = 9;

/// One scale for all the numbers of an axis or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    step: Step,
    /// Digits before the decimal point of the largest number.
    magnitude: i32,
}

impl Scale {
    /// The scale for numbers up to `max_abs`, in base units; whole below 100,000.
    pub fn for_max(max_abs: f64, script: Script) -> Scale {
        let magnitude = Decimal::new(max_abs).map_or(0, |max| max.magnitude());
        Scale {
            step: script.step(magnitude),
            magnitude,
        }
    }

    /// What a value is divided by: 10,000 for 万.
    pub fn divisor(&self) -> f64 {
        match self.step.1 {
            3 => 1e3,
            4 => 1e4,
            6 => 1e6,
            8 => 1e8,
            9 => 1e9,
            12 => 1e12,
            _ => 1.0,
        }
    }

    /// The name to print once, beside the unit: empty, 万, 亿, 万亿, K, M, B or T.
    pub fn name(&self) -> &'static str {
        self.step.0
    }

    /// A tick's text: without the name, without zeros at the end, without binary noise.
    ///
    /// Values that differ by a billionth of the largest stay different. "—" if not finite.
    pub fn format(&self, value: f64) -> String {
        let Some(mut decimal) = Decimal::new(value) else {
            return "—".to_owned();
        };
        decimal.shift_down(self.step.1);
        decimal.round(KEPT_DIGITS - self.magnitude + self.step.1);
        decimal.text(Grouping::Thousands, 0)
    }
}
