//! What makes the page reach everybody, in English. It must never hold a number that the program
//! did not compute.

use super::ReachWords;

pub const REACH: ReachWords = ReachWords {
    look: "Display",
    text_scale: "Text size",
    text_scale_name: |scale| format!("Text {}%", scale.percent()),
    unfold: "Filters and display",
    read_aloud: "Read aloud",
    stop_reading: "Stop reading",
    as_table: "Show as table",
    scrolled: |what| format!("{what} (scrollable)"),
};
