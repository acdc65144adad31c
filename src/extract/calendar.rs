//! Calendar: every expression of time in the text, as printed: 2025年, 去年, 上半年, 近三年, 截至目前.
//!
//! What it means for a figure is for [`period`](super::period). It must never supply a year that is
//! not printed.

use super::around::{ends, starts};
use super::calendar_reader::Reader;
use super::origin;
use super::quote;
use super::spans::{congress, five_year_plan, years_back};
use super::stream::Stride;
use crate::pace::Pace;

/// The year of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    /// 2025年.
    Is(u16),
    /// Counted from the year of writing: 今年 is 0, 去年 -1.
    Off(i16),
    /// Counted from the year that is reported on: 上年 is -1.
    Of(i16),
    /// None printed: 5月, 上半年.
    None,
}

/// What an expression names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    Year(Year),
    /// 今年以来: of the year that is reported on, as far as the report goes.
    SoFar,
    /// 去年同期: a year before the time that is reported on.
    Before,
    /// 2021—2025年, and the five years of a plan.
    Years(u16, u16),
    /// A year that an event names, and whether what followed it is meant.
    Since(u16, bool),
    /// From a month to a month of one year.
    Months(Year, u8, u8),
    Day(Year, u8, u8),
    /// From a day to a day of one year: 9月1日至30日.
    Days(Year, (u8, u8), (u8, u8)),
    /// 五年来 and 近三年: so many years, the year of writing included in the second.
    Back {
        years: u16,
        is_near: bool,
    },
    /// 本月 is 0, 上月 1 before it.
    Month(u8),
    /// 今后五年.
    Ahead(u16),
    /// 近年来, 上线两年: up to now from a start that is not printed.
    Open,
    /// 目前, 现有.
    Now,
    /// 至年底.
    YearEnd,
    /// 五年 in a review of five years, and so on.
    Whole(u16),
    /// 五年累计: of a review its years, else the last so many.
    Sum(u16),
    /// 全年, 当年: the year that is spoken of.
    Same,
}

/// One expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub at: usize,
    pub end: usize,
    pub when: When,
    /// 以来, 起.
    pub is_start: bool,
    /// 截至, 截止.
    pub is_date_of_stock: bool,
    /// 比去年, 较上年, 同比.
    pub is_compared: bool,
    /// 仅2024年, 其中2019年.
    pub is_aside: bool,
    /// A figure stands right behind it: 2021年的14.11万人.
    pub is_attached: bool,
    /// 由2015年的71%: also of a share.
    pub is_origin: bool,
    /// 到2028年.
    pub is_until: bool,
    /// 这一年: a year that the sentence named before, if it did.
    pub is_this_one: bool,
    /// 如今: what stands before it is over.
    pub is_nowadays: bool,
    /// (2020年表彰), and 本报3月7日讯: it dates what it stands beside, not what follows.
    pub is_remark: bool,
}

const STARTS: &str =
    "0123456789二一今去上前明来下次过这近多历目现截至当全那本年第三四十五两六七八九新建未开头首如";

pub(super) async fn moments(
    chars: &[char],
    names: &[(usize, usize)],
    pace: &mut Pace,
) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let (mut at, mut stride) = (0, Stride::default());
    while let Some(&c) = chars.get(at) {
        stride.pass(at, pace).await;
        let is_name =
            quote::holds(names, at) && !matches!(chars.get(at.wrapping_sub(1)), Some('“' | '‘'));
        let taken = (STARTS.contains(c) && !is_name)
            .then(|| take(chars, at))
            .flatten();
        match taken {
            Some(moment) => {
                at = moment.end;
                found.push(moment);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether what begins here can be an expression: most digits are no year, month or day.
fn is_begun(chars: &[char], at: usize) -> bool {
    let rest = chars.get(at..).unwrap_or(&[]);
    let digits = rest.iter().take(5).take_while(|c| c.is_ascii_digit());
    let digits = digits.count();
    let next = rest.iter().skip(digits).find(|c| **c != ' ');
    matches!(digits, 0 | 4) || next.is_some_and(|c| "年月至到-—~个".contains(*c))
}

fn take(chars: &[char], at: usize) -> Option<Moment> {
    if !is_begun(chars, at) {
        return None;
    }
    let from = at.saturating_sub(6);
    let before = chars.get(from..at).unwrap_or(&[]);
    let mut reader = Reader { chars, at };
    let is_longer = before
        .last()
        .is_some_and(|c| c.is_ascii_digit() || "第.-〔".contains(*c))
        && !is_item(before);
    let when = if is_longer {
        None
    } else {
        read(&mut reader, before)
    }?;
    reader.take_any("年底|年末|年初|底|末|初|上旬|中旬|下旬");
    let is_start = reader
        .take_any("以来|启动以来|开展以来|成立以来|上线以来|实施以来|运行以来|至今|开始|起")
        && when != When::Year(Year::Off(0));
    let is_year = matches!(when, When::Year(Year::Is(_)));
    let is_start =
        is_start || (is_year && (is_since(reader.rest()) || origin::goes_on(reader.rest())));
    let cut = before
        .iter()
        .rposition(|c| "，,。;!?\n".contains(*c))
        .map_or(0, |at| at + 1);
    let clause = before.get(cut..).unwrap_or(&[]);
    let clause = clause.strip_suffix(&['“']).unwrap_or(clause);
    if has(LIFE, reader.rest()) && matches!(when, When::Year(Year::Is(_)) | When::Months(..)) {
        return None;
    }
    let opens = |c: &char| c.is_ascii_digit() || "超近约逾不".contains(*c);
    let any = |words: &[&str]| words.iter().any(|word| ends(clause, word));
    Some(Moment {
        at,
        end: reader.at,
        when,
        is_start,
        is_date_of_stock: any(&["截至", "截止", "截至到", "截止到", "数据截至"]),
        is_compared: any(&[
            "比", "较", "与", "同", "为", "相比", "是", "占", "和", "超过", "超",
        ]) && !matches!(when, When::Months(..) | When::Now),
        is_attached: match reader.rest() {
            ['的', c, ..] => opens(c),
            // 1120万元，去年为985万元，增长13.7%: an aside.
            // 去年为3600名女职工开展: for whom.
            ['为', behind @ ..] if is_for(behind) => false,
            ['为' | '是' | '(', c, ..] => opens(c) && is_last_year(when),
            _ => false,
        },
        is_origin: any(&["由", "从"]),
        is_aside: any(&["仅", "其中", "仅在", "而", "而在", "遥想", "回想", "回忆"])
            || (is_year && has("这两个|这一数|这个数|这几个", reader.rest()))
            || origin::is_named_after(chars.get(at..reader.at), reader.rest()),
        is_until: any(&["到"]),
        is_this_one: starts(chars.get(at..).unwrap_or(&[]), "这一年"),
        is_nowadays: when == When::Now && starts(chars.get(at..).unwrap_or(&[]), "如今"),
        is_remark: is_remark(clause, reader.rest())
            || (is_year && !is_start && origin::is_of_a_name(clause, reader.rest())),
    })
}

/// Whether no figure ends its clause here, but goes on: 3600名女职工, not 985万元，.
fn is_for(behind: &[char]) -> bool {
    const LONGEST: usize = 9;
    let near = behind.get(..LONGEST);
    near.is_some_and(|near| !near.iter().any(|c| "，,。;、()\n".contains(*c)))
}

/// Whether an expression is 去年 or 上年同期.
fn is_last_year(when: When) -> bool {
    matches!(
        when,
        When::Year(Year::Off(-1) | Year::Of(-1)) | When::Before
    )
}

/// Whether what ends in a point is the number of a list's item: 4.6月 is item 4.
fn is_item(before: &[char]) -> bool {
    let line = before.iter().rposition(|c| *c == '\n');
    let number = line.and_then(|line| before.get(line + 1..));
    matches!(number, Some([a, '.']) if a.is_ascii_digit())
        || matches!(number, Some([a, b, '.']) if a.is_ascii_digit() && b.is_ascii_digit())
}

/// Whether an event of a year is what a span begins with: 2021年推行“一函两书”制度以来.
fn is_since(after: &[char]) -> bool {
    const LONGEST: usize = 32;
    let clause = after
        .iter()
        .take(LONGEST)
        .position(|c| "，,。;:!?\n".contains(*c));
    let clause = clause.and_then(|end| after.get(..end)).unwrap_or(&[]);
    ends(clause, "以来") && !clause.iter().any(char::is_ascii_digit)
}

/// What a person did in a year: 1989年进厂.
const LIFE: &str = "进厂|入职|出生|生于|毕业|参加工作|入伍|入行|退役|从教|考入|退休|下岗|建厂";

pub(super) fn has(words: &str, text: &[char]) -> bool {
    words.split('|').any(|word| starts(text, word))
}

/// Whether an expression is closed in brackets without a figure, or says when a piece was sent.
fn is_remark(before: &[char], after: &[char]) -> bool {
    let sent = before.last().is_some_and(|c| "报社网者".contains(*c));
    if sent && has("讯|电|消息", after) || has("，记者|记者", after) {
        return true;
    }
    let close = after.iter().take(9).position(|c| *c == ')');
    let inside = close.and_then(|close| after.get(..close));
    // “三年行动”(2023—2025年)投入4500万元: the brackets say which.
    let named = before.strip_suffix(&['(']).unwrap_or(before);
    let named = named.strip_suffix(&['”']).unwrap_or(named);
    let is_plan = ["行动", "计划", "规划", "工程"]
        .iter()
        .any(|word| ends(named, word));
    before.last() == Some(&'(')
        && !is_plan
        && inside.is_some_and(|inside| !inside.iter().any(char::is_ascii_digit))
}

fn read(reader: &mut Reader<'_>, before: &[char]) -> Option<When> {
    let start = reader.at;
    if let Some(day) = digits(reader) {
        return Some(day);
    }
    // 2021—2025年, 2021年至2025年, 2021年1月至2025年12月.
    if let Some(first) = reader.four() {
        let is_year = reader.take("年");
        // 从2012年春到2017年春.
        reader.take_any("春|夏|秋|冬");
        let is_first = !is_year || !reader.rest().first().is_some_and(char::is_ascii_digit) || {
            let month = reader.number(2);
            reader.take("月") && month == Some(1)
        };
        if is_first
            && reader.take_any("——|-|—|至|到|~")
            && let Some(last) = reader.printed_year().or_else(|| reader.four())
            && last > first
        {
            let end = reader.at;
            let is_whole = reader.number(2) == Some(12) && reader.take("月");
            if !is_whole {
                reader.at = end;
            }
            return Some(When::Years(first, last));
        }
        reader.at = start;
    }
    if reader.take_any("全年|当年|年内|那一年|那年") {
        let is_goal = ["计划", "目标", "任务", "工作"]
            .iter()
            .any(|word| starts(reader.rest(), word));
        return (!is_goal).then_some(When::Same);
    }
    if let Some(since) = congress(reader) {
        return Some(since);
    }
    if let Some(year) = heading_year(reader, before) {
        return Some(year);
    }
    if reader.take_any("今年以来|今年来|年初以来|开年以来|今年年初以来") {
        return Some(When::SoFar);
    }
    if reader.take_any("去年同期|上年同期|上一年同期") {
        return Some(When::Before);
    }
    if (ends(before, "至") || ends(before, "到")) && reader.take_any("年底|年末") {
        return Some(When::YearEnd);
    }
    if reader.take_any("本月|当月") {
        return Some(When::Month(0));
    }
    if reader.take("上月") {
        return Some(When::Month(1));
    }
    if let Some(year) = reader.year() {
        reader.take("同期");
        return Some(reader.within(year).unwrap_or(When::Year(year)));
    }
    if reader.take_any("近年来|近几年|近些年|多年来|历年来|一直以来|这些年") {
        return Some(When::Open);
    }
    if reader.take_any("目前|现有|现已|至今|当前|现共有|截至目前|如今") {
        return Some(When::Now);
    }
    if let Some(plan) = five_year_plan(reader) {
        return Some(plan);
    }
    if let Some(months) = reader.within(Year::None) {
        return Some(months);
    }
    years_back(reader, before)
}

/// 2025-06-30, 2025/6/30, 2025.6.30.
fn digits(reader: &mut Reader<'_>) -> Option<When> {
    let start = reader.at;
    let mut read = || {
        let year = reader.four()?;
        let sign = ["-", "/", "."].into_iter().find(|sign| reader.take(sign))?;
        let month = u8::try_from(reader.number(2)?)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        if !reader.take(sign) {
            return None;
        }
        let day = u8::try_from(reader.number(2)?)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        Some(When::Day(Year::Is(year), month, day))
    };
    let day = read();
    if day.is_none() {
        reader.at = start;
    }
    day
}

/// A year without its sign at the head of a line, or behind a name: 2024，我们约定; 工会2023，….
fn heading_year(reader: &mut Reader<'_>, before: &[char]) -> Option<When> {
    let is_named = [
        "工会",
        "奋进",
        "回眸",
        "回望",
        "答卷",
        "数说",
        "再见",
        "你的",
        "我的",
        "我们的",
    ]
    .iter()
    .any(|word| ends(before, word));
    // 06 2026，约定你: behind the number of the heading.
    let number = before.iter().rev().skip_while(|c| c.is_whitespace());
    let number = number.take_while(|c| c.is_ascii_digit()).count();
    let before = match before.last() {
        Some(c) if c.is_whitespace() && (1..3).contains(&number) => {
            let end = before
                .iter()
                .rposition(|c| !c.is_whitespace())
                .map_or(0, |at| at + 1);
            before.get(..end - number).unwrap_or(before)
        }
        _ => before,
    };
    let mut marks = before.iter().rev().take_while(|c| !c.is_alphanumeric());
    let is_head = before.iter().all(|c| !c.is_alphanumeric())
        || marks.any(|c| "\n|".contains(*c))
        || is_named;
    let start = reader.at;
    let year = reader.four().filter(|_| is_head);
    const NOUNS: &str = "工会|工作|总结|我们|成绩|答卷|盘点|回顾|亮点|数说|职工|这一年";
    let ends_here = reader
        .rest()
        .first()
        .is_some_and(|c| "，,:·|丨“".contains(*c))
        || (reader.rest().first() == Some(&'\n') && is_named);
    let rest = reader.rest();
    let noun = rest.strip_prefix(&[' ']).unwrap_or(rest);
    // 2017惠州工会工作扫描: in the title a year is followed by who reports.
    const MEASURES: &str = "人名家个场项件次户万亿余多元座处条份期届支所天分秒种类位吨里米";
    let is_followed = rest
        .first()
        .is_some_and(|c| c.is_alphabetic() && !MEASURES.contains(*c) && *c != '年');
    // Two lines of a title are no longer: what stands before is not gone through at every numeral.
    const LONGEST_TITLE: usize = 200;
    let is_title = || {
        let mut breaks = reader.chars.iter().take(start).filter(|c| **c == '\n');
        is_followed && start < LONGEST_TITLE && breaks.nth(1).is_none()
    };
    if year.is_some() && (ends_here || has(NOUNS, noun) || is_title()) {
        return year.map(|year| When::Year(Year::Is(year)));
    }
    reader.at = start;
    None
}
