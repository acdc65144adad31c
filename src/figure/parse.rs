//! Parse: one printed figure becomes a value, a unit and a bound.
//!
//! A figure is `mark? numeral (to numeral)? unit? mark?`, or a vague amount and its unit. What is
//! not wholly that is refused, with the place: a figure missed is found by a reader, a figure
//! invented is not. It must never panic, whatever the text.

use super::bound::Bound;
use super::error::{FigureError, FigureErrorKind, fail};
use super::numeral::{self, Numeral};
use super::section::Spelling;
use super::text::{self, Cursor};
use super::{mark, place, range, tail, vague};

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
/// - 三大 to 九大 are amounts; 十大 and above, 一大 and every 届, 级 and 等 are places in a row;
/// - 2025年, 5月 and 21日 are dates, 三年, 两月, 5个月 and 21天 amounts; 近三年 is a time;
/// - 万元 and 亿元 alone are units, 近亿元 and 上万名 amounts;
/// - 2至3万 is 2万至3万, but 2000至3万 and 2人至3万人 are not;
/// - 九成, 半数 and 一半 are percent, 两年半 is 2.5 年; 半年 and 半价 are words;
/// - "1，234" is a list, "１，２３４" and "1,234" are one number; bare "3-5" is a code.
///
/// # Errors
///
/// A [`FigureError`] with the place, for any text that is not exactly one figure.
pub fn parse(printed: &str) -> Result<Figure, FigureError> {
    folded(&text::fold(printed))
}

/// Parses a figure whose spelling is folded.
pub(super) fn folded(chars: &[char]) -> Result<Figure, FigureError> {
    let start = Cursor::new(chars);
    match start.rest() {
        [] => return fail(FigureErrorKind::Empty, 0),
        ['第', ..] => return fail(FigureErrorKind::Ordinal, start.at),
        ['一', '起'] => return fail(FigureErrorKind::NoNumber, start.at), // together
        ['一', '批' | '些'] | ['一', '大', '批'] => return Ok(vague_figure(String::new())),
        _ => {}
    }
    let mut cursor = start;
    let mut bound = Bound::Exact;
    while let Some(mark) = mark::take_before(&mut cursor) {
        bound = bound.join(mark, start.at)?;
        cursor.skip_spaces();
    }
    let is_recent = start.peek() == Some('近');
    if vague::take(&mut cursor) {
        let unit = tail::take(cursor, Bound::Vague)?.measure()?;
        return match is_recent && place::is_span(&unit) {
            true => fail(FigureErrorKind::Calendar, start.at),
            false => Ok(vague_figure(unit)),
        };
    }
    if let Some(figure) = take_half(cursor, bound)? {
        return Ok(figure);
    }
    let of_hundred = match cursor.rest() {
        ['百', '分', '之', ..] => Some("%"),
        ['千', '分', '之', ..] => Some("‰"),
        _ => None,
    };
    cursor.at += of_hundred.map_or(0, |_| 3);
    let number = cursor;
    let (low, sign) = numeral::take_signed(&mut cursor)?;
    refuse_bare_order(&cursor, &low, bound, start.at)?;
    bound = bound.join(low.bound, start.at)?;
    let upper = range::take(&mut cursor, &mut bound, start.at)?;
    let tail = tail::take(cursor, bound)?;

    let (value, top) = range::ends(&low, sign, upper.as_ref(), &tail)?;
    let is_share = low.is_share || upper.is_some_and(|end| end.numeral.is_share);
    let figure = Figure {
        value: Some(value),
        upper: top,
        bound: if top.is_some() {
            Bound::Range
        } else {
            tail.bound
        },
        unit: match of_hundred.or(is_share.then_some("%")) {
            // Of 成 and 百分之 one is enough, and neither has a unit: 九成员 is refused.
            Some(_) if !tail.unit.is_empty() || (is_share && of_hundred.is_some()) => {
                return fail(FigureErrorKind::BadUnit, tail.at);
            }
            Some(sign) => sign.to_owned(),
            None => tail.unit.clone(),
        },
    };
    if top.is_some_and(|top| top < value) {
        return fail(FigureErrorKind::FallingRange, start.at);
    }
    match place::kind(&figure, &low, number.peek().unwrap_or(' ')) {
        _ if is_recent && place::is_span(&figure.unit) => fail(FigureErrorKind::Calendar, start.at),
        Some(kind) => fail(kind, start.at),
        None if low.spelling().is_arabic() => Ok(figure),
        None => tail.measure().map(|_| figure),
    }
}

fn vague_figure(unit: String) -> Figure {
    Figure {
        value: None,
        upper: None,
        unit,
        bound: Bound::Vague,
    }
}

/// 半数, 一半 and 过半 are half of a whole. 半年 and 半价 are words, and 半 alone is no share.
fn take_half(mut cursor: Cursor<'_>, bound: Bound) -> Result<Option<Figure>, FigureError> {
    let is_marked = bound != Bound::Exact;
    let is_half = cursor.take("半数") || cursor.take("一半") || (is_marked && cursor.take("半"));
    if !is_half {
        return Ok(None);
    }
    let within = mark::take_within(&mut cursor, false).unwrap_or(Bound::Exact);
    let tail = tail::take(cursor, bound.join(within, cursor.at)?)?;
    if !tail.unit.is_empty() {
        return fail(FigureErrorKind::BadUnit, tail.at);
    }
    Ok(Some(Figure {
        value: Some(50.0),
        upper: None,
        unit: "%".to_owned(),
        bound: tail.bound,
    }))
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
