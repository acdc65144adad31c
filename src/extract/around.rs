//! Around: what stands beside a run, and whether words are in it.
//!
//! It must never reach beyond the run's block.

use super::run::Run;
use super::stream::Stream;

/// What stands around a run, within its block.
pub(super) struct Around<'a> {
    /// Up to 24 characters before, nearest last.
    pub before: &'a [char],
    /// Up to 40 characters behind.
    pub after: &'a [char],
}

impl<'a> Around<'a> {
    pub fn new(stream: &'a Stream, run: &Run) -> Self {
        let before = stream.slice(run.at.saturating_sub(24), run.at);
        let start = before
            .iter()
            .rposition(|c| *c == '\n')
            .map_or(0, |at| at + 1);
        let after = stream.slice(run.end, run.end + 40);
        let end = after.iter().position(|c| *c == '\n').unwrap_or(after.len());
        let mut before = before.get(start..).unwrap_or(&[]);
        while let [rest @ .., ' '] = before {
            before = rest;
        }
        Self {
            before,
            after: after.get(..end).unwrap_or(&[]),
        }
    }

    pub fn ends(&self, word: &str) -> bool {
        ends(self.before, word)
    }

    /// Whether one of the words, parted by `|`, stands right before.
    pub fn ends_any(&self, words: &str) -> bool {
        words.split('|').any(|word| self.ends(word))
    }

    pub fn follows(&self, word: &str) -> bool {
        starts(self.after, word)
    }

    /// Whether one of the words, parted by `|`, stands right behind.
    pub fn follows_any(&self, words: &str) -> bool {
        words.split('|').any(|word| self.follows(word))
    }

    pub fn last(&self) -> char {
        self.before.last().copied().unwrap_or('\n')
    }

    pub fn next(&self) -> char {
        self.after.first().copied().unwrap_or('\n')
    }

    /// The clause behind, up to a comma or a full point.
    pub fn clause_after(&self) -> &'a [char] {
        let end = self.after.iter().position(|c| "，,。;!?".contains(*c));
        self.after
            .get(..end.unwrap_or(self.after.len()))
            .unwrap_or(&[])
    }

    /// The last characters before, at most `count`, up to a comma or a full point.
    pub fn near_before(&self, count: usize) -> &'a [char] {
        let from = self.before.len().saturating_sub(count);
        let near = self.before.get(from..).unwrap_or(&[]);
        let cut = near
            .iter()
            .rposition(|c| "，,。;!?、".contains(*c))
            .map_or(0, |at| at + 1);
        near.get(cut..).unwrap_or(&[])
    }
}

pub(super) fn starts(text: &[char], word: &str) -> bool {
    let mut text = text.iter();
    word.chars().all(|c| text.next() == Some(&c))
}

pub(super) fn ends(text: &[char], word: &str) -> bool {
    let mut text = text.iter().rev();
    word.chars().rev().all(|c| text.next() == Some(&c))
}

pub(super) fn holds(text: &[char], word: &str) -> bool {
    let Some(first) = word.chars().next() else {
        return true;
    };
    let mut at = text.iter().enumerate().filter(|(_, c)| **c == first);
    at.any(|(at, _)| starts(text.get(at..).unwrap_or(&[]), word))
}

/// Whether a text holds one of the words, parted by `|`: one string weighs less than a list.
pub(super) fn holds_any(text: &[char], words: &str) -> bool {
    // Read along the words once: dividing them first takes longer than looking.
    let mut rest = words.chars();
    loop {
        let word = rest.clone();
        let Some(first) = rest.next() else {
            return false;
        };
        let mut at = text.iter().enumerate().filter(|(_, c)| **c == first);
        if at.any(|(at, _)| begins(text.get(at..).unwrap_or(&[]), word.clone())) {
            return true;
        }
        if first != '|' && !rest.any(|c| c == '|') {
            return false;
        }
    }
}

/// Whether a text begins with a word that ends at `|`.
fn begins(text: &[char], mut word: std::str::Chars<'_>) -> bool {
    let mut text = text.iter();
    loop {
        match word.next() {
            None | Some('|') => return true,
            Some(c) if text.next() == Some(&c) => {}
            Some(_) => return false,
        }
    }
}
