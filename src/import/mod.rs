//! Tables in: the text of a spreadsheet becomes observations of a dataset.
//!
//! [`kind`](kind()) tells what a text is; [`survey`](survey()) proposes a [`Mapping`], which says
//! what each column is and what is still missing, and which a reader may change; a [`Reader`] takes
//! the text in pieces and makes an [`Imported`] of it: observations, what they name, and what there
//! is to say. [`Imported::text`] writes that as a dataset, which `edition` merges and writes.
//!
//! Bytes are not its business: the caller decodes them, in the browser with `TextDecoder`. It must
//! never open a file, lose a row or a cell without saying so, make a zero of an empty cell, or take
//! a city or an indicator for one that only sounds like it.

mod base;
mod cells;
mod document;
mod encoding;
mod field;
mod figures;
mod imported;
mod issue;
mod kind;
mod known;
mod mapping;
mod names;
mod new_rows;
mod overlay;
mod period;
mod place;
mod reader;
mod records;
mod row;
mod say;
mod say_en;
mod say_zh;
mod survey;
mod taken;
mod template;
mod value;

pub use document::{Target, Written};
pub use encoding::encodings;
pub use field::Field;
pub use imported::{Counts, Imported, Origin};
pub use issue::{BadPeriod, Issue, Problem, Severity};
pub use kind::{Dialect, Kind, NoTable, kind};
pub use known::{Category, City, Indicator, Known, UNSORTED, id_of};
pub use mapping::{Column, Facet, Layout, Mapping, Why};
pub use new_rows::{category_row, city_row, indicator_row};
pub use period::period;
pub use place::Spot;
pub use reader::Reader;
pub use say::say;
pub use survey::{Survey, survey};
pub use template::template;

/// Reads a whole table by a mapping.
pub fn read(text: &str, mapping: Mapping, known: Known, origin: Origin) -> Imported {
    let mut reader = Reader::new(mapping, known, origin);
    reader.push(text);
    reader.finish()
}
