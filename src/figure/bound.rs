//! Bound: how a printed figure is meant.
//!
//! It must never change a value: "at least 20" stays 20, and the reader is told.

use super::error::{FigureError, FigureErrorKind, fail};

/// How a printed figure is meant (`bound` in docs/dataset.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// 余, 多, 超, 以上, 不少于: this many or more.
    AtLeast,
    /// 不足, 不超过, 以内: this many or fewer.
    AtMost,
    /// 近, 约, 左右: about this many.
    Approximate,
    /// From one number to another.
    Range,
    /// An amount without a number: 数百场.
    Vague,
}

impl Bound {
    /// Every bound, in the order of the format's description.
    pub const ALL: [Bound; 6] = [
        Bound::Exact,
        Bound::AtLeast,
        Bound::AtMost,
        Bound::Approximate,
        Bound::Range,
        Bound::Vague,
    ];

    /// The word of the dataset format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::AtLeast => "at_least",
            Bound::AtMost => "at_most",
            Bound::Approximate => "approximate",
            Bound::Range => "range",
            Bound::Vague => "vague",
        }
    }

    /// The bound that a word of the dataset format names; `None` for any other text.
    pub fn parse(word: &str) -> Option<Bound> {
        Bound::ALL.into_iter().find(|bound| bound.as_str() == word)
    }

    /// What two marks on one figure mean together; an error at `offset` where they contradict.
    ///
    /// The weaker claim wins: 约300余人 promises no more than 约300人.
    pub(super) fn join(self, other: Bound, offset: usize) -> Result<Bound, FigureError> {
        use Bound::{Approximate, AtLeast, AtMost, Exact, Range, Vague};
        Ok(match (self, other) {
            (a, b) if a == b => a,
            (Exact, mark) | (mark, Exact) => mark,
            (Vague, _) | (_, Vague) => Vague,
            (Range, _) | (_, Range) => Range,
            (Approximate, _) | (_, Approximate) => Approximate,
            (AtLeast, _) | (AtMost, _) => return fail(FigureErrorKind::Contradiction, offset),
        })
    }
}
