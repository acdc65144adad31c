//! One resolution of a tally: each owner's rows, those of one code summed up in one cell. It must
//! never know what a code stands for.

use std::ops::Range;

use super::column::Column;

/// A number of rows and the sum of their weights; 0 where rows have none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Rows.
    pub rows: u32,
    /// Sum of their weights.
    pub sum: f64,
}

impl Count {
    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.sum += other.sum;
    }

    /// Takes a part of this count away.
    pub(crate) fn take(&mut self, part: Self) {
        self.rows -= part.rows;
        // Of nothing nothing is left, though sums are rounded.
        self.sum = if self.rows == 0 {
            0.0
        } else {
            self.sum - part.sum
        };
    }
}

/// The cells of all owners, one owner's after the other's, each owner's in the order of codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// Where each owner's cells begin, and the end.
    starts: Vec<u32>,
    /// What each cell is of.
    codes: Column,
    /// Rows of each cell; none as long as each is one row.
    rows: Column,
    /// Sums of weights; none if no row has one.
    sums: Vec<f64>,
}

impl Layer {
    /// Rows as they came, each a cell, by owner (a counting sort); codes are below `end`.
    pub fn of_rows(
        owners: usize,
        owner: &Column,
        (codes, end): (&Column, usize),
        weights: &[f64],
    ) -> Self {
        let mut starts = vec![0_u32; owners + 1];
        for owner in owner.iter() {
            starts[owner as usize + 1] += 1;
        }
        for at in 0..owners {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut layer = Self {
            starts,
            codes: Column::zeros(codes.len(), end),
            rows: Column::default(),
            sums: vec![0.0; weights.len()],
        };
        for (at, owner) in owner.iter().enumerate() {
            let to = next[owner as usize] as usize;
            next[owner as usize] += 1;
            layer.codes.set(to, codes.at(at));
            if let Some(&weight) = weights.get(at) {
                layer.sums[to] = weight;
            }
        }
        layer
    }

    /// The same rows with other codes, `codes[code]` each, all below `end`; what is of one code
    /// then is one cell.
    pub fn merged(&self, codes: &[u32], end: usize) -> Self {
        let mut layer = Self {
            starts: vec![0],
            ..Self::default()
        };
        let mut counts = vec![Count::default(); end];
        let mut met = Vec::new();
        for owner in 0..self.owners() {
            for at in self.cells(owner) {
                let code = codes[self.codes.at(at) as usize];
                let count = &mut counts[code as usize];
                if count.rows == 0 {
                    met.push(code);
                }
                count.add(Count {
                    rows: if self.rows.is_empty() {
                        1
                    } else {
                        self.rows.at(at)
                    },
                    sum: self.sums.get(at).copied().unwrap_or(0.0),
                });
            }
            met.sort_unstable();
            for code in met.drain(..) {
                let count = std::mem::take(&mut counts[code as usize]);
                layer.codes.push(code);
                layer.rows.push(count.rows);
                if !self.sums.is_empty() {
                    layer.sums.push(count.sum);
                }
            }
            layer.starts.push(layer.codes.len() as u32);
        }
        layer.codes.shrink_to_fit();
        layer.rows.shrink_to_fit();
        layer.sums.shrink_to_fit();
        layer
    }

    /// The number of owners.
    pub fn owners(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// An owner's cells.
    pub fn cells(&self, owner: usize) -> Range<usize> {
        self.starts[owner] as usize..self.starts[owner + 1] as usize
    }

    /// Each owner's count of the cells whose code passes.
    pub fn by_owner(&self, passes: &[bool]) -> Vec<Count> {
        let owners = 0..self.owners();
        if self.sums.is_empty() {
            owners.map(|at| self.count::<false>(at, passes)).collect()
        } else {
            owners.map(|at| self.count::<true>(at, passes)).collect()
        }
    }

    fn count<const WEIGHTED: bool>(&self, owner: usize, passes: &[bool]) -> Count {
        let mut count = Count::default();
        for at in self.cells(owner) {
            if passes[self.codes.at(at) as usize] {
                count.rows += self.rows.at(at);
                count.sum += if WEIGHTED { self.sums[at] } else { 0.0 };
            }
        }
        count
    }

    /// Adds an owner's cells to the counts by code.
    pub fn add_to(&self, owner: usize, by_code: &mut [Count]) {
        for at in self.cells(owner) {
            by_code[self.codes.at(at) as usize].add(Count {
                rows: self.rows.at(at),
                sum: self.sums.get(at).copied().unwrap_or(0.0),
            });
        }
    }
}
