//! A whole number a row: a byte each as long as all of them fit, else two, else four. It must never
//! lose a number.

use std::ops::Range;

use super::row::Row;

/// Numbers of rows, from the first on.
#[derive(Clone, Debug)]
pub enum Column {
    /// All are below 2^8.
    Bytes(Vec<u8>),
    /// All are below 2^16.
    Shorts(Vec<u16>),
    /// Any.
    Longs(Vec<u32>),
}

impl Default for Column {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

#[cfg(test)]
impl From<&[u32]> for Column {
    fn from(numbers: &[u32]) -> Self {
        let mut column = Self::default();
        column.extend(numbers);
        column
    }
}

impl Column {
    /// So many zeros, to be set to numbers below `end`.
    pub fn zeros(rows: usize, end: usize) -> Self {
        match end {
            ..=0x100 => Self::Bytes(vec![0; rows]),
            0x101..=0x1_0000 => Self::Shorts(vec![0; rows]),
            _ => Self::Longs(vec![0; rows]),
        }
    }

    /// The number of a row.
    #[inline]
    pub fn at(&self, row: usize) -> u32 {
        match self {
            Self::Bytes(numbers) => numbers[row].into(),
            Self::Shorts(numbers) => numbers[row].into(),
            Self::Longs(numbers) => numbers[row],
        }
    }

    /// Gives the next row its number.
    pub fn push(&mut self, number: u32) {
        self.make_fit(number);
        match self {
            Self::Bytes(numbers) => numbers.push(number as u8),
            Self::Shorts(numbers) => numbers.push(number as u16),
            Self::Longs(numbers) => numbers.push(number),
        }
    }

    /// Gives the next rows their numbers.
    #[inline(never)]
    pub fn extend(&mut self, more: &[u32]) {
        self.make_fit(more.iter().fold(0, |bits, number| bits | number));
        match self {
            Self::Bytes(numbers) => numbers.extend(more.iter().map(|&number| number as u8)),
            Self::Shorts(numbers) => numbers.extend(more.iter().map(|&number| number as u16)),
            Self::Longs(numbers) => numbers.extend(more),
        }
    }

    /// The numbers of some rows.
    pub fn copy(&self, rows: Range<usize>, numbers: &mut Vec<u32>) {
        numbers.clear();
        match self {
            Self::Bytes(own) => numbers.extend(own[rows].iter().map(|&own| u32::from(own))),
            Self::Shorts(own) => numbers.extend(own[rows].iter().map(|&own| u32::from(own))),
            Self::Longs(own) => numbers.extend(&own[rows]),
        }
    }

    /// Gives a row another number.
    pub fn set(&mut self, row: usize, number: u32) {
        self.make_fit(number);
        match self {
            Self::Bytes(numbers) => numbers[row] = number as u8,
            Self::Shorts(numbers) => numbers[row] = number as u16,
            Self::Longs(numbers) => numbers[row] = number,
        }
    }

    fn make_fit(&mut self, number: u32) {
        let fits = match self {
            Self::Bytes(_) => number <= u8::MAX.into(),
            Self::Shorts(_) => number <= u16::MAX.into(),
            Self::Longs(_) => true,
        };
        if !fits {
            *self = match u16::try_from(number) {
                Ok(_) => Self::Shorts(self.iter().map(|number| number as u16).collect()),
                Err(_) => Self::Longs(self.iter().collect()),
            };
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Bytes(numbers) => numbers.len(),
            Self::Shorts(numbers) => numbers.len(),
            Self::Longs(numbers) => numbers.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|row| self.at(row))
    }

    /// Gives back what was set aside for more rows.
    pub fn shrink_to_fit(&mut self) {
        match self {
            Self::Bytes(numbers) => numbers.shrink_to_fit(),
            Self::Shorts(numbers) => numbers.shrink_to_fit(),
            Self::Longs(numbers) => numbers.shrink_to_fit(),
        }
    }

    /// Adds to each of some rows from `first` on the bits that its number has in a list.
    fn mark(&self, first: usize, bits: &[u8], marks: &mut [u8]) {
        let (rows, last) = (first..first + marks.len(), bits.len() - 1);
        // A number beyond the list has the bits of the last: so nothing is checked twice.
        let of = |number: usize| bits[number.min(last)];
        match self {
            Self::Bytes(numbers) => (marks.iter_mut().zip(&numbers[rows]))
                .for_each(|(mark, &number)| *mark |= of(number.into())),
            Self::Shorts(numbers) => (marks.iter_mut().zip(&numbers[rows]))
                .for_each(|(mark, &number)| *mark |= of(number.into())),
            Self::Longs(numbers) => (marks.iter_mut().zip(&numbers[rows]))
                .for_each(|(mark, &number)| *mark |= of(number as usize)),
        }
    }
}

/// Rows that are looked at at once: their marks stay in the nearest cache.
pub const CHUNK: usize = 1 << 12;

/// The rows of which no column has a number with bits: each column comes with the bits of its
/// numbers. A column without bits is not read, nor the others where one has ruled all rows out.
#[inline(never)]
pub fn unmarked(rows: usize, columns: &[(&Column, &[u8])]) -> Vec<Row> {
    let is_asked = |bits: &&[u8]| bits.iter().any(|&bits| bits != 0);
    let asked = columns.iter().filter(|(_, bits)| is_asked(bits));
    let asked: Vec<(&Column, &[u8])> = asked.copied().collect();
    if asked.is_empty() {
        return (0..rows as u32).map(Row).collect();
    }
    let (mut found, mut marks) = (Vec::new(), [0; CHUNK]);
    for first in (0..rows).step_by(CHUNK) {
        let marks = &mut marks[..CHUNK.min(rows - first)];
        marks.fill(0);
        for (column, bits) in &asked {
            column.mark(first, bits, marks);
            if !marks.contains(&0) {
                break;
            }
        }
        let unmarked = (first as u32..).zip(marks.iter());
        found.extend(
            unmarked
                .filter(|(_, mark)| **mark == 0)
                .map(|(row, _)| Row(row)),
        );
    }
    found
}

/// The rank of each of `all` rows: of those that are chosen, the bits that its numbers have in two
/// columns; 0 where those of the first are 0, and of every other row.
pub fn ranks(
    all: usize,
    chosen: &[Row],
    first: (&Column, &[u32]),
    second: (&Column, &[u32]),
) -> Vec<u32> {
    let mut ranks = vec![0; all];
    for chosen in chosen.chunks(CHUNK) {
        rank(chosen, first, second, &mut ranks);
    }
    ranks
}

#[inline(never)]
fn rank(
    chosen: &[Row],
    (first, first_bits): (&Column, &[u32]),
    (second, second_bits): (&Column, &[u32]),
    ranks: &mut [u32],
) {
    for row in chosen {
        let at = row.index();
        let bits = first_bits[first.at(at) as usize];
        if bits != 0 {
            ranks[at] = bits | second_bits[second.at(at) as usize];
        }
    }
}

/// Which numbers below `end` some rows have.
#[inline(never)]
pub fn seen(rows: &[Row], column: &Column, end: usize) -> Vec<bool> {
    let mut seen = vec![false; end];
    for row in rows {
        seen[column.at(row.index()) as usize] = true;
    }
    seen
}
