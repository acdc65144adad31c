//! The one way from rows back to text: a row a line, keys in the order of the format, then those
//! that it does not know in their own. Written once more, a text comes out the same. It must never
//! change a number's digits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::mem;
use std::rc::Rc;

use super::document::{Document, Entry, Rows};
use super::list::{DOUBT, HEAD, List};
use super::pages::{PAGE, Pages};
use crate::dataset::json::{Object, Raw, Value};
use crate::pace::{Pace, at_once};

/// Writes a dataset.
///
/// # Errors
/// What `out` reports.
pub fn write(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut on = |text: &mut String| {
        out.write_all(text.as_bytes())?;
        text.clear();
        Ok(())
    };
    at_once(write_in_slices(document, &mut on, &mut Pace::steady()))
}

/// Takes over what was written so far, and leaves an empty text.
type Out<'o> = dyn FnMut(&mut String) -> io::Result<()> + 'o;

async fn write_in_slices(
    document: &Document<'_>,
    out: &mut Out<'_>,
    pace: &mut Pace,
) -> io::Result<()> {
    let mut text = String::from("{");
    let mut next = "\n  ";
    let mut key = |text: &mut String, name: &str| {
        text.push_str(next);
        quote(name, text);
        text.push_str(": ");
        next = ",\n  ";
    };
    let known = |name: &str| HEAD.contains(&name);
    let first = HEAD
        .iter()
        .filter_map(|name| Some((*name, document.head(name)?)));
    for (name, value) in first {
        key(&mut text, name);
        match name {
            "parts" => rows_of(Raw::proven(value), &mut text),
            _ => canonical_into(Raw::proven(value), &mut text),
        }
    }
    for list in List::ALL {
        let rows = document.rows(list);
        // A value of another type under the key stays where the list would be.
        if let Some(value) = document.head(list.name()) {
            key(&mut text, list.name());
            canonical_into(Raw::proven(value), &mut text);
        } else if rows.is_there || list.is_needed() {
            key(&mut text, list.name());
            write_list(list, rows, &mut text, out, pace).await?;
        }
    }
    for (name, value) in &document.head {
        if !known(name) && List::ALL.iter().all(|list| list.name() != name) {
            key(&mut text, name);
            canonical_into(Raw::proven(value), &mut text);
        }
    }
    text.push_str("\n}\n");
    out(&mut text)
}

/// A dataset as text.
pub fn written(document: &Document<'_>) -> String {
    at_once(written_in_slices(document, &mut Pace::steady()))
}

/// The same of one that may be large, with rests.
pub async fn written_in_slices(document: &Document<'_>, pace: &mut Pace) -> String {
    let mut pages = Pages::default();
    let mut on = |text: &mut String| {
        pages.add(mem::take(text));
        Ok(())
    };
    // Memory takes all that is written.
    let _ = write_in_slices(document, &mut on, pace).await;
    pages.bound(pace).await
}

/// Rows whose values of one key are looked at before a rest.
const SLICE: usize = 1 << 14;

async fn hand_on(text: &mut String, out: &mut Out<'_>, pace: &mut Pace) -> io::Result<()> {
    if text.len() >= PAGE {
        out(text)?;
        pace.rest().await;
    }
    Ok(())
}

async fn write_list(
    list: List,
    rows: &Rows<'_>,
    text: &mut String,
    out: &mut Out<'_>,
    pace: &mut Pace,
) -> io::Result<()> {
    if rows.is_columns() {
        return write_columns(list, &rows.entries, text, out, pace).await;
    }
    text.push('[');
    for (at, entry) in rows.entries.iter().enumerate() {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        row(list, entry, text);
        hand_on(text, out, pace).await?;
    }
    text.push_str(if rows.entries.is_empty() {
        "]"
    } else {
        "\n  ]"
    });
    Ok(())
}

/// One row, canonical.
pub(super) fn row(list: List, entry: &Entry<'_>, text: &mut String) {
    match entry {
        Entry::Item(raw) if !raw.get().starts_with('{') => canonical_into(*raw, text),
        _ => object(&entry.object(), list.keys(), MOST_LEVELS, text),
    }
}

/// A list of objects, each on its line.
pub(super) fn rows_of(raw: Raw<'_>, text: &mut String) {
    let items = Vec::<Raw<'_>>::read(raw).unwrap_or_default();
    if items.is_empty() {
        return canonical_into(raw, text);
    }
    for (at, item) in items.into_iter().enumerate() {
        text.push_str(if at == 0 { "[\n    " } else { ",\n    " });
        canonical_into(item, text);
    }
    text.push_str("\n  ]");
}

/// How deep within a value its layout is mended. What lies deeper is written as it stands: a file
/// may be nested deeper than a stack is.
pub(super) const MOST_LEVELS: usize = 64;

/// An object, the keys of the format first.
pub(super) fn object(object: &Object<'_>, keys: &[&str], levels: usize, text: &mut String) {
    let start = text.len() + 1;
    text.push('{');
    let mut pair = |name: &str, raw: Raw<'_>| {
        if text.len() > start {
            text.push_str(", ");
        }
        quote(name, text);
        text.push_str(": ");
        match Object::read(raw) {
            Some(inner) if name == "doubt" => self::object(&inner, DOUBT, levels, text),
            _ => nested(raw, levels, text),
        }
    };
    for &key in keys {
        if let Some(raw) = object.get(key) {
            pair(key, raw);
        }
    }
    for (at, (name, raw)) in object.0.iter().enumerate() {
        // Of a key that stands twice the last counts, as everywhere.
        let is_last = || object.0[at + 1..].iter().all(|(other, _)| other != name);
        if !keys.contains(&&**name) && is_last() {
            pair(name, *raw);
        }
    }
    text.push('}');
}

/// The canonical text of a JSON value: one line, `", "` and `": "` between its parts, nothing
/// escaped that need not be.
pub fn canonical(json: &str) -> String {
    let mut text = String::new();
    canonical_into(Raw::proven(json.trim()), &mut text);
    text
}

pub(super) fn canonical_into(raw: Raw<'_>, text: &mut String) {
    nested(raw, MOST_LEVELS, text);
}

fn nested(raw: Raw<'_>, levels: usize, text: &mut String) {
    let Some(levels) = levels.checked_sub(1) else {
        return text.push_str(raw.get());
    };
    if let Some(inner) = Object::read(raw) {
        object(&inner, &[], levels, text);
    } else if let Some(items) = Vec::<Raw<'_>>::read(raw) {
        text.push('[');
        for (at, item) in items.into_iter().enumerate() {
            text.push_str(if at == 0 { "" } else { ", " });
            nested(item, levels, text);
        }
        text.push(']');
    } else {
        match Cow::<str>::read(raw).filter(|_| raw.get().contains('\\')) {
            Some(decoded) => quote(&decoded, text),
            None => text.push_str(raw.get()),
        }
    }
}

/// A text as JSON (RFC 8259, section 7): only what must be is escaped.
pub(crate) fn quote(plain: &str, text: &mut String) {
    text.push('"');
    let is_escaped = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..b' ');
    if !plain.as_bytes().iter().any(is_escaped) {
        text.push_str(plain);
        return text.push('"');
    }
    for character in plain.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            other if other < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => text.push(other),
        }
    }
    text.push('"');
}

/// A whole number, of which there may be a million: without a text of its own.
pub(crate) fn whole(number: usize, text: &mut String) {
    let mut power = 1;
    while number / power > 9 {
        power *= 10;
    }
    while power > 0 {
        text.push(char::from(b'0' + (number / power % 10) as u8));
        power /= 10;
    }
}

/// A text as JSON.
pub(crate) fn quoted(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len() + 2);
    quote(plain, &mut text);
    text
}

/// A list of columns, a column a line: values that repeat by their number in a dictionary, in the
/// order of their first row. A column without a value is left out.
async fn write_columns(
    list: List,
    entries: &[Entry<'_>],
    text: &mut String,
    out: &mut Out<'_>,
    pace: &mut Pace,
) -> io::Result<()> {
    text.push_str("{\n    \"columns\": true");
    for name in column_names(list, entries) {
        pace.rest().await;
        let cells = cells(&name, entries, pace).await;
        if cells.iter().all(|cell| *cell == "null") {
            continue;
        }
        text.push_str(",\n    ");
        quote(&name, text);
        if List::is_coded(&name) {
            coded(&cells, text, out, pace).await?;
        } else {
            text.push_str(": [");
            for (at, cell) in cells.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                canonical_into(Raw::proven(cell), text);
                hand_on(text, out, pace).await?;
            }
            text.push(']');
        }
    }
    text.push_str("\n  }");
    Ok(())
}

async fn coded(
    cells: &[&str],
    text: &mut String,
    out: &mut Out<'_>,
    pace: &mut Pace,
) -> io::Result<()> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut codes = Vec::with_capacity(cells.len());
    text.push_str(": {\"dict\": [");
    let mut last = ("", 0);
    for (at, &cell) in cells.iter().enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        if cell != last.0 {
            let code = known.get(cell).copied().unwrap_or_else(|| {
                // The same value may be written in two ways.
                let (value, next) = (canonical(cell), numbers.len());
                let code = *numbers.entry(value).or_insert_with_key(|value| {
                    text.push_str(if next == 0 { "" } else { "," });
                    text.push_str(value);
                    next
                });
                known.insert(cell, code);
                code
            });
            last = (cell, code);
        }
        codes.push(last.1);
    }
    text.push_str("], \"codes\": [");
    for (at, code) in codes.into_iter().enumerate() {
        text.push_str(if at == 0 { "" } else { "," });
        whole(code, text);
        hand_on(text, out, pace).await?;
    }
    text.push_str("]}");
    Ok(())
}

/// The names of all columns: those of the format first, the others as they first occur.
fn column_names<'t>(list: List, entries: &[Entry<'t>]) -> Vec<Cow<'t, str>> {
    let mut found: Vec<Cow<'t, str>> = Vec::new();
    let mut last = None;
    let mut note = |name: &Cow<'t, str>| {
        if !found.contains(name) {
            found.push(name.clone());
        }
    };
    for entry in entries {
        let Entry::Cells(columns, _) = entry else {
            entry.object().0.iter().for_each(|(name, _)| note(name));
            continue;
        };
        if last.replace(Rc::as_ptr(columns)) != Some(Rc::as_ptr(columns)) {
            columns.names().for_each(&mut note);
        }
    }
    let order = |name: &Cow<'_, str>| list.keys().iter().position(|key| key == name);
    found.sort_by_key(|name| order(name).unwrap_or(usize::MAX));
    found
}

/// The values of one column, `null` where a row has none.
async fn cells<'t>(name: &str, entries: &[Entry<'t>], pace: &mut Pace) -> Vec<&'t str> {
    let mut last = None;
    let mut value = |entry: &Entry<'t>| {
        let Entry::Cells(columns, index) = entry else {
            return entry.get(name).map_or("null", Raw::get);
        };
        let column = match last {
            Some((known, column)) if known == Rc::as_ptr(columns) => column,
            _ => {
                let column = columns.position(name);
                last = Some((Rc::as_ptr(columns), column));
                column
            }
        };
        let cell = column.and_then(|column| columns.cell(column, *index));
        cell.map_or("null", Raw::get)
    };
    let mut cells = Vec::with_capacity(entries.len());
    for slice in entries.chunks(SLICE) {
        cells.extend(slice.iter().map(&mut value));
        pace.rest().await;
    }
    cells
}
