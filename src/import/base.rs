//! The dataset that a table is read beside, as it is written: rows that stay as they are, unknown
//! keys and all. It must never change a value that the table does not speak of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::dataset::columns::Columns;
use crate::dataset::json::{Object, Raw, Value};
use crate::dataset::read::Reader;
use crate::edition::{List, quoted};
use crate::pace::{Pace, at_once};

/// A dataset's text, taken apart.
pub(super) struct Base<'t> {
    top: Object<'t>,
}

impl<'t> Base<'t> {
    /// Takes a text apart that has passed [`check`](crate::dataset::check()); of any other there
    /// are no rows.
    pub async fn read(text: &'t str, pace: &mut Pace<'_>) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            top: Reader::new(text).top(pace).await.unwrap_or_default(),
        }
    }

    /// The JSON text of a key at the top.
    pub fn head(&self, key: &str) -> Option<&'t str> {
        self.top.get(key).map(Raw::get)
    }

    /// The rows of a list.
    pub fn rows(&self, list: List) -> Vec<Object<'t>> {
        let Some(raw) = self.top.get(list.name()) else {
            return Vec::new();
        };
        if let Some(items) = Vec::<Raw<'t>>::read(raw) {
            return items.into_iter().filter_map(Object::read).collect();
        }
        let mut reader = Reader::new(raw.get());
        let pace = &mut Pace::steady();
        let columns = at_once(Columns::read(&mut reader, list.name(), raw, pace));
        (0..columns.len())
            .filter_map(|index| columns.row(index))
            .collect()
    }

    /// Whether a list is written as columns.
    pub fn is_columns(&self, list: List) -> bool {
        self.top
            .get(list.name())
            .is_some_and(|raw| raw.get().starts_with('{'))
    }

    /// The rows of a table by their code or id.
    pub fn by_id(&self, list: List) -> BTreeMap<String, Object<'t>> {
        let key = if list == List::Cities { "code" } else { "id" };
        let rows = self.rows(list).into_iter();
        rows.filter_map(|row| Some((text(&row, key)?.into_owned(), row)))
            .collect()
    }
}

/// A text under a key.
pub(super) fn text<'t>(row: &Object<'t>, key: &str) -> Option<Cow<'t, str>> {
    row.get(key).and_then(Cow::read)
}

/// The key of an observation.
pub(super) fn key(row: &Object<'_>) -> Option<String> {
    let number = |key| row.get(key).and_then(u32::read);
    let (source, indicator) = (text(row, "source")?, text(row, "indicator")?);
    let (paragraph, offset) = (number("paragraph")?, number("offset")?);
    Some(format!("{source}:{paragraph}:{offset}:{indicator}"))
}

/// A row as JSON.
pub(super) fn json(row: &Object<'_>) -> String {
    let pairs = row
        .0
        .iter()
        .map(|(key, raw)| format!("{}: {}", quoted(key), raw.get()));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

/// Whether a value says what another does, letter for letter or as a number.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (Raw::proven(one), Raw::proven(other));
    if one.get() == other.get() {
        return true;
    }
    let texts = Cow::<str>::read(one).zip(Cow::<str>::read(other));
    let numbers = f64::read(one).zip(f64::read(other));
    texts.is_some_and(|(one, other)| one == other)
        || numbers.is_some_and(|(one, other)| one == other)
}
