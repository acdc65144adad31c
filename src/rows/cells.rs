//! Rows of each owner and item (a city, an indicator), found without a search among all rows. They
//! are positions, put in order once; it must never hold what a row says.

use std::ops::Range;

use super::column::Column;
use super::order::order;
use super::row::Row;

/// The rows of every pair of owner and item that has any.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// All rows, by owner, then by item, then as they came.
    rows: Vec<Row>,
    /// Where each owner's cells begin, and the end.
    owners: Vec<u32>,
    /// The item of each cell, and where its rows begin.
    cells: Vec<(u32, u32)>,
}

/// The first row of a cell among those that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// Whose cell.
    pub owner: u32,
    /// Of which item.
    pub item: u32,
    /// The row.
    pub row: Row,
}

impl Cells {
    /// Rows by owner, then by item, then as they came: of some that are in order by item, the order
    /// by owner, of which all are below `end`.
    #[inline(never)]
    pub fn order(by_item: &[u32], owner: &Column, end: usize) -> Vec<Row> {
        let keys: Vec<u32> = by_item.iter().map(|&row| owner.at(row as usize)).collect();
        let order = order(&keys, end).into_iter();
        order.map(|at| Row(by_item[at as usize])).collect()
    }

    /// The cells of rows that are in order; all owners are below `end`.
    #[inline(never)]
    pub fn new(rows: Vec<Row>, owner: &Column, item: &Column, end: usize) -> Self {
        let (mut owners, mut cells) = (vec![0; end + 1], Vec::new());
        let mut last = None;
        for (at, row) in (0..).zip(&rows) {
            let key = (owner.at(row.index()), item.at(row.index()));
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

    /// The row of the highest rank in each cell, the first of several alike; none of a cell whose
    /// rows all have 0. Ranks are by row.
    pub fn firsts(&self, ranks: &[u32]) -> Vec<First> {
        let mut firsts = Vec::new();
        for owner in 0..self.owners.len().saturating_sub(1) as u32 {
            self.firsts_of(owner, ranks, &mut firsts);
        }
        firsts
    }

    #[inline(never)]
    fn firsts_of(&self, owner: u32, ranks: &[u32], firsts: &mut Vec<First>) {
        for (item, rows) in self.items(owner) {
            let (mut best, mut first) = (0, Row(0));
            for &row in rows {
                let rank = ranks[row.index()];
                if rank > best {
                    (best, first) = (rank, row);
                }
            }
            if best > 0 {
                firsts.push(First {
                    owner,
                    item,
                    row: first,
                });
            }
        }
    }

    /// The rows of an owner and item, ascending.
    pub fn rows(&self, owner: u32, item: u32) -> &[Row] {
        let own = self.own(owner);
        let start = own.start;
        let found = self.cells.get(own);
        let found = found.and_then(|own| own.binary_search_by_key(&item, |cell| cell.0).ok());
        found.map_or(&[], |at| self.of(start + at))
    }

    /// The items of an owner, ascending, with their rows.
    pub fn items(&self, owner: u32) -> impl Iterator<Item = (u32, &[Row])> {
        self.own(owner).map(|at| (self.cells[at].0, self.of(at)))
    }

    fn own(&self, owner: u32) -> Range<usize> {
        let edge = |at: usize| self.owners.get(at).map_or(0, |&edge| edge as usize);
        let owner = owner as usize;
        edge(owner)..edge(owner + 1)
    }

    fn of(&self, cell: usize) -> &[Row] {
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
        let (owner, items) = (Column::from(&owner[..]), Column::from(&item[..]));
        let rows = Cells::order(&order(&item, 6), &owner, 5);
        let cells = Cells::new(rows, &owner, &items, 5);
        assert_eq!(cells.rows(2, 1), [Row(0), Row(4)]);
        assert_eq!(cells.rows(0, 5), [Row(1), Row(3)]);
        assert_eq!(cells.rows(0, 1), []);
        assert_eq!(cells.rows(9, 1), []);
        let of = |owner| cells.items(owner).collect::<Vec<(u32, &[Row])>>();
        assert_eq!(of(2), [(0, &[Row(2)][..]), (1, &[Row(0), Row(4)])]);
        assert_eq!(of(1), []);
        assert_eq!(of(4), []);
        assert_eq!(Cells::default().rows(0, 0), []);
        let firsts = cells.firsts(&[3, 1, 9, 1, 4, 0]);
        let first = |owner, item, row| First {
            owner,
            item,
            row: Row(row),
        };
        assert_eq!(firsts, [first(0, 5, 1), first(2, 0, 2), first(2, 1, 4)]);
        assert_eq!(Cells::default().firsts(&[]), []);
    }
}
