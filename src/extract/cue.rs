//! Cues: finding the phrases of `cue_table` in the words around a figure, fast enough for a long
//! text.
//!
//! It must never give an indicator that the dataset at hand does not have.

use super::cue_table::CUES;

/// A phrase and the characters that it is made of, as bits.
struct Word {
    chars: Vec<char>,
    bits: u128,
}

/// Alternatives, each of words that must all be there; none asks for nothing.
type Phrases = Vec<Vec<Word>>;

/// One cue whose indicator the dataset has.
struct Compiled {
    indicator: usize,
    near: Phrases,
    part: Phrases,
    not: Phrases,
}

/// The cues of a dataset's indicators.
pub(super) struct Cues(Vec<Compiled>);

/// A text that cues are looked for in.
pub(super) struct Text<'t> {
    chars: &'t [char],
    bits: u128,
}

impl<'t> Text<'t> {
    pub fn new(chars: &'t [char]) -> Self {
        Self {
            chars,
            bits: bits(chars),
        }
    }

    /// Most words are ruled out by their characters, without looking where they stand.
    fn holds(&self, word: &Word) -> bool {
        self.bits & word.bits == word.bits
            && self
                .chars
                .windows(word.chars.len())
                .any(|part| part == word.chars)
    }

    fn fits(&self, phrases: &Phrases) -> bool {
        phrases
            .iter()
            .any(|words| words.iter().all(|word| self.holds(word)))
    }
}

/// The characters of a text, one bit for every 128th of them.
fn bits(chars: &[char]) -> u128 {
    chars
        .iter()
        .fold(0, |bits, c| bits | 1 << (u32::from(*c) % 127))
}

fn compile(phrases: &str) -> Phrases {
    let alternatives = phrases.split('|').filter(|phrase| !phrase.is_empty());
    let words = |phrase: &str| {
        let words = phrase.split('+').map(|word| {
            let chars: Vec<char> = word.chars().collect();
            Word {
                bits: bits(&chars),
                chars,
            }
        });
        words.collect()
    };
    alternatives.map(words).collect()
}

impl Cues {
    /// The cues for indicators that `position` finds by their ids.
    pub fn new(position: impl Fn(&str) -> Option<usize>) -> Self {
        let known = CUES.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let indicator = position(words.next()?)?;
            let mut next = || words.next().filter(|word| *word != "-").map(compile);
            Some(Compiled {
                indicator,
                near: next().unwrap_or_default(),
                part: next().unwrap_or_default(),
                not: next().unwrap_or_default(),
            })
        });
        Self(known.collect())
    }

    /// The cues for the indicators that `has_unit` allows, in order.
    pub fn of(&self, has_unit: impl Fn(usize) -> bool) -> Vec<u16> {
        let all = (0..).zip(&self.0);
        all.filter(|(_, cue)| has_unit(cue.indicator))
            .map(|(at, _)| at)
            .collect()
    }

    /// The first indicator that fits, by the cues of `of`. `near` is the figure's own phrase and
    /// what stands behind it, `part` what stands before it since the last full point or semicolon.
    pub fn find(&self, near: &Text<'_>, part: &Text<'_>, of: &[u16]) -> Option<usize> {
        let fits = |cue: &&Compiled| {
            (cue.near.is_empty() || near.fits(&cue.near))
                && (cue.part.is_empty() || part.fits(&cue.part) || near.fits(&cue.part))
                && !near.fits(&cue.not)
        };
        let cues = of.iter().filter_map(|at| self.0.get(usize::from(*at)));
        let mut cues = cues.filter(fits);
        cues.next().map(|cue| cue.indicator)
    }

    /// Whether a cue would name an indicator but for a word that must not be there.
    pub fn rules_out(&self, indicator: usize, near: &Text<'_>) -> bool {
        let mut own = self.0.iter().filter(|cue| cue.indicator == indicator);
        own.any(|cue| near.fits(&cue.near) && near.fits(&cue.not))
    }
}
