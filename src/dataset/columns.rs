//! The columnar form of a list: `{"columns": true, "city": {"dict": […], "codes": […]}, …}`
//! becomes the same rows as the plain form. It must never accept columns of unequal length.

use std::borrow::Cow;

use super::issue::Expected;
use super::items::Cells;
use super::json::{Object, Raw, Value};
use super::read::Reader;
use super::{Problem, Severity};
use crate::pace::Pace;
use crate::rows;

/// One column.
#[derive(Debug)]
struct Column<'t> {
    name: Cow<'t, str>,
    raw: Raw<'t>,
    /// Whether its values, written out, are no more than memory should hold.
    is_small: bool,
    values: Values<'t>,
}

/// A column's values, dictionary-coded or plain.
#[derive(Debug)]
enum Values<'t> {
    Coded {
        dict: Vec<Raw<'t>>,
        codes: rows::Column,
    },
    Plain(Cells<'t>),
}

impl Values<'_> {
    /// Whether a dictionary's values are no more than [`MOST_BYTES`] in all rows, where they may be
    /// many more than the text has; values that stand one by one are no more than that.
    fn is_small(&self) -> bool {
        let Self::Coded { dict, codes } = self else {
            return true;
        };
        let size = |code: usize| dict.get(code).map_or(0, |value| value.get().len());
        let longest = (0..dict.len()).map(size).max().unwrap_or(0);
        let sizes = codes.iter().map(|code| size(code as usize));
        codes.len().saturating_mul(longest) <= MOST_BYTES
            || sizes.fold(0, usize::saturating_add) <= MOST_BYTES
    }
}

impl<'t> Column<'t> {
    async fn read(
        reader: &mut Reader<'t>,
        list: &str,
        (name, raw): (Cow<'t, str>, Raw<'t>),
        pace: &mut Pace,
    ) -> Option<Self> {
        let path = format!("{list}.{name}");
        let values = match Object::read(raw) {
            None => Values::Plain(reader.cells(raw, &path, pace).await?),
            Some(mut parts) => Values::Coded {
                dict: reader.value(parts.remove("dict"), &format!("{path}.dict"))?,
                codes: {
                    let (codes, path) = (parts.remove("codes"), format!("{path}.codes"));
                    reader.whole_numbers(codes, &path, pace).await?
                },
            },
        };
        pace.rest().await;
        Some(Self {
            name,
            raw,
            is_small: values.is_small(),
            values,
        })
    }

    fn len(&self) -> usize {
        match &self.values {
            Values::Coded { codes, .. } => codes.len(),
            Values::Plain(cells) => cells.len(),
        }
    }

    fn get(&self, index: usize) -> Option<Raw<'t>> {
        match &self.values {
            Values::Coded { dict, codes } if index < codes.len() => {
                dict.get(codes.at(index) as usize).copied()
            }
            Values::Coded { .. } => None,
            Values::Plain(cells) => cells.get(index),
        }
    }
}

/// Columns that are asked for the length of all.
const MOST_ASKED: usize = 64;

/// The most that the values of a column may be, written out: a small file must not become a large
/// one in memory.
const MOST_BYTES: usize = 1 << 28;

/// A list of columns, all of one length.
#[derive(Debug)]
pub(crate) struct Columns<'t> {
    columns: Vec<Column<'t>>,
    len: usize,
}

impl<'t> Columns<'t> {
    /// Reads the columns of the list that is called `list`.
    pub async fn read(reader: &mut Reader<'t>, list: &str, raw: Raw<'t>, pace: &mut Pace) -> Self {
        let mut columns = Vec::new();
        for pair in Object::pairs(raw) {
            let Some((name, raw)) = pair else {
                let place = Some(reader.place_of(raw));
                let problem = Problem::WrongType(Expected::Object);
                reader.push(Severity::Error, problem, list.to_owned(), place);
                break;
            };
            if name != "columns" {
                columns.extend(Column::read(reader, list, (name, raw), pace).await);
            }
            pace.rest().await;
        }
        // The length that most columns share: one that is cut off, or too long, spoils itself
        // alone. Of more than a list ever has, the first are asked.
        let asked = || columns.iter().take(MOST_ASKED).map(Column::len);
        let share = |len: usize| asked().filter(|other| *other == len).count();
        let len = asked().max_by_key(|&len| (share(len), len)).unwrap_or(0);
        columns.retain(|column| {
            let fits = column.len() == len && column.is_small;
            if !fits {
                let path = format!("{list}.{}", column.name);
                let place = Some(reader.place_of(column.raw));
                reader.push(Severity::Error, Problem::ColumnLength, path, place);
            }
            fits
        });
        Self { columns, len }
    }

    /// The values of a row; `None` behind the last.
    pub fn row(&self, index: usize) -> Option<Object<'t>> {
        let values = self.columns.iter();
        let values = values.filter_map(|column| Some((column.name.clone(), column.get(index)?)));
        (index < self.len).then(|| Object(values.collect()))
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The columns' names, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &Cow<'t, str>> {
        self.columns.iter().map(|column| &column.name)
    }

    /// The number of the column with a name; of a name that stands twice the last.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().rposition(|column| column.name == name)
    }

    /// The value of a row in the column with a number.
    pub fn cell(&self, column: usize, index: usize) -> Option<Raw<'t>> {
        self.columns.get(column)?.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    #[test]
    fn a_column_is_found_by_its_name_and_a_row_by_its_number() {
        let text =
            r#"{"columns": true, "a": [1, 2], "b": [3, 4], "a": {"dict": [5], "codes": [0, 1]}}"#;
        let mut reader = Reader::new(text);
        let raw = Raw::prove(text).expect("JSON");
        let columns = at_once(Columns::read(&mut reader, "x", raw, &mut Pace::steady()));
        let found = ["a", "b", "c"].map(|name| columns.position(name));
        assert_eq!(found, [Some(2), Some(1), None]);
        let names: Vec<&str> = columns.names().map(|name| &**name).collect();
        assert_eq!(names, ["a", "b", "a"]);
        let cell = |column, index| columns.cell(column, index).map(Raw::get);
        assert_eq!(
            [cell(1, 0), cell(1, 1), cell(1, 2)],
            [Some("3"), Some("4"), None]
        );
        assert_eq!(
            [cell(2, 0), cell(2, 1), cell(3, 0)],
            [Some("5"), None, None]
        );
        let keys = |index| columns.row(index).map(|row| row.0.len());
        assert_eq!([keys(0), keys(1), keys(2)], [Some(3), Some(2), None]);
    }
}
