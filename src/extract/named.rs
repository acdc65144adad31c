//! Named: what a document names a year or month for: as its own, as a plan's, as its date.
//!
//! It must never say what the document's own year is: [`clock`](super::clock) weighs that.

use super::around::{ends, holds, holds_any, starts};
use super::calendar::Moment;
use super::stream::{Block, Stream};

/// A year that is planned for, or only spoken of.
pub(super) fn is_plan_year(stream: &Stream, moment: &Moment) -> bool {
    let after = stream.slice(moment.end, moment.end + 14);
    // 2019年工作总结和2020年工作要点: each year has its own words.
    let line = after
        .iter()
        .position(|c| "\n暨及".contains(*c) || c.is_ascii_digit());
    let after = after.get(..line.unwrap_or(after.len())).unwrap_or(&[]);
    let before = stream.slice(moment.at.saturating_sub(4), moment.at);
    // 2025年前三季度，…锚定年度目标: a goal that is kept in view.
    let is_kept = holds_any(after, "锚定|围绕|紧扣|对照|聚焦|按照|年度目标");
    let plans =
        "将|计划|打算|力争|工作安排|工作思路|工作要点|工作部署|谋划|展望|预计|约定|愿望|怎么干";
    // 2024年重点工作, but not 2023年重点工作完成情况.
    const TASKS: &str = "主要任务|重点任务|目标任务|重点工作|工作重点|工作目标|工作计划|工作打算";
    let is_agenda = holds_any(after.get(..6).unwrap_or(after), TASKS)
        && !holds_any(after, "完成|情况|回顾|总结|落实|推进");
    is_agenda
        || (starts(after, "是") && !is_past(stream, moment))
        || starts(after, "前")
        || holds_any(after, plans)
        || (holds(after, "目标") && !is_kept)
        || ends(before, "到")
        || ends(before, "谋划")
}

/// Whether a year is told as over: 刚刚过去的2021年.
fn is_past(stream: &Stream, moment: &Moment) -> bool {
    ends(
        stream.slice(moment.at.saturating_sub(3), moment.at),
        "过去的",
    )
}

/// Whether a year that is no plan may still tell the document's, where no other does: 2022年是…之年,
/// 到2023年底.
pub(super) fn is_named_alone(stream: &Stream, moment: &Moment) -> bool {
    let is_end = ends(stream.slice(moment.at, moment.end), "年底");
    starts(stream.slice(moment.end, moment.end + 1), "是") || is_end
}

/// Whether what stands from a year to 今年 is near and of one sentence.
pub(super) fn is_contrast(stream: &Stream, from: usize, to: usize) -> bool {
    const LONGEST: usize = 80;
    let between = stream.slice(from, to);
    between.len() < LONGEST && !between.iter().any(|c| "。\n".contains(*c))
}

/// Whether a line holds an expression and hardly anything else.
pub(super) fn is_alone(stream: &Stream, block: &Block, moment: &Moment) -> bool {
    let before = stream.slice(block.start, moment.at);
    let after = stream.slice(moment.end, block.end);
    let words = before.iter().chain(after).filter(|c| c.is_alphanumeric());
    words.take(3).count() <= 2
}

/// The month that a monthly bulletin is of, which was written in the month `on`: the one before,
/// unless its number, 第7期, says that it is of this one.
pub(super) fn month_of_issue(stream: &Stream, title_end: usize, on: u8) -> u8 {
    const LONGEST_IMPRINT: usize = 80;
    let top = stream.slice(0, title_end + LONGEST_IMPRINT);
    let end = top.iter().position(|c| *c == '期').unwrap_or(0);
    let before = top.get(..end).unwrap_or(&[]);
    let from = before
        .iter()
        .rposition(|c| *c == '第')
        .map_or(end, |at| at + 1);
    let number: String = before.iter().skip(from).collect();
    match on {
        _ if number.parse() == Ok(on) => on,
        1 => 12,
        _ => on - 1,
    }
}

/// Whether a title's month is what is reported on: 9月份工作动态. Alone it may be the date.
pub(super) fn is_bulletin(stream: &Stream, moment: &Moment) -> bool {
    let after = stream.slice(moment.end, moment.end + 8);
    let line = after.iter().position(|c| *c == '\n').unwrap_or(after.len());
    const KINDS: &str = "工作|动态|要情|大事记|月报|小结|盘点|亮点|进展|简讯|情况|战报|数据";
    holds_any(after.get(..line).unwrap_or(&[]), KINDS)
}
