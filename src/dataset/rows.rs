//! One JSON object into one row of `schema`. A row that lacks a needed value or holds a wrong one
//! is `None`, with an issue for every such value; it must never fill in what is not a default of
//! the format.

use serde_json::value::RawValue;

use super::read::{Fields, Reader};
use super::word::{Confidence, Direction, DoubtKind, Level, Measure, RelationKind, Scope, Status};
use super::schema;
use crate::figure::Bound;

/// A row that can be read from an object.
pub(super) trait FromFields: Sized {
    /// Takes its values.
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self>;
}

impl FromFields for schema::City {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let code = reader.required(row, "code");
        let name = reader.required(row, "name");
        let short_name = reader.required(row, "short_name");
        let name_en = reader.optional(row, "name_en");
        let province = reader.required(row, "province");
        let aliases = reader.optional(row, "aliases");
        Some(Self {
            code: code?,
            name: name?,
            short_name: short_name?,
            name_en: name_en?,
            province: province?,
            aliases: aliases?.unwrap_or_default(),
        })
    }
}

impl FromFields for schema::Category {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let id = reader.required(row, "id");
        let name = reader.required(row, "name");
        let name_en = reader.optional(row, "name_en");
        Some(Self { id: id?, name: name?, name_en: name_en? })
    }
}

impl FromFields for schema::Indicator {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let id = reader.required(row, "id");
        let name = reader.required(row, "name");
        let name_en = reader.optional(row, "name_en");
        let unit = reader.required(row, "unit");
        let unit_en = reader.optional(row, "unit_en");
        let category = reader.required(row, "category");
        let measure = reader.word(row, "measure", Measure::parse, None);
        let definition = reader.optional(row, "definition");
        Some(Self {
            id: id?,
            name: name?,
            name_en: name_en?,
            unit: unit?,
            unit_en: unit_en?,
            category: category?,
            measure: measure?,
            definition: definition?,
        })
    }
}

impl FromFields for schema::Source {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let id = reader.required(row, "id");
        let title = reader.required(row, "title");
        let city = reader.required(row, "city");
        let period = reader.required(row, "period");
        let file = reader.optional(row, "file");
        let sha256 = reader.optional(row, "sha256");
        let authors = reader.optional(row, "authors");
        let text = reader.optional(row, "text");
        Some(Self {
            id: id?,
            title: title?,
            city: city?,
            period: period?,
            file: file?,
            sha256: sha256?,
            authors: authors?.unwrap_or_default(),
            text: text?,
        })
    }
}

impl FromFields for schema::Observation {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let source = reader.required(row, "source");
        let city = reader.required(row, "city");
        let period = reader.required(row, "period");
        let indicator = reader.required(row, "indicator");
        let value = reader.optional(row, "value");
        let upper = reader.optional(row, "upper");
        let printed = reader.required(row, "printed");
        let bound = reader.word(row, "bound", Bound::parse, Some(Bound::Exact));
        let scope = reader.word(row, "scope", Scope::parse, Some(Scope::default()));
        let status = reader.word(row, "status", Status::parse, Some(Status::default()));
        let of = reader.optional(row, "of");
        let paragraph = reader.required(row, "paragraph");
        let offset = reader.required(row, "offset");
        let doubt = doubt(reader, row);
        let note = reader.optional(row, "note");
        Some(Self {
            source: source?,
            city: city?,
            period: period?,
            indicator: indicator?,
            value: value?,
            upper: upper?,
            printed: printed?,
            bound: bound?,
            scope: scope?,
            status: status?,
            of: of?,
            paragraph: paragraph?,
            offset: offset?,
            doubt: doubt?,
            note: note?,
        })
    }
}

impl FromFields for schema::Relation {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let kind = reader.word(row, "kind", RelationKind::parse, None);
        let result = reader.required(row, "result");
        let terms = reader.required(row, "terms");
        Some(Self { kind: kind?, result: result?, terms: terms? })
    }
}

impl FromFields for schema::Honour {
    fn from_fields<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Self> {
        let source = reader.required(row, "source");
        let city = reader.required(row, "city");
        let period = reader.required(row, "period");
        let level = reader.word(row, "level", Level::parse, None);
        let direction = reader.word(row, "direction", Direction::parse, None);
        let title = reader.required(row, "title");
        let awarder = reader.optional(row, "awarder");
        let recipient = reader.optional(row, "recipient");
        let count = reader.optional(row, "count");
        let paragraph = reader.required(row, "paragraph");
        let offset = reader.required(row, "offset");
        let doubt = doubt(reader, row);
        Some(Self {
            source: source?,
            city: city?,
            period: period?,
            level: level?,
            direction: direction?,
            title: title?,
            awarder: awarder?,
            recipient: recipient?,
            count: count?.unwrap_or(1.0),
            paragraph: paragraph?,
            offset: offset?,
            doubt: doubt?,
        })
    }
}

/// The doubt of a row; `None` if there is one that cannot be read.
fn doubt<'t>(reader: &mut Reader<'t>, row: &mut Fields<'t>) -> Option<Option<schema::Doubt>> {
    let Some(values) = reader.optional(row, "doubt")? else { return Some(None) };
    let raw = row.values.get("doubt").copied().unwrap_or(row.raw);
    let Fields { list, index, .. } = *row;
    let mut row = Fields { list, index, inner: "doubt", raw, values, known: Vec::new() };
    let kind = reader.word(&mut row, "kind", DoubtKind::parse, None);
    let probable = reader.optional(&mut row, "probable");
    let confidence = reader.word(&mut row, "confidence", Confidence::parse, None);
    let reason = reader.required(&mut row, "reason");
    reader.finish(&row);
    let (kind, probable, confidence, reason) = (kind?, probable?, confidence?, reason?);
    Some(Some(schema::Doubt { kind, probable, confidence, reason }))
}

impl<'t> Reader<'t> {
    /// The rows of a list that could be read, each with its place.
    pub fn typed<T: FromFields>(
        &mut self,
        raw: Option<&'t RawValue>,
        list: &'static str,
    ) -> Vec<(Fields<'t>, T)> {
        let rows = self.rows(raw, list);
        let mut read = Vec::with_capacity(rows.len());
        for mut row in rows {
            let typed = T::from_fields(self, &mut row);
            self.finish(&row);
            read.extend(typed.map(|typed| (row, typed)));
        }
        read
    }
}
