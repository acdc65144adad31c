//! The sentence around a figure, where the report's text is at hand. It must never show a sentence
//! in which the printed figure does not stand at its place.

use crate::dataset::SourceText;

/// What ends a sentence; the end of a paragraph does too.
const ENDS: &[char] = &['。', '！', '？', '；'];
/// What ends a sentence, and what still belongs to one that has ended.
const TAILS: &[char] = &['。', '！', '？', '；', '”', '’', '」', '』', '）', '》'];

/// A sentence with its figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What stands before the figure.
    pub before: String,
    /// The figure as printed.
    pub figure: String,
    /// What stands after it.
    pub after: String,
    /// Where in the paragraph the figure stands.
    pub third: Third,
}

/// A part of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Third {
    /// The first third.
    Beginning,
    /// The second.
    Middle,
    /// The last.
    End,
}

/// The sentence around `printed` at a place of `text`; `None` if it does not stand there.
pub fn sentence(text: &str, paragraph: u32, offset: u32, printed: &str) -> Option<Sentence> {
    let source = SourceText::new(text);
    let rest = source.from_place(paragraph, offset)?;
    let after = rest.strip_prefix(printed).filter(|_| !printed.is_empty())?;
    let line = source.paragraphs().get(paragraph as usize - 1)?;
    let before = line.strip_suffix(rest)?;
    let third = match before.len() * 3 / line.len() {
        0 => Third::Beginning,
        1 => Third::Middle,
        _ => Third::End,
    };
    let tail =
        |text: &str, at: usize| at + text[at..].len() - text[at..].trim_start_matches(TAILS).len();
    let start = before.rfind(ENDS).map_or(0, |at| tail(before, at));
    let end = after.find(ENDS).map_or(after.len(), |at| tail(after, at));
    Some(Sentence {
        before: before[start..].trim_start().to_owned(),
        figure: printed.to_owned(),
        after: after[..end].trim_end().to_owned(),
        third,
    })
}
