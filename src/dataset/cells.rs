//! A dataset's rows by city and indicator, for whoever asks for those of one city or one indicator:
//! all rows need not be gone through. It must never choose among them.

use super::{CityId, Dataset, IndicatorId, Row};
use crate::pace::Pace;
use crate::rows::{Cells, First, order};

/// Puts the rows of a dataset in order, with rests.
pub(super) async fn cells(dataset: &Dataset, pace: &mut Pace) -> Cells {
    let all = &dataset.observations;
    let (owner, item) = (all.city.numbers(), all.indicator.numbers());
    pace.rest().await;
    let keys: Vec<u32> = item.iter().collect();
    let by_item = order(&keys, dataset.indicators.len());
    drop(keys);
    pace.rest().await;
    let rows = Cells::order(&by_item, owner, dataset.cities.len());
    drop(by_item);
    pace.rest().await;
    let cells = Cells::new(rows, owner, item, dataset.cities.len());
    pace.rest().await;
    cells
}

impl Dataset {
    /// The rows about a city and an indicator, in the file's order.
    pub fn rows_of(
        &self,
        city: CityId,
        indicator: IndicatorId,
    ) -> impl DoubleEndedIterator<Item = Row> {
        self.cells.rows(city.0, indicator.0).iter().copied()
    }

    /// The row of the highest rank of each city and indicator, the first of several alike; none
    /// where all ranks are 0. By city, then by indicator; ranks are by row.
    pub fn firsts(&self, ranks: &[u32]) -> Vec<First> {
        self.cells.firsts(ranks)
    }

    /// The indicators that a city has figures of, in the dataset's order, each with its rows.
    pub fn rows_by_indicator(
        &self,
        city: CityId,
    ) -> impl Iterator<Item = (IndicatorId, impl Iterator<Item = Row>)> {
        let items = self.cells.items(city.0);
        items.map(|(item, rows)| (IndicatorId(item), rows.iter().copied()))
    }
}
