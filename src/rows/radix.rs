//! Rows in the order of what they have in columns: a radix sort from the least significant digit on
//! (Knuth, 5.2.5). It must never compare two rows.

use super::column::{CHUNK, Column};
use super::numbers::{pair, parts};
use super::row::Row;

/// What rows are sorted by.
#[derive(Clone, Copy, Debug)]
pub enum Key<'k> {
    /// Their numbers in a column, or what a list has for these; a number beyond the list stands for
    /// itself.
    Number(&'k Column, &'k [u32]),
    /// Their values, the half that counts less; it comes right before the other.
    Low(&'k [f64]),
    /// The half of their values that counts more. What is not a number is last, both ways.
    High(&'k [f64]),
}

/// Bits of a digit: four make a number, and the places where rows go on stay in the nearest cache.
const BITS: usize = 8;

/// How many rows have each digit, the least significant place first.
type Counts = [[u32; 1 << BITS]; 4];

/// Rows by some keys, of which the last counts most; rows alike stay as they came, also where the
/// largest is first.
pub fn sorted(rows: &[Row], keys: &[Key<'_>], descending: bool) -> Vec<Row> {
    let flip = if descending { u32::MAX } else { 0 };
    let mut pairs = Vec::with_capacity(rows.len());
    for rows in rows.chunks(CHUNK) {
        begin(rows, &mut pairs);
    }
    let mut spare = vec![0; pairs.len()];
    for &key in keys {
        let mut counts: Counts = [[0; 1 << BITS]; 4];
        for pairs in pairs.chunks_mut(CHUNK) {
            look_up(pairs, key, flip, &mut counts);
        }
        for (place, counts) in counts.iter_mut().enumerate() {
            // Where all have the same digit it moves none.
            if counts.contains(&(pairs.len() as u32)) {
                continue;
            }
            let mut start = 0;
            for count in &mut *counts {
                start += std::mem::replace(count, start);
            }
            for pairs in pairs.chunks(CHUNK) {
                put(pairs, place, counts, &mut spare);
            }
            std::mem::swap(&mut pairs, &mut spare);
        }
    }
    let mut rows = Vec::with_capacity(pairs.len());
    for pairs in pairs.chunks(CHUNK) {
        end(pairs, &mut rows);
    }
    rows
}

#[inline(never)]
fn begin(rows: &[Row], pairs: &mut Vec<u64>) {
    pairs.extend(rows.iter().map(|row| pair(0, row.0)));
}

#[inline(never)]
fn end(pairs: &[u64], rows: &mut Vec<Row>) {
    rows.extend(pairs.iter().map(|pair| Row(parts(pair).1)));
}

/// Gives each row its number.
#[inline(never)]
fn look_up(pairs: &mut [u64], key: Key<'_>, flip: u32, counts: &mut Counts) {
    for slot in pairs {
        let row = parts(slot).1;
        *slot = pair(key.number(row as usize, flip), row);
        for (place, counts) in counts.iter_mut().enumerate() {
            counts[digit(*slot, place)] += 1;
        }
    }
}

/// Puts rows where those of their digit go on.
#[inline(never)]
fn put(pairs: &[u64], place: usize, starts: &mut [u32; 1 << BITS], to: &mut [u64]) {
    for &pair in pairs {
        let start = &mut starts[digit(pair, place)];
        to[*start as usize] = pair;
        *start += 1;
    }
}

fn digit(pair: u64, place: usize) -> usize {
    (parts(&pair).0 >> (place * BITS)) as usize % (1 << BITS)
}

impl Key<'_> {
    #[inline]
    fn number(self, row: usize, flip: u32) -> u32 {
        match self {
            Self::Number(column, list) => {
                let number = column.at(row);
                list.get(number as usize).copied().unwrap_or(number) ^ flip
            }
            Self::Low(values) => half(values[row], flip, 0),
            Self::High(values) => half(values[row], flip, 32),
        }
    }
}

/// Half of a number that stands in the total order of values (IEEE 754-2019, 5.10), from a bit on.
#[inline]
fn half(value: f64, flip: u32, from: u32) -> u32 {
    if value.is_nan() {
        return u32::MAX;
    }
    let bits = value.to_bits();
    // All bits of what is negative are turned over, so that the larger magnitude is less.
    let turned = (bits as i64 >> 63) as u64 | 1 << 63;
    ((bits ^ turned) >> from) as u32 ^ flip
}
