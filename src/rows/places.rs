//! A set of small numbers, given back in order: nothing is sorted. It must never be read twice.

/// Numbers below an end: a bit each, and a bit for every 64 of which one is set.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    bits: Vec<u64>,
    words: Vec<u64>,
}

impl Places {
    /// None yet of the numbers below `end`.
    pub fn new(end: usize) -> Self {
        let words = end.div_ceil(64);
        Self {
            bits: vec![0; words],
            words: vec![0; words.div_ceil(64)],
        }
    }

    /// Adds a number.
    pub fn add(&mut self, number: u32) {
        let word = number as usize / 64;
        self.bits[word] |= 1 << (number % 64);
        self.words[word / 64] |= 1 << (word % 64);
    }

    /// Takes all numbers out, ascending.
    pub fn drain(&mut self, numbers: &mut Vec<u32>) {
        for (at, words) in self.words.iter_mut().enumerate() {
            while let Some(word) = take_first(words) {
                let word = at * 64 + word;
                while let Some(bit) = take_first(&mut self.bits[word]) {
                    numbers.push((word * 64 + bit) as u32);
                }
            }
        }
    }
}

/// Takes the lowest bit out.
fn take_first(bits: &mut u64) -> Option<usize> {
    let first = bits.trailing_zeros();
    *bits &= bits.wrapping_sub(1);
    (first < u64::BITS).then_some(first as usize)
}
