//! Range: from one number to another: 3至5家, 2万至3万, 10%—20%, 七八家.
//!
//! It must never join two figures with a word between them, nor lend the lower end a 万 that is
//! not its own.

use super::bound::Bound;
use super::error::{FigureError, FigureErrorKind, fail};
use super::numeral::{self, Numeral};
use super::tail::Tail;
use super::text::Cursor;
use super::unit;

/// The upper end of a range, where it begins, and the unit printed at the lower end, if any.
pub(super) struct Upper {
    pub numeral: Numeral,
    sign: f64,
    lower_unit: String,
    is_hyphen: bool,
    at: usize,
}

/// Steps over "to" and the upper end: 2至3家, 2—3, 10%—20%, 1.4万人至2万人.
pub(super) fn take(
    cursor: &mut Cursor<'_>,
    bound: &mut Bound,
    start: usize,
) -> Result<Option<Upper>, FigureError> {
    let rest = cursor.rest();
    for (index, c) in rest.iter().enumerate() {
        if !matches!(c, '至' | '到' | '-' | '—' | '~') {
            continue;
        }
        let mut after = *cursor;
        after.at += index + 1;
        if *c == '—' {
            after.take("—"); // the long dash, ——
        }
        after.skip_spaces();
        let Ok((numeral, sign)) = numeral::take_signed(&mut after) else {
            continue;
        };
        let mut between = cursor.first(index);
        while between.take_end(" ") {}
        let lower_unit = unit::check(between)?;
        let at = cursor.at + index + 1;
        *bound = bound.join(numeral.bound, start)?;
        *cursor = after;
        return Ok(Some(Upper {
            numeral,
            sign,
            lower_unit,
            is_hyphen: *c == '-',
            at,
        }));
    }
    Ok(None)
}

/// The value, and the upper end of a range.
pub(super) fn ends(
    low: &Numeral,
    sign: f64,
    upper: Option<&Upper>,
    tail: &Tail,
) -> Result<(f64, Option<f64>), FigureError> {
    let Some(end) = upper else {
        let is_halved = tail.half > 0.0 && (low.high().is_some() || low.low().fract() > 0.0);
        if is_halved {
            return fail(FigureErrorKind::SeveralFigures, tail.at);
        }
        // 三五 and 四五 alone are words; 三五家, 二三十 and 四五万 are amounts.
        let is_word = low.high().is_some_and(|high| high < 10.0) && tail.unit.is_empty();
        if is_word {
            return fail(FigureErrorKind::BadNumber, tail.at);
        }
        let value = sign * (low.low() + tail.half);
        return Ok((value, low.high().map(|high| sign * high)));
    };
    let is_split = !end.lower_unit.is_empty() && end.lower_unit != tail.unit;
    // 400-8208820, 2024-05 and 3-5 may be anything.
    let is_code = end.is_hyphen && tail.unit.is_empty() && !end.numeral.is_raised();
    let is_mixed = low.is_share && !end.numeral.is_share;
    if is_split || is_code || is_mixed || tail.half > 0.0 {
        return fail(FigureErrorKind::SeveralFigures, end.at);
    }
    let value = match end.lower_unit.as_str() {
        "" => low.low_before(&end.numeral),
        _ => low.low(),
    };
    let top = end.numeral.high().unwrap_or(end.numeral.low());
    Ok((sign * value, Some(end.sign * top)))
}
