//! Observations, one column a field, and one observation with its references resolved. A column
//! must never be shorter than another.

use super::{
    Category, City, CityId, Doubt, Indicator, IndicatorId, Period, PeriodId, Row, Scope, ScopeId,
    Source, SourceId, Status,
};
use crate::figure::Bound;

/// Values that few rows have, in the order of rows.
#[derive(Clone, Debug)]
pub struct Sparse<T>(Vec<(Row, T)>);

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Sparse<T> {
    /// The value of a row, if it has one.
    pub fn get(&self, row: Row) -> Option<&T> {
        let at = self.0.binary_search_by(|(known, _)| known.cmp(&row)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The rows that have a value, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &T)> {
        self.0.iter().map(|(row, value)| (*row, value))
    }

    /// Gives a row, later than all that have one, its value.
    pub(super) fn push(&mut self, row: Row, value: Option<T>) {
        self.0.extend(value.map(|value| (row, value)));
    }

    /// Takes the values away that do not pass.
    pub(super) fn retain(&mut self, mut passes: impl FnMut(Row, &T) -> bool) {
        self.0.retain(|(row, value)| passes(*row, value));
    }
}

/// All observations, one vector a field, all of one length.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// The report that prints the figure.
    pub source: Vec<SourceId>,
    /// The city it is about.
    pub city: Vec<CityId>,
    /// When it holds.
    pub period: Vec<PeriodId>,
    /// What it counts.
    pub indicator: Vec<IndicatorId>,
    /// The printed number in the base unit; NaN for an amount without one.
    pub value: Vec<f64>,
    /// Whom it is about.
    pub scope: Vec<ScopeId>,
    /// How it is meant.
    pub bound: Vec<Bound>,
    /// Its standing.
    pub status: Vec<Status>,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: Vec<u32>,
    /// Code points before the figure in that line.
    pub offset: Vec<u32>,
    /// The figure as printed.
    pub printed: Vec<Box<str>>,
    /// Upper ends of ranges.
    pub upper: Sparse<f64>,
    /// Wholes that a part belongs to, by key.
    pub of: Sparse<Box<str>>,
    /// Doubts.
    pub doubt: Sparse<Doubt>,
    /// Remarks for the reader.
    pub note: Sparse<Box<str>>,
    /// Rows by place and indicator, which are the key.
    rows: Vec<Option<Row>>,
}

/// One observation, with its references resolved.
#[derive(Clone, Copy, Debug)]
pub struct Observation<'d> {
    /// Its row.
    pub row: Row,
    /// The report that prints it.
    pub source: &'d Source,
    /// The city it is about.
    pub city: &'d City,
    /// When it holds.
    pub period: Period,
    /// What it counts.
    pub indicator: &'d Indicator,
    /// The category of the indicator.
    pub category: &'d Category,
    /// The printed number in the base unit; `None` for an amount without one.
    pub value: Option<f64>,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// The figure as printed.
    pub printed: &'d str,
    /// How it is meant.
    pub bound: Bound,
    /// Whom it is about.
    pub scope: &'d Scope,
    /// Its standing.
    pub status: Status,
    /// Key of the whole that it is part of.
    pub of: Option<&'d str>,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// Code points before the figure in that line.
    pub offset: u32,
    /// What cannot be right about it.
    pub doubt: Option<&'d Doubt>,
    /// A remark for the reader.
    pub note: Option<&'d str>,
}

impl Observation<'_> {
    /// The observation's key, `source:paragraph:offset:indicator`.
    pub fn key(&self) -> String {
        format!(
            "{}:{}:{}:{}",
            self.source.id, self.paragraph, self.offset, self.indicator.id
        )
    }
}

impl Observations {
    /// The number of observations.
    pub fn len(&self) -> usize {
        self.value.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
}

/// A figure's place and indicator: its key, resolved.
pub(super) type Place = (SourceId, u32, u32, IndicatorId);

impl Observations {
    /// The row with a key, if there is one.
    pub(super) fn row_at(&self, place: Place) -> Option<Row> {
        self.rows.get(self.slot(place)?).copied().flatten()
    }

    /// Makes the last row known by its key, which no other row has.
    pub(super) fn know_last(&mut self) {
        // At most half the slots are taken, so that a search ends soon.
        if self.len() * 2 > self.rows.len() {
            self.rows = vec![None; (self.len() * 4).next_power_of_two()];
            (0..self.len()).for_each(|at| self.know(at));
        } else if let Some(at) = self.len().checked_sub(1) {
            self.know(at);
        }
    }

    fn know(&mut self, at: usize) {
        let slot = self.slot(self.place(at));
        if let Some(slot) = slot.and_then(|slot| self.rows.get_mut(slot)) {
            *slot = Some(Row::new(at));
        }
    }

    #[expect(clippy::indexing_slicing, reason = "all columns are of one length")]
    fn place(&self, at: usize) -> Place {
        let (paragraph, offset) = (self.paragraph[at], self.offset[at]);
        (self.source[at], paragraph, offset, self.indicator[at])
    }

    /// Where a key stands among [`Self::rows`], or would stand.
    #[expect(
        clippy::indexing_slicing,
        reason = "a slot is below the number of slots"
    )]
    fn slot(&self, place: Place) -> Option<usize> {
        let last = self.rows.len().checked_sub(1)?;
        let (source, paragraph, offset, indicator) = place;
        let mix = |hash: u64, part: u32| {
            let hash = (hash ^ u64::from(part)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            hash ^ hash >> 32
        };
        let parts = [source.0, paragraph, offset, indicator.0];
        let first = parts.into_iter().fold(0, mix) as usize & last;
        let is_it = |row: Row| self.place(row.index()) == place;
        (first..=first + last)
            .map(|slot| slot & last)
            .find(|&slot| self.rows[slot].is_none_or(is_it))
    }
}

/// The parts of an observation's key, `source:paragraph:offset:indicator`.
pub(super) struct Key<'k> {
    pub source: &'k str,
    pub paragraph: u32,
    pub offset: u32,
    pub indicator: &'k str,
}

impl<'k> Key<'k> {
    /// Takes a key apart; a source's id may itself hold colons.
    pub fn parse(key: &'k str) -> Option<Self> {
        let mut parts = key.rsplitn(4, ':');
        let (indicator, offset) = (parts.next()?, parts.next()?.parse().ok()?);
        let (paragraph, source) = (parts.next()?.parse().ok()?, parts.next()?);
        Some(Self {
            source,
            paragraph,
            offset,
            indicator,
        })
    }
}
