//! What makes the page reach everybody, in English. It must never hold a number that the program
//! did not compute.

use super::ReachWords;

pub const REACH: ReachWords = ReachWords {
    list_more: |count| format!("List more ({count} left)"),
    to_page: "Go to page",
    further: "More filters",
    search_in: |list| format!("Find in {}", list.to_ascii_lowercase()),
    nothing_found: "Nothing found.",
    not_loaded: "The data for these filters is in other files, which are not loaded yet.",
    look: "Display",
    text_scale: "Text size",
    text_scale_name: |scale| format!("Text {}%", scale.percent()),
    unfold: "Filters and display",
    read_aloud: "Read aloud",
    stop_reading: "Stop reading",
    as_table: "Show as table",
    scrolled: |what| format!("{what} (scrollable)"),
};
