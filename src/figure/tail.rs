//! Tail: what stands behind the number: marks, a half, the unit.
//!
//! It must never take a half for a number that is not one: 两年半 is 2.5 年, 半年 a word and 两万半
//! nothing.

use super::bound::Bound;
use super::error::{FigureError, FigureErrorKind, fail};
use super::text::Cursor;
use super::{mark, unit};

/// What stands behind the number.
pub(super) struct Tail {
    pub unit: String,
    /// The figure's bound, the marks at the end included.
    pub bound: Bound,
    /// One half where the unit is halved: 两年半, 一个半月.
    pub half: f64,
    pub at: usize,
}

/// Units that are printed with a half.
const HALVED: [&str; 6] = ["年", "天", "倍", "小时", "个月", "个小时"];

impl Tail {
    /// The unit, if it is measure words alone, as a Han numeral needs it.
    pub fn measure(self) -> Result<String, FigureError> {
        let chars: Vec<char> = self.unit.chars().collect();
        if unit::is_measure(&chars) {
            Ok(self.unit)
        } else {
            fail(FigureErrorKind::BadUnit, self.at)
        }
    }
}

/// The unit, and the bound with the marks that stand at the end.
pub(super) fn take(mut cursor: Cursor<'_>, mut bound: Bound) -> Result<Tail, FigureError> {
    let at = cursor.at;
    while let Some(mark) = mark::take_after(&mut cursor) {
        bound = bound.join(mark, at)?;
    }
    // 两个多月, 一个半月: here the mark or the half stands inside the unit.
    let whole = cursor;
    let mut is_split = cursor.take("个多") && unit::is_measure(cursor.rest());
    let mut is_halved = false;
    if is_split {
        bound = bound.join(Bound::AtLeast, at)?;
    } else {
        cursor = whole;
        is_split = cursor.take("个半");
        is_halved = is_split || cursor.take_end("半");
    }
    let mut unit = unit::check(cursor)?;
    if is_split {
        unit.insert(0, '个');
    }
    if is_halved && !HALVED.contains(&unit.as_str()) {
        return fail(FigureErrorKind::SeveralFigures, at);
    }
    Ok(Tail {
        unit,
        bound,
        half: if is_halved { 0.5 } else { 0.0 },
        at,
    })
}
