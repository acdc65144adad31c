//! Whether a text is JSON (RFC 8259): read once, in the order of its bytes, without a call for each
//! list within a list. It must never say what is wrong: whoever asks has words for that.

use super::json::PLAIN;
use super::words::after_digits;

/// Bytes that are read at once, so that nearly all are read by the browser's quick code.
const SLICE: usize = 1 << 16;

/// Whether a text is one JSON value, with nothing but space around it.
pub fn is_json(text: &str) -> bool {
    let mut prover = Prover::new(text);
    let proven = std::iter::repeat_with(|| prover.go_on(SLICE))
        .flatten()
        .next();
    proven == Some(true)
}

/// Reads a text once, from its beginning to the first byte that is wrong, in as many goes as one
/// likes.
pub struct Prover<'t> {
    text: &'t [u8],
    at: usize,
    /// Whether each list around is an object.
    around: Vec<bool>,
    /// What the outermost list holds: where its values begin and end, keys among them.
    parts: Vec<(u32, u32)>,
    /// Where the one begins that is being read.
    part: usize,
}

impl<'t> Prover<'t> {
    /// A prover of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            around: Vec::new(),
            parts: Vec::new(),
            part: 0,
        }
    }

    /// Reads some `bytes` on, and what they break off: whether the text is JSON, once that is
    /// known.
    #[inline(never)]
    pub fn go_on(&mut self, bytes: usize) -> Option<bool> {
        let until = self.at.saturating_add(bytes);
        match self.document(until) {
            Some(true) => Some(self.at == self.text.len()),
            Some(false) => None,
            None => Some(false),
        }
    }

    /// Where the values begin and end that a proven list or object holds, keys among them.
    pub fn parts(self) -> Vec<(u32, u32)> {
        self.parts
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Notes a part that ends here.
    fn note(&mut self, start: usize) {
        if self.around.len() == 1 {
            self.parts.push((start as u32, self.at as u32));
        }
    }

    /// Reads value by value: whether the last one is behind, or the place to rest is; `None` at
    /// what is wrong.
    fn document(&mut self, until: usize) -> Option<bool> {
        loop {
            if self.around.len() > 1 && self.around.last() == Some(&false) {
                self.numbers(until);
            }
            if self.at >= until {
                return Some(false);
            }
            self.space();
            let start = self.at;
            let opens = match self.peek()? {
                b'{' => Some(true),
                b'[' => Some(false),
                _ => None,
            };
            if let Some(is_object) = opens {
                if self.around.len() == 1 {
                    self.part = start;
                }
                self.at += 1;
                self.space();
                if self.take(if is_object { b'}' } else { b']' }).is_none() {
                    self.around.push(is_object);
                    if is_object {
                        self.key()?;
                    }
                    continue;
                }
            } else {
                self.scalar()?;
            }
            self.note(start);
            // Behind a value: what is around it ends, or goes on.
            loop {
                self.space();
                let Some(&is_object) = self.around.last() else {
                    return Some(true);
                };
                if self.take(b',').is_some() {
                    if is_object {
                        self.space();
                        self.key()?;
                    }
                    break;
                }
                self.take(if is_object { b'}' } else { b']' })?;
                self.around.pop();
                self.note(self.part);
            }
        }
    }

    /// Numbers of a list that are written in the shortest way, each with the comma behind it: a
    /// column is made of them.
    fn numbers(&mut self, until: usize) {
        let mut at = self.at;
        while at < until {
            let mut end = after_digits(self.text, at);
            // Both are asked, since either is often so: a processor guesses wrong.
            if (self.text.get(at) == Some(&b'0')) & (end > at + 1) {
                break;
            }
            if end > at && self.text.get(end) == Some(&b'.') {
                let point = end + 1;
                end = after_digits(self.text, point);
                if end == point {
                    break;
                }
            }
            if end == at || self.text.get(end) != Some(&b',') {
                break;
            }
            at = end + 1;
        }
        self.at = at;
    }

    fn key(&mut self) -> Option<()> {
        let start = self.at;
        self.text()?;
        self.note(start);
        self.space();
        self.take(b':')
    }

    fn scalar(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.text(),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.text[self.at..]
            .starts_with(word)
            .then(|| self.at += word.len())
    }

    fn text(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            let byte = self.peek()?;
            if PLAIN[byte as usize] {
                self.at += 1;
                continue;
            }
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let letter = self.peek()?;
        self.at += 1;
        match letter {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.text.get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        self.at = after_digits(self.text, start);
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }
}
