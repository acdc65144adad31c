//! What makes the page reach everybody, in Simplified Chinese. It must never hold a number that the
//! program did not compute.

use super::ReachWords;

pub const REACH: ReachWords = ReachWords {
    list_more: |count| format!("继续列出（还有 {count} 项）"),
    to_page: "转到第几页",
    further: "更多条件",
    search_in: |list| format!("查找{list}"),
    nothing_found: "没有找到。",
    not_loaded: "这些条件的数据在另外的文件里，还没有载入。",
    look: "显示",
    text_scale: "字号",
    text_scale_name: |scale| format!("字号 {}%", scale.percent()),
    unfold: "筛选与显示",
    read_aloud: "朗读说明",
    stop_reading: "停止朗读",
    as_table: "看数据表",
    scrolled: |what| format!("{what}（可滚动）"),
};
