//! What every row of a million passes through: text into values ([`json`]), rows into counts
//! ([`tally`]) and into an order ([`Cells`]). It is a package of its own since only a package can
//! be compiled for speed within a program that is compiled for size. It must never hold what few
//! rows need, nor a generic function for others: that would be compiled with them. For the same
//! reason what is called from one place is not inlined there; and a long loop calls a function for
//! some rows at a time, since a browser begins with quickly made code and changes to the quick at a
//! call.

mod cells;
mod column;
pub mod json;
mod layer;
mod lists;
mod numbers;
mod order;
mod pairs;
mod prove;
mod radix;
mod row;
pub mod tally;
mod texts;
mod words;

pub use cells::{Cells, First};
pub use column::{CHUNK, Column, ranks, seen, unmarked};
pub use numbers::Numbers;
pub use order::order;
pub use pairs::{NOWHERE, Pairs, Side, table};
pub use radix::{Key, sorted};
pub use row::Row;
pub use texts::{Texts, hash};
