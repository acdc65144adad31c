//! Lists that may be most of the text: where their values stand, to be read one by one. It must
//! never keep a value, of which there may be a million.

use std::cell::Cell;

use super::json::{Raw, SLICE};
use crate::pace::Pace;
use crate::rows::json::{self, Starts};

/// Where every `step`-th value of a list begins, and how many there are; `None` if it is none.
async fn starts(raw: Raw<'_>, step: usize, pace: &mut Pace) -> Option<(Vec<u32>, usize)> {
    if !raw.get().starts_with('[') {
        return None;
    }
    let mut starts = Starts::new(raw.get(), step);
    while starts.go_on(SLICE) {
        pace.rest().await;
    }
    Some(starts.finish())
}

/// The values of a list, which may be most of the text: only where they begin is kept.
#[derive(Clone, Debug)]
pub(crate) struct Items<'t> {
    raw: Raw<'t>,
    starts: Vec<u32>,
}

impl<'t> Items<'t> {
    /// Reads a list; `None` if the value is none.
    pub async fn read(raw: Raw<'t>, pace: &mut Pace) -> Option<Self> {
        let (starts, _) = starts(raw, 1, pace).await?;
        Some(Self { raw, starts })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The text from a value on.
    pub fn from(&self, index: usize) -> Option<&'t str> {
        self.raw.get().get(*self.starts.get(index)? as usize..)
    }

    /// A value by its position.
    pub fn get(&self, index: usize) -> Option<Raw<'t>> {
        let start = *self.starts.get(index)?;
        Some(Raw::proven(json::value(self.raw.get(), start)))
    }
}

/// The values of a column: mostly they are asked for in turn, and where every [`STEP`]th begins is
/// enough for all others.
#[derive(Clone, Debug)]
pub(crate) struct Cells<'t> {
    raw: Raw<'t>,
    starts: Vec<u32>,
    len: usize,
    /// The value behind the one that was asked for last, and a place before it.
    next: Cell<(usize, usize)>,
}

/// Values of a column from one whose place is known to the next.
const STEP: usize = 16;

impl<'t> Cells<'t> {
    /// Reads a list; `None` if the value is none.
    pub async fn read(raw: Raw<'t>, pace: &mut Pace) -> Option<Self> {
        let (starts, len) = starts(raw, STEP, pace).await?;
        Some(Self {
            raw,
            starts,
            len,
            next: Cell::new((0, 1)),
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// A value by its position.
    pub fn get(&self, index: usize) -> Option<Raw<'t>> {
        let (mut number, mut at) = self.next.get();
        if !(index - index % STEP..=index).contains(&number) {
            number = index - index % STEP;
            at = *self.starts.get(index / STEP)? as usize;
        }
        loop {
            let (start, end) = json::next(self.raw.get(), at)?;
            if number == index {
                self.next.set((index + 1, end));
                return self.raw.get().get(start..end).map(Raw::proven);
            }
            (number, at) = (number + 1, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    #[test]
    fn a_value_of_a_column_is_found_in_whatever_order() {
        let values: Vec<String> = (0..100).map(|number| format!("\"{number}\"")).collect();
        let text = format!("[ {} ]", values.join(" ,\n"));
        let raw = Raw::prove(&text).expect("JSON");
        let cells = at_once(Cells::read(raw, &mut Pace::steady())).expect("a list");
        assert_eq!(cells.len(), 100);
        let orders = [
            (0..100).collect(),
            (0..100).rev().collect(),
            vec![7, 7, 8, 99, 16, 15],
        ];
        for index in orders.into_iter().flatten() {
            let cell: usize = index;
            assert_eq!(cells.get(cell).map(Raw::get), Some(&*values[cell]));
        }
        assert!(cells.get(100).is_none() && cells.get(112).is_none());
        assert!(at_once(Cells::read(Raw::proven("1"), &mut Pace::steady())).is_none());
    }
}
