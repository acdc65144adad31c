//! How many observations each option of a filter would show under all *other* filters. It must
//! never depend on the order in which filters were set.

use super::Query;
use super::select::{Test, bit};
use crate::dataset::{Counted, Dataset};
use crate::pace::{Pace, at_once};
use crate::rows::tally::{Count, Passes};

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

/// Counts every option of every filter. A search leaves fewer rows, which are counted anew; every
/// other filter is answered from what the dataset has counted ahead.
pub fn facets(dataset: &Dataset, query: &Query) -> Facets {
    let test = Test::new(dataset, query);
    let found = test.found();
    let found = found.map(|rows| at_once(Counted::new(dataset, rows, &mut Pace::steady())));
    let Counted { lanes, tally } = found.as_ref().unwrap_or(&dataset.counted);
    let lane_fails: Vec<u8> = lanes.iter().map(|lane| test.lane(lane)).collect();
    let passes = |fails: &[u8]| -> Vec<bool> { fails.iter().map(|&bits| bits == 0).collect() };
    let counted = tally.count(Passes {
        owners: &passes(&test.city),
        lanes: &passes(&lane_fails),
        items: &passes(&test.indicator),
    });
    // A filter's own failure does not count against its options.
    let under = |counts: &[Count], fails: &[u8], own: u8| -> Vec<u32> {
        let pairs = counts.iter().zip(fails);
        let rows = |(count, fails): (&Count, &u8)| if fails & !own == 0 { count.rows } else { 0 };
        pairs.map(rows).collect()
    };
    let mut category = vec![0; dataset.categories.len()];
    let of_category = under(&counted.items, &test.indicator, bit::CATEGORY);
    for (indicator, rows) in dataset.indicators.iter().zip(of_category) {
        category[indicator.category.index()] += rows;
    }
    let years = dataset.years();
    let first_year = years.from.unwrap_or(0);
    let length = years
        .to
        .map_or(0, |last| usize::from(last - first_year) + 1);
    let mut year = vec![0; length];
    let of_lane = under(&counted.lanes, &lane_fails, bit::YEARS);
    for (lane, rows) in lanes.iter().zip(of_lane) {
        let period = dataset.periods[lane.period.index()];
        for touched in period.first_year()..=period.last_year() {
            if let Some(count) = year.get_mut(usize::from(touched - first_year)) {
                *count += rows;
            }
        }
    }
    Facets {
        city: under(&counted.owners, &test.city, bit::CITY),
        category,
        indicator: under(&counted.items, &test.indicator, bit::INDICATOR),
        year,
        first_year,
        selected: under(&counted.items, &test.indicator, 0).iter().sum(),
    }
}
