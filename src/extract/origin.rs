//! Origin: years that say when something began, or are a name's: 2020年成立的, 2018年启动…已, 2022年度“…”.
//!
//! It must never say what such a time dates: [`period`](super::period) does.

use super::around::{ends, starts};
use super::run::is_han_digit;

/// What begins at a place of its own.
const FOUNDED: &str =
    "成立|创立|创办|创建|设立|组建|启动|开通|启用|投用|上线|挂牌|揭牌|推出|开馆|重新开放";

/// Whether a year says of a name when it began, and no more: 2020年成立的联调室. A figure behind it
/// is dated: 2020年成立的12家.
pub(super) fn is_of_a_name(before: &[char], after: &[char]) -> bool {
    // 始建于1985年的文化宫.
    let is_built = ["建于", "成立于", "创办于", "创建于", "诞生于", "落成于"];
    if is_built.iter().any(|word| ends(before, word)) {
        return matches!(after, ['的', c, ..] if !opens_figure(*c));
    }
    FOUNDED.split('|').any(|word| {
        let behind = starts(after, word).then(|| after.get(word.chars().count()..));
        matches!(behind.flatten(), Some(['的', c, ..]) if !opens_figure(*c))
    })
}

/// Whether a figure may begin here.
fn opens_figure(c: char) -> bool {
    c.is_ascii_digit() || is_han_digit(c) || "两近超约逾不".contains(c)
}

/// Whether a year belongs to a name of which a figure counts some: 2022年度“十堰工匠”20名于4月公布.
pub(super) fn is_named_after(printed: Option<&[char]>, after: &[char]) -> bool {
    const LONGEST: usize = 16;
    let is_of_year = printed.is_some_and(|printed| printed.last() == Some(&'度'));
    let is_quoted = after.first() == Some(&'“');
    let close = after.iter().take(LONGEST).position(|c| *c == '”');
    let behind = close.and_then(|close| after.get(close + 1));
    is_of_year && is_quoted && behind.is_some_and(|c| opens_figure(*c))
}

/// Whether what began in a year is followed up to now: 2018年启动的评选已举办3届, 2018年改造后重新开放，
/// 已接待.
pub(super) fn goes_on(after: &[char]) -> bool {
    const LONGEST: usize = 36;
    let near = after.get(..LONGEST.min(after.len())).unwrap_or(&[]);
    let is_over = |c: &char| c.is_ascii_digit() || "。;\n".contains(*c);
    let end = near.iter().position(is_over).unwrap_or(near.len());
    let (event, behind) = near.split_at(end);
    let at = |word: &str| (0..end).find(|at| starts(event.get(*at..).unwrap_or(&[]), word));
    let founded = FOUNDED.split('|').filter_map(at).min();
    let is_told = founded
        .zip(at("已"))
        .is_some_and(|(founded, now)| founded < now);
    is_told && event.first() != Some(&'，') && behind.first().is_none_or(char::is_ascii_digit)
}
