//! Lexicon: which indicator a figure is of, learned from the names and definitions of the dataset.
//!
//! Pairs of neighbouring characters stand for words, since Chinese prints no spaces; a pair weighs
//! the more the fewer indicators have it. It must never give an indicator of another unit.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::cue::{Cues, Text};
use super::synonym::Synonyms;
use crate::dataset::{Dataset, Indicator, Measure};
use crate::figure::are_same_unit;

/// Two neighbouring characters.
type Pair = (char, char);

/// What one indicator says of a pair.
struct Posting {
    pair: Pair,
    indicator: usize,
    /// How much of the indicator's name the pair is.
    name: f64,
    /// How much of its definition.
    definition: f64,
}

/// The words of a dataset's indicators.
pub(super) struct Lexicon<'d> {
    indicators: &'d [Indicator],
    postings: Vec<Posting>,
    cues: Cues,
    pub synonyms: Synonyms,
    /// What was asked of printed units.
    fitted: RefCell<BTreeMap<String, Rc<Units>>>,
}

/// What a figure's unit can count.
pub(super) struct Units {
    /// Whether it fits, indicator by indicator.
    fits: Vec<bool>,
    /// The cues of those that it fits.
    cues: Vec<u16>,
}

/// What stands around a figure, nearest first, each with its weight.
pub(super) struct Context<'a> {
    pub units: &'a Units,
    pub parts: &'a [(Vec<char>, f64)],
    /// The figure's own phrase.
    pub own: &'a [char],
    /// The nearest words speak of something new: 新建, 发展.
    pub is_new: bool,
}

impl Context<'_> {
    /// Whether what a name must not do without is printed: members are called so, and the level
    /// that a name begins with is named (职工书屋 are no 省级职工书屋).
    fn has_level(&self, name: &str) -> bool {
        let member = ['会', '员'];
        let says = |(part, _): &(Vec<char>, f64)| part.windows(2).any(|pair| pair == member);
        if name.contains("会员") && !self.parts.iter().any(says) {
            return false;
        }
        let holds = |word: &[char]| {
            let has = |(part, _): &(Vec<char>, f64)| part.windows(word.len()).any(|w| w == word);
            self.parts.iter().any(has)
        };
        let name: Vec<char> = name.chars().take(3).collect();
        match name.as_slice() {
            ['百', '人', '以'] => holds(&['百', '人']) || holds(&['1', '0', '0', '人']),
            ['全', '国', ..] => holds(&['国']),
            [level @ ('市' | '县'), '级', ..] => holds(&[*level, '级']),
            [level @ ('省' | '市' | '县' | '国'), ..] => holds(&[*level]),
            _ => true,
        }
    }
}

/// How alike a context and an indicator must be.
const LEAST: f64 = 0.62;

fn pairs(text: &[char]) -> impl Iterator<Item = Pair> + '_ {
    text.windows(2).filter_map(|two| match two {
        [a, b] if is_word(*a) && is_word(*b) => Some((*a, *b)),
        _ => None,
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c != '的'
}

impl<'d> Lexicon<'d> {
    pub fn new(dataset: &'d Dataset) -> Self {
        let indicators = &dataset.indicators;
        let synonyms = Synonyms::new();
        let mut raw: Vec<(Pair, usize, bool)> = Vec::new();
        for (at, indicator) in indicators.iter().enumerate() {
            let name = synonyms.fold(&indicator.name.chars().collect::<Vec<_>>());
            raw.extend(pairs(&name).map(|pair| (pair, at, true)));
            let definition = indicator.definition.as_deref().unwrap_or("");
            let definition = synonyms.fold(&definition.chars().collect::<Vec<_>>());
            raw.extend(pairs(&definition).map(|pair| (pair, at, false)));
        }
        raw.sort_unstable();
        raw.dedup();
        // The rarer a pair, the more it says.
        let mut postings: Vec<Posting> = Vec::new();
        let mut start = 0;
        while let Some(&(pair, ..)) = raw.get(start) {
            let same = raw.get(start..).unwrap_or(&[]);
            let count = same.iter().take_while(|(other, ..)| *other == pair).count();
            let group = same.get(..count).unwrap_or(&[]);
            let mut of: Vec<usize> = group.iter().map(|(_, at, _)| *at).collect();
            of.dedup();
            let rare = rarity(indicators.len(), of.len());
            for indicator in of {
                let has = |in_name: bool| {
                    let found = group
                        .iter()
                        .any(|(_, at, name)| *at == indicator && *name == in_name);
                    if found { rare } else { 0.0 }
                };
                postings.push(Posting {
                    pair,
                    indicator,
                    name: has(true),
                    definition: has(false),
                });
            }
            start += count;
        }
        // Parts of a whole.
        let mut sums = vec![(0.0, 0.0); indicators.len()];
        for posting in &postings {
            if let Some((name, definition)) = sums.get_mut(posting.indicator) {
                *name += posting.name;
                *definition += posting.definition;
            }
        }
        for posting in &mut postings {
            if let Some((name, definition)) = sums.get(posting.indicator) {
                posting.name /= name.max(1.0);
                posting.definition /= definition.max(1.0);
            }
        }
        let position = |id: &str| indicators.iter().position(|known| known.id == id);
        Self {
            indicators,
            postings,
            cues: Cues::new(position),
            synonyms,
            fitted: RefCell::default(),
        }
    }

    /// Whether an indicator counts what happened, rather than what is there.
    pub fn is_flow(&self, id: &str) -> bool {
        let mut known = self.indicators.iter();
        known.any(|known| known.id == id && known.measure == Measure::Flow)
    }

    /// Which of the indicators' units a printed one can be.
    pub fn fitting(&self, printed: &str) -> Rc<Units> {
        let known = self.fitted.borrow().get(printed).cloned();
        known.unwrap_or_else(|| {
            let units = Rc::new(self.fit(printed));
            let mut fitted = self.fitted.borrow_mut();
            fitted.insert(printed.to_owned(), Rc::clone(&units));
            units
        })
    }

    fn fit(&self, printed: &str) -> Units {
        // 个 counts no people, 名 and 位 nothing but people.
        let is_fit = |known: &Indicator| match printed {
            "个" => !is_person(known),
            "名" | "位" | "人" => known.unit != "个" || known.name.contains("奖"),
            _ => true,
        };
        let known = self.indicators.iter();
        let fits: Vec<bool> = known
            .map(|known| fits(printed, &known.unit) && is_fit(known))
            .collect();
        let cues = self.cues.of(|at| fits.get(at) == Some(&true));
        Units { fits, cues }
    }

    /// The indicator that phrases name, if its unit fits.
    pub fn named(&self, units: &Units, near: &[char], part: &[char]) -> Option<&'d Indicator> {
        let (near, part) = (Text::new(near), Text::new(part));
        let found = self.cues.find(&near, &part, &units.cues)?;
        self.indicators.get(found)
    }

    /// The indicator that a context is most like, and how much, 0 to 1.
    pub fn find(&self, context: &Context<'_>) -> Option<(&'d Indicator, f64)> {
        let mut scores = vec![(0.0_f64, 0.0_f64); self.indicators.len()];
        let mut seen: Vec<Pair> = Vec::new();
        for (part, weight) in context.parts {
            for pair in pairs(part) {
                if seen.contains(&pair) {
                    continue;
                }
                seen.push(pair);
                let from = self.postings.partition_point(|posting| posting.pair < pair);
                let rest = self.postings.get(from..).unwrap_or(&[]);
                for posting in rest.iter().take_while(|posting| posting.pair == pair) {
                    if let Some((name, definition)) = scores.get_mut(posting.indicator) {
                        *name += weight * posting.name;
                        *definition += weight * posting.definition;
                    }
                }
            }
        }
        let mut best: Option<(usize, f64)> = None;
        for (at, (name, definition)) in scores.iter().enumerate() {
            let Some(indicator) = self.indicators.get(at) else {
                continue;
            };
            if *name <= 0.0
                || context.units.fits.get(at) != Some(&true)
                || !context.has_level(&indicator.name)
            {
                continue;
            }
            let mut score = name * 0.8 + definition * 0.5;
            let is_stock = indicator.measure == Measure::Stock;
            if context.is_new && is_stock {
                score *= 0.3;
            }
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((at, score));
            }
        }
        let (at, score) = best.filter(|(_, score)| *score >= LEAST)?;
        if self.cues.rules_out(at, &Text::new(context.own)) {
            return None;
        }
        Some((self.indicators.get(at)?, score.min(1.0)))
    }
}

/// ln(all / few), at least a little: few enough steps to need no logarithm.
fn rarity(all: usize, few: usize) -> f64 {
    let mut left = all as f64 / few.max(1) as f64;
    let mut rare = 0.3;
    while left > 1.5 {
        left /= 1.5;
        rare += 0.4;
    }
    rare
}

/// 个 counts people only where they are awards: 奖章9个.
fn is_person(indicator: &Indicator) -> bool {
    let awards = ["奖章", "劳模", "先进", "工匠"];
    indicator.unit == "人" && !awards.iter().any(|award| indicator.name.contains(award))
}

/// Whether a figure's unit can be an indicator's.
fn fits(printed: &str, unit: &str) -> bool {
    const MORE: [&[&str]; 7] = [
        &["份", "件", "篇", "条", "个", "幅", "处"],
        &["项", "件", "个"],
        &["项", "场"],
        &["家", "个", "座", "处", "所", "间", "站", "支"],
        &["起", "件", "宗", "例"],
        &["场", "期", "次", "场次"],
        &["名", "人", "位", "个", "枚"],
    ];
    let printed = if printed == "个工作日" {
        "天"
    } else {
        printed
    };
    printed.is_empty()
        || are_same_unit(printed, unit)
        || MORE
            .iter()
            .any(|group| group.contains(&printed) && group.contains(&unit))
}
