//! Observations as cubes: one for each kind of scope and status, so that figures that must not be
//! compared do not stand in one table, and so that a cube stays dense enough for the readers of
//! JSON-stat, all of which unfold it. One cell is one figure: a second figure of the same place in
//! a cube is its next mention. It must never put two figures into one cell or leave one out.

use std::collections::BTreeMap;

use crate::dataset::{Dataset, Period, Row, ScopeKind, Status};
use crate::order;

/// The figures of one kind of scope and one status, by city, period, indicator, scope and mention.
#[derive(Debug)]
pub(super) struct Cube {
    /// Whom the figures are about.
    pub scope: ScopeKind,
    /// Their standing.
    pub status: Status,
    /// Positions of the cities that occur, in the dataset's order.
    pub cities: Vec<usize>,
    /// Positions of the periods that occur, the earliest first.
    pub periods: Vec<usize>,
    /// Positions of the indicators that occur, in the dataset's order.
    pub indicators: Vec<usize>,
    /// Positions of the scopes that occur, in the dataset's order: one, unless they have names.
    pub scopes: Vec<usize>,
    /// How many figures the fullest cell would hold.
    pub mentions: usize,
    /// Each cell's place and its row. The last dimension runs fastest; the order of dimensions is
    /// that of the fields above, `mentions` last.
    pub cells: Vec<(u128, Row)>,
}

/// The cubes of some rows that are not empty, the whole city's reported figures first.
pub(super) fn cubes(dataset: &Dataset, rows: &[Row]) -> Vec<Cube> {
    let all = &dataset.observations;
    let mut parts: BTreeMap<(ScopeKind, Status), Vec<Row>> = BTreeMap::new();
    for &row in rows {
        let scope = dataset.scopes[all.scope.at(row.index()).index()].kind;
        let part = parts.entry((scope, all.status[row.index()])).or_default();
        part.push(row);
    }
    let parts = parts.into_iter();
    parts
        .map(|((scope, status), rows)| cube(dataset, scope, status, &rows))
        .collect()
}

fn cube(dataset: &Dataset, scope: ScopeKind, status: Status, rows: &[Row]) -> Cube {
    let all = &dataset.observations;
    let mut periods: Vec<usize> = (0..dataset.periods.len()).collect();
    order::sort_by_key(&mut periods, |&at| Period::sort_key(dataset.periods[at]));
    let city = Axis::new(0..dataset.cities.len(), rows, |row| {
        all.city.at(row).index()
    });
    let period = Axis::new(periods.into_iter(), rows, |row| all.period.at(row).index());
    let indicator = Axis::new(0..dataset.indicators.len(), rows, |row| {
        all.indicator.at(row).index()
    });
    let named = Axis::new(0..dataset.scopes.len(), rows, |row| {
        all.scope.at(row).index()
    });

    let axes = [&city, &period, &indicator, &named];
    let mut seen: BTreeMap<u128, usize> = BTreeMap::new();
    let places: Vec<(u128, usize, Row)> = rows
        .iter()
        .map(|&row| {
            // Wide enough for any dataset that a machine can hold.
            let place = axes.iter().fold(0_u128, |place, axis| {
                place * axis.entries.len() as u128 + axis.position(row) as u128
            });
            let count = seen.entry(place).or_default();
            *count += 1;
            (place, *count - 1, row)
        })
        .collect();
    let mentions = seen.into_values().max().unwrap_or(1);
    let cells = places.into_iter();
    let cells = cells.map(|(place, nth, row)| (place * mentions as u128 + nth as u128, row));
    Cube {
        scope,
        status,
        cells: cells.collect(),
        cities: city.entries,
        periods: period.entries,
        indicators: indicator.entries,
        scopes: named.entries,
        mentions,
    }
}

/// The entries of one of the dataset's tables that occur in a cube, and each one's position there.
struct Axis<'a> {
    entries: Vec<usize>,
    positions: Vec<usize>,
    entry_of: Box<dyn Fn(usize) -> usize + 'a>,
}

impl<'a> Axis<'a> {
    fn new(
        order: impl ExactSizeIterator<Item = usize>,
        rows: &[Row],
        entry_of: impl Fn(usize) -> usize + 'a,
    ) -> Self {
        let mut occurs = vec![false; order.len()];
        for row in rows {
            occurs[entry_of(row.index())] = true;
        }
        let mut positions = vec![0; occurs.len()];
        let entries: Vec<usize> = order.filter(|&entry| occurs[entry]).collect();
        for (position, &entry) in entries.iter().enumerate() {
            positions[entry] = position;
        }
        Self {
            entries,
            positions,
            entry_of: Box::new(entry_of),
        }
    }

    fn position(&self, row: Row) -> usize {
        self.positions[(self.entry_of)(row.index())]
    }
}
