//! The rows of a list, which may be most of the text: one at a time, by key or by column. It must
//! never hold more of a row than where it stands.

use super::columns::Columns;
use super::items::Items;
use super::json::{Object, Raw, Value};
use super::read::Fields;
use crate::rows::json;

/// The rows of a list that are still to come, read one at a time: a list may be most of the text.
pub(crate) struct Rows<'t> {
    list: &'static str,
    raw: Option<Raw<'t>>,
    from: From<'t>,
    next: usize,
}

/// What a list is made of.
pub(super) enum From<'t> {
    /// Values one after the other; `None` if it is no list.
    List(Option<Items<'t>>),
    /// Columns of values.
    Columns(Columns<'t>),
}

impl<'t> Iterator for Rows<'t> {
    type Item = Fields<'t>;

    fn next(&mut self) -> Option<Fields<'t>> {
        while self.next < self.len() {
            self.next += 1;
            if let Some(fields) = self.fields(self.next - 1) {
                return Some(fields);
            }
        }
        None
    }
}

impl<'t> Rows<'t> {
    /// The rows of a list, whose text is `raw`.
    pub(super) fn new(list: &'static str, raw: Option<Raw<'t>>, from: From<'t>) -> Self {
        Self {
            list,
            raw,
            from,
            next: 0,
        }
    }

    /// The number of rows, those that are no objects among them.
    pub fn len(&self) -> usize {
        match &self.from {
            From::List(items) => items.as_ref().map_or(0, Items::len),
            From::Columns(columns) => columns.len(),
        }
    }

    /// The values of a row; `None` if it is no object.
    pub fn fields(&self, index: usize) -> Option<Fields<'t>> {
        let (raw, values) = match &self.from {
            From::Columns(columns) => (self.raw?, columns.row(index)?),
            From::List(items) => {
                let raw = items.as_ref()?.get(index)?;
                if !raw.get().starts_with('{') {
                    return None;
                }
                // An object whose keys are no texts has none that are needed.
                (raw, Object::read(raw).unwrap_or_default())
            }
        };
        let mut row = Fields::new(self.list, index, raw, values);
        row.is_told = index > 0 && matches!(self.from, From::Columns(_));
        Some(row)
    }

    /// Where the columns of some keys stand; `None` if there is one that is not among them, or two
    /// of one key. Rows that are objects have no columns.
    pub fn plan<const N: usize>(&self, keys: &[&str; N]) -> Option<[Option<usize>; N]> {
        let mut plan = [None; N];
        if let From::Columns(columns) = &self.from {
            for (column, name) in columns.names().enumerate() {
                let at = keys.iter().position(|key| key == name)?;
                if plan.get_mut(at)?.replace(column).is_some() {
                    return None;
                }
            }
        }
        Some(plan)
    }

    /// The texts of a row's values under some keys, empty where it has none; `None` if it has
    /// others or is no object.
    pub fn cells<const N: usize>(
        &self,
        index: usize,
        keys: &[&str; N],
        plan: &[Option<usize>; N],
    ) -> Option<[&'t str; N]> {
        match &self.from {
            From::Columns(columns) => {
                let mut cells = [""; N];
                for (cell, column) in cells.iter_mut().zip(plan) {
                    if let Some(column) = column {
                        *cell = columns.cell(*column, index).map_or("", Raw::get);
                    }
                }
                Some(cells)
            }
            From::List(items) => {
                let text = items.as_ref()?.from(index)?;
                let mut found = [json::ABSENT; N];
                json::fields(text, keys, &mut found).then(|| {
                    found.map(|(from, to)| text.get(from as usize..to as usize).unwrap_or(""))
                })
            }
        }
    }
}
