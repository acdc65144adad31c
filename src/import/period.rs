//! When a row's figures hold: the many ways in which tables write a year, a day or an interval. It
//! must never guess: what may be one of two is refused, with the reason.

use super::issue::BadPeriod;
use crate::dataset::{Period, PeriodError};
use crate::figure;

/// Years of the five-year plans, as they are said.
const PLANS: [(&str, &str); 4] = [
    ("十二五", "2011/2015"),
    ("十三五", "2016/2020"),
    ("十四五", "2021/2025"),
    ("十五五", "2026/2030"),
];

/// Parts of a year, and their months.
const PARTS: [(&[&str], &str, &str); 6] = [
    (
        &["q1", "1季度", "一季度", "第一季度", "第1季度"],
        "01",
        "03",
    ),
    (
        &["q2", "2季度", "二季度", "第二季度", "第2季度"],
        "04",
        "06",
    ),
    (
        &["q3", "3季度", "三季度", "第三季度", "第3季度"],
        "07",
        "09",
    ),
    (
        &["q4", "4季度", "四季度", "第四季度", "第4季度"],
        "10",
        "12",
    ),
    (&["上半年", "h1"], "01", "06"),
    (&["下半年", "h2"], "07", "12"),
];

/// Serial numbers of a spreadsheet that are days of 1954 to 2119; no year has five digits.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;

/// The longest text that is read as a period, in characters.
const LONGEST: usize = 64;

/// The period that a cell says.
///
/// 2025, 2025年, 2025年度, 2025.0, 2025-06, 2025/6, 2025年6月, 2025/1/1, 20250101, 2025年一季度,
/// 2025Q1, 2021-2025, 2021年至2025年, 十四五, and whatever docs/dataset.md allows.
///
/// # Errors
/// Why the text is none.
pub fn period(text: &str) -> Result<Period, BadPeriod> {
    let text = text.trim();
    // A header asks this of each of its ends: what is too long is not read through every time.
    if text.chars().nth(LONGEST).is_some() {
        return Err(BadPeriod::Unknown);
    }
    let folded: String = figure::fold(text).into_iter().collect();
    let text: String = folded.split_whitespace().collect();
    let text = text
        .trim_matches(['"', '“', '”', '\''])
        .to_ascii_lowercase();
    // A day with its time of day: what a spreadsheet makes of a date.
    let text = text.strip_suffix("00:00:00").unwrap_or(&text);
    let text = text.strip_suffix("00:00").unwrap_or(text);
    let text = text
        .strip_suffix("期间")
        .unwrap_or(text)
        .replace(['“', '”'], "");
    match Period::parse(&text) {
        Ok(period) => return Ok(period),
        Err(PeriodError::Reversed) => return Err(BadPeriod::Reversed),
        Err(PeriodError::Malformed) => {}
    }
    if let Some((_, years)) = PLANS.iter().find(|(plan, _)| *plan == text) {
        return Period::parse(years).map_err(|_| BadPeriod::Unknown);
    }
    if let Some(found) = interval(&text) {
        return found;
    }
    let written = single(&text)?;
    Period::parse(&written).map_err(|_| BadPeriod::Unknown)
}

/// From one to another; `None` if nothing stands between two.
fn interval(text: &str) -> Option<Result<Period, BadPeriod>> {
    let marks = ["至", "到", "~", "——", "—", "/", "-"];
    let halves = marks.iter().flat_map(|mark| {
        let at = text.match_indices(mark);
        at.map(|(at, mark)| (text.get(..at), text.get(at + mark.len()..)))
    });
    for (from, to) in halves {
        let (from, to) = (from?, to?);
        // 2025/1/1 is a day, 2021-25 nothing: both ends must begin with a year.
        let begins_year = |text: &str| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            digits == 4
        };
        if !begins_year(from) || !begins_year(to) {
            continue;
        }
        let ends = single(from).and_then(|from| Ok((from, single(to)?)));
        return Some(ends.and_then(|(from, to)| {
            let whole = Period::parse(&format!("{from}/{to}"));
            whole.map_err(|error| match error {
                PeriodError::Reversed => BadPeriod::Reversed,
                PeriodError::Malformed => BadPeriod::Unknown,
            })
        }));
    }
    None
}

/// A year, a month, a day or a part of a year, in ISO 8601.
fn single(text: &str) -> Result<String, BadPeriod> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(digits).unwrap_or((text, ""));
    let number: i32 = head.parse().unwrap_or(0);
    let rest = match rest.strip_prefix('.') {
        Some(zeros) if zeros.bytes().all(|byte| byte == b'0') => "",
        _ => rest,
    };
    match (digits, rest) {
        (4, "" | "年" | "年度" | "年份" | "年全年" | "全年") => {
            return Ok(head.to_owned());
        }
        (6, "") | (8, "") if is_year(head.get(..4).unwrap_or("")) => {
            let parts = [head.get(..4), head.get(4..6), head.get(6..8)];
            return Ok(parts.into_iter().flatten().collect::<Vec<_>>().join("-"));
        }
        (5, "") if SERIALS.contains(&number) => {
            // Day 1 is the first of 1900 (and 1900 wrongly a leap year): 365.2425 days a year.
            let year = 1900 + (f64::from(number) / 365.2425) as i32;
            return Err(BadPeriod::Serial(year));
        }
        (2, "年" | "年度") => return Err(BadPeriod::ShortYear),
        (4, _) => {}
        _ => return Err(BadPeriod::Unknown),
    }
    let rest = rest
        .strip_prefix("年度")
        .or(rest.strip_prefix('年'))
        .unwrap_or(rest);
    let part = PARTS
        .iter()
        .find(|(names, ..)| names.contains(&rest.trim_start_matches('-')));
    if let Some((_, from, to)) = part {
        return Ok(format!("{head}-{from}/{head}-{to}"));
    }
    let is_dotted = rest.matches('.').count() == 1 && !rest.contains(['/', '-', '月']);
    if is_dotted && rest.starts_with('.') {
        return Err(BadPeriod::Dotted);
    }
    let rest = rest.trim_start_matches(['/', '-', '.']);
    let rest = rest.strip_suffix(['日', '号']).unwrap_or(rest);
    let (month, day) = match rest.split_once(['/', '-', '.', '月']) {
        Some((month, "" | "份")) => (month, None),
        Some((month, day)) => (month, Some(day)),
        None => (rest, None),
    };
    let two = |part: &str| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| format!("{part:0>2}"))
    };
    let month = two(month).ok_or(BadPeriod::Unknown)?;
    match day {
        None => Ok(format!("{head}-{month}")),
        Some(day) => {
            let day = two(day).ok_or(BadPeriod::Unknown)?;
            Ok(format!("{head}-{month}-{day}"))
        }
    }
}

fn is_year(text: &str) -> bool {
    text.parse::<u16>()
        .is_ok_and(|year| (1900..2100).contains(&year))
}

/// Whether a text is surely a period and not a number that could be one: a header such as 2025.
pub(super) fn is_header(text: &str) -> Option<Period> {
    let found = period(text).ok()?;
    let digits = text.trim().bytes().filter(u8::is_ascii_digit).count();
    let is_plausible = (1949..2100).contains(&found.last_year());
    (is_plausible && digits <= 8 || text.contains(['年', '五'])).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_or_refused() {
        let good = [
            ("2025", "2025"),
            (" ２０２５ 年", "2025"),
            ("2025年度", "2025"),
            ("2025.0", "2025"),
            ("2025/1/1", "2025-01-01"),
            ("2025-1-1", "2025-01-01"),
            ("2025.1.1", "2025-01-01"),
            ("2025/1/1 00:00:00", "2025-01-01"),
            ("2025年12月31日", "2025-12-31"),
            ("20251231", "2025-12-31"),
            ("202512", "2025-12"),
            ("2025年6月", "2025-06"),
            ("2025年6月份", "2025-06"),
            ("2025/6", "2025-06"),
            ("2025-06", "2025-06"),
            ("2025年一季度", "2025-01/2025-03"),
            ("2025Q4", "2025-10/2025-12"),
            ("2025年上半年", "2025-01/2025-06"),
            ("2021-2025", "2021/2025"),
            ("2021年—2025年", "2021/2025"),
            ("2021至2025年", "2021/2025"),
            ("2021/2025", "2021/2025"),
            ("2025年1月-2025年6月", "2025-01/2025-06"),
            ("../2025", "../2025"),
            ("“十四五”期间", "2021/2025"),
        ];
        for (text, expect) in good {
            let found = period(text).map(|period| period.to_string());
            assert_eq!(found.as_deref(), Ok(expect), "{text}");
        }
        let bad = [
            ("43831", BadPeriod::Serial(2020)),
            ("45658", BadPeriod::Serial(2025)),
            ("2025.1", BadPeriod::Dotted),
            ("2025.10", BadPeriod::Dotted),
            ("25年", BadPeriod::ShortYear),
            ("2025/2021", BadPeriod::Reversed),
            ("2025-2021", BadPeriod::Reversed),
            ("2021-25", BadPeriod::Unknown),
            ("2025/13/1", BadPeriod::Unknown),
            ("2025年2月30日", BadPeriod::Unknown),
            ("近年来", BadPeriod::Unknown),
            ("1E+05", BadPeriod::Unknown),
            ("", BadPeriod::Unknown),
            ("12345678", BadPeriod::Unknown),
        ];
        for (text, expect) in bad {
            assert_eq!(period(text), Err(expect), "{text}");
        }
    }
}
