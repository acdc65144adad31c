//! The reporting body: which city a text is about, and where in it the city changes.
//!
//! It must never take a city for the subject because it is named: a partner or a place of origin
//! is none.

use super::division::Division;
use super::kind::{ends, starts};
use super::stream::{Block, Stream};
use crate::dataset::Dataset;

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
struct Mention {
    at: usize,
    end: usize,
    city: usize,
    /// Followed by 总工会 or 工会.
    is_union: bool,
    /// Named with its ending, 市.
    is_full: bool,
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
    mentions: Vec<Mention>,
    /// The city that the document is about.
    pub main: Option<usize>,
    /// Several cities report in it.
    pub is_several: bool,
    /// A province's federation reports.
    pub is_province: bool,
}

/// Bodies that no table knows, at most: a text has a few, and looking for them takes time.
const MOST_UNKNOWN: usize = 32;
/// What a document's title weighs more.
const TITLE: u32 = 3;

impl Bodies {
    pub fn find(stream: &Stream, blocks: &[Block], heads: usize, dataset: &Dataset) -> Self {
        let (mut cities, names) = names(dataset);
        let mut mentions = known(stream, &names);
        let table = cities.len();
        let title_end = blocks
            .get(heads.saturating_sub(1))
            .map_or(0, |block| block.end);
        // Who reports is named in the title or the lead.
        let lead_end = blocks
            .get(heads + 2)
            .map_or(stream.chars.len(), |block| block.end);
        unknown(stream, &mut cities, &mut mentions, lead_end);
        mentions.sort_by_key(|mention| mention.at);
        let mut scores = vec![0_u32; cities.len()];
        let mut unions = vec![0_u32; cities.len()];
        let mut in_title = Vec::new();
        for mention in &mentions {
            let is_title = heads > 0 && mention.at < title_end;
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
                *union += u32::from(mention.is_union) + u32::from(is_subject(stream, mention));
            }
            if is_title && !in_title.contains(&mention.city) {
                in_title.push(mention.city);
            }
        }
        if scores.iter().all(|score| *score < 2) {
            // Named by its short name alone: the one that is named most.
            for mention in &mentions {
                if let Some(score) = scores.get_mut(mention.city) {
                    *score += 1;
                }
            }
        }
        let best =
            (0..cities.len()).max_by_key(|city| (scores.get(*city).copied(), usize::MAX - city));
        let main = best.filter(|city| scores.get(*city).is_some_and(|score| *score >= 2));
        let text = &stream.chars;
        let title = text.get(..title_end).unwrap_or(text);
        let is_province = super::kind::holds(title, "省总工会") && in_title.is_empty();
        // Another city of the table that reports: named as a federation, as a subject, repeatedly.
        let rivals = (0..table).filter(|city| Some(*city) != main);
        let strong = rivals.filter(|city| {
            let named = unions.get(*city).copied().unwrap_or(0);
            let most = main.and_then(|main| unions.get(main)).copied().unwrap_or(0);
            named >= 2 && named * 4 >= most && main.is_some_and(|main| main < table)
        });
        let several_titled = in_title.iter().filter(|city| **city < table).count() > 1;
        let is_several = strong.count() > 0 || several_titled || is_province;
        let main = main.filter(|_| !(is_province || several_titled));
        Self {
            cities,
            mentions,
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
            if !is_subject(stream, mention) || !(is_known || Some(mention.city) == self.main) {
                continue;
            }
            if is_pair(stream, mention) {
                return Some(Subject::Several);
            }
            found = Some(Subject::City(mention.city));
        }
        found
    }

    /// Whether a name that ends in 市 is a city of the table.
    pub fn is_city(&self, name: &str) -> bool {
        self.cities
            .iter()
            .any(|city| city.name == name && city.code.is_some())
    }
}

/// Who reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject {
    City(usize),
    Several,
}

/// Whether a city is named at the beginning of a clause, a date or 在 aside, and is not the object.
fn is_subject(stream: &Stream, mention: &Mention) -> bool {
    let from = mention.at.saturating_sub(14);
    let before = stream.slice(from, mention.at);
    let cut = before
        .iter()
        .rposition(|c| "，,。;!?\n、— )|".contains(*c))
        .map_or(0, |at| at + 1);
    let clause: String = before.get(cut..).unwrap_or(&[]).iter().collect();
    let line = before
        .iter()
        .rposition(|c| *c == '\n')
        .map_or(0, |at| at + 1);
    let is_item = super::stream::starts_item(before.get(line..).unwrap_or(&[]));
    let is_listed = cut > 0 && before.get(cut - 1) == Some(&'、') && !is_item;
    let after = stream.slice(mention.end, mention.end + 2);
    let is_heading = matches!(after, [':' | '\n' | ' ', ..] | ['方', '面']);
    let goes_on = mention.is_union
        || mention.is_full
        || is_heading
        || matches!(after, ['已', '有'])
        || after.first().is_some_and(|c| c.is_ascii_digit());
    let is_bare = clause.is_empty() || clause.ends_with('省') || clause.ends_with('日');
    is_bare && goes_on && !is_listed || (is_listed && mention.is_union)
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
    for (city, division) in Division::all().enumerate() {
        add(city, &division.name(), true);
        add(city, division.short(), false);
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
    }
    // Sorted, so that a first character finds its names; the longest first.
    names.sort_by(|a, b| {
        let by = a.chars.first().cmp(&b.chars.first());
        by.then(b.chars.len().cmp(&a.chars.len()))
    });
    (cities, names)
}

/// Every mention of a known city.
fn known(stream: &Stream, names: &[Name]) -> Vec<Mention> {
    let chars = &stream.chars;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
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
            Some('省' | '路' | '县' | '区' | '街' | '港' | '湖')
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

/// Bodies that no table knows: 义乌市总工会, 天河区总工会. Their short names count where 工会
/// follows.
fn unknown(stream: &Stream, cities: &mut Vec<City>, mentions: &mut Vec<Mention>, early: usize) {
    let chars = &stream.chars;
    let ends_known: Vec<usize> = mentions.iter().map(|mention| mention.end).collect();
    let word: [char; 3] = ['总', '工', '会'];
    let mut named: Vec<(String, usize)> = Vec::new();
    for (at, window) in chars.windows(3).enumerate() {
        if window != word {
            continue;
        }
        let Some(start) = name_start(chars, at) else {
            continue;
        };
        let is_known = ends_known.binary_search(&at).is_ok();
        let name = stream.slice(start, at);
        if is_known || !is_name(name) {
            continue;
        }
        let text: String = name.iter().collect();
        let is_seen = named.iter().any(|(known, _)| *known == text);
        let is_new = named.len() < MOST_UNKNOWN && (start < early || is_again(chars, start, name));
        if !is_seen && !is_new {
            continue;
        }
        let name = text;
        let city = cities
            .iter()
            .position(|city| city.name == name)
            .unwrap_or_else(|| {
                cities.push(City {
                    name: name.clone(),
                    code: None,
                });
                cities.len() - 1
            });
        if !named.iter().any(|(_, known)| *known == city) {
            named.push((name, city));
        }
        mentions.push(Mention {
            at: start,
            end: at,
            city,
            is_union: true,
            is_full: true,
        });
    }
    for (name, city) in named.iter().take(16) {
        let full: Vec<char> = name.chars().collect();
        let short = full.get(..full.len().saturating_sub(1)).unwrap_or(&full);
        if short.len() < 2 {
            continue;
        }
        for (at, window) in chars.windows(short.len()).enumerate() {
            let end = at + short.len();
            let after = stream.slice(end, end + 2);
            if window == short && after == ['工', '会'] {
                mentions.push(Mention {
                    at,
                    end,
                    city: *city,
                    is_union: true,
                    is_full: false,
                });
            }
        }
    }
}

/// Verbs and other words that stand before 市 without being a place.
const NO_PLACES: &[&str] = &[
    "健全", "加强", "慰问", "组织", "支持", "推动", "指导", "联合", "配合", "走访", "评选", "开展",
    "围绕", "按照", "通过", "参加", "协助", "督促", "获得", "荣获", "依托", "邀请", "会同", "代表",
    "推荐", "授予", "命名", "表彰", "培训", "举办", "建成", "新建", "新增", "服务", "帮助", "选派",
    "带动", "打造", "全国", "近日", "日前", "下辖", "其中", "以及", "包括", "覆盖", "成立", "选树",
    "深入", "走进", "落实", "关于", "纳入",
];

/// Whether a name that ends in 市, 县 or 区 can be a place's.
pub(super) fn is_name(name: &[char]) -> bool {
    let [inside @ .., last] = name else {
        return false;
    };
    let least = if "县旗州盟".contains(*last) { 1 } else { 2 };
    let text: String = name.iter().collect();
    let is_count = inside.last().is_some_and(|c| super::run::is_han_digit(*c));
    let is_verb = is_count || NO_PLACES.iter().any(|word| starts(inside, word));
    let is_odd = inside
        .iter()
        .any(|c| "的了是等个".contains(*c))
        || inside.first().is_some_and(|c| "为向由对把各我该此每这在".contains(*c));
    inside.len() >= least && !is_verb && !is_odd && !is_generic(&text)
}

/// Whether a name stands in the text a second time.
fn is_again(chars: &[char], at: usize, name: &[char]) -> bool {
    const NEAR: usize = 4000;
    let from = at.saturating_sub(NEAR);
    let before = chars.get(from..at).unwrap_or(&[]);
    let behind = chars.get(at + name.len()..).unwrap_or(&[]);
    let behind = behind.get(..NEAR).unwrap_or(behind);
    [before, behind]
        .iter()
        .any(|text| text.windows(name.len()).any(|part| part == name))
}

/// Names that stand for any body.
fn is_generic(name: &str) -> bool {
    const ANY: [&str; 25] = [
        "全市",
        "我市",
        "本市",
        "各市",
        "市",
        "全区",
        "我区",
        "县",
        "区",
        "全县",
        "各县",
        "该县",
        "区县",
        "县区",
        "市县",
        "县市",
        "省市",
        "市区",
        "两市",
        "该市",
        "该区",
        "城区",
        "社区",
        "地区",
        "主城区",
    ];
    let ends = [
        "全市",
        "我市",
        "本市",
        "该市",
        "全区",
        "全县",
        "各县",
        "各区",
        "各市",
        "两市",
        "三市",
        "四市",
        "社区",
        "地区",
        "园区",
        "景区",
        "片区",
        "街区",
        "专区",
        "山区",
        "矿区",
        "城市",
        "开发区",
        "高新区",
        "园区",
        "省市",
        "县市",
        "市县",
        "城区",
    ];
    ANY.contains(&name) || ends.iter().any(|end| name.ends_with(end))
}

/// Where the name before 总工会 begins.
fn name_start(chars: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let from = at.saturating_sub(LONGEST);
    let before = chars.get(from..at)?;
    if !before.last().is_some_and(|c| "市县区州旗盟".contains(*c)) {
        return None;
    }
    let stop = |c: &char| {
        !(('\u{4e00}'..='\u{9fff}').contains(c))
            || "年月日的由与和在向是据了省为等及、各级".contains(*c)
    };
    let inside = before.get(..before.len() - 1)?;
    let mut start = inside.iter().rposition(stop).map_or(0, |at| at + 1);
    // 安庆市宜秀区: the part behind the greater body.
    if let Some(at) = inside.iter().rposition(|c| "市州盟".contains(*c))
        && at + 1 < inside.len()
    {
        start = start.max(at + 1);
    }
    (inside.len() > start).then_some(from + start)
}
