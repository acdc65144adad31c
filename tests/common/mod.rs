//! The one notation of the native tests: a fixture's name and a query in, text out. It must
//! never know what a test expects.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::PathBuf;

use union_dashboard::dataset::{Dataset, check};
use union_dashboard::query::{Query, Selection, select, url};

/// A file of the repository, by its path from the root.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// A fixture's text; `achievements` is the dataset that ships.
pub fn text(name: &str) -> String {
    let file = match name {
        "achievements" => path("public/data/achievements.json"),
        _ => path("tests/fixtures").join(format!("{name}.json")),
    };
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A fixture that must have no issue.
pub fn dataset(name: &str) -> Dataset {
    let checked = check(&text(name)).expect("a fixture is readable");
    assert_eq!(checked.issues, [], "{name} has issues");
    checked.dataset
}

/// A fixture, a query that must mean something, and what it selects.
pub fn ask(name: &str, fragment: &str) -> (Dataset, Query, Selection) {
    let dataset = dataset(name);
    let (query, bad) = url::parse(fragment, &dataset);
    assert_eq!(bad, [], "{fragment} is bad");
    let selection = select(&dataset, &query);
    (dataset, query, selection)
}
