//! What holds for every query of every dataset: the algebra of filters, counts and headline values
//! against a plain count by hand, addresses and exports there and back, and that a reading mode
//! touches doubted figures alone. It must never take an answer from the code that it checks.

mod common;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::text;
use proptest::prelude::*;
use union_dashboard::dataset::{Dataset, Observation, Row, ScopeKind, Status, YearRange, check};
use union_dashboard::edition::{Document, write};
use union_dashboard::exchange::{Table, csv};
use union_dashboard::import::{Known, Origin, Target, read, survey};
use union_dashboard::query::{
    Action, Columns, Filter, Lang, Query, ReadMode, Selection, Sort, SortColumn, TextScale, Theme,
    View, facets, options, select, url, used_value,
};
use union_dashboard::report::{
    Datum, Order, PAGE_ROWS, Subject, compare, honours, matrix, overview, table,
};
use union_dashboard::synth::{self, Plan};

/// The dataset that ships, read once.
static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| common::dataset("achievements"));

/// A small synthetic dataset with several reports, as text.
fn synthetic(seed: u64, columns: bool) -> String {
    let plan = Plan {
        observations: 110,
        cities: 3,
        years: (2023, 2025),
        indicators: 12,
        seed,
        columns,
    };
    let mut out = Vec::new();
    synth::write(&plan, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

fn checked(text: &str) -> Dataset {
    let checked = check(text).expect("a dataset");
    assert_eq!(checked.issues, []);
    checked.dataset
}

/// Datasets to ask: the one that ships, and synthetic ones.
fn any_dataset() -> impl Strategy<Value = Dataset> {
    (0_u64..60).prop_map(|seed| match seed % 3 {
        0 => SHIPPED.clone(),
        _ => checked(&synthetic(seed, seed % 2 == 0)),
    })
}

/// What a reader does to the filters, before it is known of which dataset.
#[derive(Clone, Debug)]
struct Wish {
    picks: Vec<(prop::sample::Index, prop::sample::Index)>,
    years: Option<(u16, u16)>,
    words: Vec<&'static str>,
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let pick = any::<(prop::sample::Index, prop::sample::Index)>();
    let words =
        prop::sample::subsequence(vec!["会员", "工会", "市", "0", "万", "hy", "ＡＮ"], 0..3);
    (
        prop::collection::vec(pick, 0..6),
        prop::option::of((2017_u16..2027, 2017_u16..2027)),
        words,
    )
        .prop_map(|(picks, years, words)| Wish {
            picks,
            years,
            words,
        })
}

impl Wish {
    /// The actions, each once: a second click would take a choice back.
    fn actions(&self, dataset: &Dataset) -> Vec<Action> {
        let mut choices = BTreeSet::new();
        for (filter, option) in &self.picks {
            let filter = Filter::ALL[filter.index(Filter::ALL.len())];
            let options = options(dataset, filter);
            choices.insert((filter, options[option.index(options.len())].to_owned()));
        }
        let toggles = choices
            .into_iter()
            .map(|(filter, choice)| Action::Toggle(filter, choice));
        let years = self.years.map(|(from, to)| {
            Action::Years(YearRange {
                from: Some(from.min(to)),
                to: Some(from.max(to)),
            })
        });
        let search = Action::Search(self.words.join(" "));
        toggles.chain(years).chain([search]).collect()
    }

    fn query(&self, dataset: &Dataset) -> Query {
        asked(self.actions(dataset))
    }
}

fn asked(actions: impl IntoIterator<Item = Action>) -> Query {
    let start = Query::default();
    actions
        .into_iter()
        .fold(start, |query, action| query.after(action))
}

/// What both selections hold.
fn meet(one: &Selection, other: &Selection) -> Selection {
    let (rows, honours) = (&other.rows, &other.honours);
    Selection {
        rows: one
            .rows
            .iter()
            .copied()
            .filter(|row| rows.contains(row))
            .collect(),
        honours: one
            .honours
            .iter()
            .copied()
            .filter(|at| honours.contains(at))
            .collect(),
    }
}

/// What one of two selections holds.
fn join(one: Selection, other: &Selection) -> Selection {
    let rows: BTreeSet<Row> = one.rows.iter().chain(&other.rows).copied().collect();
    let honours: BTreeSet<usize> = one.honours.iter().chain(&other.honours).copied().collect();
    Selection {
        rows: rows.into_iter().collect(),
        honours: honours.into_iter().collect(),
    }
}

fn everything(dataset: &Dataset) -> Selection {
    Selection {
        rows: dataset.rows().collect(),
        honours: (0..dataset.honours.len()).collect(),
    }
}

fn in_mode(query: &Query, read: ReadMode) -> Query {
    query.after(Action::Read(read))
}

/// The figure of a city that stands for an indicator, chosen by hand: of those that are reported
/// and have a number, the whole city's before its federation's, the latest, a single period before
/// an interval, the first printed.
fn headline(dataset: &Dataset, rows: &[Row], indicator: usize, city: usize) -> Option<Row> {
    let all = &dataset.observations;
    let mut left: Vec<Observation<'_>> = (rows.iter())
        .filter(|row| all.indicator.at(row.index()).index() == indicator)
        .filter(|row| all.city.at(row.index()).index() == city)
        .map(|&row| dataset.observation(row))
        .filter(|seen| seen.status == Status::Reported && seen.value.is_some())
        .filter(|seen| matches!(seen.scope.kind, ScopeKind::City | ScopeKind::Municipal))
        .collect();
    if left.iter().any(|seen| seen.scope.kind == ScopeKind::City) {
        left.retain(|seen| seen.scope.kind == ScopeKind::City);
    }
    let latest = left.iter().map(|seen| seen.period.last_year()).max();
    left.retain(|seen| Some(seen.period.last_year()) == latest);
    if left.iter().any(|seen| !seen.period.is_interval()) {
        left.retain(|seen| !seen.period.is_interval());
    }
    left.first().map(|seen| seen.row)
}

/// Every table of a dataset as CSV: all that it says.
fn said(dataset: &Dataset) -> Vec<String> {
    let all = everything(dataset);
    let file = |&table: &Table| csv::file(table, dataset, &all, ReadMode::Printed);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Table::ALL.iter().map(|table| text(file(table))).collect()
}

// Filters.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_filters_does_not_matter(
        dataset in any_dataset(), wish in any_wish(), keys in prop::collection::vec(0_u32..99, 9)
    ) {
        let actions = wish.actions(&dataset);
        let mut other: Vec<_> = actions.iter().cloned().zip(&keys).collect();
        other.sort_by_key(|(_, key)| **key);
        let other = asked(other.into_iter().map(|(action, _)| action));
        let one = asked(actions);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(url::format(&one), url::format(&other));
    }

    #[test]
    fn clearing_a_filter_restores_what_was_there(
        dataset in any_dataset(), wish in any_wish(), at in 0..Filter::ALL.len(),
        option in any::<prop::sample::Index>()
    ) {
        let filter = Filter::ALL[at];
        let options = options(&dataset, filter);
        let before = wish.query(&dataset).after(Action::Clear(filter));
        let chosen = options[option.index(options.len())].to_owned();
        let narrowed = before.after(Action::Toggle(filter, chosen.clone()));
        prop_assert_eq!(&narrowed.after(Action::Clear(filter)), &before);
        prop_assert_eq!(&narrowed.after(Action::Toggle(filter, chosen)), &before);
        let (all, fewer) = (select(&dataset, &before), select(&dataset, &narrowed));
        prop_assert_eq!(meet(&fewer, &all), fewer, "a filter shows nothing that was hidden");
        let clear = narrowed.after(Action::ClearAll);
        prop_assert_eq!(select(&dataset, &clear), everything(&dataset));
    }

    #[test]
    fn filters_meet_and_choices_join(dataset in any_dataset(), wish in any_wish()) {
        let query = wish.query(&dataset);
        let alone = |action: Action| select(&dataset, &asked([action]));
        let mut expect = everything(&dataset);
        for filter in Filter::ALL {
            let choices = query.choices(filter);
            let each = choices.iter().map(|c| alone(Action::Toggle(filter, c.clone())));
            let joined = each.fold(Selection::default(), |all, one| join(all, &one));
            if !choices.is_empty() {
                expect = meet(&expect, &joined);
            }
        }
        expect = meet(&expect, &alone(Action::Years(query.years)));
        for word in query.text.split(' ').filter(|word| !word.is_empty()) {
            expect = meet(&expect, &alone(Action::Search(word.to_owned())));
        }
        prop_assert_eq!(select(&dataset, &query), expect);
    }

    #[test]
    fn every_count_beside_an_option_is_what_choosing_it_shows(
        dataset in any_dataset(), wish in any_wish(), option in any::<prop::sample::Index>(),
        year in 2016_u16..2028
    ) {
        let query = wish.query(&dataset);
        let counted = facets(&dataset, &query);
        prop_assert_eq!(counted.selected as usize, select(&dataset, &query).rows.len());
        // Under all other filters, how many rows an option holds.
        let shown = |others: Query, holds: &dyn Fn(&Observation<'_>) -> bool| {
            let rows = select(&dataset, &others).rows.into_iter();
            rows.filter(|&row| holds(&dataset.observation(row))).count()
        };
        type Names = for<'o> fn(&'o Observation<'_>) -> &'o str;
        let lists: [(Filter, Names); 6] = [
            (Filter::Province, |seen| &seen.city.province),
            (Filter::City, |seen| &seen.city.code),
            (Filter::Category, |seen| &seen.category.id),
            (Filter::Indicator, |seen| &seen.indicator.id),
            (Filter::Scope, |seen| seen.scope.kind.as_str()),
            (Filter::Status, |seen| seen.status.as_str()),
        ];
        for (filter, name) in lists {
            let (options, counts) = (options(&dataset, filter), counted.of(filter));
            prop_assert_eq!(options.len(), counts.len());
            let others = query.after(Action::Clear(filter));
            let at = option.index(options.len());
            let own = shown(others.clone(), &|seen| name(seen) == options[at]);
            prop_assert_eq!(own, counts[at] as usize);
            let only = others.after(Action::Toggle(filter, options[at].to_owned()));
            prop_assert_eq!(own, select(&dataset, &only).rows.len(), "and choosing it shows them");
            let sum: u32 = counts.iter().sum();
            prop_assert_eq!(shown(others, &|_| true), sum as usize);
        }
        for (level, &count) in options(&dataset, Filter::Level).iter().zip(counted.of(Filter::Level)) {
            let others = query.after(Action::Clear(Filter::Level));
            let only = others.after(Action::Toggle(Filter::Level, (*level).to_owned()));
            prop_assert_eq!(select(&dataset, &only).honours.len(), count as usize, "honours of a level");
        }
        let others = query.after(Action::Years(YearRange::ALL));
        let years = YearRange { from: Some(year), to: Some(year) };
        let own = shown(others, &|seen| seen.period.touches(years));
        prop_assert_eq!(own, counted.of_year(year) as usize, "{}", year);
    }
}

// Sums and headline values.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn sums_are_those_of_a_count_by_hand(
        dataset in any_dataset(), wish in any_wish(), by_indicator: bool
    ) {
        let columns = [Columns::Categories, Columns::Indicators][usize::from(by_indicator)];
        let query = wish.query(&dataset).after(Action::Columns(columns));
        let selection = select(&dataset, &query);
        let seen: Vec<Observation<'_>> =
            selection.rows.iter().map(|&row| dataset.observation(row)).collect();
        let count = |holds: &dyn Fn(&Observation<'_>) -> bool| {
            seen.iter().filter(|one| holds(one)).count()
        };

        let shown = overview(&dataset, &query, &selection);
        prop_assert_eq!(shown.observations, seen.len());
        prop_assert_eq!(shown.doubts, count(&|one| one.doubt.is_some()));
        let cities: BTreeSet<&str> = seen.iter().map(|one| one.city.code.as_str()).collect();
        prop_assert_eq!(shown.cities, cities.len());
        prop_assert_eq!(shown.categories.iter().map(|bar| bar.total).sum::<usize>(), seen.len());
        for bar in &shown.categories {
            let category = &dataset.categories[bar.category.index()].id;
            prop_assert_eq!(bar.total, count(&|one| one.category.id == *category));
            for &(city, there) in &bar.by_city {
                let code = &dataset.city(city).code;
                let own = count(&|one| one.category.id == *category && one.city.code == *code);
                prop_assert_eq!(there, own);
            }
        }

        let grid = matrix(&dataset, &query, &selection);
        prop_assert_eq!(grid.total, seen.len());
        prop_assert_eq!(grid.counts.iter().sum::<u32>() as usize, seen.len());
        for (at, column) in grid.columns.iter().enumerate() {
            let own = match column.subject {
                Subject::Category(id) => {
                    count(&|one| one.category.id == dataset.categories[id.index()].id)
                }
                Subject::Indicator(id) => {
                    count(&|one| one.indicator.id == dataset.indicator(id).id)
                }
            };
            prop_assert_eq!(column.total as usize, own);
            let down: u32 = (0..grid.rows.len()).map(|row| grid.count(row, at)).sum();
            prop_assert_eq!(down, column.total);
        }
        for (at, row) in grid.rows.iter().enumerate() {
            let across: u32 = (0..grid.columns.len()).map(|column| grid.count(at, column)).sum();
            prop_assert_eq!(across, row.total);
        }

        let levels = honours(&dataset, &selection).levels;
        for (level, rows) in &levels {
            let own = selection.honours.iter().filter(|&&at| dataset.honours[at].level == *level);
            prop_assert_eq!(rows.len(), own.count());
        }
        prop_assert_eq!(
            levels.iter().map(|(_, rows)| rows.len()).sum::<usize>(), selection.honours.len()
        );
    }

    #[test]
    fn headline_values_are_those_chosen_by_hand(
        dataset in any_dataset(), wish in any_wish(), mode in 0..3_usize
    ) {
        let query = in_mode(&wish.query(&dataset), ReadMode::ALL[mode]);
        let selection = select(&dataset, &query);
        let expect = |rows: &[Row], indicator: usize| -> BTreeSet<Row> {
            let cities = 0..dataset.cities.len();
            cities.filter_map(|city| headline(&dataset, rows, indicator, city)).collect()
        };
        let used = |datum: &Datum| used_value(&dataset.observation(datum.row), query.read).0;
        for card in overview(&dataset, &query, &selection).cards {
            let rows: BTreeSet<Row> = card.entries.iter().map(|entry| entry.datum.row).collect();
            prop_assert_eq!(rows, expect(&selection.rows, card.indicator.index()));
            prop_assert!(card.entries.iter().all(|entry| entry.datum.value == used(&entry.datum)));
        }
        // A comparison names each city of the selection once: with a bar, or without a figure.
        let others = query.after(Action::Clear(Filter::Indicator));
        let choosable = select(&dataset, &others).rows;
        let first = compare(&dataset, &query);
        for view in [&first].into_iter().chain(&first.others) {
            let Some(indicator) = view.indicator else { continue };
            let rows: BTreeSet<Row> = view.bars.iter().map(|bar| bar.datum.row).collect();
            prop_assert_eq!(rows, expect(&choosable, indicator.index()));
            let ranked: Vec<f64> = view.ranked().filter_map(|bar| bar.datum.value).collect();
            prop_assert!(ranked.is_sorted_by(|a, b| a >= b), "{:?}", ranked);
            let mut named: Vec<usize> = view.cities().map(|city| city.index()).collect();
            let count = named.len();
            named.sort_unstable();
            named.dedup();
            prop_assert_eq!(named.len(), count);
        }
    }
}

// Reading modes.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_reading_mode_changes_doubted_values_and_nothing_else(
        dataset in any_dataset(), wish in any_wish(), page in 0..3_usize,
        indicator in any::<prop::sample::Index>()
    ) {
        let at = indicator.index(dataset.indicators.len());
        let printed = in_mode(&wish.query(&dataset), ReadMode::Printed);
        let selection = select(&dataset, &printed);
        let lines = |read| {
            let bytes = csv::observations(&dataset, &selection, read);
            let text = String::from_utf8(bytes).expect("UTF-8");
            text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        let plain = lines(ReadMode::Printed);
        for &read in ReadMode::ALL {
            let query = in_mode(&printed, read);
            prop_assert_eq!(select(&dataset, &query), selection.clone(), "the rows stay");
            let at_page = |query: &Query| {
                let query = query.after(Action::Page(page));
                table(&dataset, &query, &selection, &mut Order::default())
            };
            for (one, other) in at_page(&printed).rows.iter().zip(at_page(&query).rows) {
                let is_changed = *one != other;
                prop_assert_eq!(is_changed, other.corrected);
                prop_assert!(!is_changed || other.doubted, "what is undoubted stays");
                let value = one.value;
                prop_assert_eq!(*one, Datum { value, plain_value: value, corrected: false, ..other });
            }
            for ((row, one), other) in selection.rows.iter().zip(&plain).zip(lines(read)) {
                let doubt = dataset.observation(*row).doubt;
                prop_assert!(*one == other || doubt.is_some(), "{}\n{}", one, other);
            }
            // What has no doubt in it looks the same, whatever is read.
            let has_doubt = |row: Row| {
                let own = dataset.observations.indicator.at(row.index()).index() == at;
                own && dataset.observation(row).doubt.is_some()
            };
            if dataset.rows().any(has_doubt) {
                continue;
            }
            let only = |query: &Query| {
                let query = query.after(Action::Clear(Filter::Indicator));
                query.after(Action::Toggle(Filter::Indicator, dataset.indicators[at].id.clone()))
            };
            prop_assert_eq!(
                compare(&dataset, &only(&printed)).bars,
                compare(&dataset, &only(&query)).bars
            );
        }
    }
}

// The table's order.

/// Which of two rows a table by a column has first, by what they say; rows alike stay in order.
fn first_of(dataset: &Dataset, sort: Sort, read: ReadMode, rows: [Row; 2]) -> Ordering {
    let [a, b] = rows.map(|row| dataset.observation(row));
    let all = &dataset.observations;
    let [at_a, at_b] = rows.map(Row::index);
    let indicator = |at: usize| all.indicator.at(at);
    let category = |at: usize| dataset.indicator(indicator(at)).category;
    let order = match sort.column {
        SortColumn::City => all.city.at(at_a).cmp(&all.city.at(at_b)),
        SortColumn::Period => a.period.sort_key().cmp(&b.period.sort_key()),
        SortColumn::Indicator => {
            (category(at_a), indicator(at_a)).cmp(&(category(at_b), indicator(at_b)))
        }
        SortColumn::Source => {
            let place = |seen: &Observation<'_>| (seen.paragraph, seen.offset);
            let sources = all.source.at(at_a).cmp(&all.source.at(at_b));
            sources.then(place(&a).cmp(&place(&b)))
        }
        SortColumn::Value => match (used_value(&a, read).0, used_value(&b, read).0) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            // What has no number is last both ways.
            (a, b) => return b.is_some().cmp(&a.is_some()).then(rows[0].cmp(&rows[1])),
        },
    };
    let order = if sort.descending {
        order.reverse()
    } else {
        order
    };
    order.then(rows[0].cmp(&rows[1]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_table_is_in_order_on_every_page_and_holds_every_row(
        dataset in any_dataset(), wish in any_wish()
    ) {
        let mut query = wish.query(&dataset);
        for filtered in [true, false] {
            query = if filtered { query } else { Query::default() };
            let selection = select(&dataset, &query);
            let pages = selection.rows.len().div_ceil(PAGE_ROWS).max(1);
            // It is kept through all columns, ways and readings, as by a reader.
            let mut order = Order::default();
            let orders = SortColumn::ALL.iter().flat_map(|&column| {
                [false, true].map(|descending| Some(Sort { column, descending }))
            });
            for sort in orders.chain([None]) {
                for &read in ReadMode::ALL {
                    (query.sort, query.read) = (sort, read);
                    let mut shown = Vec::new();
                    for page in 0..pages {
                        query.page = page;
                        let view = table(&dataset, &query, &selection, &mut order);
                        prop_assert_eq!((view.page, view.pages), (page, pages));
                        shown.extend(view.rows.iter().map(|datum| datum.row));
                    }
                    let mut expected = selection.rows.clone();
                    if let Some(sort) = sort {
                        expected.sort_by(|&a, &b| first_of(&dataset, sort, read, [a, b]));
                    }
                    prop_assert_eq!(shown, expected, "{:?} {:?}", sort, read);
                }
            }
        }
    }
}

// There and back.

/// Pieces of an address, right and wrong, known and not.
fn any_fragment() -> impl Strategy<Value = String> {
    let keys = prop::sample::select(vec![
        "city",
        "province",
        "year",
        "category",
        "indicator",
        "level",
        "scope",
        "status",
        "q",
        "read",
        "view",
        "focus",
        "sort",
        "page",
        "lang",
        "theme",
        "elder",
        "text",
        "basis",
        "columns",
        "utm",
        "",
        "城",
        "City",
        "%63ity",
    ]);
    let values = prop_oneof![
        prop::sample::select(vec![
            "340800",
            "安庆",
            "宜城,安康",
            "安徽省",
            "2019..2025",
            "..0000",
            "9999",
            "members",
            "national",
            "city",
            "municipal",
            "target",
            "probable",
            "table",
            "-value",
            "value",
            "2",
            "18446744073709551615",
            "en",
            "dark",
            "1",
            "150",
            "201",
            "index",
            "indicators",
            "anqing-2025:25:43:rest-stations",
            "a%2Cb",
            "%252C",
            "%2",
            "+",
            "=",
            "%FF",
            "%00",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let pair = (keys, values).prop_map(|(key, value)| format!("{key}={value}"));
    (
        prop::collection::vec(pair, 0..7),
        prop::sample::select(vec!["", "#", "##", "&", "#&&"]),
    )
        .prop_map(|(pairs, start)| format!("{start}{}", pairs.join("&")))
}

proptest! {
    #[test]
    fn an_address_that_was_read_says_the_same_when_written(fragment in any_fragment()) {
        let (query, _) = url::parse(&fragment, &SHIPPED);
        let written = url::format(&query);
        prop_assert_eq!(url::parse(&written, &SHIPPED), (query, vec![]), "{}", written);
    }

    #[test]
    fn the_address_says_every_choice(
        wish in any_wish(),
        looks in (0..3_usize, 0..8_usize, 0..2_usize, 0..4_usize, any::<bool>()),
        scale in 100_u16..=200,
        sort in prop::option::of((0..5_usize, any::<bool>())),
        page in 0..1000_usize,
        focus in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let dataset: &Dataset = &SHIPPED;
        let mut query = wish.query(dataset);
        let (read, view, lang, theme, elder) = looks;
        query.read = ReadMode::ALL[read];
        query.view = View::ALL[view];
        query.lang = Lang::ALL[lang];
        query.theme = Theme::ALL[theme];
        query.elder = elder;
        query.text_scale = TextScale::parse(&scale.to_string()).expect("a scale");
        query.sort = sort.map(|(column, descending)| Sort {
            column: SortColumn::ALL[column],
            descending,
        });
        query.page = page;
        query.focus = focus.map(|at| {
            let row = Row::new(at.index(dataset.observations.len()));
            dataset.observation(row).key()
        });
        prop_assert_eq!(url::parse(&url::format(&query), dataset), (query, vec![]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_dataset_that_is_written_again_says_the_same(seed in 0_u64..1000) {
        let text = synthetic(seed, false);
        let dataset = checked(&text);
        let columns = checked(&synthetic(seed, true));
        prop_assert_eq!(said(&columns), said(&dataset), "columns are another way to write rows");
        let mut out = Vec::new();
        write(&Document::read(&text).expect("a dataset"), &mut out).expect("memory");
        let again = checked(&String::from_utf8(out).expect("UTF-8"));
        prop_assert_eq!(said(&again), said(&dataset));
    }

    #[test]
    fn what_a_query_exports_comes_in_again_as_it_was(
        seed in 0_u64..1000, shipped: bool, wish in any_wish(), mode in 0..3_usize
    ) {
        let base = if shipped { text("achievements") } else { synthetic(seed, false) };
        let dataset = checked(&base);
        let query = wish.query(&dataset);
        let selection = select(&dataset, &query);
        prop_assume!(!selection.rows.is_empty());
        let bytes = csv::observations(&dataset, &selection, ReadMode::ALL[mode]);
        let exported = String::from_utf8(bytes).expect("UTF-8");

        let known = Known::new(&dataset);
        let survey = survey(&exported, "观测.csv", &known).expect("a table");
        prop_assert_eq!(&survey.issues, &[]);
        let made = read(&exported, survey.mapping, known, Origin::new("观测.csv", None));
        prop_assert_eq!(&made.issues, &[]);
        let written = made.text(&base, Target::Alone, "2026-11-22");
        let again = check(&written.text).expect("a dataset").dataset;
        let all = everything(&again);
        let back = csv::observations(&again, &all, ReadMode::ALL[mode]);
        prop_assert_eq!(String::from_utf8(back).expect("UTF-8"), exported);
    }
}
