//! The columnar form of a list: `{"columns": true, "city": {"dict": […], "codes": […]}, …}`
//! becomes the same rows as the plain form. It must never accept columns of unequal length.

use std::borrow::Cow;

use super::json::{Object, Raw, Value};
use super::read::{Fields, Reader};
use super::{Problem, Severity};

/// One column, dictionary-coded or plain.
struct Column<'t> {
    name: String,
    raw: Raw<'t>,
    values: Vec<Raw<'t>>,
    codes: Option<Vec<u32>>,
}

impl<'t> Column<'t> {
    fn read(reader: &mut Reader<'t>, list: &str, name: String, raw: Raw<'t>) -> Option<Self> {
        let path = format!("{list}.{name}");
        let Some(mut parts) = Object::read(raw) else {
            let values = reader.value(Some(raw), &path)?;
            return Some(Self {
                name,
                raw,
                values,
                codes: None,
            });
        };
        let values = reader.value(parts.remove("dict"), &format!("{path}.dict"))?;
        let codes = reader.value(parts.remove("codes"), &format!("{path}.codes"))?;
        Some(Self {
            name,
            raw,
            values,
            codes: Some(codes),
        })
    }

    fn len(&self) -> usize {
        self.codes.as_ref().map_or(self.values.len(), Vec::len)
    }

    fn get(&self, index: usize) -> Option<Raw<'t>> {
        let index = match &self.codes {
            Some(codes) => *codes.get(index)? as usize,
            None => index,
        };
        self.values.get(index).copied()
    }
}

/// The rows of a columnar list.
pub(super) fn rows<'t>(
    reader: &mut Reader<'t>,
    raw: Raw<'t>,
    list: &'static str,
) -> Vec<Fields<'t>> {
    let mut columns = Vec::new();
    for (name, raw) in Object::read(raw).unwrap_or_default().0 {
        if name != "columns" {
            columns.extend(Column::read(reader, list, name.into_owned(), raw));
        }
    }
    // The length that most columns share: one that is cut off, or too long, spoils itself alone.
    let share = |length: usize| columns.iter().filter(|one| one.len() == length).count();
    let lengths = columns.iter().map(Column::len);
    let length = lengths
        .max_by_key(|&length| (share(length), length))
        .unwrap_or(0);
    columns.retain(|column| {
        let fits = column.len() == length;
        if !fits {
            let path = format!("{list}.{}", column.name);
            let place = Some(reader.place_of(column.raw));
            reader.push(Severity::Error, Problem::ColumnLength, path, place);
        }
        fits
    });
    let row = |index| {
        let values = columns.iter();
        let values =
            values.filter_map(|column| Some((Cow::Owned(column.name.clone()), column.get(index)?)));
        Fields::new(list, index, raw, Object(values.collect()))
    };
    (0..length).map(row).collect()
}
