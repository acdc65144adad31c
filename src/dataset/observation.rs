//! Observations, one column a field, and one observation with its references resolved. A column
//! must never be shorter than another.

use super::{
    Category, City, CityId, Doubt, Ids, Indicator, IndicatorId, Period, PeriodId, Row, Scope,
    ScopeId, Source, SourceId, Status,
};
use std::borrow::Cow;
use std::cmp::Ordering;

use super::json::Raw;
use crate::figure::Bound;
use crate::pace::Pace;
use crate::rows::Column;

/// Rows that are put elsewhere before a rest.
const SLICE: usize = 1 << 14;

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

    fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }
}

/// Texts of rows, one behind the other: a million of them are one allocation.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    text: String,
    /// The bytes of each row's text.
    lengths: Column,
    /// Where the text of every [`STEP`]th row begins.
    starts: Vec<u32>,
}

/// Rows from one that has its beginning noted to the next.
const STEP: usize = 16;

impl Printed {
    /// The text of a row, by its position.
    pub fn get(&self, at: usize) -> &str {
        if at >= self.lengths.len() {
            return "";
        }
        let first = at - at % STEP;
        let lengths = (first..at).map(|row| self.lengths.at(row) as usize);
        let start = self.starts.get(at / STEP).copied().unwrap_or(u32::MAX);
        let start = (start as usize).saturating_add(lengths.sum());
        let end = start.saturating_add(self.lengths.at(at) as usize);
        self.text.get(start..end).unwrap_or("")
    }

    /// Gives the next row its text.
    pub(super) fn push(&mut self, text: &str) {
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        if self.lengths.len().is_multiple_of(STEP) {
            self.starts.push(number(self.text.len()));
        }
        self.text.push_str(text);
        self.lengths.push(number(text.len()));
    }

    fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// All observations, one vector a field, all of one length.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// The report that prints the figure.
    pub source: Ids<SourceId>,
    /// The city it is about.
    pub city: Ids<CityId>,
    /// When it holds.
    pub period: Ids<PeriodId>,
    /// What it counts.
    pub indicator: Ids<IndicatorId>,
    /// The printed number in the base unit; NaN for an amount without one.
    pub value: Vec<f64>,
    /// Whom it is about.
    pub scope: Ids<ScopeId>,
    /// How it is meant.
    pub bound: Vec<Bound>,
    /// Its standing.
    pub status: Vec<Status>,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: Column,
    /// Code points before the figure in that line.
    pub offset: Column,
    /// The figure as printed.
    pub printed: Printed,
    /// Upper ends of ranges.
    pub upper: Sparse<f64>,
    /// The whole that a part belongs to.
    pub of: Sparse<Row>,
    /// Doubts.
    pub doubt: Sparse<Doubt>,
    /// Remarks for the reader, by their place in [`Self::notes`].
    pub note: Sparse<u32>,
    /// The distinct remarks.
    pub notes: Vec<Box<str>>,
    /// The first rows of each source that lie together in the order of their keys, from and to:
    /// as a rule all that it has, so that no list of keys is needed.
    runs: Vec<(u32, u32)>,
    /// The other rows by their key.
    rows: Vec<Option<Row>>,
    /// How many these are.
    scattered: usize,
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
    /// The whole that it is part of.
    pub of: Option<Row>,
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

/// An observation before it is kept.
pub(super) struct Figure<'t> {
    pub place: Place,
    pub city: CityId,
    pub period: PeriodId,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub printed: Cow<'t, str>,
    pub bound: Bound,
    pub scope: ScopeId,
    pub status: Status,
    /// The key of its whole, and where it stands.
    pub of: Option<(Box<str>, Raw<'t>)>,
    pub doubt: Option<Doubt>,
    pub note: Option<Box<str>>,
}

/// Source, city, period, indicator, bound, scope and status of a row, as numbers.
pub(super) type Known = [u32; 7];

impl Observations {
    /// What the names of a row stand for.
    #[expect(clippy::indexing_slicing, reason = "all columns are of one length")]
    pub(super) fn known(&self, row: Row) -> Known {
        let at = row.index();
        [
            self.source.at(at).0,
            self.city.at(at).0,
            self.period.at(at).0,
            self.indicator.at(at).0,
            self.bound[at] as u32,
            self.scope.at(at).0,
            self.status[at] as u32,
        ]
    }

    /// The row with a key, if there is one.
    pub(super) fn row_at(&self, place: Place) -> Option<Row> {
        let (start, end) = self.runs.get(place.0.index()).copied().unwrap_or_default();
        let (mut low, mut high) = (start as usize, end as usize);
        // A new row mostly stands behind all others of its source.
        if high > low && self.place(high - 1) < place {
            low = high;
        }
        while low < high {
            let middle = low.midpoint(high);
            match self.place(middle).cmp(&place) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(Row::new(middle)),
                Ordering::Greater => high = middle,
            }
        }
        self.rows.get(self.slot(place)?).copied().flatten()
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink_to_fit(&mut self) {
        self.source.shrink_to_fit();
        self.city.shrink_to_fit();
        self.period.shrink_to_fit();
        self.indicator.shrink_to_fit();
        self.value.shrink_to_fit();
        self.scope.shrink_to_fit();
        self.bound.shrink_to_fit();
        self.status.shrink_to_fit();
        self.paragraph.shrink_to_fit();
        self.offset.shrink_to_fit();
        self.printed.shrink_to_fit();
        self.upper.shrink_to_fit();
        self.of.shrink_to_fit();
        self.doubt.shrink_to_fit();
        self.note.shrink_to_fit();
    }

    /// Makes the last row known by its key, which no other row has.
    #[expect(
        clippy::indexing_slicing,
        reason = "all columns are of one length; a run is made for a source that has none"
    )]
    pub(super) fn know_last(&mut self) {
        let Some(at) = self.len().checked_sub(1) else {
            return;
        };
        let source = self.source.at(at).index();
        if self.runs.len() <= source {
            self.runs.resize(source + 1, (0, 0));
        }
        let (start, end) = self.runs[source];
        if start == end {
            self.runs[source] = (at as u32, at as u32 + 1);
        } else if end as usize == at && self.place(at - 1) < self.place(at) {
            self.runs[source].1 += 1;
        } else {
            self.scatter(at);
        }
    }

    /// Makes a row known that does not stand where it would be looked for.
    fn scatter(&mut self, at: usize) {
        self.scattered += 1;
        self.know(at);
    }

    /// Whether one more row may be too many for the slots: at most half of them are taken, so that
    /// a search ends soon.
    pub(super) fn is_crowded(&self) -> bool {
        (self.scattered + 1) * 2 > self.rows.len()
    }

    /// Makes room for more rows than there are, with rests.
    pub(super) async fn make_room(&mut self, pace: &mut Pace) {
        let known = std::mem::take(&mut self.rows);
        self.rows = vec![None; ((self.scattered + 1) * 4).next_power_of_two()];
        for (done, row) in known.into_iter().flatten().enumerate() {
            if done % SLICE == 0 {
                pace.rest().await;
            }
            self.know(row.index());
        }
    }

    fn know(&mut self, at: usize) {
        let slot = self.slot(self.place(at));
        if let Some(slot) = slot.and_then(|slot| self.rows.get_mut(slot)) {
            *slot = Some(Row::new(at));
        }
    }

    fn place(&self, at: usize) -> Place {
        let (paragraph, offset) = (self.paragraph.at(at), self.offset.at(at));
        (self.source.at(at), paragraph, offset, self.indicator.at(at))
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
