//! JSON text into typed rows, each problem with its path, line and column. It must never drop a
//! row without an issue, and never judge what a value means: that is `check`.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use super::{Issue, Place, Problem, Severity, columns};

/// The JSON value of each key of an object, still unread.
pub(super) type Object<'t> = BTreeMap<String, &'t RawValue>;

/// Where a row stands: in which list, at which position, and its text.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    /// Key of the list, such as `cities`.
    pub list: &'static str,
    /// Position in the list, from 0.
    pub index: usize,
    /// The row's own text; `None` for a row of a columnar list.
    pub raw: Option<&'t RawValue>,
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
                serde_json::error::Category::Data => Problem::WrongType(words(&error)),
                _ => Problem::NotJson(words(&error)),
            };
            fatal(problem, Some(place))
        })
    }

    /// A top-level value, or `None` with an issue if it is missing or of another type.
    pub fn value<T>(&mut self, raw: Option<&'t RawValue>, key: &str) -> Option<T>
    where
        T: Deserialize<'t>,
    {
        let Some(raw) = raw else {
            self.push(Severity::Error, Problem::MissingKey(key.to_owned()), key.to_owned(), None);
            return None;
        };
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = self.place(self.start_of(raw));
                let problem = Problem::WrongType(words(&error));
                self.push(Severity::Error, problem, key.to_owned(), Some(place));
                None
            }
        }
    }

    /// The rows of a list that could be read, each with its place.
    pub fn rows<T: DeserializeOwned>(
        &mut self,
        raw: Option<&'t RawValue>,
        list: &'static str,
    ) -> Vec<(At<'t>, T)> {
        if raw.is_some_and(|raw| raw.get().starts_with('{')) {
            return columns::rows(self, raw, list);
        }
        let raws: Vec<&'t RawValue> = match raw.map(|raw| serde_json::from_str(raw.get())) {
            Some(Ok(raws)) => raws,
            _ => {
                self.value::<Vec<IgnoredAny>>(raw, list);
                return Vec::new();
            }
        };
        let mut rows = Vec::with_capacity(raws.len());
        for (index, raw) in raws.into_iter().enumerate() {
            let at = At { list, index, raw: Some(raw) };
            let read = self.row(&mut serde_json::Deserializer::from_str(raw.get()), at);
            rows.extend(read.map(|row| (at, row)));
        }
        rows
    }

    /// One row from any deserializer; unknown keys are reported, a row that does not fit is an
    /// issue and `None`.
    pub fn row<'de, T, D>(&mut self, from: D, at: At<'t>) -> Option<T>
    where
        T: DeserializeOwned,
        D: serde::Deserializer<'de>,
    {
        let mut track = serde_path_to_error::Track::new();
        let mut unknown = Vec::new();
        let tracked = serde_path_to_error::Deserializer::new(from, &mut track);
        let read = serde_ignored::deserialize(tracked, |path| unknown.push(path.to_string()));
        for key in unknown {
            self.report(Severity::Warning, Problem::UnknownKey(key.clone()), at, &key);
        }
        match read {
            Ok(row) => Some(row),
            Err(error) => {
                let key = track.path().to_string();
                let message = error.to_string();
                let problem = match message.split('`').nth(1) {
                    Some(field) if message.starts_with("missing field") => {
                        Problem::MissingKey(field.to_owned())
                    }
                    Some(word) if message.starts_with("unknown variant") => {
                        Problem::UnknownWord(word.to_owned())
                    }
                    _ => Problem::WrongType(without_place(message)),
                };
                self.report(Severity::Error, problem, at, if key == "." { "" } else { &key });
                None
            }
        }
    }

    /// Notes an issue with the value under `key` of a row; an empty key means the row itself.
    pub fn report(&mut self, severity: Severity, problem: Problem, at: At<'t>, key: &str) {
        let dot = if key.is_empty() { "" } else { "." };
        let path = format!("{}[{}]{dot}{key}", at.list, at.index);
        let place = at.raw.map(|raw| {
            let name = key.split(['.', '[']).next().unwrap_or_default();
            self.place(self.start_of(raw) + key_offset(raw.get(), name))
        });
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

    /// Where a top-level value begins.
    pub fn place_of(&self, raw: &'t RawValue) -> Place {
        self.place(self.start_of(raw))
    }

    /// Byte offset of a raw value, which borrows from the text.
    fn start_of(&self, raw: &'t RawValue) -> usize {
        (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
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

/// Where `"key":` begins in an object's text, or 0. A quoted key inside a string has its quotes
/// escaped, so the first match that a colon follows is the key itself.
fn key_offset(object: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    let is_key = |&(at, _): &(usize, &str)| {
        object[at + quoted.len()..].trim_start().starts_with(':')
    };
    object.match_indices(&quoted).find(is_key).map_or(0, |(at, _)| at)
}

/// The parser's words without its place, which is told in our own way.
fn words(error: &serde_json::Error) -> String {
    without_place(error.to_string())
}

fn without_place(message: String) -> String {
    match message.rsplit_once(" at line ") {
        Some((words, _)) => words.to_owned(),
        None => message,
    }
}
