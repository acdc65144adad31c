//! What charts can and cannot show, in Simplified Chinese. It must never hold a number that the
//! program did not compute.

use super::ChartWords;
use super::zh::WORDS;
use crate::dataset::Period;
use crate::query::{Basis, View};

pub const CHARTS: ChartWords = ChartWords {
    span: |period| {
        let text = (WORDS.period)(period);
        match period {
            Period::Single(date) if date.month.is_none() => format!("{text}一年"),
            Period::Single(_) => text,
            Period::Interval { from, to } => format!("{text} {} 年合计", to.year - from.year + 1),
            Period::Until(_) => format!("{text}累计"),
        }
    },
    is_of: |cities, span| format!("{cities}是{span}"),
    incomparable: |spans| format!("不可比：{spans}，时间长短不同，不能放在同一把尺上。"),
    no_scale: "不可比",
    dated: |period, value| format!("{period} {value}"),
    still: |period| match period {
        Some(period) => format!("只有{period}的数据，看不出历年变化。"),
        None => "每个城市都只有一期数据，看不出历年变化；不同城市的先后不是变化。".to_owned(),
    },
    more: |count| format!("另有 {count} 项未画出，请少选几项，或查看数据表。"),
    left_out: |names| {
        format!("没有可以比较的数字：{names}。计划、分项、县区和单位的数字不参与比较。")
    },
    offer_view: |view| match view {
        View::Compare => "改看城市对比",
        View::Trend => "改看各城市历年变化",
        _ => "改看数据表",
    },
    offer_indicator: |name, count, view| match view {
        View::Trend => format!("改看“{name}”（{count} 期）"),
        _ => format!("改看“{name}”（{count} 个城市）"),
    },
    offer_cities: "显示全部城市",
    offer_years: "不限年份",
    offer_printed: "改看原文数字",

    targets: "目标完成情况",
    targets_summary: |reached, (full, told), untold| {
        let mut text = String::new();
        if told > 0 {
            text = match full {
                0 => format!("{reached}，都没有达到目标。"),
                full if full == told => format!("{reached}，都达到或超过目标。"),
                full => format!("{reached}，其中 {full} 项达到目标。"),
            };
        }
        if untold > 0 {
            text += &format!("{untold} 项计划未公布完成情况（空心条）。");
        }
        text + "竖线为目标的 100%。"
    },
    planned: |value| format!("计划 {value}"),
    nothing_told: "完成情况未公布",

    only: |name| format!("只看{name}，再点一次取消"),
    pin: "固定，以便对照",
    unpin: "取消固定",
    open: |name| format!("出处：{name}"),

    basis: "数值",
    basis_name: |basis| match basis {
        Basis::Printed => "原文数字",
        Basis::Members => "每万会员",
        Basis::Index => "首期为 100",
    },
    computed_title: |basis, title| match basis {
        Basis::Printed => title.to_owned(),
        Basis::Members => format!("{title}（每万会员）"),
        Basis::Index => format!("{title}（首期＝100）"),
    },
    computed_one: |city, value| format!("只有{city}能够换算：{value}。"),
    computed: |basis| match basis {
        Basis::Printed => "",
        Basis::Members => "按每万会员计算，非原文数字：原文数字 ÷ 本市会员数 × 10000。",
        Basis::Index => "以各市首个数字为 100 计算，非原文数字。",
    },
    formula: |basis, value, base, when| match basis {
        Basis::Index => format!("计算值，非原文数字：{value} ÷ {when} {base} × 100"),
        _ => format!("计算值，非原文数字：{value} ÷ {when}会员 {base} × 10000"),
    },
    base_years: |cities| format!("当年会员数未公布，取最近一年的：{cities}。"),
    no_base: "会员数未公布，不能换算",
    without_base: |cities| format!("会员数未公布，不能换算：{cities}。"),
    without_index: |cities| {
        format!("不能换算成指数：{cities}（只有一期，或首个数字是约数、存疑，或是多年合计）。")
    },
    no_basis: "这项指标不能这样换算，仍显示原文数字。",
};
