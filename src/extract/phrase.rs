//! Phrases: the words that say what a figure counts, from the nearest to all of its sentence.
//!
//! They must never reach beyond the sentence and the block's first words.

use super::around::Around;
use super::lexicon::{Lexicon, Units};
use super::read::Here;
use super::stream::Stream;
use super::synonym;
use crate::dataset::Indicator;

/// What names an indicator, from the nearest words to all of the sentence's part.
pub(super) struct Phrases<'a> {
    /// The figure's own phrase, and what follows up to a comma.
    own: Vec<char>,
    /// The clause with its lists, before and behind, if no other figure stands in it.
    clause: Vec<char>,
    part: &'a [char],
    /// The part, and what follows the figure up to a full point or semicolon.
    whole: Vec<char>,
}

impl<'a> Phrases<'a> {
    pub fn new(here: &'a Here<'_>, around: &Around<'_>) -> Self {
        let (mut words, fresh) = (here.words, here.fresh);
        let is_cell = words.iter().any(|c| "\t|".contains(*c));
        let label = here.shared.as_ref().map_or(&[][..], |shared| &shared.label);
        // 参赛职工:4.1万人次.
        while let [rest @ .., ':' | ' '] = words {
            words = rest;
        }
        let behind = |signs: &str| {
            words
                .iter()
                .rposition(|c| signs.contains(*c))
                .map_or(0, |at| at + 1)
        };
        let cut = |from: usize| words.get(from..).unwrap_or(&[]);
        let part = cut(behind(";"));
        let after = around.clause_after();
        let phrase = cut(if is_cell { 0 } else { behind("，,;:、。()") });
        let phrase = if phrase.len() > fresh.len() {
            fresh
        } else {
            phrase
        };
        let mut own = if label.is_empty() {
            phrase.to_vec()
        } else {
            label.to_vec()
        };
        own.push(' ');
        if !is_cell {
            own.extend(after.iter().take(16).take_while(|c| !"、(".contains(**c)));
        }
        let list = cut(behind("，,;:。()"));
        let is_alone = !list.iter().chain(after).any(char::is_ascii_digit);
        let mut clause = if is_alone {
            list.to_vec()
        } else {
            phrase.to_vec()
        };
        clause.push(' ');
        if is_alone {
            clause.extend(after.iter().take(30));
        }
        let mut whole = part.to_vec();
        whole.push(' ');
        let rest = around.after.iter().take_while(|c| !"。;!?".contains(**c));
        whole.extend(rest);
        Self {
            own,
            clause,
            part,
            whole,
        }
    }

    pub fn name<'d>(&self, lexicon: &Lexicon<'d>, units: &Units) -> Option<&'d Indicator> {
        lexicon
            .named(units, &self.own, self.part)
            .or_else(|| lexicon.named(units, &self.clause, self.part))
            .or_else(|| lexicon.named(units, &self.clause, &self.whole))
    }
}

/// The words around a figure: its own phrase and what follows, then the phrases before.
pub(super) fn context(
    stream: &Stream,
    here: &Here<'_>,
    around: &Around<'_>,
) -> Vec<(Vec<char>, f64)> {
    let (run, block) = (here.run, here.block);
    let words = stream.slice(here.sentence.max(run.at.saturating_sub(80)), run.at);
    let mut phrases: Vec<&[char]> = words
        .split(|c| "，,;:、。()\t|".contains(*c))
        .filter(|phrase| !phrase.is_empty())
        .collect();
    let is_adjoined = words.last().is_none_or(|c| !"，,;、。".contains(*c));
    let own = if is_adjoined {
        phrases.pop().unwrap_or(&[])
    } else {
        &[]
    };
    let after = around.clause_after();
    let after = after
        .iter()
        .position(|c| "、(:".contains(*c))
        .map_or(after, |at| after.get(..at).unwrap_or(after));
    let after = after
        .iter()
        .position(|c| c.is_ascii_digit())
        .map_or(after, |at| after.get(..at).unwrap_or(after));
    let mut parts = vec![(synonym::fold(own), 1.0)];
    let right = if own.len() >= 4 { 0.6 } else { 1.0 };
    parts.push((
        synonym::fold(after.get(..18.min(after.len())).unwrap_or(after)),
        right,
    ));
    let mut weight = if own.len() >= 4 { 0.4 } else { 0.6 };
    for phrase in phrases.iter().rev().take(4) {
        parts.push((synonym::fold(phrase), weight));
        weight *= 0.6;
    }
    let head = stream.slice(block.start, block.end.min(block.start + 20));
    let end = head
        .iter()
        .position(|c| "。，,".contains(*c))
        .unwrap_or(head.len());
    parts.push((synonym::fold(head.get(..end).unwrap_or(&[])), 0.15));
    parts
}

/// A few words beside a figure without an indicator.
pub(super) fn label(near: &[char], around: &Around<'_>) -> String {
    const LONGEST: usize = 12;
    let from = near.len().saturating_sub(LONGEST);
    let own: String = near.get(from..).unwrap_or(near).iter().collect();
    if !own.trim().is_empty() {
        return own.trim().to_owned();
    }
    let after = around.clause_after();
    after
        .iter()
        .take(LONGEST)
        .collect::<String>()
        .trim()
        .to_owned()
}
