//! The one stable sort of the program. The standard library's is several KB of wasm, and that anew
//! for every type and key; this one sorts positions, is compiled once, and merges plainly. It must
//! never be used where an order of the data would do.

use std::cmp::Ordering;

/// Sorts stably by a comparison.
pub fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = positions(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// Sorts stably by a key, which is computed at each comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

fn positions(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..len).collect();
    let mut merged = sorted.clone();
    let mut width = 1;
    while width < len {
        for start in (0..len).step_by(2 * width) {
            let (middle, end) = ((start + width).min(len), (start + 2 * width).min(len));
            let (mut left, mut right) = (start, middle);
            for slot in &mut merged[start..end] {
                // Of equal items the left one comes first.
                let is_right = left == middle
                    || right < end && compare(sorted[right], sorted[left]) == Ordering::Less;
                let from = if is_right { &mut right } else { &mut left };
                *slot = sorted[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        width *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut items, |&(key, _)| key);
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    #[test]
    fn any_number_of_items_is_sorted() {
        for len in [0_u32, 1, 2, 3, 7, 8, 9, 100, 1000] {
            let mut items: Vec<(u32, u32)> = (0..len)
                .map(|at| (at.wrapping_mul(2_654_435_761) % 17, at))
                .collect();
            let mut expect = items.clone();
            expect.sort();
            sort_by_key(&mut items, |&(key, _)| key);
            assert_eq!(items, expect, "{len}");
        }
    }
}
