//! Standing: whether a figure is a plan or a part of another, by the words before it.
//!
//! It must never take a plan that was fulfilled for a plan.

use super::around::{Around, ends, holds, holds_any, starts};
use super::run::Run;
use super::stream::Stream;
use crate::figure::are_same_unit;

/// Words of a plan.
const PLANS: [&str; 31] = [
    "承诺",
    "计划",
    "力争",
    "拟在",
    "拟用",
    "拟建",
    "拟投",
    "拟开",
    "拟举",
    "拟培",
    "拟新",
    "拟于",
    "预计",
    "争取实现",
    "争取达到",
    "争取新",
    "确保",
    "目标是",
    "努力实现",
    "谋划",
    "打算",
    "将达到",
    "任务书",
    "要稳定",
    "要新建",
    "要再",
    "要达到",
    "要发展",
    "要实现",
    "要举办",
    "要完成",
];

/// Where a plan's word is none: 完成全年计划的65%, 圆梦计划.
const FULFILLED: &str = "比计划|较计划|按计划|计划的|计划”|完成计划|年度计划|目标的|行动计划|”计划|\
                         蓝领计划|保障计划|培养计划|互助计划|关爱计划|帮扶计划|计划》|主要|重要|需要|只要|模拟|虚拟";

/// Words of what a plan came to, in the sentence that says what was planned.
pub(super) const DONE: &str = "实际|实有|已开|已建|已完成|已办|已举办|已达";

/// Whether the words of a sentence before a figure plan it.
pub(super) fn is_plan(text: &[char]) -> bool {
    for at in (0..text.len()).rev() {
        let rest = text.get(at..).unwrap_or(&[]);
        // Most characters begin none of the words.
        if !rest
            .first()
            .is_some_and(|c| "承计力拟预争确目努谋打将任要".contains(*c))
        {
            continue;
        }
        let from = text.get(at.saturating_sub(2)..).unwrap_or(&[]);
        let is_word = PLANS.iter().any(|word| starts(rest, word));
        if is_word && !holds_any(from.get(..5.min(from.len())).unwrap_or(&[]), FULFILLED) {
            return true;
        }
        if rest.first() == Some(&'将') {
            let verbs = "办聚再新建继力进实开着举在推投深全覆达培打完努持安争以积布扩为对";
            let before = at
                .checked_sub(1)
                .and_then(|at| text.get(at))
                .copied()
                .unwrap_or(' ');
            // 将办理时限压缩: no verb.
            let is_object = matches!(rest, ['将', '办', c, ..] if "理结事公案".contains(*c));
            let is_verb = rest.get(1).is_some_and(|c| verbs.contains(*c)) && !is_object
                || matches!(
                    rest,
                    ['将', '选', ..] | ['将', '组', '织'] | ['将', '组', '织', '开', ..]
                );
            let is_near = rest.get(1) == Some(&'近') || before == '即' || before == '接';
            if is_verb && !is_near && !(starts(rest, "将为") && holds(rest, "送")) {
                return true;
            }
        }
    }
    false
}

/// Whether a column's header says that it holds goals: 年度目标, but not 目标完成率.
pub(super) fn is_goal_column(text: &[char]) -> bool {
    holds_any(text, "目标|计划|任务数") && !holds_any(text, "完成|实际|率|比")
}

/// Whether a heading opens a section of plans: 下半年打算, but not 上半年工作总结及下半年打算.
pub(super) fn is_plan_heading(text: &[char]) -> bool {
    let words = "下一步|打算|展望|工作计划|工作思路|来年|明年|下一年|工作安排|小目标|下步|努力方向|怎么干|谋划";
    holds_any(text, words) && !holds(text, "总结")
}

/// Whether a heading names an agenda: 2020年工作要点, but not 重点工作完成情况.
pub(super) fn is_agenda_heading(text: &[char]) -> bool {
    const DONE: &str = "完成|落实|情况|回顾|总结|盘点|成效|按照|围绕|根据|印发|推进会";
    holds_any(
        text,
        "工作要点|工作部署|工作设想|工作重点|重点任务|下阶段|下一阶段|主要任务|工作举措",
    ) && !holds_any(text, DONE)
}

/// Whether a heading says what a year is to bring: 三、2022年工作打算.
pub(super) fn heads_plan(heading: &[char]) -> bool {
    const LONGEST: usize = 24;
    heading.len() <= LONGEST
        && !heading.contains(&'。')
        && (is_plan_heading(heading) || is_agenda_heading(heading))
}

/// Whether a heading names goals: 总目标, 第二年计划; 目标完成情况 and 行动计划 are none.
pub(super) fn is_goal_heading(text: &[char]) -> bool {
    const DONE: &str = "完成|实施|情况|落实|行动|执行|兑现|计划”|盘点";
    holds_any(text, "目标|计划|愿景|约定") && !holds_any(text, DONE)
}

/// Whether a figure stands in a goal: 实现新增5000人以上、提升300人目标.
pub(super) fn is_goal(stream: &Stream, run: &Run) -> bool {
    let around = Around::new(stream, run);
    let clause = around.clause_after();
    let is_goal = ends(clause, "目标") || ends(clause, "的目标任务");
    is_goal && !holds_any(clause, "完成|年度") && !holds_any(around.near_before(12), "完成")
}

/// Words of a figure that is a part of the one before it: 受理99起，成功调解37起.
pub(super) const SUBSETS: [&str; 5] = ["采纳", "办结", "成功调解", "调解成功", "调成"];

/// Which figures 其中 reaches: those of one unit that follow each other.
#[derive(Default)]
pub(super) struct Parts {
    unit: Option<String>,
    /// A year is what is picked out, so that every unit's figure is its part.
    is_year: bool,
    last: usize,
    /// Unit and value of the figure before.
    before: (String, f64),
}

impl Parts {
    /// Whether the next figure is a part.
    pub fn step(&mut self, stream: &Stream, run: &Run, unit: &str) -> bool {
        let between = stream.slice(self.last.max(run.at.saturating_sub(40)), run.at);
        self.last = run.end;
        let cut = between
            .iter()
            .rposition(|c| "。;\n".contains(*c))
            .map(|at| at + 1);
        let words = between.get(cut.unwrap_or(0)..).unwrap_or(&[]);
        let is_share = matches!(unit, "%" | "‰" | "个百分点" | "倍");
        let opens = holds_any(words, "其中|资金中，|人数中，|会员中，")
            || ends(words, "中有")
            || (holds(words, "含") && !holds_any(words, "不含|包含|含金量"));
        // 工作室79个(自治区级18个).
        let value = run.read.as_ref().ok().and_then(|figure| figure.value);
        let value = value.unwrap_or(f64::MAX);
        let before = std::mem::replace(&mut self.before, (unit.to_owned(), value));
        let is_inside = between.first() == Some(&'(')
            && cut.is_none()
            && !between.contains(&')')
            && !holds_any(between, "比|同|增|减|完成|目标|年|每|人均|平均")
            && before.0 == unit
            && value < before.1;
        if is_inside && !is_share {
            self.unit = Some(unit.to_owned());
            return true;
        }
        if opens && !is_share {
            let at = words.iter().position(|c| *c == '其');
            let named = words.get(at.unwrap_or(0)..).unwrap_or(&[]);
            self.is_year = holds(named.get(..8.min(named.len())).unwrap_or(&[]), "年");
            self.unit = Some(unit.to_owned());
            return true;
        }
        let is_closed = words.contains(&')') || holds_any(words, "全市|全区|全县");
        let is_year = self.is_year;
        let is_same = |part: &str| {
            is_year
                || are_same_unit(part, unit) && !matches!((part, unit), ("人", "个") | ("个", "人"))
        };
        let goes_on = cut.is_none() && !is_closed && self.unit.as_deref().is_some_and(is_same);
        if !goes_on && !is_share {
            self.unit = None;
        }
        goes_on
    }
}
