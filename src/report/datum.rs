//! One figure as every view shows it: the value in use, and whether that is what was printed.
//! It must never hide a doubt.

use std::cmp::Reverse;

use crate::dataset::{CityId, Dataset, IndicatorId, Measure, Period, Row, ScopeKind, Status};
use crate::figure::Bound;
use crate::query::{Basis, ReadMode, used};

/// One figure, ready to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Datum {
    /// Its row.
    pub row: Row,
    /// The city it is about.
    pub city: CityId,
    /// What it counts.
    pub indicator: IndicatorId,
    /// When it holds.
    pub period: Period,
    /// The value in use, in the indicator's base unit; `None` for an amount without a number.
    pub value: Option<f64>,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// How it is meant.
    pub bound: Bound,
    /// Whom it is about.
    pub scope: ScopeKind,
    /// Its standing.
    pub status: Status,
    /// Whether `value` is a correction of the printed figure.
    pub corrected: bool,
    /// Whether the printed figure is doubted.
    pub doubted: bool,
    /// What `value` was computed against; as printed if it is the printed figure's.
    pub basis: Basis,
    /// `value` before that.
    pub plain_value: Option<f64>,
}

impl Datum {
    /// The datum of a row under a read mode.
    pub fn new(dataset: &Dataset, row: Row, read: ReadMode) -> Self {
        let (all, at) = (&dataset.observations, row.index());
        let printed = Some(all.value[at]).filter(|value| !value.is_nan());
        let doubt = all.doubt.get(row);
        let (value, corrected) = used(printed, doubt, read);
        Self {
            row,
            city: all.city.at(at),
            indicator: all.indicator.at(at),
            period: dataset.periods[all.period.at(at).index()],
            value,
            upper: all.upper.get(row).copied(),
            bound: all.bound[at],
            scope: dataset.scopes[all.scope.at(at).index()].kind,
            status: all.status[at],
            corrected,
            doubted: doubt.is_some(),
            basis: Basis::Printed,
            plain_value: value,
        }
    }
}

impl Datum {
    /// A computed figure as it was before.
    #[must_use]
    pub fn plain(&self) -> Self {
        let back = |upper: f64| Some(upper / self.value? * self.plain_value?);
        let upper = match self.basis {
            Basis::Printed => self.upper,
            _ => self.upper.and_then(back),
        };
        Self {
            value: self.plain_value,
            upper,
            basis: Basis::Printed,
            ..*self
        }
    }
}

/// The period that most of several figures share, the latest winning a tie.
pub(super) fn shared_period(data: &[Datum]) -> Option<Period> {
    let shares = shares(data.iter().map(|datum| datum.period));
    let rank = |(period, share): &(Period, usize)| (*share, period.last_year());
    shares
        .into_iter()
        .max_by_key(rank)
        .map(|(period, _)| period)
}

/// How many there are of each of a few values, in the order of their last ones.
fn shares<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut shares: Vec<(T, usize)> = Vec::new();
    for value in values {
        let known = shares.iter().position(|(known, _)| *known == value);
        let share = known.map_or(0, |at| shares.remove(at).1);
        shares.push((value, share + 1));
    }
    shares
}

/// Which figures of an indicator are about another length of time than most.
pub(super) struct Spans {
    is_stock: bool,
    /// The length of most, in years; `None` if no two figures are of one length.
    usual: Option<Option<u16>>,
}

impl Spans {
    /// The lengths of some figures of an indicator.
    pub fn new(dataset: &Dataset, indicator: IndicatorId, data: &[Datum]) -> Self {
        let is_stock = dataset.indicator(indicator).measure == Measure::Stock;
        let shares = shares(data.iter().map(|datum| years(datum.period)));
        let rank =
            |(years, share): &(Option<u16>, usize)| (*share, Reverse(years.unwrap_or(u16::MAX)));
        let usual = shares.into_iter().max_by_key(rank);
        let usual = usual.filter(|(_, share)| data.len() < 2 || *share > 1);
        Self {
            is_stock,
            usual: usual.map(|(years, _)| years),
        }
    }

    /// Whether a figure cannot stand on the scale of the others. What is there at a date has no
    /// length.
    pub fn is_other(&self, datum: &Datum) -> bool {
        !self.is_stock && self.usual != Some(years(datum.period))
    }
}

/// How many years a figure sums up; `None` if its beginning is not told.
fn years(period: Period) -> Option<u16> {
    match period {
        Period::Single(_) => Some(1),
        Period::Interval { from, to } => Some(to.year - from.year + 1),
        Period::Until(_) => None,
    }
}
