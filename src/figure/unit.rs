//! Units: what may follow a numeral.
//!
//! It must never guess where a unit ends: a text that is more than a unit is refused. Nothing
//! follows a measure word (977家企业). After 0–9 another noun may be a unit (330羽), but not after
//! Han numerals, which are in every second word: 百姓, 一线 and 两会 are no amounts.

use super::error::{FigureError, FigureErrorKind, fail};
use super::mark;
use super::text::{Cursor, starts_with};

/// The longest unit, in characters.
const LONGEST: usize = 12;

/// Measure words that make an amount even of a bare 数, 几 or 多 (多场); 多元 and 数字 are words.
const COUNTED: &str = "个家名人次场件项条批户期年月天种部篇份支位所座处类幅轮起套台";

/// Further characters of measure words. Those left out are more often part of another word:
/// 一度, 一点, 十分, 两节, 三班.
const MEASURED: &str = "大日周岁载倍元吨亩斤米升秒本册张枚辆架艘栋间层门堂课集首对步队组例宗笔款只棵株颗\
                        把盏片床副束句封则地省市县区镇乡村校厂店岗段箱袋瓶桶包盒桌卷字顿()/%‰";

/// Measure words of characters that are none alone.
const WORDS: [&str; 24] = [
    "小时",
    "分钟",
    "学时",
    "课时",
    "工作日",
    "星期",
    "季度",
    "学期",
    "世纪",
    "平米",
    "平方米",
    "平方公里",
    "立方米",
    "公里",
    "公斤",
    "公顷",
    "千瓦时",
    "千瓦",
    "千米",
    "千克",
    "百分点",
    "连冠",
    "美元",
    "人民币",
];

/// What only a sentence or a name has. A unit that holds one is more than a unit.
const FOREIGN: [&str; 21] = [
    "增长", "增加", "增幅", "下降", "减少", "提高", "提升", "上升", "同比", "环比", "累计", "期间",
    "开展", "完成", "实现", "建成", "获得", "荣获", "发放", "举办", "热线",
];

/// Prefixes that belong to a unit although they look like numerals: 千瓦, 百分点.
pub(super) fn has_prefix(rest: &[char]) -> bool {
    match rest {
        ['千', after, ..] => "瓦克米卡伏赫帕".contains(*after),
        ['百', '分', '点', ..] => true,
        _ => false,
    }
}

/// Whether each character is a measure word of what is counted one by one.
pub(super) fn is_counted(text: &[char]) -> bool {
    text.iter().all(|&c| COUNTED.contains(c))
}

/// Whether a text is measure words alone: 人次, 大类, 平方米, 人(次), %, or nothing.
pub(super) fn is_measure(text: &[char]) -> bool {
    measured(text) == text.len()
}

/// How many characters of measure words a text begins with. 件件 counts nothing: one by one.
fn measured(text: &[char]) -> usize {
    let mut at = 0;
    let mut last = ' ';
    while let Some(rest @ [first, ..]) = text.get(at..) {
        at += match WORDS.iter().find(|word| starts_with(rest, word)) {
            Some(word) => word.chars().count(),
            None if *first == last => return at,
            None if COUNTED.contains(*first) || MEASURED.contains(*first) => 1,
            None => return at,
        };
        last = *first;
    }
    at
}

/// Units of two or three characters that a running text prints as one.
const COMPOUND: [&str; 34] = [
    "项次",
    "户(次)",
    "场(次)",
    "件(次)",
    "人(次)",
    "人次",
    "场次",
    "户次",
    "件次",
    "批次",
    "例次",
    "车次",
    "班次",
    "台次",
    "家次",
    "篇次",
    "条次",
    "份次",
    "大类",
    "大项",
    "大块",
    "个月",
    "周年",
    "周岁",
    "部门",
    "平方",
    "立方",
    "名次",
    "个多月",
    "节课",
    "课次",
    "站次",
    "点次",
    "篇幅",
];

/// What a measure word is the first character of, where it counts nothing: 3家庭, 5部委, 2地区.
const WITHIN_WORDS: [&str; 39] = [
    "家庭",
    "家属",
    "家乡",
    "部委",
    "部分",
    "部级",
    "场馆",
    "场所",
    "场地",
    "地区",
    "地方",
    "地铁",
    "地级",
    "项目",
    "条例",
    "期间",
    "本级",
    "本市",
    "名单",
    "人民币",
    "人大",
    "件事",
    "日前",
    "天津",
    "天后",
    "市级",
    "市直",
    "县级",
    "区级",
    "省级",
    "省直",
    "校级",
    "处级",
    "级别",
    "集体",
    "集中",
    "集团",
    "步骤",
    "名录",
];

/// How many characters the unit at the start of a running text takes; 0 if it begins with none.
///
/// Here nothing tells where a unit ends, so only measure words count, and one of them: 12个市直部门
/// is 12个.
pub(super) fn leading(rest: &[char]) -> usize {
    let longest = |words: &[&str]| {
        let found = words.iter().filter(|word| starts_with(rest, word));
        found.map(|word| word.chars().count()).max()
    };
    let Some(&first) = rest.first() else { return 0 };
    // 320名单身职工 are 320名, a 名单 is a list.
    let is_within = longest(&WITHIN_WORDS).is_some() && !starts_with(rest, "名单身");
    if is_within {
        return 0;
    }
    let mut length = match longest(&COMPOUND).max(longest(&WORDS)) {
        Some(length) => length,
        None if matches!(first, '个') => {
            let word = rest.get(1..).unwrap_or(&[]);
            let after = WORDS.iter().filter(|known| starts_with(word, known));
            1 + after.map(|known| known.chars().count()).max().unwrap_or(0)
        }
        None if "()/".contains(first) => 0,
        None if COUNTED.contains(first) || MEASURED.contains(first) || "㎡℃".contains(first) => {
            1
        }
        None if "对节站通幢株顶双面趟".contains(first) => 1,
        None => {
            let latin = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
            let unit: String = rest.iter().take(latin).collect();
            let known = ["km", "kg", "kW", "kWh", "m", "t", "GB", "MB"].contains(&unit.as_str());
            if known { latin } else { 0 }
        }
    };
    // 元/人, 元/年: an amount for each.
    if let [.., '/', each] = rest.get(..length + 2).unwrap_or(&[])
        && length > 0
        && (COUNTED.contains(*each) || "吨亩度".contains(*each))
    {
        length += 2;
    }
    length
}

/// The unit that the rest of a figure is, `""` for none.
pub(super) fn check(mut cursor: Cursor<'_>) -> Result<String, FigureError> {
    cursor.skip_spaces();
    let start = cursor.at;
    let chars = cursor.rest();
    let text: String = chars.iter().collect();
    let bad = FigureError::new(FigureErrorKind::BadUnit, start);
    if matches!(text.as_str(), "" | "%" | "‰") {
        return Ok(text);
    }
    let mut depth = 0_i32;
    let mut last = ' ';
    while let Some(c) = cursor.peek() {
        let rest = cursor.rest();
        let place = FigureError::new(FigureErrorKind::BadUnit, cursor.at);
        match c {
            _ if has_prefix(rest) => cursor.at += 1,
            _ if is_numeral(c) => {
                return fail(FigureErrorKind::SeveralFigures, cursor.at);
            }
            _ if is_letter(c) => {}
            '等' if cursor.at == start => {} // 三等奖: `place` names the reason
            '(' if cursor.at > start => depth += 1,
            ')' if depth == 1 && last != '(' => depth = 0,
            // Joints of Latin and compound units: person-times, kW·h, 元/人.
            '-' | '·' | ' ' if last.is_ascii_alphabetic() && is_latin(cursor.peek_after(1)) => {}
            '/' if is_letter(last) && cursor.peek_after(1).is_some_and(is_letter) => {}
            _ => return Err(place),
        }
        if depth > 1 {
            return Err(place);
        }
        last = c;
        cursor.at += 1;
    }
    // A mark or a 成 that counted would have been taken before; 3天后 and 90后 are times.
    let misplaced = text.starts_with(['余', '多', '来', '成'])
        || text.ends_with(['余', '多', '来', '后', '前', '内']);
    let foreign = FOREIGN.iter().any(|word| text.contains(word)) || mark::is_inside(&text);
    if depth != 0 || chars.len() > LONGEST || misplaced || foreign || is_code(chars) {
        return Err(bad);
    }
    // A measure word ends the unit: 3家公司 is 3家 and a noun. Only 元/度 goes on.
    let end = measured(chars);
    let goes_on = end == 0 || chars.get(end - 1) == Some(&'/');
    if end < chars.len() && !goes_on {
        return fail(FigureErrorKind::BadUnit, start + end);
    }
    Ok(text)
}

/// 5G, 3D, 4S店, 5A级 are names; 340K, 13.9M yuan and 10w stand for more than their digits.
fn is_code(unit: &[char]) -> bool {
    match unit {
        ['A'..='Z' | 'k' | 'w', rest @ ..] => !is_latin(rest.first().copied()),
        _ => false,
    }
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphabetic())
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二两三四五六七八九十百千万亿几半".contains(c)
}

/// Han characters but for those that only a sentence has, Latin letters, squared units.
fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '²' | '³' | '°' | '℃' | 'μ' | 'Ω' => true,
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' => {
            !"的了是和并被与及而或已也其由将把从至到在为达占之以等第".contains(c)
        }
        '\u{3380}'..='\u{33df}' => true,
        _ => false,
    }
}
