//! Widths: how wide the lines of a text are, by which one that is broken off is told from one that
//! is whole.
//!
//! It must never look at what a line says.

/// A line longer than this is a sentence even where it has no punctuation.
pub(super) const LONG: usize = 25;
/// A shorter line is whole, whatever its signs.
const SHORT: usize = 14;

/// How wide the lines of a text are.
pub(super) struct Widths {
    /// A line as long as this is a sentence even where it has no punctuation.
    pub long: usize,
    /// A sentence as long as this may be broken off: four fifths of a usual line.
    pub part: usize,
}

impl Widths {
    /// Of a text whose lines have these lengths.
    pub fn new(mut lengths: Vec<usize>) -> Self {
        const FEWEST: usize = 8;
        lengths.sort_unstable();
        // So many lines are of a length or a character less.
        let near = |most: usize| {
            let from = lengths.partition_point(|one| one + 1 < most);
            lengths.partition_point(|one| *one <= most) - from
        };
        let width = (SHORT..LONG).max_by_key(|most| near(*most)).unwrap_or(LONG);
        let is_most = near(width) >= FEWEST && near(width) * 3 >= lengths.len();
        let is_widest = lengths.last().is_some_and(|most| *most <= width + 4);
        let usual = lengths.get(lengths.len() * 4 / 5).copied().unwrap_or(0);
        Self {
            long: if is_most && is_widest {
                width - 1
            } else {
                LONG
            },
            part: SHORT.max(usual * 4 / 5),
        }
    }
}
