//! Phrases: the words that say what a figure counts, from the nearest to all of its sentence.
//!
//! They must never reach beyond the sentence and the block's first words.

use super::around::{Around, ends, holds, holds_any, starts};
use super::beside::is_date;
use super::lexicon::{Lexicon, Units};
use super::read::Here;
use super::stream::Stream;
use super::synonym::Synonyms;
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
    /// What the paragraph begins with, and the part.
    headed: Vec<char>,
    /// The line above and the own phrase, on a poster.
    poster: Vec<char>,
    /// The same, and the heading of its part.
    titled: Vec<char>,
}

/// Marks in the own phrase that no text prints: what follows stands behind the figure.
const BEHIND: char = '\u{4}';
/// The figure is planned.
const PLANNED: char = '\u{1}';
/// A sum follows it: 建成34座，累计186座.
const SUM_FOLLOWS: char = '\u{2}';
/// The sentence is of a part of a year: what was built then.
const WITHIN: char = '\u{3}';

impl<'a> Phrases<'a> {
    /// `head` is what the block begins with, `title` the marked heading and `above` the line above
    /// a poster's figure, `row` the first words of a row, `column` its header.
    pub fn new(
        here: &'a Here<'_>,
        around: &Around<'_>,
        head: &[char],
        (title, above, row, column): (&[char], &[char], &[char], &[char]),
    ) -> Self {
        let (mut words, fresh) = (here.words, here.fresh);
        let is_cell = words.iter().any(|c| "\t|".contains(*c))
            || words
                .windows(3)
                .any(|three| three.iter().all(|c| *c == ' '));
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
        let phrase = cut(if is_cell { 0 } else { phrase_start(words) });
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
        if label.is_empty() && is_cell {
            // A row's later cell is what its first words say, and the column's.
            if !own.iter().any(|c| c.is_alphabetic()) {
                own = row.to_vec();
            }
            // 其中：市本级 heads a column of parts.
            own.extend(column.strip_prefix(&['其', '中']).unwrap_or(column));
        }
        if label.is_empty() && !is_cell {
            own = with_noun(own, part);
            own = with_verb(own, cut(behind("，,;:。")));
        }
        own.push(BEHIND);
        if !is_cell {
            own.extend(noun_behind(after));
        }
        let mut poster = Vec::new();
        // Before the figure stands a verb or nothing: 建成 518家.
        const LONGEST_VERB: usize = 4;
        let is_bare = phrase.iter().filter(|c| c.is_alphanumeric()).count() <= LONGEST_VERB;
        if !above.is_empty() && (is_bare || is_date(phrase)) {
            poster.extend(above);
            poster.extend(&own);
        }
        let titled = [title, &poster].concat();
        if here.is_plan {
            own.push(PLANNED);
        }
        let next: Vec<char> = around.after.iter().take(14).copied().collect();
        if holds_any(&next, "累计|总数|总量|全市共|共有|达到") {
            own.push(SUM_FOLLOWS);
        }
        if holds_any(part, "上半年|下半年|季度|今年，|年内")
            && !holds_any(part, "截至|累计|已|目前")
        {
            own.push(WITHIN);
        }
        let own = grown(own);
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
        let headed = [head.split(|c| *c == '。').next().unwrap_or(&[]), part].concat();
        Self {
            own,
            clause,
            part,
            whole,
            headed,
            poster,
            titled,
        }
    }

    pub fn own(&self) -> &[char] {
        &self.own
    }

    /// The indicator; `lines` are a poster's that stand right above.
    pub fn name<'d>(
        &self,
        lexicon: &Lexicon<'d>,
        units: &Units,
        lines: &[char],
    ) -> Option<&'d Indicator> {
        let below = || {
            let part = [lines, self.part].concat();
            let named = || lexicon.named(units, &self.own, &part);
            (!lines.is_empty()).then(named).flatten()
        };
        let poster = || {
            let is_poster = !self.poster.is_empty();
            let named = is_poster.then(|| lexicon.named(units, &self.poster, &self.titled));
            named.flatten()
        };
        lexicon
            .named(units, &self.own, self.part)
            .or_else(|| lexicon.named(units, &self.clause, self.part))
            .or_else(|| lexicon.named(units, &self.clause, &self.whole))
            .or_else(|| lexicon.named(units, &self.own, &self.headed))
            .or_else(|| lexicon.named(units, &self.own, &self.whole))
            .or_else(poster)
            .or_else(below)
    }
}

/// Where the phrase before a figure begins: behind the last pause, but for one in brackets, as in
/// 劳模(工匠、技师)创新工作室.
fn phrase_start(words: &[char]) -> usize {
    const LONGEST: usize = 60;
    let mut depth = 0;
    for (at, c) in words.iter().enumerate().rev().take(LONGEST) {
        match c {
            // What follows a bracket at once goes on behind it.
            ')' if at + 1 < words.len() => depth += 1,
            '(' if depth > 0 => depth -= 1,
            _ if depth == 0 && "，,;:、。()".contains(*c) => return at + 1,
            _ => {}
        }
    }
    match depth {
        0 => words.len().saturating_sub(LONGEST),
        _ => words
            .iter()
            .rposition(|c| "，,;:、。()".contains(*c))
            .map_or(0, |at| at + 1),
    }
}

const LEVELS: [&str; 7] = ["国家级", "全国", "自治区级", "省级", "市级", "县级", "区级"];

/// The level that a phrase is of, and whether it says nothing else: 创成省级.
fn level(phrase: &[char], most: usize) -> Option<&'static str> {
    let level = LEVELS.iter().find(|level| holds(phrase, level))?;
    (phrase.len() <= level.chars().count() + most).then_some(level)
}

/// A level alone takes the noun of the figure before it: 省级工匠学院4家、市级22家; so does nothing:
/// 金秋助学412人、123.6万元.
fn with_noun(own: Vec<char>, part: &[char]) -> Vec<char> {
    let level = match level(&own, 5).filter(|level| ends(&own, level)) {
        Some(level) => level,
        None if own.is_empty() && part.last() == Some(&'、') => "",
        None => return dated_label(own, part),
    };
    let mut before = part
        .get(..part.len().saturating_sub(own.len()))
        .unwrap_or(&[]);
    let mut noun: &[char] = &[];
    // 创新工作室346个，其中国家级5个、自治区级52个: past another level too.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let Some(last) = before.iter().rposition(char::is_ascii_digit) else {
            // 创新工作室：省级6个.
            return [label_of(part), &own].concat();
        };
        let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
        let first = before.iter().take(last).rposition(|c| !is_part(c));
        before = before.get(..first.map_or(0, |at| at + 1)).unwrap_or(&[]);
        while let [rest @ .., ' '] = before {
            before = rest;
        }
        noun = before.get(phrase_start(before)..).unwrap_or(&[]);
        if !LEVELS.iter().any(|level| ends(noun, level)) {
            break;
        }
    }
    let mut full: Vec<char> = level.chars().collect();
    full.extend(without_level(noun));
    full
}

/// What a list begins with holds for all of it: 新增基层工会126家、会员1.1万人.
fn with_verb(own: Vec<char>, list: &[char]) -> Vec<char> {
    const VERBS: [&str; 9] = [
        "新建",
        "新增",
        "新组建",
        "新发展",
        "净增",
        "新改建",
        "新创建",
        "打造",
        "新添",
    ];
    let is_first = own.len() >= list.len() || !list.contains(&'、');
    let head = list.get(..8.min(list.len())).unwrap_or(list);
    let verb = VERBS.iter().find(|verb| holds(head, verb));
    match verb {
        Some(verb) if !is_first && !own.is_empty() => verb.chars().chain(own).collect(),
        _ => own,
    }
}

/// A date alone takes the label before it: 驿站：2021年底61座，2022年底98座.
fn dated_label(own: Vec<char>, part: &[char]) -> Vec<char> {
    let is_of_date =
        |c: &char| !c.is_alphabetic() || "年月日底末初 至截到上下半达共有为去今前".contains(*c);
    if !own.iter().all(is_of_date) {
        return own;
    }
    [label_of(part), clause_before(part, own.len()), &own].concat()
}

/// The clause in front of a date's, if no figure stands in it: 筹集送温暖资金，2020年为640万元.
fn clause_before(part: &[char], own: usize) -> &[char] {
    let before = part.get(..part.len().saturating_sub(own)).unwrap_or(&[]);
    let Some(before) = before.strip_suffix(&['，']).filter(|_| own > 0) else {
        return &[];
    };
    let from = before.iter().rposition(|c| "，,:、()".contains(*c));
    let clause = before.get(from.map_or(0, |at| at + 1)..).unwrap_or(&[]);
    match clause.iter().any(char::is_ascii_digit) {
        true => &[],
        false => clause,
    }
}

/// What stands before the first colon, if that is near.
fn label_of(part: &[char]) -> &[char] {
    const LONGEST: usize = 20;
    let end = part.iter().take(LONGEST).position(|c| *c == ':');
    end.and_then(|end| part.get(..end)).unwrap_or(&[])
}

fn without_level(noun: &[char]) -> &[char] {
    let found = LEVELS.iter().find_map(|level| {
        let at = (0..noun.len()).find(|at| starts(noun.get(*at..).unwrap_or(&[]), level))?;
        noun.get(at + level.chars().count()..)
    });
    found.unwrap_or(noun)
}

/// What stands behind a figure, up to the next; a level alone takes the noun of the next:
/// 18家省级、10家市级疗休养基地.
fn noun_behind(after: &[char]) -> Vec<char> {
    const LONGEST: usize = 16;
    const DAY: &str = "24小时";
    let end = |text: &[char]| {
        // 65处是24小时开放的驿站.
        let day =
            (0..text.len().min(LONGEST)).find(|at| starts(text.get(*at..).unwrap_or(&[]), DAY));
        let is_day = |at: usize| day.is_some_and(|day| (day..day + DAY.len()).contains(&at));
        let end = text
            .iter()
            .enumerate()
            .position(|(at, c)| "、(在".contains(*c) || c.is_ascii_digit() && !is_day(at));
        end.unwrap_or(text.len()).min(LONGEST)
    };
    let own = after.get(..end(after)).unwrap_or(&[]);
    let Some(level) = level(own, 0) else {
        return own.to_vec();
    };
    let rest = after.get(own.len()..).unwrap_or(&[]);
    let number = rest
        .iter()
        .rposition(char::is_ascii_digit)
        .map_or(0, |at| at + 2);
    let noun = without_level(rest.get(number..).unwrap_or(&[]));
    let mut full: Vec<char> = level.chars().collect();
    full.extend(noun.get(..end(noun)).unwrap_or(&[]));
    full
}

/// 发展到 is no 发展.
fn grown(text: Vec<char>) -> Vec<char> {
    let is_growth = |three: &[char]| matches!(three, ['发', '展', c] if "到至为".contains(*c));
    match text.windows(3).position(is_growth) {
        Some(at) => [
            text.get(..at).unwrap_or(&[]),
            &['增'],
            text.get(at + 2..).unwrap_or(&[]),
        ]
        .concat(),
        None => text,
    }
}

/// The words around a figure: its own phrase and what follows, then the phrases before.
pub(super) fn context(
    stream: &Stream,
    synonyms: &Synonyms,
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
    let mut parts = vec![(synonyms.fold(own), 1.0)];
    let right = if own.len() >= 4 { 0.6 } else { 1.0 };
    parts.push((
        synonyms.fold(after.get(..18.min(after.len())).unwrap_or(after)),
        right,
    ));
    let mut weight = if own.len() >= 4 { 0.4 } else { 0.6 };
    for phrase in phrases.iter().rev().take(4) {
        parts.push((synonyms.fold(phrase), weight));
        weight *= 0.6;
    }
    let head = stream.slice(block.start, block.end.min(block.start + 20));
    let end = head
        .iter()
        .position(|c| "。，,".contains(*c))
        .unwrap_or(head.len());
    parts.push((synonyms.fold(head.get(..end).unwrap_or(&[])), 0.15));
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
