//! Delimited text into records, a piece at a time, each cell with its place. The cells are parsed
//! by csv-core; what stands here is where they begin and what is no record at all.
//!
//! It must never look at more than one record at once, nor let a quote that is never closed take
//! the rest of the file with it.

use super::issue::{Issue, Problem};
use super::kind::Dialect;
use super::place::{Spot, Tracker};

/// The longest cell in bytes. A spreadsheet's own limit is 32,767 characters, so that what is
/// longer is a quote that is never closed, or no table.
const LONGEST_CELL: usize = 100_000;

/// Bytes that are handed to the parser at once.
const PIECE: usize = 8192;

/// A text in which full-width commas are delimiters has this character in their place: commas
/// then stay commas.
pub(super) const UNIT_SEPARATOR: char = '\u{1f}';

/// One record: its cells, trimmed.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    text: String,
    cells: Vec<Cell>,
    /// Why its cells cannot be trusted.
    pub fault: Option<Issue>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    spot: Spot,
}

impl Record {
    /// The number of cells, the empty ones at the end not counted.
    pub fn len(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| cell.start < cell.end);
        last.map_or(0, |last| last + 1)
    }

    /// The number of cells, the empty ones at the end counted.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// The text of a cell; empty behind the last.
    pub fn cell(&self, index: usize) -> &str {
        let found = self.cells.get(index);
        let text = found.and_then(|cell| self.text.get(cell.start..cell.end));
        text.unwrap_or("")
    }

    /// Where a cell's text begins; behind the last where the last does.
    pub fn spot(&self, index: usize) -> Spot {
        let found = self.cells.get(index).or(self.cells.last());
        found.map_or_else(Spot::default, |cell| cell.spot)
    }

    /// All cells up to the last that is not empty.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.fault = None;
    }

    fn push(&mut self, decoded: &[u8], spot: Spot) {
        let text = String::from_utf8_lossy(decoded);
        let start = self.text.len();
        self.text.push_str(trimmed(&text));
        let end = self.text.len();
        self.cells.push(Cell { start, end, spot });
    }
}

/// Whether a character stands around a cell's text and is no part of it.
fn is_around(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// A cell's text without what stands around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_around)
}

/// What came of asking for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// There is one.
    Record,
    /// The text ends within one.
    More,
    /// There is none left.
    End,
}

/// Reads records out of a text that comes in pieces.
pub(super) struct Records {
    dialect: Dialect,
    /// The parser, and the one that takes quotes for characters.
    quoting: csv_core::Reader,
    plain: csv_core::Reader,
    text: String,
    /// How far it is read, in bytes.
    at: usize,
    tracker: Tracker,
    scratch: Vec<u8>,
    is_begun: bool,
    is_whole: bool,
    /// Whether the line that is open is not to be read.
    is_skipping: bool,
}

impl Records {
    pub fn new(dialect: Dialect) -> Self {
        let parser = |quoting: bool| {
            let mut builder = csv_core::ReaderBuilder::new();
            builder.delimiter(dialect.byte()).quoting(quoting).build()
        };
        Self {
            dialect,
            quoting: parser(true),
            plain: parser(false),
            text: String::new(),
            at: 0,
            tracker: Tracker::default(),
            scratch: vec![0; 4096],
            is_begun: false,
            is_whole: false,
            // A first line `sep=;` is not part of the table.
            is_skipping: dialect.has_sep_line,
        }
    }

    /// Takes the next piece of the text.
    pub fn push(&mut self, chunk: &str) {
        let chunk = match chunk.strip_prefix('\u{feff}') {
            Some(rest) if !self.is_begun => rest,
            _ => chunk,
        };
        self.is_begun |= !chunk.is_empty();
        self.text.drain(..self.at);
        self.at = 0;
        if self.dialect.is_full_width {
            let own = |c| if c == '，' { UNIT_SEPARATOR } else { c };
            self.text.extend(chunk.chars().map(own));
        } else {
            self.text.push_str(chunk);
        }
    }

    /// Says that no piece follows.
    pub fn end(&mut self) {
        self.is_whole = true;
    }

    /// Reads the next record.
    pub fn next(&mut self, record: &mut Record) -> Next {
        if self.is_skipping && !self.skip_line() {
            return if self.is_whole { Next::End } else { Next::More };
        }
        let (at, tracker) = (self.at, self.tracker);
        record.clear();
        let next = match self.read(record, true) {
            Ok(next) => next,
            Err(fault) => {
                // The quote is a character, and the line stands for itself.
                (self.at, self.tracker) = (at, tracker);
                record.clear();
                let next = self.read(record, false).unwrap_or_else(|_| {
                    self.is_skipping = true;
                    Next::Record
                });
                record.fault = Some(fault);
                next
            }
        };
        if next == Next::More {
            (self.at, self.tracker) = (at, tracker);
        }
        next
    }

    /// Goes on to behind the end of the line; whether it is there.
    fn skip_line(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let line = rest.split_inclusive(['\n', '\r']).next().unwrap_or("");
        self.tracker.pass(line);
        self.at += line.len();
        self.is_skipping = !line.ends_with(['\n', '\r']);
        !self.is_skipping
    }

    /// Reads a record from where it begins. A fault is a cell without an end.
    fn read(&mut self, record: &mut Record, is_quoting: bool) -> Result<Next, Issue> {
        let parser = if is_quoting {
            &mut self.quoting
        } else {
            &mut self.plain
        };
        parser.reset();
        // A parser that begins takes a byte order mark for the text's own, and the end of a piece
        // behind it for the end of the text.
        let rest = self.text.get(self.at..).unwrap_or_default();
        let marks = rest.len() - rest.trim_start_matches('\u{feff}').len();
        self.tracker.pass(rest.get(..marks).unwrap_or_default());
        self.at += marks;
        let (mut filled, mut start) = (0, self.at);
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let piece = rest.get(..PIECE).unwrap_or(rest);
            if piece.is_empty() && !self.is_whole {
                return Ok(Next::More);
            }
            if self.scratch.len() < filled + PIECE {
                self.scratch.resize(filled + 2 * PIECE, 0);
            }
            let out = self.scratch.get_mut(filled..).unwrap_or_default();
            let (result, read, written) = parser.read_field(piece, out);
            let taken = piece.get(..read).unwrap_or_default();
            let is_blank = filled + written == 0 && taken.iter().all(|b| b"\r\n".contains(b));
            self.at += read;
            filled += written;
            if is_blank && result == csv_core::ReadFieldResult::InputEmpty {
                // Lines without anything belong to no cell.
                let blank = self.text.get(start..self.at).unwrap_or_default();
                self.tracker.pass(blank);
                start = self.at;
                continue;
            }
            let is_last = match result {
                csv_core::ReadFieldResult::End => return Ok(Next::End),
                csv_core::ReadFieldResult::Field { record_end } => record_end,
                _ if self.at - start <= LONGEST_CELL => continue,
                _ => {
                    let raw = self.text.get(start..).unwrap_or_default();
                    return Err(endless(raw, self.tracker));
                }
            };
            let raw = self.text.get(start..self.at).unwrap_or_default();
            let is_at_end = self.is_whole && self.at == self.text.len();
            if is_quoting && is_at_end && !is_closed(raw) {
                return Err(endless(raw, self.tracker));
            }
            let around = before(raw, is_quoting);
            self.tracker.pass(raw.get(..around).unwrap_or_default());
            record.push(
                self.scratch.get(..filled).unwrap_or_default(),
                self.tracker.spot(),
            );
            self.tracker.pass(raw.get(around..).unwrap_or_default());
            (filled, start) = (0, self.at);
            if is_last {
                return Ok(Next::Record);
            }
        }
    }
}

/// What is wrong with a cell that does not end.
fn endless(raw: &str, mut tracker: Tracker) -> Issue {
    let start = raw.trim_start_matches(['\n', '\r']);
    tracker.pass(raw.get(..raw.len() - start.len()).unwrap_or_default());
    let problem = match start.starts_with('"') {
        true => Problem::QuoteOpen,
        false => Problem::CellTooLong,
    };
    Issue::at(tracker.spot(), problem)
}

/// How many bytes of a raw cell stand before its text: ends of lines, a quote, white space.
fn before(raw: &str, is_quoting: bool) -> usize {
    let start = raw.trim_start_matches(['\n', '\r']);
    let inner = start.strip_prefix('"').filter(|_| is_quoting);
    // Up to the delimiter, which may be white space itself, there may be nothing.
    let inner = inner.unwrap_or(start);
    let text = inner.trim_start_matches(|c| is_around(c) && c != '\t');
    raw.len() - text.len()
}

/// Whether the quote that a raw cell begins with is closed.
fn is_closed(raw: &str) -> bool {
    let start = raw.trim_start_matches(['\n', '\r']);
    let Some(mut rest) = start.strip_prefix('"') else {
        return true;
    };
    while let Some((_, after)) = rest.split_once('"') {
        match after.strip_prefix('"') {
            Some(inner) => rest = inner,
            None => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of a record, where they are, and whether it has a fault.
    type Found = (Vec<String>, Vec<(u32, u32)>, bool);

    fn read(text: &str, size: usize) -> Vec<Found> {
        let mut records = Records::new(Dialect::new(','));
        let mut record = Record::default();
        let mut found = Vec::new();
        let chars: Vec<char> = text.chars().collect();
        let pieces = chars.chunks(size.max(1)).map(String::from_iter);
        let mut pieces: Vec<String> = pieces.rev().collect();
        loop {
            match records.next(&mut record) {
                Next::End => return found,
                Next::More => match pieces.pop() {
                    Some(piece) => records.push(&piece),
                    None => records.end(),
                },
                Next::Record => {
                    let cells = record.cells.iter();
                    let spots = cells.map(|cell| (cell.spot.line, cell.spot.column));
                    let texts = (0..record.cells.len()).map(|i| record.cell(i).to_owned());
                    found.push((texts.collect(), spots.collect(), record.fault.is_some()));
                }
            }
        }
    }

    #[test]
    fn pieces_do_not_matter() {
        let text = "\u{feff}a,\"b \"\"1\"\"\r\nc\" , d\r\n\r\n,,\r\n1,\"2\",3\r4,5\n\
                    \u{feff}\u{feff}\"6\",7";
        let whole = read(text, 1000);
        let texts: Vec<Vec<&str>> = whole
            .iter()
            .map(|(cells, ..)| cells.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(
            texts,
            [
                vec!["a", "b \"1\"\r\nc", "d"],
                vec!["", "", ""],
                vec!["1", "2", "3"],
                vec!["4", "5"],
                vec!["6", "7"]
            ]
        );
        assert_eq!(whole[0].1, [(1, 1), (1, 4), (2, 6)]);
        assert_eq!(whole[2].1, [(5, 1), (5, 4), (5, 7)]);
        assert_eq!(whole[4].1, [(7, 4), (7, 7)]);
        for size in 1..9 {
            assert_eq!(read(text, size), whole, "{size}");
        }
    }

    #[test]
    fn an_open_quote_costs_its_line_alone() {
        let filler = "x,y\n".repeat(30_000);
        for text in [
            "a,b\n1,\"2\n3,4\n5,6\n".to_owned(),
            format!("a,b\n1,\"2\n{filler}"),
        ] {
            let found = read(&text, 1 << 16);
            assert_eq!(found[1].0, ["1", "\"2"]);
            assert!(found[1].2 && !found[2].2);
            assert_eq!(found.len(), text.lines().count());
        }
        // Nothing but rubbish is one fault, not a row each.
        let found = read(&"r".repeat(3 * LONGEST_CELL), 1000);
        assert_eq!(found.len(), 1);
        assert!(found[0].2);
    }
}
