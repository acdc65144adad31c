//! The words of the workshop in Chinese, as an official would say them. It must never use a word
//! of the format where a reader has one.

use super::work::{DoorWords, WorkWords};
use crate::dataset::NotFigure;
use crate::edition::{Kind, List};
use crate::workshop::{How, Lack, Verdict};

fn key_zh(key: &str) -> &str {
    match key {
        "value" => "数值",
        "upper" => "上限",
        "printed" => "原文数字",
        "bound" => "界限",
        "scope" => "口径",
        "status" => "状态",
        "period" => "时期",
        "city" => "城市",
        "indicator" => "指标",
        "note" => "备注",
        "doubt" => "存疑",
        "name" => "名称",
        "short_name" => "简称",
        "name_en" => "英文名",
        "province" => "省份",
        "aliases" => "别名",
        "unit" => "单位",
        "unit_en" => "英文单位",
        "category" => "类别",
        "measure" => "类型",
        "definition" => "说明",
        "title" => "标题",
        "file" => "文件",
        "sha256" => "校验值",
        "authors" => "作者",
        "text" => "原文",
        "updated" => "更新日期",
        "license" => "许可",
        "paragraph" => "段落",
        "offset" => "位置",
        "of" => "所属整体",
        "level" => "级别",
        "awarder" => "颁发单位",
        "recipient" => "获得者",
        "count" => "数量",
        other => other,
    }
}

/// The names of the rules of extraction: how a figure was read, its period, its city, its
/// indicator.
fn rule_zh(rule: &str) -> &str {
    match rule {
        "number-unit" => "数字带单位",
        "number" => "数字，无单位",
        "han-number" => "汉字数字",
        "share" => "百分比",
        "range" => "区间",
        "vague" => "无具体数字",
        "unit-in-list" => "单位取自并列项",
        "unit-in-row" => "单位取自同一行",
        "unit-in-header" => "单位取自表头",
        "unit-in-brackets" => "单位取自括号",
        "attached" => "时期紧挨数字",
        "year" => "年份取自前文",
        "years" => "时期为多年",
        "month" => "时期为某月",
        "months" => "时期为数月",
        "report" => "时期同报告",
        "stock" => "存量，时期为报告年",
        "stock-date" => "存量，日期取自“截至”",
        "since" => "自某时以来",
        "until" => "到某时为止",
        "span" => "起止时期",
        "now" => "目前",
        "total" => "累计",
        "next-year" => "下一年",
        "section" => "时期取自小标题",
        "column" => "时期取自表头",
        "city-document" => "城市同报告",
        "city-section" => "城市取自上文",
        "city-none" => "没有城市",
        "cue" => "指标按提示词",
        "words" => "指标按用词",
        "no-indicator" => "没有对上指标",
        other => other,
    }
}

fn not_figure(kind: NotFigure) -> &'static str {
    match kind {
        NotFigure::Date => "不是统计数字：日期",
        NotFigure::Duration => "不是统计数字：时长",
        NotFigure::Name => "不是统计数字：名称的一部分",
        NotFigure::Ordinal => "不是统计数字：序号",
        NotFigure::Threshold => "不是统计数字：条件",
        NotFigure::Personal => "不是统计数字：个人年龄、工龄",
        NotFigure::Anniversary => "不是统计数字：周年",
        NotFigure::Idiom => "不是统计数字：习惯用语",
        NotFigure::Rule => "不是统计数字：待遇标准",
        NotFigure::Rhetorical => "不是统计数字：泛指",
    }
}

/// Why an office file was not read.
fn broken_zh(word: &str) -> &str {
    match word {
        "not-zip" | "damaged" | "twice" | "xml" | "doctype" => "文件已损坏",
        "compound" => "旧格式文件，或者设有打开密码",
        "encrypted" => "文件设有打开密码",
        "too-large" => "文件太大",
        "from-1904" => "使用 1904 年日期系统",
        "content" => "没有找到文字或单元格",
        _ => "这种文件还不能读取",
    }
}

fn list_zh(list: Option<List>) -> &'static str {
    match list {
        None => "数据集",
        Some(List::Cities) => "城市",
        Some(List::Categories) => "类别",
        Some(List::Indicators) => "指标",
        Some(List::Sources) => "来源",
        Some(List::Observations) => "数据",
        Some(List::Relations) => "数据关系",
        Some(List::Honours) => "荣誉",
    }
}

pub(super) const DOOR: DoorWords = DoorWords {
    title: "导入与整理",
    back: "回到看板",
    coming: "正在打开…",
    not_come: "没有打开：程序的这一部分没有下载成功。请检查网络后再试。",
};

pub(super) static CHINESE: WorkWords = WorkWords {
    parts_here: |here, all| format!("数据分在 {all} 个文件里，按筛选已载入 {here} 个。"),
    parts_coming: |here, coming, percent| {
        format!("正在载入 {coming} 个数据文件（{percent}%），已载入 {here} 个。")
    },
    undo: "撤销",
    redo: "重做",
    undone: ["已撤销。", "已重做。"],
    cancel: "放弃这一项",
    cancelled: "已放弃，数据没有变化。",

    bring: "放进新的内容",
    bring_hint: "把文件拖到这里，或选择文件、粘贴内容：上年度报告的文字（txt、docx），表格（xlsx、CSV，\
        或从 Excel、WPS 复制的单元格），本看板的数据集（JSON）。全部在本机处理，不上传。",
    choose_file: "选择文件",
    paste: "粘贴报告文字或表格",
    pasted: "粘贴的内容",
    read_pasted: "读取粘贴的内容",
    template: "下载表格模板（CSV）",
    template_name: "填报模板",
    reading: |name, percent| format!("正在读取 {name}：{percent}%"),
    working: |name| format!("正在核对 {name}……"),
    too_large: |size, most| {
        format!("文件有 {size} MB，超过 {most} MB 的上限，没有读取。请把它拆成几个文件，分次导入。")
    },
    unreadable: "文件无法读取。请确认它没有被其他程序占用，再试一次。",
    no_text: "这个文件不是文字：不是 UTF-8、GB18030（GBK）或 UTF-16 编码。请用原来的程序打开，另存为文本或 CSV。",
    is_workbook: "这是 Excel 或 WPS 的表格文件。请在表格程序里点“文件”→“另存为”→类型选“CSV UTF-8（逗号分隔）”，\
        再把存好的文件拖进来；也可以直接复制单元格，粘贴到下面。",
    is_document: "这个文档没有读出文字。请在 Word 或 WPS 里点“文件”→“另存为”→类型选“纯文本（*.txt）”，再拖进来；\
        也可以复制全文，粘贴到下面。",
    broken: |remedy, word| format!("{remedy}（{}）", broken_zh(word)),
    no_figures: "这段文字里没有找到数字。",
    as_report: "这是报告文字",
    as_table: "这是表格",

    columns: |file| format!("核对表格的列：{file}"),
    columns_hint: "程序按表头和内容猜出了每一列的含义，请核对；不需要的列选“不读取”。",
    column_heads: ["表头", "示例", "含义"],
    ignored: "不读取",
    fixed_hint: "表格里没有的，请在这里补充，对所有行有效：",
    read_table: "读取表格",
    rows_read: |rows, figures, refused| {
        let refused = match refused {
            0 => String::new(),
            count => format!("，其中 {count} 行有内容没有采用，原因见下"),
        };
        format!("读了 {rows} 行，得到 {figures} 条数据{refused}。")
    },
    new_names: "数据集里还没有的名称（取消勾选则不导入相应的数据）",
    figures_of: |count| format!("{count} 条"),
    go_on: "下一步：核对变化",
    said: |count| format!("说明与问题（{count}）"),
    at: |line, column| format!("第 {line} 行第 {column} 个字符"),

    review: |file| format!("逐条核对：{file}"),
    review_counts: |[open, accepted, rejected]| {
        format!("待核对 {open} 条，已采纳 {accepted} 条，不采纳 {rejected} 条")
    },
    review_keys: "键盘：↑ ↓ 换一条，A 采纳，X 不采纳，Z 撤销，E 修改。",
    review_parts: ["报告文字", "读出的数字"],
    verdict: |verdict| match verdict {
        Verdict::Open => "待核对",
        Verdict::Accepted => "已采纳",
        Verdict::Rejected => "不采纳",
    },
    verdicts: ["采纳", "不采纳", "待定"],
    accept_sure: |percent| format!("采纳把握在 {percent}% 以上的全部"),
    accepted: |count| match count {
        0 => "没有符合条件的：其余的把握较低、有疑问或缺少信息，请逐条核对。".to_owned(),
        _ => format!("已采纳 {count} 条。"),
    },
    judged: |printed, verdict| format!("{printed}：{verdict}"),
    lack: |lack| match lack {
        Lack::City => "没有城市".to_owned(),
        Lack::Period => "没有时期，或写法不对（如 2025、2025-06、2021/2025）".to_owned(),
        Lack::Indicator => "没有指标".to_owned(),
        Lack::Unit(own, wanted) => format!("单位是“{own}”，而指标的单位是“{wanted}”"),
        Lack::Value => "没有数值".to_owned(),
    },
    lacks: |what| format!("还不能采纳：{what}。"),
    read_by: |percent, rules| format!("把握 {percent}% · 规则 {rules}"),
    labels: [
        "城市",
        "时期",
        "指标",
        "数值",
        "界限",
        "口径",
        "状态",
        "新指标归入",
    ],
    report_labels: ["报告标题", "报告城市", "报告年份"],
    keep_text: "把报告文字保存在数据里（查看数字出处时能看到原句）",
    replaces: "这份报告是",
    is_new_report: "新的来源",
    take_accepted: |count| format!("下一步：用采纳的 {count} 条"),
    page: |page, pages| format!("第 {page} 页，共 {pages} 页"),
    no_figure: not_figure,

    proposal: "核对变化",
    how: |how| match how {
        How::Merge => "并入现有数据（同一来源以新的为准）",
        How::Replace => "全部替换",
    },
    change_counts: |[added, changed, gone]| {
        format!("新增 {added} 项，更改 {changed} 项，删除 {gone} 项")
    },
    change: |kind| match kind {
        Kind::Added => "新增",
        Kind::Changed => "更改",
        Kind::Gone => "删除",
    },
    list: list_zh,
    key: key_zh,
    more_changes: |count| format!("另有 {count} 项没有列出。"),
    clashes: |count| format!("前后不一致的地方（{count}），请选择用哪一个"),
    prefer: ["用现有的", "用新的"],
    prefer_all: ["全部用现有的", "全部用新的"],
    agree: "确认，更新看板",
    agreed: "看板已更新。可以随时撤销；要保留结果，请保存。",
    not_ready: |open| format!("还有 {open} 处前后不一致没有选择。"),
    no_change: "和现有数据相同，没有变化。",
    would_break: "这样更新会使数据出错，所以没有更新：",

    by_hand: "手工增改一条数据",
    add: "增加一条",
    correct: "修改这一条",
    delete: "删除这一条",
    keep: "确定",
    hand_labels: ["数字（连同单位，如 120家、约3.5万人）", "备注", "来源"],
    no_source: "手工填报（不在任何报告中）",
    by_hand_done: ["已增加。", "已修改。", "已删除。"],
    went_along: |count| format!("已删除；与它有关的 {count} 处勾稽关系或从属关系一并去掉了。"),

    save: "保存结果",
    data_title: "看板标题",
    no_persons: "不含个人姓名",
    no_persons_hint: "去掉个人的数据、荣誉获得者的姓名、报告作者和报告原文。",
    save_page: "保存为新的看板文件（HTML）",
    save_data: "保存数据集（JSON）",
    unsaved: "有尚未保存的修改",
    missing: "还没有报告的城市",
    missing_year: |year, names| format!("{year} 年：{names}"),
    none_missing: "每个城市每年都有报告。",
    exact: "确数",
    nothing: "（无）",
    other_city: "（其他城市）",
    city_name: "其他城市的全称",
    other_indicator: "（新指标）",
    indicator_name: "新指标的名称",
    scope_name: "口径所指的名称",
    rule: rule_zh,
};
