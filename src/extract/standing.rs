//! Standing: whether a figure is a plan or a part of another, by the words before it.
//!
//! It must never take a plan that was fulfilled for a plan.

use super::kind::{holds, holds_any, starts};

/// Words of a plan.
const PLANS: [&str; 15] = [
    "计划", "力争", "拟用", "拟新", "拟于", "预计", "争取实现", "争取达到", "争取新", "确保", "目标是",
    "努力实现", "谋划", "打算", "将达到",
];

/// Where a plan's word is none: 完成全年计划的65%, 圆梦计划.
const FULFILLED: [&str; 8] = [
    "计划的", "计划”", "完成计划", "年度计划", "目标的", "行动计划", "蓝领计划", "计划》",
];

/// Whether the words of a sentence before a figure plan it.
pub(super) fn is_plan(text: &[char]) -> bool {
    for at in (0..text.len()).rev() {
        let rest = text.get(at..).unwrap_or(&[]);
        let from = text.get(at.saturating_sub(2)..).unwrap_or(&[]);
        let is_word = PLANS.iter().any(|word| starts(rest, word));
        if is_word && !holds_any(from.get(..5.min(from.len())).unwrap_or(&[]), &FULFILLED) {
            return true;
        }
        if rest.first() == Some(&'将') {
            let verbs = "再新建继力进实开着举在推投深全覆达培打完努持安争以积布扩为对";
            let before = at.checked_sub(1).and_then(|at| text.get(at)).copied().unwrap_or(' ');
            let is_verb = rest.get(1).is_some_and(|c| verbs.contains(*c));
            let is_near = rest.get(1) == Some(&'近') || before == '即' || before == '接';
            if is_verb && !is_near && !(starts(rest, "将为") && holds(rest, "送")) {
                return true;
            }
        }
    }
    false
}

/// Whether a heading opens a section of plans.
pub(super) fn is_plan_heading(text: &[char]) -> bool {
    let words = [
        "下一步", "打算", "展望", "工作计划", "工作思路", "来年", "明年", "下一年", "工作安排",
        "下步", "努力方向", "怎么干", "谋划",
    ];
    holds_any(text, &words)
}

/// Whether a figure is a part of one before it. `sentence` is what stands before it.
pub(super) fn is_part(sentence: &[char], near: &[char]) -> bool {
    let from = sentence.iter().rposition(|c| *c == ';').map_or(0, |at| at + 1);
    let open = sentence.get(from..).unwrap_or(&[]);
    if holds_any(open, &["其中"]) {
        return true;
    }
    holds_any(near, &["采纳", "办结", "成功调解", "调解成功", "含劳模", "包括"])
}
