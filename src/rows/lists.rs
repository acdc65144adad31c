//! Lists of numbers in proven JSON text, a value a row: read in one pass, in as many goes as one
//! likes. What is written in an unusual way is left to [`json`]; it must never read a number
//! otherwise.

use super::column::{CHUNK, Column};
use super::json::{self, POWERS, after_gap};
use super::words::digits;

/// Whether a byte ends a number, of those that stand there nearly always.
fn is_end(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b',' | b']' | b' ' | b'\n'))
}

/// A list that is being read: [`CHUNK`] numbers at a time.
#[derive(Clone, Debug)]
struct List<'t> {
    text: &'t str,
    at: usize,
    /// Whether the value is a list, and has nothing in it that is no number.
    is_good: bool,
}

impl<'t> List<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 1,
            is_good: text.starts_with('['),
        }
    }

    /// The number that begins at a place and is written in any way, and the place behind; `None`
    /// behind the last one, and if it is no number to `read`.
    fn other<T>(&mut self, at: usize, read: fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let (start, end) = json::next(self.text, at)?;
        let number = read(&self.text[start..end]);
        self.is_good = number.is_some();
        number.map(|number| (number, end))
    }
}

/// What reads a list chunk by chunk.
trait InChunks<'t> {
    fn list(&self) -> &List<'t>;

    /// Reads [`CHUNK`] numbers, or those that begin before `until`; whether there is more.
    fn chunk(&mut self, until: usize) -> bool;

    /// Reads some `bytes` on; whether there is more.
    fn chunks(&mut self, bytes: usize) -> bool {
        let until = self.list().at.saturating_add(bytes);
        let mut is_more = self.list().is_good;
        while is_more && self.list().at < until {
            is_more = self.chunk(until);
        }
        is_more
    }
}

/// The whole numbers of a list.
#[derive(Clone, Debug)]
pub struct WholeNumbers<'t> {
    list: List<'t>,
    numbers: Column,
}

impl<'t> WholeNumbers<'t> {
    /// Of a proven value.
    pub fn new(text: &'t str) -> Self {
        Self {
            list: List::new(text),
            numbers: Column::default(),
        }
    }

    /// Reads some `bytes` on; whether there is more.
    pub fn go_on(&mut self, bytes: usize) -> bool {
        self.chunks(bytes)
    }

    /// The numbers; `None` if the value is no list, or something in it no whole number or none that
    /// a `u32` holds.
    pub fn finish(mut self) -> Option<Column> {
        self.numbers.shrink_to_fit();
        self.list.is_good.then_some(self.numbers)
    }
}

impl<'t> InChunks<'t> for WholeNumbers<'t> {
    fn list(&self) -> &List<'t> {
        &self.list
    }

    #[inline(never)]
    fn chunk(&mut self, until: usize) -> bool {
        let (list, mut read, mut count) = (&mut self.list, [0; CHUNK], 0);
        let (text, mut is_more) = (list.text.as_bytes(), true);
        while count < CHUNK && list.at < until {
            let start = after_gap(text, list.at);
            let (number, end) = digits(text, start, 0);
            // Nine digits fit.
            let (number, end) = match end > start && end - start < 10 && is_end(text.get(end)) {
                true => (number as u32, end),
                false => match list.other(start, json::whole) {
                    Some(other) => other,
                    None => {
                        is_more = false;
                        break;
                    }
                },
            };
            read[count] = number;
            count += 1;
            list.at = end;
        }
        self.numbers.extend(&read[..count]);
        is_more
    }
}

/// The numbers of a list.
#[derive(Clone, Debug)]
pub struct Decimals<'t> {
    list: List<'t>,
    numbers: Vec<f64>,
}

impl<'t> Decimals<'t> {
    /// Of a proven value.
    pub fn new(text: &'t str) -> Self {
        Self {
            list: List::new(text),
            numbers: Vec::new(),
        }
    }

    /// Reads some `bytes` on; whether there is more.
    pub fn go_on(&mut self, bytes: usize) -> bool {
        self.chunks(bytes)
    }

    /// The numbers; `None` if the value is no list, or something in it is no number.
    pub fn finish(self) -> Option<Vec<f64>> {
        self.list.is_good.then_some(self.numbers)
    }
}

impl<'t> InChunks<'t> for Decimals<'t> {
    fn list(&self) -> &List<'t> {
        &self.list
    }

    #[inline(never)]
    fn chunk(&mut self, until: usize) -> bool {
        let (list, mut count) = (&mut self.list, 0);
        let text = list.text.as_bytes();
        while count < CHUNK && list.at < until {
            let start = after_gap(text, list.at);
            let (mut number, mut end) = digits(text, start, 0);
            let (mut places, is_whole) = (0, end > start);
            if is_whole && text.get(end) == Some(&b'.') {
                let point = end + 1;
                (number, end) = digits(text, point, number);
                places = end - point;
            }
            // As `json::number` has it: so many digits fit.
            let (number, end) = match is_whole && end - start < 20 && is_end(text.get(end)) {
                true => (number as f64 / POWERS[places], end),
                false => match list.other(start, json::number) {
                    Some(other) => other,
                    None => return false,
                },
            };
            self.numbers.push(number);
            count += 1;
            list.at = end;
        }
        true
    }
}
