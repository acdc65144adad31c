//! What charts cannot show honestly, what they offer instead, and what they compute: the sentence
//! and the figures for a query. It must never look at pixels; those are in `chart`.

mod common;

use common::ask;
use union_dashboard::lang::words;
use union_dashboard::query::{Basis, Lang, View};
use union_dashboard::report::{Compare, Offer, Trend, compare, trend};

/// Summary, and what is offered, of a comparison.
fn compared(fragment: &str) -> (Compare, String, String) {
    let (dataset, query, _) = ask("two_cities", fragment);
    let view = compare(&dataset, &query);
    let say = words(Lang::Chinese);
    let offers = view.offers.iter();
    let offers = offers.map(|offer| say.offer(&dataset, *offer, View::Compare));
    let offers: Vec<String> = offers.collect();
    let summary = say.compare_summary(&dataset, &view);
    (view, summary, offers.join(" | "))
}

fn trended(fragment: &str) -> (Trend, String, String) {
    let (dataset, query, _) = ask("two_cities", fragment);
    let view = trend(&dataset, &query);
    let say = words(Lang::Chinese);
    let offers = view.offers.iter();
    let offers = offers.map(|offer| say.offer(&dataset, *offer, View::Trend));
    let offers: Vec<String> = offers.collect();
    let summary = say.trend_summary(&dataset, &view);
    (view, summary, offers.join(" | "))
}

#[test]
fn five_years_together_are_not_measured_against_one() {
    let (view, summary, _) = compared("indicator=fund");
    assert!(view.bars.iter().all(|bar| bar.other_span));
    assert_eq!(
        summary,
        "不可比：安庆市是2025年一年，安康市是2021—2025年 5 年合计，时间长短不同，\
         不能放在同一把尺上。"
    );
}

#[test]
fn one_city_by_itself_offers_more() {
    let (_, summary, offers) = compared("indicator=mutual-aid&city=安康");
    assert_eq!(
        summary,
        "所选范围内只有安康市公布了这项数据：2024年 18.77万人。"
    );
    assert_eq!(offers, "显示全部城市 | 改看各城市历年变化");
    let (_, _, offers) = compared("indicator=contests");
    assert_eq!(offers, "改看“互助保障参保”（2 个城市） | 改看数据表");
}

#[test]
fn offers_show_what_they_promise() {
    for fragment in [
        "indicator=mutual-aid&city=安康",
        "indicator=contests",
        "indicator=members&year=2025&view=trend",
        "indicator=fund&view=trend",
    ] {
        let (dataset, query, _) = ask("two_cities", fragment);
        let offers = match query.view {
            View::Trend => trend(&dataset, &query).offers,
            _ => compare(&dataset, &query).offers,
        };
        assert!(!offers.is_empty(), "{fragment}");
        for offer in offers {
            let after = query.after(offer.action(&dataset));
            let is_shown = match after.view {
                View::Trend => !trend(&dataset, &after).is_still(),
                View::Table => true,
                _ => compare(&dataset, &after).bars.len() > 1,
            };
            assert!(is_shown, "{fragment}: {offer:?}");
        }
    }
}

#[test]
fn figures_per_head_name_what_they_were_divided_by() {
    let (dataset, query, _) = ask("two_cities", "indicator=fund&basis=members");
    let view = compare(&dataset, &query);
    let say = words(Lang::Chinese);
    let [bar] = view.bars.as_slice() else {
        panic!("one city's members are known")
    };
    assert_eq!(
        say.bar_sentence(&dataset, bar),
        "安庆市 2025年，送温暖资金 ≥18.21万元、不少于、第 6 段（计算值，非原文数字：\
         ≥1387万元 ÷ 2025年会员 76.15万人 × 10000，已校订（原文“7615万人”））"
    );
    assert_eq!(view.unconverted.len(), 1);
    assert_eq!(view.offers.first(), Some(&Offer::Printed));
    let (_, summary, _) = compared("indicator=fund&basis=members");
    assert!(summary.contains("只有安庆市能够换算"), "{summary}");
    assert!(
        summary.contains("会员数未公布，不能换算：安康市。"),
        "{summary}"
    );
}

#[test]
fn members_are_not_divided_by_members() {
    let (view, ..) = compared("indicator=members&basis=members");
    assert_eq!((view.basis, view.has_heads), (Basis::Printed, false));
}

#[test]
fn the_first_figure_is_a_hundred() {
    let (view, summary, _) = trended("indicator=mutual-aid&basis=index");
    let [series] = view.series.as_slice() else {
        panic!("one city has two years")
    };
    let values = series.points.iter().filter_map(|datum| datum.value);
    let values: Vec<String> = values.map(|value| format!("{value:.1}")).collect();
    assert_eq!(values, ["100.0", "133.0"]);
    assert!(summary.contains("不能换算成指数：安庆市"), "{summary}");
    assert!(summary.contains("非原文数字"), "{summary}");
}

#[test]
fn one_year_is_no_change() {
    let (_, summary, offers) = trended("indicator=members&year=2025");
    assert!(
        summary.contains("只有2025年的数据，看不出历年变化。"),
        "{summary}"
    );
    assert_eq!(offers, "不限年份");
    let (_, summary, _) = trended("indicator=mutual-aid");
    assert!(!summary.contains("看不出"), "{summary}");
}

#[test]
fn several_indicators_are_a_chart_each() {
    let (view, ..) = compared("indicator=members,fund,contests");
    assert_eq!(
        (view.others.len(), view.more, view.left_out.len()),
        (1, 0, 1)
    );
    assert_eq!(view.at(1).map(|one| one.bars.len()), Some(2));
    assert!(view.offers.is_empty());
    let (view, ..) = trended("indicator=members,mutual-aid");
    assert_eq!(view.others.len(), 1);
}
