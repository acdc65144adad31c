//! Tables as CSV: UTF-8 with a byte order mark, RFC 4180, one header row. The mark is there
//! because Excel and WPS take a file without it for GB18030. It must never put a line break into a
//! field or guard a number, and never write a text that a spreadsheet would run.

use std::borrow::Cow;

use super::cell::{self, Cell};
use super::column;
use super::table::Table;
use crate::dataset::Dataset;
use crate::figure;
use crate::query::{ReadMode, Selection};

/// Tells Excel and WPS that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

const LINE_END: &str = "\r\n";

/// With one of these at its start a spreadsheet takes a text for a formula (OWASP, "CSV
/// injection"); the wide ones where Chinese is written.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Stands before a text that would be taken for a formula.
const GUARD: char = '\'';

/// A table as a CSV file.
///
/// The lines are those of `selection` in the dataset's order, whatever a page shows; tables that
/// others refer to are whole. `read` decides the column `value_used`; `value` is always as
/// printed. Numbers are in base units, without grouping or exponent, and an empty field is an
/// absent value, never zero. A run of line breaks within a text becomes a space.
pub fn file(table: Table, dataset: &Dataset, selection: &Selection, read: ReadMode) -> Vec<u8> {
    let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    written(&names, &mut cell::lines(table, dataset, selection, read))
}

/// The selected observations as a CSV file, as [`file`] writes it, without what other tables need.
pub fn observations(dataset: &Dataset, selection: &Selection, read: ReadMode) -> Vec<u8> {
    const NAMES: [&str; column::OBSERVATIONS.len()] = column::names(column::OBSERVATIONS);
    written(
        &NAMES,
        &mut cell::observation_lines(dataset, selection, read),
    )
}

/// The selected honours as a CSV file.
pub fn honours(dataset: &Dataset, selection: &Selection) -> Vec<u8> {
    const NAMES: [&str; column::HONOURS.len()] = column::names(column::HONOURS);
    written(&NAMES, &mut cell::honour_lines(dataset, selection))
}

/// RFC 4180: lines end with CR LF (1), fields are apart by commas (4).
fn written(names: &[&str], lines: &mut dyn Iterator<Item = Vec<Cell<'_>>>) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_owned() + &names.join(",") + LINE_END;
    for line in lines {
        for (at, cell) in line.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            add_quoted(&mut text, &field(cell));
        }
        text.push_str(LINE_END);
    }
    text.into_bytes()
}

/// Adds a field: in quotes where they must stand (RFC 4180, 6), and quotes doubled within (7). No
/// field holds a line break, see [`one_line`].
fn add_quoted(text: &mut String, field: &str) {
    if field.contains([',', '"']) {
        text.extend(["\"", &field.replace('"', "\"\""), "\""]);
    } else {
        text.push_str(field);
    }
}

/// A cell as it stands in a field.
fn field<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => guarded(one_line(text)),
        Cell::Number(number) => figure::machine(*number).into(),
        Cell::Absent => Cow::Borrowed(""),
    }
}

/// A text without line breaks: a run of them is a space, and nothing at either end.
fn one_line(text: &str) -> Cow<'_, str> {
    // Mandatory breaks of Unicode Standard Annex 14, 6.1.
    let is_break = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    if !text.contains(is_break) {
        return text.into();
    }
    let parts = text.split(is_break).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ").into()
}

/// Whether a spreadsheet would take a text for a formula, or an importer for a guarded one.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(FORMULA_STARTS)
}

fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if needs_guard(&text) {
        format!("{GUARD}{text}").into()
    } else {
        text
    }
}

/// The text of a field that this program wrote: the guard is taken off again.
pub fn unguarded(field: &str) -> &str {
    match field.strip_prefix(GUARD) {
        Some(text) if needs_guard(text) => text,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_comes_off_as_it_went_on() {
        let texts = [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-3.5%", "'-3.5%"),
            ("@某人", "'@某人"),
            ("\t7", "'\t7"),
            ("'=1", "''=1"),
            ("''@", "'''@"),
            ("'90后", "'90后"),
            ("7615万人", "7615万人"),
            // A spreadsheet in a Chinese system takes the full-width sign too.
            ("＝1", "'＝1"),
            ("", ""),
        ];
        for (text, expect) in texts {
            let field = guarded(text.into());
            assert_eq!(field, expect);
            assert_eq!(unguarded(&field), text);
        }
    }

    #[test]
    fn a_text_stays_on_one_line() {
        let lines = [
            ("甲\n乙", "甲 乙"),
            ("甲\r\n\r\n乙\n", "甲 乙"),
            ("\r=1", "=1"),
            ("甲\u{2028}乙\u{85}丙", "甲 乙 丙"),
        ];
        for (text, expect) in lines {
            assert_eq!(one_line(text), expect);
        }
        assert_eq!(field(&Cell::from("\r=1")), "'=1");
    }

    #[test]
    fn a_number_is_never_guarded() {
        assert_eq!(field(&Cell::Number(-3.5)), "-3.5");
        assert_eq!(field(&Cell::Number(0.0)), "0");
        assert_eq!(field(&Cell::Absent), "");
    }
}
