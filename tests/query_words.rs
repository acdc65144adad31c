//! Words of the address, what each action writes there, and what a search finds: one by one, as
//! tables. It must never look at a view.

mod common;

use common::{ask, dataset};
use union_dashboard::dataset::{Dataset, Row, YearRange, check};
use union_dashboard::query::{
    Action, Basis, Bounds, Columns, Commit, Filter, Lang, Query, ReadMode, SortColumn, TextScale,
    Theme, View, facets, select, url, used_value,
};

/// The two-city fixture with texts replaced, each once.
fn changed(changes: &[(&str, &str)]) -> Dataset {
    let mut text = common::text("two_cities");
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the fixture");
        text = text.replacen(from, to, 1);
    }
    check(&text).expect("readable").dataset
}

/// Every key with one value of few, in the order of an address, and another value of each.
const KEYS: [(&str, &str, &str); 17] = [
    ("province", "安徽省", "陕西省"),
    ("city", "340800", "610900"),
    ("category", "organisation", "services"),
    ("indicator", "members", "fund"),
    ("level", "national", "provincial"),
    ("scope", "city", "person"),
    ("status", "reported", "target"),
    ("year", "2019..", "..2025"),
    ("q", "安", "会"),
    ("read", "printed", "probable"),
    ("basis", "members", "index"),
    ("view", "compare", "trend"),
    ("columns", "indicators", ""),
    ("lang", "en", ""),
    ("theme", "dark", "light"),
    ("elder", "1", ""),
    ("text", "125", "150"),
];

/// An address of every key; `is_first` says which of its two values.
fn address(is_first: impl Fn(&str) -> bool) -> Query {
    let values = KEYS.iter().map(|&(key, first, second)| {
        let value = if is_first(key) { first } else { second };
        (key, value)
    });
    let pairs = values.filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = pairs.map(|(key, value)| format!("{key}={value}")).collect();
    ask("two_cities", &pairs.join("&")).1
}

#[test]
fn every_word_of_the_address_is_read_and_written() {
    let dataset = dataset("two_cities");
    // The first of each is what is so without a word.
    let words: [(&str, &[&str]); 6] = [
        ("read", &["certain", "printed", "probable"]),
        ("basis", &["printed", "members", "index"]),
        (
            "view",
            &[
                "overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report",
            ],
        ),
        ("columns", &["categories", "indicators"]),
        ("lang", &["zh-CN", "en"]),
        ("theme", &["auto", "light", "dark", "contrast"]),
    ];
    for (key, words) in words {
        for (at, word) in words.iter().enumerate() {
            let pair = format!("{key}={word}");
            let (query, bad) = url::parse(&pair, &dataset);
            let written = if at == 0 { String::new() } else { pair.clone() };
            assert_eq!((url::format(&query), bad), (written, vec![]), "{pair}");
        }
    }
    for pair in [
        "sort=city",
        "sort=-city",
        "sort=period",
        "sort=indicator",
        "sort=value",
        "sort=-source",
        "page=2",
        "elder=1",
        "year=0001..9999",
        "focus=anqing-2025%3A6%3A0%3Afund",
        "level=regional",
        "status=repeat",
        "scope=county",
    ] {
        assert_eq!(url::format(&ask("two_cities", pair).1), pair);
    }
    for pair in ["elder=0", "page=1", "city=", "city=,", "text=100"] {
        assert_eq!(ask("two_cities", pair).1, Query::default(), "{pair}");
    }
    for pair in [
        "elder=2",
        "page=x",
        "sort=pie",
        "sort=--city",
        "text=99",
        "text=201",
        "year=..",
        "year=999",
        "year=+999",
        "year=2025..2024",
        "province=安徽",
        "category=members",
        "indicator=services",
        "level=city",
        "scope=target",
        "status=city",
    ] {
        let (query, bad) = url::parse(pair, &dataset);
        assert_eq!((query, bad.len()), (Query::default(), 1), "{pair}");
    }
    assert_eq!(
        url::format(&ask("two_cities", "year=2025..2025").1),
        "year=2025"
    );
}

#[test]
fn a_choice_may_hold_commas_and_percent_signs() {
    let odd = "1,5%2C%";
    let dataset = changed(&[("陕西省", odd)]);
    let query = Query::default()
        .after(Action::Toggle(Filter::Province, odd.into()))
        .after(Action::Toggle(Filter::Province, "安徽省".into()));
    let written = url::format(&query);
    let other = "%E5%AE%89%E5%BE%BD%E7%9C%81";
    assert_eq!(written, format!("province=1%252C5%25252C%2525%2C{other}"));
    for fragment in [written.clone(), written.replacen("252C", "252c", 1)] {
        let (back, bad) = url::parse(&fragment, &dataset);
        assert_eq!((back, bad), (query.clone(), vec![]), "{fragment}");
    }
}

#[test]
fn a_size_of_the_text_is_a_whole_percent() {
    let sizes: Vec<u16> = TextScale::ALL.iter().map(|size| size.percent()).collect();
    assert_eq!(sizes, [100, 125, 150, 175, 200]);
    assert_eq!(TextScale::default().percent(), 100);
    let factor = |text| TextScale::parse(text).map(TextScale::factor);
    assert_eq!(factor("100"), Some(1.0));
    assert_eq!(factor("175"), Some(1.75));
    assert_eq!(factor("200"), Some(2.0));
    assert_eq!(factor("125%"), None);
}

#[test]
fn each_action_writes_what_it_says() {
    let years = YearRange {
        from: Some(2024),
        to: Some(2019),
    };
    let only = |filter, choice: &str| Action::Only(filter, choice.into());
    let fund = || Some("fund".to_owned());
    let table = [
        (Action::Columns(Columns::Indicators), "columns=indicators"),
        (Action::Basis(Basis::Index), "basis=index"),
        (Action::Read(ReadMode::Printed), "read=printed"),
        (Action::Theme(Theme::Contrast), "theme=contrast"),
        (Action::Lang(Lang::English), "lang=en"),
        (Action::Elder(true), "elder=1"),
        (Action::TextScale(TextScale::ALL[2]), "text=150"),
        (Action::Years(years), "year=2019..2024"),
        (Action::Focus(Some("a".into())), "focus=a"),
        (Action::SortBy(SortColumn::Period), "sort=period"),
        (Action::Search("a b".into()), "q=a+b"),
        (Action::Tabulate(None), "view=table"),
        (Action::Tabulate(fund()), "indicator=fund&view=table"),
        (only(Filter::Level, "national"), "level=national"),
    ];
    let start = ask("two_cities", "city=340800&indicator=members").1;
    for (action, written) in table {
        let others = match action {
            Action::Tabulate(Some(_)) => "city=340800",
            _ => "city=340800&indicator=members",
        };
        assert_eq!(
            url::format(&start.after(action)),
            format!("{others}&{written}")
        );
    }
    let both = |city: &str| {
        let choice = |filter, choice: &str| (filter, choice.to_owned());
        let pair = [
            choice(Filter::City, city),
            choice(Filter::Indicator, "members"),
        ];
        Action::Both(pair)
    };
    for (action, written) in [
        (
            Action::Subject("x".into(), years),
            "city=x&indicator=members&year=2019..2024",
        ),
        (Action::Clear(Filter::City), "indicator=members"),
        (only(Filter::City, "340800"), "indicator=members"),
        (
            only(Filter::City, "610900"),
            "city=610900&indicator=members",
        ),
        (both("340800"), ""),
        (both("610900"), "city=610900&indicator=members"),
        (
            Action::Toggle(Filter::City, "1".into()),
            "city=1%2C340800&indicator=members",
        ),
    ] {
        assert_eq!(url::format(&start.after(action)), written);
    }
    let two = ask("two_cities", "city=340800,610900").1;
    let only_one = two.after(only(Filter::City, "340800"));
    assert_eq!(
        url::format(&only_one),
        "city=340800",
        "one of two is not the only one"
    );
    assert_eq!(Action::Page(1).commit(), Commit::Replace);
    assert_eq!(Action::Show(View::Table).commit(), Commit::Push);
    // Third page: what shows other rows goes back to the first.
    let third = Query::default().after(Action::Page(2));
    let page = |action| third.after(action).page;
    for action in [
        Action::Columns(Columns::Indicators),
        Action::Show(View::Table),
        Action::Lang(Lang::English),
        Action::Theme(Theme::Dark),
        Action::TextScale(TextScale::ALL[1]),
    ] {
        assert_eq!(page(action), 2);
    }
    for action in [
        Action::Basis(Basis::Index),
        Action::Read(ReadMode::Printed),
        Action::SortBy(SortColumn::City),
        Action::ClearAll,
    ] {
        assert_eq!(page(action), 0);
    }
}

#[test]
fn a_locked_key_stays_and_no_other() {
    let before = address(|_| true);
    let asked = address(|_| false);
    for (key, first, second) in KEYS {
        let (bounds, bad) = Bounds::parse("", key, "full");
        assert!(bad.is_empty() && bounds.is_locked(key) && first != second);
        let held = bounds.hold(&before, asked.clone());
        assert_eq!(
            url::format(&held),
            url::format(&address(|one| one == key)),
            "{key}"
        );
    }
    let (bare, _) = Bounds::parse("", "", "none");
    let permitted = bare.permit(&before, asked.clone());
    assert_eq!(
        url::format(&permitted),
        url::format(&address(|one| one != "view"))
    );
    let (bounds, _) = Bounds::parse("matrix table", "", "");
    assert!(bounds.shows(View::Table) && !bounds.shows(View::Trend));
    assert_eq!(bounds.hold(&before, asked).view, before.view);
    assert_eq!(bounds.within(before.clone()).view, View::Matrix);
    let table = before.after(Action::Show(View::Table));
    assert_eq!(bounds.within(table).view, View::Table);
}

#[test]
fn a_search_finds_a_word_wherever_it_stands() {
    // Some words stand in two places: they are found there as well as in one.
    let dataset = changed(&[
        ("[\"宜城\"]", "[\"宜城\", \"古宜城\", \"安庆市老城\"]"),
        ("\"Anqing\"", "\"Anqing 340800\""),
        ("安庆甲", "安庆甲2019"),
        ("举办的竞赛", "陕西举办的竞赛"),
    ]);
    let rows = |text: &str| {
        let query = Query::default().after(Action::Search(text.into()));
        let found = select(&dataset, &query).rows.into_iter();
        found.map(Row::index).collect::<Vec<_>>()
    };
    let of_anqing: &[usize] = &[0, 1, 2, 3, 4];
    let of_ankang: &[usize] = &[5, 6, 7, 8, 9];
    for (word, expect) in [
        ("安庆乙", &[1, 2, 3, 4][..]),
        ("ANQING-2019", &[0]),
        ("2019", &[0]),
        ("340800", of_anqing),
        ("宜城", of_anqing),
        ("安庆市", of_anqing),
        ("yc", of_anqing),
        ("aq", of_anqing),
        ("安徽", of_anqing),
        ("陕西", of_ankang),
        ("anqing", of_anqing),
        ("ａｎｑｉｎｇ！", &[]),
        ("组织建设", &[0, 1]),
        ("zzjs", &[0, 1]),
        ("contests", &[8, 9]),
        ("在册", &[0, 1]),
        ("zchy", &[]),
        ("70.11", &[0]),
        ("70.11 万人", &[0]),
        ("人 70.11", &[0]),
        ("安康 70.11", &[]),
        ("~", &[]),
    ] {
        assert_eq!(rows(word), expect, "{word}");
    }
    // Words beyond the thirty-second say nothing.
    let many = "安 ".repeat(32);
    assert_eq!(rows(&format!("{many}没有")).len(), 10);
    assert!(rows(&format!("{}没有", "安 ".repeat(31))).is_empty());
}

#[test]
fn honours_pass_the_filters_that_speak_of_them() {
    let dataset = changed(&[
        ("好网民平台", "安庆市总工会好网民平台"),
        (
            "\"awarder\": null, \"recipient\": null",
            "\"awarder\": \"某厂工会\", \"recipient\": \"某厂\"",
        ),
    ]);
    for (fragment, expect) in [
        ("", &[0, 1][..]),
        ("level=national", &[0]),
        ("city=安康", &[1]),
        ("province=安徽省", &[0]),
        ("year=2022", &[1]),
        ("year=2025", &[0, 1]),
        ("year=2026", &[]),
        ("q=网民", &[0]),
        ("q=总工会", &[0]),
        ("q=安庆市", &[0]),
        ("q=某厂", &[1]),
        ("q=宜城", &[0]),
        ("q=宜城 某厂", &[]),
        ("category=services&scope=person&status=target", &[0, 1]),
    ] {
        let (query, bad) = url::parse(fragment, &dataset);
        assert_eq!(bad, []);
        assert_eq!(select(&dataset, &query).honours, expect, "{fragment}");
    }
}

#[test]
fn a_correction_is_used_as_far_as_the_reader_trusts_it() {
    let dataset = dataset("two_cities");
    let used = |row: u32| ReadMode::ALL.iter().map(move |&read| (row, read));
    let values = |row| {
        let used = used(row).map(|(row, read)| used_value(&dataset.observation(Row(row)), read));
        used.map(|(value, is_corrected)| (value.unwrap_or(-1.0), is_corrected))
            .collect::<Vec<_>>()
    };
    let (certain, probable) = ((761_500.0, true), (32_000.0, true));
    assert_eq!(values(0), [(701_100.0, false); 3]);
    assert_eq!(values(1), [(76_150_000.0, false), certain, certain]);
    assert_eq!(
        values(4),
        [(320_000.0, false), (320_000.0, false), probable]
    );
    assert_eq!(values(8), [(-1.0, false); 3], "an amount without a number");
}

#[test]
fn what_a_view_is_built_of_is_all_but_how_the_page_looks() {
    let looks = ["lang", "theme", "elder", "text"];
    let seen = address(|_| true).after(Action::Focus(Some("anqing-2019:3:4:members".into())));
    let all = format!("{}&utm=1", url::format(&seen));
    let asked = url::parse(&all, &dataset("two_cities")).0.asked();
    let pairs: Vec<String> = url::format(&asked).split('&').map(str::to_owned).collect();
    let keys: Vec<&str> = pairs
        .iter()
        .filter_map(|pair| pair.split('=').next())
        .collect();
    let expect = KEYS.iter().map(|(key, ..)| *key);
    let expect: Vec<&str> = expect.filter(|key| !looks.contains(key)).collect();
    assert_eq!(keys, expect);
}

#[test]
fn a_year_outside_the_dataset_counts_nothing() {
    let (dataset, query, _) = ask("two_cities", "");
    let facets = facets(&dataset, &query);
    let counts = [2018, 2019, 2020, 2021, 2022, 2025, 2026, 2027].map(|year| facets.of_year(year));
    assert_eq!(counts, [0, 1, 0, 3, 2, 6, 1, 0]);
    assert_eq!((facets.first_year, facets.selected), (2019, 10));
    assert_eq!(facets.year.len(), 8, "from the first year to the last");
}
