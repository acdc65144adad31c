//! Columns: what the header of a table says of the figures below: a year, a plan, a city.
//!
//! It must never reach beyond the rows that have as many cells as the header.

use super::body::{Bodies, Subject};
use super::calendar::Moment;
use super::cells::cells;
use super::clock::{Clock, single};
use super::resolve::resolve;
use super::standing;
use super::stream::{Block, Stream};
use crate::dataset::Period;

/// The longest row, in characters.
const LONGEST: usize = 400;

/// What the header says of one column.
#[derive(Clone, Copy, Default)]
pub(super) struct Column {
    pub period: Option<Period>,
    pub is_plan: bool,
    pub subject: Option<Subject>,
}

/// The table that the walk is in.
#[derive(Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
}

impl Columns {
    /// A block: a row of the table, the header of the next, or none.
    pub fn enter(
        &mut self,
        stream: &Stream,
        block: &Block,
        moments: &[Moment],
        clock: &Clock,
        bodies: &Bodies,
    ) {
        let line = stream.slice(block.start, block.end);
        let found = cells(line.get(..LONGEST.min(line.len())).unwrap_or(line));
        // A longer line is no row; reading its cells for each of its figures would take the square.
        // Two parts with spaces between are a label and its sentence.
        let is_signed = line.iter().take(LONGEST).any(|c| "\t|".contains(*c));
        let least = if is_signed { 2 } else { 3 };
        if line.len() > LONGEST || found.len() < least {
            self.columns.clear();
            return;
        }
        if found.len() == self.columns.len() {
            return;
        }
        let column = |&(start, end): &(usize, usize)| {
            let (from, to) = (block.start + start, block.start + end);
            let moment = moments.iter().find(|one| (from..to).contains(&one.at));
            let is_plan = standing::is_goal_column(line.get(start..end).unwrap_or(&[]));
            // 年度目标 is the whole year's, also in a report of its half.
            let year = clock.year.filter(|_| is_plan && !clock.is_review);
            let printed = moment.and_then(|moment| resolve(clock, moment, None));
            Column {
                period: printed.or(year.map(single)),
                is_plan,
                subject: bodies.subject(stream, from, to),
            }
        };
        self.columns = found.iter().map(column).collect();
    }

    /// The column of a position in a row.
    pub fn at(&self, stream: &Stream, block: &Block, at: usize) -> Column {
        if self.columns.is_empty() {
            return Column::default();
        }
        let found = cells(stream.slice(block.start, block.end));
        let here = at.saturating_sub(block.start);
        let index = found.iter().position(|(_, end)| here < *end);
        let column = index.and_then(|index| self.columns.get(index));
        column.copied().unwrap_or_default()
    }
}
