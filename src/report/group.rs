//! Figures that may be set side by side, by indicator and city. There may be a million: rows are
//! put in order, and a figure is made when a view asks for it. It must never hold a figure that
//! cannot be compared with the others of its indicator.

use std::cmp::Reverse;
use std::ops::Range;

use super::datum::Datum;
use crate::dataset::{CityId, Dataset, IndicatorId, PeriodId, Row, Scope, ScopeKind, Status};
use crate::query::{Action, Filter, Query, ReadMode, select, used};
use crate::rows::order;

/// The rows of figures that may be compared between cities: reported, with a number, about a whole
/// city or its federation; by indicator and city, both in the dataset's order, else in the file's.
pub(super) struct Comparable<'d> {
    dataset: &'d Dataset,
    read: ReadMode,
    rows: Vec<Row>,
    /// Where the rows of each indicator and city begin.
    parts: Vec<(IndicatorId, CityId, usize)>,
}

impl<'d> Comparable<'d> {
    /// Those of some rows.
    pub fn new(dataset: &'d Dataset, rows: impl Iterator<Item = Row>, read: ReadMode) -> Self {
        let all = &dataset.observations;
        let is_comparable: Vec<bool> = dataset.scopes.iter().map(Scope::is_comparable).collect();
        let fits = |row: &Row| {
            let at = row.index();
            all.status[at] == Status::Reported
                && is_comparable[all.scope.at(at).index()]
                && (!all.value[at].is_nan() || used(None, all.doubt.get(*row), read).1)
        };
        let mut rows: Vec<Row> = rows.filter(fits).collect();
        let mut sort = |key: &dyn Fn(usize) -> u32, end: usize| {
            let keys: Vec<u32> = rows.iter().map(|row| key(row.index())).collect();
            let order = order(&keys, end);
            rows = order.iter().map(|&at| rows[at as usize]).collect();
        };
        sort(&|at| all.city.at(at).0, dataset.cities.len());
        sort(&|at| all.indicator.at(at).0, dataset.indicators.len());
        let mut parts: Vec<(IndicatorId, CityId, usize)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let (indicator, city) = (all.indicator.at(row.index()), all.city.at(row.index()));
            if parts
                .last()
                .is_none_or(|last| (last.0, last.1) != (indicator, city))
            {
                parts.push((indicator, city, at));
            }
        }
        Self {
            dataset,
            read,
            rows,
            parts,
        }
    }

    /// The figures by indicator, in the dataset's order.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (part, &(indicator, ..)) in self.parts.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if group.indicator == indicator => group.parts.end = part + 1,
                _ => groups.push(Group {
                    indicator,
                    all: self,
                    parts: part..part + 1,
                }),
            }
        }
        groups
    }

    /// The rows of a city's figures of an indicator, in the file's order.
    pub fn rows_of_city(&self, indicator: IndicatorId, city: CityId) -> &[Row] {
        let key = |part: &(IndicatorId, CityId, usize)| (part.0, part.1);
        let found = self.parts.binary_search_by_key(&(indicator, city), key);
        found.map_or(&[][..], |part| self.rows_of(part))
    }

    /// A city's figures of an indicator, in the file's order.
    pub fn of_city(&self, indicator: IndicatorId, city: CityId) -> impl Iterator<Item = Datum> {
        let rows = self.rows_of_city(indicator, city).iter();
        rows.map(|row| self.datum(*row))
    }

    /// How many cities have figures of an indicator.
    pub fn cities(&self, indicator: IndicatorId) -> usize {
        let before = |end: IndicatorId| self.parts.partition_point(|part| part.0 < end);
        before(IndicatorId(indicator.0 + 1)) - before(indicator)
    }

    fn datum(&self, row: Row) -> Datum {
        Datum::new(self.dataset, row, self.read)
    }

    fn rows_of(&self, part: usize) -> &[Row] {
        let next = self.parts.get(part + 1);
        let end = next.map_or(self.rows.len(), |next| next.2);
        &self.rows[self.parts[part].2..end]
    }

    /// Of several figures of one city and indicator the one to show: the whole city before its
    /// federation, the latest, a single year before an interval, the first printed.
    fn headline(&self, part: usize) -> Option<Datum> {
        let all = &self.dataset.observations;
        let rank = |row: &Row| {
            let at = row.index();
            let period = self.dataset.periods[all.period.at(at).index()];
            (
                self.dataset.scopes[all.scope.at(at).index()].kind == ScopeKind::City,
                period.last_year(),
                !period.is_interval(),
                Reverse(*row),
            )
        };
        let best = self.rows_of(part).iter().copied().max_by_key(rank)?;
        Some(self.datum(best))
    }
}

/// One indicator's comparable figures.
pub(super) struct Group<'c> {
    /// What is counted.
    pub indicator: IndicatorId,
    all: &'c Comparable<'c>,
    parts: Range<usize>,
}

impl<'c> Group<'c> {
    /// How many cities report it.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Each city's figures, cities in the dataset's order, figures in the file's.
    pub fn cities(&self) -> impl Iterator<Item = (CityId, Vec<Datum>)> {
        self.parts.clone().map(|part| {
            let rows = self.all.rows_of(part).iter();
            let data = rows.map(|row| self.all.datum(*row));
            (self.all.parts[part].1, data.collect())
        })
    }

    /// A city's figures; none if it does not report the indicator.
    pub fn of_city(&self, city: CityId) -> impl Iterator<Item = Datum> {
        self.all.of_city(self.indicator, city)
    }

    /// The figure to show for each city.
    pub fn headlines(&self) -> Vec<Datum> {
        let parts = self.parts.clone();
        parts.filter_map(|part| self.all.headline(part)).collect()
    }

    /// How many cities have a headline figure of a single period about the whole city: those
    /// that a chart can set side by side.
    pub fn breadth(&self) -> usize {
        breadth(&self.headlines())
    }

    /// The number of distinct periods of the city that has most.
    pub fn length(&self) -> usize {
        let period = &self.all.dataset.observations.period;
        let mut seen: Vec<PeriodId> = Vec::new();
        let distinct = self.parts.clone().map(|part| {
            seen.clear();
            for row in self.all.rows_of(part) {
                let period = period.at(row.index());
                if !seen.contains(&period) {
                    seen.push(period);
                }
            }
            seen.len()
        });
        distinct.max().unwrap_or(0)
    }
}

/// The same of headlines that are there.
pub(super) fn breadth(headlines: &[Datum]) -> usize {
    let is_plain = |datum: &&Datum| !datum.period.is_interval() && datum.scope == ScopeKind::City;
    headlines.iter().filter(is_plain).count()
}

/// What a chart of one indicator could show: the selection under all other filters.
pub(super) fn choosable<'d>(dataset: &'d Dataset, query: &Query) -> Comparable<'d> {
    let others = query.after(Action::Clear(Filter::Indicator));
    let rows = select(dataset, &others).rows;
    Comparable::new(dataset, rows.into_iter(), query.read)
}

/// Charts of one indicator each that are shown at once, at most.
pub const MOST_CHARTS: usize = 6;

/// The groups that charts of one indicator each show: those that the reader chose; without a
/// choice the one for which `breadth` is largest, the earliest in the dataset winning a tie.
pub(super) fn shown_groups<'g>(
    dataset: &Dataset,
    query: &Query,
    groups: &'g [Group<'g>],
    breadth: fn(&Group<'_>) -> usize,
) -> Vec<&'g Group<'g>> {
    let chosen = query.choices(Filter::Indicator);
    let is_chosen = |group: &&Group<'_>| chosen.contains(&dataset.indicator(group.indicator).id);
    let rank = |group: &&Group<'_>| (breadth(group), Reverse(group.indicator));
    if chosen.is_empty() {
        groups.iter().max_by_key(rank).into_iter().collect()
    } else {
        groups.iter().filter(is_chosen).collect()
    }
}

/// Chosen indicators that no group counts: all their figures are plans, parts, of smaller places
/// or without a number.
pub(super) fn left_out(dataset: &Dataset, query: &Query, groups: &[Group<'_>]) -> Vec<IndicatorId> {
    let chosen = query.choices(Filter::Indicator).iter();
    let known = chosen.filter_map(|id| dataset.indicator_of(id));
    known
        .filter(|id| groups.iter().all(|group| group.indicator != *id))
        .collect()
}
