//! A dataset's text as a head and seven lists of rows, each as it is written. It must never leave
//! out a row or a key, whatever it holds.

use std::borrow::Cow;
use std::rc::Rc;

use super::List;
use crate::dataset::columns::Columns;
use crate::dataset::items::Items;
use crate::dataset::json::{Object, Raw, Value};
use crate::dataset::read::Reader;
use crate::dataset::{Issue, Period};
use crate::pace::{Pace, at_once};

/// Rows that are made before a rest.
const SLICE: usize = 1 << 13;

/// The rows of a list, by their position.
async fn entries<'t>(
    len: usize,
    entry: impl Fn(usize) -> Option<Entry<'t>>,
    pace: &mut Pace,
) -> Vec<Entry<'t>> {
    let mut entries = Vec::with_capacity(len);
    for from in (0..len).step_by(SLICE) {
        entries.extend((from..len.min(from + SLICE)).filter_map(&entry));
        pace.rest().await;
    }
    entries
}

/// One row, as the text has it.
#[derive(Clone, Debug)]
pub(super) enum Entry<'t> {
    /// An item of a list; mostly an object.
    Item(Raw<'t>),
    /// A row of columns.
    Cells(Rc<Columns<'t>>, usize),
    /// A row put together out of two, or edited.
    Joined(Rc<Object<'t>>),
}

impl<'t> Entry<'t> {
    /// The row's keys and values; none if it is no object.
    pub fn object(&self) -> Object<'t> {
        match self {
            Self::Item(raw) => Object::read(*raw).unwrap_or_default(),
            Self::Cells(columns, index) => columns.row(*index).unwrap_or_default(),
            Self::Joined(object) => Object::clone(object),
        }
    }

    /// Whether two rows are written alike, letter for letter.
    pub fn is_twin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Item(one), Self::Item(other)) => one.get() == other.get(),
            _ => false,
        }
    }

    /// The value of a key; of a row of columns without its other values.
    pub fn get(&self, key: &str) -> Option<Raw<'t>> {
        match self {
            Self::Cells(columns, index) => columns.cell(columns.position(key)?, *index),
            _ => self.object().get(key),
        }
    }

    /// A text of the row under a key; `None` if there is none.
    pub fn text(&self, key: &str) -> Option<Cow<'t, str>> {
        self.get(key).and_then(Cow::read)
    }

    /// The source of an observation or honour, or of the figure that a relation results in; empty
    /// if the row names none.
    pub fn source(&self, list: List) -> Cow<'t, str> {
        let source = match list {
            List::Relations => self.text("result").and_then(source_of_key),
            _ => self.text("source"),
        };
        source.unwrap_or_default()
    }
}

/// A text under a key.
pub(super) fn text<'t>(object: &Object<'t>, key: &str) -> Option<Cow<'t, str>> {
    object.get(key).and_then(Cow::read)
}

/// Rows under one key.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows<'t> {
    pub entries: Vec<Entry<'t>>,
    /// Whether the key is in the file.
    pub is_there: bool,
}

impl Rows<'_> {
    /// Whether the rows are written as columns: more of them came so than row by row.
    pub fn is_columns(&self) -> bool {
        let is_cells = |entry: &&Entry<'_>| matches!(entry, Entry::Cells(..));
        let is_item = |entry: &&Entry<'_>| matches!(entry, Entry::Item(_));
        let count = |is: fn(&&Entry<'_>) -> bool| self.entries.iter().filter(is).count();
        count(is_cells) > count(is_item)
    }
}

/// A dataset's text, taken apart and not interpreted.
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    /// Keys at the top that are no list, each with its JSON text.
    pub(super) head: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    pub(super) lists: [Rows<'t>; 7],
}

impl<'t> Document<'t> {
    /// Takes a text apart, which should have passed [`check`](crate::dataset::check()).
    ///
    /// # Errors
    /// The text is no JSON object, or has columns that no row can be made of.
    pub fn read(text: &'t str) -> Result<Self, Issue> {
        at_once(Self::read_in_slices(text, &mut Pace::steady()))
    }

    /// The same of a text that may be large, with rests.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub async fn read_in_slices(text: &'t str, pace: &mut Pace) -> Result<Self, Issue> {
        let mut reader = Reader::new(text.strip_prefix('\u{feff}').unwrap_or(text));
        let mut top = reader.top(pace).await?;
        let mut document = Self::default();
        for list in List::ALL {
            let is_list = |raw: &Raw<'_>| raw.get().starts_with(['[', '{']);
            let Some(raw) = top.get(list.name()).filter(is_list) else {
                continue;
            };
            top.remove(list.name());
            let rows = document.rows_mut(list);
            rows.is_there = true;
            rows.entries = match Items::read(raw, pace).await {
                Some(items) => {
                    let item = |index| items.get(index).map(Entry::Item);
                    entries(items.len(), item, pace).await
                }
                None => {
                    let columns = Columns::read(&mut reader, list.name(), raw, pace).await;
                    let columns = Rc::new(columns);
                    let row = |index| Some(Entry::Cells(Rc::clone(&columns), index));
                    entries(columns.len(), row, pace).await
                }
            };
        }
        let head = top.0.into_iter();
        document.head = head
            .map(|(key, raw)| (key, Cow::Borrowed(raw.get())))
            .collect();
        match reader.issues.into_iter().next() {
            Some(issue) => Err(issue),
            None => Ok(document),
        }
    }

    /// The file that lists the parts, if this is one of them.
    pub fn part_of(&self) -> Option<String> {
        let mark = Object::read(Raw::proven(self.head("part")?))?;
        mark.get("of").and_then(String::read)
    }

    /// The rows of a list that belong to a source, as JSON.
    pub fn rows_of(&self, list: List, of: &str) -> Vec<String> {
        let own = |entry: &&Entry<'_>| entry.source(list) == of;
        let rows = self.rows(list).entries.iter().filter(own);
        let json = |entry: &Entry<'_>| {
            let mut text = String::new();
            super::write::row(list, entry, &mut text);
            text
        };
        rows.map(json).collect()
    }

    /// How many rows a list has.
    pub fn count(&self, list: List) -> usize {
        self.rows(list).entries.len()
    }

    pub(super) fn rows(&self, list: List) -> &Rows<'t> {
        &self.lists[list as usize]
    }

    pub(super) fn rows_mut(&mut self, list: List) -> &mut Rows<'t> {
        &mut self.lists[list as usize]
    }

    /// The JSON text of a key at the top.
    pub(super) fn head(&self, key: &str) -> Option<&Cow<'t, str>> {
        let mut head = self.head.iter().rev();
        head.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets a key at the top.
    pub(super) fn set_head(&mut self, key: &str, value: Cow<'t, str>) {
        match self.head.iter_mut().rev().find(|(name, _)| name == key) {
            Some((_, known)) => *known = value,
            None => self.head.push((Cow::Owned(key.to_owned()), value)),
        }
    }

    /// Takes a key at the top away.
    pub(super) fn remove_head(&mut self, key: &str) {
        self.head.retain(|(name, _)| name != key);
    }
}

/// The period of a row, if it is one.
pub(super) fn period(object: &Object<'_>) -> Option<Period> {
    Period::parse(&text(object, "period")?).ok()
}

/// The id of a row of a table; `None` if it has none.
pub(super) fn id<'t>(list: List, object: &Object<'t>) -> Option<Cow<'t, str>> {
    let key = if list == List::Cities { "code" } else { "id" };
    text(object, key)
}

/// The source that an observation's key begins with.
fn source_of_key(key: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let end = key.rmatch_indices(':').nth(2)?.0;
    Some(match key {
        Cow::Borrowed(key) => Cow::Borrowed(&key[..end]),
        Cow::Owned(mut key) => {
            key.truncate(end);
            Cow::Owned(key)
        }
    })
}
