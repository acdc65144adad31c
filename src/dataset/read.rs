//! JSON text into rows and values, each problem with its path, line and column. It must never
//! drop a value without an issue, and never judge what a value means: that is `check`.

use std::cell::OnceCell;

use super::columns::Columns;
use super::issue::Expected;
use super::items::{Cells, Items};
use super::json::{Object, Raw, Value, whole_numbers};
use super::list::From;
pub(crate) use super::list::Rows;
use super::{Issue, Place, Problem, Severity};
use crate::pace::{Pace, at_once};
use crate::rows::Column;

/// Rows of a list that are looked at before a rest.
const SLICE: usize = 1 << 16;

/// An object of a list: where it stands, its values, and what was found out about it.
pub(crate) struct Fields<'t> {
    /// Key of the list, such as `cities`.
    pub list: &'static str,
    /// Position in the list, from 0.
    pub index: usize,
    /// Key of the object within the row, such as `doubt`; empty for the row itself.
    pub inner: &'static str,
    /// The object's own text; in a columnar list that of the whole list.
    pub raw: Raw<'t>,
    /// The values by key.
    pub values: Object<'t>,
    /// The keys that were asked for.
    pub known: Vec<&'static str>,
    /// Whether an error was found, so that the row is left out.
    pub is_bad: bool,
    /// Whether keys that the format does not know were told already: of a column once, not in
    /// every row.
    pub is_told: bool,
}

impl<'t> Fields<'t> {
    /// A row of which nothing is read yet.
    pub fn new(list: &'static str, index: usize, raw: Raw<'t>, values: Object<'t>) -> Self {
        Self {
            list,
            index,
            inner: "",
            raw,
            values,
            known: Vec::new(),
            is_bad: false,
            is_told: false,
        }
    }

    /// An object within this row.
    pub fn within(&self, inner: &'static str, values: Object<'t>) -> Self {
        let raw = self.values.get(inner).unwrap_or(self.raw);
        Self {
            inner,
            ..Self::new(self.list, self.index, raw, values)
        }
    }
}

/// Whether a value may be absent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It must be there.
    Required,
    /// Absent or null is the default.
    Optional,
}

/// Reads one dataset's text and collects what is wrong with it.
pub(crate) struct Reader<'t> {
    text: &'t str,
    lines: OnceCell<Lines>,
    /// What was found so far.
    pub issues: Vec<Issue>,
}

impl<'t> Reader<'t> {
    /// A reader of `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            lines: OnceCell::new(),
            issues: Vec::new(),
        }
    }

    /// The top-level object, or the reason why there is none.
    pub async fn top(&self, pace: &mut Pace) -> Result<Object<'t>, Issue> {
        let fatal = |problem, place| {
            Err(Issue {
                severity: Severity::Error,
                problem,
                path: String::new(),
                place,
            })
        };
        let start = self.text.trim_start();
        if start.is_empty() {
            return fatal(Problem::Empty, None);
        }
        if start.starts_with('<') {
            return fatal(Problem::WebPage, Some(Place { line: 1, column: 1 }));
        }
        match Object::prove(self.text, pace).await {
            Ok((_, Some(top))) => Ok(top),
            Ok((other, None)) => {
                let place = self.place_of(other);
                fatal(Problem::WrongType(Expected::Object), Some(place))
            }
            Err(error) => {
                let place = self.place(self.offset(error.line(), error.column()));
                let problem = match error.classify() {
                    serde_json::error::Category::Eof => Problem::Truncated,
                    _ => Problem::NotJson(without_place(&error.to_string())),
                };
                fatal(problem, Some(place))
            }
        }
    }

    /// A value that must be there, at a path of the top level.
    pub fn value<T: Value<'t>>(&mut self, raw: Option<Raw<'t>>, path: &str) -> Option<T> {
        let read = T::read(self.there(raw, path)?);
        self.typed(read, T::EXPECTED, raw, path)
    }

    /// The values of a list that must be there, which may be most of the text.
    pub async fn items(
        &mut self,
        raw: Option<Raw<'t>>,
        path: &str,
        pace: &mut Pace,
    ) -> Option<Items<'t>> {
        let items = Items::read(self.there(raw, path)?, pace).await;
        self.typed(items, Expected::List, raw, path)
    }

    /// The values of a column, which may be most of the text.
    pub async fn cells(&mut self, raw: Raw<'t>, path: &str, pace: &mut Pace) -> Option<Cells<'t>> {
        let cells = Cells::read(raw, pace).await;
        self.typed(cells, Expected::List, Some(raw), path)
    }

    /// The whole numbers of a list that must be there, which may be most of the text.
    pub async fn whole_numbers(
        &mut self,
        raw: Option<Raw<'t>>,
        path: &str,
        pace: &mut Pace,
    ) -> Option<Column> {
        let numbers = whole_numbers(self.there(raw, path)?, pace).await;
        self.typed(numbers, Expected::WholeNumbers, raw, path)
    }

    fn there(&mut self, raw: Option<Raw<'t>>, path: &str) -> Option<Raw<'t>> {
        if raw.is_none() {
            let problem = Problem::MissingKey(path.to_owned());
            self.push(Severity::Error, problem, path.to_owned(), None);
        }
        raw
    }

    fn typed<T>(
        &mut self,
        read: Option<T>,
        expected: Expected,
        raw: Option<Raw<'t>>,
        path: &str,
    ) -> Option<T> {
        if read.is_none() {
            let place = raw.map(|raw| self.place_of(raw));
            let problem = Problem::WrongType(expected);
            self.push(Severity::Error, problem, path.to_owned(), place);
        }
        read
    }

    /// The rows of a list that are objects; what is none is reported at once.
    pub fn rows(&mut self, raw: Option<Raw<'t>>, list: &'static str) -> Rows<'t> {
        at_once(self.rows_in_slices(raw, list, &mut Pace::steady()))
    }

    /// The same of a list that may be most of the text.
    pub async fn rows_in_slices(
        &mut self,
        raw: Option<Raw<'t>>,
        list: &'static str,
        pace: &mut Pace,
    ) -> Rows<'t> {
        let (from, raw) = match raw.filter(|raw| raw.get().starts_with('{')) {
            Some(raw) => {
                let columns = Columns::read(self, list, raw, pace).await;
                (From::Columns(columns), Some(raw))
            }
            None => {
                let items = self.items(raw, list, pace).await;
                if let Some(items) = &items {
                    for index in 0..items.len() {
                        if index % SLICE == 0 {
                            pace.rest().await;
                        }
                        let is_object = items.from(index).is_some_and(|text| text.starts_with('{'));
                        if let (false, Some(raw)) = (is_object, items.get(index)) {
                            let mut row = Fields::new(list, index, raw, Object::default());
                            self.error(Problem::WrongType(Expected::Object), &mut row, "");
                        }
                    }
                }
                (From::List(items), raw)
            }
        };
        Rows::new(list, raw, from)
    }

    /// Reads a value of a row; `None` if it is absent, null or of another type, with an issue
    /// unless that is allowed.
    pub fn field<T: Value<'t>>(
        &mut self,
        row: &mut Fields<'t>,
        key: &'static str,
        need: Need,
    ) -> Option<T> {
        row.known.push(key);
        let Some(raw) = row.values.get(key) else {
            if need == Need::Required {
                self.error(Problem::MissingKey(key.to_owned()), row, "");
            }
            return None;
        };
        let read = T::read(raw);
        if read.is_none() && (need == Need::Required || raw.get() != "null") {
            self.error(Problem::WrongType(T::EXPECTED), row, key);
        }
        read
    }

    /// Reads a text that must be there; empty, with an issue, if it is not.
    pub fn text(&mut self, row: &mut Fields<'t>, key: &'static str) -> String {
        self.field(row, key, Need::Required).unwrap_or_default()
    }

    /// Reads a text that may be absent.
    pub fn optional_text(&mut self, row: &mut Fields<'t>, key: &'static str) -> Option<String> {
        self.field(row, key, Need::Optional)
    }

    /// Reads a whole number that must be there; 0, with an issue, if it is not.
    pub fn whole(&mut self, row: &mut Fields<'t>, key: &'static str) -> u32 {
        self.field(row, key, Need::Required).unwrap_or_default()
    }

    /// Reads a text that must be one of a vocabulary's words; else `fallback`, with an issue
    /// unless it may be absent.
    pub fn word<T>(
        &mut self,
        row: &mut Fields<'t>,
        key: &'static str,
        need: Need,
        parse: fn(&str) -> Option<T>,
        fallback: T,
    ) -> T {
        let Some(word) = self.field::<String>(row, key, need) else {
            return fallback;
        };
        parse(&word).unwrap_or_else(|| {
            self.error(Problem::UnknownWord(word), row, key);
            fallback
        })
    }

    /// Whether a row is good; reports the keys that the format does not know, which are carried
    /// and never interpreted.
    pub fn finish(&mut self, row: &Fields<'t>) -> bool {
        for (key, _) in row
            .values
            .0
            .iter()
            .filter(|(key, _)| !row.is_told && !row.known.contains(&&**key))
        {
            let problem = Problem::UnknownKey(key.to_string());
            self.note(Severity::Warning, problem, row, key);
        }
        !row.is_bad
    }

    /// Notes an error with the value under `key`; an empty key means the row. The row is bad.
    pub fn error(&mut self, problem: Problem, row: &mut Fields<'t>, key: &str) {
        row.is_bad = true;
        self.note(Severity::Error, problem, row, key);
    }

    /// Notes a warning about the value under `key`.
    pub fn warn(&mut self, problem: Problem, row: &Fields<'t>, key: &str) {
        self.note(Severity::Warning, problem, row, key);
    }

    fn note(&mut self, severity: Severity, problem: Problem, row: &Fields<'t>, key: &str) {
        let mut path = format!("{}[{}]", row.list, row.index);
        for part in [row.inner, key].into_iter().filter(|part| !part.is_empty()) {
            path.push('.');
            path.push_str(part);
        }
        let place = Some(self.place_of(row.values.get(key).unwrap_or(row.raw)));
        self.push(severity, problem, path, place);
    }

    /// Notes an issue at a known path.
    pub fn push(
        &mut self,
        severity: Severity,
        problem: Problem,
        path: String,
        place: Option<Place>,
    ) {
        self.issues.push(Issue {
            severity,
            problem,
            path,
            place,
        });
    }

    /// Where a value begins; it borrows from the text, so its address tells.
    pub fn place_of(&self, raw: Raw<'t>) -> Place {
        self.place((raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(self.text.as_bytes()))
    }

    /// Byte offset of serde_json's line (from 1) and column (bytes, from 1).
    fn offset(&self, line: usize, column: usize) -> usize {
        let starts = &self.lines().starts;
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        start + column.saturating_sub(1)
    }

    fn place(&self, offset: usize) -> Place {
        let lines = self.lines();
        let line = lines.starts.partition_point(|&start| start <= offset);
        let line = line.max(1);
        let start = lines.starts.get(line - 1).copied().unwrap_or(0);
        let before = |offset| lines.points_before(self.text.as_bytes(), offset);
        let column = 1 + before(offset).saturating_sub(before(start));
        Place { line, column }
    }
}

/// Where lines begin, and how many code points stand before every [`BLOCK`] of bytes: a place in
/// a text of one line is found without counting from its beginning.
struct Lines {
    starts: Vec<usize>,
    points: Vec<usize>,
}

/// Bytes between two counts of code points.
const BLOCK: usize = 1024;

impl Lines {
    fn new(text: &[u8]) -> Self {
        let (mut starts, mut points, mut before) = (vec![0], Vec::new(), 0);
        for (number, block) in text.chunks(BLOCK).enumerate() {
            points.push(before);
            before += points_in(block);
            let ends = block.iter().enumerate().filter(|&(_, &byte)| byte == b'\n');
            starts.extend(ends.map(|(at, _)| number * BLOCK + at + 1));
        }
        Self { starts, points }
    }

    fn points_before(&self, text: &[u8], offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.points.len().saturating_sub(1));
        let before = self.points.get(block).copied().unwrap_or(0);
        let end = offset.min(text.len());
        before + points_in(text.get(block * BLOCK..end).unwrap_or_default())
    }
}

/// Code points that begin in a run of UTF-8; continuation bytes begin none.
fn points_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// The parser's words without its place, which is told in our own way.
fn without_place(message: &str) -> String {
    message
        .split_once(" at line ")
        .map_or(message, |(words, _)| words)
        .to_owned()
}
