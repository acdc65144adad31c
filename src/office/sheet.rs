//! A worksheet's cells as a table of text, tabs between them, which `import` reads. The n-th row is
//! the n-th line, but for line breaks within cells.
//!
//! It must never leave out a cell that says something, move one to another column, or write out
//! rows and columns that a sheet only claims to have.

use quick_xml::events::BytesStart;

use super::broken::Broken;
use super::day::day;
use super::strings::{Runs, Strings, unescaped};
use super::style::{Format, formats};
use super::xml::{Step, Steps, attribute};
use super::zip::MOST_BYTES;
use crate::figure::{self, significant};

/// Rows and columns that a sheet can have.
const MOST_ROWS: usize = 1 << 20;
const MOST_COLUMNS: usize = 1 << 14;

/// The text of a worksheet at once; see [`Sheet`].
///
/// # Errors
/// As those of [`Sheet::read`].
pub fn sheet_text(
    sheet_xml: &str,
    shared_strings_xml: Option<&str>,
    styles_xml: Option<&str>,
) -> Result<String, Broken> {
    let mut sheet = Sheet::new(sheet_xml, shared_strings_xml, styles_xml)?;
    while sheet.read(usize::MAX)? {}
    Ok(sheet.text())
}

/// A worksheet that is read step by step, so that a page need not stand still.
pub struct Sheet<'x> {
    strings: Strings<'x>,
    formats: Vec<Format>,
    steps: Steps<'x>,
    /// The length of both, in bytes.
    length: [usize; 2],
    text: String,
    /// The row that is written, from 1, and how many of its columns are.
    line: usize,
    written: usize,
    /// The row and the column that are read, from 1; 0 is before the first.
    row: usize,
    column: usize,
    cell: Option<Cell>,
}

/// A cell that is open.
struct Cell {
    kind: Kind,
    format: Format,
    value: String,
    /// The text of a cell that has its own.
    own: String,
    runs: Runs,
    formula: Option<String>,
    /// What text is read for.
    to: To,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Bool,
    Date,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Nothing,
    Value,
    Formula,
}

impl<'x> Sheet<'x> {
    /// A worksheet with its workbook's `xl/sharedStrings.xml` and `xl/styles.xml`.
    ///
    /// # Errors
    /// As those of [`Sheet::read`].
    pub fn new(
        sheet_xml: &'x str,
        shared_strings_xml: Option<&'x str>,
        styles_xml: Option<&str>,
    ) -> Result<Self, Broken> {
        Ok(Self {
            strings: Strings::new(shared_strings_xml)?,
            formats: styles_xml.map_or(Ok(Vec::new()), formats)?,
            steps: Steps::new(sheet_xml, "worksheet")?,
            length: [shared_strings_xml.map_or(0, str::len), sheet_xml.len()],
            text: String::new(),
            line: 1,
            written: 0,
            row: 0,
            column: 0,
            cell: None,
        })
    }

    /// Reads so many tags and texts; whether there are more. 10,000 take a few milliseconds.
    ///
    /// # Errors
    /// `Xml` or `DocType`; `Content` for cells out of order or strings that are not there;
    /// `TooLarge` if the text is.
    pub fn read(&mut self, steps: usize) -> Result<bool, Broken> {
        for _ in 0..steps {
            if !self.strings.step()? && !self.step()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How much is read, in percent.
    pub fn percent(&self) -> u32 {
        let [strings, sheet] = self.length;
        let done = (self.strings.position()).unwrap_or(strings as u64) + self.steps.position();
        (done as f64 * 100.0 / (strings + sheet).max(1) as f64) as u32
    }

    /// The text of what was read.
    pub fn text(self) -> String {
        self.text
    }

    fn step(&mut self) -> Result<bool, Broken> {
        match self.steps.next()? {
            Step::Open(start) => self.open(&start)?,
            Step::Close(end) => self.close(end.local_name().into_inner())?,
            Step::Text(text) => {
                if let Some(cell) = &mut self.cell {
                    cell.text(&text);
                }
            }
            Step::End => return Ok(false),
        }
        Ok(true)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Broken> {
        let name = start.local_name().into_inner();
        if let Some(cell) = &mut self.cell {
            cell.open(name);
        } else if name == "row" {
            let row = match attribute(start, "r")? {
                Some(row) => row.parse().map_err(|_| Broken::Content)?,
                None => self.row + 1,
            };
            if !(self.row + 1..=MOST_ROWS).contains(&row) {
                return Err(Broken::Content);
            }
            (self.row, self.column) = (row, 0);
        } else if name == "c" {
            let column = match attribute(start, "r")? {
                Some(place) => column(&place, self.row).ok_or(Broken::Content)?,
                None => self.column + 1,
            };
            if self.row == 0 || !(self.column + 1..=MOST_COLUMNS).contains(&column) {
                return Err(Broken::Content);
            }
            self.column = column;
            self.cell = Some(self.begin(start)?);
        }
        Ok(())
    }

    fn begin(&self, start: &BytesStart<'_>) -> Result<Cell, Broken> {
        let kind = match attribute(start, "t")?.as_deref() {
            None | Some("n") => Kind::Number,
            Some("s") => Kind::Shared,
            Some("b") => Kind::Bool,
            Some("d") => Kind::Date,
            // Errors stand as they are; a cell with its own text has no value beside it.
            Some("str" | "e" | "inlineStr") => Kind::Text,
            Some(_) => return Err(Broken::Content),
        };
        let style = attribute(start, "s")?.and_then(|style| style.parse::<usize>().ok());
        let format = style.and_then(|style| self.formats.get(style));
        Ok(Cell {
            kind,
            format: format.copied().unwrap_or(Format::Plain),
            value: String::new(),
            own: String::new(),
            runs: Runs::default(),
            formula: None,
            to: To::Nothing,
        })
    }

    fn close(&mut self, name: &str) -> Result<(), Broken> {
        if name != "c" {
            if let Some(cell) = &mut self.cell {
                cell.close(name);
            }
            return Ok(());
        }
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        if cell.kind == Kind::Shared && !cell.value.is_empty() {
            let index = cell.value.trim().parse().map_err(|_| Broken::Content)?;
            let text = self.strings.get(index).ok_or(Broken::Content)?;
            let text = unescaped(text).into_owned();
            self.write(&text)
        } else {
            let text = cell.said();
            self.write(&text)
        }
    }

    /// Writes a cell at its place; gaps before it are made now, when something stands behind them.
    fn write(&mut self, text: &str) -> Result<(), Broken> {
        if text.is_empty() {
            return Ok(());
        }
        if self.line < self.row {
            self.text.extend((self.line..self.row).map(|_| '\n'));
            (self.line, self.written) = (self.row, 0);
        }
        let from = self.written.max(1);
        self.text.extend((from..self.column).map(|_| '\t'));
        self.written = self.column;
        if ['\t', '"', '\n', '\r'].iter().any(|c| text.contains(*c)) {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
        (self.text.len() <= MOST_BYTES)
            .then_some(())
            .ok_or(Broken::TooLarge)
    }
}

impl Cell {
    fn open(&mut self, name: &str) {
        self.runs.open(name);
        self.to = match name {
            "v" => To::Value,
            "f" => To::Formula,
            _ => To::Nothing,
        };
        if name == "f" {
            self.formula = Some(String::new());
        }
    }

    fn close(&mut self, name: &str) {
        self.runs.close(name);
        self.to = To::Nothing;
    }

    fn text(&mut self, text: &str) {
        match (self.to, &mut self.formula) {
            (To::Value, _) => self.value.push_str(text),
            (To::Formula, Some(formula)) => formula.push_str(text),
            _ => self.runs.push(text, &mut self.own),
        }
    }

    /// What the cell says.
    fn said(&self) -> String {
        if !self.own.is_empty() {
            return unescaped(&self.own).into_owned();
        }
        let value = self.value.trim();
        match (self.kind, &self.formula) {
            // A formula that was never computed is told as one, and not taken for an empty cell.
            (_, Some(formula)) if self.value.is_empty() && self.kind != Kind::Text => {
                format!("={formula}")
            }
            (Kind::Bool, _) if value == "1" => "TRUE".to_owned(),
            (Kind::Bool, _) if value == "0" => "FALSE".to_owned(),
            (Kind::Date, _) => value.split('T').next().unwrap_or(value).to_owned(),
            (Kind::Number, _) => number(value, self.format),
            _ => unescaped(&self.value).into_owned(),
        }
    }
}

/// A number as its format means it.
fn number(written: &str, format: Format) -> String {
    let Some(value) = figure::number(written) else {
        return written.to_owned();
    };
    match (format, day(value)) {
        (Format::Percent, _) => significant(value, 2) + "%",
        (Format::Year, Some((year, ..))) => format!("{year}"),
        (Format::Month, Some((year, month, _))) => format!("{year}-{month:02}"),
        (Format::Day, Some((year, month, day))) => format!("{year}-{month:02}-{day:02}"),
        // Whole numbers may have more digits than a number keeps.
        _ if written.bytes().all(|byte| byte.is_ascii_digit()) => written.to_owned(),
        _ => significant(value, 0),
    }
}

/// The column of a place such as `AB12`, which must be in this row; from 1.
fn column(place: &str, row: usize) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = place
        .split_at_checked(letters)
        .filter(|(letters, _)| letters.len() < 4)?;
    let is_here = digits.parse() == Ok(row);
    let digit = |byte: u8| usize::from(byte - b'A') + 1;
    is_here.then(|| {
        letters
            .bytes()
            .fold(0, |column, byte| column * 26 + digit(byte))
    })
}
