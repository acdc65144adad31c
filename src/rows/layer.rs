//! One resolution of a tally: each owner's rows, those of one code summed up in one cell. It must
//! never know what a code stands for.

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

/// The cells of all owners, one owner's after the other's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// Where each owner's cells begin, and the end.
    pub starts: Vec<u32>,
    /// What each cell is of.
    pub codes: Vec<u32>,
    /// Rows of each cell; none if each is one row.
    pub rows: Vec<u32>,
    /// Sums of weights; none if no row has one.
    pub sums: Vec<f64>,
}

impl Layer {
    /// The number of owners.
    pub fn owners(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// An owner's cells.
    fn cells(&self, owner: usize) -> std::ops::Range<usize> {
        self.starts[owner] as usize..self.starts[owner + 1] as usize
    }

    /// The number of an owner's cells.
    pub fn len(&self, owner: usize) -> usize {
        self.cells(owner).len()
    }

    /// Each owner's count of the cells whose code passes.
    pub fn by_owner(&self, passes: &[bool]) -> Vec<Count> {
        let count = match (self.rows.is_empty(), self.sums.is_empty()) {
            (true, true) => Self::count::<true, false>,
            (true, false) => Self::count::<true, true>,
            (false, true) => Self::count::<false, false>,
            (false, false) => Self::count::<false, true>,
        };
        (0..self.owners())
            .map(|owner| count(self, owner, passes))
            .collect()
    }

    fn count<const SINGLE: bool, const WEIGHTED: bool>(
        &self,
        owner: usize,
        passes: &[bool],
    ) -> Count {
        let cells = self.cells(owner);
        let codes = &self.codes[cells.clone()];
        let rows = if SINGLE {
            &[][..]
        } else {
            &self.rows[cells.clone()]
        };
        let sums = if WEIGHTED { &self.sums[cells] } else { &[][..] };
        let mut count = Count::default();
        for at in 0..codes.len() {
            // Without a branch: which codes pass is as good as random to the processor.
            let pass = passes[codes[at] as usize];
            count.rows += if SINGLE {
                u32::from(pass)
            } else {
                u32::from(pass) * rows[at]
            };
            if WEIGHTED {
                count.sum += if pass { sums[at] } else { 0.0 };
            }
        }
        count
    }

    /// Adds an owner's cells to the counts by code.
    pub fn add_to(&self, owner: usize, by_code: &mut [Count]) {
        let cells = self.cells(owner);
        let codes = &self.codes[cells.clone()];
        let rows = self.rows.get(cells.clone()).unwrap_or_default();
        let sums = self.sums.get(cells).unwrap_or_default();
        for (at, &code) in codes.iter().enumerate() {
            let count = &mut by_code[code as usize];
            count.rows += rows.get(at).copied().unwrap_or(1);
            count.sum += sums.get(at).copied().unwrap_or(0.0);
        }
    }

    /// The same rows with other codes, fewer than before: `codes[code]` each.
    pub fn coarser(&self, codes: &[u32], distinct: usize) -> Self {
        let mut layer = Self {
            starts: vec![0],
            ..Self::default()
        };
        let mut counts = vec![Count::default(); distinct];
        let mut met = Vec::new();
        for owner in 0..self.owners() {
            for at in self.cells(owner) {
                let code = codes[self.codes[at] as usize];
                let count = &mut counts[code as usize];
                if count.rows == 0 {
                    met.push(code);
                }
                count.add(Count {
                    rows: self.rows.get(at).copied().unwrap_or(1),
                    sum: self.sums.get(at).copied().unwrap_or(0.0),
                });
            }
            met.sort_unstable();
            for &code in &met {
                let count = std::mem::take(&mut counts[code as usize]);
                layer.codes.push(code);
                layer.rows.push(count.rows);
                if !self.sums.is_empty() {
                    layer.sums.push(count.sum);
                }
            }
            met.clear();
            layer.starts.push(layer.codes.len() as u32);
        }
        layer.codes.shrink_to_fit();
        layer.rows.shrink_to_fit();
        layer.sums.shrink_to_fit();
        layer
    }
}
