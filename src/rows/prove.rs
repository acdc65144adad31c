//! Whether a text is JSON (RFC 8259): read once, in the order of its bytes, without a call for each
//! list within a list. It must never say what is wrong: whoever asks has words for that.

use super::json::PLAIN;

/// Whether a text is one JSON value, with nothing but space around it.
pub fn is_json(text: &str) -> bool {
    let mut prover = Prover {
        text: text.as_bytes(),
        at: 0,
    };
    prover.document().is_some() && prover.at == text.len()
}

/// Reads a text once, from its beginning to the first byte that is wrong.
struct Prover<'t> {
    text: &'t [u8],
    at: usize,
}

impl Prover<'_> {
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

    fn document(&mut self) -> Option<()> {
        // Whether each list around is an object.
        let mut around: Vec<bool> = Vec::new();
        loop {
            self.space();
            let opens = match self.peek()? {
                b'{' => Some(true),
                b'[' => Some(false),
                _ => None,
            };
            if let Some(is_object) = opens {
                self.at += 1;
                self.space();
                if self.take(if is_object { b'}' } else { b']' }).is_none() {
                    around.push(is_object);
                    if is_object {
                        self.key()?;
                    }
                    continue;
                }
            } else {
                self.scalar()?;
            }
            // Behind a value: what is around it ends, or goes on.
            loop {
                self.space();
                let Some(&is_object) = around.last() else {
                    return Some(());
                };
                if self.take(b',').is_some() {
                    if is_object {
                        self.space();
                        self.key()?;
                    }
                    break;
                }
                self.take(if is_object { b'}' } else { b']' })?;
                around.pop();
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        self.text()?;
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
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
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
