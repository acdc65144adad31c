//! Datasets as they are written: two editions compared, several merged, one split into parts, or
//! edited row by row.
//!
//! A [`Document`] is a dataset's text as lists of rows, every key kept as it stands, known or not.
//! [`diff`](fn@diff) tells two apart, [`merge`](fn@merge) joins reports into one,
//! [`split`](fn@split) and [`join`] take one apart and put it together, [`put`], [`remove`] and
//! [`add_row`] edit it, [`without_persons`] leaves out who is named, and [`write`](fn@write) is
//! the one way back to text. It must never interpret a key that the format does not know, drop
//! one, or change a number.

mod compare;
mod decision;
mod diff;
mod document;
mod finder;
mod lines;
mod list;
mod matched;
mod merge;
mod pages;
mod parts;
mod persons;
mod recipient;
mod revision;
mod say;
mod split;
mod unreported;
mod write;

pub use decision::{Contradiction, Decisions, Prefer};
pub use diff::{Change, Difference, Field, Kind, diff};
pub use document::Document;
pub use finder::Where;
pub use lines::{change_line, unreported_line};
pub use list::List;
pub use merge::{Conflict, Merged, Replaced, merge, merge_in_slices};
pub(crate) use pages::Pages;
pub use parts::{PartError, PartFile, join, part_files};
pub use persons::{Persons, without_persons};
pub use revision::{add_row, put, remove, set_head};
pub use say::{say_change, say_conflict, say_part_error, say_replaced, say_unreported};
pub use split::{By, Split, split};
pub use unreported::{Unreported, unreported, unreported_in};
pub use write::{canonical, write, written, written_in_slices};
pub(crate) use write::{quote, quoted, whole};
