//! How many observations each option of a filter would show under all *other* filters. It must
//! never depend on the order in which filters were set.

use std::collections::BTreeMap;

use super::Query;
use super::select::{Test, bit};
use crate::dataset::Dataset;

/// Counts of observations for each option, in the order of the dataset's tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By city.
    pub city: Vec<u32>,
    /// By category.
    pub category: Vec<u32>,
    /// By indicator.
    pub indicator: Vec<u32>,
    /// By year; an interval counts in every year that it touches.
    pub year: BTreeMap<u16, u32>,
    /// By province.
    pub province: BTreeMap<String, u32>,
    /// By scope, without its name; keyed by the format's word.
    pub scope: BTreeMap<&'static str, u32>,
    /// By status, keyed by the format's word.
    pub status: BTreeMap<&'static str, u32>,
    /// Observations under all filters.
    pub selected: u32,
}

/// Counts every option of every filter in one pass.
pub fn facets(dataset: &Dataset, query: &Query) -> Facets {
    let test = Test::new(dataset, query);
    let all = &dataset.observations;
    let mut counts = Facets {
        city: vec![0; dataset.cities.len()],
        category: vec![0; dataset.categories.len()],
        indicator: vec![0; dataset.indicators.len()],
        ..Facets::default()
    };
    for row in dataset.rows() {
        let (fails, at) = (test.fails(row), row.index());
        let city = all.city[at];
        let indicator = all.indicator[at];
        // A filter's own failure does not count against its options.
        let others = |own: u8| fails & !own == 0;
        if others(bit::CITY) {
            counts.city[city.index()] += 1;
        }
        if others(bit::PROVINCE) {
            *counts.province.entry(dataset.city(city).province.clone()).or_default() += 1;
        }
        if others(bit::CATEGORY) {
            counts.category[dataset.indicator(indicator).category.index()] += 1;
        }
        if others(bit::INDICATOR) {
            counts.indicator[indicator.index()] += 1;
        }
        if others(bit::SCOPE) {
            let word = dataset.scopes[all.scope[at].index()].kind.as_str();
            *counts.scope.entry(word).or_default() += 1;
        }
        if others(bit::STATUS) {
            *counts.status.entry(all.status[at].as_str()).or_default() += 1;
        }
        if others(bit::YEARS) {
            let period = dataset.periods[all.period[at].index()];
            for year in period.first_year()..=period.last_year() {
                *counts.year.entry(year).or_default() += 1;
            }
        }
        counts.selected += u32::from(fails == 0);
    }
    counts
}
