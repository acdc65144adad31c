//! Where a cell stands in the text of a table, counted in two ways: line and column, as an editor
//! shows them, and paragraph and offset, as docs/dataset.md counts them. It must never count a
//! byte order mark, nor count otherwise than `dataset::SourceText`, which proves the places.

use crate::dataset::Place;

/// A place in a table's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Line, from 1; CR, LF and CR LF end one.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// The n-th line that is not blank, from 1; LF and CR LF end one.
    pub paragraph: u32,
    /// Code points before the place in that line.
    pub offset: u32,
}

impl Spot {
    /// The place as messages name it.
    pub fn place(self) -> Place {
        Place {
            line: self.line as usize,
            column: self.column as usize,
        }
    }

    /// The place some characters further on in the same line.
    pub(super) fn after(self, characters: u32) -> Self {
        Self {
            column: self.column + characters,
            offset: self.offset + characters,
            ..self
        }
    }
}

/// Counts while a text goes by. Counters stop at their end instead of starting anew.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tracker {
    /// Lines that ended, and characters of the one that is open.
    lines: u32,
    characters: u32,
    /// Paragraphs that ended, and characters of the line that LF has not ended yet.
    paragraphs: u32,
    offset: u32,
    /// Whether that line has a character that is no white space.
    is_written: bool,
    is_after_return: bool,
}

impl Tracker {
    /// Goes on to behind `text`.
    pub fn pass(&mut self, text: &str) {
        for character in text.chars() {
            self.step(character);
        }
    }

    fn step(&mut self, character: char) {
        match character {
            '\n' => {
                if !self.is_after_return {
                    self.lines = self.lines.saturating_add(1);
                }
                self.characters = 0;
                self.paragraphs = (self.paragraphs).saturating_add(u32::from(self.is_written));
                (self.offset, self.is_written) = (0, false);
            }
            '\r' => {
                self.lines = self.lines.saturating_add(1);
                self.characters = 0;
                self.offset = self.offset.saturating_add(1);
            }
            _ => {
                self.characters = self.characters.saturating_add(1);
                self.offset = self.offset.saturating_add(1);
                self.is_written |= !character.is_whitespace();
            }
        }
        self.is_after_return = character == '\r';
    }

    /// The place of the next character.
    pub fn spot(&self) -> Spot {
        Spot {
            line: self.lines.saturating_add(1),
            column: self.characters.saturating_add(1),
            paragraph: self.paragraphs.saturating_add(1),
            offset: self.offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::SourceText;

    #[test]
    fn a_place_is_what_the_format_says() {
        let text = "甲,乙\r\n\u{3000}\r\n\n  丙,1\n";
        let mut tracker = Tracker::default();
        let mut seen = Vec::new();
        for character in text.chars() {
            if "甲乙丙1".contains(character) {
                seen.push((character, tracker.spot()));
            }
            tracker.pass(character.encode_utf8(&mut [0; 4]));
        }
        let lines: Vec<(u32, u32)> = seen.iter().map(|(_, at)| (at.line, at.column)).collect();
        assert_eq!(lines, [(1, 1), (1, 3), (4, 3), (4, 5)]);
        let source = SourceText::new(text);
        for (character, at) in seen {
            let there = source.from_place(at.paragraph, at.offset).expect("a place");
            assert!(there.starts_with(character), "{character}");
        }
    }
}
