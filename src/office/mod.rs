//! The files of office programs: a `.docx` becomes text, a sheet of an `.xlsx` a table of text.
//!
//! Both are ZIP files of XML. [`member`] finds an entry and gives it as a gzip file, which the
//! caller unpacks (the browser with `DecompressionStream`, since there is no inflating here) and
//! decodes; [`document_text`], [`sheets`] and [`Sheet`] read the XML. What is not read is told in
//! docs/import.md.
//!
//! It must never trust a size, a place or a name that a file states, take more memory than a file
//! of its size can need, or give part of a text where the rest is damaged.

mod book;
mod broken;
mod day;
mod document;
mod file;
mod sheet;
mod strings;
mod style;
mod xml;
mod zip;

pub use book::{main_part, sheets};
pub use broken::Broken;
pub use document::document_text;
pub use file::{Unpack, file_text};
pub use sheet::{Sheet, sheet_text};
pub use zip::{MOST_BYTES, Member, member};
