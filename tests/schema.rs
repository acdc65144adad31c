//! The JSON Schema of the format: it is generated from the Rust types, lies beside the dataset, and
//! says the same as the reader. It must never be edited by hand.

mod common;

use common::{path, text};
use serde_json::{Value, json};
use union_dashboard::dataset::{Severity, check, schema};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("json")
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&parse(&schema::schema())).expect("a JSON Schema")
}

#[test]
fn the_schema_beside_the_dataset_is_that_of_the_types() {
    let file = path("public/data/achievements.schema.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, schema::schema()).expect("write");
    }
    let there = std::fs::read_to_string(&file).expect("the schema");
    let hint = "cargo xtask data schema > public/data/achievements.schema.json";
    assert!(there == schema::schema(), "it is out of date: {hint}");
}

#[test]
fn every_dataset_of_the_repository_is_valid() {
    let validator = validator();
    for name in ["achievements", "two_cities", "own_report"] {
        let dataset = parse(&text(name));
        let errors: Vec<String> = validator
            .iter_errors(&dataset)
            .map(|error| format!("{} {error}", error.instance_path))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn columns_are_valid_too() {
    let mut dataset = parse(&text("own_report"));
    let rows = dataset["observations"].as_array().expect("rows").clone();
    let column = |key: &str| rows.iter().map(|row| row[key].clone()).collect::<Vec<_>>();
    dataset["observations"] = json!({
        "columns": true,
        "source": {"dict": ["own-2025"], "codes": vec![0; rows.len()]},
        "city": {"dict": ["340700"], "codes": vec![0; rows.len()]},
        "period": column("period"),
        "indicator": column("indicator"),
        "value": column("value"),
        "upper": rows.iter().map(|row| row.get("upper").cloned().unwrap_or_default()).collect::<Vec<_>>(),
        "printed": column("printed"),
        "bound": column("bound"),
        "scope": column("scope"),
        "status": column("status"),
        "of": column("of"),
        "paragraph": column("paragraph"),
        "offset": column("offset"),
    });
    assert!(validator().is_valid(&dataset));
    let checked = check(&dataset.to_string()).expect("a dataset");
    assert_eq!(
        (checked.issues, checked.dataset.observations.len()),
        (vec![], rows.len())
    );
}

#[test]
fn the_types_hold_every_key_of_the_dataset() {
    for name in ["achievements", "own_report"] {
        let dataset = parse(&text(name));
        let typed: schema::File = serde_json::from_value(dataset.clone()).expect("the types");
        let again = serde_json::to_value(&typed).expect("json");
        assert!(same(&dataset, &again), "{name} comes back different");
    }
}

/// Whether two values are the same number for number: 20 and 20.0 are.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|o| same(value, o)))
        }
        _ => one == other,
    }
}

/// Values that are tried in every place of a row.
fn strange() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1.5),
        json!(7),
        json!(""),
        json!("x"),
        json!("2025-00"),
        json!([]),
        json!([1]),
        json!({}),
    ]
}

#[test]
fn what_the_schema_refuses_the_reader_reports() {
    let (whole, validator) = (parse(&text("own_report")), validator());
    let mut silent = Vec::new();
    for list in [
        "cities",
        "categories",
        "indicators",
        "sources",
        "observations",
        "relations",
        "honours",
    ] {
        for key in whole[list][0].as_object().expect("a row").keys() {
            let gone = |row: &mut Value| {
                row.as_object_mut().map(|row| row.remove(key));
            };
            let mut copies = vec![whole.clone()];
            gone(&mut copies[0][list][0]);
            for value in strange() {
                let mut copy = whole.clone();
                copy[list][0][key] = value;
                copies.push(copy);
            }
            for copy in copies {
                let refused = !validator.is_valid(&copy);
                let findings = union_dashboard::audit::audit(&copy.to_string(), Default::default());
                let reported = findings.is_err()
                    || findings.is_ok_and(|findings| {
                        findings
                            .iter()
                            .any(|finding| finding.fault.severity() == Severity::Error)
                    });
                if refused && !reported {
                    silent.push(format!("{list}[0].{key} = {}", copy[list][0][key]));
                }
            }
        }
    }
    assert_eq!(
        silent,
        Vec::<String>::new(),
        "refused by the schema, and not reported"
    );
}
