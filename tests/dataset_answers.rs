//! What a dataset answers when it is asked: names, years, rows by city and indicator, places in its
//! text and in a report's, hashes. It must never look at how a file is read wrongly: that is
//! `dataset.rs`.

mod common;

use std::collections::BTreeSet;

use common::{dataset, text};
use proptest::prelude::*;
use union_dashboard::dataset::{
    Checked, CityId, Hash, IndicatorId, Loaded, Locator, OBSERVATION_KEYS, Row, Scope, SourceText,
    check, province_of_code, schema, sha256,
};
use union_dashboard::pace::{Pace, at_once};

/// The two-city fixture with texts replaced, each once.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = text("two_cities");
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the fixture");
        text = text.replacen(from, to, 1);
    }
    text
}

fn checked(changes: &[(&str, &str)]) -> Checked {
    check(&changed(changes)).expect("a dataset")
}

/// The issues, as `path code`.
fn said(checked: &Checked) -> Vec<String> {
    let issues = checked.issues.iter();
    let said = issues.map(|issue| format!("{} {}", issue.path, issue.problem.code()));
    said.collect()
}

#[test]
fn a_city_is_known_by_its_names_and_an_id_by_itself() {
    // 安庆 is an alias of the other city, too: a city's own names come first.
    let checked = checked(&[("\"aliases\": []", "\"aliases\": [\"金州\", \"安庆\"]")]);
    let dataset = checked.dataset;
    let named = |name: &str| dataset.city_named(name).map(CityId::index);
    for (name, at) in [
        ("340800", Some(0)),
        ("安庆市", Some(0)),
        ("安庆", Some(0)),
        ("宜城", Some(0)),
        ("610900", Some(1)),
        ("金州", Some(1)),
        ("Anqing", None),
        ("安徽省", None),
        ("", None),
    ] {
        assert_eq!(named(name), at, "{name}");
    }
    assert_eq!(dataset.indicator_of("fund").map(|id| id.index()), Some(2));
    assert_eq!(dataset.indicator_of("services"), None);
    assert_eq!(
        dataset.category_of("services").map(|id| id.index()),
        Some(1)
    );
    assert_eq!(dataset.category_of("fund"), None);
}

#[test]
fn a_code_names_its_province() {
    for (code, name) in [
        ("340800", Some("安徽省")),
        ("610900", Some("陕西省")),
        ("110000", Some("北京市")),
        ("820000", Some("澳门特别行政区")),
        ("34080", None),
        ("3408000", None),
        ("34080a", None),
        ("990000", None),
        ("安庆", None),
    ] {
        assert_eq!(province_of_code(code), name, "{code}");
    }
}

#[test]
fn a_scope_is_a_word_and_a_name_where_it_needs_one() {
    for (text, is_comparable) in [
        ("city", Some(true)),
        ("municipal", Some(true)),
        ("province", Some(false)),
        ("nation", Some(false)),
        ("county:桐城市", Some(false)),
        ("zone:开发区", Some(false)),
        ("unit:a:b", Some(false)),
        ("person:王某", Some(false)),
        ("county", None),
        ("county:", None),
        ("city:安庆", None),
        ("nation:x", None),
        ("town", None),
        ("", None),
    ] {
        let scope = Scope::parse(text);
        let comparable = scope.as_ref().map(Scope::is_comparable);
        assert_eq!(comparable, is_comparable, "{text}");
        if let Some(scope) = scope {
            assert_eq!(scope.to_string(), text);
        }
    }
    assert_eq!(Scope::default().to_string(), "city");
}

#[test]
fn the_years_that_can_be_chosen_are_those_of_periods() {
    let years = |changes: &[(&str, &str)]| {
        let dataset = checked(changes).dataset;
        let all = dataset.years();
        (all.from, all.to, dataset.year_choices())
    };
    let (from, to, choices) = years(&[]);
    assert_eq!((from, to), (Some(2019), Some(2026)));
    assert_eq!(choices, (2019..=2026).collect::<Vec<_>>());
    let first = (
        "\"city\": \"340800\", \"period\": \"2019\", \"indicator\"",
        "",
    );
    let of = |year: &str| format!("\"city\": \"340800\", \"period\": \"{year}\", \"indicator\"");
    let (_, _, near) = years(&[(first.0, &of("1927"))]);
    assert_eq!(near.len(), 100, "every year from 1927 to 2026");
    let (_, _, far) = years(&[(first.0, &of("1926"))]);
    assert_eq!(
        far,
        [1926, 2021, 2024, 2025, 2026],
        "only those with which a period begins or ends"
    );
    // An honour counts as well as a figure.
    let honour = "\"city\": \"340800\", \"period\": \"2025\", \"level\"";
    let (_, to, _) = years(&[(honour, &honour.replace("2025", "2027-03"))]);
    assert_eq!(to, Some(2027));
    let none = check("{\"schema_version\": 1}").expect("a dataset").dataset;
    assert!(none.years().is_all() && none.year_choices().is_empty());
}

#[test]
fn rows_of_a_city_and_an_indicator_are_those_that_name_both() {
    for name in ["two_cities", "achievements"] {
        let dataset = dataset(name);
        let wanted = |city: usize, indicator: usize| -> Vec<Row> {
            let all = &dataset.observations;
            let names = |row: &Row| {
                all.city.at(row.index()).index() == city
                    && all.indicator.at(row.index()).index() == indicator
            };
            dataset.rows().filter(names).collect()
        };
        for city in 0..dataset.cities.len() {
            let id = CityId::new(city);
            let mut by_indicator = dataset.rows_by_indicator(id);
            for indicator in 0..dataset.indicators.len() {
                let rows = wanted(city, indicator);
                let found = dataset.rows_of(id, IndicatorId::new(indicator));
                assert_eq!(found.collect::<Vec<_>>(), rows);
                if !rows.is_empty() {
                    let (next, found) = by_indicator.next().expect("one more indicator");
                    assert_eq!((next.index(), found.collect::<Vec<_>>()), (indicator, rows));
                }
            }
            assert!(by_indicator.next().is_none());
        }
    }
}

#[test]
fn every_row_answers_what_its_line_of_the_file_says() {
    let file: serde_json::Value = serde_json::from_str(&text("achievements")).expect("JSON");
    let rows = file["observations"].as_array().expect("rows");
    let dataset = dataset("achievements");
    let all = &dataset.observations;
    assert!(!all.is_empty() && all.len() == rows.len());
    for (row, at) in rows.iter().zip(dataset.rows()) {
        let one = dataset.observation(at);
        assert_eq!(Some(one.printed), row["printed"].as_str());
        assert_eq!(one.value, row["value"].as_f64());
        assert_eq!(one.upper, row["upper"].as_f64());
        let whole = one.of.map(|whole| dataset.observation(whole).key());
        assert_eq!(whole.as_deref(), row["of"].as_str());
        assert_eq!(one.note, row["note"].as_str());
        assert_eq!(Some(one.source.id.as_str()), row["source"].as_str());
        assert_eq!(Some(u64::from(one.offset)), row["offset"].as_u64());
        let reason = one.doubt.map(|doubt| doubt.reason.as_str());
        assert_eq!(reason, row["doubt"]["reason"].as_str());
        assert_eq!(dataset.row_of_key(&one.key()), Some(at));
    }
    assert_eq!(all.printed.get(rows.len()), "", "behind the last row");
    let cities: Vec<CityId> = all.city.iter().collect();
    assert!(cities.len() == rows.len() && cities.last().map(|id| id.index()) == Some(3));
    let doubted = all.doubt.iter().map(|(row, _)| row.index());
    let is_doubted = |at: &usize| !rows[*at]["doubt"].is_null();
    let expect: Vec<usize> = (0..rows.len()).filter(is_doubted).collect();
    assert_eq!(doubted.collect::<Vec<_>>(), expect);
    for key in [
        "anqing",
        "x:1:2:members",
        "anqing-2019:3:members",
        "a:b:c:d:e",
    ] {
        assert_eq!(self::dataset("two_cities").row_of_key(key), None, "{key}");
    }
    let none = check("{\"schema_version\": 1}").expect("a dataset").dataset;
    assert!(none.observations.is_empty());
}

#[test]
fn a_row_left_out_does_not_move_the_places_of_others() {
    let bad = "\"printed\": 7";
    let checked = checked(&[
        ("\"printed\": \"70.11万人\"", bad),
        ("\"printed\": \"170.24万元\"", bad),
        ("\"printed\": \"32万人\"", bad),
        ("\"title\": \"好网民平台\"", "\"title\": null"),
    ]);
    assert_eq!(checked.dataset.observations.len(), 7);
    let of = |kept| checked.left_observations.position_in_file(kept);
    assert_eq!([0, 1, 2, 3, 6].map(of), [1, 2, 5, 6, 9]);
    assert_eq!(checked.left_honours.position_in_file(0), 1);
    let lost = checked.issues.iter().map(|issue| issue.path.as_str());
    let lost: Vec<&str> = lost.filter(|path| path.ends_with("of")).collect();
    assert_eq!(lost, Vec::<&str>::new());
    // The whole of a part is gone: the part says so at its own place.
    let parts = self::checked(&[
        ("\"printed\": \"70.11万人\"", bad),
        ("\"printed\": \"1387余万元\"", bad),
    ]);
    let said = said(&parts);
    assert!(
        said.contains(&"observations[3].of unknown-reference".to_owned()),
        "{said:?}"
    );
    let of = parts.dataset.observation(Row::new(1)).of;
    assert_eq!(of, None);
}

#[test]
fn a_place_is_found_by_its_path() {
    let rows = "{\"cities\": [\n{\"code\": 1, \"aliases\": [5, 6]},\n{\"code\": [2]}],\n\
                \"a\": {\"b\": {\"c\": 1}}, \"n\": 7}";
    let columns = "{\"list\": {\"columns\": true,\n\"x\": [1, 2],\n\"y\": [\n3]}}";
    let top = "[\n{\"offset\": 1},\n{\"offset\": 2}]";
    for (text, path, place) in [
        (rows, "cities", "1:12"),
        (rows, "cities[0]", "2:1"),
        (rows, "cities[1]", "3:1"),
        (rows, "cities[1].code", "3:10"),
        (rows, "cities[1].code[0]", "3:11"),
        (rows, "cities[0].aliases[1]", "2:28"),
        (rows, "cities[0].aliases[2]", "2:24"),
        (rows, "cities[0].none", "2:1"),
        (rows, "cities[2]", "1:12"),
        (rows, "cities[2].code", "1:12"),
        (rows, "a.b.c", "4:18"),
        (rows, "a.x.c", "4:6"),
        (rows, "n", "4:28"),
        (rows, "n.x", "4:28"),
        (rows, "none", "1:1"),
        (rows, "", "1:1"),
        (columns, "list[1].x", "2:6"),
        (columns, "list[1].y", "3:6"),
        (columns, "list[1]", "1:10"),
        (columns, "list[0].none", "1:10"),
        (top, "[1].offset", "3:12"),
        (top, "[1]", "3:1"),
        (top, "[7]", "1:1"),
    ] {
        let mut locator = Locator::new(text);
        let found = |at: Option<union_dashboard::dataset::Place>| {
            at.map(|at| format!("{}:{}", at.line, at.column))
        };
        assert_eq!(found(locator.place(path)).as_deref(), Some(place), "{path}");
        // Asked again, and behind a mark of the byte order, which has no column.
        assert_eq!(found(locator.place(path)).as_deref(), Some(place), "{path}");
        let marked = format!("\u{feff}{text}");
        assert_eq!(
            found(Locator::new(&marked).place(path)).as_deref(),
            Some(place),
            "{path}"
        );
    }
    assert_eq!(Locator::new("{\"a\": ").place("a"), None);
}

#[test]
fn a_reports_places_are_paragraphs_and_code_points() {
    let text = "\u{feff}甲乙\r\n \u{3000}\n\r\n丙 😀丁\r戊\n";
    let source = SourceText::new(text);
    assert_eq!(source.paragraphs(), ["甲乙", "丙 😀丁\r戊"]);
    for (paragraph, offset, rest) in [
        (1, 0, Some("甲乙")),
        (1, 1, Some("乙")),
        (1, 2, None),
        (2, 3, Some("丁\r戊")),
        (2, 6, None),
        (0, 0, None),
        (3, 0, None),
    ] {
        assert_eq!(
            source.from_place(paragraph, offset),
            rest,
            "{paragraph}:{offset}"
        );
    }
    assert!(SourceText::new("").paragraphs().is_empty());
}

#[test]
fn a_hash_is_that_of_fips_180_4() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(sha256(b""), empty);
    assert_eq!(Hash::new().finish(), empty);
    assert_eq!(sha256(b"abc"), abc);
    let mut pieces = Hash::new();
    pieces.push(b"a");
    pieces.push(b"bc");
    assert_eq!(pieces.finish(), abc);
    let text = text("two_cities");
    let loaded = at_once(Loaded::read(&text, &mut Pace::steady())).expect("a dataset");
    assert_eq!(loaded.sha256, sha256(text.as_bytes()));
    assert_eq!(loaded.checked.dataset.observations.len(), 10);
}

#[test]
fn the_schema_names_what_an_observation_may_have() {
    let schema: serde_json::Value = serde_json::from_str(&schema::schema()).expect("JSON");
    assert_eq!(schema["properties"]["schema_version"]["const"], 1);
    let keys = &schema["$defs"]["Observation"]["properties"];
    let keys: BTreeSet<&str> = keys
        .as_object()
        .expect("keys")
        .keys()
        .map(|key| &**key)
        .collect();
    assert_eq!(keys, BTreeSet::from(OBSERVATION_KEYS));
}

proptest! {
    /// The line and the column, in code points, of a value behind other texts of any length.
    #[test]
    fn a_place_is_counted_in_lines_and_code_points(
        before in prop::collection::vec("[a会😀]{0,3}\n?", 0..900),
    ) {
        let before = before.concat().replace('\n', "\",\n\"");
        let text = format!("{{\"list\": [\"{before}\", 1]}}");
        let list: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let last = list["list"].as_array().expect("a list").len() - 1;
        let at = Locator::new(&text).place(&format!("list[{last}]")).expect("a place");
        let ahead = text.strip_suffix("1]}").expect("its end");
        let line = ahead.split('\n').next_back().expect("a line");
        prop_assert_eq!(at.line, ahead.split('\n').count());
        prop_assert_eq!(at.column, line.chars().count() + 1);
    }
}
