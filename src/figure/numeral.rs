//! A whole numeral: runs with 百, 千, 万, 亿 and 成 behind them, and the marks in between.
//!
//! It must never join two figures into one: a second run counts only if it is of a lower order
//! (1亿2000万, 三万五千). Nor does it take a number whose printed digits an `f64` does not hold.

use super::bound::Bound;
use super::decimal::Decimal;
use super::error::{FigureError, FigureErrorKind, fail};
use super::mark;
use super::number::number;
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
    /// In tenths of a whole, 成: the value is in percent.
    pub is_share: bool,
}

/// Up to here an `f64` holds every whole number: 2^53.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

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

    /// The value as the lower end of a range up to `upper`, printed without a unit of its own:
    /// in 2至3万 the 万 holds for both, in 2000至3万 it does not.
    pub fn low_before(&self, upper: &Numeral) -> f64 {
        let (run, end) = (&self.first, &upper.first);
        if self.is_raised() || run.high.is_some() {
            return self.low();
        }
        let is_below = |exponent: i32| self.low() < value(&end.low, exponent);
        // 三至五千 shares what stands behind the last digit; 一至二十 is from 1.
        if run.exponent == 0 && end.low.len() == 1 && end.exponent > 1 && is_below(0) {
            return value(&run.low, upper.exponent);
        }
        if upper.is_share || is_below(end.exponent) {
            return value(&run.low, run.exponent + upper.exponent - end.exponent);
        }
        self.low()
    }

    /// Whether the value has the digits that are printed, and no more than are written out.
    fn is_kept(&self) -> bool {
        Decimal::new(self.low()).is_some_and(|decimal| {
            let is_one_run = self.more == 0.0;
            decimal.is_plain()
                && (is_one_run || self.low() <= MOST_EXACT)
                && (!is_one_run || decimal.has_digits_of(&self.first.low))
        })
    }
}

/// Correctly rounded: the digits and the zeros are read at once.
fn value(digits: &str, exponent: i32) -> f64 {
    number(&format!("{digits}e{exponent}")).unwrap_or(f64::NAN)
}

/// Steps over a numeral and the sign before its digits.
pub(super) fn take_signed(cursor: &mut Cursor<'_>) -> Result<(Numeral, f64), FigureError> {
    let is_signed = cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit());
    let sign = match cursor.peek() {
        Some('-') => -1.0,
        _ => 1.0,
    };
    if is_signed && matches!(cursor.peek(), Some('-' | '+')) {
        cursor.at += 1;
    }
    match take(cursor)? {
        Some(numeral) => Ok((numeral, sign)),
        None => fail(FigureErrorKind::NoNumber, cursor.at),
    }
}

/// Steps over a numeral; `None` and unmoved if there is none.
fn take(cursor: &mut Cursor<'_>) -> Result<Option<Numeral>, FigureError> {
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
    let mut above = take_orders(cursor, first.spelling, &mut bound);
    let mut numeral = Numeral {
        exponent: first.exponent + above,
        first,
        more: 0.0,
        bound,
        is_share: false,
    };
    while numeral.bound == Bound::Exact && above > 0 {
        let Some(term) = take_term(cursor, above, numeral.spelling())? else {
            break;
        };
        // 七八万五千, 1.5万3千 and 万一 are no numbers.
        let run = &numeral.first;
        if run.high.is_some() || run.low.contains('.') || run.spelling == Spelling::HanBare {
            return fail(FigureErrorKind::BadNumber, start.at);
        }
        numeral.more += value(&term.first.low, term.exponent);
        numeral.bound = term.bound;
        above = term.exponent - term.first.exponent;
    }
    take_share(cursor, &mut numeral);
    if !numeral.is_kept() {
        return fail(FigureErrorKind::BadNumber, start.at);
    }
    Ok(Some(numeral))
}

/// Steps over 成, a tenth of a whole, and the digit of its hundredths: 九成, 9成, 九成五.
///
/// Whoever calls refuses a unit after it, and with it 九成员.
fn take_share(cursor: &mut Cursor<'_>, numeral: &mut Numeral) {
    if numeral.bound != Bound::Exact || numeral.low() > 10.0 || !cursor.take("成") {
        return;
    }
    let hundredths = cursor
        .peek()
        .and_then(|c| c.to_digit(10).or(section::han_digit(c)));
    let is_digit = numeral.low().fract() == 0.0 && numeral.low() < 10.0;
    if let Some(digit) = hundredths.filter(|&digit| is_digit && digit > 0) {
        numeral.more = f64::from(digit);
        cursor.at += 1;
    }
    numeral.exponent += 1;
    numeral.is_share = true;
    numeral.bound = mark::take_within(cursor, false).unwrap_or(Bound::Exact);
}

/// Steps over 百, 千, 万, 亿 and the marks among them; returns the zeros they add.
fn take_orders(cursor: &mut Cursor<'_>, spelling: Spelling, bound: &mut Bound) -> i32 {
    let mut orders = 0;
    let mut last = if spelling.is_arabic() { 0 } else { 3 };
    loop {
        // Where type is set with a space: 10 万元, 300 余人.
        let mut ahead = *cursor;
        ahead.skip_spaces();
        if matches!(ahead.peek(), Some('余' | '多' | '万' | '亿')) {
            *cursor = ahead;
        }
        if *bound == Bound::Exact {
            let is_digit = spelling == Spelling::HanDigit && orders == 0;
            *bound = mark::take_within(cursor, is_digit).unwrap_or(Bound::Exact);
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

/// A further run, below the order (`above`, in zeros) of the one before.
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
    let loose = loose || first.low.contains('.');
    if loose || first.high.is_some() || size >= value("1", above) {
        return fail(FigureErrorKind::SeveralFigures, start.at);
    }
    Ok(Some(Numeral {
        first,
        exponent,
        more: 0.0,
        bound,
        is_share: false,
    }))
}
