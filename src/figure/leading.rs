//! Leading: the figure that a running text begins with.
//!
//! In a report nothing tells where a figure ends. Marks, numeral, range and unit are stepped over
//! one by one, and [`parse`](super::parse) then reads the run as it reads any printed figure, so
//! that there is one reading. It must never look back: what stands before is for who calls.

use super::error::FigureErrorKind;
use super::parse::{Figure, folded};
use super::section::han_digit;
use super::text::Cursor;
use super::{mark, numeral, unit, vague};

/// Characters that a figure has at most, marks and both ends of a range included.
const LONGEST: usize = 40;

/// What a text begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Leading {
    /// Characters that the whole run takes, in code points.
    pub length: usize,
    /// Where the numeral begins, after the marks.
    pub numeral: usize,
    /// Where the unit begins; `length` if there is none and no mark behind the numeral.
    pub unit: usize,
    /// What the run says, or why it is no figure.
    pub read: Result<Figure, FigureErrorKind>,
}

/// Reads what a folded text (see [`fold`](super::fold)) begins with; `None` if that is neither a
/// mark before a numeral nor a numeral.
///
/// The unit is a measure word, or none: in 977家企业 the figure is 977家. A run that is no figure,
/// such as a date, is returned with the reason.
pub fn leading(text: &[char]) -> Option<Leading> {
    let window = text.get(..LONGEST).unwrap_or(text);
    let mut cursor = Cursor::at_start(window);
    while mark::take_before(&mut cursor).is_some() {
        cursor.skip_spaces();
    }
    let start = cursor.at;
    if !take_number(&mut cursor, start > 0)? {
        let digits = cursor.rest().iter();
        let run = digits.take_while(|&&c| han_digit(c).is_some() || c.is_ascii_digit());
        let length = start + run.count().max(1);
        let read = Err(FigureErrorKind::BadNumber);
        return Some(Leading {
            length,
            numeral: start,
            unit: length,
            read,
        });
    }
    let number = cursor;
    take_unit(&mut cursor);
    let mut length = cursor.at;
    let mut read = folded(window.get(..length).unwrap_or(window));
    if read.is_err() && length > number.at && !is_place(&read) {
        // What looked like a unit is none: the number alone.
        let alone = folded(window.get(..number.at).unwrap_or(window));
        if alone.is_ok() {
            (read, length) = (alone, number.at);
        }
    }
    let read = read.map_err(|error| error.kind);
    Some(Leading {
        length,
        numeral: start,
        unit: number.at,
        read,
    })
}

fn is_place(read: &Result<Figure, super::FigureError>) -> bool {
    use FigureErrorKind::{Calendar, Ordinal};
    matches!(read, Err(error) if matches!(error.kind, Calendar | Ordinal))
}

/// Steps over a number or a range; `None` if there is none, `Some(false)` if it is malformed.
fn take_number(cursor: &mut Cursor<'_>, is_marked: bool) -> Option<bool> {
    if vague::take_orders(cursor) {
        return Some(true);
    }
    if is_marked && cursor.peek() == Some('半') {
        cursor.at += 1;
        cursor.take("数");
        return Some(true);
    }
    // 一半 alone is a way of speaking: 一半是汗水，一半是泪水; 不到一半 is a share.
    let is_share = is_marked || {
        let mut ahead = *cursor;
        ahead.take("一半以上")
    };
    if cursor.take("半数") || is_share && cursor.take("一半") {
        return Some(true);
    }
    if ["百分之", "千分之"].iter().any(|of| cursor.take(of)) {
        let start = *cursor;
        if take_numeral(cursor) != Some(true) {
            *cursor = start;
            return Some(false);
        }
        return Some(true);
    }
    if !take_numeral(cursor)? {
        return Some(false);
    }
    take_upper(cursor);
    Some(true)
}

fn take_numeral(cursor: &mut Cursor<'_>) -> Option<bool> {
    let start = cursor.at;
    match numeral::take_signed(cursor) {
        Ok(_) => Some(true),
        Err(error) if error.kind == FigureErrorKind::NoNumber => None,
        Err(_) => {
            cursor.at = start;
            Some(false)
        }
    }
}

/// Steps over "to" and the upper end of a range, if both are there and make one figure.
fn take_upper(cursor: &mut Cursor<'_>) {
    let lower = *cursor;
    take_unit(cursor);
    let joined = ["——", "至", "到", "-", "—", "~"]
        .iter()
        .any(|to| cursor.take(to));
    if !joined {
        *cursor = lower;
        return;
    }
    cursor.skip_spaces();
    if take_numeral(cursor) != Some(true) {
        *cursor = lower;
        return;
    }
    // 1至9月 is a range of months, 3家至5人 two figures: with its unit it must be one.
    let mut whole = *cursor;
    take_unit(&mut whole);
    let read = folded(whole.taken());
    if read.is_err() && !is_place(&read) && folded(cursor.taken()).is_err() {
        *cursor = lower;
    }
}

/// Steps over a unit and the marks behind it; a space may stand before the unit.
fn take_unit(cursor: &mut Cursor<'_>) {
    let number = *cursor;
    if matches!(cursor.rest(), [' ', next, ..] if *next != ' ') {
        cursor.at += 1;
    }
    let length = unit::leading(cursor.rest());
    if length == 0 {
        *cursor = number;
    }
    cursor.at += length;
    mark::skip_after(cursor);
}
