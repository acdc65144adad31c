//! Which rows a query selects. It must never copy a value: a selection is row numbers, in the
//! file's order.

use super::search::{Sought, names_of_city, names_of_indicator};
use super::{Basis, Columns, Filter, Query, ReadMode, View};
use crate::dataset::{
    Confidence, Dataset, Doubt, Honour, Lane, Observation, Row, Status, YearRange,
};
use crate::rows::{Column, unmarked};

/// What a query selects of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rows of observations, ascending.
    pub rows: Vec<Row>,
    /// Positions of honours, ascending.
    pub honours: Vec<usize>,
}

/// The rows and honours that pass every filter.
pub fn select(dataset: &Dataset, query: &Query) -> Selection {
    let test = Test::new(dataset, query);
    Selection {
        rows: test.rows(),
        honours: (0..dataset.honours.len())
            .filter(|&at| test.passes_honour(&dataset.honours[at]))
            .collect(),
    }
}

impl Query {
    /// The part that decides what is selected and counted, the rest at its default.
    #[must_use]
    pub fn filters(&self) -> Self {
        let mut filters = self.asked();
        filters.read = ReadMode::default();
        filters.basis = Basis::default();
        filters.view = View::default();
        filters.columns = Columns::default();
        filters.sort = None;
        filters.page = 0;
        filters
    }
}

/// The value that a read mode uses, and whether it is a correction of the printed one.
pub fn used_value(observation: &Observation<'_>, read: ReadMode) -> (Option<f64>, bool) {
    used(observation.value, observation.doubt, read)
}

/// The same of a printed value and its doubt.
pub fn used(value: Option<f64>, doubt: Option<&Doubt>, read: ReadMode) -> (Option<f64>, bool) {
    let correction = doubt.and_then(|doubt| {
        let accepted = match read {
            ReadMode::Printed => false,
            ReadMode::Certain => doubt.confidence == Confidence::Certain,
            ReadMode::Probable => doubt.confidence <= Confidence::Probable,
        };
        doubt.probable.filter(|_| accepted)
    });
    match correction {
        Some(probable) => (Some(probable), true),
        None => (value, false),
    }
}

/// Bits of filters: an option's count ignores its own.
pub(super) mod bit {
    pub const PROVINCE: u8 = 1;
    pub const CITY: u8 = 2;
    pub const CATEGORY: u8 = 4;
    pub const INDICATOR: u8 = 8;
    pub const SCOPE: u8 = 16;
    pub const STATUS: u8 = 32;
    pub const YEARS: u8 = 64;
}

/// A query resolved against a dataset: for each table's entry the bits it fails.
pub(super) struct Test<'d> {
    dataset: &'d Dataset,
    query: &'d Query,
    years: YearRange,
    words: Sought,
    pub city: Vec<u8>,
    pub indicator: Vec<u8>,
    period: Vec<u8>,
    scope: Vec<u8>,
    status: Vec<u8>,
    /// For each entry the searched words that it holds.
    in_source: Vec<u32>,
    in_city: Vec<u32>,
    in_indicator: Vec<u32>,
}

impl<'d> Test<'d> {
    pub fn new(dataset: &'d Dataset, query: &'d Query) -> Self {
        let fails = |filter: Filter, bit: u8, choice: &str| {
            if query.passes(filter, choice) { 0 } else { bit }
        };
        let words = Sought::new(&query.text);
        let optional = |text: &'d Option<String>| text.as_deref().unwrap_or_default();
        let categories = &dataset.categories;
        let years = query.years.ordered();
        Self {
            city: (dataset.cities.iter())
                .map(|city| {
                    fails(Filter::City, bit::CITY, &city.code)
                        | fails(Filter::Province, bit::PROVINCE, &city.province)
                })
                .collect(),
            indicator: (dataset.indicators.iter())
                .map(|indicator| {
                    let category = &categories[indicator.category.index()].id;
                    fails(Filter::Indicator, bit::INDICATOR, &indicator.id)
                        | fails(Filter::Category, bit::CATEGORY, category)
                })
                .collect(),
            period: (dataset.periods.iter())
                .map(|period| if period.touches(years) { 0 } else { bit::YEARS })
                .collect(),
            scope: (dataset.scopes.iter())
                .map(|scope| fails(Filter::Scope, bit::SCOPE, scope.kind.as_str()))
                .collect(),
            status: (Status::ALL.iter())
                .map(|status| fails(Filter::Status, bit::STATUS, status.as_str()))
                .collect(),
            in_source: (dataset.sources.iter())
                .map(|source| words.in_text(&source.title) | words.in_text(&source.id))
                .collect(),
            in_city: (dataset.cities.iter())
                .map(|city| match words.is_empty() {
                    true => 0,
                    false => words.in_names(&names_of_city(city)),
                })
                .collect(),
            in_indicator: (dataset.indicators.iter())
                .map(|indicator| match words.is_empty() {
                    true => 0,
                    false => {
                        words.in_names(&names_of_indicator(dataset, indicator))
                            | words.in_text(optional(&indicator.definition))
                    }
                })
                .collect(),
            years,
            dataset,
            query,
            words,
        }
    }

    /// The rows that pass every filter.
    fn rows(&self) -> Vec<Row> {
        let all = &self.dataset.observations;
        let columns: [(&Column, &[u8]); 4] = [
            (all.city.numbers(), &self.city),
            (all.period.numbers(), &self.period),
            (all.indicator.numbers(), &self.indicator),
            (all.scope.numbers(), &self.scope),
        ];
        let rows = unmarked(all.len(), &columns);
        if self.words.is_empty() && self.status.iter().all(|&bits| bits == 0) {
            return rows;
        }
        let passes =
            |row: &Row| self.status[all.status[row.index()] as usize] == 0 && self.says_text(*row);
        rows.into_iter().filter(passes).collect()
    }

    /// The filters that all rows of a lane fail, as bits.
    pub fn lane(&self, lane: &Lane) -> u8 {
        let scope = self.query.passes(Filter::Scope, lane.scope.as_str());
        self.period[lane.period.index()]
            | self.status[lane.status as usize]
            | if scope { 0 } else { bit::SCOPE }
    }

    /// The rows that say what is searched for; `None` if nothing is.
    pub fn found(&self) -> Option<impl Iterator<Item = Row> + use<'_>> {
        let says = |row: &Row| self.says_text(*row);
        (!self.words.is_empty()).then(|| self.dataset.rows().filter(says))
    }

    fn says_text(&self, row: Row) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let (all, at) = (&self.dataset.observations, row.index());
        let bits = self.in_indicator[all.indicator.at(at).index()]
            | self.in_city[all.city.at(at).index()]
            | self.in_source[all.source.at(at).index()];
        self.words.are_all(bits)
            || self
                .words
                .are_all(bits | self.words.in_text(all.printed.get(at)))
    }

    /// Whether an honour passes every filter but that by its level.
    pub fn finds_honour(&self, honour: &Honour) -> bool {
        let optional = |text: &Option<String>| self.words.in_text(text.as_deref().unwrap_or(""));
        let bits = self.in_city[honour.city.index()]
            | self.words.in_text(&honour.title)
            | optional(&honour.awarder)
            | optional(&honour.recipient);
        self.city[honour.city.index()] == 0
            && honour.period.touches(self.years)
            && self.words.are_all(bits)
    }

    fn passes_honour(&self, honour: &Honour) -> bool {
        self.query.passes(Filter::Level, honour.level.as_str()) && self.finds_honour(honour)
    }
}
