//! Status codes of JSON-stat: one letter for each thing that a reader must know about a figure
//! beside its number. JSON-stat leaves the codes to the provider and asks that they be explained
//! (json-stat.org/full, `status`); `u` and `r` mean what they mean among Eurostat's flags, low
//! reliability and revised. It must never leave a doubt without its letter.

use super::label::Vocabulary;
use crate::dataset::{Observation, Status};
use crate::figure::Bound;

/// One letter of a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// The printed figure is a lower bound.
    AtLeast,
    /// The printed figure is an upper bound.
    AtMost,
    /// About this many.
    Approximate,
    /// A range, of which the value is the lower end.
    Range,
    /// An amount without a number: the cell has no value.
    Vague,
    /// A plan.
    Target,
    /// Printed again.
    Repeat,
    /// Part of another figure.
    Part,
    /// Doubted, and used as printed.
    Doubted,
    /// Doubted, and corrected: not the printed value.
    Corrected,
}

impl Flag {
    /// Every flag, in the order of a code's letters.
    pub const ALL: &[Self] = &[
        Self::AtLeast,
        Self::AtMost,
        Self::Approximate,
        Self::Range,
        Self::Vague,
        Self::Target,
        Self::Repeat,
        Self::Part,
        Self::Doubted,
        Self::Corrected,
    ];

    /// The letter.
    pub fn letter(self) -> char {
        match self {
            Self::AtLeast => 'g',
            Self::AtMost => 'l',
            Self::Approximate => 'a',
            Self::Range => 'x',
            Self::Vague => 'v',
            Self::Target => 't',
            Self::Repeat => 'o',
            Self::Part => 'w',
            Self::Doubted => 'u',
            Self::Corrected => 'r',
        }
    }

    /// What it means, in Chinese and English.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtLeast => Bound::AtLeast.label(),
            Self::AtMost => Bound::AtMost.label(),
            Self::Approximate => Bound::Approximate.label(),
            Self::Range => Bound::Range.label(),
            Self::Vague => Bound::Vague.label(),
            Self::Target => Status::Target.label(),
            Self::Repeat => Status::Repeat.label(),
            Self::Part => Status::Part.label(),
            Self::Doubted => "存疑，照原文 doubted, as printed",
            Self::Corrected => "存疑，已更正 doubted, corrected",
        }
    }
}

/// What must be known about an observation whose value is, or is not, a correction.
pub(super) fn flags(observation: &Observation<'_>, is_corrected: bool) -> Vec<Flag> {
    let bound = match observation.bound {
        Bound::Exact => None,
        Bound::AtLeast => Some(Flag::AtLeast),
        Bound::AtMost => Some(Flag::AtMost),
        Bound::Approximate => Some(Flag::Approximate),
        Bound::Range => Some(Flag::Range),
        Bound::Vague => Some(Flag::Vague),
    };
    let status = match observation.status {
        Status::Reported => None,
        Status::Target => Some(Flag::Target),
        Status::Repeat => Some(Flag::Repeat),
        Status::Part => Some(Flag::Part),
    };
    let doubt = observation.doubt.map(|_| match is_corrected {
        true => Flag::Corrected,
        false => Flag::Doubted,
    });
    [bound, status, doubt].into_iter().flatten().collect()
}

/// The code of several flags: their letters.
pub(super) fn code(flags: &[Flag]) -> String {
    flags.iter().map(|flag| flag.letter()).collect()
}

/// What a code means.
pub(super) fn meaning(flags: &[Flag]) -> String {
    let labels: Vec<&str> = flags.iter().map(|flag| flag.label()).collect();
    labels.join("；")
}
