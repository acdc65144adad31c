//! The workshop: what becomes of a report, a table or another dataset before it is data.
//!
//! [`sort`] tells what was handed over. A report's text becomes a [`Review`]: candidates with a
//! verdict each, none accepted by itself. A table's rows and a review's figures become a dataset's
//! text, and that a [`Proposal`]: what would be added, changed and gone, and what contradicts what
//! is there. What a reader agrees to becomes the next edition; [`History`] takes every deed back.
//!
//! It is plain data and functions, and knows no browser: `app::workshop` shows it. It must never
//! accept a figure that nobody looked at, nor change an edition but by a proposal or a deed of the
//! reader's.

mod desk;
mod edition;
mod hand;
mod handed;
mod history;
mod lack;
mod proposal;
mod report;
mod review;

pub use desk::{Desk, Rows, Table, Task};
pub use edition::Edition;
pub use hand::{Entry, entry_of, put_entry};
pub use handed::{Handed, sort};
pub use history::History;
pub use lack::Lack;
pub use proposal::{Clash, How, Outcome, Proposal, Shown};
pub use report::report_text;
pub use review::{Correction, NewIndicator, Reading, Review, Verdict};
