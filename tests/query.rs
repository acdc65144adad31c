//! What a query selects, counts and says in the address. It must never look at a view.

mod common;

use common::{ask, dataset};
use proptest::prelude::*;
use union_dashboard::dataset::{Row, YearRange};
use union_dashboard::query::{
    Action, Bounds, Commit, Filter, Lang, Query, ReadMode, SortColumn, View, facets, options,
    select, url,
};

/// The printed figures that a query selects.
fn printed(fragment: &str) -> String {
    let (dataset, _, selection) = ask("two_cities", fragment);
    let printed = |row: &Row| dataset.observation(*row).printed.to_owned();
    selection
        .rows
        .iter()
        .map(printed)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn filters_narrow_and_combine() {
    let all = "70.11万人 7615万人 1387余万元 170.24万元 32万人 14.11万人 18.77万人 \
               超过1700万元 数百场 60场";
    assert_eq!(printed(""), all);
    assert_eq!(printed("#"), all);
    assert_eq!(
        printed("#content"),
        all,
        "an anchor of the page is not ours"
    );
    assert_eq!(
        printed("city=安庆&year=2025"),
        "7615万人 1387余万元 170.24万元 32万人"
    );
    assert_eq!(printed("city=340800&year=..2019"), "70.11万人");
}

#[test]
fn a_city_goes_by_code_name_short_name_or_alias() {
    for name in ["340800", "安庆市", "安庆", "宜城"] {
        assert_eq!(
            printed(&format!("city={name}&year=2019")),
            "70.11万人",
            "{name}"
        );
    }
    assert_eq!(
        printed("city=安庆,安康&indicator=members"),
        "70.11万人 7615万人"
    );
    assert_eq!(
        printed("city=安庆&city=安康&year=2024"),
        "18.77万人 超过1700万元 数百场"
    );
    assert_eq!(printed("province=陕西省&status=target"), "60场");
}

#[test]
fn years_show_the_intervals_that_touch_them() {
    assert_eq!(printed("year=2023"), "超过1700万元 数百场");
    assert_eq!(printed("year=2026.."), "60场");
}

#[test]
fn search_finds_names_units_and_printed_figures() {
    assert_eq!(printed("q=会员"), "70.11万人 7615万人");
    assert_eq!(printed("q=1387"), "1387余万元");
    assert_eq!(printed("q=MUTUAL&city=安康"), "14.11万人 18.77万人");
    assert_eq!(printed("q=没有这个"), "");
    assert_eq!(printed("q=１３８７"), "1387余万元");
    assert_eq!(printed("q=安康 互助保障"), "14.11万人 18.77万人");
    assert_eq!(printed("q=安康　18.77"), "18.77万人");
    assert_eq!(printed("q=ghhy 7615"), "7615万人");
    assert_eq!(printed("q=hzbz&city=安康"), "14.11万人 18.77万人");
    assert_eq!(printed("q=　 "), printed(""));
}

#[test]
fn bad_values_are_told_and_the_rest_holds() {
    let dataset = dataset("two_cities");
    let bad = |fragment: &str| {
        let (query, bad) = url::parse(fragment, &dataset);
        let bad: Vec<String> = bad
            .iter()
            .map(|bad| format!("{}={}", bad.key, bad.value))
            .collect();
        (url::format(&query), bad.join(" "))
    };
    let said = |rest: &str, what: &str| (rest.to_owned(), what.to_owned());
    assert_eq!(bad("city=上海,340800"), said("city=340800", "city=上海"));
    assert_eq!(bad("year=20x5&view=table"), said("view=table", "year=20x5"));
    assert_eq!(bad("year=2025..2019"), said("", "year=2025..2019"));
    assert_eq!(bad("view=pie"), said("", "view=pie"));
    assert_eq!(
        bad("basis=members&view=compare"),
        said("basis=members&view=compare", "")
    );
    assert_eq!(bad("basis=printed"), said("", ""));
    assert_eq!(bad("basis=heads"), said("", "basis=heads"));
    assert_eq!(
        bad("view=doubts&read=printed"),
        said("read=printed&view=doubts", "")
    );
    assert_eq!(bad("page=0"), said("", "page=0"));
    assert_eq!(bad("focus=nothing:1:1:x"), said("", "focus=nothing:1:1:x"));
    assert_eq!(
        bad("utm=a+b&elder=1"),
        said("elder=1&utm=a+b", ""),
        "unknown keys are kept"
    );
    assert_eq!(
        bad("%E0%A4%A=1&city=%FF").1,
        "city=\u{fffd}",
        "broken coding is no crash"
    );
}

#[test]
fn defaults_are_left_out_of_the_address() {
    assert_eq!(url::format(&Query::default()), "");
    let query = Query::default()
        .after(Action::Toggle(Filter::City, "610900".into()))
        .after(Action::Toggle(Filter::City, "340800".into()))
        .after(Action::Years(YearRange {
            from: Some(2019),
            to: Some(2025),
        }))
        .after(Action::Show(View::Table))
        .after(Action::SortBy(SortColumn::Value))
        .after(Action::SortBy(SortColumn::Value));
    assert_eq!(
        url::format(&query),
        "city=340800%2C610900&year=2019..2025&view=table&sort=-value"
    );
}

#[test]
fn an_option_counts_under_all_other_filters() {
    let (dataset, query, selection) = ask("two_cities", "city=安康&year=2025");
    let facets = facets(&dataset, &query);
    assert_eq!(facets.selected as usize, selection.rows.len());
    assert_eq!(
        facets.of(Filter::City),
        [4, 2],
        "the city filter does not count against cities"
    );
    assert_eq!(facets.of_year(2024), 3, "nor the years against years");
    assert_eq!(facets.of(Filter::Category).iter().sum::<u32>(), 2);
}

#[test]
fn a_second_click_takes_the_first_back() {
    let start = Query::default();
    for action in [
        Action::Toggle(Filter::City, "340800".into()),
        Action::Only(Filter::Category, "services".into()),
        Action::Both([
            (Filter::City, "340800".into()),
            (Filter::Category, "services".into()),
        ]),
    ] {
        let once = start.after(action.clone());
        assert_ne!(once, start);
        assert_eq!(once.after(action), start);
    }
}

#[test]
fn how_the_page_looks_leaves_the_table_where_it_is() {
    let third = Query::default().after(Action::Page(2));
    assert_eq!(third.after(Action::Elder(true)).page, 2);
    assert_eq!(third.after(Action::Focus(None)).page, 2);
    assert_eq!(third.after(Action::Search("会员".into())).page, 0);
    let looks = third
        .after(Action::Elder(true))
        .after(Action::Focus(Some("x".into())));
    assert_eq!(looks.asked(), third.asked(), "and builds no view anew");
}

#[test]
fn clearing_restores_and_typing_leaves_no_trail() {
    let query = Query::default()
        .after(Action::Toggle(Filter::City, "340800".into()))
        .after(Action::Search("会员".into()))
        .after(Action::Years(YearRange {
            from: Some(2019),
            to: None,
        }));
    assert_ne!(query, Query::default());
    assert_eq!(query.after(Action::ClearAll), Query::default());
    assert_eq!(Action::Search(String::new()).commit(), Commit::Replace);
    assert_eq!(Action::ClearAll.commit(), Commit::Push);
}

/// Some of the choices of a filter, often none.
fn some(filter: Filter, of: &'static [&'static str]) -> impl Strategy<Value = Vec<Action>> {
    let chosen = prop::sample::subsequence(of, 0..=of.len());
    let chosen = prop_oneof![Just(Vec::new()), chosen];
    chosen.prop_map(move |chosen| {
        let toggle = |choice: &str| Action::Toggle(filter, choice.into());
        chosen.into_iter().map(toggle).collect()
    })
}

fn any_query() -> impl Strategy<Value = Query> {
    let choices = (
        some(Filter::City, &["340800", "610900"]),
        some(Filter::Province, &["安徽省", "陕西省"]),
        some(Filter::Category, &["organisation", "services"]),
        some(
            Filter::Indicator,
            &["members", "mutual-aid", "fund", "contests"],
        ),
        some(Filter::Scope, &["city", "municipal", "person"]),
        some(Filter::Status, &["reported", "target", "part"]),
    );
    let year = prop::option::of(2018_u16..2028);
    let text = prop_oneof![Just(String::new()), "[会安a,%+& =]{0,6}"];
    (choices, year.clone(), year, text, 0..3_usize).prop_map(|(choices, from, to, text, read)| {
        let (city, province, category, indicator, scope, status) = choices;
        let choices = [city, province, category, indicator, scope, status];
        let query = choices
            .into_iter()
            .flatten()
            .fold(Query::default(), |query, action| query.after(action));
        let years = match (from, to) {
            (Some(from), Some(to)) => YearRange {
                from: Some(from.min(to)),
                to: Some(from.max(to)),
            },
            (from, to) => YearRange { from, to },
        };
        query
            .after(Action::Years(years))
            .after(Action::Search(text))
            .after(Action::Read(ReadMode::ALL[read]))
    })
}

proptest! {
    #[test]
    fn the_address_says_the_whole_query(query in any_query()) {
        let dataset = dataset("two_cities");
        let (back, bad) = url::parse(&url::format(&query), &dataset);
        prop_assert_eq!(bad, []);
        prop_assert_eq!(back, query);
    }

    #[test]
    fn no_fragment_panics(fragment in ".{0,40}") {
        let dataset = dataset("two_cities");
        drop(url::parse(&fragment, &dataset));
    }

    #[test]
    fn facets_equal_brute_force(query in any_query()) {
        let dataset = dataset("two_cities");
        let counted = facets(&dataset, &query);
        prop_assert_eq!(counted.selected as usize, select(&dataset, &query).rows.len());
        for filter in Filter::ALL {
            let others = query.after(Action::Clear(filter));
            let ids = options(&dataset, filter);
            prop_assert_eq!(counted.of(filter).len(), ids.len());
            for (&count, id) in counted.of(filter).iter().zip(ids) {
                let only = select(&dataset, &others.after(Action::Toggle(filter, id.to_owned())));
                let chosen = match filter {
                    Filter::Level => only.honours.len(),
                    _ => only.rows.len(),
                };
                prop_assert_eq!(count as usize, chosen, "{}", id);
            }
        }
        let any_year = query.after(Action::Years(YearRange::ALL));
        let rows = select(&dataset, &any_year).rows;
        for (at, count) in counted.year.iter().enumerate() {
            let year = counted.first_year + u16::try_from(at).expect("few years");
            let one = YearRange { from: Some(year), to: Some(year) };
            let touching = rows.iter().filter(|row| dataset.observation(**row).period.touches(one));
            prop_assert_eq!(touching.count(), *count as usize);
        }
    }

    #[test]
    fn a_selection_is_what_each_filter_lets_pass(query in any_query()) {
        let dataset = dataset("two_cities");
        let query = query.after(Action::Search(String::new()));
        let chosen = |filter, choice: &str| {
            let choices = query.choices(filter);
            choices.is_empty() || choices.contains(choice)
        };
        let passes = |row: &Row| {
            let one = dataset.observation(*row);
            chosen(Filter::City, &one.city.code)
                && chosen(Filter::Province, &one.city.province)
                && chosen(Filter::Category, &one.category.id)
                && chosen(Filter::Indicator, &one.indicator.id)
                && chosen(Filter::Scope, one.scope.kind.as_str())
                && chosen(Filter::Status, one.status.as_str())
                && one.period.touches(query.years)
        };
        let expect: Vec<Row> = dataset.rows().filter(passes).collect();
        prop_assert_eq!(select(&dataset, &query).rows, expect);
    }
}

/// The fragment after a reader's action within what a page leaves to its readers.
fn held(views: &str, locked: &str, before: &str, action: Action) -> String {
    let (bounds, bad) = Bounds::parse(views, locked, "");
    assert_eq!(bad, []);
    let before = bounds.within(ask("two_cities", before).1);
    url::format(&bounds.hold(&before, before.after(action)))
}

#[test]
fn what_a_page_has_locked_no_reader_changes() {
    let anqing = "city=340800&year=2025";
    let other = Action::Only(Filter::City, "610900".into());
    assert_eq!(held("", "city", anqing, other.clone()), anqing);
    assert_eq!(held("", "year", anqing, other), "city=610900&year=2025");
    assert_eq!(held("", "city year", anqing, Action::ClearAll), anqing);
    assert_eq!(held("", "city", anqing, Action::ClearAll), "city=340800");
    let english = Action::Lang(Lang::English);
    assert_eq!(held("", "lang", "", english), "");
}

#[test]
fn a_page_chooses_the_views_that_are_shown() {
    let show = |view| Action::Show(view);
    let views = "compare trend";
    assert_eq!(held(views, "", "", show(View::Trend)), "view=trend");
    assert_eq!(
        held(views, "", "", show(View::Table)),
        "view=compare",
        "the first of them is shown at first, and a way to another leads nowhere"
    );
    let (bounds, _) = Bounds::parse("trend compare trend", "", "");
    assert_eq!(bounds.views(), [View::Trend, View::Compare]);
    assert_eq!(Bounds::default().views(), View::ALL);
}

#[test]
fn without_controls_a_reader_looks_and_chooses_nothing() {
    let (bounds, _) = Bounds::parse("", "", "none");
    let before = ask("two_cities", "city=340800&read=probable").1;
    let after = |action| url::format(&bounds.permit(&before, before.after(action)));
    let asked = url::format(&before);
    for action in [
        Action::Only(Filter::Category, "facilities".into()),
        Action::ClearAll,
        Action::Read(ReadMode::Printed),
        Action::Elder(true),
    ] {
        assert_eq!(after(action), asked);
    }
    assert_eq!(
        after(Action::Show(View::Table)),
        asked.clone() + "&view=table"
    );
    assert_eq!(after(Action::Page(1)), asked + "&page=2");
    let full = Bounds::default();
    assert_eq!(
        url::format(&full.permit(&before, before.after(Action::ClearAll))),
        "read=probable"
    );
}

#[test]
fn a_word_of_the_page_that_means_nothing_is_told() {
    let (bounds, bad) = Bounds::parse("compare pie", "city focus", "some");
    let bad: Vec<String> = (bad.iter())
        .map(|bad| format!("{}={}", bad.key, bad.value))
        .collect();
    assert_eq!(bad, ["views=pie", "locked=focus", "controls=some"]);
    assert!(bounds.is_locked("city") && !bounds.is_free("city") && bounds.is_free("year"));
    let (bare, _) = Bounds::parse("", "", "none");
    assert!(bare.bare && !bare.is_free("year") && !bare.is_locked("year"));
}
