//! A number as a report would print it, and what that says. It must never print what
//! [`figure::parse`](crate::figure::parse) reads otherwise.

use super::random::Random;

/// A printed figure and its reading.
pub(super) struct Printed {
    pub text: String,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub bound: &'static str,
}

/// A number with its scale: digits, how many of them stand behind the point, the word behind.
struct Scaled {
    value: f64,
    digits: String,
}

/// Rounds to what is printed: 1234 as it is, 1.23万, 45.6亿.
fn scaled(value: f64, unit: &str) -> Scaled {
    let (step, word) = match value {
        _ if unit == "%" => (0.1, ""),
        v if v >= 1e8 => (1e6, "亿"),
        v if v >= 1e4 => (100.0, "万"),
        _ => (1.0, ""),
    };
    let count = (value / step).round().max(1.0);
    // Whole numbers divide exactly as far as a decimal fraction can.
    let (value, shown) = match word {
        "" if unit == "%" => (count / 10.0, count / 10.0),
        "" => (count, count),
        _ => (count * step, count / 100.0),
    };
    Scaled {
        value,
        digits: format!("{shown}{word}"),
    }
}

/// Prints a number, mostly as it is, sometimes as a bound, a range or without a number.
pub(super) fn print(value: f64, unit: &str, random: &mut Random) -> Printed {
    let Scaled { value, digits } = scaled(value, unit);
    let exact = |text, bound| Printed {
        text,
        value: Some(value),
        upper: None,
        bound,
    };
    let plain = format!("{digits}{unit}");
    match random.below(100) {
        _ if unit == "%" => exact(plain, "exact"),
        0..=5 => exact(format!("超过{plain}"), "at_least"),
        6..=7 => exact(format!("逾{plain}"), "at_least"),
        8..=11 => exact(format!("约{plain}"), "approximate"),
        12 => exact(format!("不足{plain}"), "at_most"),
        13 if (100.0..1000.0).contains(&value) => Printed {
            text: format!("数百{unit}"),
            value: None,
            upper: None,
            bound: "vague",
        },
        14 if value < 1e4 => {
            let upper = value + 1.0 + (value / 8.0).round();
            Printed {
                text: format!("{value}至{upper}{unit}"),
                value: Some(value),
                upper: Some(upper),
                bound: "range",
            }
        }
        _ => exact(plain, "exact"),
    }
}

/// A number from 10,000 up whose decimal point the scan lost: what is printed, what it says, and
/// what was meant. 3.2万 becomes 32万.
pub(super) fn without_point(value: f64, unit: &str) -> (String, f64, f64) {
    let tenths = (value / 1000.0).round();
    (format!("{tenths}万{unit}"), tenths * 1e4, tenths * 1000.0)
}
