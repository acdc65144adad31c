//! What was added, changed and gone between two editions of a dataset, row by row by its key. It
//! must never depend on the order of rows: the same rows in another order are no difference.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::compare::{differences, is_same};
use super::document::{Document, Entry, id, text};
use super::list::HEAD;
use super::{List, write};
use crate::dataset::json::{Object, Value};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only the new edition has it.
    Added,
    /// Both have it, and it says something else.
    Changed,
    /// Only the old edition has it.
    Gone,
}

/// One key that differs; the values are canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key; within a doubt `doubt.probable` and the like.
    pub key: String,
    /// Its value in the old edition.
    pub old: String,
    /// Its value in the new edition.
    pub new: String,
}

/// One row that differs.
#[derive(Clone, Debug)]
pub struct Change<'t> {
    /// The list; `None` for the keys at the top.
    pub list: Option<List>,
    /// What became of it.
    pub kind: Kind,
    /// Its key: a code or id; `source:paragraph:offset:indicator` of an observation;
    /// `source:paragraph:offset:title` of an honour; kind and result of a relation. A row that has
    /// none is its own key.
    pub key: String,
    /// What a reader calls it.
    pub name: String,
    /// What changed; empty where the row was added or is gone.
    pub fields: Vec<Field>,
    /// The row that was added or is gone.
    row: Option<Entry<'t>>,
}

impl Change<'_> {
    /// The row that was added or is gone, as canonical JSON.
    pub fn row(&self) -> Option<String> {
        let mut text = String::new();
        write::row(self.list?, self.row.as_ref()?, &mut text);
        Some(text)
    }
}

/// Tells two editions apart: the keys at the top, then list by list in the order of the format;
/// what was added or changed in the order of the new edition, then what is gone in that of the old.
pub fn diff<'t>(old: &Document<'t>, new: &Document<'t>) -> Vec<Change<'t>> {
    let mut changes = Vec::new();
    top(old, new, &mut changes);
    let names = (Names::new(old), Names::new(new));
    for list in List::ALL {
        rows(list, old, new, &names, &mut changes);
    }
    changes
}

fn top<'t>(old: &Document<'t>, new: &Document<'t>, changes: &mut Vec<Change<'t>>) {
    let mut keys: Vec<&str> = HEAD.to_vec();
    for (key, _) in old.head.iter().chain(&new.head) {
        if !keys.contains(&&**key) {
            keys.push(key);
        }
    }
    for key in keys {
        let value = |document: &Document<'t>| {
            document
                .head(key)
                .map_or("null", |value| &**value)
                .to_owned()
        };
        let (before, after) = (value(old), value(new));
        if !is_same(&before, &after) {
            changes.push(Change {
                list: None,
                kind: Kind::Changed,
                key: key.to_owned(),
                name: String::new(),
                fields: vec![Field {
                    key: key.to_owned(),
                    old: write::canonical(&before),
                    new: write::canonical(&after),
                }],
                row: None,
            });
        }
    }
}

fn rows<'t>(
    list: List,
    old: &Document<'t>,
    new: &Document<'t>,
    (old_names, new_names): &(Names<'t>, Names<'t>),
    changes: &mut Vec<Change<'t>>,
) {
    let (before, after) = (&old.rows(list).entries, &new.rows(list).entries);
    let Matched {
        mut pairs,
        added,
        gone,
    } = matched(list, before, after);
    pairs.sort_unstable_by_key(|&(_, at)| at);
    let changed = pairs.into_iter().filter_map(|(from, to)| {
        let (one, other) = (before[from].object(), after[to].object());
        let fields = differences(list, &one, &other);
        (!fields.is_empty()).then(|| {
            let change = Change {
                list: Some(list),
                kind: Kind::Changed,
                key: key(list, &other, &after[to]),
                name: new_names.of(list, &other),
                fields,
                row: None,
            };
            (to, change)
        })
    });
    let whole = |kind, entry: &Entry<'t>, names: &Names<'t>| {
        let object = entry.object();
        Change {
            list: Some(list),
            kind,
            key: key(list, &object, entry),
            name: names.of(list, &object),
            fields: Vec::new(),
            row: Some(entry.clone()),
        }
    };
    let added = added.into_iter();
    let added = added.map(|at| (at, whole(Kind::Added, &after[at], new_names)));
    let mut here: Vec<(usize, Change<'t>)> = changed.chain(added).collect();
    here.sort_by_key(|(at, _)| *at);
    changes.extend(here.into_iter().map(|(_, change)| change));
    let gone = gone.into_iter();
    changes.extend(gone.map(|at| whole(Kind::Gone, &before[at], old_names)));
}

/// Positions in two lists: rows of one key, and rows that the other list does not have.
#[derive(Default)]
struct Matched {
    pairs: Vec<(usize, usize)>,
    added: Vec<usize>,
    gone: Vec<usize>,
}

fn matched(list: List, old: &[Entry<'_>], new: &[Entry<'_>]) -> Matched {
    let (old_rest, new_rest) = unlike(old, new);
    let (old_keys, new_keys) = (sorted(list, old, old_rest), sorted(list, new, new_rest));
    let mut found = Matched::default();
    let (mut left, mut right) = (old_keys.iter().peekable(), new_keys.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some((one, from)), Some((other, to))) if one == other => {
                found.pairs.push((*from, *to));
                left.next();
                right.next();
            }
            (Some((one, from)), other) if other.is_none_or(|(other, _)| one < other) => {
                found.gone.push(*from);
                left.next();
            }
            (_, Some((_, to))) => {
                found.added.push(*to);
                right.next();
            }
            (Some(_), None) => break,
        }
    }
    found.gone.sort_unstable();
    found.added.sort_unstable();
    if list == List::Honours {
        same_place(old, new, &mut found);
    }
    found
}

/// The positions of the rows that have no twin, letter for letter, at about the same place:
/// editions differ in few rows, and those that do not need no key.
fn unlike(old: &[Entry<'_>], new: &[Entry<'_>]) -> (Vec<usize>, Vec<usize>) {
    /// How many rows may be added or gone at one place before keys are asked.
    const AHEAD: usize = 16;
    let same = |i: usize, j: usize| {
        let both = old.get(i).zip(new.get(j));
        both.is_some_and(|(one, other)| one.is_twin(other))
    };
    let (mut i, mut j) = (0, 0);
    let (mut old_rest, mut new_rest) = (Vec::new(), Vec::new());
    while i < old.len() || j < new.len() {
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
fn same_place(old: &[Entry<'_>], new: &[Entry<'_>], found: &mut Matched) {
    let mut gone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in found.gone.iter().rev() {
        let place = place(&old[at].object());
        gone.entry(place.unwrap_or_default()).or_default().push(at);
    }
    let mut paired = BTreeSet::new();
    found.added.retain(|&to| {
        let place = place(&new[to].object());
        let there = place.and_then(|place| gone.get_mut(&place));
        let from = there.and_then(Vec::pop);
        paired.extend(from);
        found.pairs.extend(from.map(|from| (from, to)));
        from.is_none()
    });
    found.gone.retain(|at| !paired.contains(at));
}

/// `source:paragraph:offset`.
fn place(object: &Object<'_>) -> Option<String> {
    let number = |key| object.get(key).and_then(u32::read);
    let (paragraph, offset) = (number("paragraph")?, number("offset")?);
    Some(format!("{}:{paragraph}:{offset}", text(object, "source")?))
}

/// What tells a row from others of its list; `None` if it lacks a part of it.
pub(super) fn own_key(list: List, object: &Object<'_>) -> Option<String> {
    let pair = |start: Option<String>, key: &str, sign: char| {
        let end = text(object, key)?;
        start.map(|start| format!("{start}{sign}{end}"))
    };
    match list {
        List::Observations => pair(place(object), "indicator", ':'),
        List::Honours => pair(place(object), "title", ':'),
        List::Relations => pair(text(object, "kind").map(Cow::into_owned), "result", ' '),
        _ => id(list, object).map(Cow::into_owned),
    }
}

/// The key of a row; a row that has none is its own key.
pub(super) fn key(list: List, object: &Object<'_>, entry: &Entry<'_>) -> String {
    own_key(list, object).unwrap_or_else(|| {
        let mut own = String::new();
        write::row(list, entry, &mut own);
        own
    })
}

/// What a reader calls the cities and indicators of an edition.
struct Names<'t>(BTreeMap<(List, Cow<'t, str>), Cow<'t, str>>);

impl<'t> Names<'t> {
    fn new(document: &Document<'t>) -> Self {
        let mut names = BTreeMap::new();
        for list in [List::Cities, List::Indicators] {
            for entry in &document.rows(list).entries {
                let object = entry.object();
                if let Some((id, name)) = id(list, &object).zip(text(&object, "name")) {
                    names.insert((list, id), name);
                }
            }
        }
        Self(names)
    }

    fn of(&self, list: List, object: &Object<'t>) -> String {
        let own = |key| text(object, key).unwrap_or_default();
        let named = |list: List, key| {
            let id = own(key);
            self.0.get(&(list, id.clone())).cloned().unwrap_or(id)
        };
        match list {
            List::Observations => format!(
                "{} {} {} {}",
                named(List::Cities, "city"),
                own("period"),
                named(List::Indicators, "indicator"),
                own("printed")
            ),
            List::Honours => format!(
                "{} {} {}",
                named(List::Cities, "city"),
                own("period"),
                own("title")
            ),
            List::Relations => String::new(),
            List::Sources => own("title").into_owned(),
            _ => own("name").into_owned(),
        }
    }
}
