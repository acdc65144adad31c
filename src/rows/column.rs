//! A whole number a row: two bytes each as long as all of them fit, else four. It must never lose
//! a number.

/// Numbers of rows, from the first on.
#[derive(Clone, Debug, Default)]
pub struct Column {
    short: Vec<u16>,
    /// All of them, as soon as one does not fit.
    long: Vec<u32>,
}

impl Column {
    /// So many zeros, to be set to numbers below `end`.
    pub fn zeros(rows: usize, end: usize) -> Self {
        let mut column = Self::default();
        match end <= usize::from(u16::MAX) {
            true => column.short.resize(rows, 0),
            false => column.long.resize(rows, 0),
        }
        column
    }

    /// The number of a row.
    #[inline]
    pub fn at(&self, row: usize) -> u32 {
        match self.long.get(row) {
            Some(&number) => number,
            None => self.short[row].into(),
        }
    }

    /// Gives the next row its number.
    pub fn push(&mut self, number: u32) {
        match u16::try_from(number) {
            Ok(short) if self.long.is_empty() => self.short.push(short),
            _ => {
                self.widen();
                self.long.push(number);
            }
        }
    }

    /// Gives a row another number.
    pub fn set(&mut self, row: usize, number: u32) {
        match (u16::try_from(number), self.short.get_mut(row)) {
            (Ok(short), Some(place)) => *place = short,
            _ => {
                self.widen();
                self.long[row] = number;
            }
        }
    }

    fn widen(&mut self) {
        let short = std::mem::take(&mut self.short);
        self.long.extend(short.into_iter().map(u32::from));
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.short.len().max(self.long.len())
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
        self.short.shrink_to_fit();
        self.long.shrink_to_fit();
    }

    /// Adds to each of some rows from `first` on the bits that its number has in a list.
    fn mark(&self, first: usize, bits: &[u8], marks: &mut [u8]) {
        let (end, last) = (first + marks.len(), bits.len() - 1);
        // A number beyond the list has the bits of the last: so nothing is checked twice.
        if self.long.is_empty() {
            for (mark, &number) in marks.iter_mut().zip(&self.short[first..end]) {
                *mark |= bits[usize::from(number).min(last)];
            }
        } else {
            for (mark, &number) in marks.iter_mut().zip(&self.long[first..end]) {
                *mark |= bits[(number as usize).min(last)];
            }
        }
    }
}

/// Rows that are looked at at once: their marks stay in the nearest cache.
const CHUNK: usize = 1 << 12;

/// The rows of which no column has a number with bits: each column comes with the bits of its
/// numbers. A column without bits is not read, nor the others where one has ruled all rows out.
pub fn unmarked(rows: usize, columns: &[(&Column, &[u8])]) -> Vec<u32> {
    let is_asked = |bits: &&[u8]| bits.iter().any(|&bits| bits != 0);
    let asked = columns.iter().filter(|(_, bits)| is_asked(bits));
    let asked: Vec<(&Column, &[u8])> = asked.copied().collect();
    if asked.is_empty() {
        return (0..rows as u32).collect();
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
        found.extend(unmarked.filter(|(_, mark)| **mark == 0).map(|(row, _)| row));
    }
    found
}
