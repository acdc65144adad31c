//! A dataset's rows by city and indicator, for whoever asks for those of one city or one indicator:
//! all rows need not be gone through. It must never choose among them.

use super::{CityId, Dataset, IndicatorId, Row};
use crate::pace::Pace;
use crate::rows::{Cells, order};

/// Puts the rows of a dataset in order, with rests.
pub(super) async fn cells(dataset: &Dataset, pace: &mut Pace) -> Cells {
    let all = &dataset.observations;
    let (owner, item) = (all.city.numbers(), all.indicator.numbers());
    pace.rest().await;
    let keys: Vec<u32> = item.iter().collect();
    let by_item = order(&keys, dataset.indicators.len());
    drop(keys);
    pace.rest().await;
    let cells = Cells::new(&by_item, owner, item, dataset.cities.len());
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
        let rows = self.cells.rows(city.0, indicator.0).iter();
        rows.map(|&row| Row(row))
    }

    /// The indicators that a city has figures of, in the dataset's order, each with its rows.
    pub fn rows_by_indicator(
        &self,
        city: CityId,
    ) -> impl Iterator<Item = (IndicatorId, impl Iterator<Item = Row>)> {
        let items = self.cells.items(city.0);
        items.map(|(item, rows)| (IndicatorId(item), rows.iter().map(|&row| Row(row))))
    }
}
