//! Positions in the order of small numbers. It must never compare two rows.

/// Positions of keys, the smallest key first and equal ones as they came: a counting sort. Keys are
/// below `end`.
#[inline(never)]
pub fn order(keys: &[u32], end: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; end + 1];
    for &key in keys {
        starts[key as usize + 1] += 1;
    }
    for at in 0..end {
        starts[at + 1] += starts[at];
    }
    let mut order = vec![0; keys.len()];
    for (at, &key) in (0..).zip(keys) {
        let next = &mut starts[key as usize];
        order[*next as usize] = at;
        *next += 1;
    }
    order
}
