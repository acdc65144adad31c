//! Scope: whom a figure counts, by the subject of its sentence.
//!
//! It must never make a partner or a place that is passed through the subject.

use super::around::{ends, holds_any, starts};
use super::body::Bodies;
use super::body_name::is_name;
use super::run::is_han_digit;

/// A scope, and whether it says which words gave it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scope {
    City,
    Municipal,
    Province,
    County(String),
    Zone(String),
    Unit(String),
    Person(String),
}

impl Scope {
    /// The word of the format.
    pub fn text(&self) -> String {
        match self {
            Scope::City => "city".to_owned(),
            Scope::Municipal => "municipal".to_owned(),
            Scope::Province => "province".to_owned(),
            Scope::County(name) => format!("county:{name}"),
            Scope::Zone(name) => format!("zone:{name}"),
            Scope::Unit(name) => format!("unit:{name}"),
            Scope::Person(name) => format!("person:{name}"),
        }
    }
}

/// What ends a development zone's name.
const ZONES: [&str; 11] = [
    "经济技术开发区",
    "经济开发区",
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "工业园区",
    "产业园区",
    "工业园",
    "产业园",
    "自贸区",
];

/// What ends the name of a firm, a hall, a college.
const UNITS: [&str; 14] = [
    "职工服务中心",
    "公司",
    "集团",
    "工厂",
    "铁厂",
    "钢厂",
    "电厂",
    "医院",
    "文化宫",
    "煤矿",
    "大学",
    "职业学院",
    "技术学院",
    "俱乐部",
];

/// The channels of a federation itself.
const CHANNELS: &str =
    "公众号|视频号|短视频号|工会网站|网站点击|粉丝|官方微博|官微|融媒体中心|总工会网站|抖音号";

/// What the clauses of a text say, each read once for all the figures behind it.
#[derive(Default)]
pub(super) struct Clauses {
    city: Option<String>,
    /// Where each ends and begins, in order, and its subject.
    read: Vec<(usize, usize, Option<Scope>)>,
}

impl Clauses {
    /// The subject of a clause from one position of the text to another.
    fn subject(
        &mut self,
        (from, to): (usize, usize),
        clause: &[char],
        bodies: &Bodies,
        city: Option<&str>,
    ) -> Option<Scope> {
        if self.city.as_deref() != city {
            self.city = city.map(str::to_owned);
            self.read.clear();
        }
        let at = self.read.partition_point(|(end, ..)| *end < to);
        if let Some((end, start, known)) = self.read.get(at) {
            return match (*end, *start) == (to, from) {
                true => known.clone(),
                false => subject(clause, bodies, city),
            };
        }
        let found = subject(clause, bodies, city);
        self.read.push((to, from, found.clone()));
        found
    }
}

/// Reads the subject of one sentence up to a figure. `text` runs from the sentence's start to the
/// figure, and begins at `begin`.
pub(super) fn of(
    (text, begin): (&[char], usize),
    bodies: &Bodies,
    city: Option<&str>,
    clauses: &mut Clauses,
) -> Scope {
    let mut scope = Scope::City;
    let mut start = 0;
    // What stands in brackets is not the subject of what stands behind them.
    let mut outside = None;
    // Counties named one after another: 洪洞县、襄汾县、翼城县.
    let mut listed: Vec<Scope> = Vec::new();
    // 其中市本级320万元，走访2.1万人: whose part it is holds for the part alone.
    let mut is_part = false;
    for (at, c) in text.iter().chain(['\n'].iter()).enumerate() {
        if !"，,。;:、()\n—|\t".contains(*c) {
            continue;
        }
        let mut clause = text.get(start..at).unwrap_or(&[]);
        let place = (begin + start, begin + at);
        while let [' ', rest @ ..] = clause {
            clause = rest;
        }
        while let [rest @ .., ' '] = clause {
            clause = rest;
        }
        start = at + 1;
        match c {
            ')' => {
                scope = outside.take().unwrap_or(scope);
                continue;
            }
            '、' if outside.is_some() => continue,
            _ => {}
        }
        // The clause of the figure itself goes on.
        let found = match at < text.len() {
            true => clauses.subject(place, clause, bodies, city),
            // 开发区 names the one there is where its amount follows.
            false if matches!(clause, ['开', '发', '区']) => {
                Some(Scope::Zone(clause.iter().collect()))
            }
            false => subject(clause, bodies, city),
        };
        let rest = |length: usize| clause.get(length..).unwrap_or(&[]);
        let is_union = |rest: &[char]| matches!(rest, [] | ['总', '工', '会']);
        let is_bare =
            *c == '、' && county(clause, bodies).is_some_and(|(_, length)| is_union(rest(length)));
        is_part |= starts(clause, "其中");
        is_part &= found.is_none() || is_bare || is_amount(clause);
        let found = found.filter(|_| !is_part || is_bare || at == text.len());
        match found {
            Some(found) if is_bare => listed.push(found),
            Some(found) if listed.is_empty() => scope = found,
            Some(found) => {
                listed.push(found);
                scope = Scope::City;
            }
            None => {}
        }
        // Of 分别, the n-th amount is the n-th county's.
        if let Some(each) =
            (0..clause.len()).find(|at| starts(clause.get(*at..).unwrap_or(&[]), "分别"))
            && listed.len() > 1
        {
            let behind = text
                .get(start.saturating_sub(clause.len() + 1) + each..)
                .unwrap_or(&[]);
            let amounts = behind.iter().filter(|c| "、，,和与".contains(**c)).count();
            if let Some(own) = listed.get(amounts) {
                return own.clone();
            }
        }
        if !is_bare && *c != '、' {
            listed.clear();
        }
        if *c == '(' {
            outside = Some(scope.clone());
        }
    }
    // 占全省三成 and 实现全省四连冠 are the city's.
    let own = ["占", "实现", "获", "夺得", "居", "列"];
    let all = text.strip_suffix(&['全', '省']);
    if all.is_some_and(|before| !own.iter().any(|word| ends(before, word))) {
        return Scope::Province;
    }
    if ends(text, "市区") {
        return Scope::Zone("市区".to_owned());
    }
    scope
}

/// Whether a clause is a name and its amount: 金凤区48家.
fn is_amount(clause: &[char]) -> bool {
    let at = clause
        .iter()
        .position(|c| c.is_ascii_digit() || is_han_digit(*c));
    let last = at.and_then(|at| clause.get(at.checked_sub(1)?));
    last.is_some_and(|c| "级县区市旗".contains(*c))
}

fn subject(clause: &[char], bodies: &Bodies, city: Option<&str>) -> Option<Scope> {
    if holds_any(clause, "本级|市总机关|总工会机关") {
        return Some(Scope::Municipal);
    }
    if holds_any(clause, CHANNELS) {
        return Some(Scope::Municipal);
    }
    if starts(clause, "省里") {
        return Some(Scope::Province);
    }
    let resets = "全市|我市|各县|各级工会|市总|全区|全县|各区|市级|县市|县区";
    if resets.split('|').any(|word| starts(clause, word)) {
        return Some(Scope::City);
    }
    let clause = ["其中", "在", "以", "仅", "位于", "来自"]
        .iter()
        .find(|word| starts(clause, word))
        .map_or(clause, |word| {
            clause.get(word.chars().count()..).unwrap_or(&[])
        });
    let clause = behind_city(clause, bodies);
    if city.is_some_and(|city| starts(clause, city)) {
        return None;
    }
    if let Some(name) = name_of(clause, &ZONES, 8) {
        return Some(Scope::Zone(name));
    }
    let inner = (1..clause.len().min(16)).find(|at| clause.get(at - 1).is_some_and(|c| *c == '在'));
    if let Some(name) = inner.and_then(|at| name_of(clause.get(at..)?, &ZONES, 6)) {
        return Some(Scope::Zone(name));
    }
    if let Some((name, length)) =
        county(clause, bodies).filter(|(name, _)| Some(name.as_str()) != city)
    {
        let rest = clause.get(length..).unwrap_or(&[]);
        let rest = rest
            .get(usize::from(rest.first() == Some(&'的'))..)
            .unwrap_or(&[]);
        if let Some(unit) = name_of(rest, &UNITS, 12) {
            return Some(Scope::Unit(unit));
        }
        if let Some(person) = person(rest) {
            return Some(Scope::Person(person));
        }
        let is_object = rest.first() == Some(&'等') || clause.get(length) == Some(&'的');
        return (!is_object).then_some(Scope::County(name));
    }
    if let Some(name) = name_of(clause, &UNITS, 12) {
        // 葛洲坝水泥公司的焊工李新民: whom the firm has.
        let rest = clause.get(name.chars().count()..).unwrap_or(&[]);
        let person = person(rest).map(Scope::Person);
        return Some(person.unwrap_or(Scope::Unit(name)));
    }
    person(clause).map(Scope::Person)
}

/// What stands behind the name of a city: 天津市滨海新区 is 滨海新区.
fn behind_city<'c>(clause: &'c [char], bodies: &Bodies) -> &'c [char] {
    for length in 3..=clause.len().min(6) {
        let head = clause.get(..length).unwrap_or(&[]);
        let is_end = head.last().is_some_and(|c| matches!(c, '市' | '州' | '盟'));
        if is_end && bodies.is_city(&head.iter().collect::<String>()) {
            return clause.get(length..).unwrap_or(&[]);
        }
    }
    clause
}

/// A name at the start of a clause that ends in one of `endings`.
fn name_of(clause: &[char], endings: &[&str], longest: usize) -> Option<String> {
    let is_name = |c: &char| {
        ('\u{4e00}'..='\u{9fff}').contains(c)
            && !"的了是和与在为向由对把将等个家名十百某".contains(*c)
    };
    let run = clause
        .iter()
        .take(longest + 7)
        .take_while(|c| is_name(c))
        .count();
    for length in 1..=run {
        let head = clause.get(..length)?;
        // The last characters of zones and units.
        let can_end = head.last().is_some_and(|c| {
            matches!(
                c,
                '区' | '园' | '心' | '司' | '团' | '厂' | '院' | '宫' | '矿' | '学' | '部'
            )
        });
        let ending = endings.iter().find(|word| can_end && ends(head, word));
        let Some(ending) = ending else { continue };
        if head.last() == Some(&'园') && clause.get(length) == Some(&'区') {
            continue;
        }
        let own = length - ending.chars().count();
        let verbs = "两级|有限|股份|部分|主要|一些|多家|开展|组织|建设|建成|推动|走进|深入|举办|省级|各|全市|慰问|服务|走访";
        if own > longest || holds_any(head.get(..own)?, verbs) {
            return None;
        }
        // 经济开发区 alone says no name, 高新区 and 工人文化宫 do, and 开发区 in a table or a list.
        let next = clause.get(length);
        let is_cell = *ending == "开发区" && next.is_some_and(|c| *c == ' ' || c.is_ascii_digit());
        let is_enough = own > 0 || is_cell || matches!(*ending, "高新区" | "经开区");
        return is_enough.then(|| head.iter().collect());
    }
    None
}

/// A county, district or county-level city at the start of a clause, and how long its name is.
pub(super) fn county(clause: &[char], bodies: &Bodies) -> Option<(String, usize)> {
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    // 肃南裕固族自治县 is longer than any other.
    const LONGEST: usize = 6;
    const LONGEST_OF_PEOPLES: usize = 12;
    for length in 2..=clause.len().min(LONGEST_OF_PEOPLES) {
        let head = clause.get(..length)?;
        if !head.iter().all(han) {
            return None;
        }
        if length > LONGEST && !ends(head, "自治县") && !ends(head, "自治旗") {
            continue;
        }
        let last = *head.last()?;
        let next = clause.get(length).copied().unwrap_or(' ');
        let is_end =
            "区县市旗".contains(last) || ("镇乡街道".contains(last) && "总工".contains(next));
        // 练市镇: a name may hold the sign of another.
        if !is_end || (last == '市' && length < 3) {
            continue;
        }
        let name: String = head.iter().collect();
        // 开发区 and 市级 are something else; a city of the table is no county.
        if !is_name(head) || "级直内里域区县市报".contains(next) || bodies.is_city(&name) {
            return None;
        }
        return Some((name, length));
    }
    None
}

/// What a person does, behind the name.
const VERBS: &str =
    "发明|主导|主持|牵头|带领|提炼|研发|攻克|从业|入行|入职|摘得|凭借|就是|正在|领到|拿下";

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡\
                        蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石贾韦夏付方邹熊白孟秦邱侯江尹薛\
                        闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤符殷施尚洪曲阎柯";

/// Those that begin words too: 申请, 温暖. What the person does must stand behind the name.
const RARE_SURNAMES: &str = "温庞樊兰翟颜倪牛芦季俞葛伍申聂焦柳邢岳齐梅庄辛祝涂祁舒耿牟詹苗靳童甄阮闵柴冉饶\
                             瞿戚滕栾窦鄢卓仇艾谌桂霍";

/// A person: 职工刘某, 能手吴阿明，, 老周, 小郑.
fn person(clause: &[char]) -> Option<String> {
    let titles = "职工|工人|工程师|能手|选手|骑手|员工|采油工|电工|焊工|小哥|调试工|劳模|司机|\
                  教师|医生|护士|技师|徒弟|学徒工|冠军|高级工|车工|钳工|铣工|匠|班长|炉前工";
    for at in 0..clause.len() {
        let rest = clause.get(at..).unwrap_or(&[]);
        let first = rest.first().copied().unwrap_or(' ');
        let is_rare = RARE_SURNAMES.contains(first);
        let is_surname = is_rare || SURNAMES.contains(first);
        // 在服务职工方面.
        if !(is_surname || matches!(first, '老' | '小')) || starts(rest, "方面") {
            continue;
        }
        // 马师傅干了31年, 韦姐.
        let is_called = starts(rest.get(1..).unwrap_or(&[]), "师傅");
        if is_called && is_surname {
            return Some(rest.iter().take(3).collect());
        }
        let before = clause.get(..at).unwrap_or(&[]);
        let titled = at == 0 || titles.split('|').any(|title| ends(before, title));
        let is_maker = before.last().is_some_and(|c| "工员手军匠长师".contains(*c));
        if titled && is_surname && rest.get(1) == Some(&'某') {
            return Some(rest.iter().take(2).collect());
        }
        let is_nick =
            matches!(first, '老' | '小') && rest.get(1).is_some_and(|c| SURNAMES.contains(*c));
        let ends_nick = rest.get(2).is_none_or(|c| "入加从在的说".contains(*c));
        if (titled || is_maker) && at > 0 && is_nick && ends_nick {
            return Some(rest.iter().take(2).collect());
        }
        // 职工曾志强发明的采摘器, 冠军符阿妹入行.
        let verb = (2..=3).find(|length| {
            let behind = rest.get(*length..).unwrap_or(&[]);
            VERBS.split('|').any(|verb| starts(behind, verb))
                || matches!(behind, [a, b, '岁', ..] if a.is_ascii_digit() && b.is_ascii_digit())
        });
        let length = if (2..=3).contains(&rest.len()) && !is_rare {
            Some(rest.len())
        } else {
            verb
        };
        if let Some(length) = length.filter(|_| at > 0 && is_surname && titled) {
            return Some(rest.iter().take(length).collect());
        }
    }
    None
}
