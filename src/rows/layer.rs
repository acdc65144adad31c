//! One resolution of a tally: each owner's rows, those of one code summed up in one cell. It must
//! never know what a code stands for.

use std::ops::Range;

use super::column::{CHUNK, Column};
use super::places::Places;

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

/// Rows that are put in their cells before a rest.
const SLICE: usize = 1 << 16;

/// Rows as they came, each a cell, by owner (a counting sort); made in as many goes as it takes.
#[derive(Clone, Debug)]
pub(crate) struct Sorting {
    layer: Layer,
    /// Where each owner's next row goes.
    next: Vec<u32>,
    /// How many rows have been put.
    done: usize,
    /// Where the rows of a chunk go, and their codes.
    places: Vec<u32>,
    codes: Vec<u32>,
}

impl Sorting {
    /// Of rows whose owners are below `owners`, with codes below `end`.
    pub fn new(owners: usize, owner: &Column, end: usize, weights: usize) -> Self {
        let mut starts = vec![0_u32; owners + 1];
        let mut some = Vec::new();
        for first in (0..owner.len()).step_by(CHUNK) {
            owner.copy(first..owner.len().min(first + CHUNK), &mut some);
            some.iter()
                .for_each(|&owner| starts[owner as usize + 1] += 1);
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
            places: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// Puts some rows on; whether there are more.
    pub fn go_on(&mut self, owner: &Column, codes: &Column, weights: &[f64]) -> bool {
        let end = owner.len().min(self.done + SLICE);
        while self.done < end {
            let rows = self.done..end.min(self.done + CHUNK);
            self.done = rows.end;
            self.chunk(rows, owner, codes, weights);
        }
        end < owner.len()
    }

    #[inline(never)]
    fn chunk(&mut self, rows: Range<usize>, owner: &Column, codes: &Column, weights: &[f64]) {
        owner.copy(rows.clone(), &mut self.places);
        codes.copy(rows.clone(), &mut self.codes);
        for place in &mut self.places {
            let next = &mut self.next[*place as usize];
            *place = *next;
            *next += 1;
        }
        self.layer.codes.put(&self.places, &self.codes);
        for (&place, &weight) in self.places.iter().zip(weights.get(rows).unwrap_or(&[])) {
            self.layer.sums[place as usize] = weight;
        }
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
    met: Places,
    /// The codes of the owner's cells, their rows, and both of the cells that are made of them.
    codes: Vec<u32>,
    rows: Vec<u32>,
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
            met: Places::new(end),
            codes: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Takes the next owner's cells, whose codes become `codes[code]` each.
    pub fn take(&mut self, from: &Layer, owner: usize, codes: &[u32]) {
        let cells = from.cells(owner);
        from.codes.copy(cells.clone(), &mut self.codes);
        match from.rows.is_empty() {
            true => self.rows = vec![1; cells.len()],
            false => from.rows.copy(cells.clone(), &mut self.rows),
        }
        let sums = from.sums.get(cells).unwrap_or(&[]);
        let sums = sums.iter().copied().chain(std::iter::repeat(0.0));
        for ((&code, &rows), sum) in self.codes.iter().zip(&self.rows).zip(sums) {
            let code = codes[code as usize];
            self.met.add(code);
            self.counts[code as usize].add(Count { rows, sum });
        }
        self.codes.clear();
        self.rows.clear();
        self.met.drain(&mut self.codes);
        for &code in &self.codes {
            let count = std::mem::take(&mut self.counts[code as usize]);
            self.rows.push(count.rows);
            if !from.sums.is_empty() {
                self.layer.sums.push(count.sum);
            }
        }
        self.layer.codes.extend(&self.codes);
        self.layer.rows.extend(&self.rows);
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
