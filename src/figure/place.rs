//! Place: dates and places in a row, which are printed like amounts: 2025年, 三月, 二十大, 三等奖.
//!
//! Only the unit tells, so this comes last. It must never refuse what only an amount can say:
//! 2000多年, 两月, 三大, 5个月.

use super::bound::Bound;
use super::error::FigureErrorKind::{self, Calendar, Ordinal};
use super::numeral::Numeral;
use super::parse::Figure;
use super::section::Spelling;

/// Units that name a place in a row, whatever comes before them.
const PLACES: [char; 9] = ['届', '级', '等', '线', '流', '楼', '版', '强', '号'];

/// Whether 近 before so many of a unit means "the last": 近三年 is not almost three years.
pub(super) fn is_span(unit: &str) -> bool {
    matches!(unit, "年" | "个月" | "月" | "周" | "天" | "日")
}

/// What a figure names instead of an amount, if anything; `first` is the numeral's first character.
pub(super) fn kind(figure: &Figure, low: &Numeral, first: char) -> Option<FigureErrorKind> {
    let value = figure.value.unwrap_or(f64::NAN);
    let mut unit = figure.unit.chars();
    let (head, next) = (unit.next(), unit.next());
    // Dates are printed in plain digits or as 二 or 三十; 两日 counts, and so does 三月余.
    let unmarked = matches!(
        figure.bound,
        Bound::Exact | Bound::Range | Bound::Approximate
    );
    let may_date = unmarked && !low.is_raised() && first != '两';
    let may_be_year = may_date && matches!(low.spelling(), Spelling::Digits | Spelling::HanDigits);
    let years = 1900.0..2100.0;
    let is_date = match (head, next) {
        // 年代, 年级, 年度; 元/年 begins with 元, and 年/人 is a unit.
        (Some('年'), Some(next)) => next != '/',
        (Some('年'), None) => may_be_year && years.contains(&value),
        (None, _) => {
            let ends = figure.upper.is_some_and(|upper| years.contains(&upper));
            ends && may_be_year && years.contains(&value)
        }
        (Some('月'), _) => may_date && (1.0..=12.0).contains(&value),
        (Some('日' | '号'), _) => may_date && (1.0..=31.0).contains(&value),
        (Some('周'), Some('年')) | (Some('世'), Some('纪')) => true,
        (Some('时' | '点' | '季'), _) => true,
        _ => false,
    };
    // 二期 and 二次 are the second; the amount is 两期. Of people and shares one says 二, too.
    let is_second = first == '二' && low.spelling() == Spelling::HanDigit && !low.is_raised();
    let is_place = match head {
        Some('大') if next.is_none() && !is_second => {
            figure.bound != Bound::Exact || low.is_raised() || !(2.0..10.0).contains(&value)
        }
        Some(head) => PLACES.contains(&head) || (is_second && !"人位名倍元%".contains(head)),
        None => false,
    };
    match (is_date, is_place) {
        (true, _) => Some(Calendar),
        (_, true) => Some(Ordinal),
        _ => None,
    }
}
