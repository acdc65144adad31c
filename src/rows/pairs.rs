//! What pairs some rows have in two columns (a city and a report), and how many rows of each pair
//! are of what (a category). It must never know what it counts.

use super::column::{CHUNK, Column};
use super::numbers::{Numbers, pair, parts};
use super::row::Row;

/// Stands for a place that is not counted.
pub const NOWHERE: u32 = u32::MAX;

/// Distinct pairs of numbers of some rows.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// The pairs, as they first came.
    pub pairs: Vec<(u32, u32)>,
    /// The pair of each row; nothing of other rows.
    pub of: Column,
}

impl Pairs {
    /// The pairs of some rows in two columns.
    #[inline(never)]
    pub fn new(rows: &[Row], (one, other): (&Column, &Column)) -> Self {
        let mut numbers = Numbers::default();
        let mut of = Column::Longs(vec![0; one.len()]);
        // Rows of one pair often lie together.
        let mut last = (u64::MAX, 0);
        for row in rows {
            let at = row.index();
            let key = pair(one.at(at), other.at(at));
            if key != last.0 {
                last = (key, numbers.number(key));
            }
            of.set(at, last.1);
        }
        Self {
            pairs: numbers.keys().iter().map(parts).collect(),
            of,
        }
    }
}

/// A column as one side of a table: where each of its numbers stands there, and how many places
/// there are.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The numbers of rows.
    pub column: &'s Column,
    /// The place of each number, or [`NOWHERE`].
    pub places: &'s [u32],
    /// How many places there are.
    pub len: usize,
}

/// How many of some rows there are in each cell of a table, row by row of it.
pub fn table(rows: &[Row], down: Side<'_>, across: Side<'_>) -> Vec<u32> {
    let mut counts = vec![0; down.len * across.len];
    for rows in rows.chunks(CHUNK) {
        count(rows, down, across, &mut counts);
    }
    counts
}

#[inline(never)]
fn count(rows: &[Row], down: Side<'_>, across: Side<'_>, counts: &mut [u32]) {
    let place = |side: Side<'_>, row: &Row| side.places[side.column.at(row.index()) as usize];
    for row in rows {
        let (height, place) = (place(down, row), place(across, row));
        if height != NOWHERE && place != NOWHERE {
            counts[height as usize * across.len + place as usize] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_pair_and_place() {
        let column = |numbers: [u32; 5]| Column::from(&numbers[..]);
        let (city, report) = (column([7, 7, 2, 7, 2]), column([1, 1, 300, 0, 300]));
        let rows: Vec<Row> = [0, 1, 2, 4, 3].map(Row).into();
        let pairs = Pairs::new(&rows, (&city, &report));
        assert_eq!(pairs.pairs, [(7, 1), (2, 300), (7, 0)]);
        let side = |column, places, len| Side {
            column,
            places,
            len,
        };
        let indicator = column([0, 1, 2, 0, 1]);
        let across = side(&indicator, &[0, NOWHERE, 1], 2);
        let counts = table(&rows, side(&pairs.of, &[1, 0, 1], 2), across);
        assert_eq!(counts, [0, 1, 2, 0]);
        let across = side(&indicator, &[0, 0, 0], 1);
        let counts = table(&rows, side(&pairs.of, &[NOWHERE, 0, 1], 2), across);
        assert_eq!(counts, [2, 1]);
    }
}
