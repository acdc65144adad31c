//! Units: what may follow a numeral.
//!
//! It must never guess where a unit ends: a text that is more than a unit is refused.

use super::error::{FigureError, FigureErrorKind};
use super::mark;
use super::text::Cursor;

/// The longest unit, in characters.
const LONGEST: usize = 12;

/// Prefixes that belong to a unit although they look like numerals: 千瓦, 百分点.
pub(super) fn has_prefix(rest: &[char]) -> bool {
    match rest {
        ['千', after, ..] => "瓦克米卡伏赫帕".contains(*after),
        ['百', '分', '点', ..] => true,
        _ => false,
    }
}

/// The unit that the rest of a figure is, `""` for none.
pub(super) fn check(mut cursor: Cursor<'_>) -> Result<String, FigureError> {
    cursor.skip_spaces();
    let start = cursor.at;
    let text: String = cursor.rest().iter().collect();
    let bad = FigureError::new(FigureErrorKind::BadUnit, start);
    if matches!(text.as_str(), "" | "%" | "‰") {
        return Ok(text);
    }
    let mut depth = 0_i32;
    let mut last = ' ';
    while let Some(c) = cursor.peek() {
        let rest = cursor.rest();
        let place = FigureError::new(FigureErrorKind::BadUnit, cursor.at);
        match c {
            _ if has_prefix(rest) => cursor.at += 1,
            _ if is_numeral(c) => {
                return Err(FigureError {
                    kind: FigureErrorKind::SeveralFigures,
                    ..place
                });
            }
            _ if is_letter(c) => {}
            '(' if cursor.at > start => depth += 1,
            ')' if depth == 1 && last != '(' => depth = 0,
            // Joints of Latin and compound units: person-times, km/h, 元/人, kW·h.
            '-' | '/' | '·' | ' '
                if is_letter(last) && cursor.peek_after(1).is_some_and(is_letter) => {}
            _ => return Err(place),
        }
        if depth > 1 {
            return Err(place);
        }
        last = c;
        cursor.at += 1;
    }
    if depth != 0 || cursor.at - start > LONGEST || mark::is_inside(&text) {
        return Err(bad);
    }
    Ok(text)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二两三四五六七八九十百千万亿几半".contains(c)
}

/// Han characters but for the particles that only a sentence has, Latin letters, squared units.
fn is_letter(c: char) -> bool {
    match c {
        '的' | '了' | '是' | '和' | '并' | '被' => false,
        'a'..='z' | 'A'..='Z' | '²' | '³' | '°' | '℃' | 'μ' | 'Ω' => true,
        '\u{3400}'..='\u{9fff}' | '\u{3380}'..='\u{33df}' | '\u{20000}'..='\u{323af}' => true,
        _ => false,
    }
}
