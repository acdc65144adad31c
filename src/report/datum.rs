//! One figure as every view shows it: the value in use, and whether that is what was printed.
//! It must never hide a doubt.

use std::collections::BTreeMap;

use crate::dataset::{
    CityId, Dataset, IndicatorId, Observation, Period, Row, ScopeKind, Status,
};
use crate::figure::Bound;
use crate::query::{ReadMode, used_value};

/// One figure, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// Its row.
    pub row: Row,
    /// Its key, `source:paragraph:offset:indicator`.
    pub key: String,
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
    /// The figure as printed.
    pub printed: String,
    /// Whom it is about.
    pub scope: ScopeKind,
    /// Its standing.
    pub status: Status,
    /// Whether `value` is a correction of the printed figure.
    pub corrected: bool,
    /// Whether the printed figure is doubted.
    pub doubted: bool,
}

impl Datum {
    /// The datum of an observation under a read mode.
    pub fn new(dataset: &Dataset, observation: &Observation<'_>, read: ReadMode) -> Self {
        let (value, corrected) = used_value(observation, read);
        let at = observation.row.index();
        Self {
            row: observation.row,
            key: observation.key(),
            city: dataset.observations.city[at],
            indicator: dataset.observations.indicator[at],
            period: observation.period,
            value,
            upper: observation.upper,
            bound: observation.bound,
            printed: observation.printed.to_owned(),
            scope: observation.scope.kind,
            status: observation.status,
            corrected,
            doubted: observation.doubt.is_some(),
        }
    }
}

/// The figures of `rows` that may be compared between cities: reported, with a number, about a
/// whole city or its federation; by indicator, then by city.
pub(super) fn comparable(
    dataset: &Dataset,
    rows: &[Row],
    read: ReadMode,
) -> BTreeMap<IndicatorId, BTreeMap<CityId, Vec<Datum>>> {
    let mut found: BTreeMap<_, BTreeMap<_, Vec<Datum>>> = BTreeMap::new();
    for &row in rows {
        let observation = dataset.observation(row);
        if observation.status == Status::Reported && observation.scope.is_comparable() {
            let datum = Datum::new(dataset, &observation, read);
            if datum.value.is_some() {
                let cities = found.entry(datum.indicator).or_default();
                cities.entry(datum.city).or_default().push(datum);
            }
        }
    }
    found
}

/// Of several figures of one city and indicator the one to show: the whole city before its
/// federation, the latest, a single year before an interval, the first printed.
pub(super) fn headline(data: &[Datum]) -> Option<&Datum> {
    let rank = |datum: &&Datum| {
        (
            datum.scope == ScopeKind::City,
            datum.period.last_year(),
            !datum.period.is_interval(),
            std::cmp::Reverse(datum.row),
        )
    };
    data.iter().max_by_key(rank)
}

/// The period that most of several figures share, the latest winning a tie.
pub(super) fn shared_period<'d>(
    data: impl Iterator<Item = &'d Datum> + Clone,
) -> Option<Period> {
    let share = |period: Period| data.clone().filter(|datum| datum.period == period).count();
    let rank = |period: &Period| (share(*period), period.last_year());
    data.clone().map(|datum| datum.period).max_by_key(rank)
}

/// How many of an indicator's cities have a headline figure of a single period about the whole
/// city: those that a chart can set side by side.
pub(super) fn breadth(cities: &BTreeMap<CityId, Vec<Datum>>) -> usize {
    let is_plain = |datum: &&Datum| {
        !datum.period.is_interval() && datum.scope == ScopeKind::City
    };
    cities.values().filter_map(|data| headline(data)).filter(is_plain).count()
}

/// The indicator that a chart of one indicator shows: the first chosen that has figures, else
/// the one for which `breadth` is largest, the earliest in the dataset winning a tie.
pub(super) fn shown_indicator<T>(
    groups: &BTreeMap<IndicatorId, T>,
    is_chosen: impl Fn(IndicatorId) -> bool,
    breadth: impl Fn(&T) -> usize,
) -> Option<IndicatorId> {
    let chosen = groups.keys().copied().find(|&id| is_chosen(id));
    let widest = || {
        let rank = |(id, group): &(&IndicatorId, &T)| (breadth(group), std::cmp::Reverse(**id));
        groups.iter().max_by_key(rank).map(|(id, _)| *id)
    };
    chosen.or_else(widest)
}
