//! What the reader asked: one [`Query`], changed by [`Action`]s alone, mirrored in the address.
//!
//! It must never know what a view looks like, nor hold positions in a dataset: cities and
//! indicators are named by code and id, so that a query outlives the dataset it was asked of.

mod action;
mod bounds;
mod facets;
mod parts;
mod search;
mod select;
mod state;
pub mod url;

pub use action::{Action, Commit};
pub use bounds::Bounds;
pub use facets::{Facets, facets, options};
pub use parts::touched;
pub use search::{Sought, names_of_city, names_of_indicator};
pub use select::{Selection, select, used, used_value};
pub use state::{
    Basis, Choices, Columns, Filter, Lang, Query, ReadMode, Sort, SortColumn, TextScale, Theme,
    View,
};
