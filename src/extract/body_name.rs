//! Names of bodies that no table knows: 义乌市总工会, 天河区总工会.
//!
//! It must never take a verb before 市总工会 for a place.

use super::around::starts;
use super::body::{City, Mention};
use super::stream::Stream;

/// Bodies that no table knows, at most: a text has a few, and looking for them takes time.
const MOST_UNKNOWN: usize = 32;

/// Bodies that no table knows: 义乌市总工会, 天河区总工会. Their short names count where 工会
/// follows.
pub(super) fn unknown(
    stream: &Stream,
    cities: &mut Vec<City>,
    mentions: &mut Vec<Mention>,
    early: usize,
    title_end: usize,
) {
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
    for (start, end) in titled(stream, mentions, title_end) {
        let name: String = stream.slice(start, end).iter().collect();
        if cities.iter().any(|city| city.name == name) {
            continue;
        }
        mentions.push(Mention {
            at: start,
            end,
            city: cities.len(),
            is_union: true,
            is_full: true,
        });
        named.push((name.clone(), cities.len()));
        cities.push(City { name, code: None });
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
    "深入", "走进", "颁发", "落实", "关于", "纳入", "来自", "根据", "随着", "对于", "按照", "经过",
    "作为", "实现", "成为", "记者", "去年", "今年", "回望", "回眸", "回顾", "聚焦", "走近", "致敬",
    "盘点", "记录", "讲述", "解读", "透视", "完成", "动员", "引导", "发动", "鼓励", "辐射", "惠及",
    "号召", "带领",
];

/// Whether a name that ends in 市, 县 or 区 can be a place's.
pub(super) fn is_name(name: &[char]) -> bool {
    let [inside @ .., last] = name else {
        return false;
    };
    let least = if "县旗州盟".contains(*last) { 1 } else { 2 };
    let text: String = name.iter().collect();
    // Names are of one to four characters, but for those of autonomous counties.
    let is_long = inside.len() > 4 && !inside.contains(&'族');
    let is_count = inside.last().is_some_and(|c| super::run::is_han_digit(*c));
    // 八十名市劳动模范.
    let is_people = matches!(inside, [first, .., '名'] if super::run::is_han_digit(*first));
    let is_verb = is_count || is_people || NO_PLACES.iter().any(|word| starts(inside, word));
    let is_odd = inside.iter().any(|c| "的了是等个届".contains(*c))
        || inside
            .first()
            .is_some_and(|c| "为向由对把各我该此每这在与赴到跟".contains(*c));
    inside.len() >= least && !is_long && !is_verb && !is_odd && !is_generic(&text)
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
    // 松山区 and 相城区 are places.
    let kinds = [
        "主城区",
        "老城区",
        "新城区",
        "市城区",
        "县城区",
        "全城区",
        "困山区",
        "远山区",
        "老山区",
    ];
    let ends = [
        "自治区",
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
        "矿区",
        "开发区",
        "高新区",
        "园区",
        "省市",
        "县市",
        "市县",
    ];
    // 海城市 is a place, 文明城市 none.
    let is_town = name.ends_with("城市") && name.chars().count() != 3;
    is_town || ANY.contains(&name) || ends.iter().chain(&kinds).any(|end| name.ends_with(end))
}

/// Names at the head of a title's lines, also behind a greater city: 宜兴市2023年工会工作.
fn titled(stream: &Stream, mentions: &[Mention], title_end: usize) -> Vec<(usize, usize)> {
    const OTHER: &str = "场民级直容政域间块长委属内外";
    let mut found = Vec::new();
    for start in 0..title_end {
        let is_head = start == 0
            || stream.slice(start - 1, start) == ['\n']
            || mentions.iter().any(|one| one.end == start && one.is_full)
            || stream.slice(start.saturating_sub(2), start) == ['关', '于'];
        let text = stream.slice(start, start + 6);
        let end = text.iter().position(|c| "市县区旗".contains(*c));
        let Some(end) = end.filter(|_| is_head) else {
            continue;
        };
        let name = text.get(..=end).unwrap_or(&[]);
        let next = text.get(end + 1).copied().unwrap_or('\n');
        let is_han = name.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        let is_known = mentions.iter().any(|one| one.at == start);
        if is_han && is_name(name) && !is_known && !OTHER.contains(next) {
            found.push((start, start + end + 1));
        }
    }
    found
}

/// What stands before a name without a mark between.
const LEADS: [&str; 14] = [
    "记者从",
    "记者",
    "日前",
    "近日",
    "昨日",
    "昨天",
    "今天",
    "今年",
    "去年",
    "来自",
    "根据",
    "随着",
    "近年来",
    "近期",
];

/// Where the name before 总工会 begins.
fn name_start(chars: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 10;
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
    // 记者从金堂县总工会获悉: the name begins behind the words.
    while let Some(word) = LEADS
        .iter()
        .find(|word| starts(inside.get(start..).unwrap_or(&[]), word))
    {
        start += word.chars().count();
    }
    (inside.len() > start).then_some(from + start)
}
