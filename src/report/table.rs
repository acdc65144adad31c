//! Every selected observation, sorted and paged. It must never leave an observation out.

use std::borrow::Cow;

use super::datum::Datum;
use crate::dataset::{Dataset, Row};
use crate::query::{Query, ReadMode, Selection, Sort, SortColumn, used};
use crate::rows::{self, Key};

/// Rows on a page.
pub const PAGE_ROWS: usize = 50;

/// One page of the selected observations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows of this page, in order.
    pub rows: Vec<Datum>,
    /// Selected observations on all pages.
    pub total: usize,
    /// This page, from 0.
    pub page: usize,
    /// Number of pages, at least 1.
    pub pages: usize,
}

/// The rows of one selection as they were sorted last: whoever turns pages keeps it, and takes a
/// new one for another selection or dataset.
#[derive(Clone, Debug, Default)]
pub struct Order {
    by: Option<(Sort, ReadMode)>,
    rows: Vec<Row>,
}

impl Order {
    fn rows<'o>(&'o mut self, dataset: &Dataset, query: &Query, file: &'o [Row]) -> &'o [Row] {
        let Some(sort) = query.sort else {
            return file;
        };
        let by = Some((sort, query.read));
        if self.by != by {
            self.rows = sorted(dataset, file, sort, query.read);
            self.by = by;
        }
        &self.rows
    }
}

/// Builds one page of the table; a page past the end shows the last.
pub fn table(dataset: &Dataset, query: &Query, selection: &Selection, order: &mut Order) -> Table {
    let rows = order.rows(dataset, query, &selection.rows);
    let total = rows.len();
    let pages = total.div_ceil(PAGE_ROWS).max(1);
    let page = query.page.min(pages - 1);
    let rows = rows.iter().skip(page * PAGE_ROWS).take(PAGE_ROWS);
    let rows = rows.map(|&row| Datum::new(dataset, row, query.read));
    Table {
        rows: rows.collect(),
        total,
        page,
        pages,
    }
}

/// Ascending rows in an order of the table; rows alike stay ascending, whichever way it runs.
fn sorted(dataset: &Dataset, rows: &[Row], sort: Sort, read: ReadMode) -> Vec<Row> {
    let all = &dataset.observations;
    let by = |keys: &[Key<'_>]| rows::sorted(rows, keys, sort.descending);
    let own = |column| Key::Number(column, &[]);
    match sort.column {
        SortColumn::City => by(&[own(all.city.numbers())]),
        SortColumn::Period => {
            let keys = dataset.periods.iter().map(|period| period.sort_key());
            let (ends, starts): (Vec<u32>, Vec<u32>) = keys.unzip();
            let periods = all.period.numbers();
            by(&[Key::Number(periods, &starts), Key::Number(periods, &ends)])
        }
        SortColumn::Indicator => {
            let categories = dataset.indicators.iter().map(|own| own.category.0);
            let categories: Vec<u32> = categories.collect();
            let indicators = all.indicator.numbers();
            by(&[own(indicators), Key::Number(indicators, &categories)])
        }
        SortColumn::Source => {
            let source = all.source.numbers();
            by(&[own(&all.offset), own(&all.paragraph), own(source)])
        }
        SortColumn::Value => {
            let mut values = Cow::Borrowed(&all.value);
            for (row, doubt) in all.doubt.iter() {
                if let (Some(value), true) = used(None, Some(doubt), read) {
                    values.to_mut()[row.index()] = value;
                }
            }
            by(&[Key::Low(&values), Key::High(&values)])
        }
    }
}
