//! What is told of a file's head, tables, honours and parts, key by key, and what is kept all the
//! same. It must never assert a sentence: those are in `lang`.

mod common;

use common::text;
use union_dashboard::dataset::{Checked, Expected, Problem, Severity, check};

/// The two-city fixture with one text replaced.
fn changed(from: &str, to: &str) -> Checked {
    let text = text("two_cities");
    assert!(text.contains(from), "{from} is not in the fixture");
    check(&text.replacen(from, to, 1)).expect("the rest is readable")
}

/// The issues, as `path code`, errors with a `!`.
fn said(checked: &Checked) -> Vec<String> {
    let issues = checked.issues.iter().map(|issue| {
        let mark = if issue.severity == Severity::Error {
            "!"
        } else {
            ""
        };
        format!("{mark}{} {}", issue.path, issue.problem.code())
    });
    issues.collect()
}

/// Replaced, with what is said of it, but for references to a row that is lost.
fn run(table: &[(&str, &str, &[&str])]) {
    for (from, to, expect) in table {
        let mut said = said(&changed(from, to));
        said.dedup_by(|next, _| next.ends_with("unknown-reference"));
        assert_eq!(said, *expect, "{to}");
    }
}

#[test]
fn the_head_is_told_key_by_key() {
    run(&[
        ("\"title\": \"两市数据\",", "", &["!title missing-key"]),
        (
            "\"updated\": \"2026-01-01\"",
            "\"updated\": null",
            &["!updated wrong-type"],
        ),
        ("\"license\": null,", "", &[]),
        (
            "\"license\": null",
            "\"license\": 4",
            &["!license wrong-type"],
        ),
        ("\"per_capita_indicator\": \"members\",", "", &[]),
        (
            "\"per_capita_indicator\": \"members\"",
            "\"per_capita_indicator\": null",
            &[],
        ),
        (
            "\"per_capita_indicator\": \"members\"",
            "\"per_capita_indicator\": \"heads\"",
            &["!per_capita_indicator unknown-reference"],
        ),
        (
            "\"per_capita_indicator\": \"members\"",
            "\"per_capita_indicator\": 1",
            &["!per_capita_indicator wrong-type"],
        ),
        (
            "\"relations\": [",
            "\"relationz\": [",
            &["relationz unknown-key"],
        ),
        (
            "\"relations\": [",
            "\"relations\": 1, \"x\": [",
            &["!relations wrong-type", "x unknown-key"],
        ),
    ]);
    let licensed = changed("\"license\": null", "\"license\": \"CC0\"").dataset;
    assert_eq!(licensed.license.as_deref(), Some("CC0"));
    assert_eq!(licensed.title, "两市数据");
    assert_eq!(licensed.updated, "2026-01-01");
    assert_eq!(licensed.per_capita_indicator.map(|id| id.index()), Some(0));
    let none = changed(
        "\"per_capita_indicator\": \"members\"",
        "\"per_capita_indicator\": \"x\"",
    );
    assert_eq!(none.dataset.per_capita_indicator, None);
}

/// The word `stock` or `flow` of an indicator, and its definition's first characters.
const MEMBERS: &str = "\"measure\": \"stock\", \"definition\": \"在册";
const CONTESTS: &str = "\"measure\": \"flow\", \"definition\": \"举办";

#[test]
fn tables_are_told_row_by_row() {
    let after = |id: &str, rest: &str| format!("\"completion_of\": \"{id}\", {rest}");
    run(&[
        ("\"aliases\": [\"宜城\"]", "\"aliases\": null", &[]),
        (
            "\"aliases\": [\"宜城\"]",
            "\"aliases\": \"宜城\"",
            &["!cities[0].aliases wrong-type"],
        ),
        (MEMBERS, &after("contests", MEMBERS), &[]),
        (CONTESTS, &after("members", CONTESTS), &[]),
        (
            CONTESTS,
            &after("none", CONTESTS),
            &["!indicators[3].completion_of unknown-reference"],
        ),
        (
            "\"authors\": []",
            "\"authors\": \"某人\"",
            &["!sources[0].authors wrong-type"],
        ),
    ]);
    let completed = changed(MEMBERS, &after("contests", MEMBERS)).dataset;
    let of = |at: usize| completed.indicators[at].completion_of.map(|id| id.index());
    assert_eq!([of(0), of(3)], [Some(3), None]);
}

#[test]
fn a_name_is_told_from_a_hundred_and_one_characters_on() {
    let named = |length: usize| {
        let name = format!("\"title\": \"{}\"", "甲".repeat(length));
        said(&changed("\"title\": \"安庆甲\"", &name))
    };
    assert_eq!(named(100), Vec::<String>::new());
    assert_eq!(named(101), ["sources[0].title too-long"]);
    // What is quoted of a value has a line's length.
    let id = "x".repeat(61);
    let quoted = |id: &str| {
        let checked = changed("\"per_capita_indicator\": \"members\",", "");
        assert_eq!(said(&checked), Vec::<String>::new());
        let to = format!("\"indicator\": \"{id}\", \"value\": 701100");
        let checked = changed("\"indicator\": \"members\", \"value\": 701100", &to);
        match &checked.issues[0].problem {
            Problem::UnknownReference(quoted) => quoted.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(quoted(&id[1..]), id[1..]);
    assert_eq!(quoted(&id), format!("{}…", &id[1..]));
}

#[test]
fn a_number_may_be_below_zero_where_it_is_a_ratio() {
    let value = "\"value\": 60, \"printed\"";
    run(&[
        (value, "\"value\": -0.0, \"printed\"", &[]),
        (value, "\"value\": 0, \"printed\"", &[]),
        (
            value,
            "\"value\": 60, \"upper\": -1, \"printed\"",
            &["!observations[9].upper negative-count"],
        ),
        (
            value,
            "\"value\": 1e999, \"printed\"",
            &["!observations[9].value wrong-type"],
        ),
        (
            "\"count\": 2",
            "\"count\": -2",
            &["!honours[1].count negative-count"],
        ),
    ]);
    let ratio = text("two_cities").replacen(CONTESTS, &CONTESTS.replace("flow", "ratio"), 1);
    let checked = check(&ratio.replacen(value, "\"value\": -60, \"printed\"", 1));
    let checked = checked.expect("readable");
    assert_eq!(said(&checked), Vec::<String>::new());
    assert_eq!(checked.dataset.observations.value[9], -60.0);
}

#[test]
fn honours_and_relations_are_told_key_by_key() {
    run(&[
        (
            "\"level\": \"national\"",
            "\"level\": \"world\"",
            &["!honours[0].level unknown-word"],
        ),
        (
            "\"direction\": \"received\"",
            "\"direction\": null",
            &["!honours[0].direction wrong-type"],
        ),
        ("\"count\": 1, ", "", &[]),
        (
            "\"confidence\": \"possible\"",
            "\"confidence\": \"sure\"",
            &["!honours[1].doubt.confidence unknown-word"],
        ),
        (
            "\"reason\": \"两级合计，未分开\"",
            "\"reason\": \"x\", \"rank\": 1",
            &["honours[1].doubt.rank unknown-key"],
        ),
        (
            "\"terms\": [\"anqing-2025:6:20:fund\"]",
            "\"terms\": [\"anqing-2025:6:21:fund\"]",
            &["!relations[0].terms unknown-reference"],
        ),
        (
            "\"result\": \"anqing-2025:6:0:fund\"",
            "\"result\": \"anqing-2025:6\"",
            &["!relations[0].result unknown-reference"],
        ),
    ]);
    let one = changed("\"count\": 1, ", "").dataset;
    assert_eq!(one.honours[0].count, 1.0, "one that is not counted is one");
    assert_eq!(one.honours[1].count, 2.0);
    let relation = &one.relations[0];
    let rows: Vec<usize> = relation.terms.iter().map(|row| row.index()).collect();
    assert_eq!((relation.result.index(), rows), (2, vec![3]));
}

#[test]
fn a_dataset_in_parts_says_that_it_is_not_whole() {
    let with = |more: &str| changed("\"relations\": [", &format!("{more}, \"relations\": ["));
    let part = "{\"url\": \"a.json\", \"cities\": [\"340800\"], \"periods\": [\"2025\"], \
                \"observations\": 3}";
    let parts = |rows: &str| with(&format!("\"parts\": [{rows}]"));
    assert_eq!(said(&parts(part)), ["parts parts-not-loaded"]);
    let two = parts(&format!("{part}, {part}"));
    assert_eq!(two.issues[0].problem, Problem::PartsNotLoaded(2));
    let odd = part
        .replace("340800", "999999")
        .replace("[\"2025\"]", "[\"25\"]");
    assert_eq!(
        said(&parts(&odd)),
        [
            "!parts[0].cities unknown-reference",
            "!parts[0].periods malformed-period",
            "parts parts-not-loaded",
        ]
    );
    let is_part = "\"part\": {\"of\": \"all.json\", \"observations\": [[0, 3]], \"relations\": []}";
    let checked = with(is_part);
    assert_eq!(said(&checked), ["part only-part"]);
    assert_eq!(
        checked.issues[0].problem,
        Problem::OnlyPart("all.json".to_owned())
    );
    for (from, to, expect) in [
        (
            "\"relations\": []",
            "\"more\": 1",
            &[
                "part only-part",
                "!part.relations missing-key",
                "part.more unknown-key",
            ][..],
        ),
        (
            "\"of\": \"all.json\"",
            "\"of\": 1",
            &["!part.of wrong-type", "part only-part"],
        ),
        (
            "{\"of\"",
            "[1], \"x\": {\"of\"",
            &["!part wrong-type", "x unknown-key"],
        ),
    ] {
        assert_eq!(said(&with(&is_part.replacen(from, to, 1))), expect, "{to}");
    }
}

#[test]
fn a_column_that_is_not_known_is_told_once() {
    let mut file: serde_json::Value = serde_json::from_str(&text("two_cities")).expect("JSON");
    file["honours"] = serde_json::json!([]);
    let rows = file["cities"].as_array().expect("rows").clone();
    let mut columns = serde_json::json!({"columns": true, "rank": [1, 2]});
    for key in ["code", "name", "short_name", "province"] {
        columns[key] = rows.iter().map(|row| row[key].clone()).collect();
    }
    file["cities"] = columns;
    let checked = check(&file.to_string()).expect("readable");
    assert_eq!(said(&checked), ["cities[0].rank unknown-key"]);
    assert_eq!(checked.dataset.cities.len(), 2);
    // Rows are asked one by one.
    let two = text("two_cities").replace("\"name\": \"安", "\"rank\": 1, \"name\": \"安");
    let checked = check(&two).expect("readable");
    assert_eq!(
        said(&checked),
        ["cities[0].rank unknown-key", "cities[1].rank unknown-key"]
    );
}

#[test]
fn what_is_asked_for_is_said_with_the_fault() {
    for (from, to, expected) in [
        ("\"title\": \"两市数据\"", "\"title\": 1", Expected::Text),
        ("\"aliases\": []", "\"aliases\": {}", Expected::Texts),
        ("\"value\": 60", "\"value\": \"60\"", Expected::Number),
        (
            "\"paragraph\": 9",
            "\"paragraph\": 9.5",
            Expected::WholeNumber,
        ),
        (
            "\"relations\": [",
            "\"relations\": 1, \"x\": [",
            Expected::List,
        ),
        (
            "\"observations\": [",
            "\"observations\": [1, ",
            Expected::Object,
        ),
        ("\"doubt\": null", "\"doubt\": []", Expected::Object),
    ] {
        let problem = Problem::WrongType(expected);
        assert_eq!(changed(from, to).issues[0].problem, problem, "{to}");
    }
}
