//! What makes the page reach everybody, in Simplified Chinese. It must never hold a number that the
//! program did not compute.

use super::ReachWords;

pub const REACH: ReachWords = ReachWords {
    look: "显示",
    text_scale: "字号",
    text_scale_name: |scale| format!("字号 {}%", scale.percent()),
    unfold: "筛选与显示",
    read_aloud: "朗读说明",
    stop_reading: "停止朗读",
    as_table: "看数据表",
    scrolled: |what| format!("{what}（可滚动）"),
};
