//! What a cell of figures says, together with the unit that stands beside or above it. It must
//! never make a number of an empty cell, apply a 万 twice, or read digits that a spreadsheet has
//! rounded away.

use super::issue::{Problem, quote};
use crate::dataset::json::{Raw, Value};
use crate::exchange::csv::unguarded;
use crate::figure::{self, Bound, Figure};

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// It is empty.
    Nothing,
    /// It says that there is no figure.
    NotReported,
    /// A figure.
    Amount(Amount),
    /// Something else.
    Refused(Problem),
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// In the base unit.
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub bound: Bound,
    /// The base unit; empty if nothing says one.
    pub unit: String,
    /// The figure as the table prints it. Where a unit beside the cell has a 万 it is joined to it,
    /// so that the figure says the value.
    pub printed: String,
    /// Characters of the cell before it.
    pub skipped: u32,
    /// What ought to be looked at.
    pub warning: Option<Problem>,
}

/// Words for "no figure".
const ABSENT: [&str; 24] = [
    "-",
    "--",
    "---",
    "—",
    "——",
    "/",
    "\\",
    "//",
    "…",
    "……",
    "*",
    "**",
    "无",
    "暂无",
    "缺",
    "空",
    "未报",
    "未报告",
    "未公布",
    "未统计",
    "无数据",
    "n/a",
    "na",
    "null",
];

/// Whether a text says that something is not reported.
pub(super) fn is_absent(text: &str) -> bool {
    let folded: String = figure::fold(text).into_iter().collect();
    ABSENT.contains(&folded.trim().to_ascii_lowercase().as_str())
}

/// Takes off what a spreadsheet puts around a text to keep it one: `="340800"`, and the guard of
/// an export.
pub(super) fn bare(cell: &str) -> &str {
    let quoted = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    quoted.unwrap_or_else(|| unguarded(cell))
}

/// Reads a cell. `unit` is what the table says beside or above it, or the indicator's own.
pub(super) fn read(cell: &str, unit: &str) -> Reading {
    let own = bare(cell);
    let skipped = cell.len() - own.len();
    // What stands around is one byte a character, the closing quote not counted.
    let skipped = if cell.starts_with("=\"") { 2 } else { skipped };
    if own.is_empty() {
        return Reading::Nothing;
    }
    let reading = match plain(own).filter(|_| own == unit_less(own)) {
        Some(value) => amount(own, Some(value), unit),
        None if is_absent(own) => Reading::NotReported,
        None if cell.starts_with('=') && own == cell => {
            Reading::Refused(Problem::Formula(quote(cell)))
        }
        None => amount(own, None, unit),
    };
    match reading {
        Reading::Amount(mut amount) => {
            amount.skipped += u32::try_from(skipped).unwrap_or(0);
            Reading::Amount(amount)
        }
        other => other,
    }
}

/// The number that plain digits are: no sign, no grouping, no leading zero.
fn plain(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.len() <= 15;
    let starts = text.starts_with(|c: char| ('1'..='9').contains(&c))
        || text.starts_with("0.")
        || text == "0";
    let ends = !text.ends_with('.') && text.matches('.').count() < 2;
    (is_plain && starts && ends)
        .then(|| f64::read(Raw::proven(text)))
        .flatten()
}

/// A text without the sign of money before it.
fn unit_less(text: &str) -> &str {
    text.trim_start_matches(['¥', '￥', '\u{3000}', ' '])
}

fn amount(cell: &str, plain: Option<f64>, unit: &str) -> Reading {
    let text = unit_less(cell);
    let skipped = u32::try_from(cell.chars().count() - text.chars().count()).unwrap_or(0);
    let unit = match unit {
        "" if skipped > 0 => "元",
        unit => unit,
    };
    match measured(text, plain, unit) {
        Ok(amount) => Reading::Amount(Amount { skipped, ..amount }),
        Err(problem) => Reading::Refused(problem),
    }
}

/// A figure without the sign of money, and the unit that stands beside or above it.
fn measured(text: &str, plain: Option<f64>, unit: &str) -> Result<Amount, Problem> {
    let made = |read: Figure, unit: &str, printed: &str| Amount {
        value: read.value,
        upper: read.upper,
        bound: read.bound,
        unit: unit.to_owned(),
        printed: printed.to_owned(),
        skipped: 0,
        warning: None,
    };
    let has_scale = text.contains(['万', '亿']);
    let joined = || {
        let joined = format!("{text}{unit}");
        let read = figure::parse(&joined).map_err(|_| Problem::NoFigure(quote(&joined)))?;
        let base = read.unit.clone();
        Ok(made(read, &base, &joined))
    };
    // The usual cases first: digits under 万元, and under 家.
    let is_scaled = unit.starts_with(['万', '亿']);
    let ends_number = text.ends_with(|c: char| c.is_ascii_digit());
    if is_scaled
        && ends_number
        && !has_scale
        && let Ok(amount) = joined()
    {
        return Ok(amount);
    }
    let scale = scale(unit);
    if let (Some(value), None) = (plain, &scale) {
        let is_fraction = unit == "%" && value > 0.0 && value < 1.0;
        let read = Figure {
            value: plain,
            upper: None,
            unit: String::new(),
            bound: Bound::Exact,
        };
        return Ok(Amount {
            warning: is_fraction.then(|| Problem::MaybeFraction(quote(text))),
            ..made(read, unit, text)
        });
    }
    let read = figure::parse(text).map_err(|_| refusal(text))?;
    if !read.unit.is_empty() {
        // The cell says its own unit, and with it its own 万.
        let own = read.unit.clone();
        return Ok(made(read, &own, text));
    }
    match scale {
        None => Ok(made(read, unit, text)),
        // 7615万 under 万人 is 7615万人, and not 万万.
        Some(base) if has_scale => Ok(Amount {
            warning: Some(Problem::ScaleTwice(quote(text), quote(unit))),
            ..made(read, &base, text)
        }),
        Some(_) => joined(),
    }
}

/// The base unit of a unit that has a 万 or the like before it: 万元 is 元. `None` for any other.
fn scale(unit: &str) -> Option<String> {
    if !unit.starts_with(['万', '亿', '千', '百', '十']) {
        return None;
    }
    let one = figure::parse(&format!("1{unit}")).ok()?;
    (one.value != Some(1.0)).then_some(one.unit)
}

/// The base unit of a unit: 元 of 万元, and any other unit as it is.
pub(super) fn base_unit(unit: &str) -> String {
    scale(unit).unwrap_or_else(|| figure::fold(unit).into_iter().collect())
}

/// Units that tables have most, 万 and 亿 aside.
const COMMON: &str = "家 个 人 人次 名 位 场 场次 次 项 件 件次 户 户次 元 % ‰ 所 处 条 起 份 篇 期 类 部 支 \
    例 种 天 年 月 小时 课时 平方米 吨 公里 套 台 张 本 册 批 站 点 对 人(次) 百分点";

/// Whether a text is one of the units that tables have most: 家, 万元, 人（次）.
pub(super) fn is_common_unit(text: &str) -> bool {
    let folded: String = figure::fold(text).into_iter().collect();
    let base = folded.trim_start_matches(['万', '亿', '千', '百']);
    COMMON
        .split_whitespace()
        .any(|unit| unit == base || unit == folded)
        || matches!(folded.as_str(), "万" | "亿")
}

/// Why a text is no figure.
fn refusal(text: &str) -> Problem {
    let quoted = quote(text);
    if text.starts_with('#') {
        return Problem::ErrorValue(quoted);
    }
    let mantissa = text.split_once(['e', 'E']);
    let digits = |part: &str| {
        let part = part.trim_start_matches(['+', '-']);
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    match mantissa {
        Some((mantissa, exponent)) if digits(mantissa) && digits(exponent) => {
            Problem::Scientific(quoted)
        }
        _ => Problem::NoFigure(quoted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cell: &str, unit: &str) -> String {
        match read(cell, unit) {
            Reading::Nothing => "nothing".to_owned(),
            Reading::NotReported => "not reported".to_owned(),
            Reading::Refused(problem) => problem.code().to_owned(),
            Reading::Amount(amount) => {
                // What is printed says the value, as the checker will ask.
                let figure = figure::parse(&amount.printed).expect("a figure");
                assert_eq!(figure.value, amount.value, "{cell} {unit}");
                assert_eq!(figure.upper, amount.upper, "{cell} {unit}");
                let value = amount.value.map_or("none".to_owned(), figure::machine);
                let upper = amount
                    .upper
                    .map_or(String::new(), |upper| format!("..{upper}"));
                let (bound, unit) = (amount.bound.as_str(), amount.unit);
                let warning = amount.warning.map_or("", |warning| warning.code());
                format!("{value}{upper} {unit} {bound} {warning}")
                    .trim_end()
                    .to_owned()
            }
        }
    }

    #[test]
    fn cells_are_read_with_their_units() {
        for (cell, unit, expect) in [
            ("977", "家", "977 家 exact"),
            ("977.0", "家", "977 家 exact"),
            ("0", "家", "0 家 exact"),
            ("12,345", "", "12345  exact"),
            ("７６１５", "万人", "76150000 人 exact"),
            ("70.11", "万人", "701100 人 exact"),
            ("70.11万人", "人", "701100 人 exact"),
            ("1387余万元", "万元", "13870000 元 at_least"),
            ("7615万", "万人", "76150000 人 exact scale-twice"),
            ("7615万", "人", "76150000 人 exact"),
            ("1.5", "亿元", "150000000 元 exact"),
            ("3", "千瓦时", "3 千瓦时 exact"),
            ("约300", "人", "300 人 approximate"),
            ("2-3家", "家", "2..3 家 range"),
            ("45%", "%", "45 % exact"),
            ("45", "%", "45 % exact"),
            ("0.45", "%", "0.45 % exact maybe-fraction"),
            ("数百场", "场", "none 场 vague"),
            ("¥1,234", "", "1234 元 exact"),
            ("'-3.5%", "%", "-3.5 % exact"),
            ("=\"977\"", "家", "977 家 exact"),
            ("", "家", "nothing"),
            ("—", "家", "not reported"),
            ("无", "家", "not reported"),
            ("／", "家", "not reported"),
            ("N/A", "家", "not reported"),
            ("=SUM(A1:A3)", "家", "formula"),
            ("#DIV/0!", "家", "error-value"),
            ("1.2E+05", "家", "scientific"),
            ("1e5", "家", "scientific"),
            ("安庆", "家", "no-figure"),
            ("1,2345", "家", "no-figure"),
            ("2025年", "家", "no-figure"),
            ("007", "家", "no-figure"),
        ] {
            assert_eq!(said(cell, unit), expect, "{cell} {unit}");
        }
    }

    #[test]
    fn units_are_told_from_words() {
        for unit in ["家", "万元", "人次", "人（次）", "%", "亿元", "％"] {
            assert!(is_common_unit(unit), "{unit}");
        }
        for word in ["", "2025", "安庆市总工会", "3家"] {
            assert!(!is_common_unit(word), "{word}");
        }
        assert_eq!(base_unit("万元"), "元");
        assert_eq!(base_unit("千瓦时"), "千瓦时");
    }
}
