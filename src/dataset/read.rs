//! JSON text into values, each problem with its path, line and column. It must never drop a value
//! without an issue, and never judge what a value means: that is `check`.
//!
//! Objects are read key by key instead of through derived `Deserialize`: every wrong value gets
//! an issue of its own at its own place, and the code is a fifth of the size.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::issue::Expected;
use super::{Issue, Place, Problem, Severity, columns};

/// The JSON value of each key of an object, still unread.
pub(super) type Object<'t> = BTreeMap<String, &'t RawValue>;

/// An object of a list: where it stands, and its values.
pub(super) struct Fields<'t> {
    /// Key of the list, such as `cities`.
    pub list: &'static str,
    /// Position in the list, from 0.
    pub index: usize,
    /// Key of the object within the row, such as `doubt`; empty for the row itself.
    pub inner: &'static str,
    /// The object's own text; in a columnar list that of the whole list.
    pub raw: &'t RawValue,
    /// The values by key.
    pub values: Object<'t>,
    /// The keys that were asked for.
    pub known: Vec<&'static str>,
}

/// Reads one dataset's text and collects what is wrong with it.
pub(super) struct Reader<'t> {
    text: &'t str,
    line_starts: OnceCell<Vec<usize>>,
    /// What was found so far.
    pub issues: Vec<Issue>,
}

impl<'t> Reader<'t> {
    /// A reader of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, line_starts: OnceCell::new(), issues: Vec::new() }
    }

    /// The top-level object, or the reason why there is none.
    pub fn top(&self) -> Result<Object<'t>, Issue> {
        let fatal = |problem, place| {
            Err(Issue { severity: Severity::Error, problem, path: String::new(), place })
        };
        let start = self.text.trim_start();
        if start.is_empty() {
            return fatal(Problem::Empty, None);
        }
        if start.starts_with('<') {
            return fatal(Problem::WebPage, Some(Place { line: 1, column: 1 }));
        }
        serde_json::from_str::<Object<'t>>(self.text).or_else(|error| {
            let place = self.place(self.offset(error.line(), error.column()));
            let problem = match error.classify() {
                serde_json::error::Category::Eof => Problem::Truncated,
                serde_json::error::Category::Data => Problem::WrongType(Expected::Object),
                _ => Problem::NotJson(without_place(&error.to_string())),
            };
            fatal(problem, Some(place))
        })
    }

    /// A value that must be there, at a path of the top level.
    pub fn value<T: Value<'t>>(&mut self, raw: Option<&'t RawValue>, path: &str) -> Option<T> {
        let Some(raw) = raw else {
            let problem = Problem::MissingKey(path.to_owned());
            self.push(Severity::Error, problem, path.to_owned(), None);
            return None;
        };
        let read = T::read(raw);
        if read.is_none() {
            let place = Some(self.place_of(raw));
            self.push(Severity::Error, Problem::WrongType(T::EXPECTED), path.to_owned(), place);
        }
        read
    }

    /// The rows of a list that are objects.
    pub fn rows(&mut self, raw: Option<&'t RawValue>, list: &'static str) -> Vec<Fields<'t>> {
        if let Some(raw) = raw.filter(|raw| raw.get().starts_with('{')) {
            return columns::rows(self, raw, list);
        }
        let raws: Vec<&'t RawValue> = self.value(raw, list).unwrap_or_default();
        let mut rows = Vec::with_capacity(raws.len());
        for (index, raw) in raws.into_iter().enumerate() {
            let row = |values| Fields { list, index, inner: "", raw, values, known: Vec::new() };
            match Object::read(raw) {
                Some(values) => rows.push(row(values)),
                None => {
                    let problem = Problem::WrongType(Expected::Object);
                    self.report(Severity::Error, problem, &row(Object::new()), "");
                }
            }
        }
        rows
    }

    /// Reads a value that must be there.
    pub fn required<T: Value<'t>>(
        &mut self,
        row: &mut Fields<'t>,
        key: &'static str,
    ) -> Option<T> {
        if row.values.contains_key(key) {
            return self.needed(row, key);
        }
        self.report(Severity::Error, Problem::MissingKey(key.to_owned()), row, "");
        None
    }

    /// Reads a value that is there; null is of another type.
    fn needed<T: Value<'t>>(&mut self, row: &mut Fields<'t>, key: &'static str) -> Option<T> {
        let read = self.optional(row, key)?;
        if read.is_none() {
            self.report(Severity::Error, Problem::WrongType(T::EXPECTED), row, key);
        }
        read
    }

    /// Reads a value that may be absent or null; `None` if it is of another type, with an issue.
    pub fn optional<T: Value<'t>>(
        &mut self,
        row: &mut Fields<'t>,
        key: &'static str,
    ) -> Option<Option<T>> {
        row.known.push(key);
        let Some(raw) = row.values.get(key) else { return Some(None) };
        let read = T::read(raw);
        if read.is_none() && raw.get() != "null" {
            self.report(Severity::Error, Problem::WrongType(T::EXPECTED), row, key);
            return None;
        }
        Some(read)
    }

    /// Reads a text that must be one of a vocabulary's words; with a default it may be absent.
    pub fn word<T>(
        &mut self,
        row: &mut Fields<'t>,
        key: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
        default: Option<T>,
    ) -> Option<T> {
        let word: Option<String> = match default {
            Some(_) => self.optional(row, key)?,
            None => Some(self.required(row, key)?),
        };
        let Some(word) = word else { return default };
        let parsed = parse(&word);
        if parsed.is_none() {
            self.report(Severity::Error, Problem::UnknownWord(word), row, key);
        }
        parsed
    }

    /// Reports the keys that the format does not know: carried, never interpreted.
    pub fn finish(&mut self, row: &Fields<'t>) {
        for key in row.values.keys().filter(|key| !row.known.contains(&key.as_str())) {
            self.report(Severity::Warning, Problem::UnknownKey(key.clone()), row, key);
        }
    }

    /// Notes an issue with the value under `key` of a row; an empty key means the row itself.
    pub fn report(&mut self, severity: Severity, problem: Problem, row: &Fields<'t>, key: &str) {
        let mut path = format!("{}[{}]", row.list, row.index);
        for part in [row.inner, key].into_iter().filter(|part| !part.is_empty()) {
            path.push('.');
            path.push_str(part);
        }
        let raw = row.values.get(key).copied().unwrap_or(row.raw);
        let place = Some(self.place_of(raw));
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
        self.issues.push(Issue { severity, problem, path, place });
    }

    /// Where a value begins; it borrows from the text, so its address tells.
    pub fn place_of(&self, raw: &'t RawValue) -> Place {
        self.place((raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        })
    }

    /// Byte offset of serde_json's line (from 1) and column (bytes, from 1).
    fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or(0);
        start + column.saturating_sub(1)
    }

    fn place(&self, offset: usize) -> Place {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        // Continuation bytes of UTF-8 begin no code point.
        let column = 1 + before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        Place { line, column }
    }
}

/// A JSON value of one of the types that the format uses.
pub(super) trait Value<'t>: Sized {
    /// What a reader is told to put there.
    const EXPECTED: Expected;

    /// Reads it; `None` if it is of another type.
    fn read(raw: &'t RawValue) -> Option<Self>;
}

macro_rules! values {
    ($($type:ty: $expected:ident,)+) => {
        $(impl<'t> Value<'t> for $type {
            const EXPECTED: Expected = Expected::$expected;

            fn read(raw: &'t RawValue) -> Option<Self> {
                parse(raw)
            }
        })+
    };
}

values! {
    String: Text,
    Vec<String>: Texts,
    f64: Number,
    u32: WholeNumber,
    Vec<u32>: WholeNumbers,
    Vec<&'t RawValue>: List,
    Object<'t>: Object,
}

fn parse<'t, T: Deserialize<'t>>(raw: &'t RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

/// The parser's words without its place, which is told in our own way.
fn without_place(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(words, _)| words).to_owned()
}
