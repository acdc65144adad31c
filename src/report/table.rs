//! Every selected observation, sorted and paged. It must never leave an observation out.

use std::cmp::Ordering;

use super::datum::Datum;
use crate::dataset::{Dataset, Row};
use crate::order;
use crate::query::{Query, Selection, Sort, SortColumn};

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

/// Builds one page of the table; a page past the end shows the last.
pub fn table(dataset: &Dataset, query: &Query, selection: &Selection) -> Table {
    let total = selection.rows.len();
    let pages = total.div_ceil(PAGE_ROWS).max(1);
    let page = query.page.min(pages - 1);
    let mut rows = selection.rows.clone();
    if let Some(sort) = query.sort {
        order::sort_by(&mut rows, |&a, &b| {
            compare(dataset, query, sort, a, b).then(a.cmp(&b))
        });
    }
    let rows = rows.iter().skip(page * PAGE_ROWS).take(PAGE_ROWS);
    let rows = rows.map(|&row| Datum::new(dataset, row, query.read));
    Table {
        rows: rows.collect(),
        total,
        page,
        pages,
    }
}

fn compare(dataset: &Dataset, query: &Query, sort: Sort, a: Row, b: Row) -> Ordering {
    let all = &dataset.observations;
    let (at_a, at_b) = (a.index(), b.index());
    let direct = |order: Ordering| {
        if sort.descending {
            order.reverse()
        } else {
            order
        }
    };
    match sort.column {
        SortColumn::City => direct(all.city.at(at_a).cmp(&all.city.at(at_b))),
        SortColumn::Period => {
            let key = |at: usize| dataset.periods[all.period.at(at).index()].sort_key();
            direct(key(at_a).cmp(&key(at_b)))
        }
        SortColumn::Indicator => {
            let key = |at: usize| {
                let id = all.indicator.at(at);
                (dataset.indicator(id).category, id)
            };
            direct(key(at_a).cmp(&key(at_b)))
        }
        SortColumn::Source => {
            let key = |at: usize| (all.source.at(at), all.paragraph.at(at), all.offset.at(at));
            direct(key(at_a).cmp(&key(at_b)))
        }
        SortColumn::Value => {
            let value = |row| Datum::new(dataset, row, query.read).value;
            match (value(a), value(b)) {
                (Some(a), Some(b)) => direct(a.total_cmp(&b)),
                // Amounts without a number come last, whichever way the order runs.
                (a, b) => b.is_some().cmp(&a.is_some()),
            }
        }
    }
}
