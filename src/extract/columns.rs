//! Columns: what the header of a table says of the figures below: a year, a plan, a city.
//!
//! It must never reach beyond the rows that have as many cells as the header.

use super::around::{holds, starts};
use super::body::{Bodies, Subject};
use super::calendar::{Moment, When, Year};
use super::cells::{self, Row, Shared};
use super::clock::Clock;
use super::resolve::{interval, month, resolve, single};
use super::run::Run;
use super::standing;
use super::stream::{Block, Stream};
use crate::dataset::{Date, Period};

/// The longest row that only spaces divide, in characters.
const LONGEST: usize = 400;

/// No more of a note is looked at before a date.
const LONGEST_CLAUSE: usize = 60;

/// No more of a header says what its column counts.
const LONGEST_HEAD: usize = 24;

/// A line above a table is no longer.
const LONGEST_CAPTION: usize = 40;

/// So many notes below a table are looked at.
const NOTES: usize = 8;

/// What the header says of one column.
#[derive(Clone, Copy, Default)]
pub(super) struct Column {
    pub period: Option<Period>,
    /// What a note says of its stocks: 2022年数据截至11月30日.
    pub stocks: Option<Period>,
    pub is_plan: bool,
    pub subject: Option<Subject>,
    /// From and to of the header's words: 驿站数.
    pub head: (usize, usize),
}

/// Where a note on a table stands, what the headers of the columns hold that it dates, and when.
pub(super) type Note = (usize, Vec<char>, Option<Period>);

/// What notes say of columns: 2022年数据截至11月30日; 会员、驿站为2023年末数据.
pub(super) fn notes(
    stream: &Stream,
    blocks: &[Block],
    moments: &[Moment],
    clock: &Clock,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for block in blocks {
        let head = stream.slice(block.start, block.start + 2);
        if !matches!(head, ['注' | '备' | '说', _]) {
            continue;
        }
        let from = moments.partition_point(|moment| moment.at < block.start);
        let to = moments.partition_point(|moment| moment.at < block.end);
        let mut before = None;
        for on in moments.get(from..to).unwrap_or(&[]) {
            let words = stream.slice(block.start.max(on.at.saturating_sub(LONGEST_CLAUSE)), on.at);
            let from = words.iter().rposition(|c| "，,。;:".contains(*c));
            let words = words.get(from.map_or(0, |at| at + 1)..).unwrap_or(&[]);
            match before.take() {
                Some((of, year)) if on.is_date_of_stock => {
                    notes.push((block.start, of, resolve(clock, on, Some(year))));
                }
                _ => {
                    let end = words.iter().position(|c| *c == '为').unwrap_or(0);
                    let names = words
                        .get(..end)
                        .unwrap_or(&[])
                        .split(|c| "、和与及".contains(*c));
                    for name in names.filter(|name| name.len() > 1) {
                        notes.push((block.start, name.to_vec(), resolve(clock, on, None)));
                    }
                }
            }
            if let When::Year(Year::Is(year)) = on.when {
                before = Some((stream.slice(on.at, on.end).to_vec(), year));
            }
        }
    }
    notes
}

/// The table that the walk is in.
#[derive(Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    /// The units of the nearest header in brackets above, a column each.
    units: Vec<Option<Shared>>,
    /// The row that the walk is in.
    pub row: Row,
    /// The unit that a line above the table gives to all of it: 单位:万元.
    whole: Option<Shared>,
    /// What the line above the table says of its stocks: 表2 各县区指标(截至12月31日).
    stocks: Option<Period>,
}

impl Columns {
    /// A block: a row of the table, the header of the next, or none.
    pub fn enter(
        &mut self,
        stream: &Stream,
        block: &Block,
        moments: &[Moment],
        clock: &Clock,
        (bodies, notes): (&Bodies, &[Note]),
    ) {
        let line = stream.slice(block.start, block.end);
        let is_signed = line.iter().any(|c| matches!(c, '\t' | '|'));
        self.row = match is_signed || line.len() <= LONGEST {
            true => Row::new(line, block.start),
            false => Row::default(),
        };
        let cells = &self.row.cells;
        if cells.len() < 2 {
            self.whole = cells::of_table(line);
            let date = moments.iter().find(|moment| moment.is_date_of_stock);
            let date = date.filter(|_| line.len() <= LONGEST_CAPTION && !line.contains(&'。'));
            self.stocks = date.and_then(|moment| resolve(clock, moment, None));
        }
        if cells.len() != self.units.len() {
            self.units = vec![None; cells.len()];
        }
        for (column, unit, _) in &self.row.heads {
            if let Some(known) = self.units.get_mut(*column) {
                *known = Some(unit.clone());
            }
        }
        // 驿站(家)  其中智能: in the same unit.
        for column in 1..cells.len() {
            let is_part = cells
                .get(column)
                .is_some_and(|(from, to)| starts(stream.slice(*from, *to), "其中"));
            if let (true, Some([.., unit, own @ None])) = (is_part, self.units.get_mut(..=column)) {
                own.clone_from(unit);
            }
        }
        // Two parts with spaces between are a label and its sentence.
        let least = if is_signed { 2 } else { 3 };
        if cells.len() < least {
            self.columns.clear();
            return;
        }
        if cells.len() == self.columns.len() {
            return;
        }
        let below = notes.partition_point(|note| note.0 <= block.start);
        let notes = notes.get(below..).unwrap_or(&[]);
        let column = |&(from, to): &(usize, usize)| {
            let first = moments.partition_point(|one| one.at < from);
            let is_own = |one: &&Moment| one.at < to && !one.is_compared;
            let moment = moments.get(first).filter(is_own);
            let is_plan = standing::is_goal_column(stream.slice(from, to));
            // 年度目标 is the whole year's, also in a report of its half.
            let year = clock.year.filter(|_| is_plan && !clock.is_review);
            let printed = moment.and_then(|moment| resolve(clock, moment, None));
            // 累计 beside 本月: from January.
            let cell = stream.slice(from, to);
            let printed = match printed.or(clock.flows) {
                Some(Period::Single(on @ Date { month: Some(_), .. })) if holds(cell, "累计") => {
                    Some(interval(month(on.year, 1), on))
                }
                _ => printed,
            };
            let of = stream.slice(from, to);
            let is_of_it = |note: &&Note| has(of, &note.1);
            let note = notes.iter().take(NOTES).find(is_of_it);
            Column {
                period: printed.or(year.map(single)),
                stocks: note.and_then(|note| note.2).or(self.stocks),
                is_plan,
                subject: bodies.subject(stream, from, to),
                head: match cell.iter().any(char::is_ascii_digit) {
                    true => (0, 0),
                    false => (from, to.min(from + LONGEST_HEAD)),
                },
            }
        };
        self.columns = cells.iter().map(column).collect();
    }

    /// The column of a position in a row.
    pub fn at(&self, at: usize) -> Column {
        let index = self.row.cells.partition_point(|(_, end)| *end <= at);
        self.columns.get(index).copied().unwrap_or_default()
    }

    /// The unit of a number that is a cell.
    pub fn unit(&self, stream: &Stream, run: &Run) -> Option<Shared> {
        let own = self.row.unit(stream, run, &self.units);
        own.or_else(|| self.whole.clone().filter(|_| self.row.is_cell(stream, run)))
    }
}

fn has(text: &[char], name: &[char]) -> bool {
    text.windows(name.len().max(1)).any(|part| part == name)
}
