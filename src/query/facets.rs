//! How many observations each option of a filter would show under all *other* filters. It must
//! never depend on the order in which filters were set.

use super::select::{Test, bit};
use super::{Filter, Query};
use crate::dataset::{Counted, Dataset, Level, ScopeKind, Status};
use crate::pace::{Pace, at_once};
use crate::rows::tally::{Count, Passes};

/// Counts of observations for each option; of honours for the options of [`Filter::Level`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By filter, in the order of its [`options`].
    options: [Vec<u32>; Filter::ALL.len()],
    /// By year from [`Facets::first_year`] on; an interval counts in every year that it touches.
    pub year: Vec<u32>,
    /// The first year that the dataset touches.
    pub first_year: u16,
    /// Observations under all filters.
    pub selected: u32,
}

/// What a filter can be set to, as the address writes it: cities by their code, categories and
/// indicators by their id, provinces by their name, the rest by the words of the format.
pub fn options(dataset: &Dataset, filter: Filter) -> Vec<&str> {
    match filter {
        Filter::Province => dataset.provinces().0,
        Filter::City => dataset.cities.iter().map(|city| &*city.code).collect(),
        Filter::Category => dataset.categories.iter().map(|one| &*one.id).collect(),
        Filter::Indicator => dataset.indicators.iter().map(|one| &*one.id).collect(),
        Filter::Level => Level::ALL.iter().map(|level| level.as_str()).collect(),
        Filter::Scope => ScopeKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        Filter::Status => Status::ALL.iter().map(|status| status.as_str()).collect(),
    }
}

impl Facets {
    /// Of each of the [`options`] of a filter, in their order.
    pub fn of(&self, filter: Filter) -> &[u32] {
        &self.options[filter as usize]
    }

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
    let of_city = |own| under(&counted.owners, &test.city, own);
    let of_lane = |own| under(&counted.lanes, &lane_fails, own);
    let of_indicator = |own| under(&counted.items, &test.indicator, own);
    let options = Filter::ALL.map(|filter| match filter {
        Filter::City => of_city(bit::CITY),
        Filter::Indicator => of_indicator(bit::INDICATOR),
        Filter::Province => {
            let (names, of) = dataset.provinces();
            sums(names.len(), of, of_city(bit::PROVINCE))
        }
        Filter::Category => {
            let of = dataset.indicators.iter().map(|one| one.category.index());
            sums(dataset.categories.len(), of, of_indicator(bit::CATEGORY))
        }
        Filter::Scope => {
            let of = lanes.iter().map(|lane| lane.scope as usize);
            sums(ScopeKind::ALL.len(), of, of_lane(bit::SCOPE))
        }
        Filter::Status => {
            let of = lanes.iter().map(|lane| lane.status as usize);
            sums(Status::ALL.len(), of, of_lane(bit::STATUS))
        }
        Filter::Level => {
            let all = dataset.honours.iter();
            let found = all
                .clone()
                .map(|honour| u32::from(test.finds_honour(honour)));
            let of = all.map(|honour| honour.level as usize);
            sums(Level::ALL.len(), of, found)
        }
    });
    let years = dataset.years();
    let first_year = years.from.unwrap_or(0);
    let length = years
        .to
        .map_or(0, |last| usize::from(last - first_year) + 1);
    let mut year = vec![0; length];
    for (lane, rows) in lanes.iter().zip(of_lane(bit::YEARS)) {
        let period = dataset.periods[lane.period.index()];
        for touched in period.first_year()..=period.last_year() {
            if let Some(count) = year.get_mut(usize::from(touched - first_year)) {
                *count += rows;
            }
        }
    }
    Facets {
        options,
        year,
        first_year,
        selected: of_indicator(0).iter().sum(),
    }
}

/// Counts, added up by the number of what each belongs to; there are so many.
fn sums(
    many: usize,
    of: impl IntoIterator<Item = usize>,
    counts: impl IntoIterator<Item = u32>,
) -> Vec<u32> {
    let mut sums = vec![0; many];
    for (at, count) in of.into_iter().zip(counts) {
        sums[at] += count;
    }
    sums
}
