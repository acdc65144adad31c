//! Observations as they come out of a table, and what the words of their cells mean. It must never
//! replace a word that it does not know by a default.

use super::field::Field;
use super::issue::{Problem, quote};
use super::value::bare;
use crate::dataset::{Confidence, DoubtKind, Scope, ScopeKind, Status};
use crate::figure::{self, Bound};

/// Where an observation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// In a report that the table names, by its number.
    Report(usize),
    /// In the table itself, as the report of a city on a year, by its number.
    Table(usize),
}

/// A doubt; `reason` is empty where the table gives none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doubt {
    pub kind: DoubtKind,
    pub probable: Option<f64>,
    pub confidence: Confidence,
    pub reason: String,
}

/// What an observation says besides its figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Extra {
    pub of: Option<String>,
    pub doubt: Option<Doubt>,
    pub note: Option<String>,
}

/// One observation; numbers are positions in the lists of the import.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub source: Source,
    pub city: u32,
    pub period: u32,
    pub indicator: u32,
    pub scope: u32,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub printed: Box<str>,
    pub bound: Bound,
    pub status: Status,
    pub paragraph: u32,
    pub offset: u32,
    pub extra: Option<Box<Extra>>,
}

/// A word of the format, or one that people write for it.
fn word<T: Copy>(
    field: Field,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
    others: &[(&str, T)],
) -> Result<T, Problem> {
    let text = bare(text);
    let known = parse(&text.to_ascii_lowercase());
    let other = || {
        others
            .iter()
            .find(|(names, _)| names.split(' ').any(|name| name == text))
    };
    known
        .or_else(|| other().map(|(_, word)| *word))
        .ok_or_else(|| Problem::UnknownWord(field, quote(text)))
}

pub(super) fn bound(text: &str) -> Result<Bound, Problem> {
    let others = [
        ("确数 准确 就是这个数 =", Bound::Exact),
        ("不少于 不低于 至少 以上 下限 余 多 ≥ >=", Bound::AtLeast),
        ("不超过 不足 至多 以下 上限 ≤ <=", Bound::AtMost),
        ("约 近 左右 大约 ≈", Bound::Approximate),
        ("区间 范围", Bound::Range),
        ("没有确数 约数 不详", Bound::Vague),
    ];
    word(Field::Bound, text, Bound::parse, &others)
}

pub(super) fn status(text: &str) -> Result<Status, Problem> {
    let others = [
        ("已报告 报告 实际 完成 已完成", Status::Reported),
        ("计划 目标 计划数 目标数", Status::Target),
        ("重复 重复刊载", Status::Repeat),
        ("其中 部分 包含在另一个数中", Status::Part),
    ];
    word(Field::Status, text, Status::parse, &others)
}

pub(super) fn doubt_kind(text: &str) -> Result<DoubtKind, Problem> {
    let others = [
        ("丢了小数点 小数点丢失", DoubtKind::DecimalPointLost),
        ("矛盾 不一致 与其他数字矛盾", DoubtKind::Inconsistent),
        ("含义不明 不明 存疑", DoubtKind::Unclear),
    ];
    word(Field::Doubt, text, DoubtKind::parse, &others)
}

pub(super) fn confidence(text: &str) -> Result<Confidence, Problem> {
    let others = [
        ("确定", Confidence::Certain),
        ("很可能", Confidence::Probable),
        ("可能 有可能", Confidence::Possible),
    ];
    word(Field::Confidence, text, Confidence::parse, &others)
}

/// Whom a figure counts: as in the format, or 全市, 市本级, and a county by its name.
pub(super) fn scope(text: &str) -> Result<Scope, Problem> {
    let text = bare(text);
    if let Some(scope) = Scope::parse(text) {
        return Ok(scope);
    }
    let kind = |kind| Ok(Scope { kind, name: None });
    match text {
        "全市" | "全市口径" | "市" => kind(ScopeKind::City),
        "市总工会本级" | "市总本级" | "市本级" | "本级" => {
            kind(ScopeKind::Municipal)
        }
        "全省" => kind(ScopeKind::Province),
        "全国" => kind(ScopeKind::Nation),
        _ if text.ends_with(['县', '区', '旗']) && text.chars().count() > 1 => Ok(Scope {
            kind: match text.ends_with("开发区") || text.ends_with("新区") {
                true => ScopeKind::Zone,
                false => ScopeKind::County,
            },
            name: Some(text.to_owned()),
        }),
        _ => Err(Problem::UnknownWord(Field::Scope, quote(text))),
    }
}

/// A whole number, as a spreadsheet writes one: 25, 25.0.
pub(super) fn whole(field: Field, text: &str) -> Result<u32, Problem> {
    let plain = bare(text);
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    let folded: String = figure::fold(plain).into_iter().collect();
    (folded.parse().ok()).ok_or_else(|| Problem::NotWhole(field, quote(text)))
}

/// Whether a row or column is one of totals, which is no city and no indicator.
pub(super) fn is_total(text: &str) -> bool {
    // Most cells are none: what could be one begins like one.
    if !text.starts_with(['合', '总', '小', '共', '汇', '全', '平', 't', 'T', 's', 'S']) {
        return false;
    }
    let plain: String = text.split_whitespace().collect();
    let plain = plain.trim_end_matches(['：', ':']);
    let totals = [
        "合计",
        "总计",
        "小计",
        "共计",
        "总和",
        "汇总",
        "全省",
        "全国",
        "全省合计",
        "全市合计",
        "平均",
        "平均值",
        "total",
        "Total",
        "TOTAL",
        "sum",
        "Sum",
    ];
    totals.contains(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_known() {
        assert_eq!(bound("at_least"), Ok(Bound::AtLeast));
        assert_eq!(bound("以上"), Ok(Bound::AtLeast));
        assert_eq!(status("Target"), Ok(Status::Target));
        assert_eq!(status("计划"), Ok(Status::Target));
        assert_eq!(
            scope("全市").map(|scope| scope.to_string()),
            Ok("city".to_owned())
        );
        let county = scope("宿松县").map(|scope| scope.to_string());
        assert_eq!(county, Ok("county:宿松县".to_owned()));
        assert!(status("好").is_err() && scope("某公司").is_err());
        assert_eq!(whole(Field::Offset, "25.0"), Ok(25));
        assert!(whole(Field::Offset, "-1").is_err());
        assert!(is_total("合  计") && !is_total("合肥"));
    }
}
