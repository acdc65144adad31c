//! Which rows of two lists are the same row: those written alike at about the same place, and
//! those of one key. A key belongs to a source, so that rows are matched source by source. It must
//! never depend on the order of rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::List;
use super::diff::key;
use super::document::{Entry, text};
use crate::dataset::json::{Object, Value};
use crate::pace::Pace;

/// What stands for a row of the new list in the old one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Partner {
    /// A row that is written alike.
    Twin,
    /// The row of the same key, by its position.
    Row(usize),
    /// Nothing.
    None,
}

/// Two lists, matched.
pub(super) struct Matched {
    /// Of each row of the new list.
    pub partners: Vec<Partner>,
    /// Whether each row of the old list is in the new one no more.
    pub gone: Vec<bool>,
}

/// Rows that are looked at before a rest.
const SLICE: usize = 1 << 10;

/// Matches the rows of two lists.
pub(super) async fn matched(
    list: List,
    old: &[Entry<'_>],
    new: &[Entry<'_>],
    pace: &mut Pace,
) -> Matched {
    let (old_rest, new_rest) = unlike(old, new, pace).await;
    pace.rest().await;
    let mut found = Matched {
        partners: vec![Partner::Twin; new.len()],
        gone: vec![false; old.len()],
    };
    let old_groups = by_source(list, old, old_rest, pace).await;
    let mut new_groups = by_source(list, new, new_rest, pace).await;
    pace.rest().await;
    for (source, from) in old_groups {
        let to = new_groups.remove(&source).unwrap_or_default();
        group(list, (old, from), (new, to), &mut found);
        pace.rest().await;
    }
    for added in new_groups.into_values() {
        for at in added {
            found.partners[at] = Partner::None;
        }
        pace.rest().await;
    }
    found
}

/// Positions of rows by their source; in a list whose rows have none they are all together.
async fn by_source<'t>(
    list: List,
    entries: &[Entry<'t>],
    rows: Vec<usize>,
    pace: &mut Pace,
) -> BTreeMap<Cow<'t, str>, Vec<usize>> {
    let mut groups: BTreeMap<Cow<'t, str>, Vec<usize>> = BTreeMap::new();
    let is_table = List::TABLES.contains(&list);
    for (done, at) in rows.into_iter().enumerate() {
        if done % SLICE == 0 {
            pace.rest().await;
        }
        let source = match is_table {
            true => Cow::default(),
            false => entries[at].source(list),
        };
        groups.entry(source).or_default().push(at);
    }
    groups
}

/// Matches the rows of one source by their keys.
fn group(
    list: List,
    (old, from): (&[Entry<'_>], Vec<usize>),
    (new, to): (&[Entry<'_>], Vec<usize>),
    found: &mut Matched,
) {
    let (mut gone, mut added, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    // Rows that only one edition has a source of need no key.
    let is_shared = !from.is_empty() && !to.is_empty();
    if is_shared {
        let (old_keys, new_keys) = (sorted(list, old, from), sorted(list, new, to));
        let (mut left, mut right) = (old_keys.iter().peekable(), new_keys.iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some((one, from)), Some((other, to))) if one == other => {
                    pairs.push((*from, *to));
                    left.next();
                    right.next();
                }
                (Some((one, from)), other) if other.is_none_or(|(other, _)| one < other) => {
                    gone.push(*from);
                    left.next();
                }
                (_, Some((_, to))) => {
                    added.push(*to);
                    right.next();
                }
                (Some(_), None) => break,
            }
        }
        if list == List::Honours {
            gone.sort_unstable();
            added.sort_unstable();
            same_place((old, &mut gone), (new, &mut added), &mut pairs);
        }
    } else {
        (gone, added) = (from, to);
    }
    gone.into_iter().for_each(|at| found.gone[at] = true);
    for at in added {
        found.partners[at] = Partner::None;
    }
    for (from, to) in pairs {
        found.partners[to] = Partner::Row(from);
    }
}

/// The positions of the rows that have no twin, letter for letter, at about the same place:
/// editions differ in few rows, and those that do not need no key.
async fn unlike(old: &[Entry<'_>], new: &[Entry<'_>], pace: &mut Pace) -> (Vec<usize>, Vec<usize>) {
    /// How many rows may be added or gone at one place before keys are asked.
    const AHEAD: usize = 16;
    let same = |i: usize, j: usize| {
        let both = old.get(i).zip(new.get(j));
        both.is_some_and(|(one, other)| one.is_twin(other))
    };
    let (mut i, mut j) = (0, 0);
    let (mut old_rest, mut new_rest) = (Vec::new(), Vec::new());
    for done in 0.. {
        if i >= old.len() || j >= new.len() {
            break;
        }
        if done % SLICE == 0 {
            pace.rest().await;
        }
        let step = (0..=AHEAD)
            .flat_map(|ahead| [(ahead, ahead), (ahead, 0), (0, ahead)])
            .find(|(a, b)| same(i + a, j + b));
        let (gone, added) = step.unwrap_or((1, 1));
        old_rest.extend(i..(i + gone).min(old.len()));
        new_rest.extend(j..(j + added).min(new.len()));
        // Behind what differs stand the twins.
        let twins = usize::from(step.is_some());
        (i, j) = (i + gone + twins, j + added + twins);
    }
    old_rest.extend(i..old.len());
    new_rest.extend(j..new.len());
    (old_rest, new_rest)
}

/// The keys of some rows with their positions, sorted.
fn sorted(list: List, entries: &[Entry<'_>], rows: Vec<usize>) -> Vec<(String, usize)> {
    let mut keys: Vec<(String, usize)> = (rows.into_iter())
        .map(|at| (key(list, &entries[at].object(), &entries[at]), at))
        .collect();
    keys.sort_unstable();
    keys
}

/// An honour at the same place with another title is one whose title was changed.
fn same_place(
    (old, gone): (&[Entry<'_>], &mut Vec<usize>),
    (new, added): (&[Entry<'_>], &mut Vec<usize>),
    pairs: &mut Vec<(usize, usize)>,
) {
    let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in gone.iter().rev() {
        let place = place(&old[at].object());
        free.entry(place.unwrap_or_default()).or_default().push(at);
    }
    let mut paired = BTreeSet::new();
    added.retain(|&to| {
        let place = place(&new[to].object());
        let there = place.and_then(|place| free.get_mut(&place));
        let from = there.and_then(Vec::pop);
        paired.extend(from);
        pairs.extend(from.map(|from| (from, to)));
        from.is_none()
    });
    gone.retain(|at| !paired.contains(at));
}

/// `source:paragraph:offset`.
pub(super) fn place(object: &Object<'_>) -> Option<String> {
    let number = |key| object.get(key).and_then(u32::read);
    let (paragraph, offset) = (number("paragraph")?, number("offset")?);
    Some(format!("{}:{paragraph}:{offset}", text(object, "source")?))
}
