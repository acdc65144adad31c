//! Measures natively what a page with many observations does: reading the text, selecting rows,
//! counting options, building views; and what stays in memory. `engine [OBSERVATIONS [harness]
//! [rows] [columns] [views]]` prints one line a measurement. It must never be part of a test: a
//! time is no promise.

mod count;
mod harness;

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::Instant;

use count::{live, peak, reset_peak};
use union_dashboard::dataset::{Dataset, check};
use union_dashboard::query::{Query, Selection, Sort, SortColumn, facets, select, url};
use union_dashboard::report;
use union_dashboard::synth::{Plan, write};

/// Queries that a reader may come to, as fragments.
const QUERIES: &[&str] = &[
    "",
    "city=990001,990002,990003",
    "city=990001,990002,990003&year=2021..2023",
    "city=990001,990002,990003&year=2021..2023&category=CAT",
    "indicator=IND,IND2,IND3&scope=city,county&status=reported&read=probable&year=2020..2024",
    "q=合成",
];

/// Queries whose table is sorted by each column.
const SORTED: &[&str] = &["", "year=2021..2023&read=probable"];

fn main() {
    let mut args = std::env::args().skip(1);
    let count = args.next().and_then(|count| count.parse().ok());
    let count = count.unwrap_or(1_000_000);
    let parts: Vec<String> = args.collect();
    let is_asked = |part: &str| parts.is_empty() || parts.iter().any(|asked| asked == part);
    if is_asked("harness") {
        harness::measure(count);
    }
    for form in ["rows", "columns"]
        .into_iter()
        .filter(|form| is_asked(form))
    {
        let plan = Plan {
            columns: form == "columns",
            ..Plan::new(count)
        };
        let mut text = Vec::new();
        write(&plan, &mut text).expect("memory takes it");
        read(form, &String::from_utf8(text).expect("a dataset is UTF-8"));
    }
    if is_asked("views") {
        let mut text = Vec::new();
        write(&Plan::new(count), &mut text).expect("memory takes it");
        let checked = check(&String::from_utf8(text).expect("a dataset is UTF-8"));
        ask(&checked.expect("a dataset").dataset);
    }
}

/// How long the processor has worked for this program, in milliseconds: on a busy machine the clock
/// on the wall tells what others do. Without Linux it is that clock.
fn busy_ms() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let wall = START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3;
    let busy = std::fs::read_to_string("/proc/self/schedstat").ok();
    let busy = busy.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    busy.map_or(wall, |nanoseconds| nanoseconds / 1e6)
}

/// Reads a dataset three times; the fastest counts.
fn read(form: &str, text: &str) {
    let (mut best, mut kept) = (f64::MAX, None);
    let mut bytes = (0, 0);
    for _ in 0..3 {
        drop(kept.take());
        let before = live();
        reset_peak();
        let start = busy_ms();
        let checked = check(text).expect("a dataset");
        best = best.min(busy_ms() - start);
        bytes = (live() - before, peak() - before);
        kept = Some(checked);
    }
    let checked = kept.expect("read three times");
    let rows = checked.dataset.observations.len();
    println!(
        "check {form}: {best:.0} ms for {:.1} MB; {:.1} bytes an observation, {:.1} at most; {} issues",
        text.len() as f64 / 1e6,
        bytes.0 as f64 / rows as f64,
        bytes.1 as f64 / rows as f64,
        checked.issues.len()
    );
}

fn ask(dataset: &Dataset) {
    let id = |at: usize| dataset.indicators[at % dataset.indicators.len()].id.clone();
    let code = |at: usize| dataset.cities[at % dataset.cities.len()].code.clone();
    for fragment in QUERIES {
        let fragment = fragment
            .replace("990001", &code(3))
            .replace("990002", &code(100))
            .replace("990003", &code(200))
            .replace("CAT", &dataset.categories[0].id)
            .replace("IND2", &id(7))
            .replace("IND3", &id(50))
            .replace("IND", &id(2));
        let (query, bad) = url::parse(&fragment, dataset);
        assert_eq!(bad, [], "{fragment}");
        let selection = select(dataset, &query);
        println!("{fragment:?}: {} rows", selection.rows.len());
        time("select", || select(dataset, &query));
        time("facets", || facets(dataset, &query));
        views(dataset, &query);
    }
    for fragment in SORTED {
        sorts(dataset, fragment);
    }
}

fn views(dataset: &Dataset, query: &Query) {
    let selection = select(dataset, query);
    time("overview", || report::overview(dataset, query, &selection));
    time("compare", || report::compare(dataset, query));
    time("trend", || report::trend(dataset, query));
    time("matrix", || report::matrix(dataset, query, &selection));
    time("table", || page(dataset, query, &selection));
}

/// The table by each column, in both directions.
fn sorts(dataset: &Dataset, fragment: &str) {
    let (mut query, bad) = url::parse(fragment, dataset);
    assert_eq!(bad, [], "{fragment}");
    let selection = select(dataset, &query);
    println!("{fragment:?} sorted: {} rows", selection.rows.len());
    for &column in SortColumn::ALL {
        for descending in [false, true] {
            query.sort = Some(Sort { column, descending });
            let way = if descending { "down" } else { "up" };
            let what = format!("table by {} {way}", column.as_str());
            time(&what, || page(dataset, &query, &selection));
        }
    }
    let mut order = report::Order::default();
    let mut turn = || {
        query.page += 1;
        report::table(dataset, &query, &selection, &mut order)
    };
    turn();
    time("next page", turn);
}

fn page(dataset: &Dataset, query: &Query, selection: &Selection) -> report::Table {
    report::table(dataset, query, selection, &mut report::Order::default())
}

/// Does it at least three times and for a fifth of a second; the fastest counts.
fn time<T>(what: &str, mut work: impl FnMut() -> T) {
    let (mut times, begin) = (Vec::new(), Instant::now());
    while times.len() < 3 || begin.elapsed().as_secs_f64() < 0.2 {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!(
        "  {what}: {:.3} ms",
        times.into_iter().fold(f64::MAX, f64::min)
    );
}
