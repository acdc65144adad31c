//! Proven JSON text, walked: where a value ends, which keys an object has, what number a text is
//! (RFC 8259). It must never copy a text, nor know a key.

use super::column::Column;
pub use super::lists::{Decimals, WholeNumbers};
pub use super::prove::{Prover, is_json};
use super::words::after_numbers;

/// What stands for a value that an object does not have.
pub const ABSENT: (u32, u32) = (0, 0);

/// What kinds of bytes a text without escapes is made of.
const fn is_plain(byte: u8) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\'
}

pub(super) const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = is_plain(byte as u8);
        byte += 1;
    }
    plain
};

/// The first place from `at` that holds neither space nor what stands between values.
pub(super) fn after_gap(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && matches!(text[at], b' ' | b'\n' | b'\t' | b'\r' | b',' | b':') {
        at += 1;
    }
    at
}

/// The place behind the quotation mark that ends a text; `at` is behind the one that begins it.
fn after_text(text: &[u8], mut at: usize) -> usize {
    while at < text.len() {
        let byte = text[at];
        at += 1;
        if !PLAIN[byte as usize] {
            match byte {
                b'"' => return at,
                // What is escaped ends no text.
                b'\\' => at += 1,
                _ => {}
            }
        }
    }
    text.len()
}

/// Bytes at which something begins or ends within a list or an object.
const EDGE: [bool; 256] = {
    let mut edge = [false; 256];
    let edges = b"\"{}[]";
    let mut at = 0;
    while at < edges.len() {
        edge[edges[at] as usize] = true;
        at += 1;
    }
    edge
};

/// The length of the value that a proven text begins with; 0 where a list or an object ends.
pub fn length(text: &[u8]) -> usize {
    match text.first() {
        Some(b'"') => after_text(text, 1),
        Some(b'{' | b'[') => after_brackets(text),
        _ => {
            let is_end =
                |byte: &u8| matches!(byte, b'}' | b']' | b',' | b' ' | b'\n' | b'\t' | b'\r');
            text.iter().position(is_end).unwrap_or(text.len())
        }
    }
}

/// The place behind the bracket that closes the first.
fn after_brackets(text: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let byte = text[at];
        at += 1;
        if !EDGE[byte as usize] {
            continue;
        }
        match byte {
            b'"' => at = after_text(text, at),
            b'{' => depth += 1,
            b'[' => (depth, at) = (depth + 1, after_numbers(text, at)),
            _ if depth > 1 => depth -= 1,
            _ => return at,
        }
    }
    text.len()
}

/// Where the next value of a list or an object begins and ends, from `at` on, which is behind the
/// bracket that opens it or behind the value before; `None` if there is no more.
pub fn next(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = after_gap(bytes, at);
    let end = start + length(bytes.get(start..)?);
    (start < end).then_some((start, end))
}

/// Where values of a proven list begin, or keys and values of an object; read in as many goes as
/// one likes.
#[derive(Clone, Debug)]
pub struct Starts<'t> {
    text: &'t str,
    at: usize,
    step: usize,
    starts: Vec<u32>,
    len: usize,
}

impl<'t> Starts<'t> {
    /// Of every `step`-th value of a proven list or object; the first is one of them.
    pub fn new(text: &'t str, step: usize) -> Self {
        Self {
            text,
            at: 1,
            step,
            starts: Vec::new(),
            len: 0,
        }
    }

    /// Reads some `bytes` on; whether there is more.
    #[inline(never)]
    pub fn go_on(&mut self, bytes: usize) -> bool {
        let until = self.at.saturating_add(bytes);
        while self.at < until {
            let Some((start, end)) = next(self.text, self.at) else {
                self.starts.shrink_to_fit();
                return false;
            };
            if self.len.is_multiple_of(self.step) {
                self.starts.push(start as u32);
            }
            self.len += 1;
            self.at = end;
        }
        true
    }

    /// The places, and how many values there are.
    pub fn finish(self) -> (Vec<u32>, usize) {
        (self.starts, self.len)
    }
}

/// The value that begins at a place of [`Starts`].
pub fn value(text: &str, start: u32) -> &str {
    let rest = text.get(start as usize..).unwrap_or("");
    rest.get(..length(rest.as_bytes())).unwrap_or("")
}

/// Where the values of some keys begin and end in a text that begins with a proven object,
/// [`ABSENT`] for a key that it does not have; false if it is none, if a key is not among them or
/// stands twice. Keys in the order of `keys` are found at once.
pub fn fields(text: &str, keys: &[&str], found: &mut [(u32, u32)]) -> bool {
    found.fill(ABSENT);
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'{') {
        return false;
    }
    let (mut at, mut expected) = (1, 0);
    loop {
        at = after_gap(bytes, at);
        if bytes.get(at) != Some(&b'"') {
            return true;
        }
        let end = after_text(bytes, at + 1);
        let Some(key) = bytes.get(at + 1..end - 1) else {
            return false;
        };
        let is_it = |known: &&str| known.as_bytes() == key;
        let place = match keys.get(expected).is_some_and(is_it) {
            true => Some(expected),
            false => keys.iter().position(is_it),
        };
        let start = after_gap(bytes, end);
        at = start + length(&bytes[start..]);
        match place {
            Some(place) if found[place] == ABSENT => found[place] = (start as u32, at as u32),
            _ => return false,
        }
        expected = place.map_or(0, |place| place + 1);
    }
}

/// The whole numbers of a proven list; `None` as [`WholeNumbers::finish`].
pub fn whole_numbers(text: &str) -> Option<Column> {
    let mut numbers = WholeNumbers::new(text);
    while numbers.go_on(text.len()) {}
    numbers.finish()
}

/// The numbers of a proven list; `None` as [`Decimals::finish`].
pub fn numbers(text: &str) -> Option<Vec<f64>> {
    let mut numbers = Decimals::new(text);
    while numbers.go_on(text.len()) {}
    numbers.finish()
}

/// The whole number that a text is.
pub fn whole(text: &str) -> Option<u32> {
    let number = number(text)?;
    // The conversion saturates, so what it changed was no u32.
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}

/// What a text says that has quotation marks around and nothing escaped within; `None` for any
/// other value, and if it holds more than `most` bytes or what might be a character that is not
/// drawn (controls, direction marks).
pub fn plain_text(text: &str, most: usize) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_odd = |&byte: &u8| matches!(byte, 0..b' ' | b'\\' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    let mut odd = inner.bytes().enumerate().filter(|(_, byte)| is_odd(byte));
    let is_drawn = |(at, byte)| {
        // Full-width forms begin with EF too, and punctuation with E2: both are drawn.
        let next = |ahead: usize| inner.as_bytes().get(at + ahead).copied().unwrap_or(0);
        match byte {
            0xe2 => next(1) != 0x80 && next(1) != 0x81,
            0xef => next(1) != 0xbb,
            _ => false,
        }
    };
    (inner.len() <= most && odd.all(is_drawn)).then_some(inner)
}

/// The largest power of ten that is an `f64`.
const MOST: i32 = 22;

/// The number that a text is; `None` for any other value, and for one that no `f64` holds.
///
/// Up to 2^53 and 22 decimal places it is the nearest `f64`: both digits and power of ten are exact
/// then, and one operation rounds (Clinger 1990). Beyond that the last digits may differ.
pub fn number(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let is_negative = bytes.first() == Some(&b'-');
    let mut at = usize::from(is_negative);
    if !bytes.get(at)?.is_ascii_digit() {
        return None;
    }
    let (mut digits, mut scale, mut is_fraction) = (0_u64, 0_i32, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'.' => is_fraction = true,
            b'0'..=b'9' => {
                // More digits than count are left out.
                let next = digits.checked_mul(10);
                match next.and_then(|ten| ten.checked_add(u64::from(byte - b'0'))) {
                    Some(more) => {
                        digits = more;
                        scale -= i32::from(is_fraction);
                    }
                    None => scale += i32::from(!is_fraction),
                }
            }
            _ => break,
        }
        at += 1;
    }
    if let Some(exponent) = text.get(at + 1..) {
        // An exponent longer than an i32 is beyond all that a number can be.
        let beyond = if exponent.starts_with('-') {
            -9999
        } else {
            9999
        };
        scale = scale.saturating_add(exponent.parse::<i32>().unwrap_or(beyond));
    }
    let mut value = digits as f64;
    let mut left = scale.unsigned_abs().min(700);
    while left > 0 {
        let step = left.min(MOST.unsigned_abs());
        let power = POWERS[step as usize];
        value = if scale < 0 {
            value / power
        } else {
            value * power
        };
        left -= step;
    }
    let value = if is_negative { -value } else { value };
    value.is_finite().then_some(value)
}

pub(super) const POWERS: [f64; MOST as usize + 1] = {
    let mut powers = [1.0; MOST as usize + 1];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10.0;
        at += 1;
    }
    powers
};
