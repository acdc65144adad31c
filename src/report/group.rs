//! Figures that may be set side by side, by indicator and city. There may be a million: rows are
//! put in order, and a figure is made when a view asks for it. It must never hold a figure that
//! cannot be compared with the others of its indicator.

use std::cmp::Reverse;
use std::ops::Range;

use super::datum::Datum;
use crate::dataset::{CityId, Dataset, IndicatorId, Period, Row, Scope, ScopeKind, Status};
use crate::query::{Action, Filter, Query, ReadMode, select, used};
use crate::rows::{Numbers, order};

/// Which figures may be compared between cities: reported, with a number, about a whole city or its
/// federation. Of several of one city the whole city comes before its federation, the latest before
/// others, a single year before an interval.
pub(super) struct Fit<'d> {
    /// Of which.
    pub dataset: &'d Dataset,
    /// How doubted figures are read.
    pub read: ReadMode,
    /// By scope and by period; 0 is a scope that does not fit.
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

    /// How far before others of its city a row's figure comes; 0 if it does not fit.
    fn rank(&self, row: Row) -> u32 {
        let (all, at) = (&self.dataset.observations, row.index());
        let scope = self.ranks[0][all.scope.at(at).index()];
        if scope == 0 || all.status[at] != Status::Reported {
            return 0;
        }
        if all.value[at].is_nan() && !used(None, all.doubt.get(row), self.read).1 {
            return 0;
        }
        scope | self.ranks[1][all.period.at(at).index()]
    }

    /// Whether a row's figure is one of them.
    pub fn has(&self, row: Row) -> bool {
        self.rank(row) != 0
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
    /// By part, else in the file's order.
    rows: Vec<Row>,
    /// City by city, since what a report says of one lies together.
    parts: Vec<Part>,
    /// The parts by indicator.
    by_indicator: Vec<u32>,
    /// Whether they are all that the dataset has.
    is_whole: bool,
}

/// The figures of one city and indicator.
struct Part {
    indicator: IndicatorId,
    city: CityId,
    rows: Range<usize>,
    /// The one to show of several.
    headline: Row,
}

impl<'d> Comparable<'d> {
    /// Those of some rows, which are ascending.
    pub fn new(dataset: &'d Dataset, rows: &[Row], read: ReadMode) -> Self {
        let fit = Fit::new(dataset, read);
        let (mut kept, mut parts) = (Vec::new(), Vec::new());
        let mut take = |city, indicator, rows: &mut dyn Iterator<Item = (Row, u32)>| {
            let (start, mut best) = (kept.len(), (0, None));
            for (row, rank) in rows {
                if rank > 0 {
                    kept.push(row);
                }
                // The first printed wins a tie.
                if rank > best.0 {
                    best = (rank, Some(row));
                }
            }
            parts.extend(best.1.map(|headline| Part {
                indicator,
                city,
                rows: start..kept.len(),
                headline,
            }));
        };
        // What is asked of many rows is asked in the file's order: columns are read in one sweep.
        let is_whole = rows.len() == dataset.observations.len();
        if is_whole {
            let ranks: Vec<u32> = dataset.rows().map(|row| fit.rank(row)).collect();
            for city in (0..dataset.cities.len()).map(CityId::new) {
                for (indicator, rows) in dataset.rows_by_indicator(city) {
                    take(
                        city,
                        indicator,
                        &mut rows.map(|row| (row, ranks[row.index()])),
                    );
                }
            }
        } else {
            let all = &dataset.observations;
            let sorted = |rows: &[Row], key: &dyn Fn(usize) -> u32, end: usize| -> Vec<Row> {
                let keys: Vec<u32> = rows.iter().map(|row| key(row.index())).collect();
                let order = order(&keys, end);
                order.iter().map(|&at| rows[at as usize]).collect()
            };
            let rows: Vec<Row> = rows.iter().copied().filter(|row| fit.has(*row)).collect();
            let rows = sorted(
                &rows,
                &|at| all.indicator.at(at).0,
                dataset.indicators.len(),
            );
            let rows = sorted(&rows, &|at| all.city.at(at).0, dataset.cities.len());
            let key = |row: &Row| (all.city.at(row.index()), all.indicator.at(row.index()));
            for rows in rows.chunk_by(|a, b| key(a) == key(b)) {
                let (city, indicator) = key(&rows[0]);
                let rows = rows.iter();
                take(city, indicator, &mut rows.map(|&row| (row, fit.rank(row))));
            }
        }
        let keys: Vec<u32> = parts.iter().map(|part| part.indicator.0).collect();
        Self {
            by_indicator: order(&keys, dataset.indicators.len()),
            rows: kept,
            parts,
            is_whole,
            fit,
        }
    }

    /// The figures by indicator, in the dataset's order.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let of = |part: &u32| self.parts[*part as usize].indicator;
        let parts = self.by_indicator.chunk_by(|a, b| of(a) == of(b));
        let groups = parts.map(|parts| Group {
            indicator: of(&parts[0]),
            all: self,
            parts,
        });
        groups.collect()
    }

    /// The headline figures of some indicators, city by city.
    pub fn headlines(&self, is_wanted: &[bool]) -> impl Iterator<Item = Datum> {
        let parts = self.parts.iter();
        let parts = parts.filter(|part| is_wanted[part.indicator.index()]);
        parts.map(|part| self.datum(part.headline))
    }

    /// How many cities of the dataset report an indicator, whatever is selected.
    pub fn everywhere(&self) -> Vec<usize> {
        let mut cities = vec![0; self.fit.dataset.indicators.len()];
        if self.is_whole {
            for part in &self.parts {
                cities[part.indicator.index()] += 1;
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
    parts: &'c [u32],
}

impl<'c> Group<'c> {
    /// How many cities report it.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    fn parts(&self) -> impl Iterator<Item = &'c Part> {
        self.parts
            .iter()
            .map(|&part| &self.all.parts[part as usize])
    }

    /// Each city's figures, cities in the dataset's order, figures in the file's.
    pub fn cities(&self) -> impl Iterator<Item = (CityId, Vec<Datum>)> {
        self.parts().map(|part| {
            let rows = self.all.rows[part.rows.clone()].iter();
            let data = rows.map(|row| self.all.datum(*row));
            (part.city, data.collect())
        })
    }

    /// Whether a city reports it.
    pub fn has_city(&self, city: CityId) -> bool {
        let of = |part: &u32| self.all.parts[*part as usize].city;
        self.parts.binary_search_by_key(&city, of).is_ok()
    }

    /// The figure to show for each city.
    pub fn headlines(&self) -> Vec<Datum> {
        let parts = self.parts();
        parts.map(|part| self.all.datum(part.headline)).collect()
    }

    /// How many cities have a headline figure of a single period about the whole city: those
    /// that a chart can set side by side.
    pub fn breadth(&self) -> usize {
        let dataset = self.all.fit.dataset;
        let (period, scope) = (&dataset.observations.period, &dataset.observations.scope);
        let is_plain = |part: &&Part| {
            let at = part.headline.index();
            !dataset.periods[period.at(at).index()].is_interval()
                && dataset.scopes[scope.at(at).index()].kind == ScopeKind::City
        };
        self.parts().filter(is_plain).count()
    }

    /// The number of distinct periods of the city that has most.
    pub fn length(&self) -> usize {
        let period = &self.all.fit.dataset.observations.period;
        let mut seen = Numbers::default();
        let distinct = self.parts().map(|part| {
            let before = seen.keys().len();
            for row in &self.all.rows[part.rows.clone()] {
                let city = u64::from(part.city.0) << 32;
                seen.number(city | u64::from(period.at(row.index()).0));
            }
            seen.keys().len() - before
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
