//! The reporting body: which city a text is about, and where in it the city changes.
//!
//! It must never take a city for the subject because it is named: a partner or a place of origin
//! is none.

use std::collections::BTreeSet;

use super::around::{ends, holds, starts};
use super::body_name::unknown;
use super::division::Division;
use super::stream::{Block, Stream, Stride};
use crate::dataset::Dataset;
use crate::pace::Pace;

/// A city as the text means it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct City {
    /// Full name.
    pub name: String,
    /// GB/T 2260 code, where the table or the dataset knows it.
    pub code: Option<String>,
}

/// Where a city is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub at: usize,
    pub end: usize,
    pub city: usize,
    /// Followed by 总工会 or 工会.
    pub is_union: bool,
    /// Named with its ending, 市.
    pub is_full: bool,
}

/// One name to look for.
struct Name {
    chars: Vec<char>,
    city: usize,
    is_full: bool,
}

/// The cities of a document.
pub(super) struct Bodies {
    cities: Vec<City>,
    /// The names of those with a code, sorted.
    known: Vec<String>,
    mentions: Vec<Mention>,
    /// Those that report: their short names are subjects too.
    reporting: Vec<usize>,
    /// The city that the document is about.
    pub main: Option<usize>,
    /// Several cities report in it.
    pub is_several: bool,
    /// A province's federation reports.
    pub is_province: bool,
}

/// How far a title is looked through for names without 总工会.
const LONGEST_TITLE: usize = 300;

/// What a document's title weighs more.
const TITLE: u32 = 3;

impl Bodies {
    pub async fn find(
        stream: &Stream,
        blocks: &[Block],
        heads: usize,
        dataset: &Dataset,
        pace: &mut Pace,
    ) -> Self {
        let (mut cities, names) = names(dataset);
        let mut mentions = known(stream, &names, pace).await;
        let table = cities.len();
        let title_end = blocks
            .get(heads.saturating_sub(1))
            .map_or(0, |block| block.end);
        let heading_end = title_end.min(LONGEST_TITLE);
        // Who reports is named in the title or the lead.
        let lead_end = blocks
            .get(heads + 2)
            .map_or(stream.chars.len(), |block| block.end);
        unknown(stream, &mut cities, &mut mentions, lead_end, heading_end);
        mentions.sort_by_key(|mention| mention.at);
        let mut scores = vec![0_u32; cities.len()];
        let mut unions = vec![0_u32; cities.len()];
        let mut in_title = Vec::new();
        for mention in mentions.iter().filter(|one| !is_addressee(stream, one)) {
            let is_title = mention.at < title_end;
            let weight = match (mention.is_union, mention.is_full) {
                (true, true) => 5,
                (true, false) => 4,
                (false, true) => 1,
                (false, false) => u32::from(is_title),
            };
            let weight = if is_title { weight * TITLE + 2 } else { weight };
            if let (Some(score), Some(union)) =
                (scores.get_mut(mention.city), unions.get_mut(mention.city))
            {
                *score += weight;
                *union +=
                    u32::from(mention.is_union) + u32::from(is_subject(stream, mention, false));
            }
            if is_title && !in_title.contains(&mention.city) {
                in_title.push(mention.city);
            }
        }
        if scores.iter().all(|score| *score < 2) {
            // Named by its short name alone: the one that is named most, or whose paper, or whose
            // craftsmen.
            for mention in &mentions {
                let after = stream.slice(mention.end, mention.end + 3);
                let is_paper = ["日报", "晚报", "新闻", "发布", "融媒", "工匠", "职工"]
                    .iter()
                    .any(|word| starts(after, word));
                if let Some(score) = scores.get_mut(mention.city) {
                    *score += 1 + u32::from(is_paper);
                }
            }
        }
        let best =
            (0..cities.len()).max_by_key(|city| (scores.get(*city).copied(), usize::MAX - city));
        let main = best.filter(|city| scores.get(*city).is_some_and(|score| *score >= 2));
        let text = &stream.chars;
        let title = text.get(..title_end).unwrap_or(text);
        let headed = headed(stream, blocks, &mentions, table);
        let is_province = in_title.is_empty()
            && (holds(title, "省总工会")
                || (names_province(text.get(..heading_end).unwrap_or(title)) && headed.len() > 1));
        // Another city of the table that reports: named as a federation, as a subject, repeatedly.
        let rivals = (0..table).filter(|city| Some(*city) != main);
        let strong = rivals.filter(|city| {
            let named = unions.get(*city).copied().unwrap_or(0);
            let most = main.and_then(|main| unions.get(main)).copied().unwrap_or(0);
            named >= 2 && named * 4 >= most && main.is_some_and(|main| main < table)
        });
        let several_titled = in_title.iter().filter(|city| **city < table).count() > 1;
        let is_headed = headed.len() > 1;
        let mut reporting: Vec<usize> = strong.collect();
        let is_rivalled = !reporting.is_empty();
        reporting.extend(headed.iter().chain(&in_title).filter(|city| **city < table));
        let is_several = is_rivalled || several_titled || is_province || is_headed;
        // A text whose sections are headed by cities is about none of them before the first.
        let is_titled = |city: &usize| in_title.contains(city) || !is_headed;
        let main = main
            .filter(|_| !(is_province || several_titled))
            .filter(is_titled);
        let coded = cities.iter().filter(|city| city.code.is_some());
        let mut known: Vec<String> = coded.map(|city| city.name.clone()).collect();
        known.sort_unstable();
        Self {
            cities,
            known,
            mentions,
            reporting,
            main,
            is_several,
            is_province,
        }
    }

    pub fn city(&self, at: usize) -> Option<&City> {
        self.cities.get(at)
    }

    /// The city that a heading or the beginning of a sentence makes the subject.
    pub fn subject(&self, stream: &Stream, from: usize, to: usize) -> Option<Subject> {
        let first = self.mentions.partition_point(|mention| mention.at < from);
        let within = self
            .mentions
            .get(first..)?
            .iter()
            .take_while(|mention| mention.at < to);
        let mut found = None;
        for mention in within {
            let is_known = self
                .cities
                .get(mention.city)
                .is_some_and(|city| city.code.is_some());
            let reports = self.reporting.contains(&mention.city);
            if !is_subject(stream, mention, reports)
                || !(is_known || Some(mention.city) == self.main)
            {
                continue;
            }
            if is_pair(stream, mention) {
                return Some(Subject::Several);
            }
            found = Some(Subject::City(mention.city));
        }
        found
    }

    /// The city that is named at a place.
    pub fn named_at(&self, at: usize) -> Option<usize> {
        let found = self
            .mentions
            .binary_search_by_key(&at, |mention| mention.at);
        found
            .ok()
            .and_then(|found| self.mentions.get(found))
            .map(|mention| mention.city)
    }

    /// The city that was named last between two places.
    pub fn last_named(&self, from: usize, to: usize) -> Option<usize> {
        let before = self.mentions.partition_point(|mention| mention.at < to);
        let last = self.mentions.get(before.checked_sub(1)?)?;
        (last.at >= from).then_some(last.city)
    }

    /// Whether a name that ends in 市 is a city of the table.
    pub fn is_city(&self, name: &str) -> bool {
        let order = |known: &String| known.as_str().cmp(name);
        self.known.binary_search_by(order).is_ok()
    }
}

/// Who reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject {
    City(usize),
    Several,
}

/// Whether a city is named at the beginning of a clause, a date or 在 aside, and is not the object;
/// of one that `reports` the short name is enough: 岳阳发放400份.
fn is_subject(stream: &Stream, mention: &Mention, reports: bool) -> bool {
    let from = mention.at.saturating_sub(14);
    let before = stream.slice(from, mention.at);
    let cut = before
        .iter()
        .rposition(|c| "，,。;!?\n、— )|【\t".contains(*c))
        .map_or(0, |at| at + 1);
    let clause: String = before.get(cut..).unwrap_or(&[]).iter().collect();
    let line = before
        .iter()
        .rposition(|c| *c == '\n')
        .map_or(0, |at| at + 1);
    let is_item = super::stream::starts_item(before.get(line..).unwrap_or(&[]));
    let is_listed = cut > 0 && before.get(cut - 1) == Some(&'、') && !is_item;
    let after = stream.slice(mention.end, mention.end + 2);
    let is_heading = matches!(
        after,
        [':' | '\n' | ' ' | '|' | '\t' | '—' | '】' | '》' | '」', ..] | ['方' | '篇', ..]
    );
    let goes_on = mention.is_union
        || mention.is_full
        || is_heading
        || matches!(
            after,
            ['已', '有'] | ['全', '市'] | ['各', '级'] | ['占', _]
        )
        || ((reports || stream.is_line_start(mention.at))
            && !matches!(after, ['、' | '与' | '和' | '及' | '至' | '到', ..]))
        || after.first().is_some_and(|c| c.is_ascii_digit());
    let is_bare = clause.is_empty() || clause.ends_with(['省', '日', '年']);
    is_bare && goes_on && !is_listed || (is_listed && mention.is_union)
}

/// Whether a line is to whom a report is sent: 襄阳市总工会：.
fn is_addressee(stream: &Stream, mention: &Mention) -> bool {
    let is_first = mention.at == 0 || stream.slice(mention.at - 1, mention.at) == ['\n'];
    let behind = stream.slice(mention.end, mention.end + 5);
    is_first && matches!(behind, ['总', '工', '会', ':', '\n'])
}

/// 厦门、泉州两地: two cities as one subject.
fn is_pair(stream: &Stream, mention: &Mention) -> bool {
    let before = stream.slice(mention.at.saturating_sub(3), mention.at);
    let after = stream.slice(mention.end, mention.end + 3);
    let is_joint = ends(before, "、") && starts(after, "两");
    let is_counted =
        matches!(after, [count, '市' | '地', ..] if "两二三四五六七八".contains(*count));
    is_joint || is_counted
}

/// The cities that head a section or a row: 银川：…, 二、石嘴山市, 吴忠市 | 52.
fn headed(stream: &Stream, blocks: &[Block], mentions: &[Mention], table: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for block in blocks {
        let first = mentions.partition_point(|mention| mention.at < block.start);
        let Some(mention) = mentions.get(first).filter(|one| one.at < block.start + 6) else {
            continue;
        };
        let before = stream.slice(block.start, mention.at);
        let is_mark = |c: &char| c.is_ascii_digit() || !c.is_alphanumeric();
        let is_first = super::stream::starts_item(before) || before.iter().all(is_mark);
        let after = stream.slice(mention.end, mention.end + 1);
        let is_head = matches!(after, [':' | '\n' | ' ' | '|' | '\t' | '—' | '】' | '篇']);
        if is_first && is_head && mention.city < table && !found.contains(&mention.city) {
            found.push(mention.city);
        }
    }
    found
}

/// Whether a title names a province: 宁夏五市.
fn names_province(title: &[char]) -> bool {
    const KINDS: [&str; 6] = [
        "省",
        "市",
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "自治区",
    ];
    let holds_name = |name: &str| {
        let short = KINDS.iter().find_map(|kind| name.strip_suffix(kind));
        !name.ends_with('市') && holds(title, short.unwrap_or(name))
    };
    Division::all().any(|division| holds_name(division.province()))
}

fn names(dataset: &Dataset) -> (Vec<City>, Vec<Name>) {
    let mut cities = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    let mut add = |city: usize, name: &str, is_full: bool| {
        names.push(Name {
            chars: name.chars().collect(),
            city,
            is_full,
        });
    };
    let short = |name: &'static str| name.strip_suffix('省').unwrap_or(name);
    let provinces: BTreeSet<&str> = Division::all().map(|one| short(one.province())).collect();
    for (city, division) in Division::all().enumerate() {
        add(city, &division.name(), true);
        // 海南 is the province, not the prefecture of that name.
        if !provinces.contains(division.short()) {
            add(city, division.short(), false);
        }
        add(
            city,
            &format!("{}{}", division.short(), division.ending()),
            true,
        );
        cities.push(City {
            name: division.name(),
            code: Some(division.code()),
        });
    }
    for known in &dataset.cities {
        let at = cities
            .iter()
            .position(|city| city.code.as_ref() == Some(&known.code));
        let at = at.unwrap_or_else(|| {
            cities.push(City {
                name: known.name.clone(),
                code: Some(known.code.clone()),
            });
            cities.len() - 1
        });
        add(at, &known.name, true);
        add(at, &known.short_name, false);
        for alias in &known.aliases {
            add(at, alias, false);
        }
    }
    // Sorted, so that a first character finds its names; the longest first.
    names.sort_by(|a, b| {
        let by = a.chars.first().cmp(&b.chars.first());
        by.then(b.chars.len().cmp(&a.chars.len()))
    });
    (cities, names)
}

/// Every mention of a known city.
async fn known(stream: &Stream, names: &[Name], pace: &mut Pace) -> Vec<Mention> {
    let chars = &stream.chars;
    let mut found = Vec::new();
    let (mut at, mut stride) = (0, Stride::default());
    while let Some(c) = chars.get(at) {
        stride.pass(at, pace).await;
        let from = names.partition_point(|name| name.chars.first() < Some(c));
        let same = names.get(from..).unwrap_or(&[]).iter();
        let rest = chars.get(at..).unwrap_or(&[]);
        let name = same
            .take_while(|name| name.chars.first() == Some(c))
            .find(|name| rest.starts_with(&name.chars));
        let Some(name) = name else {
            at += 1;
            continue;
        };
        let end = at + name.chars.len();
        let after = stream.slice(end, end + 4);
        // 安庆路, 吉林省 and 海南省 are other things.
        let is_other = matches!(
            after.first(),
            Some('省' | '市' | '路' | '县' | '区' | '街' | '港' | '湖')
        ) && !name.is_full;
        if !is_other {
            found.push(Mention {
                at,
                end,
                city: name.city,
                is_union: is_union(after),
                is_full: name.is_full,
            });
        }
        at = end;
    }
    found
}

fn is_union(after: &[char]) -> bool {
    ["总工会", "工会", "市总", "各级工", "总工"]
        .iter()
        .any(|word| starts(after, word))
}
