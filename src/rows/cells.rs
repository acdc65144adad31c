//! Rows of each owner and item (a city, an indicator), found without a search among all rows. They
//! are positions, put in order once; it must never hold what a row says.

use std::ops::Range;

use super::column::Column;
use super::order::order;

/// The rows of every pair of owner and item that has any.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// All rows, by owner, then by item, then as they came.
    rows: Vec<u32>,
    /// Where each owner's cells begin, and the end.
    owners: Vec<u32>,
    /// The item of each cell, and where its rows begin.
    cells: Vec<(u32, u32)>,
}

impl Cells {
    /// The cells of rows, of which `by_item` is the order by item; all owners are below `end`.
    pub fn new(by_item: &[u32], owner: &Column, item: &Column, end: usize) -> Self {
        let keys: Vec<u32> = by_item.iter().map(|&row| owner.at(row as usize)).collect();
        let mut rows = order(&keys, end);
        drop(keys);
        for row in &mut rows {
            *row = by_item[*row as usize];
        }
        let (mut owners, mut cells) = (vec![0; end + 1], Vec::new());
        let mut last = None;
        for (at, &row) in (0..).zip(&rows) {
            let key = (owner.at(row as usize), item.at(row as usize));
            if last != Some(key) {
                last = Some(key);
                cells.push((key.1, at));
                owners[key.0 as usize + 1] += 1;
            }
        }
        for at in 0..end {
            owners[at + 1] += owners[at];
        }
        cells.shrink_to_fit();
        Self {
            rows,
            owners,
            cells,
        }
    }

    /// The rows of an owner and item, ascending.
    pub fn rows(&self, owner: u32, item: u32) -> &[u32] {
        let own = self.own(owner);
        let start = own.start;
        let found = self.cells.get(own);
        let found = found.and_then(|own| own.binary_search_by_key(&item, |cell| cell.0).ok());
        found.map_or(&[], |at| self.of(start + at))
    }

    /// The items of an owner, ascending, with their rows.
    pub fn items(&self, owner: u32) -> impl Iterator<Item = (u32, &[u32])> {
        self.own(owner).map(|at| (self.cells[at].0, self.of(at)))
    }

    fn own(&self, owner: u32) -> Range<usize> {
        let edge = |at: usize| self.owners.get(at).map_or(0, |&edge| edge as usize);
        let owner = owner as usize;
        edge(owner)..edge(owner + 1)
    }

    fn of(&self, cell: usize) -> &[u32] {
        let edge = |cell: usize| self.cells.get(cell).map(|cell| cell.1 as usize);
        let end = edge(cell + 1).unwrap_or(self.rows.len());
        let rows = edge(cell).and_then(|start| self.rows.get(start..end));
        rows.unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_its_cell_and_nowhere_else() {
        let owner = [2, 0, 2, 0, 2, 3];
        let item = [1, 5, 0, 5, 1, 0];
        let column = |numbers: &[u32]| {
            let mut column = Column::default();
            numbers.iter().for_each(|&number| column.push(number));
            column
        };
        let cells = Cells::new(&order(&item, 6), &column(&owner), &column(&item), 5);
        assert_eq!(cells.rows(2, 1), [0, 4]);
        assert_eq!(cells.rows(0, 5), [1, 3]);
        assert_eq!(cells.rows(0, 1), [0; 0]);
        assert_eq!(cells.rows(9, 1), [0; 0]);
        let of = |owner| cells.items(owner).collect::<Vec<(u32, &[u32])>>();
        assert_eq!(of(2), [(0, &[2][..]), (1, &[0, 4])]);
        assert_eq!(of(1), []);
        assert_eq!(of(4), []);
        assert_eq!(Cells::default().rows(0, 0), [0; 0]);
    }
}
