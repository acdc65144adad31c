//! One run of a numeral without 万 and 亿: "1,234.5", 一千二百, 二〇二五, 三点五, 七八十.
//!
//! The value stays decimal text, so that 170.24 with a 万 behind it is 1702400 and nothing else.
//! It must never read 五一 or 一二三 as a number: neighbours such as 七八 are two numbers, other
//! runs of digits are names.

use super::error::{FigureError, FigureErrorKind};
use super::text::Cursor;
use super::unit;

/// A run's value: `low` (and `high` for 七八) times ten to the `exponent`.
pub(super) struct Section {
    pub low: String,
    pub high: Option<String>,
    pub exponent: i32,
    pub spelling: Spelling,
}

/// How a run is printed, where that decides what it can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// "2025": may be a year.
    Digits,
    /// "2,025" or "20.25": an amount.
    GroupedOrDecimal,
    /// 二〇二五: may be a year.
    HanDigits,
    /// One Han digit, 二: after 一万 it means two thousand.
    HanDigit,
    /// 三十五.
    Han,
    /// 百, 千, 万 or 亿 with no digit before it.
    HanBare,
}

impl Spelling {
    /// Whether the run is printed in 0–9.
    pub fn is_arabic(self) -> bool {
        matches!(self, Spelling::Digits | Spelling::GroupedOrDecimal)
    }
}

/// Steps over a run; `None` and unmoved if the text does not begin with a numeral.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Result<Option<Section>, FigureError> {
    match cursor.peek() {
        Some('0'..='9') => arabic(cursor).map(Some),
        Some(c) if han_digit(c).is_some_and(|digit| digit > 0) || han_unit(c).is_some() => {
            han(cursor).map(Some)
        }
        _ if is_below_one(cursor) => han(cursor).map(Some),
        _ => Ok(None),
    }
}

/// 零点五; 零距离 is no number.
fn is_below_one(cursor: &Cursor<'_>) -> bool {
    matches!(cursor.rest(), ['零' | '〇', '点', next, ..] if han_digit(*next).is_some())
}

fn bad(cursor: &Cursor<'_>) -> FigureError {
    FigureError::new(FigureErrorKind::BadNumber, cursor.at)
}

fn arabic(cursor: &mut Cursor<'_>) -> Result<Section, FigureError> {
    let start = *cursor;
    let first = cursor.take_digits();
    // 007, 0556 and 05 are codes, telephone numbers and months.
    if matches!(first, ['0', _, ..]) {
        return Err(bad(&start));
    }
    let mut low: String = first.iter().collect();
    let mut spelling = Spelling::Digits;
    while cursor.peek() == Some(',') {
        let comma = *cursor;
        cursor.at += 1;
        let group = cursor.take_digits();
        if group.len() != 3 || first.len() > 3 {
            return Err(bad(&comma));
        }
        low.extend(group);
        spelling = Spelling::GroupedOrDecimal;
    }
    take_spaced_groups(cursor, first.len(), &mut low, &mut spelling);
    if cursor.peek() == Some('.') {
        let point = *cursor;
        cursor.at += 1;
        let decimals = cursor.take_digits();
        if decimals.is_empty() || cursor.peek() == Some('.') {
            return Err(bad(&point));
        }
        low.push('.');
        low.extend(decimals);
        spelling = Spelling::GroupedOrDecimal;
    }
    Ok(Section {
        low,
        high: None,
        exponent: 0,
        spelling,
    })
}

/// Groups of three set apart by spaces (ISO 80000-1, 7.3.1), where a unit or 万 closes the number:
/// 4 312家. Without one it is two numbers of a table.
fn take_spaced_groups(
    cursor: &mut Cursor<'_>,
    first: usize,
    low: &mut String,
    spelling: &mut Spelling,
) {
    let mut ahead = *cursor;
    let mut groups = String::new();
    while matches!(ahead.rest(), [' ', a, b, c, ..] if [a, b, c].iter().all(|c| c.is_ascii_digit()))
    {
        ahead.at += 1;
        groups.extend(ahead.take_digits());
    }
    ahead.skip_spaces();
    let is_decimal = matches!(ahead.rest(), ['.', digit, ..] if digit.is_ascii_digit());
    let closed = is_decimal
        || matches!(ahead.peek(), Some('万' | '亿' | '余' | '多'))
        || unit::leading(ahead.rest()) > 0;
    if first <= 3 && !groups.is_empty() && groups.len().is_multiple_of(3) && closed {
        while ahead.last() == Some(' ') {
            ahead.at -= 1;
        }
        *cursor = ahead;
        low.push_str(&groups);
        *spelling = Spelling::GroupedOrDecimal;
    }
}

fn han(cursor: &mut Cursor<'_>) -> Result<Section, FigureError> {
    let start = *cursor;
    let digits: Vec<u32> = cursor.rest().iter().map_while(|&c| han_digit(c)).collect();
    if digits.len() >= 4 || (digits.len() >= 2 && digits.contains(&0)) {
        // Only years and numbers with a zero are said digit by digit: 一九四九, 一〇五.
        if !digits.contains(&0) && !digits.starts_with(&[1, 9]) {
            return Err(bad(cursor));
        }
        cursor.at += digits.len();
        let low = han_text(&digits);
        return Ok(Section {
            low,
            high: None,
            exponent: 0,
            spelling: Spelling::HanDigits,
        });
    }
    let mut parts = Parts { low: 0, high: 0 };
    if is_below_one(cursor) {
        cursor.at += 1;
    } else {
        parts = han_parts(cursor)?;
    }
    let fraction: Vec<u32> = match cursor.rest() {
        ['点', after @ ..] => after.iter().map_while(|&c| han_digit(c)).collect(),
        _ => Vec::new(),
    };
    let mut low = parts.low.to_string();
    if !fraction.is_empty() {
        if parts.high != parts.low {
            return Err(bad(cursor));
        }
        cursor.at += 1 + fraction.len();
        low = format!("{low}.{}", han_text(&fraction));
        return Ok(Section {
            low,
            high: None,
            exponent: 0,
            spelling: Spelling::Han,
        });
    }
    // 五千 is "5" with three zeros, so that in 三至五千 the zeros can be shared.
    let mut exponent = 0;
    if cursor.last().is_some_and(|c| han_unit(c).is_some()) {
        // Of two numbers both have as many, since no digit of a pair is zero.
        while parts.low >= 10 && parts.low.is_multiple_of(10) {
            parts.low /= 10;
            parts.high /= 10;
            exponent += 1;
        }
        low = parts.low.to_string();
    }
    let spelling = match (start.peek().and_then(han_digit), cursor.at - start.at) {
        (Some(_), 1) => Spelling::HanDigit,
        (None, 1) if start.peek() != Some('十') => Spelling::HanBare,
        _ => Spelling::Han,
    };
    let high = (parts.high != parts.low).then(|| parts.high.to_string());
    Ok(Section {
        low,
        high,
        exponent,
        spelling,
    })
}

/// The least and the greatest that a run below 万 says: equal, but for 七八.
struct Parts {
    low: u32,
    high: u32,
}

fn han_parts(cursor: &mut Cursor<'_>) -> Result<Parts, FigureError> {
    let start = *cursor;
    let mut sum = Parts { low: 0, high: 0 };
    let mut open: Option<Parts> = None;
    // The unit that came last, and what a digit after it stands for: 一百五 is 150, 一百零五 105.
    let mut last_unit = 10_000;
    let mut ones = 1;
    while let Some(c) = cursor.peek() {
        if let Some(unit) = han_unit(c).filter(|&unit| unit < last_unit) {
            let ten = unit == 10 || cursor.at == start.at;
            let Some(count) = open.take().or(ten.then_some(Parts { low: 1, high: 1 })) else {
                break;
            };
            sum.low += count.low * unit;
            sum.high += count.high * unit;
            last_unit = unit;
            ones = unit / 10;
        } else if matches!(c, '零' | '〇') && open.is_none() {
            ones = 1;
        } else if let Some(digit) = han_digit(c).filter(|&digit| digit > 0) {
            open = match open {
                None => Some(Parts {
                    low: digit,
                    high: digit,
                }),
                // 七八 and 三五 say "seven or eight"; 五一 and 三八 are names of days.
                // 十三五 and 十四五 are five-year plans.
                Some(first)
                    if first.low == first.high
                        && is_pair(first.low, digit)
                        && (sum.low, digit) != (10, 5) =>
                {
                    Some(Parts {
                        low: first.low,
                        high: digit,
                    })
                }
                Some(_) => return Err(bad(cursor)),
            };
        } else {
            break;
        }
        cursor.at += 1;
    }
    if let Some(last) = open {
        sum.low += last.low * ones;
        sum.high += last.high * ones;
    }
    // 百十 and 千二 are no numbers that anybody counts with; 百万 ends before the 万.
    let bare = matches!(start.peek(), Some('百' | '千')) && cursor.at > start.at + 1;
    if bare || matches!(cursor.last(), Some('零' | '〇')) {
        return Err(bad(cursor));
    }
    Ok(sum)
}

fn is_pair(first: u32, second: u32) -> bool {
    second == first + 1 || (first, second) == (3, 5)
}

fn han_text(digits: &[u32]) -> String {
    digits
        .iter()
        .filter_map(|&digit| char::from_digit(digit, 10))
        .collect()
}

/// 0 to 9 for a Han digit.
pub(super) fn han_digit(c: char) -> Option<u32> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => (0..)
            .zip(DIGITS)
            .find(|&(_, digit)| digit == c)
            .map(|(value, _)| value),
    }
}

fn han_unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}
