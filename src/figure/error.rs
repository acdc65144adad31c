//! Why a text is not one figure, and where.
//!
//! It must never quote the text: the caller holds it and knows what may be shown.

use std::error::Error;
use std::fmt;

/// What is wrong with a text that was handed in as a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureErrorKind {
    /// Nothing but white space.
    Empty,
    /// No numeral where one should begin: letters, a word, a bare unit such as 万元.
    NoNumber,
    /// A numeral that breaks its own rules: `12,34`, `1.2.3`, `007`, 五一, 十四五, or one with more
    /// digits than an `f64` holds.
    BadNumber,
    /// A second numeral that is not the end of a range.
    SeveralFigures,
    /// What follows the numeral is not a unit: punctuation, a sentence, more than 12 characters,
    /// after a Han numeral anything but measure words (百姓).
    BadUnit,
    /// A place in a row, not an amount: 第四届, 二十届, 二十大, 三等奖, 二期.
    Ordinal,
    /// A date or a time, not an amount: 2025年, 5月, 21日, 近三年, 3季度.
    Calendar,
    /// Marks that exclude each other: 不少于20场以下.
    Contradiction,
    /// A range that falls: 5至3家.
    FallingRange,
}

/// A text that is not one printed figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FigureError {
    /// What is wrong.
    pub kind: FigureErrorKind,
    /// Where, in Unicode code points from the start of the text, from 0.
    pub offset: usize,
}

impl FigureError {
    pub(super) const fn new(kind: FigureErrorKind, offset: usize) -> FigureError {
        FigureError { kind, offset }
    }
}

pub(super) fn fail<T>(kind: FigureErrorKind, offset: usize) -> Result<T, FigureError> {
    Err(FigureError { kind, offset })
}

impl fmt::Display for FigureError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.kind {
            FigureErrorKind::Empty => "the figure is empty",
            FigureErrorKind::NoNumber => "no number begins here",
            FigureErrorKind::BadNumber => "the number is malformed",
            FigureErrorKind::SeveralFigures => "a second figure begins here",
            FigureErrorKind::BadUnit => "this is not a unit",
            FigureErrorKind::Ordinal => "this is a place in a row, not an amount",
            FigureErrorKind::Calendar => "this is a date, not an amount",
            FigureErrorKind::Contradiction => "the marks contradict each other",
            FigureErrorKind::FallingRange => "the range falls",
        };
        write!(out, "{reason} (at character {})", self.offset)
    }
}

impl Error for FigureError {}
