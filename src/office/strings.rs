//! The strings that the cells of a workbook share, and how strings are written in it. It must never
//! hold one twice: a workbook has hundreds of thousands.

use std::borrow::Cow;

use super::broken::Broken;
use super::xml::{Step, Steps};

/// Puts the runs of a rich text together.
#[derive(Default)]
pub(super) struct Runs {
    is_text: bool,
    /// Whether what follows says how the text is pronounced.
    is_phonetic: bool,
}

impl Runs {
    pub fn open(&mut self, name: &str) {
        self.is_phonetic |= name == "rPh";
        self.is_text = name == "t" && !self.is_phonetic;
    }

    pub fn close(&mut self, name: &str) {
        self.is_phonetic &= name != "rPh";
        self.is_text = false;
    }

    pub fn push(&self, text: &str, to: &mut String) {
        if self.is_text {
            to.push_str(text);
        }
    }
}

/// The shared strings, read step by step.
pub(super) struct Strings<'x> {
    steps: Option<Steps<'x>>,
    runs: Runs,
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl<'x> Strings<'x> {
    pub fn new(xml: Option<&'x str>) -> Result<Self, Broken> {
        Ok(Self {
            steps: xml.map(|xml| Steps::new(xml, "sst")).transpose()?,
            runs: Runs::default(),
            text: String::new(),
            ends: Vec::new(),
        })
    }

    /// Makes a step; whether there was one.
    pub fn step(&mut self) -> Result<bool, Broken> {
        let Some(steps) = &mut self.steps else {
            return Ok(false);
        };
        match steps.next()? {
            Step::Open(start) => self.runs.open(start.local_name().into_inner()),
            Step::Text(text) => self.runs.push(&text, &mut self.text),
            Step::Close(end) => {
                let name = end.local_name().into_inner();
                self.runs.close(name);
                if name == "si" {
                    self.ends.push(self.text.len());
                }
            }
            Step::End => self.steps = None,
        }
        Ok(true)
    }

    /// How many bytes are read of what is not yet read whole.
    pub fn position(&self) -> Option<u64> {
        self.steps.as_ref().map(Steps::position)
    }

    /// The string of a number.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        self.text.get(before.copied().unwrap_or(0)..end)
    }
}

/// A string without its escapes: `_x000D_` is the character U+000D (ECMA-376, ST_Xstring).
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let escape = rest.get(at..at + 7).filter(|escape| escape.ends_with('_'));
        let digits = escape.and_then(|escape| escape.get(2..6));
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let (character, length) = match code.and_then(char::from_u32) {
            Some(character) => (character, 7),
            None => ('_', 1),
        };
        plain.push_str(rest.get(..at).unwrap_or_default());
        plain.push(character);
        rest = rest.get(at + length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
