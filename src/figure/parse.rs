//! Parse: one printed figure becomes a value, a unit and a bound.
//!
//! A figure is `mark? numeral (to numeral)? unit? mark?`, or a vague amount and its unit. What is
//! not wholly that is refused, with the place: a figure missed is found by a reader, a figure
//! invented is not. It must never panic, whatever the text.

use super::bound::Bound;
use super::error::{FigureError, FigureErrorKind};
use super::mark;
use super::numeral::{self, Numeral};
use super::section::Spelling;
use super::text::{self, Cursor};
use super::{unit, vague};

/// What one printed figure says.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// In base units (1387余万元 is 13870000); the lower end of a range; `None` if vague.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// As printed, without 万 and 亿 and with fullwidth forms folded: 元, 家, 人(次), %, or empty.
    pub unit: String,
    /// How the number is meant.
    pub bound: Bound,
}

/// Parses one printed figure, such as 1387余万元, 48万人次以上, 近百场, 数百场, 87%, 2至3家.
///
/// What a figure alone cannot tell is decided so:
///
/// - 届 and 大 after an unmarked numeral name a congress (二十届, 二十大) and are refused, as 第 is;
/// - 2025年, 5月 and 21日 are dates, 三年, 5个月 and 21天 amounts;
/// - 万元 and 亿元 alone are units, 近亿元 and 上万名 amounts;
/// - 2至3万 is 2万至3万, 2000至3万 is not 2000万;
/// - "1，234" is a list, "１，２３４" and "1,234" are one number.
///
/// # Errors
///
/// A [`FigureError`] with the place, for any text that is not exactly one figure.
pub fn parse(printed: &str) -> Result<Figure, FigureError> {
    let chars = text::fold(printed);
    let mut cursor = Cursor::new(&chars);
    match cursor.rest() {
        [] => return fail(FigureErrorKind::Empty, 0),
        ['第', ..] => return fail(FigureErrorKind::Ordinal, cursor.at),
        ['一', '批' | '些'] => return Ok(vague_figure(String::new())),
        _ => {}
    }
    let start = cursor.at;
    let mut bound = Bound::Exact;
    while let Some(mark) = mark::take_before(&mut cursor) {
        bound = join(bound, mark, start)?;
        cursor.skip_spaces();
    }
    if vague::take(&mut cursor) {
        while mark::take_after(&mut cursor).is_some() {}
        return Ok(vague_figure(unit::check(cursor)?));
    }
    let share = match cursor.rest() {
        ['百', '分', '之', ..] => Some("%"),
        ['千', '分', '之', ..] => Some("‰"),
        _ => None,
    };
    cursor.at += share.map_or(0, |_| 3);
    let (low, sign) = take_signed(&mut cursor)?;
    refuse_bare_order(&cursor, &low, bound, start)?;
    bound = join(bound, low.bound, start)?;

    let upper = take_upper(&mut cursor, &mut bound, start)?;
    let (unit, bound) = take_unit(cursor, bound, upper.as_ref())?;
    if share.is_some() && !unit.is_empty() {
        return fail(FigureErrorKind::BadUnit, cursor.at);
    }
    let unit = share.map_or(unit, str::to_owned);

    let value = sign
        * upper
            .as_ref()
            .map_or(low.low(), |end| low.low_before(&end.numeral));
    let top = match &upper {
        Some(end) => Some(end.sign * end.numeral.high().unwrap_or(end.numeral.low())),
        None => low.high().map(|high| sign * high),
    };
    if top.is_some_and(|top| top < value) {
        return fail(FigureErrorKind::FallingRange, start);
    }
    let bound = if top.is_some() { Bound::Range } else { bound };
    refuse_place_in_time(&low, value, &unit, bound, start)?;
    Ok(Figure {
        value: Some(value),
        upper: top,
        unit,
        bound,
    })
}

fn fail<T>(kind: FigureErrorKind, offset: usize) -> Result<T, FigureError> {
    Err(FigureError::new(kind, offset))
}

fn vague_figure(unit: String) -> Figure {
    Figure {
        value: None,
        upper: None,
        unit,
        bound: Bound::Vague,
    }
}

fn join(bound: Bound, mark: Bound, offset: usize) -> Result<Bound, FigureError> {
    bound
        .and(mark)
        .ok_or(FigureError::new(FigureErrorKind::Contradiction, offset))
}

fn take_signed(cursor: &mut Cursor<'_>) -> Result<(Numeral, f64), FigureError> {
    let signed = cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit());
    let sign = match cursor.peek() {
        Some('-') if signed => -1.0,
        _ => 1.0,
    };
    if signed && matches!(cursor.peek(), Some('-' | '+')) {
        cursor.at += 1;
    }
    match numeral::take(cursor)? {
        Some(numeral) => Ok((numeral, sign)),
        None => fail(FigureErrorKind::NoNumber, cursor.at),
    }
}

/// The upper end of a range, where it begins, and the unit printed at the lower end, if any.
struct Upper {
    numeral: Numeral,
    sign: f64,
    lower_unit: String,
    at: usize,
}

/// Steps over "to" and the upper end: 2至3家, 2—3, 10%—20%, 1.4万人至2万人.
fn take_upper(
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
        let Ok((numeral, sign)) = take_signed(&mut after) else {
            continue;
        };
        let mut between = cursor.first(index);
        while between.take_end(" ") {}
        let lower_unit = unit::check(between)?;
        let at = cursor.at + index + 1;
        *bound = join(*bound, numeral.bound, start)?;
        *cursor = after;
        return Ok(Some(Upper {
            numeral,
            sign,
            lower_unit,
            at,
        }));
    }
    Ok(None)
}

/// The unit, and the bound with the marks that stand at the end.
fn take_unit(
    cursor: Cursor<'_>,
    mut bound: Bound,
    upper: Option<&Upper>,
) -> Result<(String, Bound), FigureError> {
    let start = cursor.at;
    let mut cursor = cursor;
    while let Some(mark) = mark::take_after(&mut cursor) {
        bound = join(bound, mark, start)?;
    }
    // 两个多月: here the mark stands inside the unit.
    let split = cursor.take("个多");
    let mut unit = unit::check(cursor)?;
    if split {
        bound = join(bound, Bound::AtLeast, start)?;
        unit.insert(0, '个');
    }
    match upper {
        Some(end) if !end.lower_unit.is_empty() && end.lower_unit != unit => {
            fail(FigureErrorKind::SeveralFigures, end.at)
        }
        _ => Ok((unit, bound)),
    }
}

/// 万元 and 亿元 head a column, 百元 and 千元 too: they are no amounts unless a mark makes them so.
fn refuse_bare_order(
    cursor: &Cursor<'_>,
    low: &Numeral,
    bound: Bound,
    start: usize,
) -> Result<(), FigureError> {
    let bare = low.spelling() == Spelling::HanBare && bound == Bound::Exact;
    let order = matches!(cursor.last(), Some('万' | '亿')) && cursor.at == start + 1;
    if bare && low.bound == Bound::Exact && (order || cursor.starts_with("元")) {
        return fail(FigureErrorKind::NoNumber, start);
    }
    Ok(())
}

/// Dates and congresses are printed like amounts; only the unit tells.
fn refuse_place_in_time(
    low: &Numeral,
    value: f64,
    unit: &str,
    bound: Bound,
    start: usize,
) -> Result<(), FigureError> {
    let plain = matches!(low.spelling(), Spelling::Digits | Spelling::HanDigits);
    let unmarked = matches!(bound, Bound::Exact | Bound::Range);
    if !unmarked || low.is_raised() {
        return Ok(());
    }
    let date = match unit.chars().next() {
        Some('年') => plain && (1900.0..2100.0).contains(&value),
        Some('月') => (1.0..=12.0).contains(&value),
        Some('日' | '号') => (1.0..=31.0).contains(&value),
        _ => false,
    };
    if date {
        return fail(FigureErrorKind::Calendar, start);
    }
    if unit.starts_with('届') || unit == "大" {
        return fail(FigureErrorKind::Ordinal, start);
    }
    Ok(())
}
