//! The text of a figure with its spelling folded, and a place in it.
//!
//! It must never drop or add a character before the cursor's end: offsets are those of the text
//! as printed.

/// Fullwidth forms become ASCII, one code point for one code point.
///
/// A fullwidth comma groups digits only among fullwidth digits ("１，２３４"): beside ASCII digits
/// it is the comma of a list and stays what it is.
pub fn fold(printed: &str) -> Vec<char> {
    let is_wide_digit = |c: &char| ('０'..='９').contains(c);
    let mut before = ' ';
    let mut chars = printed.chars().peekable();
    let mut folded = Vec::new();
    while let Some(c) = chars.next() {
        let groups = is_wide_digit(&before) && chars.peek().is_some_and(is_wide_digit);
        folded.push(match c {
            '，' if !groups => '，',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\t' => ' ',
            '−' => '-',
            '〜' | '∼' => '~',
            '–' | '―' | '─' => '—',
            other => other,
        });
        before = c;
    }
    folded
}

/// A place in a folded text; `at` counts code points from the start of the printed text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// At the first character that is no space; spaces at the end are out of reach.
    pub fn new(chars: &'a [char]) -> Cursor<'a> {
        let end = chars
            .iter()
            .rposition(|&c| c != ' ')
            .map_or(0, |last| last + 1);
        let mut cursor = Cursor {
            chars: chars.get(..end).unwrap_or(chars),
            at: 0,
        };
        cursor.skip_spaces();
        cursor
    }

    /// At the first of characters that are folded already, spaces at the end within reach.
    pub fn at_start(chars: &'a [char]) -> Cursor<'a> {
        Cursor { chars, at: 0 }
    }

    pub fn rest(&self) -> &'a [char] {
        self.chars.get(self.at..).unwrap_or(&[])
    }

    /// The characters before the cursor.
    pub fn taken(&self) -> &'a [char] {
        self.chars.get(..self.at).unwrap_or(self.chars)
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().first().copied()
    }

    pub fn peek_after(&self, count: usize) -> Option<char> {
        self.rest().get(count).copied()
    }

    /// The character before the cursor.
    pub fn last(&self) -> Option<char> {
        self.at
            .checked_sub(1)
            .and_then(|at| self.chars.get(at))
            .copied()
    }

    pub fn starts_with(&self, word: &str) -> bool {
        starts_with(self.rest(), word)
    }

    /// Steps over `word` if it is next.
    pub fn take(&mut self, word: &str) -> bool {
        let found = self.starts_with(word);
        if found {
            self.at += word.chars().count();
        }
        found
    }

    pub fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// Takes `word` off the end, if the rest ends so.
    pub fn take_end(&mut self, word: &str) -> bool {
        let found = self.rest().iter().rev().copied().take(word.chars().count());
        let found = found.eq(word.chars().rev());
        if found {
            self.chars = self
                .chars
                .get(..self.chars.len() - word.chars().count())
                .unwrap_or(&[]);
        }
        found
    }

    /// The next `count` characters alone, as if the text ended there.
    pub fn first(&self, count: usize) -> Cursor<'a> {
        let end = (self.at + count).min(self.chars.len());
        Cursor {
            chars: self.chars.get(..end).unwrap_or(self.chars),
            at: self.at,
        }
    }

    /// The digits that are next, and the cursor after them.
    pub fn take_digits(&mut self) -> &'a [char] {
        let rest = self.rest();
        let count = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        self.at += count;
        rest.get(..count).unwrap_or(&[])
    }
}

pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter().copied();
    word.chars().all(|c| chars.next() == Some(c))
}
