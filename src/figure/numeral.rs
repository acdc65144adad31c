//! A whole numeral: runs with 百, 千, 万 and 亿 behind them, and the marks in between.
//!
//! It must never join two figures into one: a second run counts only if it is of a lower order
//! (1亿2000万, 三万五千).

use super::bound::Bound;
use super::error::{FigureError, FigureErrorKind};
use super::mark;
use super::section::{self, Section, Spelling};
use super::text::Cursor;
use super::unit;

/// A numeral as printed.
pub(super) struct Numeral {
    first: Section,
    /// The zeros that 万 and its like add to the first run.
    exponent: i32,
    /// What further runs add.
    more: f64,
    /// Exact where no mark stands within.
    pub bound: Bound,
}

impl Numeral {
    pub fn spelling(&self) -> Spelling {
        self.first.spelling
    }

    /// Whether a further 万 or its like raises the first run.
    pub fn is_raised(&self) -> bool {
        self.exponent > self.first.exponent
    }

    /// The value, or the least of two (七八十).
    pub fn low(&self) -> f64 {
        value(&self.first.low, self.exponent) + self.more
    }

    /// The greater of two values.
    pub fn high(&self) -> Option<f64> {
        self.first
            .high
            .as_ref()
            .map(|high| value(high, self.exponent) + self.more)
    }

    /// The value as the lower end of a range up to `upper`: in 2至3万 the 万 holds for both.
    pub fn low_before(&self, upper: &Numeral) -> f64 {
        let plain = self.exponent == 0 && self.first.high.is_none();
        // 一至二十 is from 1, so a 十 is not shared; nor is anything in 2000至3万.
        if plain && upper.exponent > 1 && self.low() < value(&upper.first.low, 0) {
            return value(&self.first.low, upper.exponent);
        }
        self.low()
    }
}

/// Correctly rounded: the standard parser sees the digits and the zeros at once.
fn value(digits: &str, exponent: i32) -> f64 {
    format!("{digits}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// Steps over a numeral; `None` and unmoved if there is none.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Result<Option<Numeral>, FigureError> {
    let start = *cursor;
    // 万余, 近亿: the words of order may stand for themselves.
    let order = matches!(cursor.peek(), Some('万' | '亿')).then_some(Section {
        low: "1".to_owned(),
        high: None,
        exponent: 0,
        spelling: Spelling::HanBare,
    });
    let first = if unit::has_prefix(cursor.rest()) {
        None
    } else {
        section::take(cursor)?
    };
    let Some(first) = first.or(order) else {
        return Ok(None);
    };
    let mut bound = Bound::Exact;
    let mut exponent = first.exponent + take_orders(cursor, first.spelling, &mut bound);
    let mut numeral = Numeral {
        exponent,
        first,
        more: 0.0,
        bound,
    };
    while numeral.bound == Bound::Exact && exponent > 0 {
        let Some(term) = take_term(cursor, exponent, numeral.first.spelling)? else {
            break;
        };
        if numeral.first.high.is_some() {
            return Err(FigureError::new(FigureErrorKind::BadNumber, start.at));
        }
        numeral.more += value(&term.first.low, term.exponent);
        numeral.bound = term.bound;
        exponent = term.exponent;
    }
    if !numeral.low().is_finite() {
        return Err(FigureError::new(FigureErrorKind::BadNumber, start.at));
    }
    Ok(Some(numeral))
}

/// Steps over 百, 千, 万, 亿 and the marks among them; returns the zeros they add.
fn take_orders(cursor: &mut Cursor<'_>, spelling: Spelling, bound: &mut Bound) -> i32 {
    let mut orders = 0;
    let mut last = if spelling.is_arabic() { 0 } else { 3 };
    loop {
        if *bound == Bound::Exact {
            *bound = mark::take_within(cursor).unwrap_or(Bound::Exact);
        }
        let order = match cursor.peek() {
            Some('百') => 2,
            Some('千') => 3,
            Some('万') => 4,
            Some('亿') => 8,
            _ => return orders,
        };
        // 3千万 and 2万亿 rise; 3万千瓦 does not, and 千瓦 is the unit.
        if order <= last || (last == 2 && order == 3) || unit::has_prefix(cursor.rest()) {
            return orders;
        }
        cursor.at += 1;
        orders += order;
        last = order;
    }
}

/// A further run of a lower order than the one before.
fn take_term(
    cursor: &mut Cursor<'_>,
    above: i32,
    spelling: Spelling,
) -> Result<Option<Numeral>, FigureError> {
    let start = *cursor;
    let zero = cursor.take("零") || cursor.take("〇");
    let bare = cursor
        .peek()
        .is_some_and(|c| matches!(c, '百' | '千') || (c == '十' && !zero));
    let Some(first) = (if bare { None } else { section::take(cursor)? }) else {
        *cursor = start;
        return Ok(None);
    };
    let mut bound = Bound::Exact;
    let mut exponent = first.exponent + take_orders(cursor, first.spelling, &mut bound);
    // 一万二 is 12,000; but 5万八家 is two figures, and so is 3万5家.
    if first.spelling == Spelling::HanDigit && exponent == 0 && !zero && !spelling.is_arabic() {
        exponent = above - 1;
    }
    let loose = exponent == 0 && (first.spelling.is_arabic() || spelling.is_arabic());
    let size = value(&first.low, exponent);
    if loose || first.high.is_some() || size >= value("1", above) {
        return Err(FigureError::new(FigureErrorKind::SeveralFigures, start.at));
    }
    Ok(Some(Numeral {
        first,
        exponent,
        more: 0.0,
        bound,
    }))
}
