//! A number from its decimal digits: the nearest `f64`, as the standard parser gives it, without
//! that parser's table of powers, which alone weighs as much as all of reading figures. It must
//! never round twice where it says that it does not.

/// The largest power of five that 63 bits hold.
const MOST_POWER: u32 = 27;

/// The number that a text is: digits, with or without a sign, a point and an exponent; `None` for
/// any other text, and for a number that no `f64` holds.
///
/// It is the nearest `f64` up to nineteen digits and 27 places; of what is longer the last digit
/// may differ.
pub fn number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut digits, mut scale) = (0_u64, exponent.parse::<i32>().ok()?);
    let mut is_full = false;
    let all = whole.bytes().map(|byte| (byte, 0));
    for (byte, place) in all.chain(fraction.bytes().map(|byte| (byte, 1))) {
        if !byte.is_ascii_digit() {
            return None;
        }
        let next = digits.checked_mul(10);
        match next.and_then(|ten| ten.checked_add(u64::from(byte - b'0'))) {
            Some(more) if !is_full => {
                digits = more;
                scale = scale.saturating_sub(place);
            }
            // More digits than count are left out.
            _ => {
                is_full = true;
                scale = scale.saturating_add(1 - place);
            }
        }
    }
    let value = scaled(digits, scale);
    let value = if text.starts_with('-') { -value } else { value };
    value.is_finite().then_some(value)
}

/// `digits × 10^scale`. A power of ten is one of five, which is exact in whole numbers, and one of
/// two, which changes no digit: what is rounded is rounded once.
fn scaled(digits: u64, scale: i32) -> f64 {
    if digits == 0 {
        return 0.0;
    }
    let power = scale.unsigned_abs().min(MOST_POWER);
    let five = 5_u128.pow(power);
    let mut value = if scale < 0 {
        let up = 64 + digits.leading_zeros();
        let shifted = u128::from(digits) << up;
        // More than 64 bits: the last of them may stand for all that follow.
        let quotient = (shifted / five) | u128::from(!shifted.is_multiple_of(five));
        quotient as f64 / power_of_two(up + power)
    } else {
        (u128::from(digits) * five) as f64 * power_of_two(power)
    };
    // Neither more nor fewer places are left in an `f64`.
    for _ in 0..(scale.unsigned_abs() - power).min(700) {
        value = if scale < 0 {
            value / 10.0
        } else {
            value * 10.0
        };
    }
    value
}

fn power_of_two(exponent: u32) -> f64 {
    f64::from_bits(u64::from(1023 + exponent) << 52)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", ".", "e5", "1e", "1e5.0", "1,000", "１", "--1", "+-1", "1 ", "inf", "nan",
            "1e400", "0x1", "1.2.3",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_longer_is_nearly_itself() {
        for text in [
            "1e300",
            "-2.5e-300",
            "123456789012345678901234567890",
            "0.00000000000000000000000000000012345678901234567890",
        ] {
            let (read, exact) = (number(text), text.parse::<f64>());
            let (read, exact) = (read.expect(text), exact.expect(text));
            assert!((read - exact).abs() <= exact.abs() * 1e-13, "{text}");
        }
        assert_eq!(number("1e-400"), Some(0.0));
    }

    #[test]
    fn what_lies_halfway_goes_to_the_even_one() {
        for (text, even) in [
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("9007199254740993.0", 9_007_199_254_740_992.0),
            ("9007199254740995.00", 9_007_199_254_740_996.0),
            ("9007199254740993.01", 9_007_199_254_740_994.0),
        ] {
            assert_eq!(number(text), Some(even), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_nearest(digits in any::<u64>(), cut in 0_u32..20, scale in -27..=27_i32) {
            let digits = digits / 10_u64.pow(cut);
            let text = format!("{digits}e{scale}");
            prop_assert_eq!(number(&text), text.parse().ok());
        }

        #[test]
        fn a_printed_one_too(text in "[-+]?([0-9]{1,9}\\.?[0-9]{0,10}|\\.[0-9]{1,10})") {
            prop_assert_eq!(number(&text), text.parse().ok());
        }
    }
}
