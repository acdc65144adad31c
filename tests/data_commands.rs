//! What `cargo xtask data diff`, `merge`, `split` and `synth` stand on: what a reader is told of two
//! editions, what a merge keeps, and that parts put together are the whole again.

mod common;

use common::text;
use proptest::prelude::*;
use serde_json::{Value, json};
use union_dashboard::audit::{Evidence, Severity, audit};
use union_dashboard::dataset::{check, schema};
use union_dashboard::edition::{
    By, Decisions, Document, List, PartError, Prefer, Replaced, Where, change_line, diff, join,
    merge, say_change, say_conflict, say_replaced, say_unreported, split, unreported, written,
};
use union_dashboard::pace::{Pace, at_once};
use union_dashboard::query::{Filter, Lang, Query, select, touched, url};
use union_dashboard::synth::{self, Plan};

fn read(text: &str) -> Document<'_> {
    Document::read(text).expect("a dataset")
}

/// All parts put together.
fn joined<'t>(index: Document<'t>, parts: Vec<Document<'t>>) -> Result<Document<'t>, PartError> {
    let parts: Vec<Option<Document<'t>>> = parts.into_iter().map(Some).collect();
    at_once(join(index, &parts, &mut Pace::steady()))
}

fn value(name: &str) -> Value {
    serde_json::from_str(&text(name)).expect("json")
}

/// The differences, a line each, in English.
fn told(old: &str, new: &str) -> Vec<String> {
    let changes = diff(&read(old), &read(new));
    changes
        .iter()
        .map(|change| say_change(change, Lang::English))
        .collect()
}

fn synthetic(plan: &Plan) -> String {
    let mut out = Vec::new();
    synth::write(plan, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

/// A small synthetic dataset with several reports.
fn small(seed: u64, columns: bool) -> Plan {
    Plan {
        observations: 90,
        cities: 3,
        years: (2023, 2025),
        indicators: 14,
        seed,
        columns,
    }
}

// The writer.

#[test]
fn the_dataset_that_ships_is_canonical() {
    let text = text("achievements");
    assert!(written(&read(&text)) == text, "written anew it is another");
}

#[test]
fn any_layout_is_written_in_one() {
    let compact = r#"{"honours":[],"x":{"b":1,"a":[1,2]},"observations":[
        {"offset":0,"printed":"\u5b89 1.50\n","value":1.50,"z":[],"source":"s"}],"cities":[],
        "schema_version":1,"categories":[],"indicators":[],"sources":[]}"#;
    let once = written(&read(compact));
    assert_eq!(
        once,
        r#"{
  "schema_version": 1,
  "cities": [],
  "categories": [],
  "indicators": [],
  "sources": [],
  "observations": [
    {"source": "s", "value": 1.50, "printed": "安 1.50\n", "offset": 0, "z": []}
  ],
  "honours": [],
  "x": {"b": 1, "a": [1, 2]}
}
"#
    );
    assert_eq!(written(&read(&once)), once);
}

#[test]
fn the_writer_knows_every_key_of_the_format() {
    // A row with its keys backwards comes out in the order of the types.
    let typed: schema::File = serde_json::from_value(value("own_report")).expect("the types");
    let ordered = serde_json::to_string(&typed).expect("json");
    let mut whole: Value = serde_json::from_str(&ordered).expect("json");
    let lists = [
        "cities",
        "categories",
        "indicators",
        "sources",
        "observations",
        "relations",
    ];
    for list in lists {
        for row in whole[list].as_array_mut().expect("rows") {
            let backwards: Vec<_> = row
                .as_object()
                .expect("a row")
                .clone()
                .into_iter()
                .collect();
            *row = Value::Object(backwards.into_iter().rev().collect());
        }
    }
    let (backwards, ordered) = (whole.to_string(), written(&read(&ordered)));
    assert_eq!(written(&read(&backwards)), ordered);
}

// Differences.

#[test]
fn a_reader_is_told_what_changed() {
    let old = text("two_cities");
    let mut new = value("two_cities");
    new["observations"][0]["value"] = json!(99);
    new["observations"][0]["bound"] = json!("at_least");
    let gone = new["observations"].as_array_mut().expect("rows").remove(1);
    new["cities"][0]["name"] = json!("新名市");
    new["indicators"][0]["source_note"] = json!("x");
    new["license"] = json!("CC0");
    let told = told(&old, &new.to_string());
    let has = |start: &str, end: &str| {
        told.iter()
            .any(|line| line.starts_with(start) && line.contains(end))
    };
    assert!(
        has("changed file license", "license null → \"CC0\""),
        "{told:#?}"
    );
    assert!(has("changed city", "name \""), "{told:#?}");
    assert!(
        has("changed indicator", "source_note null → \"x\""),
        "{told:#?}"
    );
    assert!(
        has(
            "changed observation",
            "→ 99; bound \"exact\" → \"at_least\""
        ),
        "{told:#?}"
    );
    let source = gone["source"].as_str().expect("an id");
    assert!(has(&format!("gone observation {source}:"), ""), "{told:#?}");
    assert_eq!(told.len(), 5, "{told:#?}");
}

#[test]
fn what_means_the_same_is_no_difference() {
    let old = text("two_cities");
    let mut new = value("two_cities");
    for row in new["observations"].as_array_mut().expect("rows") {
        if row["bound"] == "exact" {
            row.as_object_mut().expect("a row").remove("bound");
        }
        if let Some(number) = row["value"].as_f64() {
            row["value"] = json!(number);
        }
        row["doubt"] = row["doubt"].take();
    }
    new["observations"].as_array_mut().expect("rows").reverse();
    assert_eq!(told(&old, &new.to_string()), [""; 0]);
}

#[test]
fn a_title_that_was_corrected_is_a_change() {
    let old = text("achievements");
    let mut new = value("achievements");
    new["honours"][0]["title"] = json!("another title");
    let told = told(&old, &new.to_string());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("changed honour") && told[0].contains("title \""),
        "{told:?}"
    );
}

#[test]
fn lines_for_programs_are_json() {
    let old = text("two_cities");
    let mut new = value("two_cities");
    let row = new["observations"].as_array_mut().expect("rows").remove(0);
    new["observations"][0]["note"] = json!("\"quoted\"\n");
    let new = new.to_string();
    let (old, new) = (read(&old), read(&new));
    let changes = diff(&old, &new);
    let lines: Vec<Value> = changes
        .iter()
        .map(|change| serde_json::from_str(&change_line(change)).expect("json"))
        .collect();
    assert_eq!(lines[0]["fields"][0]["new"], "\"quoted\"\n");
    assert_eq!(
        (&lines[1]["change"], &lines[1]["list"]),
        (&json!("gone"), &json!("observations"))
    );
    assert_eq!(lines[1]["row"]["printed"], row["printed"]);
}

#[test]
fn cities_that_have_not_reported_are_named() {
    let mut whole = value("two_cities");
    let sources = whole["sources"].as_array_mut().expect("rows");
    let last = sources.last().expect("a source").clone();
    sources.push(json!({"id": "later", "title": "t", "city": last["city"], "period": "2031"}));
    let whole = whole.to_string();
    let years = unreported(&read(&whole));
    let year = years.iter().find(|year| year.year == 2031).expect("2031");
    assert_eq!(year.cities.len(), 1);
    assert!(
        year.cities
            .iter()
            .all(|(code, _)| last["city"] != code.as_str())
    );
    assert!(say_unreported(year, Lang::Chinese).starts_with("2031 年没有报告："));
}

// Merging.

#[test]
fn a_file_merged_with_itself_is_that_file() {
    let text = text("achievements");
    let merged = merge(read(&text), &read(&text), Decisions::default());
    assert!(merged.conflicts.is_empty() && merged.replaced.is_empty());
    assert!(written(&merged.dataset) == text);
}

#[test]
fn the_later_report_replaces_the_rows_of_its_source() {
    let old = text("achievements");
    let mut new = value("achievements");
    let rows = new["observations"].as_array_mut().expect("rows");
    let source = rows[0]["source"].clone();
    rows.remove(0);
    rows[0]["note"] = json!("corrected");
    let new = new.to_string();
    let merged = merge(read(&old), &read(&new), Decisions::default());
    assert!(merged.conflicts.is_empty());
    let [Replaced::Source(id, went, came)] = &merged.replaced[..] else {
        panic!("{:?}", merged.replaced);
    };
    assert_eq!((json!(id), went - came), (source, 1));
    let said = say_replaced(&merged.replaced[0], Lang::Chinese);
    assert!(said.contains("以后一份为准"), "{said}");
    // Rows stay where they were, so that the result is the later file.
    assert_eq!(told(&written(&merged.dataset), &new), [""; 0]);
    let (merged, new) = (written(&merged.dataset), written(&read(&new)));
    let keys = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.contains("\"paragraph\""));
        rows.map(|line| line.chars().take(60).collect()).collect()
    };
    assert_eq!(keys(&merged), keys(&new));
}

#[test]
fn another_unit_under_the_same_id_is_a_conflict_with_both_places() {
    let old = text("two_cities");
    let mut new = value("two_cities");
    new["indicators"][0]["unit"] = json!("万人");
    let new = serde_json::to_string_pretty(&new).expect("json");
    let merged = merge(read(&old), &read(&new), Decisions::default());
    let [conflict] = &merged.conflicts[..] else {
        panic!("{:?}", merged.conflicts);
    };
    assert_eq!(
        (conflict.list, conflict.key.as_str()),
        (Some(List::Indicators), "unit")
    );
    assert!(say_conflict(conflict, Lang::English).ends_with("has two values of unit"));
    let places = Where::new([old.as_str(), new.as_str()]);
    let line = |text: &str, place: (usize, _)| {
        let place: (usize, union_dashboard::dataset::Place) = place;
        text.lines()
            .nth(place.1.line - 1)
            .expect("a line")
            .to_owned()
    };
    let first = places.find(&conflict.first).expect("its place");
    let second = places.find(&conflict.second).expect("its place");
    assert_eq!((first.0, second.0), (0, 1));
    assert!(line(&old, first).contains(&*conflict.first));
    assert_eq!(line(&new, second).trim(), r#""unit": "万人","#);
    for (prefer, expect) in [
        (Prefer::First, &conflict.first),
        (Prefer::Last, &conflict.second),
    ] {
        let decisions = Decisions {
            prefer: Some(prefer),
            ..Decisions::default()
        };
        let merged = merge(read(&old), &read(&new), decisions);
        assert!(merged.conflicts.is_empty());
        let text = written(&merged.dataset);
        let whole: Value = serde_json::from_str(&text).expect("json");
        assert_eq!(whole["indicators"][0]["unit"].to_string(), **expect);
    }
}

#[test]
fn what_only_one_file_says_completes_the_other() {
    let mut old = value("two_cities");
    old["cities"][0]
        .as_object_mut()
        .expect("a row")
        .remove("name_en");
    old["cities"][0]["aliases"] = json!([]);
    let mut new = value("two_cities");
    new["cities"][0]["aliases"] = json!(["旧名"]);
    new["cities"][0]["name_en"] = json!("Name");
    let (old, new) = (old.to_string(), new.to_string());
    let merged = merge(read(&old), &read(&new), Decisions::default());
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    assert_eq!(diff(&merged.dataset, &read(&new)).len(), 0);
}

#[test]
fn another_city_under_a_source_is_another_report() {
    let old = text("two_cities");
    let mut new = value("two_cities");
    let codes: Vec<Value> = [0, 1].map(|at| new["cities"][at]["code"].clone()).into();
    let city = new["sources"][0]["city"].clone();
    new["sources"][0]["city"] = codes
        .into_iter()
        .find(|code| *code != city)
        .expect("another");
    let new = new.to_string();
    let merged = merge(read(&old), &read(&new), Decisions::default());
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].list, Some(List::Sources));
}

#[test]
fn keys_that_the_format_does_not_know_survive() {
    let mut old = value("two_cities");
    old["x-top"] = json!({"kept": [1.0, 2]});
    old["observations"][0]["x-row"] = json!("kept");
    old["cities"][0]["x-city"] = json!(12345678901234567890_u64);
    let old = old.to_string();
    let other = synthetic(&small(1, false)).replace(
        "\"per_capita_indicator\": \"synth-001\"",
        "\"per_capita_indicator\": null",
    );
    for (base, incoming) in [(&old, &other), (&other, &old)] {
        let merged = merge(read(base), &read(incoming), Decisions::default());
        assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        let text = written(&merged.dataset);
        for kept in [r#""x-top": {"kept": [1.0, 2]}"#, r#""x-row": "kept""#] {
            assert!(text.contains(kept), "{kept}");
        }
        assert!(text.contains(r#""x-city": 12345678901234567890"#));
        let errors = check(&text).expect("a dataset").issues;
        let errors = errors
            .iter()
            .filter(|issue| issue.severity == Severity::Error);
        assert_eq!(errors.count(), 0);
    }
}

// Parts.

fn errors(text: &str) -> Vec<String> {
    let findings = audit(text, Evidence::default()).expect("a dataset");
    let errors = findings.into_iter();
    let errors = errors.filter(|finding| finding.fault.severity() == Severity::Error);
    errors
        .map(|finding| format!("{} {}", finding.fault.code(), finding.path))
        .collect()
}

fn warnings(text: &str) -> Vec<&'static str> {
    let issues = check(text).expect("a dataset").issues;
    issues.iter().map(|issue| issue.problem.code()).collect()
}

#[test]
fn parts_are_datasets_and_together_the_whole() {
    for (name, whole) in [
        ("the dataset", text("achievements")),
        ("rows", synthetic(&small(1, false))),
        ("columns", synthetic(&small(1, true))),
    ] {
        for by in [By::City, By::Period, By::Rows(7)] {
            let document = read(&whole);
            let made = split(&document, by, "dataset.json");
            let index = written(&made.index);
            assert_eq!(warnings(&index), ["parts-not-loaded"], "{name} {by:?}");
            assert_eq!(errors(&index), [""; 0], "{name} {by:?}");
            let texts: Vec<String> = made.parts.iter().map(|(_, part)| written(part)).collect();
            for text in &texts {
                assert_eq!(warnings(text), ["only-part"], "{name} {by:?}");
                assert_eq!(errors(text), [""; 0], "{name} {by:?}");
            }
            let parts: Vec<Document<'_>> = texts.iter().map(|text| read(text)).collect();
            let joined = joined(read(&index), parts).expect("all parts");
            assert!(written(&joined) == whole, "{name} {by:?}");
        }
    }
}

#[test]
fn the_list_of_parts_says_what_a_query_touches() {
    let whole = text("achievements");
    let made = split(&read(&whole), By::City, "dataset.json");
    let index: Value = serde_json::from_str(&written(&made.index)).expect("json");
    let dataset = check(&whole).expect("a dataset").dataset;
    for part in index["parts"].as_array().expect("a list") {
        let city = part["cities"][0].as_str().expect("a code");
        let of_city = dataset.rows().map(|row| dataset.observation(row));
        let of_city: Vec<_> = of_city.filter(|seen| seen.city.code == city).collect();
        assert_eq!(part["observations"], of_city.len());
        let periods = part["periods"].as_array().expect("periods");
        assert!(
            of_city
                .iter()
                .all(|seen| periods.contains(&json!(seen.period.to_string())))
        );
        assert_eq!(part["url"], format!("part-{city}.json"));
    }
    assert!(index["observations"].as_array().expect("a list").is_empty());
    let validator =
        jsonschema::validator_for(&serde_json::from_str(&schema::schema()).expect("json"));
    let validator = validator.expect("a schema");
    assert!(validator.is_valid(&index));
    let part: Value = serde_json::from_str(&written(&made.parts[0].1)).expect("json");
    assert!(validator.is_valid(&part));
}

#[test]
fn a_wrong_list_of_parts_is_reported() {
    let whole = text("two_cities");
    let made = split(&read(&whole), By::City, "dataset.json");
    let index = written(&made.index);
    for (from, to, code) in [
        ("\"url\": \"part", "\"urls\": \"part", "missing-key"),
        ("\"cities\": [\"", "\"cities\": [\"9", "unknown-reference"),
        ("\"periods\": [\"", "\"periods\": [\"x", "malformed-period"),
        ("\"observations\": ", "\"observations\": -", "wrong-type"),
    ] {
        let (head, list) = index.split_once("\"parts\"").expect("parts");
        let broken = format!("{head}\"parts\"{}", list.replacen(from, to, 1));
        let found = warnings(&broken);
        assert!(found.contains(&code), "{code}: {found:?}");
    }
}

#[test]
fn the_parts_that_a_query_touches_hold_all_that_it_selects() {
    let whole = synthetic(&small(4, false));
    let dataset = check(&whole).expect("a dataset").dataset;
    let city = dataset.cities[1].code.clone();
    let key = dataset
        .observation(dataset.rows().last().expect("a row"))
        .key();
    for by in [By::City, By::Period, By::Rows(20)] {
        let made = split(&read(&whole), by, "d.json");
        let index = written(&made.index);
        let listing = check(&index).expect("an index").dataset;
        assert_eq!(listing.parts.len(), made.parts.len());
        assert_eq!(listing.years(), dataset.years(), "years to choose");
        for fragment in [
            String::new(),
            format!("city={city}"),
            "year=2024".to_owned(),
            format!("city={city}&year=2023"),
            format!("city={city}&year=2023&focus={key}"),
            "province=没有".to_owned(),
        ] {
            let (query, _) = url::parse(&fragment, &dataset);
            let touched = touched(&listing, &query);
            let parts = made.parts.iter().enumerate();
            let parts = parts.map(|(at, (_, part))| touched.contains(&at).then(|| part.clone()));
            let parts: Vec<_> = parts.collect();
            let some = at_once(join(made.index.clone(), &parts, &mut Pace::steady()));
            let some = written(&some.expect("some parts"));
            let some = check(&some).expect("a dataset").dataset;
            let keys = |of: &union_dashboard::dataset::Dataset| -> Vec<String> {
                let rows = select(of, &query).rows;
                rows.iter().map(|&row| of.observation(row).key()).collect()
            };
            assert_eq!(keys(&some), keys(&dataset), "{by:?} {fragment}");
            assert_eq!(some.parts.len(), made.parts.len() - touched.len());
            if fragment.contains("focus") {
                assert!(some.row_of_key(&key).is_some(), "{by:?}");
            }
        }
        let (link, bad) = url::parse(&format!("focus={key}"), &listing);
        assert_eq!(
            (link.focus.as_deref(), bad.len()),
            (Some(&*key), 0),
            "a figure to come"
        );
        assert_eq!(url::parse("focus=nobody:1:0:x", &listing).1.len(), 1);
        let (one, _) = url::parse(&format!("city={city}"), &dataset);
        assert!(!one.choices(Filter::City).is_empty());
        if by == By::City {
            assert_eq!(touched(&listing, &one).len(), 1, "no more than it needs");
        }
        assert_eq!(touched(&listing, &Query::default()).len(), made.parts.len());
    }
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let whole = text("achievements");
    let made = split(&read(&whole), By::Rows(60), "dataset.json");
    let index = written(&made.index);
    let texts: Vec<String> = made.parts.iter().map(|(_, part)| written(part)).collect();
    let parts = |texts: &[String]| -> Option<PartError> {
        let parts: Vec<Document<'_>> = texts.iter().map(|text| read(text)).collect();
        joined(read(&index), parts).err()
    };
    assert_eq!(parts(&texts), None);
    assert_eq!(parts(&texts[1..]), Some(PartError::Gap));
    let mut twice = texts.clone();
    twice[1] = texts[0].clone();
    assert!(parts(&twice).is_some());
    let mut changed = texts.clone();
    changed[0] = changed[0].replacen("\"name\": \"安庆市\"", "\"name\": \"别的市\"", 1);
    assert_eq!(
        parts(&changed),
        Some(PartError::Differs(0, "cities 340800".to_owned()))
    );
}

// Synthetic datasets.

#[test]
fn synthetic_datasets_have_no_error_and_are_the_same_for_a_seed() {
    for columns in [false, true] {
        for seed in 1..4 {
            let plan = Plan {
                seed,
                columns,
                ..Plan::new(4000)
            };
            let text = synthetic(&plan);
            assert_eq!(errors(&text), [""; 0], "seed {seed}");
            assert_eq!(warnings(&text), [""; 0], "seed {seed}");
            assert!(text == synthetic(&plan));
            assert!(
                text != synthetic(&Plan {
                    seed: seed + 10,
                    ..plan.clone()
                })
            );
            assert!(written(&read(&text)) == text, "it is canonical");
            assert_eq!(
                check(&text).expect("a dataset").dataset.observations.len(),
                4000
            );
        }
    }
}

#[test]
fn synthetic_data_have_what_makes_real_ones_hard() {
    let dataset = check(&synthetic(&Plan::new(4000)))
        .expect("a dataset")
        .dataset;
    let rows: Vec<_> = dataset.rows().map(|row| dataset.observation(row)).collect();
    let has = |what: &dyn Fn(&union_dashboard::dataset::Observation<'_>) -> bool| {
        rows.iter().filter(|row| what(row)).count()
    };
    assert!(has(&|row| row.period.is_interval()) > 20);
    assert!(has(&|row| row.scope.to_string() != "city") > 20);
    assert!(has(&|row| row.status.as_str() == "target") > 20);
    assert!(has(&|row| row.of.is_some()) > 20);
    assert!(has(&|row| row.bound.as_str() != "exact") > 100);
    assert!(has(&|row| row.value.is_none()) > 0);
    assert!(has(&|row| row.upper.is_some()) > 0);
    assert!(has(&|row| row.doubt.is_some()) > 10);
    assert!(dataset.title.contains("合成"));
    assert!(
        dataset
            .cities
            .iter()
            .all(|city| city.name.starts_with('拟'))
    );
}

#[test]
fn synthetic_parts_are_the_same_dataset() {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::io::{self, Write};
    use std::rc::Rc;

    type Files = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;
    struct InMemory(Files, String);
    impl Write for InMemory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut files = self.0.borrow_mut();
            files.entry(self.1.clone()).or_default().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for columns in [false, true] {
        let plan = small(5, columns);
        let files = Files::default();
        let mut open = |name: &str| -> io::Result<Box<dyn Write>> {
            Ok(Box::new(InMemory(Rc::clone(&files), name.to_owned())))
        };
        synth::write_parts(&plan, "dataset.json", &mut open).expect("memory");
        let mut files: BTreeMap<String, String> = (files.borrow().clone().into_iter())
            .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("text")))
            .collect();
        let index = files.remove("dataset.json").expect("the list");
        let parts: Vec<Document<'_>> = (union_dashboard::edition::part_files(&read(&index)))
            .expect("a list")
            .expect("parts")
            .iter()
            .map(|part| read(&files[&part.url]))
            .collect();
        let joined = joined(read(&index), parts).expect("all parts");
        assert!(written(&joined) == synthetic(&plan));
    }
}

// Whatever the data.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_dataset_differs_from_itself(seed in 0_u64..1000, columns: bool) {
        let text = synthetic(&small(seed, columns));
        prop_assert_eq!(diff(&read(&text), &read(&text)).len(), 0);
        let other = synthetic(&small(seed, !columns));
        prop_assert_eq!(diff(&read(&text), &read(&other)).len(), 0);
    }

    #[test]
    fn what_one_way_is_added_is_gone_the_other(one in 0_u64..50, other in 0_u64..50) {
        let (one, other) = (synthetic(&small(one, false)), synthetic(&small(other, true)));
        let (there, back) = (told(&one, &other), told(&other, &one));
        let count = |lines: &[String], word: &str| {
            lines.iter().filter(|line| line.starts_with(word)).count()
        };
        prop_assert_eq!(count(&there, "added"), count(&back, "gone"));
        prop_assert_eq!(count(&there, "gone"), count(&back, "added"));
        prop_assert_eq!(count(&there, "changed"), count(&back, "changed"));
    }

    #[test]
    fn reports_merge_in_any_order(seed in 0_u64..1000, columns: bool) {
        // Parts by city are reports of different sources.
        let whole = synthetic(&small(seed, columns));
        let made = split(&read(&whole), By::City, "dataset.json");
        let texts: Vec<String> = made.parts.iter().map(|(_, part)| {
            let text = written(part);
            let (before, after) = text.split_once(",\n  \"part\": ").expect("a mark");
            format!("{before}{}", &after[after.find('\n').expect("a line") - 1..])
        }).collect();
        let merged = |order: [usize; 3]| {
            let mut all = read(&texts[order[0]]);
            for at in &order[1..] {
                let merged = merge(all, &read(&texts[*at]), Decisions::default());
                assert!(merged.conflicts.is_empty() && merged.replaced.is_empty());
                all = merged.dataset;
            }
            written(&all)
        };
        let (one, other) = (merged([0, 1, 2]), merged([2, 0, 1]));
        prop_assert_eq!(told(&one, &other), Vec::<String>::new());
        prop_assert_eq!(errors(&one), Vec::<String>::new());
    }

    #[test]
    fn parts_of_rows_in_any_order_are_the_whole(
        seed in 0_u64..1000,
        most in 1_usize..40,
        by in 0_usize..3,
        turn in 0_usize..90,
    ) {
        let text = synthetic(&small(seed, false));
        let mut whole: Value = serde_json::from_str(&text).expect("json");
        whole["observations"].as_array_mut().expect("rows").rotate_left(turn);
        whole["observations"][3]["x-kept"] = json!({"a": 1});
        let text = written(&read(&whole.to_string()));
        let by = [By::City, By::Period, By::Rows(most)][by];
        let made = split(&read(&text), by, "d.json");
        let parts: Vec<Document<'_>> = made.parts.into_iter().map(|(_, part)| part).collect();
        let joined = joined(made.index, parts).expect("all parts");
        prop_assert_eq!(written(&joined), text);
    }
}
