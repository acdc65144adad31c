//! Marks: the words and signs beside a numeral that say how it is meant.
//!
//! The whole word decides, so the longest spelling is tried first: 不超过 is never read as 超过.
//! A mark counts only where it touches the numeral or ends the figure (网约车 has no 约).
//! It must never find a mark in the middle of a unit.

use super::bound::Bound::{self, Approximate, AtLeast, AtMost};
use super::text::Cursor;
use super::unit;

/// Before the numeral. Longer words stand before the shorter ones that they begin with.
const BEFORE: [(&str, Bound); 42] = [
    ("不少于", AtLeast),
    ("不低于", AtLeast),
    ("不小于", AtLeast),
    ("不下于", AtLeast),
    ("不超过", AtMost),
    ("未超过", AtMost),
    ("不多于", AtMost),
    ("不高于", AtMost),
    ("不大于", AtMost),
    ("大约为", Approximate),
    ("超过", AtLeast),
    ("超出", AtLeast),
    ("突破", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("不下", AtLeast),
    ("不止", AtLeast),
    ("多于", AtLeast),
    ("高于", AtLeast),
    ("大于", AtLeast),
    ("不足", AtMost),
    ("不到", AtMost),
    ("不满", AtMost),
    ("未满", AtMost),
    ("至多", AtMost),
    ("最多", AtMost),
    ("少于", AtMost),
    ("低于", AtMost),
    ("小于", AtMost),
    ("接近", Approximate),
    ("将近", Approximate),
    ("大约", Approximate),
    ("大概", Approximate),
    ("约为", Approximate),
    ("超", AtLeast),
    ("逾", AtLeast),
    ("≥", AtLeast),
    (">", AtLeast),
    ("≤", AtMost),
    ("<", AtMost),
    ("近", Approximate),
    ("约", Approximate),
];

/// After the numeral or, at the end of the figure, after the unit.
const AFTER: [(&str, Bound); 17] = [
    ("及以上", AtLeast),
    ("(含)以上", AtLeast),
    ("以上", AtLeast),
    ("之上", AtLeast),
    ("有余", AtLeast),
    ("不止", AtLeast),
    ("及以下", AtMost),
    ("(含)以下", AtMost),
    ("以下", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("不到", AtMost),
    ("左右", Approximate),
    ("上下", Approximate),
    ("余", AtLeast),
    ("多", AtLeast),
    ("+", AtLeast),
];

/// Steps over a mark before the numeral.
pub(super) fn take_before(cursor: &mut Cursor<'_>) -> Option<Bound> {
    let found = BEFORE.iter().find(|(word, _)| cursor.take(word));
    if let Some(&(_, bound)) = found {
        return Some(bound);
    }
    // 上百, 过千, 破万, 过半; but 上半年 is no figure, so the numeral must follow at once.
    let round = match cursor.peek()? {
        '上' | '破' => "百千万亿",
        '过' => "百千万亿半",
        _ => return None,
    };
    if cursor
        .peek_after(1)
        .is_none_or(|next| !round.contains(next))
    {
        return None;
    }
    cursor.at += 1;
    Some(AtLeast)
}

/// Steps over a mark between a numeral and its 万 or its unit: 1387余万元, 十几, 十来家, 500+.
///
/// `is_digit` says that the numeral is a Han digit alone: 三多 is no amount, 三多万 would be.
pub(super) fn take_within(cursor: &mut Cursor<'_>, is_digit: bool) -> Option<Bound> {
    let last = cursor.last();
    let after = cursor.rest().get(1..).unwrap_or(&[]);
    let orders = matches!(after, ['万' | '亿', ..]);
    let bound = match cursor.peek()? {
        '余' | '多' if is_digit && !orders => return None,
        '余' | '多' | '+' => AtLeast,
        '几' if last == Some('十') => AtLeast,
        // 十来家, but not 300来访.
        '来' if matches!(last, Some('0' | '十' | '百' | '千' | '万'))
            && (orders || unit::leading(after) > 0) =>
        {
            Approximate
        }
        _ => return None,
    };
    cursor.at += 1;
    Some(bound)
}

/// Takes a mark off the end of the figure.
pub(super) fn take_after(cursor: &mut Cursor<'_>) -> Option<Bound> {
    let whole = *cursor;
    let &(word, bound) = AFTER.iter().find(|(word, _)| cursor.take_end(word))?;
    while cursor.take_end(" ") {}
    // 三年多; but 300人居多 is a sentence, and 三多 has no unit.
    let unit = cursor.rest();
    if matches!(word, "余" | "多") && (unit.is_empty() || !unit::is_measure(unit)) {
        *cursor = whole;
        return None;
    }
    Some(bound)
}

/// Steps over the marks behind a figure in a running text. 多 and 余 there are taken with the
/// numeral or stand behind 年: 三年多; a comparison is none: 不到 and 不止 begin another clause.
pub(super) fn skip_after(cursor: &mut Cursor<'_>) {
    while let Some((word, _)) = AFTER
        .iter()
        .filter(|(word, _)| !matches!(*word, "不到" | "不止" | "+"))
        .find(|(word, _)| cursor.starts_with(word))
    {
        let unit = cursor.last();
        let is_short = matches!(*word, "余" | "多");
        if is_short && !unit.is_some_and(|unit| "年月天日倍里".contains(unit)) {
            return;
        }
        cursor.at += word.chars().count();
    }
}

/// Whether a word that is only ever a mark stands inside `unit`: 人以上企业 is a condition.
pub(super) fn is_inside(unit: &str) -> bool {
    let mut words = AFTER.iter().filter(|(word, _)| word.chars().count() > 1);
    words.any(|(word, _)| unit.contains(word))
}
