//! Kind: why a numeral is no figure. The words are those of `dataset::NotFigure`.
//!
//! Rules go from what is certain to what is likely. None may ask what is counted, nor take a
//! numeral for a name only because it is small.

use super::quote;
use super::run::{Run, is_digit, is_han_digit};
use super::stream::{Stream, starts_item};
use crate::dataset::NotFigure::{self, *};
use crate::figure::{Bound, Figure, FigureErrorKind};

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

    pub fn ends_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends(word))
    }

    pub fn follows(&self, word: &str) -> bool {
        starts(self.after, word)
    }

    pub fn follows_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.follows(word))
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
    (0..text.len()).any(|at| starts(text.get(at..).unwrap_or(&[]), word))
}

pub(super) fn holds_any(text: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| holds(text, word))
}

/// Why a run is no figure; `None` if it is one. `names` are the quoted spans.
pub(super) fn of(stream: &Stream, run: &Run, names: &[(usize, usize)]) -> Option<NotFigure> {
    let around = Around::new(stream, run);
    if let Some(kind) = clock_or_date(stream, run, &around) {
        return Some(kind);
    }
    if quote::holds(names, run.at) {
        return Some(match run.read {
            Err(FigureErrorKind::Calendar) => Date,
            Err(FigureErrorKind::Ordinal) => Ordinal,
            _ => Name,
        });
    }
    if let Some(kind) = number_in_row(stream, run, &around).or_else(|| code(run, &around)) {
        return Some(kind);
    }
    let figure = match &run.read {
        Ok(figure) => figure,
        Err(kind) => return Some(refused(stream, run, &around, *kind)),
    };
    let unit = figure.unit.as_str();
    if figure.bound == Bound::Vague && starts(stream.slice(run.at, run.end), "一") {
        return Some(Idiom);
    }
    match unit {
        "周年" => return Some(Anniversary),
        "岁" | "周岁" => return Some(Personal),
        "日" | "月" | "周" => return Some(Duration),
        "年" | "载" | "个月" | "天" | "小时" | "分钟" | "工作日" | "个工作日" | "星期"
        | "个星期" | "世纪" | "秒" | "个小时" | "年多" => {
            if let Some(kind) = duration(run, figure, &around) {
                return Some(kind);
            }
        }
        _ => {}
    }
    threshold(figure, &around)
        .or_else(|| rule(figure, &around))
        .or_else(|| han_name(run, figure, &around))
        .or_else(|| bare(stream, run, figure, &around))
}

/// Clock times, dates in digits and what the parser knows as a date.
fn clock_or_date(stream: &Stream, run: &Run, around: &Around<'_>) -> Option<NotFigure> {
    let text = stream.slice(run.at, run.end);
    let is_plain = text.iter().all(|c| is_digit(*c));
    let minute = |chars: &[char]| {
        matches!(chars, [':', a, b, ..] if is_digit(*a) && is_digit(*b))
            && !chars.get(3).is_some_and(|c| is_digit(*c))
    };
    if is_plain && text.len() <= 2 && minute(around.after) {
        return Some(Date);
    }
    if let [.., a, ':'] = around.before
        && is_digit(*a)
        && run.is_arabic
    {
        match text.len() {
            2 if is_plain => return Some(Date),
            _ if is_plain && text.len() < 5 => return Some(Name),
            _ => {}
        }
    }
    if matches!(run.read, Err(FigureErrorKind::Calendar)) {
        let is_anniversary = text.ends_with(&['周', '年']);
        return Some(if is_anniversary { Anniversary } else { Date });
    }
    if ends(text, "百年")
        || (ends(text, "年") && around.ends_any(&["建党", "建国", "建会", "诞辰"]))
    {
        return Some(Anniversary);
    }
    if text.len() <= 2 && !run.is_arabic && around.ends_any(&["星期", "礼拜", "每周", "周"])
    {
        return Some(Date);
    }
    let is_hour = around.follows("时") && !around.follows("时间") && !around.follows("时代");
    let unitless = run.unit == run.end;
    if unitless
        && (is_hour || around.follows_any(&["季度", "点钟", "点半", "点就", "点整", "点到"]))
    {
        return Some(Date);
    }
    // 2025-06-30, 2025/6/30, 2025.6.30, and bare years.
    let digits: String = text.iter().take_while(|c| is_digit(**c)).collect();
    let is_year = digits.len() == 4 && ("1900"..="2100").contains(&digits.as_str());
    let joint = |c: char| "-/.—~至到、".contains(c);
    if is_year && unitless && !text.contains(&',') {
        return Some(Date);
    }
    if is_plain && text.len() <= 4 && joint(around.last()) && unitless {
        let run_before = around
            .before
            .iter()
            .rev()
            .skip(1)
            .take_while(|c| is_digit(**c))
            .count();
        let has_year = around
            .before
            .iter()
            .rev()
            .take(9)
            .any(|c| "-/.".contains(*c));
        if run_before > 0 && has_year && "-/.".contains(around.last()) {
            return Some(Date);
        }
    }
    None
}

/// Places in a row and list numbers.
fn number_in_row(stream: &Stream, run: &Run, around: &Around<'_>) -> Option<NotFigure> {
    if around.last() == '第' {
        return Some(Ordinal);
    }
    let unitless = run.unit == run.end;
    if around.last() == '前' {
        let word = around.before.iter().rev().nth(1).copied().unwrap_or(' ');
        let is_time = "目此之以日年月会节".contains(word);
        let ranks = matches!(&run.read, Ok(figure)
            if matches!(figure.unit.as_str(), "名" | "位" | "强" | "" | "家" | "个" | "件"));
        if !is_time && ranks {
            return Some(Ordinal);
        }
    }
    let is_item = stream.is_line_start(run.at) && around.before.is_empty()
        || around.before.iter().all(|c| "( #*-•·●■◆".contains(*c))
        || stream.is_line_start(run.at);
    if is_item {
        let from = run.at
            - around
                .before
                .iter()
                .rev()
                .take_while(|c| **c == '(')
                .count();
        let line = stream.slice(from, run.end + 3);
        let is_whole = run.unit == run.end || !run.is_arabic;
        if is_whole && starts_item(line) {
            return Some(Ordinal);
        }
    }
    if !unitless {
        return None;
    }
    match (around.last(), around.next()) {
        ('(', ')') => return Some(Ordinal),
        ('其', _) if !run.is_arabic => return Some(Ordinal),
        ('\n' | '。' | ';' | ':' | '，', '是') if !run.is_arabic => return Some(Ordinal),
        ('。' | ';' | ':', '、' | '.') if run.end - run.at <= 2 => return Some(Ordinal),
        (_, '届' | '级' | '流') => return Some(Ordinal),
        (_, '线' | '楼' | '版' | '强') => return Some(Name),
        (_, '等') if around.follows_any(&["等奖", "等功", "等品"]) => return Some(Ordinal),
        (_, '、') if around.follows("、") && holds(around.clause_after(), "等奖") => {
            return (!run.is_arabic).then_some(Ordinal);
        }
        _ => {}
    }
    None
}

/// Codes: letters, plus signs, long numbers, telephone and document numbers.
fn code(run: &Run, around: &Around<'_>) -> Option<NotFigure> {
    if !run.is_arabic {
        return None;
    }
    let unitless = run.unit == run.end;
    let last = around.last();
    let is_code_sign = |c: char| c.is_ascii_alphabetic() || "+×*/_@=#&".contains(c);
    let letter_joint = matches!(around.before, [.., a, '-' | '.' | ' '] if a.is_ascii_uppercase())
        && around
            .before
            .iter()
            .rev()
            .take(8)
            .any(char::is_ascii_uppercase)
        && unitless;
    if (is_code_sign(last) && !around.ends("km/")) || letter_joint {
        return Some(Name);
    }
    let next = around.next();
    if unitless && (is_code_sign(next) || next == '号' || next == '-') && next != '/' {
        return Some(Name);
    }
    if unitless && next == '/' && around.after.get(1).is_some_and(|c| is_digit(*c)) {
        return Some(Name);
    }
    // Ratios, 1:15 and 3比2.
    if unitless && (next == ':' || next == '比') {
        let is_ratio = around.after.get(1).is_some_and(|c| is_digit(*c));
        return is_ratio.then_some(Name);
    }
    let is_joined = matches!(around.before, [.., a, '-'] if is_digit(*a));
    if is_joined || (matches!(run.read, Err(FigureErrorKind::BadNumber)) && unitless) {
        return Some(Name);
    }
    let phone = [
        "电话",
        "热线",
        "邮编",
        "手机",
        "传真",
        "QQ",
        "微信号",
        "编号",
        "证号",
        "共印",
        "专线",
    ];
    let near = around.near_before(6);
    if unitless && holds_any(near, &phone) || around.ends("共印") {
        return Some(Name);
    }
    None
}

/// What the parser refused.
fn refused(stream: &Stream, run: &Run, around: &Around<'_>, kind: FigureErrorKind) -> NotFigure {
    let text = stream.slice(run.at, run.end);
    match kind {
        FigureErrorKind::Ordinal if ends(text, "大") && !starts(text, "二十") => Name,
        FigureErrorKind::Ordinal => Ordinal,
        FigureErrorKind::Calendar => Date,
        _ if around.follows("中全会") => Ordinal,
        _ if around.follows_any(&["家万户", "万户", "方百计", "面八方", "湖四海"]) => {
            Idiom
        }
        _ => match text {
            ['百' | '千' | '万' | '亿', ..] if !run.is_arabic => Rhetorical,
            _ => Name,
        },
    }
}

/// Lengths of time, but for streaks and hours that were served.
fn duration(run: &Run, figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let unit = figure.unit.as_str();
    let before = around.near_before(14);
    if matches!(unit, "年" | "载") {
        let is_life = [
            "从业",
            "工龄",
            "从事",
            "入职",
            "扎根",
            "坚守",
            "党龄",
            "工作了",
            "入行",
            "奋斗",
            "干了",
            "任职",
            "修复",
        ];
        let streak = holds_any(before, &["连续", "蝉联", "连获"]) && !holds(before, "连续工作");
        if streak {
            let wins = [
                "获", "评为", "荣", "蝉联", "名列", "位居", "位列", "第一", "优秀", "先进", "居全",
                "保持", "夺", "列全",
            ];
            return (!holds_any(around.clause_after(), &wins)).then_some(Duration);
        }
        if holds_any(before, &is_life) {
            return Some(Personal);
        }
    }
    if around.ends("满") || around.ends("每满") {
        return Some(Threshold);
    }
    let value = figure.value.unwrap_or(0.0);
    if matches!(unit, "小时" | "个小时") {
        let is_served = holds_any(before, &["累计", "服务", "时长", "学习", "培训", "志愿"]);
        if run.is_arabic && value == 24.0 {
            return Some(Name);
        }
        return (!is_served && value < 100.0).then_some(Duration);
    }
    let is_mean = holds_any(before, &["周期", "平均", "时限", "缩短", "用时"]);
    (!(is_mean && unit != "年")).then_some(Duration)
}

/// Conditions: 100人以上企业, 满三年, 低于1.5倍.
fn threshold(figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    if around.ends_any(&["年满", "每满", "已满", "工作满", "海拔"]) {
        return Some(Threshold);
    }
    let is_limit = matches!(figure.bound, Bound::AtLeast | Bound::AtMost);
    if !is_limit {
        return None;
    }
    let after = around.after;
    let noun = [
        "企业",
        "的企业",
        "非公",
        "单位",
        "女职工",
        "的单位",
        "的非公",
        "规模",
        "职工的",
        "的案件",
        "民营",
        "私营",
        "的用人",
        "的班组",
        "的项目",
        "低保",
        "的大型",
        "重点企业",
        "的职工",
        "用人单位",
        "建会企业",
        "已建会",
    ];
    let suffixed =
        figure.unit != "%" && matches!(figure.unit.as_str(), "人" | "名" | "年" | "元" | "倍" | "");
    let is_suffix = |around: &Around<'_>| !around.before.is_empty() || !around.after.is_empty();
    (suffixed && is_suffix(around) && noun.iter().any(|noun| starts(after, noun)))
        .then_some(Threshold)
}

/// Entitlements: 最高5000元.
fn rule(figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let near = around.near_before(8);
    let is_money = figure.unit == "元";
    let caps = ["最高", "上限", "封顶", "限额", "不超过"];
    let is_cap = caps.iter().any(|cap| {
        let at = (0..near.len()).find(|at| starts(near.get(*at..).unwrap_or(&[]), cap));
        at.is_some_and(|at| {
            let between = near.get(at + cap.chars().count()..).unwrap_or(&[]);
            between.len() <= 4
                && between
                    .iter()
                    .all(|c| "可达为补贴奖助报销给予额度".contains(*c))
        })
    });
    if is_money && is_cap && !holds_any(near, &["单笔", "单场"]) {
        return Some(Rule);
    }
    if is_money && around.ends_any(&["保额", "每份", "一份保额"]) {
        return Some(Rule);
    }
    let each = holds_any(near, &["各送", "各赠", "各奖"]);
    if each || (around.ends("每") && matches!(figure.unit.as_str(), "次" | "小时")) {
        return Some(Rule);
    }
    if around.ends_any(&["打", "享受"]) && around.next() == '折' {
        return Some(Rule);
    }
    None
}

/// Han numerals in names: 四大群体, 两个维护, 八项规定, 百名劳模进百企.
fn han_name(run: &Run, figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    let unit = figure.unit.as_str();
    let value = figure.value.unwrap_or(0.0);
    if unit == "大" {
        let nouns = [
            "群体",
            "新业态",
            "攻坚",
            "发展",
            "纪律",
            "战役",
            "会战",
            "件",
            "新就业",
            "节日",
            "精神",
            "理念",
            "行动",
            "支柱",
            "体系",
            "工程",
            "战略",
        ];
        let is_group = around.follows_any(&nouns);
        return (is_group || around.last() == '“').then_some(Name);
    }
    if run.is_arabic {
        return None;
    }
    if value == 1.0 && figure.bound == Bound::Exact && unit != "%" {
        return Some(Idiom);
    }
    let next = around.next();
    if is_han_digit(next) && unit != "%" && !around.follows("百分之") {
        // 千家万户, 五个一, 三区五县.
        return Some(if value >= 100.0 { Idiom } else { Name });
    }
    let names = match unit {
        "个" => &[
            "维护",
            "确立",
            "意识",
            "自信",
            "结合",
            "全面",
            "服务",
            "务必",
            "毫不",
            "坚持",
            "年",
            "一批",
            "围绕",
            "不动摇",
            "中心",
            "转变",
            "“",
        ][..],
        "项" => &["规定", "制度", "基本"][..],
        "件" => &["实事", "民生", "大事", "好事"][..],
        "地" => &[""][..],
        "位" => &["一体", "负责", "同志", "领导"][..],
        "步" => &["走", "工作法", "法", "曲"][..],
        "次" => &["全会", "全体", "代表大会", "党代会", "创业", "能源"][..],
        "市" | "省" | "县" | "区" | "镇" => &[""][..],
        "名" | "场" | "家" | "岗" => &["进百", "进千", "下百", "联百", "访百", "万户"][..],
        "级" | "方" | "层" => &[""][..],
        _ => &[][..],
    };
    names
        .iter()
        .any(|name| around.follows(name))
        .then_some(Name)
}

/// Numbers without a unit: amounts only where something says so.
fn bare(stream: &Stream, run: &Run, figure: &Figure, around: &Around<'_>) -> Option<NotFigure> {
    if !figure.unit.is_empty() {
        return None;
    }
    let text = stream.slice(run.numeral, run.end);
    let is_scaled = text.iter().any(|c| "万亿".contains(*c));
    let is_marked = figure.bound != Bound::Exact;
    if !run.is_arabic {
        let is_bare = text.iter().all(|c| "百千万亿".contains(*c));
        if is_marked || (is_scaled && !is_bare) {
            return None;
        }
        return Some(if is_bare { Rhetorical } else { Name });
    }
    if is_scaled || (is_marked && text.len() > 2) {
        return None;
    }
    // 接线2,046通话: grouped digits count something, whatever its measure word.
    let is_grouped = text.contains(&',') || text.contains(&' ');
    let counts = [
        "人数",
        "总数",
        "人数达",
        "共计",
        "合计",
        "人数为",
        "总数为",
        "总数达",
        "总量",
    ];
    let is_count = text.len() >= 2 && counts.iter().any(|word| around.ends(word));
    if is_count || (is_grouped && around.next() != '\n' && !around.before.is_empty()) {
        return None;
    }
    Some(Name)
}
