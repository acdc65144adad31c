//! What kind of text a text is, by its beginning. It must never read a table: a kind is a guess,
//! and the rows prove it.

use super::issue::Problem;
use super::records::{Next, Record, Records, UNIT_SEPARATOR};

/// How a table's cells are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Comma, tab or semicolon; whatever a first line `sep=` says.
    pub delimiter: char,
    /// Whether the delimiter is the full-width comma `，`.
    pub is_full_width: bool,
    /// Whether the first line is `sep=` and no row.
    pub has_sep_line: bool,
}

impl Dialect {
    /// Cells with this ASCII character between them; a comma in place of any other.
    pub fn new(delimiter: char) -> Self {
        let is_good = delimiter.is_ascii() && !"\"\r\n".contains(delimiter);
        Self {
            delimiter: if is_good { delimiter } else { ',' },
            is_full_width: false,
            has_sep_line: false,
        }
    }

    /// Cells with full-width commas between them.
    const FULL_WIDTH: Self = Self {
        delimiter: UNIT_SEPARATOR,
        is_full_width: true,
        has_sep_line: false,
    };

    pub(super) fn byte(self) -> u8 {
        u8::try_from(self.delimiter).unwrap_or(b',')
    }
}

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A dataset's JSON, which [`check`](crate::dataset::check()) reads.
    Dataset,
    /// A table of delimited text.
    Table(Dialect),
    /// Something that is no table; what is to be said of it.
    Other(NoTable),
}

/// What a text is that is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTable {
    /// Nothing, or white space.
    Empty,
    /// A workbook (.xlsx, .et, .xls) that was opened as a text.
    Workbook,
    /// A web page.
    WebPage,
    /// A JSON list.
    JsonList,
    /// An export of honours, which are not read.
    Honours,
    /// No text at all.
    Binary,
}

impl From<NoTable> for Problem {
    fn from(kind: NoTable) -> Self {
        Self::NoTable(kind)
    }
}

/// How much of a text says its kind, in bytes.
const HEAD: usize = 1 << 16;

/// The kind of a text, of which the first 64 KiB or more are given.
pub fn kind(text: &str) -> Kind {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let start = text.trim_start();
    let other = if start.is_empty() {
        NoTable::Empty
    } else if text.starts_with("PK\u{3}\u{4}") || text.starts_with("\u{d0}\u{cf}\u{11}\u{e0}") {
        NoTable::Workbook
    } else if start.starts_with("{\"") || start.starts_with('{') && start.contains("\"schema_") {
        return Kind::Dataset;
    } else if start.starts_with("[{") || start.starts_with("[\n") || start.starts_with("[\r") {
        NoTable::JsonList
    } else if start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<?xml") {
        NoTable::WebPage
    } else if is_binary(text) {
        NoTable::Binary
    } else {
        return Kind::Table(dialect(text));
    };
    Kind::Other(other)
}

/// Whether so many characters are no text that the rest is none either.
fn is_binary(text: &str) -> bool {
    let is_odd = |c: &char| *c == '\u{fffd}' || c.is_control() && !c.is_ascii_whitespace();
    let (mut all, mut odd) = (0_usize, 0_usize);
    for character in text.chars() {
        all += 1;
        odd += usize::from(is_odd(&character));
    }
    odd * 20 > all
}

/// The delimiter of a table: that with which most records have the same number of cells.
fn dialect(text: &str) -> Dialect {
    let first = text.lines().next().unwrap_or("").trim_matches('"');
    let named = first
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="));
    let mut said = first.get(4..).unwrap_or_default().chars();
    if let (Some(_), Some(delimiter), None) = (named, said.next(), said.next()) {
        return Dialect {
            has_sep_line: true,
            ..Dialect::new(delimiter)
        };
    }
    let candidates = ['\t', ',', ';'].map(Dialect::new).into_iter();
    let mut best = (Dialect::new(','), (0, 0));
    for candidate in candidates.chain([Dialect::FULL_WIDTH]) {
        let fit = fit(text, candidate);
        if fit > best.1 {
            best = (candidate, fit);
        }
    }
    best.0
}

/// How well a dialect fits: how many records have the most frequent number of cells, which is two
/// or more, and that number.
fn fit(text: &str, dialect: Dialect) -> (usize, usize) {
    /// Records that are looked at.
    const MOST: usize = 30;
    let mut records = Records::new(dialect);
    records.push(text);
    records.end();
    let mut record = Record::default();
    let mut counts = [0_usize; 64];
    for _ in 0..MOST {
        if records.next(&mut record) != Next::Record {
            break;
        }
        if let Some(count) = counts.get_mut(record.len()).filter(|_| record.len() > 1) {
            *count += 1;
        }
    }
    let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    counted
        .map(|(cells, count)| (*count, cells))
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_the_beginning() {
        let table = |text: &str| match kind(text) {
            Kind::Table(dialect) => dialect.delimiter,
            other => panic!("{other:?}"),
        };
        assert_eq!(table("城市,年份\n安庆,2025\n"), ',');
        assert_eq!(table("城市\t数值\n安庆\t12,345\n宣城\t1,2\n"), '\t');
        assert_eq!(table("城市;数值\n安庆;12,345\n"), ';');
        assert_eq!(table("城市，数值\n安庆，\"12,345\"\n"), UNIT_SEPARATOR);
        assert_eq!(table("sep=|\n城市|数值\n"), '|');
        assert_eq!(table("甲\n乙\n"), ',');
        assert_eq!(table("\u{feff}\"a\nb\",2\n\"c\",3"), ',');
        assert_eq!(kind("\u{feff} {\"schema_version\": 1}"), Kind::Dataset);
        for (text, expect) in [
            ("", NoTable::Empty),
            (" \r\n", NoTable::Empty),
            ("PK\u{3}\u{4}\u{14}\u{0}", NoTable::Workbook),
            ("<!DOCTYPE html>", NoTable::WebPage),
            ("[{\"a\": 1}]", NoTable::JsonList),
            ("\u{0}\u{1}\u{2}abc\u{fffd}", NoTable::Binary),
        ] {
            assert_eq!(kind(text), Kind::Other(expect), "{text:?}");
        }
    }
}
