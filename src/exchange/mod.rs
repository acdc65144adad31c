//! Other formats out: tidy CSV, a Data Package of all tables, and JSON-stat.
//!
//! [`Table`] says which tables there are and what stands in their columns, once for all formats;
//! `cell` takes the cells from a dataset, [`csv`] and [`data_package`] write them down and
//! describe them. [`json_stat`] sees the same observations as cubes. Which rows and which reading
//! of doubted figures are the caller's to say, so that a page can hand out just what a query
//! selects.
//!
//! It must never read or write a file, turn what is absent into a zero, or leave an observation
//! out: each is found once in every format.

mod cell;
mod column;
pub mod csv;
mod cube;
pub mod data_package;
mod dimension;
mod flag;
pub mod json_stat;
mod label;
mod table;

pub use column::{Column, Kind};
pub use flag::Flag;
pub use label::Word;
pub use table::{Reference, Table};
