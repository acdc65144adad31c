//! Kind: why a numeral is no figure. The words are those of `dataset::NotFigure`.
//!
//! Rules go from what is certain to what is likely. They must never ask what is counted, nor take
//! a numeral for a name only because it is small.

use super::amount::{bare, duration, han_name, rule, threshold};
use super::around::{Around, ends, holds, holds_any, starts};
use super::quote;
use super::run::{Run, is_digit};
use super::stream::{Stream, starts_item};
use crate::dataset::NotFigure::{self, *};
use crate::figure::{Bound, FigureErrorKind};

/// Why a run is no figure; `None` if it is one. `names` are the quoted spans.
pub(super) fn of(stream: &Stream, run: &Run, names: &[(usize, usize)]) -> Option<NotFigure> {
    let around = Around::new(stream, run);
    // 三分之二: no share that the parser reads.
    if around.follows("分之") || around.ends("分之") && !around.ends_any("百分之|千分之")
    {
        return Some(Name);
    }
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
    if ends(text, "百年") || (ends(text, "年") && around.ends_any("建党|建国|建会|诞辰"))
    {
        return Some(Anniversary);
    }
    if text.len() <= 2 && !run.is_arabic && around.ends_any("星期|礼拜|每周|周") {
        return Some(Date);
    }
    let is_hour = around.follows("时") && !around.follows("时间") && !around.follows("时代");
    let unitless = run.unit == run.end;
    if unitless && (is_hour || around.follows_any("季度|点钟|点半|点就|点整|点到")) {
        return Some(Date);
    }
    // 2025-06-30, 2025/6/30, 2025.6.30, and bare years.
    let digits: String = text.iter().take_while(|c| is_digit(**c)).collect();
    let is_year = digits.len() == 4 && ("1900"..="2100").contains(&digits.as_str());
    // 这五年·2022篇 is the year's part of a row.
    let is_part = ends(text, "篇") && around.after.is_empty();
    if is_year && (unitless || is_part) && !text.contains(&',') {
        return Some(Date);
    }
    let is_joint = matches!(around.before, [.., a, '-' | '/' | '.'] if is_digit(*a));
    (is_plain && text.len() <= 4 && is_joint).then_some(Date)
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
    let is_item =
        around.before.iter().all(|c| "( #*-•·●■◆".contains(*c)) || stream.is_line_start(run.at);
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
    // 一是 tells items, but not 半数是.
    let is_share = matches!(&run.read, Ok(figure) if figure.unit == "%");
    match (around.last(), around.next()) {
        ('(', ')') => return Some(Ordinal),
        ('其', _) if !run.is_arabic => return Some(Ordinal),
        ('\n' | '。' | ';' | ':' | '，', '是') if !run.is_arabic && !is_share => {
            return Some(Ordinal);
        }
        ('。' | ';' | ':', '、' | '.') if run.end - run.at <= 2 => return Some(Ordinal),
        (_, '届' | '级' | '流') => return Some(Ordinal),
        (_, '线' | '楼' | '版' | '强') => return Some(Name),
        (_, '等') if around.follows_any("等奖|等功|等品") => return Some(Ordinal),
        (_, '、') if holds(around.clause_after(), "等奖") => {
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
    let letter_joint =
        unitless && matches!(around.before, [.., a, '-' | '.'] if a.is_ascii_uppercase());
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
    let phone = "电话|热线|邮编|手机|传真|QQ|微信号|编号|证号|共印|印数|专线";
    let near = around.near_before(6);
    if unitless && holds_any(near, phone) || around.ends_any("共印|印数") {
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
        _ if around.follows_any("家万户|万户|方百计|面八方|湖四海") => Idiom,
        _ => match text {
            ['百' | '千' | '万' | '亿', ..] if !run.is_arabic => Rhetorical,
            _ => Name,
        },
    }
}
