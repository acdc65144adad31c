//! Beside: what figures say of each other: shares of counties, parts, repeats.
//!
//! It must never change a value or a place.

use super::around::holds_any;
use super::candidate::Candidate;
use super::resolve::single;
use super::standing;
use crate::dataset::{Date, Period, Status};

/// What stands before the figure that another grew to.
pub(super) const GROWN: &str = "增长到|增至|提高到|减少到|上升到|增加到|扩大到|发展到|发展为|提升到|增长至|扩大至|\
                                跃升至";

/// A county's share of the figure before it: 累计430个，夷陵区68个、枝江市52个; and a part of its
/// time: 受理1284宗，仅前三季度516宗. `after` is what stands behind the figure; `is_flow` tells an
/// indicator that counts what happened.
pub(super) fn follow(
    mut next: Candidate,
    all: &[Candidate],
    (words, after): (&[char], char),
    is_flow: impl Fn(&str) -> bool,
) -> Candidate {
    // What is near has no more words between.
    const MOST: usize = 40;
    let words = words
        .get(words.len().saturating_sub(MOST)..)
        .unwrap_or(words);
    let from = words
        .iter()
        .rposition(|c| "，,;、。(".contains(*c))
        .map_or(0, |at| at + 1);
    let own = words.get(from..).unwrap_or(&[]);
    let is_before = |known: &&Candidate| known.unit == next.unit;
    // 举办竞赛96场，覆盖5.4万人；2022年举办118场: a date alone counts the same.
    const PASSED: usize = 4;
    let twin = all.iter().rev().take(PASSED).find(is_before);
    // 去年同期，这两个数字分别是198场和10.5万名.
    let says_again = holds_any(words, "个数字|些数字|项数字|一数字|数字分别|准确数字");
    if let (Some(twin), None, true) = (twin, &next.indicator, says_again || is_date(own))
        && (says_again || !after.is_alphabetic())
    {
        next.indicator.clone_from(&twin.indicator);
        next.label.clone_from(&twin.label);
    }
    let Some(before) = all.last().filter(is_before) else {
        return next;
    };
    let own: String = own.iter().collect();
    let own = own.strip_prefix("其中").unwrap_or(&own);
    let is_near = match before.paragraph == next.paragraph {
        true => next.offset.saturating_sub(before.offset) < 30,
        false => own.chars().count() < 30,
    };
    if !is_near || matches!(next.status, Status::Target | Status::Repeat) {
        return next;
    }
    let name = next.scope.split_once(':').map(|(_, name)| name);
    let is_share = name.is_some_and(|name| own == name || own.strip_suffix('有') == Some(name))
        || own.ends_with("本级");
    if is_share && (before.scope == "city" || before.status == Status::Part) {
        next.status = Status::Part;
    }
    if is_share && next.indicator.is_none() {
        next.indicator.clone_from(&before.indicator);
        next.label.clone_from(&before.label);
        next.period = before.period;
    }
    // 新建工作室12家，总数达到96家: all of them are no flow's.
    let is_total = own.contains('总') && before.indicator.as_deref().is_some_and(is_flow);
    let is_difference = is_total || own.contains('比') || own.contains('较');
    const TOTAL: &str = "总数达|总数增至|底达到|末达到";
    let has_any = |words: &str| words.split('|').any(|word| own.contains(word));
    if next.indicator.is_none() && !is_difference && (has_any(GROWN) || has_any(TOTAL)) {
        next.indicator.clone_from(&before.indicator);
        next.label.clone_from(&before.label);
        // Of the end of the time: 从不足2万名发展到19.5万名.
        if let (Some(period), Some(Period::Single(_))) = (next.period, before.period)
            && period.is_interval()
        {
            next.period = Some(Period::Single(period.end()));
        }
    }
    let is_subset = standing::SUBSETS.iter().any(|word| own.contains(word));
    let is_subset = is_subset || own == "成功";
    if is_subset && next.unit != "%" && before.status != Status::Target {
        next.status = Status::Part;
    }
    if own.starts_with('仅') && next.period != before.period {
        next.status = Status::Part;
    }
    next
}

/// Whether words are a date and hardly a verb: 2022年举办, 上年为, 今年上半年.
pub(super) fn is_date(words: &[char]) -> bool {
    const CHARS: &str = "年月底末上下半全今去前同期季度一二三四为是有达到至举办发放了共的单仅只比";
    let is_date = |c: &char| c.is_ascii_digit() || *c == ' ' || CHARS.contains(*c);
    words.iter().any(|c| "年期".contains(*c)) && words.iter().all(is_date)
}

/// Figures of a county or zone are part of the city's of the same indicator and time.
pub(super) fn mark_shares(candidates: &mut [Candidate]) {
    let key = |one: &Candidate| {
        let is_open = matches!(one.period, Some(Period::Until(_)));
        let period = one
            .period
            .map(|period| (period.first_year(), period.end(), is_open));
        Some((one.indicator.clone()?, one.city.clone(), period))
    };
    let whole = candidates.iter().filter(|one| one.scope == "city");
    let mut whole: Vec<_> = whole.filter_map(key).collect();
    // Sorted, since a long text has many.
    whole.sort();
    for candidate in candidates {
        let is_within =
            candidate.scope.starts_with("county:") || candidate.scope.starts_with("zone:");
        let is_printed = || key(candidate).is_some_and(|key| whole.binary_search(&key).is_ok());
        if is_within && candidate.status == Status::Reported && is_printed() {
            candidate.status = Status::Part;
        }
    }
}

/// A figure of one indicator, scope and time that is printed with the same value again.
pub(super) fn mark_repeats(candidates: &mut [Candidate]) {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let key = |at: usize| {
        let candidate = candidates.get(at)?;
        let value = candidate.value?;
        let indicator = candidate.indicator.as_ref()?;
        Some((
            indicator,
            &candidate.scope,
            &candidate.city,
            value.to_bits(),
            &candidate.unit,
        ))
    };
    order.sort_by(|a, b| {
        let by = key(*a).cmp(&key(*b));
        let place = |at: usize| candidates.get(at).map(|c| (c.paragraph, c.offset));
        by.then(place(*a).cmp(&place(*b)))
    });
    let mut again = Vec::new();
    for two in order.windows(2) {
        if let [first, second] = two
            && key(*first).is_some()
            && key(*first) == key(*second)
        {
            let period = |at: usize| {
                candidates
                    .get(at)
                    .and_then(|c| c.period)
                    .map(Period::last_year)
            };
            if period(*first) == period(*second) {
                again.push((*first, *second));
            }
        }
    }
    let mut dated = Vec::new();
    for (first, second) in again {
        let printed = candidates.get(first).and_then(|first| first.period);
        if let Some(candidate) = candidates.get_mut(second)
            && candidate.status == Status::Reported
        {
            candidate.status = Status::Repeat;
            // 截至11月底共有345处. …345处驿站中: of the day that was printed.
            let is_undated = matches!(candidate.period_rule(), "stock" | "report");
            if let (
                Some(Period::Single(on)),
                Some(Period::Single(Date { month: None, .. })),
                true,
            ) = (printed, candidate.period, is_undated)
            {
                candidate.period = Some(Period::Single(on));
                dated.push((second, on));
            }
        }
    }
    // 345处驿站中，环翠区98处、文登区67处: so are its parts.
    for (total, on) in dated {
        let Some((first, rest)) = candidates.get_mut(total..).and_then(<[_]>::split_first_mut)
        else {
            continue;
        };
        let year = Some(single(on.year));
        let parts = rest.iter_mut().take_while(|one| {
            (one.paragraph, one.status, &one.unit) == (first.paragraph, Status::Part, &first.unit)
        });
        for part in parts.filter(|part| part.period == year) {
            part.period = first.period;
        }
    }
}
