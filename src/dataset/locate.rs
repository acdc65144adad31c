//! Where a value stands in a dataset's text, by its path: `observations[3].doubt.probable`. It
//! must never fail on a path that leads nowhere: the nearest value around it answers.

use super::Place;
use super::json::{Object, Raw, Value};
use super::read::Reader;
use crate::pace::{Pace, at_once};

/// A list at the top: its items, or its columns by name.
#[derive(Default)]
struct List<'t> {
    items: Vec<Raw<'t>>,
    columns: Object<'t>,
}

/// Finds places in one JSON text.
pub struct Locator<'t> {
    reader: Reader<'t>,
    top: Option<Raw<'t>>,
    /// The keys at the top, read once: a list there may be most of the text.
    keys: Object<'t>,
    /// The lists that were asked for, each taken apart once.
    lists: Vec<(String, List<'t>)>,
}

impl<'t> Locator<'t> {
    /// A locator of places in `text`, which need not be a dataset but must be JSON.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (top, keys) = at_once(Object::prove(text, &mut Pace::steady()))
            .ok()
            .unzip();
        Self {
            reader: Reader::new(text),
            top,
            keys: keys.flatten().unwrap_or_default(),
            lists: Vec::new(),
        }
    }

    /// The place of the value at `path`, or of the nearest one around it; `None` if the text is
    /// no JSON. A path is keys joined by `.`, each with an index in brackets where it is a list;
    /// a list at the top has an empty key: `[3].offset`.
    pub fn place(&mut self, path: &str) -> Option<Place> {
        let mut at = self.top?;
        let mut list = None;
        for (depth, step) in path.split('.').enumerate() {
            let (key, index) = match step.split_once('[') {
                Some((key, rest)) => (key, rest.trim_end_matches(']').parse::<usize>().ok()),
                None => (step, None),
            };
            if !key.is_empty() {
                let inner = match (depth, list) {
                    (0, _) => self.keys.get(key),
                    (1, Some(list)) => self.list(list, at).columns.get(key),
                    _ => Object::read(at).and_then(|object| object.get(key)),
                };
                let Some(inner) = inner else { break };
                at = inner;
            }
            let Some(index) = index else { continue };
            let item = if depth == 0 {
                self.list(key, at).items.get(index).copied()
            } else {
                Vec::read(at).and_then(|items: Vec<Raw<'_>>| items.get(index).copied())
            };
            match item {
                Some(item) => at = item,
                // A list of columns: the column answers for the row.
                None if at.get().starts_with('{') => list = Some(key),
                None => break,
            }
        }
        Some(self.reader.place_of(at))
    }

    /// A list at the top.
    #[expect(
        clippy::indexing_slicing,
        reason = "it was found there, or has just been added"
    )]
    fn list(&mut self, key: &str, raw: Raw<'t>) -> &List<'t> {
        let known = self.lists.iter().position(|(name, _)| name == key);
        let at = known.unwrap_or_else(|| {
            let list = List {
                items: Vec::read(raw).unwrap_or_default(),
                columns: Object::read(raw).unwrap_or_default(),
            };
            self.lists.push((key.to_owned(), list));
            self.lists.len() - 1
        });
        &self.lists[at].1
    }
}
