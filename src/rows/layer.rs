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

/// Rows that are put in their cells at once.
const SLICE: usize = 1 << 16;

/// Rows as they came, each a cell, by owner (a counting sort); made in as many goes as it takes.
#[derive(Clone, Debug)]
pub(crate) struct Sorting {
    layer: Layer,
    /// Where each owner's next row goes.
    next: Vec<u32>,
    /// How many rows have been put.
    done: usize,
}

impl Sorting {
    /// Of rows whose owners are below `owners`, with codes below `end`.
    pub fn new(owners: usize, owner: &Column, end: usize, weights: usize) -> Self {
        let mut starts = vec![0_u32; owners + 1];
        for owner in owner.iter() {
            starts[owner as usize + 1] += 1;
        }
        for at in 0..owners {
            starts[at + 1] += starts[at];
        }
        Self {
            next: starts.clone(),
            layer: Layer {
                starts,
                codes: Column::zeros(owner.len(), end),
                rows: Column::default(),
                sums: vec![0.0; weights],
            },
            done: 0,
        }
    }

    /// Puts some rows on; whether there are more.
    pub fn go_on(&mut self, owner: &Column, codes: &Column, weights: &[f64]) -> bool {
        let end = owner.len().min(self.done + SLICE);
        for at in self.done..end {
            let next = &mut self.next[owner.at(at) as usize];
            let to = *next as usize;
            *next += 1;
            self.layer.codes.set(to, codes.at(at));
            if let Some(&weight) = weights.get(at) {
                self.layer.sums[to] = weight;
            }
        }
        self.done = end;
        end < owner.len()
    }

    /// The cells, once all rows are put.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }
}

/// A layer with other codes, made owner by owner of another; what is of one code there is one cell.
#[derive(Clone, Debug)]
pub(crate) struct Merging {
    layer: Layer,
    /// What was counted of each code of the owner in hand, and the codes that it has.
    counts: Vec<Count>,
    met: Vec<u32>,
}

impl Merging {
    /// With codes below `end`.
    pub fn new(end: usize) -> Self {
        Self {
            layer: Layer {
                starts: vec![0],
                ..Layer::default()
            },
            counts: vec![Count::default(); end],
            met: Vec::new(),
        }
    }

    /// Takes the next owner's cells, whose codes become `codes[code]` each.
    pub fn take(&mut self, from: &Layer, owner: usize, codes: &[u32]) {
        for at in from.cells(owner) {
            let code = codes[from.codes.at(at) as usize];
            let count = &mut self.counts[code as usize];
            if count.rows == 0 {
                self.met.push(code);
            }
            count.add(Count {
                rows: if from.rows.is_empty() {
                    1
                } else {
                    from.rows.at(at)
                },
                sum: from.sums.get(at).copied().unwrap_or(0.0),
            });
        }
        self.met.sort_unstable();
        for code in self.met.drain(..) {
            let count = std::mem::take(&mut self.counts[code as usize]);
            self.layer.codes.push(code);
            self.layer.rows.push(count.rows);
            if !from.sums.is_empty() {
                self.layer.sums.push(count.sum);
            }
        }
        self.layer.starts.push(self.layer.codes.len() as u32);
    }

    /// What is made so far.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// What was made.
    pub fn finish(mut self) -> Layer {
        self.layer.codes.shrink_to_fit();
        self.layer.rows.shrink_to_fit();
        self.layer.sums.shrink_to_fit();
        self.layer
    }
}

impl Layer {
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
