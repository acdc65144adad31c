//! The words of all that leaves the page: copies, files, citations, the frame of a picture. They
//! stand together, both languages in one file. It must never give a figure without its source.

/// What is said where something leaves the page.
pub struct Share {
    /// The page's menu.
    pub page_menu: &'static str,
    /// A chart's menu.
    pub chart_menu: &'static str,
    /// Copies the address.
    pub copy_link: &'static str,
    /// Copies a citation.
    pub copy_citation: &'static str,
    /// Copies a chart.
    pub copy_picture: &'static str,
    /// Saves a chart as PNG.
    pub save_png: &'static str,
    /// Saves a chart as SVG.
    pub save_svg: &'static str,
    /// Saves the selected observations.
    pub selected_figures: &'static str,
    /// Saves all observations.
    pub all_figures: &'static str,
    /// Saves the selected honours.
    pub selected_honours: &'static str,
    /// Saves all honours.
    pub all_honours: &'static str,
    /// Saves the dataset.
    pub whole_dataset: &'static str,
    /// In a file's name: figures, honours, all of them.
    pub file_words: [&'static str; 3],

    /// The address is copied.
    pub link_copied: &'static str,
    /// It is that of a file on this computer.
    pub link_is_local: &'static str,
    /// A citation is copied.
    pub citation_copied: &'static str,
    /// A picture is copied.
    pub picture_copied: &'static str,
    /// A picture could not be copied and was saved under this name.
    pub picture_saved: fn(&str) -> String,
    /// A file was handed to the browser under this name.
    pub saved: fn(&str) -> String,
    /// The text is selected and has to be copied by keys.
    pub copy_by_hand: &'static str,
    /// It did not work.
    pub failed: &'static str,

    /// In a picture's frame: the filters that are on.
    pub chosen: fn(&str) -> String,
    /// The reports behind it.
    pub sources: fn(&str) -> String,
    /// What was made of which data, and when.
    pub made: fn(&Made<'_>) -> String,
    /// The version of program and data.
    pub version: fn(&str) -> String,

    /// Heading of the report page: city, period.
    pub answer_title: fn(&str, &str) -> String,
    /// So many reports are selected, and one has to be chosen.
    pub several: fn(usize) -> String,
    /// Chooses it.
    pub choose_answer: &'static str,
    /// Prints it.
    pub print: &'static str,
    /// The browser has been asked to print.
    pub printing: &'static str,
    /// Heading of the headline figures.
    pub headlines: &'static str,

    /// A figure's citation.
    pub cite_figure: fn(&Cited<'_>) -> String,
    /// A view's citation; its `figure` is what the view shows.
    pub cite_view: fn(&Cited<'_>) -> String,
}

impl Share {
    /// What became of a file: the name under which the browser has it, if it has.
    pub fn told(&self, saved: Option<String>) -> String {
        saved.map_or_else(|| self.failed.to_owned(), |name| (self.saved)(&name))
    }
}

/// What is said of a picture or a printed page.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// Title of the dataset.
    pub dataset: &'a str,
    /// Day of its last change.
    pub updated: &'a str,
    /// Day of the picture.
    pub today: &'a str,
    /// Version of program and data.
    pub version: &'a str,
}

/// What a citation says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cited<'a> {
    /// Authors of the report, joined; empty if it names none.
    pub authors: &'a str,
    /// Title of the report; of a view, the titles of all.
    pub report: &'a str,
    /// Where in the report.
    pub place: &'a str,
    /// City, period, indicator, and the figure as printed; of a view, what it shows.
    pub figure: &'a str,
    /// Title of the dataset.
    pub dataset: &'a str,
    /// Day of the dataset's last change.
    pub updated: &'a str,
    /// Day of the citation.
    pub today: &'a str,
    /// Address.
    pub link: &'a str,
    /// Version of program and data.
    pub version: &'a str,
}

/// "(2026-11-21)[2026-11-22]", as GB/T 7714 dates what is online.
fn dates(cited: &Cited<'_>) -> String {
    let updated = Some(cited.updated).filter(|day| !day.is_empty());
    let updated = updated.map_or_else(String::new, |day| format!("({day})"));
    format!("{updated}[{}]", cited.today)
}

fn after_authors(cited: &Cited<'_>) -> String {
    if cited.authors.is_empty() {
        return String::new();
    }
    format!("{}. ", cited.authors)
}

pub(super) const CHINESE: Share = Share {
    page_menu: "下载与分享",
    chart_menu: "下载或复制本图",
    copy_link: "复制链接",
    copy_citation: "复制引用",
    copy_picture: "复制图片",
    save_png: "下载图片（PNG）",
    save_svg: "下载矢量图（SVG）",
    selected_figures: "数据表：当前所选（CSV）",
    all_figures: "数据表：全部（CSV）",
    selected_honours: "荣誉：当前所选（CSV）",
    all_honours: "荣誉：全部（CSV）",
    whole_dataset: "整个数据集（JSON）",
    file_words: ["数据表", "荣誉", "全部"],

    link_copied: "已复制链接。",
    link_is_local: "已复制链接。这是本机文件的地址，发给别人时请连文件一并发去。",
    citation_copied: "已复制引用。",
    picture_copied: "已复制图片，可直接粘贴到 Word、WPS 或 PPT。",
    picture_saved: |name| format!("这个浏览器不能复制图片，已改为下载：{name}"),
    saved: |name| format!("已下载：{name}"),
    copy_by_hand: "浏览器不允许网页写入剪贴板。文字已经选中，请按 Ctrl+C 复制。",
    failed: "没有成功，请再试一次。",

    chosen: |names| format!("筛选：{names}"),
    sources: |titles| format!("来源：{titles}"),
    made: |made| {
        let Made {
            dataset,
            updated,
            today,
            version,
        } = made;
        format!("数据：{dataset}，{updated} 更新。制图：工会数据看板，{today}，版本 {version}。")
    },
    version: |version| format!("版本 {version}"),

    answer_title: |city, period| format!("{city}总工会{period}工作答卷"),
    several: |count| match count {
        0 => "所选范围内没有报告，请选择一份。".to_owned(),
        _ => format!("所选范围涉及 {count} 份答卷，请选择一份。"),
    },
    choose_answer: "选择答卷",
    print: "打印 / 存为 PDF",
    printing: "已打开打印窗口。要存成 PDF，请在打印机一栏选“另存为 PDF”。",
    headlines: "重点数据",

    cite_figure: |cited| {
        format!(
            "{}{}[R]//{}[DS/OL]: {}，{}{}. 版本 {}. {}",
            after_authors(cited),
            cited.report,
            cited.dataset,
            cited.place,
            cited.figure,
            dates(cited),
            cited.version,
            cited.link
        )
    },
    cite_view: |cited| {
        format!(
            "{}：{}[DS/OL]. 来源：{}. {}. 版本 {}. {}",
            cited.dataset,
            cited.figure,
            cited.report,
            dates(cited),
            cited.version,
            cited.link
        )
    },
};

pub(super) const ENGLISH: Share = Share {
    page_menu: "Download and share",
    chart_menu: "Download or copy this chart",
    copy_link: "Copy link",
    copy_citation: "Copy citation",
    copy_picture: "Copy picture",
    save_png: "Download picture (PNG)",
    save_svg: "Download drawing (SVG)",
    selected_figures: "Figures: selected (CSV)",
    all_figures: "Figures: all (CSV)",
    selected_honours: "Honours: selected (CSV)",
    all_honours: "Honours: all (CSV)",
    whole_dataset: "Whole dataset (JSON)",
    file_words: ["Figures", "Honours", "all"],

    link_copied: "Link copied.",
    link_is_local: "Link copied. It leads to a file on this computer: send the file along.",
    citation_copied: "Citation copied.",
    picture_copied: "Picture copied; paste it into a document or a slide.",
    picture_saved: |name| format!("This browser cannot copy pictures; downloaded instead: {name}"),
    saved: |name| format!("Downloaded: {name}"),
    copy_by_hand: "The browser does not let the page copy. The text is selected: press Ctrl+C.",
    failed: "That did not work; please try again.",

    chosen: |names| format!("Selection: {names}"),
    sources: |titles| format!("Sources: {titles}"),
    made: |made| {
        let Made {
            dataset,
            updated,
            today,
            version,
        } = made;
        format!(
            "Data: {dataset}, of {updated}. Drawn by union-dashboard on {today}, version {version}."
        )
    },
    version: |version| format!("Version {version}"),

    answer_title: |city, period| format!("{city} Federation of Trade Unions: report for {period}"),
    several: |count| match count {
        0 => "No report is selected; please choose one.".to_owned(),
        _ => format!("{count} reports are selected; please choose one."),
    },
    choose_answer: "Choose a report",
    print: "Print / save as PDF",
    printing: "The print window is open. For a PDF choose \"Save as PDF\" there.",
    headlines: "Headline figures",

    cite_figure: |cited| {
        format!(
            "{}{}. In {}, {}, {} {}. Version {}. {}",
            after_authors(cited),
            cited.report,
            cited.dataset,
            cited.place,
            cited.figure,
            dates(cited),
            cited.version,
            cited.link
        )
    },
    cite_view: |cited| {
        format!(
            "{}: {}. Sources: {}. {}. Version {}. {}",
            cited.dataset,
            cited.figure,
            cited.report,
            dates(cited),
            cited.version,
            cited.link
        )
    },
};
