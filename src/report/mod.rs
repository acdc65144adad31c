//! What the reader sees: one plain struct a view, built from a dataset and a query.
//!
//! A view holds values and names, never pixels, sentences or markup; `chart` draws it, `app`
//! shows it and `lang` words it. It must never round a value: `figure::format` alone does.

mod answer;
mod basis;
mod change;
mod compare;
mod datum;
mod doubts;
mod group;
mod honours;
mod matrix;
mod offer;
mod overview;
mod provenance;
mod sentence;
mod sources;
mod table;
mod targets;
mod trend;

pub use answer::{Answer, Reporter, Sheet, answer, answers, years_of};
pub use basis::{INDEX_START, PER_MEMBERS};
pub use change::{Change, change_of};
pub use compare::{Bar, Compare, compare};
pub use datum::Datum;
pub use doubts::{DoubtCount, DoubtRow, Doubted, Doubts, doubt_count, doubts};
pub use group::MOST_CHARTS;
pub use honours::{HonourRow, Honours, honours};
pub use matrix::{Matrix, MatrixColumn, MatrixRow, Subject, matrix};
pub use offer::Offer;
pub use overview::{Card, CardEntry, CategoryBar, Draft, Overview, overview};
pub use provenance::{Part, Provenance, provenance};
pub use sentence::{Sentence, Third, sentence};
pub use sources::sources;
pub use table::{Order, PAGE_ROWS, Table, table};
pub use targets::TargetRow;
pub use trend::{Series, Trend, trend};
