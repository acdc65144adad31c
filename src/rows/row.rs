//! A row by its number. It must never know what stands in it.

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row(pub u32);

impl Row {
    /// The number as an index into columns.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The `index`-th row; datasets longer than the type's range end there.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}
