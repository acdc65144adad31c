//! A report's text and the places in it: paragraphs and offsets as docs/dataset.md counts them.
//! It must never change a character of the text: a place is a proof.

/// A report's text, divided into paragraphs.
#[derive(Clone, Debug)]
pub struct SourceText<'t> {
    paragraphs: Vec<&'t str>,
}

impl<'t> SourceText<'t> {
    /// Divides a text, whose byte order mark is not counted: lines end at LF or CR LF, and a line
    /// of Unicode White_Space alone is no paragraph.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = text.split('\n');
        let lines = lines.map(|line| line.strip_suffix('\r').unwrap_or(line));
        Self {
            paragraphs: lines
                .filter(|line| !line.chars().all(char::is_whitespace))
                .collect(),
        }
    }

    /// All paragraphs in order.
    pub fn paragraphs(&self) -> &[&'t str] {
        &self.paragraphs
    }

    /// The text from a place to the end of its paragraph; `None` if there is no such place.
    /// `paragraph` counts from 1, `offset` in Unicode code points from 0.
    pub fn from_place(&self, paragraph: u32, offset: u32) -> Option<&'t str> {
        let line = self.paragraphs.get((paragraph as usize).checked_sub(1)?)?;
        let (at, _) = line.char_indices().nth(offset as usize)?;
        line.get(at..)
    }
}
