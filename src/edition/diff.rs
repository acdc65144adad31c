//! What was added, changed and gone between two editions of a dataset, row by row by its key. It
//! must never depend on the order of rows: the same rows in another order are no difference.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::compare::{differences, is_same};
use super::document::{Document, Entry, id, text};
use super::list::HEAD;
use super::matched::{Matched, Partner, matched, place};
use super::{List, write};
use crate::dataset::json::Object;
use crate::pace::{Pace, at_once};

/// Rows that are looked at before a rest.
const SLICE: usize = 1 << 14;

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

/// What differs between two editions: which rows, and what became of them. What there is to say of
/// each is told when it is asked for: there may be a million.
pub struct Difference<'d, 't> {
    old: &'d Document<'t>,
    new: &'d Document<'t>,
    names: (Names<'t>, Names<'t>),
    top: Vec<Change<'t>>,
    rows: Vec<Row>,
}

/// A row that differs.
struct Row {
    list: List,
    kind: Kind,
    /// Where it stands: in the new edition, or in the old if it is gone.
    at: usize,
    fields: Vec<Field>,
}

impl<'d, 't> Difference<'d, 't> {
    /// Tells two editions apart: the keys at the top, then list by list in the order of the format;
    /// what was added or changed in the order of the new edition, then what is gone in that of the
    /// old.
    pub async fn new(old: &'d Document<'t>, new: &'d Document<'t>, pace: &mut Pace) -> Self {
        let mut found = Self {
            old,
            new,
            names: (Names::new(old), Names::new(new)),
            top: top(old, new),
            rows: Vec::new(),
        };
        for list in List::ALL {
            found.list(list, pace).await;
        }
        found
    }

    /// How many rows and keys at the top were added, changed and are gone.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0, self.top.len(), 0];
        for row in &self.rows {
            counts[row.kind as usize] += 1;
        }
        counts
    }

    /// What differs, one by one.
    pub fn changes(&self) -> impl Iterator<Item = Change<'t>> {
        let rows = self.rows.iter().map(|row| self.change(row));
        self.top.iter().cloned().chain(rows)
    }

    async fn list(&mut self, list: List, pace: &mut Pace) {
        let (before, after) = (&self.old.rows(list).entries, &self.new.rows(list).entries);
        let Matched { partners, gone } = matched(list, before, after, pace).await;
        let row = |kind, at, fields| Row {
            list,
            kind,
            at,
            fields,
        };
        // A list that grows is copied whole now and then, and this one may be long.
        let is_new = |partner: &&Partner| matches!(partner, Partner::None);
        self.rows.reserve(partners.iter().filter(is_new).count());
        for (at, partner) in partners.into_iter().enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            match partner {
                Partner::Twin => {}
                Partner::None => self.rows.push(row(Kind::Added, at, Vec::new())),
                Partner::Row(from) => {
                    let (one, other) = (before[from].object(), after[at].object());
                    let fields = differences(list, &one, &other);
                    if !fields.is_empty() {
                        self.rows.push(row(Kind::Changed, at, fields));
                    }
                    pace.rest().await;
                }
            }
        }
        let gone = gone.into_iter().enumerate().filter(|(_, is_gone)| *is_gone);
        self.rows
            .extend(gone.map(|(at, _)| row(Kind::Gone, at, Vec::new())));
    }

    fn change(&self, row: &Row) -> Change<'t> {
        let (document, names) = match row.kind {
            Kind::Gone => (self.old, &self.names.0),
            Kind::Added | Kind::Changed => (self.new, &self.names.1),
        };
        let entry = &document.rows(row.list).entries[row.at];
        let object = entry.object();
        Change {
            list: Some(row.list),
            kind: row.kind,
            key: key(row.list, &object, entry),
            name: names.of(row.list, &object),
            fields: row.fields.clone(),
            row: (row.kind != Kind::Changed).then(|| entry.clone()),
        }
    }
}

/// What differs between two editions, one by one.
pub fn diff<'t>(old: &Document<'t>, new: &Document<'t>) -> Vec<Change<'t>> {
    let found = at_once(Difference::new(old, new, &mut Pace::steady()));
    found.changes().collect()
}

fn top<'t>(old: &Document<'t>, new: &Document<'t>) -> Vec<Change<'t>> {
    let mut changes = Vec::new();
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
    changes
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
