//! The columnar form of a list: `{"columns": true, "city": {"dict": […], "codes": […]}, …}`
//! becomes the same rows as the plain form. It must never accept columns of unequal length.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::read::{At, Object, Reader};
use super::{Problem, Severity};

/// One column: plain, or dictionary-coded.
#[derive(Deserialize)]
#[serde(untagged)]
enum Column {
    Plain(Vec<Value>),
    Coded { dict: Vec<Value>, codes: Vec<usize> },
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::Plain(values) => values.len(),
            Self::Coded { codes, .. } => codes.len(),
        }
    }

    fn get(&self, index: usize) -> Option<&Value> {
        match self {
            Self::Plain(values) => values.get(index),
            Self::Coded { dict, codes } => dict.get(*codes.get(index)?),
        }
    }
}

/// The rows of a columnar list that could be read.
pub(super) fn rows<'t, T: DeserializeOwned>(
    reader: &mut Reader<'t>,
    raw: Option<&'t RawValue>,
    list: &'static str,
) -> Vec<(At<'t>, T)> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (name, raw) in reader.value::<Object<'t>>(raw, list).unwrap_or_default() {
        if name != "columns" {
            let path = format!("{list}.{name}");
            columns.extend(reader.value(Some(raw), &path).map(|column| (name, column)));
        }
    }
    let length = columns.iter().map(|(_, column)| column.len()).max().unwrap_or(0);
    for (name, _) in columns.iter().filter(|(_, column)| column.len() != length) {
        let path = format!("{list}.{name}");
        let place = raw.map(|raw| reader.place_of(raw));
        reader.push(Severity::Error, Problem::ColumnLength, path, place);
    }
    columns.retain(|(_, column)| column.len() == length);

    let mut rows = Vec::with_capacity(length);
    for index in 0..length {
        let fields = columns.iter().filter_map(|(name, column)| {
            Some((name.clone(), column.get(index).filter(|value| !value.is_null())?.clone()))
        });
        let at = At { list, index, raw: None };
        let row = reader.row(Value::Object(fields.collect::<Map<_, _>>()), at);
        rows.extend(row.map(|row| (at, row)));
    }
    rows
}
