//! How many observations each option of a filter would show under all *other* filters. It must
//! never depend on the order in which filters were set.

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
    /// By year from [`Facets::first_year`] on; an interval counts in every year that it touches.
    pub year: Vec<u32>,
    /// The first year that the dataset touches.
    pub first_year: u16,
    /// Observations under all filters.
    pub selected: u32,
}

impl Facets {
    /// Observations that touch a year.
    pub fn of_year(&self, year: u16) -> u32 {
        let at = year.checked_sub(self.first_year).map(usize::from);
        at.and_then(|at| self.year.get(at)).copied().unwrap_or(0)
    }
}

/// Counts every option of every filter in one pass.
pub fn facets(dataset: &Dataset, query: &Query) -> Facets {
    let test = Test::new(dataset, query);
    let all = &dataset.observations;
    let years = dataset.years();
    let first_year = years.from.unwrap_or(0);
    let length = years
        .to
        .map_or(0, |last| usize::from(last - first_year) + 1);
    let mut counts = Facets {
        city: vec![0; dataset.cities.len()],
        category: vec![0; dataset.categories.len()],
        indicator: vec![0; dataset.indicators.len()],
        year: vec![0; length],
        first_year,
        selected: 0,
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
        if others(bit::CATEGORY) {
            counts.category[dataset.indicator(indicator).category.index()] += 1;
        }
        if others(bit::INDICATOR) {
            counts.indicator[indicator.index()] += 1;
        }
        if others(bit::YEARS) {
            let period = dataset.periods[all.period[at].index()];
            for year in period.first_year()..=period.last_year() {
                if let Some(count) = counts.year.get_mut(usize::from(year - first_year)) {
                    *count += 1;
                }
            }
        }
        counts.selected += u32::from(fails == 0);
    }
    counts
}
