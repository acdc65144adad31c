//! What lies on a clerk's desk: the dataset as it stands, and the one thing that is being worked
//! on. It must never be changed in place: each deed makes the next desk.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edition::{Edition, Kept};
use super::history::State;
use super::proposal::Proposal;
use super::review::Review;
use crate::import::{Imported, Known, Mapping, Target};
use crate::pace::Pace;

/// The dataset as it stands, and what is being worked on.
#[derive(Clone)]
pub struct Desk {
    /// The dataset's text.
    pub edition: Edition,
    /// What is being worked on.
    pub task: Task,
}

impl State for Desk {
    type Kept = (Kept, Task);

    fn kept(self, other: &Self) -> Self::Kept {
        (self.edition.kept(&other.edition), self.task)
    }

    fn exchanged(self, (edition, task): Self::Kept) -> (Self, Self::Kept) {
        let (edition, kept) = self.edition.exchanged(edition);
        (Self { edition, task }, (kept, self.task))
    }
}

/// What is being worked on.
#[derive(Clone)]
pub enum Task {
    /// Nothing.
    Nothing,
    /// A table whose columns are being told.
    Table(Arc<Table>),
    /// A table that was read.
    Rows(Arc<Rows>),
    /// A report whose figures are being looked at.
    Review(Arc<Review>),
    /// A dataset that may come in.
    Proposal(Arc<Proposal>),
}

impl Task {
    /// The table whose columns are being told.
    pub fn table(self) -> Option<Arc<Table>> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The table that was read.
    pub fn rows(self) -> Option<Arc<Rows>> {
        match self {
            Self::Rows(rows) => Some(rows),
            _ => None,
        }
    }

    /// The report that is being looked at.
    pub fn review(self) -> Option<Arc<Review>> {
        match self {
            Self::Review(review) => Some(review),
            _ => None,
        }
    }

    /// The dataset that may come in.
    pub fn proposal(self) -> Option<Arc<Proposal>> {
        match self {
            Self::Proposal(proposal) => Some(proposal),
            _ => None,
        }
    }
}

/// A table, and how it would be read.
#[derive(Clone)]
pub struct Table {
    /// Its file's name; empty if it was pasted.
    pub file: String,
    /// The SHA-256 of the file's bytes.
    pub sha256: String,
    /// Its text.
    pub text: Arc<String>,
    /// How it would be read.
    pub mapping: Mapping,
    /// What was guessed about it.
    pub issues: Arc<[crate::import::Issue]>,
    /// What its rows may name.
    pub known: Known,
}

/// What was read from a table.
#[derive(Clone)]
pub struct Rows {
    /// The table.
    pub table: Arc<Table>,
    /// Its rows, and what there is to say about them.
    pub imported: Arc<Imported>,
    /// Ids of new cities and indicators whose figures are not taken.
    pub refused: BTreeSet<String>,
}

impl Rows {
    /// The rows without what was refused, as a dataset's text to be merged into an edition.
    pub async fn text(&self, edition: &str, today: &str, pace: &mut Pace) -> String {
        let (target, refused) = (Target::Merge, &self.refused);
        let written = (self.imported).text_in_slices(edition, target, today, refused, pace);
        written.await.text
    }
}
