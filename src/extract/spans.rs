//! Spans: what names several years, or a year by an event: 十四五, 近三年, 建党百年.
//!
//! They must never supply a year that is neither printed nor known to everybody.

use super::around::{ends, starts};
use super::calendar::{When, Year, has};
use super::calendar_reader::Reader;

/// Events that name a year: 建党百年 is 2021, and what came after the party's congresses.
pub(super) fn congress(reader: &mut Reader<'_>) -> Option<When> {
    const EVENTS: [(&str, u16); 8] = [
        ("建党百年", 2021),
        ("建党100周年", 2021),
        ("二十大以来", 2022),
        ("二十大胜利召开后", 2022),
        ("二十大召开以来", 2022),
        ("十九大以来", 2017),
        ("十九大召开以来", 2017),
        ("十八大以来", 2012),
    ];
    let &(word, year) = EVENTS
        .iter()
        .find(|(word, _)| starts(reader.rest(), word))?;
    reader.take(word);
    Some(When::Since(year, !word.starts_with('建')))
}

/// A five-year plan, its first or its last year: 十四五 is 2021 to 2025, its 末 2025.
pub(super) fn five_year_plan(reader: &mut Reader<'_>) -> Option<When> {
    const PLANS: [(&str, u16); 5] = [
        ("十二五", 2011),
        ("十三五", 2016),
        ("十四五", 2021),
        ("十五五", 2026),
        ("十六五", 2031),
    ];
    let &(word, year) = PLANS.iter().find(|(word, _)| starts(reader.rest(), word))?;
    reader.take(word);
    reader.take_any("”|’");
    const SPANS: &str = "末|收官|开局|期间|时期|以来|的五年|工作综述|这五年|五年|成就|成果|成绩|答卷|回眸|回顾|巡礼|综述|总结|工会";
    if !has(SPANS, reader.rest()) {
        return None;
    }
    if reader.take_any("开局之年|开局年|开局") {
        return Some(When::Year(Year::Is(year)));
    }
    Some(match reader.take_any("末|收官之年|收官") {
        true => When::Year(Year::Is(year + 4)),
        false => When::Years(year, year + 4),
    })
}

/// 五年来, 近三年, 过去五年, 上线两年.
pub(super) fn years_back(reader: &mut Reader<'_>, before: &[char]) -> Option<When> {
    let start = reader.at;
    let is_ahead = reader.take_any("今后|未来");
    let is_near = !is_ahead && reader.take_any("最近|近");
    let is_past = !is_near && reader.take_any("过去的|过去|这");
    let years = reader.number(2).filter(|years| (1..=60).contains(years));
    let unit = years.is_some() && (reader.take("年") || reader.take("个年头"));
    if !unit {
        let is_launch = ["上线", "运行", "开通"]
            .iter()
            .any(|word| ends(before, word));
        if years.is_some() && is_launch && reader.take("个月") {
            return Some(When::Open);
        }
        reader.at = start;
        return None;
    }
    let years = years?;
    if is_ahead {
        return Some(When::Ahead(years));
    }
    // 四年多来: the fifth has begun.
    if has("多来|多以来|多时间", reader.rest()) && reader.take("多") {
        reader.take_any("来|以来|时间");
        return Some(When::Back {
            years: years + 1,
            is_near: true,
        });
    }
    let is_summed = starts(reader.rest(), "里累计") && reader.take("里");
    let is_back = reader.take_any("来|间|以来|期间") || is_summed;
    if is_near && years >= 2 {
        return Some(When::Back {
            years,
            is_near: true,
        });
    }
    let is_streak = ends(before, "连续");
    let launched = ["上线", "运行", "开通", "挂牌"]
        .iter()
        .any(|word| ends(before, word));
    match (is_back || is_past, years) {
        (_, 1) if launched => Some(When::Open),
        (true, 2..) => Some(When::Back {
            years,
            is_near: false,
        }),
        (false, 2..) if launched => Some(When::Open),
        (false, 2..) if starts(reader.rest(), "累计") => Some(When::Sum(years)),
        (false, 2..=6) if !is_streak => Some(When::Whole(years)),
        _ => {
            reader.at = start;
            None
        }
    }
}
