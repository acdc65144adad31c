//! What lies on a clerk's desk: the dataset as it stands, and the one thing that is being worked on.
//! It must never be changed in place: each deed makes the next desk.

use std::sync::Arc;

use super::proposal::Proposal;
use super::review::Review;
use crate::import::{Imported, Known, Mapping};

/// The dataset as it stands, and what is being worked on.
#[derive(Clone)]
pub struct Desk {
    /// The dataset's text.
    pub edition: Arc<str>,
    /// What is being worked on.
    pub task: Task,
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

/// A table, and how it would be read.
#[derive(Clone)]
pub struct Table {
    /// Its file's name; empty if it was pasted.
    pub file: String,
    /// The SHA-256 of the file's bytes.
    pub sha256: String,
    /// Its text.
    pub text: Arc<str>,
    /// How it would be read.
    pub mapping: Mapping,
    /// What was guessed about it.
    pub issues: Vec<crate::import::Issue>,
    /// What its rows may name.
    pub known: Known,
}

/// What was read from a table.
#[derive(Clone)]
pub struct Rows {
    /// The table.
    pub table: Arc<Table>,
    /// Its rows, and what there is to say about them.
    pub imported: Imported,
}
