//! Figures that may be set side by side, by indicator and city. There may be a million: rows are
//! put in order, and a figure is made when a view asks for it. It must never hold a figure that
//! cannot be compared with the others of its indicator.

use std::cmp::Reverse;

use super::datum::Datum;
use crate::dataset::{CityId, Dataset, IndicatorId, Period, Row, Scope, ScopeKind, Status};
use crate::query::{Action, Filter, Query, ReadMode, select, used};
use crate::rows::{CHUNK, First, order, ranks};

/// Which figures may be compared between cities: reported, with a number, about a whole city or its
/// federation. Of several of one city the whole city comes before its federation, the latest before
/// others, a single year before an interval.
pub(super) struct Fit<'d> {
    /// Of which.
    pub dataset: &'d Dataset,
    /// How doubted figures are read.
    pub read: ReadMode,
    /// How far before others of its city a figure comes, by scope and by period; 0 is a scope that
    /// does not fit.
    ranks: [Vec<u32>; 2],
}

impl<'d> Fit<'d> {
    /// Those of a dataset under a read mode.
    pub fn new(dataset: &'d Dataset, read: ReadMode) -> Self {
        let scope = |scope: &Scope| match scope.kind {
            _ if !scope.is_comparable() => 0,
            ScopeKind::City => 2 << 17,
            _ => 1 << 17,
        };
        let period =
            |period: &Period| u32::from(period.last_year()) << 1 | u32::from(!period.is_interval());
        let ranks = [
            dataset.scopes.iter().map(scope).collect(),
            dataset.periods.iter().map(period).collect(),
        ];
        Self {
            dataset,
            read,
            ranks,
        }
    }

    /// Whether a row is reported, with a number: what its columns hold is asked before its doubt.
    fn is_told(&self, row: Row, status: Status, value: f64) -> bool {
        let doubt = || self.dataset.observations.doubt.get(row);
        status == Status::Reported && (!value.is_nan() || used(None, doubt(), self.read).1)
    }

    /// Takes the ranks of rows from `first` on that are not reported or have no number.
    #[inline(never)]
    fn keep_told(&self, first: usize, ranks: &mut [u32]) {
        let (all, rows) = (&self.dataset.observations, first..first + ranks.len());
        let told = all.status[rows.clone()]
            .iter()
            .zip(&all.value[rows.clone()]);
        for ((at, rank), (&status, &value)) in rows.zip(ranks).zip(told) {
            if *rank > 0 && !self.is_told(Row::new(at), status, value) {
                *rank = 0;
            }
        }
    }

    /// Whether a row's figure is one of them.
    pub fn has(&self, row: Row) -> bool {
        let (all, at) = (&self.dataset.observations, row.index());
        self.ranks[0][all.scope.at(at).index()] != 0
            && self.is_told(row, all.status[at], all.value[at])
    }

    /// Those of a city and an indicator, in the file's order.
    pub fn rows_of(&self, city: CityId, indicator: IndicatorId) -> impl Iterator<Item = Row> {
        let rows = self.dataset.rows_of(city, indicator);
        rows.filter(|row| self.has(*row))
    }
}

/// Some figures that may be compared, by indicator and city, both in the dataset's order.
pub(super) struct Comparable<'d> {
    fit: Fit<'d>,
    /// By row; 0 for one that does not fit or is not among them.
    ranks: Vec<u32>,
    /// City by city, since what a report says of one lies together: the one to show of several
    /// figures of one indicator.
    firsts: Vec<First>,
    /// The same by indicator.
    by_indicator: Vec<u32>,
    /// Whether they are all that the dataset has.
    is_whole: bool,
}

impl<'d> Comparable<'d> {
    /// Those of some rows.
    pub fn new(dataset: &'d Dataset, rows: &[Row], read: ReadMode) -> Self {
        let fit = Fit::new(dataset, read);
        // Columns are read in one sweep, and what was found is looked up city by city.
        let all = &dataset.observations;
        let [scopes, periods] = &fit.ranks;
        let (scope, period) = (all.scope.numbers(), all.period.numbers());
        let mut ranks = ranks(all.len(), rows, (scope, scopes), (period, periods));
        let mut at = 0;
        for ranks in ranks.chunks_mut(CHUNK) {
            fit.keep_told(at, ranks);
            at += ranks.len();
        }
        // The first printed wins a tie.
        let firsts = dataset.firsts(&ranks);
        let keys: Vec<u32> = firsts.iter().map(|first| first.item).collect();
        Self {
            by_indicator: order(&keys, dataset.indicators.len()),
            is_whole: rows.len() == ranks.len(),
            firsts,
            ranks,
            fit,
        }
    }

    /// The figures by indicator, in the dataset's order.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let of = |first: &u32| self.firsts[*first as usize].item;
        let groups = self.by_indicator.chunk_by(|a, b| of(a) == of(b));
        let groups = groups.map(|firsts| Group {
            indicator: IndicatorId(of(&firsts[0])),
            all: self,
            firsts,
        });
        groups.collect()
    }

    /// The headline figures of some indicators, city by city.
    pub fn headlines(&self, is_wanted: &[bool]) -> impl Iterator<Item = Datum> {
        let firsts = self.firsts.iter();
        let firsts = firsts.filter(|first| is_wanted[first.item as usize]);
        firsts.map(|first| self.datum(first.row))
    }

    /// How many cities of the dataset report an indicator, whatever is selected.
    pub fn everywhere(&self) -> Vec<usize> {
        let mut cities = vec![0; self.fit.dataset.indicators.len()];
        if self.is_whole {
            for first in &self.firsts {
                cities[first.item as usize] += 1;
            }
            return cities;
        }
        for city in (0..self.fit.dataset.cities.len()).map(CityId::new) {
            for (indicator, mut rows) in self.fit.dataset.rows_by_indicator(city) {
                cities[indicator.index()] += usize::from(rows.any(|row| self.fit.has(row)));
            }
        }
        cities
    }

    /// Which figures may be compared.
    pub fn fit(&self) -> &Fit<'d> {
        &self.fit
    }

    fn datum(&self, row: Row) -> Datum {
        Datum::new(self.fit.dataset, row, self.fit.read)
    }
}

/// One indicator's comparable figures.
pub(super) struct Group<'c> {
    /// What is counted.
    pub indicator: IndicatorId,
    all: &'c Comparable<'c>,
    firsts: &'c [u32],
}

impl<'c> Group<'c> {
    /// How many cities report it.
    pub fn count(&self) -> usize {
        self.firsts.len()
    }

    /// City and row of each headline.
    fn firsts(&self) -> impl Iterator<Item = (CityId, Row)> {
        let all = &self.all.firsts;
        let firsts = self.firsts.iter().map(|&first| &all[first as usize]);
        firsts.map(|first| (CityId(first.owner), first.row))
    }

    /// The rows of a city, in the file's order.
    fn rows_of(&self, city: CityId) -> impl Iterator<Item = Row> {
        let rows = self.all.fit.dataset.rows_of(city, self.indicator);
        rows.filter(|row| self.all.ranks[row.index()] > 0)
    }

    /// Each city's figures, cities in the dataset's order, figures in the file's.
    pub fn cities(&self) -> impl Iterator<Item = (CityId, Vec<Datum>)> {
        self.firsts().map(|(city, _)| {
            let data = self.rows_of(city).map(|row| self.all.datum(row));
            (city, data.collect())
        })
    }

    /// Whether a city reports it.
    pub fn has_city(&self, city: CityId) -> bool {
        let of = |first: &u32| self.all.firsts[*first as usize].owner;
        self.firsts.binary_search_by_key(&city.0, of).is_ok()
    }

    /// The figure to show for each city.
    pub fn headlines(&self) -> Vec<Datum> {
        let firsts = self.firsts();
        firsts.map(|(_, row)| self.all.datum(row)).collect()
    }

    /// How many cities have a headline figure of a single period about the whole city: those
    /// that a chart can set side by side.
    pub fn breadth(&self) -> usize {
        let dataset = self.all.fit.dataset;
        let (period, scope) = (&dataset.observations.period, &dataset.observations.scope);
        let is_plain = |(_, row): &(CityId, Row)| {
            let at = row.index();
            !dataset.periods[period.at(at).index()].is_interval()
                && dataset.scopes[scope.at(at).index()].kind == ScopeKind::City
        };
        self.firsts().filter(is_plain).count()
    }

    /// The number of distinct periods of the city that has most.
    pub fn length(&self) -> usize {
        let dataset = self.all.fit.dataset;
        // The last city, from 1, that a period was seen of.
        let mut seen = vec![0; dataset.periods.len()];
        let distinct = (1..).zip(self.firsts()).map(|(number, (city, _))| {
            let rows = self.rows_of(city);
            let is_new = |row: &Row| {
                let period = dataset.observations.period.at(row.index());
                std::mem::replace(&mut seen[period.index()], number) != number
            };
            rows.filter(is_new).count()
        });
        distinct.max().unwrap_or(0)
    }
}

/// What a chart of one indicator could show: the selection under all other filters.
pub(super) fn choosable<'d>(dataset: &'d Dataset, query: &Query) -> Comparable<'d> {
    let others = query.after(Action::Clear(Filter::Indicator));
    let rows = select(dataset, &others).rows;
    Comparable::new(dataset, &rows, query.read)
}

/// Charts of one indicator each that are shown at once, at most.
pub const MOST_CHARTS: usize = 6;

/// The groups that charts of one indicator each show, by position: those that the reader chose;
/// without a choice the largest of these `sizes`, the earliest in the dataset winning a tie.
pub(super) fn shown_groups(
    dataset: &Dataset,
    query: &Query,
    groups: &[Group<'_>],
    sizes: &[usize],
) -> Vec<usize> {
    let chosen = query.choices(Filter::Indicator);
    let is_chosen = |at: &usize| chosen.contains(&dataset.indicator(groups[*at].indicator).id);
    let rank = |at: &usize| (sizes[*at], Reverse(*at));
    let all = 0..groups.len();
    if chosen.is_empty() {
        all.max_by_key(rank).into_iter().collect()
    } else {
        all.filter(is_chosen).collect()
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
