//! Names that nobody could take for real ones: 拟 (simulated) begins each city's, 模拟 each
//! indicator's. It must never hold the name of a place that there is.

use crate::dataset::PROVINCES;

/// What an indicator counts, its unit, what kind of number it is, and the middle and spread of its
/// values (of the logarithm).
pub(super) struct Thing {
    pub category: usize,
    pub name: &'static str,
    pub unit: &'static str,
    pub unit_en: &'static str,
    pub measure: &'static str,
    pub median: f64,
    pub spread: f64,
}

const fn thing(
    category: usize,
    name: &'static str,
    (unit, unit_en): (&'static str, &'static str),
    measure: &'static str,
    median: f64,
    spread: f64,
) -> Thing {
    Thing {
        category,
        name,
        unit,
        unit_en,
        measure,
        median,
        spread,
    }
}

const PEOPLE: (&str, &str) = ("人", "people");
const HOUSES: (&str, &str) = ("家", "places");
const TIMES: (&str, &str) = ("场", "sessions");
const MONEY: (&str, &str) = ("元", "yuan");

/// Of people the median is the share of the members, in a thousand.
pub(super) const THINGS: [Thing; 12] = [
    thing(0, "会员", PEOPLE, "stock", 300_000.0, 0.6),
    thing(0, "基层组织", HOUSES, "stock", 3000.0, 0.8),
    thing(1, "服务站点", HOUSES, "stock", 400.0, 0.9),
    thing(1, "走访慰问", PEOPLE, "flow", 20.0, 0.8),
    thing(1, "慰问资金", MONEY, "flow", 2_500_000.0, 1.2),
    thing(2, "宣讲活动", TIMES, "flow", 180.0, 1.0),
    thing(2, "培训参加者", PEOPLE, "flow", 12.0, 0.9),
    thing(
        2,
        "线上参与",
        ("人次", "attendances"),
        "flow",
        60_000.0,
        1.3,
    ),
    thing(3, "劳动竞赛", TIMES, "flow", 60.0, 0.9),
    thing(3, "创新成果", ("件", "items"), "flow", 150.0, 1.0),
    thing(4, "法律援助", ("件", "cases"), "flow", 220.0, 0.9),
    thing(4, "办结率", ("%", "%"), "ratio", 88.0, 0.08),
];

pub(super) const CATEGORIES: [(&str, &str); 5] = [
    ("组织", "Organisation"),
    ("服务", "Services"),
    ("教育", "Education"),
    ("竞赛", "Contests"),
    ("权益", "Rights"),
];

const KINDS: [&str; 20] = [
    "全域", "线上", "线下", "基层", "专项", "联合", "流动", "春季", "夏季", "秋季", "冬季", "园区",
    "楼宇", "乡镇", "街道", "行业", "青年", "女工", "班组", "社区",
];

const FIRST: [&str; 16] = [
    "云", "松", "竹", "梅", "溪", "岭", "泽", "原", "禾", "桐", "柳", "枫", "沙", "石", "湖", "星",
];
const SECOND: [&str; 12] = [
    "川", "浦", "塘", "港", "坪", "垣", "洲", "陂", "渚", "桥", "门", "屏",
];

/// What a city is called, without 市; cities beyond the number of pairs are numbered.
pub(super) fn city(number: usize) -> String {
    let (first, rest) = (number % FIRST.len(), number / FIRST.len());
    let (second, round) = (rest % SECOND.len(), rest / SECOND.len());
    let round = match round {
        0 => String::new(),
        more => more.to_string(),
    };
    // Neighbours differ in both characters.
    let second = SECOND[(second + first) % SECOND.len()];
    format!("拟{}{second}{round}", FIRST[first])
}

/// A place within a city that a scope names.
pub(super) fn place(number: usize) -> String {
    format!("{}区", city(number))
}

/// A city's code and province: a code that GB/T 2260 has not given to any.
pub(super) fn code(number: usize) -> (String, &'static str) {
    // Mainland provinces: they have cities with federations of their own.
    const COUNT: usize = 31;
    let (prefix, province) = PROVINCES[number % COUNT];
    (format!("{prefix}{:04}", 7001 + number / COUNT), province)
}

/// The most cities that there are codes for.
pub(super) const MOST_CITIES: usize = 31 * 2999;

/// An indicator's id.
pub(super) fn indicator_id(number: usize) -> String {
    format!("synth-{:03}", number + 1)
}

/// An indicator's name.
pub(super) fn indicator(number: usize) -> String {
    let thing = &THINGS[number % THINGS.len()];
    let kind = KINDS[number / THINGS.len() % KINDS.len()];
    let round = match number / (THINGS.len() * KINDS.len()) {
        0 => String::new(),
        more => format!("之{}", more + 1),
    };
    format!("模拟{kind}{}{round}", thing.name)
}
