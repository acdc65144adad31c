//! Units that are printed for each other. It must never join units of different kinds: 人 and 人次
//! count different things.

/// Units that count the same things: within a line any stands for any other.
const SAME_UNITS: [&[&str]; 8] = [
    &["人", "名", "位"],
    &["人次", "人(次)"],
    &["场", "场次"],
    &["个", "家", "所", "处", "条"],
    &["类", "大类", "大", "种", "个"],
    &["件", "部", "个"],
    &["人", "个"],
    &["次", "连冠"],
];

/// Whether a printed unit counts what another does: 名 is 人, 场次 is 场.
pub fn are_same_unit(printed: &str, unit: &str) -> bool {
    let within = |group: &&[&str]| group.contains(&printed) && group.contains(&unit);
    printed == unit || SAME_UNITS.iter().any(within)
}
