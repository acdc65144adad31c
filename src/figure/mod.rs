//! Figures: what one printed number says, and how a number is said to a reader.
//!
//! Reading ([`parse`]) goes in two steps: `text` folds the spelling, `numeral`, `mark`, `vague`,
//! `range` and `tail` recognise its parts; then `parse` decides what they mean together, and
//! `place` whether that is an amount. Writing ([`compact`], [`exact`], [`bounded`], [`machine`],
//! [`change_percent`], [`Scale`]) goes through `decimal`, so that a number is rounded and grouped
//! in one place and in base ten, as a reader would do it.
//!
//! ```
//! use union_dashboard::figure::{Bound, Script, bounded, parse};
//!
//! let figure = parse("1387余万元").expect("a figure");
//! assert_eq!((figure.value, figure.bound), (Some(13_870_000.0), Bound::AtLeast));
//! let text = bounded(figure.value, None, figure.bound, &figure.unit, "", Script::Chinese);
//! assert_eq!(text, "≥1387万元");
//! ```
//!
//! It must never look at the sentence around a figure, correct what is printed, or know what is
//! counted: that is for `extract` and `dataset`.

mod bound;
mod decimal;
mod error;
mod format;
mod leading;
mod mark;
mod number;
mod numeral;
mod numerals;
mod parse;
mod place;
mod range;
mod same;
mod scale;
mod section;
mod tail;
mod text;
mod unit;
mod vague;

pub use bound::Bound;
pub use error::{FigureError, FigureErrorKind};
pub use format::{bounded, change_percent, compact, exact, machine, significant};
pub use leading::{Leading, leading};
pub use number::number;
pub use numerals::{is_numeral, numerals};
pub use parse::{Figure, parse};
pub use same::are_same_unit;
pub use scale::{Scale, Script};
pub use text::fold;
