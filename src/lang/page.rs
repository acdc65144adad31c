//! The words of the page that needs no program, in Chinese alone: it is written before anyone can
//! choose a language. It must never say a thing that another file of this room already says.

use crate::report::DoubtCount;

/// What stands on the page beside the words of the views.
pub struct PageWords {
    /// Sums it up: years, what it holds, doubts, the day of the data or nothing.
    pub summary: fn(&str, &str, &str, &str) -> String,
    /// How many figures and honours are doubted.
    pub doubts: fn(DoubtCount) -> String,
    /// How the numbers are to be read.
    pub how_to_read: &'static str,
    /// There are too many figures to list them.
    pub too_many: &'static str,
    /// Name of the list of reports.
    pub contents: &'static str,
    /// Scripts are off.
    pub no_script: &'static str,
}

/// The words in Simplified Chinese.
pub const PAGE: PageWords = PageWords {
    summary: |years, held, doubts, updated| {
        let updated = match updated {
            "" => String::new(),
            updated => format!("{updated}。"),
        };
        format!("{years}：{held}。{doubts}{updated}")
    },
    doubts: |count| {
        let what = match (count.figures, count.honours) {
            (0, 0) => return String::new(),
            (figures, 0) => format!("{figures} 个数字"),
            (0, honours) => return format!("{honours} 条荣誉存疑，均照原文。"),
            (figures, honours) => format!("{figures} 个数字、{honours} 条荣誉"),
        };
        match count.corrected {
            0 => format!("{what}存疑，均照原文。"),
            corrected => format!("{what}存疑，其中 {corrected} 个数字已校订，其余照原文。"),
        }
    },
    how_to_read: "每个数字都写明原文和在报告中的位置。原文确有错误的，显示校订后的数并写明原文；\
                  拿不准的照原文，并写明疑点。没有公布的不列，不等于零。",
    too_many: "数字太多，这里只列出有哪些报告；全部数字请在图表页面中查看。",
    contents: "各市答卷",
    no_script: "浏览器没有启用 JavaScript，图表不能显示；下面是全部数据。",
};
