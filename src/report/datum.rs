//! One figure as every view shows it: the value in use, and whether that is what was printed.
//! It must never hide a doubt.

use std::cmp::Reverse;

use crate::dataset::{
    CityId, Dataset, IndicatorId, Measure, Period, Row, Scope, ScopeKind, Status,
};
use crate::figure::Bound;
use crate::query::{Action, Basis, Filter, Query, ReadMode, Selection, select, used};
use crate::rows::order;

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
            city: all.city[at],
            indicator: all.indicator[at],
            period: dataset.periods[all.period[at].index()],
            value,
            upper: all.upper.get(row).copied(),
            bound: all.bound[at],
            scope: dataset.scopes[all.scope[at].index()].kind,
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

/// One indicator's comparable figures.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What is counted.
    pub indicator: IndicatorId,
    /// Each city's figures, cities in the dataset's order, figures in the file's.
    pub cities: Vec<(CityId, Vec<Datum>)>,
}

impl Group {
    /// A city's figures; none if it does not report the indicator.
    pub fn of_city(&self, city: CityId) -> &[Datum] {
        let found = self.cities.binary_search_by_key(&city, |(known, _)| *known);
        found.map_or(&[], |at| &self.cities[at].1)
    }

    /// How many cities have a headline figure of a single period about the whole city: those
    /// that a chart can set side by side.
    pub fn breadth(&self) -> usize {
        let is_plain =
            |datum: &&Datum| !datum.period.is_interval() && datum.scope == ScopeKind::City;
        self.headlines().iter().filter(is_plain).count()
    }

    /// The figure to show for each city.
    pub fn headlines(&self) -> Vec<Datum> {
        self.cities
            .iter()
            .filter_map(|(_, data)| headline(data))
            .collect()
    }
}

/// The rows of figures that may be compared between cities: reported, with a number, about a whole
/// city or its federation; by indicator and city, both in the dataset's order, else in the file's.
pub(super) struct Comparable {
    rows: Vec<Row>,
    /// Where the rows of each indicator and city begin.
    parts: Vec<(IndicatorId, CityId, usize)>,
}

impl Comparable {
    /// Those of some rows.
    pub fn new(dataset: &Dataset, rows: impl Iterator<Item = Row>, read: ReadMode) -> Self {
        let all = &dataset.observations;
        let is_comparable: Vec<bool> = dataset.scopes.iter().map(Scope::is_comparable).collect();
        let fits = |row: &Row| {
            let at = row.index();
            all.status[at] == Status::Reported
                && is_comparable[all.scope[at].index()]
                && (!all.value[at].is_nan() || used(None, all.doubt.get(*row), read).1)
        };
        let mut rows: Vec<Row> = rows.filter(fits).collect();
        let mut sort = |key: &dyn Fn(usize) -> u32, end: usize| {
            let keys: Vec<u32> = rows.iter().map(|row| key(row.index())).collect();
            let order = order(&keys, end);
            rows = order.iter().map(|&at| rows[at as usize]).collect();
        };
        sort(&|at| all.city[at].0, dataset.cities.len());
        sort(&|at| all.indicator[at].0, dataset.indicators.len());
        let mut parts: Vec<(IndicatorId, CityId, usize)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let (indicator, city) = (all.indicator[row.index()], all.city[row.index()]);
            if parts
                .last()
                .is_none_or(|last| (last.0, last.1) != (indicator, city))
            {
                parts.push((indicator, city, at));
            }
        }
        Self { rows, parts }
    }

    /// The figures of one of the parts.
    fn data(&self, dataset: &Dataset, part: usize, read: ReadMode) -> Vec<Datum> {
        let start = self.parts[part].2;
        let end = self
            .parts
            .get(part + 1)
            .map_or(self.rows.len(), |next| next.2);
        let datum = |row: &Row| Datum::new(dataset, *row, read);
        self.rows[start..end].iter().map(datum).collect()
    }

    /// A city's figures of an indicator.
    pub fn of_city(
        &self,
        dataset: &Dataset,
        indicator: IndicatorId,
        city: CityId,
        read: ReadMode,
    ) -> Vec<Datum> {
        let key = |part: &(IndicatorId, CityId, usize)| (part.0, part.1);
        let found = self.parts.binary_search_by_key(&(indicator, city), key);
        found.map_or(Vec::new(), |part| self.data(dataset, part, read))
    }

    /// How many cities have figures of an indicator.
    pub fn cities(&self, indicator: IndicatorId) -> usize {
        let before = |end: IndicatorId| self.parts.partition_point(|part| part.0 < end);
        before(IndicatorId(indicator.0 + 1)) - before(indicator)
    }
}

/// The figures of `rows` that may be compared between cities, by indicator.
pub(super) fn comparable(dataset: &Dataset, rows: &[Row], read: ReadMode) -> Vec<Group> {
    let all = Comparable::new(dataset, rows.iter().copied(), read);
    let mut groups: Vec<Group> = Vec::new();
    for (part, &(indicator, city, _)) in all.parts.iter().enumerate() {
        let data = all.data(dataset, part, read);
        match groups.last_mut() {
            Some(group) if group.indicator == indicator => group.cities.push((city, data)),
            _ => groups.push(Group {
                indicator,
                cities: vec![(city, data)],
            }),
        }
    }
    groups
}

/// Of several figures of one city and indicator the one to show: the whole city before its
/// federation, the latest, a single year before an interval, the first printed.
fn headline(data: &[Datum]) -> Option<Datum> {
    let rank = |datum: &Datum| {
        (
            datum.scope == ScopeKind::City,
            datum.period.last_year(),
            !datum.period.is_interval(),
            Reverse(datum.row),
        )
    };
    data.iter().copied().max_by_key(rank)
}

/// The period that most of several figures share, the latest winning a tie.
pub(super) fn shared_period(data: &[Datum]) -> Option<Period> {
    let share = |period: Period| data.iter().filter(|datum| datum.period == period).count();
    let rank = |period: &Period| (share(*period), period.last_year());
    data.iter().map(|datum| datum.period).max_by_key(rank)
}

/// What a chart of one indicator could show: the selection under all other filters, grouped.
pub(super) fn choosable(dataset: &Dataset, query: &Query) -> (Selection, Vec<Group>) {
    let others = query.after(Action::Clear(Filter::Indicator));
    let selection = select(dataset, &others);
    let groups = comparable(dataset, &selection.rows, query.read);
    (selection, groups)
}

/// Charts of one indicator each that are shown at once, at most.
pub const MOST_CHARTS: usize = 6;

/// The groups that charts of one indicator each show: those that the reader chose; without a
/// choice the one for which `breadth` is largest, the earliest in the dataset winning a tie.
pub(super) fn shown_groups<'g>(
    dataset: &Dataset,
    query: &Query,
    groups: &'g [Group],
    breadth: fn(&Group) -> usize,
) -> Vec<&'g Group> {
    let chosen = query.choices(Filter::Indicator);
    let is_chosen = |group: &&Group| chosen.contains(&dataset.indicator(group.indicator).id);
    let rank = |group: &&Group| (breadth(group), Reverse(group.indicator));
    if chosen.is_empty() {
        groups.iter().max_by_key(rank).into_iter().collect()
    } else {
        groups.iter().filter(is_chosen).collect()
    }
}

/// Chosen indicators that no group counts: all their figures are plans, parts, of smaller places
/// or without a number.
pub(super) fn left_out(dataset: &Dataset, query: &Query, groups: &[Group]) -> Vec<IndicatorId> {
    let chosen = query.choices(Filter::Indicator).iter();
    let known = chosen.filter_map(|id| dataset.indicator_of(id));
    known
        .filter(|id| groups.iter().all(|group| group.indicator != *id))
        .collect()
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
        let years: Vec<Option<u16>> = data.iter().map(|datum| years(datum.period)).collect();
        let share = |one: Option<u16>| years.iter().filter(|other| **other == one).count();
        let rank = |one: &&Option<u16>| (share(**one), Reverse(one.unwrap_or(u16::MAX)));
        let usual = years.iter().max_by_key(rank).copied();
        Self {
            is_stock,
            usual: usual.filter(|usual| data.len() < 2 || share(*usual) > 1),
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
