//! The dataset that ships, damaged on purpose in the ways in which files are: keys lost or doubled,
//! values of another type or size, lists cut or wrapped, references to nothing, texts torn off.
//! Each damaged file is read with its issues or refused with its place, and what was read can be
//! shown. The damage is the same in every run: its number is all that it depends on.
//!
//! It must never accept that a row is gone without an issue.

mod common;
#[path = "common/tour.rs"]
mod tour;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use common::text;
use serde_json::Value;
use tour::tour;
use union_dashboard::audit::{Evidence, audit};
use union_dashboard::dataset::{Checked, Dataset, Issue, Problem, Severity, check};
use union_dashboard::edition::{Document, diff, write};
use union_dashboard::lang::words;
use union_dashboard::page::{Around, html};
use union_dashboard::query::Lang;

// JSON that may be wrong.

/// A JSON value as it will be written, right or wrong.
#[derive(Clone, Debug)]
enum Node {
    /// Any text in the place of a value.
    Plain(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

static SHIPPED: LazyLock<Node> = LazyLock::new(|| {
    let value: Value = serde_json::from_str(&text("achievements")).expect("JSON");
    Node::of(&value)
});

impl Node {
    fn of(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(entries) => {
                let entry = |(key, value): (&String, &Value)| (key.clone(), Self::of(value));
                Self::Object(entries.iter().map(entry).collect())
            }
            plain => Self::Plain(plain.to_string()),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Plain(text) => out.push_str(text),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { ",\n" } else { "\n" });
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    out.push_str(&Value::from(key.as_str()).to_string());
                    out.push_str(": ");
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    fn entry(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Object(entries) = self else {
            return None;
        };
        // Of a key that stands twice the last counts.
        let mut entries = entries.iter_mut().rev();
        entries
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Some value within this one; deeper ones are as likely as those at the top.
    fn any(&mut self, chance: &mut Chance) -> &mut Self {
        let is_empty = match self {
            Self::Plain(_) => true,
            Self::List(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
        };
        if is_empty || chance.once_in(5) {
            return self;
        }
        match self {
            Self::List(items) => {
                let at = chance.below(items.len());
                items[at].any(chance)
            }
            Self::Object(entries) => {
                let at = chance.below(entries.len());
                entries[at].1.any(chance)
            }
            Self::Plain(_) => unreachable!("it has no parts"),
        }
    }

    /// Some list or object within this one.
    fn any_group(&mut self, chance: &mut Chance) -> &mut Self {
        let has_groups = |node: &Self| !matches!(node, Self::Plain(_));
        let inner: Vec<usize> = match self {
            Self::Plain(_) => Vec::new(),
            Self::List(items) => (0..items.len())
                .filter(|&at| has_groups(&items[at]))
                .collect(),
            Self::Object(entries) => (0..entries.len())
                .filter(|&at| has_groups(&entries[at].1))
                .collect(),
        };
        if inner.is_empty() || chance.once_in(4) {
            return self;
        }
        let at = inner[chance.below(inner.len())];
        match self {
            Self::List(items) => items[at].any_group(chance),
            Self::Object(entries) => entries[at].1.any_group(chance),
            Self::Plain(_) => unreachable!("it has no parts"),
        }
    }
}

// Damage.

/// SplitMix64: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("it is below a usize")
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Values of every type, right in JSON and wrong nearly everywhere.
const OTHER_TYPES: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "\"\"",
    "\"340800\"",
    "[]",
    "[[]]",
    "[1, \"2\", null]",
    "{}",
    "{\"columns\": true}",
    "{\"dict\": [], \"codes\": [0]}",
    "{\"columns\": true, \"id\": [\"x\"]}",
];

/// Numbers at the ends of what a number can be.
const NUMBERS: &[&str] = &[
    "1e308",
    "-1e308",
    "1e309",
    "1e999999999999",
    "5e-324",
    "1e-999999999999",
    "-0",
    "-0.0",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "9007199254740993",
    "0.1e1",
    "1E+2",
    "99999999999999999999999999999999999999999999999999",
    "0.00000000000000000000000000001",
];

/// Texts that somebody would hide in a file, or a machine leave there.
const TEXTS: &[&str] = &[
    r#""</script><img src=x onerror=alert(1)>""#,
    r#""javascript:alert(1)""#,
    r#""<!--""#,
    r#""=HYPERLINK(\"//example.org\")""#,
    r#""\u0000\u0007\u001b[31m""#,
    r#""\u202e\u2066gnp.exe\u2069""#,
    r#""\u2028\u2029\ufeff""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\udc00\ud800""#,
    r#""a:1:2:b""#,
    r#"":::""#,
    r#""0001/9999""#,
    r#""9999-12-31""#,
    r#""../0001""#,
    r#""2025-02-30""#,
    r#""county:""#,
    r#""person:\n""#,
    r#""安庆%2C宜城&q=x#""#,
    r#""__proto__""#,
];

/// Bytes that stand where none should.
const SCRAPS: &[&str] = &[
    "\u{feff}",
    "\0",
    "\r",
    "\n",
    ",",
    "}",
    "]",
    "{",
    "[",
    "\"",
    "\\",
    "//",
    "NaN",
    "'",
    "\u{2028}",
    "<html>",
    "\u{1f600}",
];

/// One damage to a dataset, by its number.
fn damage(node: &mut Node, chance: &mut Chance) {
    match chance.below(11) {
        0 => match node.any_group(chance) {
            Node::Object(entries) if !entries.is_empty() => {
                drop(entries.remove(chance.below(entries.len())));
            }
            Node::List(items) if !items.is_empty() => {
                drop(items.remove(chance.below(items.len())));
            }
            _ => {}
        },
        1 => doubled(node.any_group(chance), chance),
        2 => *node.any(chance) = Node::Plain(chance.one_of(OTHER_TYPES).to_owned()),
        3 => *node.any(chance) = Node::Plain(chance.one_of(NUMBERS).to_owned()),
        4 => *node.any(chance) = Node::Plain(chance.one_of(TEXTS).to_owned()),
        5 => {
            if let Node::List(items) = node.any_group(chance) {
                items.truncate(chance.below(items.len()));
            }
        }
        6 => {
            // serde_json refuses what is nested deeper than 128.
            let depth = [3, 120, 140, 5000][chance.below(4)];
            let (open, close) = [("[", "]"), ("{\"a\":", "}")][chance.below(2)];
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            *node.any(chance) = Node::Plain(deep);
        }
        7 => columns(node, chance),
        8 => wrong_reference(node, chance),
        9 => {
            if let Node::Object(entries) = node.any_group(chance)
                && !entries.is_empty()
            {
                let at = chance.below(entries.len());
                let names = [
                    "",
                    "Value",
                    "city ",
                    "__proto__",
                    "id",
                    "columns",
                    "观测",
                    "\u{202e}",
                ];
                entries[at].0 = chance.one_of(&names).to_owned();
            }
        }
        _ => {
            let long = format!("\"{}\"", "长".repeat(1 + chance.below(20_000)));
            *node.any(chance) = Node::Plain(long);
        }
    }
}

/// A key or an item that stands twice, the second time perhaps with another value.
fn doubled(group: &mut Node, chance: &mut Chance) {
    match group {
        Node::Object(entries) if !entries.is_empty() => {
            let (key, mut value) = entries[chance.below(entries.len())].clone();
            if chance.once_in(2) {
                value = Node::Plain(chance.one_of(OTHER_TYPES).to_owned());
            }
            entries.insert(chance.below(entries.len() + 1), (key, value));
        }
        Node::List(items) if !items.is_empty() => {
            let item = items[chance.below(items.len())].clone();
            items.insert(chance.below(items.len() + 1), item);
        }
        _ => {}
    }
}

/// The lists of a dataset.
const LISTS: &[&str] = &[
    "cities",
    "categories",
    "indicators",
    "sources",
    "observations",
    "relations",
    "honours",
];

/// A list in its columnar form, right or with a column that is cut, too long or wrongly coded.
fn columns(node: &mut Node, chance: &mut Chance) {
    let Some(list) = node.entry(chance.one_of(LISTS)) else {
        return;
    };
    let Node::List(items) = list else { return };
    let mut columns: BTreeMap<String, Vec<Node>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let Node::Object(entries) = item else { return };
        for (key, value) in entries {
            let column = columns.entry(key.clone()).or_default();
            column.resize(at, Node::Plain("null".to_owned()));
            column.push(value.clone());
        }
    }
    let len = items.len();
    let mut entries = vec![("columns".to_owned(), Node::Plain("true".to_owned()))];
    for (key, mut values) in columns {
        values.resize(len, Node::Plain("null".to_owned()));
        match chance.below(12) {
            0 => values.truncate(chance.below(len + 1)),
            1 => values.push(Node::Plain("7".to_owned())),
            _ => {}
        }
        let coded = chance.once_in(2);
        entries.push((
            key,
            if coded {
                dictionary(values, chance)
            } else {
                Node::List(values)
            },
        ));
    }
    *list = Node::Object(entries);
}

fn dictionary(values: Vec<Node>, chance: &mut Chance) -> Node {
    let mut codes: Vec<Node> = (0..values.len())
        .map(|at| Node::Plain(at.to_string()))
        .collect();
    if !codes.is_empty() && chance.once_in(6) {
        let at = chance.below(codes.len());
        let wrong = ["-1", "1.5", "4294967296", "99999", "null", "\"0\""];
        codes[at] = Node::Plain(chance.one_of(&wrong).to_owned());
    }
    Node::Object(vec![
        ("dict".to_owned(), Node::List(values)),
        ("codes".to_owned(), Node::List(codes)),
    ])
}

/// A reference to something else, or to nothing.
fn wrong_reference(node: &mut Node, chance: &mut Chance) {
    let list = chance.one_of(LISTS);
    let Some(Node::List(items)) = node.entry(list) else {
        return;
    };
    if items.is_empty() {
        return;
    }
    let (one, other) = (chance.below(items.len()), chance.below(items.len()));
    let key = chance.one_of(&[
        "source",
        "city",
        "indicator",
        "category",
        "of",
        "id",
        "code",
        "result",
        "completion_of",
    ]);
    let taken = items[other].entry(key).cloned();
    let Some(value) = items[one].entry(key) else {
        return;
    };
    *value = match taken {
        Some(taken) if chance.once_in(2) => taken,
        _ => Node::Plain(
            chance
                .one_of(&["\"\"", "\"nobody\"", "\"__proto__\"", "7"])
                .to_owned(),
        ),
    };
}

/// A damaged file: one to four damages of its values, and in some the text itself.
fn damaged(number: u64) -> (Node, String) {
    let mut chance = Chance(number);
    let mut node = SHIPPED.clone();
    for _ in 0..=chance.below(4) {
        damage(&mut node, &mut chance);
    }
    let mut written = String::new();
    node.write(&mut written);
    let place =
        |chance: &mut Chance, text: &str| text.floor_char_boundary(chance.below(text.len() + 1));
    match chance.below(8) {
        0 => written.truncate(place(&mut chance, &written)),
        1 => {
            let at = place(&mut chance, &written);
            written.insert_str(at, chance.one_of(SCRAPS));
        }
        2 => {
            let (one, other) = (place(&mut chance, &written), place(&mut chance, &written));
            written.replace_range(one.min(other)..one.max(other), "");
        }
        _ => return (node, written),
    }
    // The values no longer tell what the text holds.
    (Node::Plain(String::new()), written)
}

// What must hold.

/// A place is one of the text: a reader can go there.
fn has_place(text: &str, issue: &Issue) -> bool {
    let Some(place) = issue.place else {
        // What is missing stands nowhere.
        let is_missing = matches!(
            issue.problem,
            Problem::MissingKey(_) | Problem::Empty | Problem::SchemaVersion(_)
        );
        return is_missing;
    };
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).split('\n');
    let line = place
        .line
        .checked_sub(1)
        .and_then(|before| lines.nth(before));
    line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&place.column))
}

/// How many rows of a list are left, where that can be counted.
fn rows_left(dataset: &Dataset, list: &str) -> Option<usize> {
    match list {
        "cities" => Some(dataset.cities.len()),
        "categories" => Some(dataset.categories.len()),
        "indicators" => Some(dataset.indicators.len()),
        "sources" => Some(dataset.sources.len()),
        "observations" => Some(dataset.observations.len()),
        "relations" => Some(dataset.relations.len()),
        "honours" => Some(dataset.honours.len()),
        _ => None,
    }
}

/// Whether a damaged file was read, after what must hold of its issues.
fn is_read(number: u64) -> bool {
    let (mut node, text) = damaged(number);
    let Checked {
        dataset, issues, ..
    } = match check(&text) {
        Ok(checked) => checked,
        Err(issue) => {
            assert!(has_place(&text, &issue), "{number}: {issue:?}");
            let is_refused = Document::read(&text).is_err();
            assert!(is_refused || issue.path == "schema_version", "{number}");
            return false;
        }
    };
    for issue in &issues {
        assert!(has_place(&text, issue), "{number}: {issue:?}");
        for lang in Lang::ALL {
            assert!(!(words(*lang).problem)(&issue.problem).is_empty());
        }
    }
    for list in LISTS {
        let (Some(Node::List(rows)), Some(left)) = (node.entry(list), rows_left(&dataset, list))
        else {
            continue;
        };
        let start = format!("{list}[");
        let is_own =
            |issue: &&Issue| issue.severity == Severity::Error && issue.path.starts_with(&start);
        let errors = issues.iter().filter(is_own).count();
        let of = rows.len();
        assert!(
            left + errors >= of,
            "{number}: {left} of {of} {list}, {errors} errors"
        );
    }
    // Issues are as many as there are places for them.
    assert!(issues.len() <= text.len() / 2, "{number}");
    if number.is_multiple_of(SHOWN) {
        shows(number, &text, &dataset);
    }
    true
}

/// One file of so many is shown and written too, which takes ten times as long as reading it.
const SHOWN: u64 = 10;

/// What was read can be looked at, and written again without a loss.
fn shows(number: u64, text: &str, dataset: &Dataset) {
    let fragments = [
        "",
        "city=安庆&view=trend&read=probable&lang=en",
        "q=会员&year=2021..",
    ];
    let at = number / SHOWN % fragments.len() as u64;
    // What is drawn and exported grows with the file, not with what the file claims.
    let length = tour(
        dataset,
        fragments[usize::try_from(at).expect("it is small")],
    );
    assert!(length < 40 * text.len() + 10_000_000, "{number}: {length}");
    let length = html(dataset, Around::Host).len();
    assert!(length < 40 * text.len(), "{number}: {length}");
    assert!(audit(text, Evidence::default()).is_ok(), "{number}");
    let Ok(document) = Document::read(text) else {
        return;
    };
    let mut out = Vec::new();
    write(&document, &mut out).expect("memory");
    let again = check(std::str::from_utf8(&out).expect("UTF-8")).expect("a dataset");
    for list in LISTS {
        let (one, other) = (rows_left(dataset, list), rows_left(&again.dataset, list));
        assert_eq!(one, other, "{number}: {list}");
    }
}

#[test]
fn a_damaged_file_is_read_with_issues_or_refused_with_a_place() {
    let read = (0..300).filter(|&number| is_read(number)).count();
    assert!(
        (60..270).contains(&read),
        "{read} of 300: the damage is too mild or too strong"
    );
}

#[test]
#[ignore = "10,000 files: a minute or two of `cargo test --profile long`"]
fn ten_thousand_damaged_files() {
    let read = (0..10_000).filter(|&number| is_read(number)).count();
    println!("{read} of 10000 were read, the others refused");
}

/// A value that is nested deeper than a stack, or than two looks a level would ever end with.
#[test]
fn a_value_nested_deep_is_carried_and_compared() {
    let with = |space: &str| {
        let deep = format!("{{\"a\":{space}").repeat(20_000) + "1" + &"}".repeat(20_000);
        text("two_cities").replacen("\"title\"", &format!("\"x-deep\": {deep}, \"title\""), 1)
    };
    let (one, other) = (with(""), with(" "));
    assert_eq!(check(&one).expect("a dataset").issues.len(), 1);
    let (one, other) = (Document::read(&one), Document::read(&other));
    let (one, other) = (one.expect("a dataset"), other.expect("a dataset"));
    assert_eq!(diff(&one, &one).len(), 0);
    assert_eq!(diff(&one, &other).len(), 1);
    let mut out = Vec::new();
    write(&one, &mut out).expect("memory");
    let text = String::from_utf8(out).expect("UTF-8");
    assert_eq!(text.matches("\"a\":").count(), 20_000);
    assert_eq!(check(&text).expect("a dataset").issues.len(), 1);
}

/// The columns of a dataset with so many rows; `more` is written behind them.
fn many_rows(rows: usize, more: &str) -> String {
    let start = text("two_cities");
    let (start, rest) = start.split_once("\"observations\": [").expect("rows");
    let (_, end) = rest.split_once("\n  ],").expect("their end");
    let all = |value: &str| {
        format!(
            "{{\"dict\": [{value}], \"codes\": [{}0]}}",
            "0,".repeat(rows - 1)
        )
    };
    let numbers: Vec<String> = (0..rows).map(|at| at.to_string()).collect();
    let paragraphs = format!("[{}]", numbers.join(","));
    let columns = [
        ("source", all("\"anqing-2025\"")),
        ("city", all("\"340800\"")),
        ("period", all("\"2025\"")),
        ("indicator", all("\"members\"")),
        ("value", all("1")),
        ("printed", all("\"1\"")),
        ("offset", all("0")),
        ("paragraph", paragraphs),
    ];
    let columns = columns
        .map(|(name, values)| format!("\"{name}\": {values}"))
        .join(",\n");
    let more = more.replace("ALL", &format!("[{}0]", "0,".repeat(rows - 1)));
    format!("{start}\"observations\": {{\"columns\": true, {columns}{more}}},{end}")
}

#[test]
fn a_small_file_stays_small() {
    // 20,000 times a note of 100,000 characters would be 6 GB.
    let note = format!(
        ", \"note\": {{\"dict\": [\"{}\"], \"codes\": ALL}}",
        "注".repeat(100_000)
    );
    let bomb = check(&many_rows(20_000, &note)).expect("a dataset");
    let codes: Vec<_> = bomb
        .issues
        .iter()
        .map(|issue| (&*issue.path, issue.problem.code()))
        .collect();
    assert_eq!(codes[0], ("observations.note", "column-length"));
    assert_eq!(bomb.dataset.observations.len(), 20_000);
    assert_eq!(bomb.dataset.observations.note.iter().count(), 0);

    // What a column is wrong in is told once, not in each of its rows.
    let unknown = check(&many_rows(20_000, ", \"x-own\": ALL")).expect("a dataset");
    let is_own = |issue: &&Issue| issue.path.ends_with(".x-own");
    assert_eq!(unknown.issues.iter().filter(is_own).count(), 1);

    // So many periods, scopes and ids as nobody has take no longer than their text.
    let names = |start: &str| -> String {
        let names: Vec<String> = (0..100_000).map(|at| format!("\"{start}{at}\"")).collect();
        format!("[{}]", names.join(","))
    };
    let scopes = format!(", \"scope\": {}", names("unit:"));
    let many = check(&many_rows(100_000, &scopes)).expect("a dataset");
    let is_of_rows = |issue: &&Issue| issue.path.starts_with("observations");
    assert_eq!(many.issues.iter().find(is_of_rows), None);
    let scope = |row: usize| {
        let row = many.dataset.rows().nth(row).expect("a row");
        many.dataset.observation(row).scope.to_string()
    };
    assert_eq!(
        [scope(0), scope(99_999)],
        ["unit:0".to_owned(), "unit:99999".to_owned()]
    );

    // And so many columns as nobody has take no longer than their text.
    let many: String = (0..50_000).map(|at| format!(", \"{at}\": []")).collect();
    let many = check(&many_rows(3, &many)).expect("a dataset");
    assert!(
        many.issues
            .iter()
            .any(|issue| issue.problem.code() == "column-length")
    );
}
