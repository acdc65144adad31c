//! Origin: years that say when something began, or what is to come: 2020年成立的, 2018年启动…已, 2022年工作打算.
//!
//! It must never say what such a time dates: [`period`](super::period) does.

use super::around::{holds_any, starts};

/// What begins at a place of its own.
const FOUNDED: &str =
    "成立|创立|创办|创建|设立|组建|启动|开通|启用|投用|上线|挂牌|揭牌|推出|开馆|重新开放";

/// Whether a year says of a name when it began, and no more: 2020年成立的联调室. A figure behind it
/// is dated: 2020年成立的12家.
pub(super) fn is_of_a_name(after: &[char]) -> bool {
    FOUNDED.split('|').any(|word| {
        let behind = starts(after, word).then(|| after.get(word.chars().count()..));
        matches!(behind.flatten(), Some(['的', c, ..]) if !c.is_ascii_digit())
    })
}

/// Whether a year belongs to a name: 2022年度“十堰工匠”20名于4月公布.
pub(super) fn is_named_after(printed: Option<&[char]>, after: &[char]) -> bool {
    printed.is_some_and(|printed| printed.last() == Some(&'度'))
        && matches!(after, ['“' | '《', ..])
}

/// Whether what began in a year is followed up to now: 2018年启动的评选已举办三届, 2018年改造后重新开放，
/// 已接待.
pub(super) fn goes_on(after: &[char]) -> bool {
    const LONGEST: usize = 36;
    const NOW: &str = "已|累计|先后";
    let near = after.get(..LONGEST.min(after.len())).unwrap_or(&[]);
    let is_figure = |c: &char| c.is_ascii_digit() || "。;\n".contains(*c);
    let end = near.iter().position(is_figure).unwrap_or(near.len());
    let (event, behind) = near.split_at(end);
    let word =
        |word: &str| (0..event.len()).find(|at| starts(event.get(*at..).unwrap_or(&[]), word));
    let founded = FOUNDED.split('|').filter_map(word).min();
    let now = NOW.split('|').filter_map(word).max();
    !matches!(behind.first(), Some('。' | ';' | '\n'))
        && founded.zip(now).is_some_and(|(founded, now)| founded < now)
}

/// Whether a heading says what the next year is to bring, so that the report is of the one before:
/// 三、2022年工作打算.
pub(super) fn heads_plan(heading: &[char]) -> bool {
    const LONGEST: usize = 24;
    const PLANS: &str =
        "工作打算|工作安排|工作计划|工作思路|工作要点|下步打算|重点工作|工作目标|目标任务|任务分解";
    heading.len() <= LONGEST && !heading.contains(&'。') && holds_any(heading, PLANS)
}
