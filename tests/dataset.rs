//! What loading a dataset says of good and bad files. It must never assert a sentence: those are
//! in `lang`.

mod common;

use common::text;
use proptest::prelude::*;
use serde_json::{Value, json};
use union_dashboard::dataset::{Checked, Issue, OBSERVATION_KEYS, Problem, Severity, check};

/// The two-city fixture with one text replaced.
fn changed(from: &str, to: &str) -> String {
    let text = text("two_cities");
    assert!(text.contains(from), "{from} is not in the fixture");
    text.replacen(from, to, 1)
}

/// The only error of a changed fixture, as `path line:column code`.
fn only_error(from: &str, to: &str) -> (Checked, String) {
    let checked = check(&changed(from, to)).expect("the rest is readable");
    let errors: Vec<String> = checked
        .issues
        .iter()
        .filter(|issue| issue.severity == Severity::Error)
        .map(line)
        .collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    (checked, errors.concat())
}

fn line(issue: &Issue) -> String {
    let place = issue
        .place
        .map(|at| format!("{}:{}", at.line, at.column))
        .unwrap_or_default();
    format!("{} {place} {}", issue.path, issue.problem.code())
}

#[test]
fn the_dataset_that_ships_is_faultless() {
    let dataset = common::dataset("achievements");
    assert!(dataset.observations.len() >= 150);
    assert!(dataset.honours.len() >= 50);
    assert_eq!(dataset.cities.len(), 4);
    assert_eq!(dataset.sources.len(), 5);
}

#[test]
fn unreadable_texts_are_refused_with_their_place() {
    let refused = |text: &str| line(&check(text).expect_err("must be refused"));
    assert_eq!(refused(""), "  empty");
    assert_eq!(refused(" \n"), "  empty");
    assert_eq!(refused("<!doctype html><p>404"), " 1:1 web-page");
    assert_eq!(refused("[1]"), " 1:1 wrong-type");
    assert_eq!(
        refused("{\n  \"schema_version\": 1,\n  \"标题\": oops}"),
        " 3:9 not-json"
    );
    assert_eq!(
        refused("{\"schema_version\": 2}"),
        "schema_version 1:20 schema-version"
    );
    assert_eq!(
        refused("{\"schema_version\": \"1\"}"),
        "schema_version 1:20 schema-version"
    );
    assert_eq!(refused("{}"), "schema_version  schema-version");
    let whole = text("two_cities");
    let half = whole
        .char_indices()
        .nth(2000)
        .map(|(at, _)| &whole[..at])
        .expect("it is long");
    assert!(refused(half).ends_with("truncated"));
}

#[test]
fn a_bad_row_is_left_out_and_told_with_its_path_and_place() {
    let cases = [
        (
            "\"city\": \"340800\", \"period\": \"2019\", \"indicator\"",
            "\"city\": \"999999\", \"period\": \"2019\", \"indicator\"",
            "observations[0].city 27:39 unknown-reference",
        ),
        (
            "\"period\": \"2021\", ",
            "\"period\": \"20211\", ",
            "observations[5].period 32:59 malformed-period",
        ),
        (
            "\"value\": 60",
            "\"value\": -60",
            "observations[9].value 36:101 negative-count",
        ),
        (
            "\"value\": 60",
            "\"value\": \"60\"",
            "observations[9].value 36:101 wrong-type",
        ),
        (
            "\"bound\": \"vague\"",
            "\"bound\": \"几百\"",
            "observations[8].bound 35:139 unknown-word",
        ),
        (
            "\"printed\": \"60场\", ",
            "",
            "observations[9] 36:5 missing-key",
        ),
        (
            "\"2021/2025\", \"indicator\": \"fund\"",
            "\"2025/2021\", \"indicator\": \"fund\"",
            "observations[7].period 34:59 reversed-period",
        ),
    ];
    for (from, to, expect) in cases {
        let (checked, error) = only_error(from, to);
        assert_eq!(error, expect);
        assert_eq!(
            checked.dataset.observations.len(),
            9,
            "only the bad row is lost: {to}"
        );
    }
}

#[test]
fn a_bad_entry_of_a_table_takes_only_what_depends_on_it() {
    let checked =
        check(&changed("{\"code\": \"610900\"", "{\"code\": \"340800\"")).expect("readable");
    assert_eq!(line(&checked.issues[0]), "cities[1].code 9:14 duplicate");
    assert_eq!(checked.dataset.cities.len(), 1);
    assert_eq!(checked.dataset.observations.len(), 5);
    let lost = checked
        .issues
        .iter()
        .filter(|issue| issue.path.starts_with("observations["));
    let lost: Vec<&str> = lost.map(|issue| issue.path.as_str()).collect();
    assert_eq!(
        lost[..2],
        ["observations[5].source", "observations[5].city"]
    );
    assert_eq!(
        lost.len(),
        10,
        "each row of the lost city and its lost source is told"
    );
}

#[test]
fn a_repeated_key_is_told_and_the_first_stays() {
    let (checked, error) = only_error(
        "\"paragraph\": 2, \"offset\": 30",
        "\"paragraph\": 2, \"offset\": 1",
    );
    assert_eq!(error, "observations[6] 33:5 duplicate");
    assert_eq!(checked.dataset.observations.printed.get(5), "14.11万人");
}

#[test]
fn a_list_of_another_type_does_not_stop_the_others() {
    let checked = check(&changed("\"title\": \"两市数据\"", "\"title\": 7")).expect("readable");
    assert_eq!(line(&checked.issues[0]), "title 3:12 wrong-type");
    assert_eq!(checked.dataset.observations.len(), 10);
}

#[test]
fn hostile_names_are_kept_and_told() {
    let long = "长".repeat(10_000);
    let checked = check(&changed(
        "\"short_name\": \"安庆\"",
        &format!("\"short_name\": \"{long}\""),
    ))
    .expect("readable");
    assert_eq!(checked.issues[0].problem, Problem::TooLong(10_000));
    assert_eq!(
        checked.dataset.cities[0].short_name, long,
        "nothing is lost"
    );

    let markup = "</script><img src=x onerror=alert(1)>";
    let checked = check(&changed("安庆甲", markup)).expect("readable");
    assert_eq!(checked.issues, []);
    assert_eq!(checked.dataset.sources[0].title, markup);

    for unseen in [
        '\u{202e}',
        '\u{200b}',
        '\u{200d}',
        '\u{2060}',
        '\u{ad}',
        '\u{2028}',
        '\u{e0041}',
    ] {
        let checked = check(&changed("安庆甲", &format!("安{unseen}庆"))).expect("readable");
        assert_eq!(checked.issues[0].problem, Problem::ControlCharacters);
        assert_eq!(checked.issues[0].severity, Severity::Warning);
    }
}

#[test]
fn unknown_keys_are_told_never_read() {
    let checked = check(&changed(
        "\"updated\":",
        "\"colour\": \"red\", \"updated\":",
    ))
    .expect("readable");
    assert_eq!(line(&checked.issues[0]), "colour 4:13 unknown-key");
    let checked = check(&changed("\"count\": 2,", "\"count\": 2, \"rank\": 3,")).expect("readable");
    assert_eq!(
        checked.issues[0].problem,
        Problem::UnknownKey("rank".to_owned())
    );
    assert_eq!(checked.dataset.honours.len(), 2);
}

#[test]
fn a_column_of_another_length_spoils_itself_alone() {
    let mut dataset: Value = serde_json::from_str(&text("two_cities")).expect("JSON");
    dataset["honours"] = json!([]);
    dataset["cities"] = json!({
        "columns": true,
        "code": ["340800", "610900"],
        "name": ["安庆市", "安康市"],
        "short_name": ["安庆", "安康"],
        "name_en": ["Anqing", "Ankang", "too many"],
        "province": ["安徽省", "陕西省"],
    });
    let checked = check(&dataset.to_string()).expect("a dataset");
    assert_eq!(checked.dataset.cities.len(), 2);
    let paths: Vec<&str> = checked
        .issues
        .iter()
        .map(|issue| issue.path.as_str())
        .collect();
    assert_eq!(paths, ["cities.name_en"]);
}

#[test]
fn the_columnar_form_says_the_same() {
    let rows = text("two_cities");
    let mut file: Value = serde_json::from_str(&rows).expect("json");
    let list = file["observations"].as_array().expect("rows").clone();
    let mut columns = json!({"columns": true});
    for key in list[0].as_object().expect("an object").keys() {
        columns[key] = list.iter().map(|row| row[key].clone()).collect();
    }
    // One column dictionary-coded, one left out where all is default.
    let cities: Vec<usize> = list
        .iter()
        .map(|row| usize::from(row["city"] == "610900"))
        .collect();
    columns["city"] = serde_json::json!({"dict": ["340800", "610900"], "codes": cities});
    columns.as_object_mut().expect("an object").remove("note");
    file["observations"] = columns;
    let columnar = check(&file.to_string()).expect("readable");
    assert_eq!(columnar.issues, []);
    let plain = common::dataset("two_cities");
    assert_eq!(format!("{:?}", columnar.dataset), format!("{plain:?}"));

    file["observations"]["period"]
        .as_array_mut()
        .expect("a column")
        .pop();
    let short = check(&file.to_string()).expect("readable");
    assert_eq!(
        line(&short.issues[0]),
        "observations.period 1:".to_owned()
            + &short.issues[0]
                .place
                .map(|p| p.column.to_string())
                .unwrap_or_default()
            + " column-length"
    );
}

/// The two-city fixture with other observations, a row a line.
fn with_rows(rows: &[String]) -> String {
    let text = text("two_cities");
    let (before, rest) = text.split_once("\"observations\": [").expect("a list");
    let (_, after) = rest.split_once("\n  ]").expect("its end");
    format!(
        "{before}\"observations\": [\n{}\n  ]{after}",
        rows.join(",\n")
    )
}

/// The observations of the two-city fixture.
fn fixture_rows() -> Vec<serde_json::Map<String, Value>> {
    let all: Value = serde_json::from_str(&text("two_cities")).expect("JSON");
    let rows = all["observations"].as_array().expect("a list").clone();
    let object = |row: Value| row.as_object().expect("an object").clone();
    rows.into_iter().map(object).collect()
}

/// Values that an observation might have under any key.
fn odd_value() -> impl Strategy<Value = Value> {
    let long = "会".repeat(120);
    prop::sample::select(vec![
        json!(null),
        json!(0),
        json!(-3),
        json!(1.5),
        json!(5_000_000_000_u64),
        json!("anqing-2025"),
        json!("610900"),
        json!("2019"),
        json!("2021/2025"),
        json!("2025-13"),
        json!("members"),
        json!("at_least"),
        json!("county:桐城市"),
        json!("part"),
        json!("anqing-2025:6:0:fund"),
        json!("a\"b"),
        json!("\u{202e}x"),
        json!("—～"),
        json!(long),
        json!([]),
        json!({}),
        json!({"kind": "unclear", "probable": null, "confidence": "possible", "reason": "x"}),
    ])
}

/// Rows of the fixture over and over, with some values changed or taken away.
fn any_rows() -> impl Strategy<Value = Vec<serde_json::Map<String, Value>>> {
    let change = (
        prop::sample::select(OBSERVATION_KEYS.to_vec()),
        prop::option::of(odd_value()),
    );
    let changes = prop_oneof![Just(Vec::new()), prop::collection::vec(change, 0..3)];
    let row = (0..10_usize, 0..9_u32, changes);
    prop::collection::vec(row, 0..25).prop_map(|rows| {
        let known = fixture_rows();
        rows.into_iter()
            .map(|(at, offset, changes)| {
                let mut row = known[at].clone();
                row.insert("offset".into(), json!(offset));
                for (key, value) in changes {
                    match value {
                        Some(value) => drop(row.insert(key.into(), value)),
                        None => drop(row.remove(key)),
                    }
                }
                row
            })
            .collect()
    })
}

/// What is kept of a text, and what is said of it but for unknown keys.
fn kept(text: &str) -> (String, Vec<Issue>) {
    let checked = check(text).expect("a dataset");
    let dataset = &checked.dataset;
    let rows: Vec<String> = (dataset.rows())
        .map(|row| {
            let one = dataset.observation(row);
            assert_eq!(dataset.row_of_key(&one.key()), Some(row));
            format!("{one:?}")
        })
        .collect();
    let mut issues = checked.issues;
    issues.retain(|issue| !matches!(issue.problem, Problem::UnknownKey(_)));
    (format!("{rows:#?} {:?}", checked.left_observations), issues)
}

proptest! {
    #[test]
    fn a_row_is_read_the_same_with_and_without_a_key_that_is_not_known(rows in any_rows()) {
        let line = |row: &serde_json::Map<String, Value>| Value::from(row.clone()).to_string();
        let plain: Vec<String> = rows.iter().map(line).collect();
        let more = |row: &String| match row.strip_suffix('}') {
            Some("{") | None => row.clone(),
            Some(row) => format!("{row},\"x\":0}}"),
        };
        let long: Vec<String> = plain.iter().map(more).collect();
        prop_assert_eq!(kept(&with_rows(&plain)), kept(&with_rows(&long)));
    }

    #[test]
    fn columns_say_what_rows_say(rows in any_rows()) {
        let dict = |values: &[Value]| {
            let mut dict: Vec<&Value> = Vec::new();
            let codes: Vec<usize> = (values.iter())
                .map(|value| dict.iter().position(|known| *known == value).unwrap_or_else(|| {
                    dict.push(value);
                    dict.len() - 1
                }))
                .collect();
            json!({"dict": dict, "codes": codes})
        };
        let mut columns = serde_json::Map::from_iter([("columns".to_owned(), json!(true))]);
        for (at, key) in OBSERVATION_KEYS.into_iter().enumerate() {
            let values: Vec<Value> = (rows.iter())
                .map(|row| row.get(key).cloned().unwrap_or_default())
                .collect();
            columns.insert(key.into(), if at % 2 == 0 { dict(&values) } else { json!(values) });
        }
        let text = text("two_cities");
        let (before, rest) = text.split_once("\"observations\": [").expect("a list");
        let (_, after) = rest.split_once("\n  ]").expect("its end");
        let columns = Value::from(columns);
        let text = format!("{before}\"observations\": {columns}{after}");
        let line = |row: &serde_json::Map<String, Value>| {
            let all = OBSERVATION_KEYS.map(|key| (key.to_owned(), row.get(key).cloned().unwrap_or_default()));
            Value::from(serde_json::Map::from_iter(all)).to_string()
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let (of_columns, of_rows) = (kept(&text), kept(&with_rows(&lines)));
        prop_assert_eq!(of_columns.0, of_rows.0);
        let said = |issues: Vec<Issue>| -> Vec<(String, Problem)> {
            issues.into_iter().map(|issue| (issue.path, issue.problem)).collect()
        };
        prop_assert_eq!(said(of_columns.1), said(of_rows.1));
    }
}
