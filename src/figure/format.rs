//! Format: a number becomes text for a reader or for a machine.
//!
//! [`compact`] and [`change_percent`] are the only functions that round for a reader. They must
//! never name the language of a label: units come from the caller, in the script's language.

use super::bound::Bound;
use super::decimal::{Decimal, Grouping, grouped};
use super::scale::Script;

/// The text of no number at all.
const NONE: &str = "—";

/// The text for reading: 7615万人, 34.02万, 53,265, 87%, "13.9M yuan".
///
/// Whole numbers below 100,000 are never rounded. Others keep four significant digits (English
/// names: three) and, before 万 and 亿, two decimals: the error is below 0.5 %. `value` is in
/// base units. "—" if it is not finite.
pub fn compact(value: f64, unit: &str, script: Script) -> String {
    let Some(mut decimal) = Decimal::new(value) else {
        return NONE.to_owned();
    };
    let (mut name, zeros) = script.step(decimal.magnitude());
    decimal.shift_down(zeros);
    let (digits, most_places) = match script {
        _ if zeros == 0 => (4_i32, i32::MAX),
        Script::Chinese => (4, 2),
        Script::English => (3, 2),
    };
    // Digits before the point are never rounded away, but where an exponent stands for them.
    let least_places = if decimal.is_plain() { 0 } else { i32::MIN };
    decimal.round((digits - decimal.magnitude()).clamp(least_places, most_places));
    // Rounding may reach the next name: 99,999,999 is 1亿, not 10000万.
    let (rounded_name, rounded_zeros) = script.step(decimal.magnitude() + zeros);
    if rounded_zeros > zeros {
        decimal.shift_down(rounded_zeros - zeros);
        name = rounded_name;
    }
    let grouping = match decimal.magnitude() {
        ..=4 if zeros > 0 => Grouping::Plain,
        _ => Grouping::Thousands,
    };
    with_unit(decimal.text(grouping, 0) + name, unit, script)
}

/// The exact text: every digit that tells the number from its neighbours, thousands set apart.
///
/// "13,870,000元"; "1.5e300元" where nobody could count the digits; "—" if `value` is not finite.
pub fn exact(value: f64, unit: &str, script: Script) -> String {
    // Most are counts, of which a matrix has hundreds.
    if (0.0..=f64::from(u32::MAX)).contains(&value) && value.fract() == 0.0 {
        return with_unit(grouped(value as u32), unit, script);
    }
    match Decimal::new(value) {
        Some(decimal) => with_unit(decimal.text(Grouping::Thousands, 0), unit, script),
        None => NONE.to_owned(),
    }
}

/// The compact text with the bound's mark: ≥1387万元, 约300人 ("about 300 people"), 2–3家.
///
/// `upper` is the upper end of a range. Its ends never share a 万 that is meant for one of them:
/// from 2 to 200,000 is not "2–20万". Without a `value` the text is `printed`.
pub fn bounded(
    value: Option<f64>,
    upper: Option<f64>,
    bound: Bound,
    unit: &str,
    printed: &str,
    script: Script,
) -> String {
    let Some(value) = value else {
        return printed.to_owned();
    };
    let mark = match (bound, script) {
        (Bound::AtLeast, _) => "≥",
        (Bound::AtMost, _) => "≤",
        (Bound::Approximate, Script::Chinese) => "约",
        (Bound::Approximate, Script::English) => "about ",
        (Bound::Exact | Bound::Range | Bound::Vague, _) => "",
    };
    match upper {
        Some(upper) if bound == Bound::Range => {
            let name = |value: f64| Decimal::new(value).map(|d| script.step(d.magnitude()).0);
            let format = match name(value) {
                Some("") if name(upper) != Some("") => exact,
                _ => compact,
            };
            let (from, to) = (format(value, "", script), format(upper, unit, script));
            format!("{from}–{to}")
        }
        _ => format!("{mark}{}", compact(value, unit, script)),
    }
}

/// The shortest text that reads back as the same number, for files: at most 25 characters.
///
/// Plain digits from 0.000001 to 21 digits, an exponent beyond (1e300), as JSON and JavaScript
/// write numbers; empty if `value` is not finite, as an empty CSV field is.
pub fn machine(value: f64) -> String {
    // Most figures are whole numbers, which an f64 holds digit by digit.
    if value > 0.0 && value < 1e15 && value.fract() == 0.0 {
        return (value as u64).to_string();
    }
    let text = Decimal::new(value).map(|decimal| decimal.text(Grouping::Plain, 0));
    text.map_or(String::new(), |text| text.replace('−', "-"))
}

/// What a spreadsheet shows of a number, times ten to the `shift`: 15 significant digits, beyond
/// which its arithmetic leaves noise (0.30000000000000004 is 0.3). Otherwise as [`machine`].
pub fn significant(value: f64, shift: i32) -> String {
    const DIGITS: i32 = 15;
    let Some(mut decimal) = Decimal::new(value) else {
        return String::new();
    };
    decimal.round(DIGITS - decimal.magnitude());
    decimal.shift_down(-shift);
    decimal.text(Grouping::Plain, 0).replace('−', "-")
}

/// The signed change with one decimal: "+12.3%", "−5.0%" (U+2212), "0.0%".
///
/// `None` where a share of `from` means nothing: it is not above zero, or a number is not finite.
pub fn change_percent(from: f64, to: f64) -> Option<String> {
    if !(from > 0.0 && to.is_finite()) {
        return None;
    }
    let mut change = Decimal::new((to - from) / from * 100.0)?;
    change.round(1);
    let plus = if change.is_zero() || change.is_negative() {
        ""
    } else {
        "+"
    };
    Some(format!("{plus}{}%", change.text(Grouping::Thousands, 1)))
}

fn with_unit(number: String, unit: &str, script: Script) -> String {
    if unit.is_empty() {
        return number;
    }
    let tight = unit.starts_with(['%', '‰', '°', '℃']) || script == Script::Chinese;
    number + if tight { "" } else { " " } + unit
}
