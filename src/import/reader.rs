//! Rows of a table become observations, a piece of text at a time. It must never lose a row
//! silently, nor let one that is wrong stop those that are right.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{Field, folded};
use super::imported::{Counts, Imported, Origin};
use super::issue::{BadPeriod, Issue, Issues, Problem, quote};
use super::known::Known;
use super::mapping::Mapping;
use super::names::Names;
use super::place::Spot;
use super::records::{Next, Record, Records};
use super::row::{Row, Source, is_total};
use crate::dataset::{Period, Scope};
use crate::pace::{Pace, at_once};

/// Rows that room is made for ahead, at most.
const MOST_EXPECTED: usize = 1 << 21;

/// Entries that are forgotten, or counted, before a rest.
const SLICE: usize = 1 << 14;

/// Reads a table that comes in pieces.
///
/// Each [`push`](Self::push) reads the rows that are whole by then, so that the caller decides how
/// long a slice of work is: 100,000 characters take a few milliseconds. To cancel, drop it.
pub struct Reader {
    pub(super) mapping: Mapping,
    pub(super) origin: Origin,
    pub(super) known: Known,
    pub(super) names: Names,
    records: Records,
    /// Columns that have a header.
    headers: usize,
    seen: usize,
    /// Bytes that there will be; 0 if nobody said, or once it was heard.
    expected: usize,
    pub(super) issues: Issues,
    pub(super) counts: Counts,
    pub(super) rows: Vec<Row>,
    pub(super) periods: Vec<Period>,
    period_texts: BTreeMap<String, Result<u32, BadPeriod>>,
    pub(super) scopes: Vec<Scope>,
    scope_numbers: BTreeMap<String, u32>,
    /// The table as reports: number of the city and year of each.
    pub(super) tables: Vec<(u32, u16)>,
    table_numbers: BTreeMap<(u32, u16), usize>,
    /// Keys of rows that name a report.
    keys: BTreeSet<(usize, u32, u32, u32)>,
    /// What the other rows are about, and the line of each.
    facts: BTreeMap<[u32; 5], u32>,
    /// Problems that are said once.
    said: BTreeSet<&'static str>,
}

impl Reader {
    /// A reader of a table, by a mapping that a [`survey`](super::survey()) proposed. `known` is
    /// what the rows may name.
    pub fn new(mapping: Mapping, known: Known, origin: Origin) -> Self {
        let named = mapping
            .columns
            .iter()
            .rposition(|column| !column.header.is_empty());
        let mut reader = Self {
            headers: named.map_or(0, |last| last + 1),
            records: Records::new(mapping.dialect),
            names: Names::default(),
            mapping,
            origin,
            known,
            seen: 0,
            expected: 0,
            issues: Issues::default(),
            counts: Counts::default(),
            rows: Vec::new(),
            periods: Vec::new(),
            period_texts: BTreeMap::new(),
            scopes: vec![Scope::default()],
            scope_numbers: BTreeMap::from([(Scope::default().to_string(), 0)]),
            tables: Vec::new(),
            table_numbers: BTreeMap::new(),
            keys: BTreeSet::new(),
            facts: BTreeMap::new(),
            said: BTreeSet::new(),
        };
        for field in reader.mapping.missing() {
            reader.issues.push(Issue::whole(Problem::Missing(field)));
        }
        reader.names = Names::new(&mut reader);
        reader
    }

    /// Says how long the text is, in bytes, so that a million rows need not be moved.
    pub fn expect(&mut self, bytes: usize) {
        self.expected = bytes;
    }

    /// Takes the next piece of the table's text, which may end anywhere.
    pub fn push(&mut self, chunk: &str) {
        self.origin.add(chunk);
        self.records.push(chunk);
        self.read();
        let pieces = self.expected / chunk.len().max(1);
        if pieces > 1 && !self.rows.is_empty() {
            self.expected = 0;
            // As many in every piece, and a few for good measure.
            let rows = self.rows.len() * (pieces + 1 + pieces / 16);
            self.rows.reserve(rows.min(MOST_EXPECTED));
        }
    }

    /// How much was read so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Says that the text ends, and gives what was read.
    pub fn finish(self) -> Imported {
        at_once(self.finish_in_slices(&mut Pace::steady()))
    }

    /// The same, with rests.
    pub async fn finish_in_slices(mut self, pace: &mut Pace) -> Imported {
        self.records.end();
        self.read();
        // To forget a million takes its time too.
        for (done, _) in std::mem::take(&mut self.facts).into_iter().enumerate() {
            if done % SLICE == 0 {
                pace.rest().await;
            }
        }
        let mut named = [
            vec![0; self.known.cities.len()],
            vec![0; self.known.indicators.len()],
        ];
        for (done, row) in self.rows.iter().enumerate() {
            if done % SLICE == 0 {
                pace.rest().await;
            }
            for (counts, at) in named.iter_mut().zip([row.city, row.indicator]) {
                if let Some(count) = counts.get_mut(at as usize) {
                    *count += 1;
                }
            }
        }
        Imported::new(self, named)
    }

    fn read(&mut self) {
        let mut record = Record::default();
        while self.records.next(&mut record) == Next::Record {
            self.seen += 1;
            if self.seen > self.mapping.skip {
                self.record(&record);
            }
        }
    }

    fn record(&mut self, record: &Record) {
        if let Some(fault) = &record.fault {
            self.counts.rows += 1;
            self.counts.refused += 1;
            self.issues.push(fault.clone());
            return;
        }
        // Empty rows are what a spreadsheet leaves at the end.
        let filled = record.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 {
            return;
        }
        self.counts.rows += 1;
        let errors = self.issues.errors;
        let (cells, width) = (record.len(), self.mapping.columns.len());
        if self.is_aside(record, filled) {
            return;
        }
        if cells > width {
            let spot = record.spot(width);
            self.say(spot, Problem::TooManyCells(cells, width));
        } else if let Some(at) = record.iter().position(|cell| cell.contains(is_no_text)) {
            self.say(record.spot(at), Problem::ControlCharacters);
        } else {
            let (found, expected) = (record.width(), self.headers);
            if found < expected {
                let spot = record.spot(found);
                self.say(spot, Problem::TooFewCells(found, expected));
            }
            self.figures(record);
        }
        self.counts.refused += usize::from(self.issues.errors > errors);
    }

    /// Whether a row is no data: a footnote, the header once more, totals.
    fn is_aside(&mut self, record: &Record, filled: usize) -> bool {
        let columns = self.mapping.columns.iter();
        let mut pairs = columns
            .zip(0..)
            .filter(|(column, _)| !column.header.is_empty());
        if filled > 1
            && pairs.clone().count() > 1
            && pairs.all(|(column, index)| folded(&column.header) == folded(record.cell(index)))
        {
            self.say(record.spot(0), Problem::HeaderAgain);
            return true;
        }
        if let Some(at) = total(&self.mapping, record) {
            self.say(record.spot(at), Problem::TotalRow(quote(record.cell(at))));
            return true;
        }
        let figures = self.names.figures();
        let has_figures = figures.iter().any(|&index| !record.cell(index).is_empty());
        if !has_figures && filled == 1 && self.mapping.columns.len() > 1 {
            let at = (0..record.len()).find(|&index| !record.cell(index).is_empty());
            let at = at.unwrap_or(0);
            self.say(record.spot(at), Problem::NoteRow(quote(record.cell(at))));
            return true;
        }
        if !has_figures {
            self.counts.empty += 1;
        }
        !has_figures
    }

    /// The number of a period, read once however often it is written.
    pub(super) fn period(&mut self, text: &str) -> Result<u32, BadPeriod> {
        if let Some(found) = self.period_texts.get(text) {
            return *found;
        }
        let read = super::period::period(text);
        let number = read.map(|period| {
            let known = self.periods.iter().position(|known| *known == period);
            let number = known.unwrap_or_else(|| {
                self.periods.push(period);
                self.periods.len() - 1
            });
            number_of(number)
        });
        self.period_texts.insert(text.to_owned(), number);
        number
    }

    /// The number of a scope.
    pub(super) fn scope(&mut self, scope: Scope) -> u32 {
        let next = number_of(self.scopes.len());
        let text = scope.to_string();
        let number = *self.scope_numbers.entry(text).or_insert(next);
        if number == next {
            self.scopes.push(scope);
        }
        number
    }

    /// The table as the report of a city on the year in which a period ends.
    pub(super) fn table(&mut self, city: u32, period: u32) -> usize {
        let year = self
            .periods
            .get(period as usize)
            .map_or(0, |period| period.last_year());
        let next = self.tables.len();
        let number = *self.table_numbers.entry((city, year)).or_insert(next);
        if number == next {
            self.tables.push((city, year));
        }
        number
    }

    /// Takes an observation, unless it is there already.
    pub(super) fn take(&mut self, row: Row, spot: Spot) {
        match row.source {
            Source::Report(report) => {
                let key = (report, row.paragraph, row.offset, row.indicator);
                if !self.keys.insert(key) {
                    let key = self.key(&row);
                    return self.say(spot, Problem::DuplicateKey(quote(&key)));
                }
            }
            Source::Table(_) => {
                let status = row.status as u32;
                let fact = [row.city, row.period, row.indicator, row.scope, status];
                if let Some(&line) = self.facts.get(&fact) {
                    self.say(spot, Problem::SameTwice(line));
                } else {
                    self.facts.insert(fact, spot.line);
                }
            }
        }
        self.counts.observations += 1;
        self.rows.push(row);
    }

    /// The key of a row that names a report.
    fn key(&self, row: &Row) -> String {
        let Source::Report(report) = row.source else {
            return String::new();
        };
        let report = self
            .known
            .reports
            .get(report)
            .map_or("", |report| &report.id);
        let indicator = self.known.indicators.get(row.indicator as usize);
        let indicator = indicator.map_or("", |indicator| &indicator.id);
        format!("{report}:{}:{}:{indicator}", row.paragraph, row.offset)
    }

    pub(super) fn say(&mut self, spot: Spot, problem: Problem) {
        self.issues.push(Issue::at(spot, problem));
    }

    /// Says what holds for many rows, at the first of them.
    pub(super) fn say_once(&mut self, spot: Spot, problem: Problem) {
        if self.said.insert(problem.code()) {
            self.say(spot, problem);
        }
    }
}

/// The cell by which a row is one of totals, wherever it stands: 合计 is often below the numbers of
/// the rows, with the city empty beside it.
pub(super) fn total(mapping: &Mapping, record: &Record) -> Option<usize> {
    let columns = mapping.columns.iter().zip(0..);
    let mut names = columns.filter(|(column, _)| {
        let field = column.field;
        !matches!(
            field,
            Field::Value | Field::Printed | Field::Scope | Field::Note
        )
    });
    let found = names.find(|(_, index)| is_total(record.cell(*index)));
    found.map(|(_, index)| index)
}

/// A position as it is kept in rows.
pub(super) fn number_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Whether a character is one that no text of a table has.
fn is_no_text(character: char) -> bool {
    character.is_control() && !character.is_ascii_whitespace() || character == '\u{fffd}'
}
