//! Simplified Chinese. It must never hold a number that the program did not compute.

use super::Words;
use crate::dataset::{
    Confidence, Date, Direction, DoubtKind, Expected, Issue, Level, Period, Problem, RelationKind,
    ScopeKind, Status,
};
use crate::figure::{Bound, Script};
use crate::query::{Columns, Filter, Lang, ReadMode, SortColumn, Theme, View};
use crate::report::Third;

/// The words of Simplified Chinese.
pub const WORDS: Words = Words {
    lang: Lang::Chinese,
    own_name: "中文",
    script: Script::Chinese,
    comma: "、",
    clause: "，",
    quoted: |text| format!("“{text}”"),
    parenthesis: |text| format!("（{text}）"),
    colon: "：",
    loading: |percent| match percent {
        Some(percent) => format!("正在载入数据……{percent}%"),
        None => "正在载入数据……".to_owned(),
    },
    failed: "数据未能载入",
    failed_kept: "新数据未能载入，仍显示原有数据。",
    retry: "重新载入",
    http_status: |status| match status {
        404 => "服务器上没有这个数据文件（HTTP 404）。请核对 src 地址。".to_owned(),
        _ => format!("服务器返回 HTTP {status}，未给出数据。"),
    },
    unreachable: "无法取得数据文件：网络中断，或网页不是从服务器打开的。",
    silent: "服务器 30 秒没有回应，已不再等待。可以重新载入。",
    no_dataset: "没有指定数据：请在 union-dashboard 元素上写明 src。",
    problem,
    place,
    issues: |errors, warnings| match (errors, warnings) {
        (0, warnings) => format!("数据中有 {warnings} 处需要留意"),
        (errors, 0) => format!("数据中有 {errors} 处错误，相关条目未显示，其余照常"),
        _ => format!("数据中有 {errors} 处错误（相关条目未显示）、{warnings} 处需要留意"),
    },
    more_issues: |count| format!("另有 {count} 处未列出。"),
    bad_value: |key, value| match key {
        "view" => format!("没有“{value}”这个视图，已略过。"),
        _ => format!("条件“{key}={value}”无法识别，已略过。"),
    },
    filters: "筛选",
    filter: |filter| match filter {
        Filter::Province => "省份",
        Filter::City => "城市",
        Filter::Category => "类别",
        Filter::Indicator => "指标",
        Filter::Level => "荣誉级别",
        Filter::Scope => "范围",
        Filter::Status => "状态",
    },
    all: "全部",
    chosen: |count| format!("已选 {count} 项"),
    years: "年份",
    year_from: "起始年份",
    year_to: "截止年份",
    year_range: |from, to| match (from, to) {
        (Some(from), Some(to)) if from == to => format!("{from}年"),
        (Some(from), Some(to)) => format!("{from}—{to}年"),
        (Some(from), None) => format!("{from}年起"),
        (None, Some(to)) => format!("至{to}年"),
        (None, None) => "全部年份".to_owned(),
    },
    search: "搜索",
    search_hint: "指标、城市、原文数字",
    read: "存疑数字",
    read_mode: |mode| match mode {
        ReadMode::Printed => "按原文",
        ReadMode::Certain => "校订确定的",
        ReadMode::Probable => "很可能的也校订",
    },
    read_count: |doubted, corrected| match (doubted, corrected) {
        (0, _) => "所选数据中没有存疑的数字。".to_owned(),
        (_, 0) => format!("{doubted} 个数字存疑，都照原文显示。"),
        _ => format!("{doubted} 个数字存疑，其中 {corrected} 个已校订。"),
    },
    see_doubts: "逐条查看",
    clear_all: "清除全部筛选",
    remove: |name| format!("取消“{name}”"),
    active: "当前筛选",
    selected: |observations, cities, honours| {
        format!("{cities} 个城市，{observations} 条数据，{honours} 条荣誉")
    },
    nothing: "没有符合条件的数据。请放宽或清除筛选。",
    skip: "跳到内容",
    views: "视图",
    view: |view| match view {
        View::Overview => "总览",
        View::Compare => "城市对比",
        View::Trend => "历年变化",
        View::Matrix => "矩阵",
        View::Honours => "荣誉",
        View::Table => "数据表",
        View::Report => "答卷",
        View::Doubts => "存疑",
    },
    theme: "配色",
    theme_name: |theme| match theme {
        Theme::Auto => "配色随系统",
        Theme::Light => "浅色",
        Theme::Dark => "深色",
        Theme::Contrast => "高对比",
    },
    elder: "长者模式",
    updated: |day| format!("数据更新于 {day}"),
    chart: "图表",
    gap: "",
    not_utf8: "数据文件不是 UTF-8 编码（可能是 GB18030），请另存为 UTF-8 后再试。",
    no_canvas: "浏览器没有给出画布，图画不出来；数字都在数据表里。",
    chart_keys: "方向键逐项查看，回车键查出处，F 键只看该城市，P 键固定对照，T 键看数据表，Shift 加方向键选年份，Esc 键离开",

    categories_title: "各类别公布了多少数据",
    categories_summary: |categories, name, count| {
        format!("共涉及 {categories} 个类别，其中“{name}”最多，有 {count} 条。")
    },
    pale_note: "浅色条表示时期与同卡其他城市不同，不宜直接比较；没有条的是时间长短不同，不可比。",
    figures: |count| format!("{count} 条"),
    change: |period, change| format!("比{period} {change}"),
    compare_title: |indicator| format!("{indicator}：城市对比"),
    compare_summary: |count, high, high_value, low, low_value| {
        format!(
            "{count} 个城市公布了这项数据，{high}最多（{high_value}），{low}最少（{low_value}）。"
        )
    },
    compare_one: |city, value| format!("所选范围内只有{city}公布了这项数据：{value}。"),
    other_period: |period| {
        format!("各市年份不同：未注明年份的为{period}数据，其余见柱旁标注，不宜直接比较。")
    },
    other_scope: "标有“本级”的只统计市总工会本级，与全市口径不同。",
    absent: |cities| format!("未公布这项数据：{cities}。"),
    not_reported: "未公布",
    trend_title: |indicator| format!("{indicator}：历年变化"),
    trend_series: |city, told, change| match change {
        "" => format!("{city}：{told}。"),
        _ => format!("{city}：{told}（{change}）。"),
    },
    trend_one: |city, period, value| format!("{city}：只有{period}一期，{value}。"),
    choose_indicator: "选择指标",
    not_comparable: "所选数据中没有可以比较的数字：计划、分项、县区和单位的数字不参与比较。请放宽筛选，或查看数据表。",
    honours_title: |count| format!("荣誉 {count} 条"),
    level: |level| match level {
        Level::National => "国家级",
        Level::Provincial => "省级",
        Level::Regional => "区域级",
        Level::Municipal => "市级",
    },
    direction: |direction| match direction {
        Direction::Received => "获得",
        Direction::Granted => "授予",
        Direction::Held => "承办",
    },
    honour_columns: ["城市", "时期", "荣誉", "授予单位", "获得者", "数量", "出处"],
    paragraph: |paragraph| format!("第 {paragraph} 段"),
    cite: |title, paragraph| format!("《{title}》第 {paragraph} 段"),
    table_caption: |total, first, last| {
        if total == 0 {
            "没有数据".to_owned()
        } else {
            format!("共 {total} 条数据，显示第 {first}—{last} 条")
        }
    },
    column: |column| match column {
        SortColumn::City => "城市",
        SortColumn::Period => "时期",
        SortColumn::Indicator => "指标",
        SortColumn::Value => "数值",
        SortColumn::Source => "出处",
    },
    printed: "原文",
    remarks: "说明",
    previous: "上一页",
    next: "下一页",
    page: |page, pages| format!("第 {page} 页，共 {pages} 页"),

    matrix_title: |columns| match columns {
        Columns::Categories => "各城市公布了哪些类别的数据",
        Columns::Indicators => "各城市公布了哪些指标的数据",
    },
    matrix_switch: "各列",
    matrix_columns: |columns| match columns {
        Columns::Categories => "按类别",
        Columns::Indicators => "按指标",
    },
    matrix_summary: |cities, rows, columns, by, figures| {
        let split = match rows > cities {
            true => format!("（各年报告分行列出，共 {rows} 行）"),
            false => String::new(),
        };
        let by = match by {
            Columns::Categories => "类别",
            Columns::Indicators => "指标",
        };
        format!("{cities} 个城市{split}、{columns} 个{by}，共 {figures} 条数据。")
    },
    matrix_fullest: |row, column, count| format!("{row}的“{column}”最多，有 {count} 条。"),
    matrix_empty: |count| format!("画斜线的 {count} 格没有数据。"),
    total: "合计",
    no_figures: "没有数据",
    most: |name, count| format!("{name}最多，{count} 条"),
    without: |names, count| match count > 5 {
        true => format!("没有数据的有{names}等 {count} 个"),
        false => format!("没有数据的有{names}"),
    },

    doubts_opening: |count| {
        let what = match (count.figures, count.honours) {
            (figures, 0) => format!("{figures} 个数字"),
            (0, honours) => format!("{honours} 项荣誉"),
            (figures, honours) => format!("{figures} 个数字、{honours} 项荣誉"),
        };
        let used = match (count.figures, count.corrected) {
            (0, _) => "荣誉只作提示，不作改动",
            (_, 0) => "现在都照原文显示",
            _ => {
                return format!(
                    "所选范围内有 {what}存疑，其中 {} 个数字现在显示校订数，其余照原文显示。",
                    count.corrected
                );
            }
        };
        format!("所选范围内有 {what}存疑，{used}。")
    },
    doubts_none: "所选范围内没有存疑的数字或荣誉。",
    confidence_note: |confidence| match confidence {
        Confidence::Certain => "原文有误，没有别的可能。",
        Confidence::Probable => "原文很可能有误，但还不能断定。",
        Confidence::Possible => "几种读法都说得通，一律照原文，不作校订。",
    },
    as_printed: "原文",
    in_use: |corrected| {
        if corrected {
            "现在显示校订数"
        } else {
            "现在照原文显示"
        }
    },
    no_other: "只作提示，不改原文",

    provenance: "数字出处",
    close: "关闭",
    printed_figure: "原文数字",
    exact_value: "原文换算",
    source: "来源",
    place_in_source: "位置",
    place_text: |paragraph, about, offset| {
        format!("第 {paragraph} 段（{about}），第 {} 字起", offset + 1)
    },
    neighbours: |before, after| match (before, after) {
        (Some(before), Some(after)) => format!("在“{before}”之后、“{after}”之前"),
        (Some(before), None) => format!("在“{before}”之后，是本段最后一个数字"),
        (None, Some(after)) => format!("在“{after}”之前，是本段第一个数字"),
        (None, None) => "本段只有这一个数字".to_owned(),
    },
    third: |third| match third {
        Third::Beginning => "在本段开头",
        Third::Middle => "在本段中部",
        Third::End => "在本段末尾",
    },
    whole: "其中，属于",
    sentence: "原句",
    open_text: "打开报告原文…",
    open_hint: "也可以把文件拖到这里。文件只在本页核对和显示，不保存、不外传，关闭网页即清除。",
    no_hash: "数据没有写明原文文件的校验值（SHA-256），打开的文件无从核对，所以这里不显示原句。",
    text_opened: "文件与数据所依据的原文一致。",
    text_of_other: |title| {
        format!("这是另一篇报告《{title}》的原文，已经打开；查看那篇报告的数字时会显示原句。")
    },
    text_differs: |given, wanted| {
        format!(
            "这个文件和数据所依据的原文不一致，没有采用。文件的校验值为 {given}…，原文的为 {wanted}…。"
        )
    },
    text_unreadable: "这个文件读不出来，或者太大，不像是报告原文。",
    not_in_text: |printed| {
        format!("原文的这个位置上没有“{printed}”：数据记的位置可能有误，请核对。")
    },
    scope_label: "范围",
    scope: |scope| match scope {
        ScopeKind::City => "全市",
        ScopeKind::Municipal => "市总工会本级",
        ScopeKind::County => "县区",
        ScopeKind::Zone => "开发区",
        ScopeKind::Unit => "单位",
        ScopeKind::Person => "个人",
        ScopeKind::Province => "全省",
        ScopeKind::Nation => "全国",
    },
    bound: |bound| match bound {
        Bound::Exact => "",
        Bound::AtLeast => "不少于",
        Bound::AtMost => "不超过",
        Bound::Approximate => "约数",
        Bound::Range => "区间",
        Bound::Vague => "无确数",
    },
    status_label: "状态",
    status: |status| match status {
        Status::Reported => "已完成",
        Status::Target => "计划",
        Status::Repeat => "重复出现",
        Status::Part => "其中项",
    },
    definition: "指标含义",
    doubt: "存疑",
    doubt_kind: |kind| match kind {
        DoubtKind::DecimalPointLost => "原文可能丢失小数点",
        DoubtKind::Inconsistent => "与其他内容矛盾",
        DoubtKind::Unclear => "含义不清",
    },
    confidence: |confidence| match confidence {
        Confidence::Certain => "确定",
        Confidence::Probable => "很可能",
        Confidence::Possible => "有可能",
    },
    probable: |confidence, value| match confidence {
        Confidence::Certain => format!("应为 {value}"),
        Confidence::Probable => format!("很可能应为 {value}"),
        Confidence::Possible => format!("也可能是 {value}"),
    },
    corrected_mark: "已校订",
    corrected_from: |printed| format!("已校订（原文“{printed}”）"),
    doubted_mark: "存疑",
    note: "备注",
    tied: "相关数字",
    relation: |kind| match kind {
        RelationKind::Sum => "合计",
        RelationKind::Rate => "比率",
        RelationKind::Part => "其中",
    },
    sisters: "同一指标的其他数字",
    file: "文件",
    authors: "作者",
    period,
    charts: &super::charts_zh::CHARTS,
    reach: &super::reach_zh::REACH,
    mark: |city, period, indicator, value, remarks| {
        format!("{city} {period}，{indicator} {value}{remarks}")
    },

    share: super::share::CHINESE,
    door: super::work_zh::DOOR,
};

fn period(period: Period) -> String {
    fn date(date: Date) -> String {
        let part = |part: Option<u8>, name| part.map(|n| format!("{n}{name}")).unwrap_or_default();
        format!(
            "{}年{}{}",
            date.year,
            part(date.month, "月"),
            part(date.day, "日")
        )
    }
    match period {
        Period::Single(single) => date(single),
        Period::Interval { from, to } if from.month.is_none() && to.month.is_none() => {
            format!("{}—{}年", from.year, to.year)
        }
        Period::Interval { from, to } => format!("{}至{}", date(from), date(to)),
        Period::Until(to) => format!("截至{}", date(to)),
    }
}

fn place(issue: &Issue) -> String {
    let mut parts = Vec::new();
    if let Some(place) = issue.place {
        parts.push(format!("第 {} 行第 {} 列", place.line, place.column));
    }
    if !issue.path.is_empty() {
        parts.push(issue.path.clone());
    }
    parts.join("，")
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Empty => "数据文件是空的。".to_owned(),
        Problem::Truncated => "数据文件不完整：内容在中途断了。".to_owned(),
        Problem::NotJson(detail) => format!("数据文件不是有效的 JSON（{detail}）。"),
        Problem::WebPage => "得到的是网页，不是数据文件；文件可能不在这个地址。".to_owned(),
        Problem::SchemaVersion(found) if found.is_empty() => {
            "数据文件没有写明格式版本（schema_version）；本程序读取第 1 版。".to_owned()
        }
        Problem::SchemaVersion(found) => {
            format!("数据格式为第 {found} 版，本程序只能读取第 1 版。")
        }
        Problem::MissingKey(key) => format!("缺少“{key}”。"),
        Problem::WrongType(expected) => format!(
            "类型不对：应为{}。",
            match expected {
                Expected::Text => "文字",
                Expected::Texts => "一组文字",
                Expected::Number => "数字",
                Expected::WholeNumber => "非负整数",
                Expected::WholeNumbers => "一组非负整数",
                Expected::List => "列表",
                Expected::Object => "对象",
            }
        ),
        Problem::UnknownWord(word) => format!("“{word}”不是格式规定的用词。"),
        Problem::UnknownReference(id) => format!("“{id}”没有定义。"),
        Problem::Duplicate(id) => format!("“{id}”重复，后一项未采用。"),
        Problem::NegativeCount(value) => format!("数量不能是负数（{value}）。"),
        Problem::NotFinite => "不是有效的数。".to_owned(),
        Problem::MalformedPeriod(text) => format!("“{text}”不是有效的时期。"),
        Problem::ReversedPeriod(text) => format!("时期“{text}”的结束早于开始。"),
        Problem::TooLong(length) => format!("文字过长（{length} 字），只显示一部分。"),
        Problem::ControlCharacters => "含有控制字符或文字方向标记，显示时略去。".to_owned(),
        Problem::UnknownKey(key) => format!("格式中没有“{key}”，原样保留，不作解释。"),
        Problem::ColumnLength => "这一列的长度与其他列不同，或展开后过大，未采用。".to_owned(),
        Problem::PartsNotLoaded(count) => format!("数字在另外 {count} 个文件里，没有载入。"),
        Problem::OnlyPart(of) => format!("这个文件只有一部分数字，“{of}”列有全部分文件。"),
    }
}
