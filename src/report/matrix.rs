//! How much each report says about what: the number of selected figures by city and category, or
//! by city and indicator. A row is a city, or, where several years' reports of a city are there, a
//! city's year. It must never leave a row out because it says nothing, nor take nothing for zero:
//! a count of 0 means that no figure was printed.

use crate::dataset::{CategoryId, CityId, Dataset, IndicatorId, Period, SourceId};
use crate::order;
use crate::query::{Columns, Filter, Query, Selection};
use crate::rows::{NOWHERE, Pairs, Side, seen, table};

/// More rows than this are not told apart by year: a row is a city then.
const MOST_ROWS: usize = 400;

/// Counts of figures, in a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// What the columns are.
    pub by: Columns,
    /// Cities, or cities' years, in the dataset's order, the earliest first.
    pub rows: Vec<MatrixRow>,
    /// Categories or indicators, in the dataset's order.
    pub columns: Vec<MatrixColumn>,
    /// Figures in each cell, row by row; 0 where nothing was printed.
    pub counts: Vec<u32>,
    /// Selected figures.
    pub total: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The city that the figures are about.
    pub city: CityId,
    /// The period of the report, where the city has several reports.
    pub period: Option<Period>,
    /// Figures in all columns.
    pub total: u32,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixColumn {
    /// What the figures are about.
    pub subject: Subject,
    /// Figures in all rows.
    pub total: u32,
}

/// What a column holds figures of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One category.
    Category(CategoryId),
    /// One indicator.
    Indicator(IndicatorId),
}

impl Matrix {
    /// Figures in a cell; 0 where nothing was printed.
    pub fn count(&self, row: usize, column: usize) -> u32 {
        let at = row * self.columns.len() + column;
        self.counts.get(at).copied().unwrap_or(0)
    }

    /// The fullest cell: row, column, figures; `None` where two are as full, or none has any.
    pub fn fullest(&self) -> Option<(usize, usize, u32)> {
        let most = self.counts.iter().copied().max().filter(|&most| most > 0)?;
        let mut full = (0..self.counts.len()).filter(|&at| self.counts[at] == most);
        let (at, columns) = (full.next()?, self.columns.len());
        full.next()
            .is_none()
            .then_some((at / columns, at % columns, most))
    }
}

/// Builds the matrix of a selection.
pub fn matrix(dataset: &Dataset, query: &Query, selection: &Selection) -> Matrix {
    let all = &dataset.observations;
    let pairs = Pairs::new(&selection.rows, (all.city.numbers(), all.source.numbers()));
    let mut keys = keys(dataset, query, &pairs);
    if keys.len() > MOST_ROWS {
        keys.dedup_by_key(|(city, ..)| *city);
        keys.iter_mut().for_each(|(_, year, _)| *year = None);
    }
    let rows = keys.iter().map(|&(city, year, period)| {
        let is_shared = keys.iter().filter(|(other, ..)| *other == city).nth(1);
        let period = is_shared.and(year).map(|_| period);
        MatrixRow {
            city,
            period,
            total: 0,
        }
    });
    let mut rows: Vec<MatrixRow> = rows.collect();

    // The column of each indicator.
    let (mut columns, places) = columns(dataset, query, selection);
    let heights = pairs.pairs.iter().map(|&(city, source)| {
        let row = place(&keys, CityId(city), year(dataset, SourceId(source)));
        row.map_or(NOWHERE, |row| row as u32)
    });
    let heights: Vec<u32> = heights.collect();
    let width = columns.len();
    let down = Side {
        column: &pairs.of,
        places: &heights,
        len: rows.len(),
    };
    let across = Side {
        column: all.indicator.numbers(),
        places: &places,
        len: width,
    };
    let counts = table(&selection.rows, down, across);
    for (at, &count) in counts.iter().enumerate() {
        rows[at / width].total += count;
        columns[at % width].total += count;
    }
    Matrix {
        by: query.columns,
        rows,
        columns,
        counts,
        total: selection.rows.len(),
    }
}

/// A city, the year that its report ends with, and the report's period.
type Key = (CityId, Option<u16>, Period);

fn year(dataset: &Dataset, source: SourceId) -> Option<u16> {
    let source = dataset.sources.get(source.index())?;
    Some(source.period.last_year())
}

fn place(keys: &[Key], city: CityId, year: Option<u16>) -> Option<usize> {
    let of_city = keys.partition_point(|(known, ..)| *known < city);
    let mut own = keys.iter().skip(of_city);
    let is_row =
        |(known, of_year, _): &Key| *known == city && (of_year.is_none() || *of_year == year);
    own.position(is_row).map(|after| of_city + after)
}

/// Every report that the filters by place and year let pass, and whatever else figures are from.
fn keys(dataset: &Dataset, query: &Query, pairs: &Pairs) -> Vec<Key> {
    let years = query.years.ordered();
    let reports = dataset.sources.iter().filter(|source| {
        dataset.cities.get(source.city.index()).is_some_and(|city| {
            query.passes(Filter::City, &city.code) && query.passes(Filter::Province, &city.province)
        }) && source.period.touches(years)
    });
    let key = |city, period: Period| (city, Some(period.last_year()), period);
    let mut keys: Vec<Key> = reports
        .map(|source| key(source.city, source.period))
        .collect();
    let found = pairs.pairs.iter();
    let found = found.map(|&(city, source)| (CityId(city), &dataset.sources[source as usize]));
    keys.extend(found.map(|(city, source)| key(city, source.period)));
    order::sort_by_key(&mut keys, |&(city, year, _)| (city, year));
    keys.dedup_by_key(|&mut (city, year, _)| (city, year));
    keys
}

/// The columns, and the place of each indicator among them, if it has one.
fn columns(
    dataset: &Dataset,
    query: &Query,
    selection: &Selection,
) -> (Vec<MatrixColumn>, Vec<u32>) {
    let by_category = query.columns == Columns::Categories;
    let subject = |at: usize| match query.columns {
        Columns::Categories => dataset.indicators[at].category.index(),
        Columns::Indicators => at,
    };
    let subjects = match query.columns {
        Columns::Categories => dataset.categories.len(),
        Columns::Indicators => dataset.indicators.len(),
    };
    // Of indicators, those that figures are about; of categories, all that may pass.
    let mut is_shown = vec![false; subjects];
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        let category = &dataset.categories[indicator.category.index()].id;
        is_shown[subject(at)] |= by_category
            && query.passes(Filter::Category, category)
            && query.passes(Filter::Indicator, &indicator.id);
    }
    let indicator = dataset.observations.indicator.numbers();
    let seen = seen(&selection.rows, indicator, dataset.indicators.len());
    for at in (0..seen.len()).filter(|&at| seen[at]) {
        is_shown[subject(at)] = true;
    }
    let mut places = vec![NOWHERE; is_shown.len()];
    let mut columns = Vec::new();
    for at in (0..is_shown.len()).filter(|&at| is_shown[at]) {
        places[at] = columns.len() as u32;
        columns.push(MatrixColumn {
            subject: match query.columns {
                Columns::Categories => Subject::Category(CategoryId::new(at)),
                Columns::Indicators => Subject::Indicator(IndicatorId::new(at)),
            },
            total: 0,
        });
    }
    let of_indicator = (0..dataset.indicators.len()).map(|at| places[subject(at)]);
    (columns, of_indicator.collect())
}
