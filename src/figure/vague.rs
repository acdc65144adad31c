//! Amounts without a number: 数百场, 几十, 若干, 多次.
//!
//! It must never turn such an amount into a number: 数百 is neither 100 nor 900.

use super::text::Cursor;
use super::unit;

/// Words that are an amount by themselves, whatever is counted.
const WORDS: [&str; 15] = [
    "成千上万",
    "成百上千",
    "数以百计",
    "数以千计",
    "数以万计",
    "数以亿计",
    "数不胜数",
    "若干",
    "许多",
    "大批",
    "大量",
    "众多",
    "不少",
    "无数",
    "诸多",
];

/// Steps over a vague amount, up to its unit; `false` and unmoved if there is none.
pub(super) fn take(cursor: &mut Cursor<'_>) -> bool {
    if WORDS.iter().any(|word| cursor.take(word)) {
        return true;
    }
    let start = *cursor;
    if take_orders(cursor) {
        return true;
    }
    let few = cursor.take("好几") || cursor.take("数") || cursor.take("几");
    let counted = few || cursor.take("多");
    if counted && !cursor.rest().is_empty() && unit::is_counted(cursor.rest()) {
        return true;
    }
    *cursor = start;
    false
}

/// Steps over 数百, 几十万, 数10万; `false` and unmoved if there is no such amount.
pub(super) fn take_orders(cursor: &mut Cursor<'_>) -> bool {
    let start = *cursor;
    let few = cursor.take("好几") || cursor.take("数") || cursor.take("几");
    // 几多 asks a question, 几十 does not.
    if few && matches!(cursor.peek(), Some('十' | '百' | '千' | '万' | '亿' | '1')) {
        take_power_of_ten(cursor);
        while matches!(
            cursor.peek(),
            Some('十' | '百' | '千' | '万' | '亿' | '余' | '多')
        ) {
            cursor.at += 1;
        }
        if cursor.last().is_some_and(|c| !"数几".contains(c)) {
            return true;
        }
    }
    *cursor = start;
    false
}

/// 数10万 is 数十万 in other letters; 数3家 is nothing.
fn take_power_of_ten(cursor: &mut Cursor<'_>) {
    let start = *cursor;
    let ten = matches!(cursor.take_digits(), ['1', zeros @ ..] if !zeros.is_empty()
        && zeros.iter().all(|&c| c == '0'));
    if !ten {
        *cursor = start;
    }
}
