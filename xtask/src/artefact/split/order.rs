//! The order of a module's functions: each is followed by the one that resembles it most, because
//! who packs a module finds again what stands near, and says with fewer bits how far it is. It must
//! never depend on anything but the bytes: equal input gives an equal order.

use std::{cmp::Ordering, collections::BTreeMap};

/// How many bytes in a row make a likeness.
const RUN: usize = 6;
/// What more functions share is likeness to nobody in particular.
const MOST_SHARING: usize = 100;
/// Runs that a function is taken to have besides its own, so that the smallest, which are like
/// anything, do not come first.
const GRAIN: usize = 50;

/// Positions of bodies, in the order that packs best.
pub fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let mut runs: Vec<(&[u8], usize)> = (bodies.iter().enumerate())
        .flat_map(|(at, body)| body.windows(RUN).map(move |run| (run, at)))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    let mut lengths = vec![GRAIN; bodies.len()];
    let mut sharing: Vec<&[(&[u8], usize)]> = Vec::new();
    let mut shared_by: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
    for same in runs.chunk_by(|a, b| a.0 == b.0) {
        let is_shared = (2..=MOST_SHARING).contains(&same.len());
        for &(_, at) in same {
            lengths[at] += 1;
            if is_shared {
                shared_by[at].push(sharing.len());
            }
        }
        if is_shared {
            sharing.push(same);
        }
    }

    let mut is_left = vec![true; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = (!bodies.is_empty()).then_some(0);
    while let Some(at) = next {
        is_left[at] = false;
        order.push(at);
        let mut alike: BTreeMap<usize, usize> = BTreeMap::new();
        for &(_, other) in shared_by[at].iter().flat_map(|&same| sharing[same]) {
            if is_left[other] {
                *alike.entry(other).or_default() += 1;
            }
        }
        let likeness = |a: &(usize, usize), b: &(usize, usize)| -> Ordering {
            // How much is shared counts more than how little is not.
            let (of_a, of_b) = (a.1 * a.1 * lengths[b.0], b.1 * b.1 * lengths[a.0]);
            of_a.cmp(&of_b).then(b.0.cmp(&a.0))
        };
        let most_alike = alike.into_iter().max_by(likeness);
        next = most_alike.map(|(other, _)| other);
        next = next.or_else(|| is_left.iter().position(|is_left| *is_left));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_comes_together() {
        let bodies: [&[u8]; 5] = [
            b"one two three four five",
            b"ABCDEFGHIJKLMNOP",
            b"",
            b"six one two three four",
            b"ABCDEFGHIJKLMNOPQ",
        ];
        assert_eq!(by_likeness(&bodies), [0, 3, 1, 4, 2]);
        assert!(by_likeness(&[]).is_empty());
    }
}
