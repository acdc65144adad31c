//! The checker: a whole dataset passes, and each kind of damage is found where it is.
//!
//! The small report `own_report` is in our own words, so that everything about places is tested
//! wherever this runs; the dataset that ships is proved against the five reports where they lie
//! beside the checkout. It must never print a sentence of a report.

mod common;

use std::collections::BTreeSet;

use common::{path, text};
use serde_json::{Value, json};
use union_dashboard::audit::{Evidence, File, Finding, Severity, audit, say};
use union_dashboard::query::Lang;

/// `code path` of each finding; a text that cannot be read at all is one finding.
fn found(dataset: &str, evidence: Evidence<'_>) -> Vec<String> {
    match audit(dataset, evidence) {
        Ok(findings) => findings.iter().map(line).collect(),
        Err(issue) => vec![format!("{} {}", issue.problem.code(), issue.path)],
    }
}

fn line(finding: &Finding) -> String {
    let file = match &finding.file {
        File::Dataset => "",
        File::NotFigures => "list ",
        File::Source(_) => "text ",
    };
    format!("{} {file}{}", finding.fault.code(), finding.path)
}

/// A dataset, its report and its list of what is no figure, to be damaged.
struct Copy {
    dataset: Value,
    report: Option<Vec<u8>>,
    list: Value,
}

impl Copy {
    fn new() -> Self {
        let parse = |text: &str| serde_json::from_str(text).expect("json");
        let report = path("tests/fixtures/own_report.txt");
        let list = path("tests/fixtures/own_report.not-figures.json");
        Self {
            dataset: parse(&text("own_report")),
            report: Some(std::fs::read(report).expect("the report")),
            list: parse(&std::fs::read_to_string(list).expect("the list")),
        }
    }

    fn found(&self) -> Vec<String> {
        let open = |_: &str| self.report.clone();
        let list = self.list.to_string();
        let evidence = Evidence {
            open: Some(&open),
            not_figures: Some(&list),
        };
        found(&self.dataset.to_string(), evidence)
    }

    fn row(&mut self, indicator: &str) -> &mut Value {
        let rows = self.dataset["observations"].as_array_mut().expect("rows");
        let found = rows.iter_mut().find(|row| row["indicator"] == indicator);
        found.unwrap_or_else(|| panic!("{indicator}"))
    }

    fn without(&mut self, indicator: &str) {
        let rows = self.dataset["observations"].as_array_mut().expect("rows");
        rows.retain(|row| row["indicator"] != indicator);
    }

    fn report_text(&self) -> String {
        String::from_utf8(self.report.clone().expect("a report")).expect("UTF-8")
    }
}

fn doubt(kind: &str, probable: Value, reason: &str) -> Value {
    json!({"kind": kind, "probable": probable, "confidence": "probable", "reason": reason})
}

/// A kind of damage: what is done, and how the finding begins that must tell it.
type Damage = (fn(&mut Copy), &'static str);

/// What can go wrong with the file itself.
const FORMAT: &[Damage] = &[
    (
        |c| c.dataset["schema_version"] = json!(2),
        "schema-version schema_version",
    ),
    (|c| c.dataset = json!([]), "wrong-type "),
    (
        |c| {
            drop(
                c.row("job-fairs")
                    .as_object_mut()
                    .map(|row| row.remove("printed")),
            )
        },
        "missing-key observations[4]",
    ),
    (
        |c| c.row("job-fairs")["value"] = json!("36"),
        "wrong-type observations[4].value",
    ),
    (
        |c| c.row("job-fairs")["bound"] = json!("around"),
        "unknown-word observations[4].bound",
    ),
    (
        |c| c.row("job-fairs")["scope"] = json!("village"),
        "unknown-word observations[4].scope",
    ),
    (
        |c| c.row("job-fairs")["status"] = json!("maybe"),
        "unknown-word observations[4].status",
    ),
    (
        |c| c.row("job-fairs")["indicator"] = json!("nothing"),
        "unknown-reference observations[4].indicator",
    ),
    (
        |c| c.row("job-fairs")["source"] = json!("x"),
        "unknown-reference observations[4].source",
    ),
    (
        |c| c.dataset["cities"][1]["code"] = json!("340700"),
        "duplicate cities[1].code",
    ),
    (
        |c| {
            let twice = c.row("job-fairs").clone();
            c.dataset["observations"]
                .as_array_mut()
                .expect("rows")
                .push(twice);
        },
        "duplicate observations[20]",
    ),
    (
        |c| c.row("job-fairs")["value"] = json!(-36),
        "negative-count observations[4].value",
    ),
    (
        |c| c.row("job-fairs")["period"] = json!("2025-13"),
        "malformed-period observations[4].period",
    ),
    (
        |c| c.row("job-fairs")["period"] = json!("2025/2024"),
        "reversed-period observations[4].period",
    ),
    (
        |c| c.row("job-fairs")["remark"] = json!(1),
        "unknown-key observations[4].remark",
    ),
    (
        |c| c.dataset["cities"][0]["name"] = json!("铜陵\u{202e}市"),
        "control-characters cities[0].name",
    ),
    (
        |c| c.dataset["cities"][0]["code"] = json!("3407"),
        "city-code cities[0].code",
    ),
    (
        |c| c.dataset["cities"][0]["province"] = json!("陕西省"),
        "city-code cities[0].code",
    ),
    (
        |c| c.dataset["updated"] = json!("2026-02-30"),
        "updated-day updated",
    ),
    (
        |c| c.dataset["sources"][0]["sha256"] = json!("3da1…"),
        "hash-form sources[0].sha256",
    ),
];

/// What can go wrong between the values of the file.
const WITHIN: &[Damage] = &[
    (
        |c| c.row("rest-stations")["period"] = json!("2024/2025"),
        "stock-interval observations[0].period",
    ),
    (
        |c| c.row("job-fairs")["period"] = json!("2052"),
        "after-report observations[4].period",
    ),
    (
        |c| c.row("job-fairs")["city"] = json!("340200"),
        "city-of-report observations[4].city",
    ),
    (
        |c| c.row("job-fairs")["paragraph"] = json!(0),
        "no-such-place observations[4].paragraph",
    ),
    (
        |c| c.row("volunteer-events")["value"] = json!(300),
        "bound-of-value observations[13].bound",
    ),
    (
        |c| c.row("station-plan")["upper"] = Value::Null,
        "bound-of-value observations[19].bound",
    ),
    (
        |c| c.row("station-plan")["upper"] = json!(5),
        "upper-below observations[19].upper",
    ),
    (
        |c| c.row("model-stations")["of"] = Value::Null,
        "part-without-whole observations[1].of",
    ),
    (
        |c| c.row("model-stations")["of"] = json!("own-2025:2:9:rest-stations"),
        "unknown-reference observations[1].of",
    ),
    (
        |c| {
            let offset = c.row("stable-employment")["offset"].clone();
            c.row("model-stations")["of"] = json!(format!("own-2025:3:{offset}:stable-employment"));
        },
        "part-of-whole observations[1].of",
    ),
    (
        |c| {
            let twice = c.dataset["honours"][0].clone();
            c.dataset["honours"]
                .as_array_mut()
                .expect("honours")
                .push(twice);
        },
        "honour-twice honours[2].title",
    ),
    (
        |c| c.dataset["honours"][0]["count"] = json!(0),
        "honour-count honours[0].count",
    ),
    (
        |c| {
            c.row("job-fairs")["doubt"] = doubt("inconsistent", Value::Null, "看来不对。");
        },
        "doubt-without-arithmetic observations[4].doubt.reason",
    ),
    (
        |c| {
            c.row("job-fairs")["doubt"] = doubt("decimal-point-lost", json!(12), "36÷3＝12。");
        },
        "doubt-shift observations[4].doubt.probable",
    ),
    // A false alarm: nothing contradicts 36 job fairs.
    (
        |c| {
            c.row("job-fairs")["doubt"] = doubt("decimal-point-lost", json!(3.6), "36÷10＝3.6。");
        },
        "doubt-without-ground observations[4].doubt",
    ),
    (
        |c| c.dataset["relations"][0]["terms"] = json!([]),
        "relation-terms relations[0].terms",
    ),
    (
        |c| c.dataset["relations"][1]["terms"][0] = c.dataset["relations"][0]["result"].clone(),
        "relation-mixed relations[1].terms",
    ),
    (
        |c| c.row("aid-funds")["value"] = json!(400_000),
        "sum-differs relations[1].result",
    ),
    (
        |c| c.row("large-firms-rate")["value"] = json!(87),
        "rate-differs relations[0].result",
    ),
    (
        |c| c.row("large-firms-unionised")["value"] = json!(400),
        "part-of-whole relations[2].terms",
    ),
];

/// What can go wrong between a value and the printed figure.
const PRINTED: &[Damage] = &[
    (
        |c| c.row("job-fairs")["printed"] = json!("第36场"),
        "unreadable observations[4].printed",
    ),
    (
        |c| c.row("job-fairs")["value"] = json!(63),
        "value-differs observations[4].value",
    ),
    // 万 read as nothing, and a decimal point added.
    (
        |c| c.row("members")["value"] = json!(21.5),
        "value-differs observations[3].value",
    ),
    (
        |c| c.row("members")["value"] = json!(2_150_000),
        "value-differs observations[3].value",
    ),
    (
        |c| c.row("warm-people")["bound"] = json!("exact"),
        "bound-differs observations[6].bound",
    ),
    (
        |c| c.row("contests-held")["bound"] = json!("at_most"),
        "bound-differs observations[11].bound",
    ),
    (
        |c| c.row("station-plan")["upper"] = json!(51),
        "upper-differs observations[19].upper",
    ),
    (
        |c| c.row("stable-employment")["indicator"] = json!("contest-visits"),
        "unit-differs observations[5].indicator",
    ),
    (
        |c| c.dataset["indicators"][7]["unit"] = json!("万元"),
        "unit-differs observations[7].indicator",
    ),
];

/// What cannot be, although it is printed.
const PLAUSIBLE: &[Damage] = &[
    (
        |c| {
            let row = c.row("members");
            row["value"] = json!(2_150_000_000_u64);
            row["printed"] = json!("215000万人");
        },
        "more-than-any-city observations[3].value",
    ),
    (
        |c| {
            let row = c.row("stable-employment");
            row["value"] = json!(1_280_000);
            row["printed"] = json!("128万人");
        },
        "more-than-members observations[5].value",
    ),
    (
        |c| {
            let row = c.row("grassroots-unions");
            row["value"] = json!(320_000);
            row["printed"] = json!("32万个");
        },
        "per-head observations[3].value",
    ),
    (
        |c| {
            let mut sister = c.row("members").clone();
            sister["period"] = json!("2024");
            sister["value"] = json!(2_000_000);
            sister["offset"] = json!(0);
            c.dataset["observations"]
                .as_array_mut()
                .expect("rows")
                .push(sister);
        },
        "jump observations[3].value",
    ),
    (
        |c| {
            let row = c.row("members");
            row["value"] = json!(2_150_000_000_u64);
            row["printed"] = json!("215000万人");
            row["doubt"] = doubt(
                "decimal-point-lost",
                json!(215_000_000),
                "215000÷10＝21500。",
            );
        },
        "still-implausible observations[3].doubt.probable",
    ),
];

/// What can go wrong between the dataset and the report.
const PLACES: &[Damage] = &[
    (|c| c.report = None, "source-missing sources[0].file"),
    (
        |c| c.dataset["sources"][0]["file"] = Value::Null,
        "source-unnamed sources[0].id",
    ),
    (
        |c| c.dataset["sources"][0]["sha256"] = Value::Null,
        "source-unnamed sources[0].id",
    ),
    // One digit of the report.
    (
        |c| c.report = Some(c.report_text().replace("36场", "38场").into_bytes()),
        "source-changed sources[0].sha256",
    ),
    // One blank at its end.
    (
        |c| c.report = Some((c.report_text() + " ").into_bytes()),
        "source-changed sources[0].sha256",
    ),
    (
        |c| c.report.as_mut().expect("a report").push(0xff),
        "source-encoding sources[0].file",
    ),
    (
        |c| c.row("job-fairs")["paragraph"] = json!(70),
        "no-such-place observations[4].paragraph",
    ),
    (
        |c| c.row("job-fairs")["offset"] = json!(700),
        "no-such-place observations[4].paragraph",
    ),
    (
        |c| c.row("job-fairs")["paragraph"] = json!(4),
        "not-at-place observations[4].offset",
    ),
    (
        |c| c.row("job-fairs")["offset"] = json!(9),
        "not-at-place observations[4].offset",
    ),
    // Read short at the end, at the beginning, before and behind a decimal point.
    (
        |c| {
            let row = c.row("grassroots-unions");
            (row["printed"], row["value"]) = (json!("320"), json!(320));
        },
        "cut-off observations[2].printed",
    ),
    (
        |c| {
            let row = c.row("job-fairs");
            let offset = row["offset"].as_u64().expect("an offset") + 1;
            (row["printed"], row["value"], row["offset"]) = (json!("6场"), json!(6), json!(offset));
        },
        "cut-off observations[4].printed",
    ),
    (
        |c| {
            let row = c.row("contest-visits");
            (row["printed"], row["bound"]) = (json!("1.2万人次"), json!("exact"));
        },
        "cut-off observations[12].printed",
    ),
    (
        |c| {
            let row = c.row("warm-people");
            let offset = row["offset"].as_u64().expect("an offset") + 1;
            (row["printed"], row["bound"]) = (json!("5000人"), json!("exact"));
            row["offset"] = json!(offset);
        },
        "cut-off observations[6].printed",
    ),
    (
        |c| {
            let row = c.row("members");
            (row["printed"], row["value"]) = (json!("21"), json!(21));
        },
        "cut-off observations[3].printed",
    ),
    (
        |c| c.dataset["honours"][1]["offset"] = json!(4),
        "honour-not-at-place honours[1].offset",
    ),
    // A figure left out, in Arabic and in Chinese numerals.
    (|c| c.without("job-fairs"), "unaccounted text 3:7"),
    (|c| c.without("volunteer-events"), "unaccounted text 4:"),
    (
        |c| drop(c.list.as_array_mut().map(|list| list.remove(0))),
        "unaccounted text 2:2",
    ),
    (|c| c.list = json!({"list": []}), "list-unreadable list "),
    (
        |c| c.list[0]["kind"] = json!("whatever"),
        "list-kind list [0]",
    ),
    (
        |c| c.list[3]["offset"] = json!(0),
        "list-without-numeral list [3]",
    ),
    (
        |c| c.list[0]["length"] = json!(30),
        "list-overlaps list [0]",
    ),
];

fn all() -> impl Iterator<Item = &'static Damage> {
    let kinds = [FORMAT, WITHIN, PRINTED, PLAUSIBLE, PLACES];
    kinds.into_iter().flatten()
}

#[test]
fn a_whole_dataset_has_no_finding() {
    assert_eq!(Copy::new().found(), Vec::<String>::new());
}

#[test]
fn every_kind_of_damage_is_found_where_it_is() {
    let mut missed = Vec::new();
    for (damage, expect) in all() {
        let mut copy = Copy::new();
        damage(&mut copy);
        let found = copy.found();
        if !found.iter().any(|finding| finding.starts_with(expect)) {
            missed.push(format!("{expect}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    let codes: BTreeSet<&str> = all()
        .filter_map(|(_, expect)| expect.split(' ').next())
        .collect();
    assert!(codes.len() >= 30, "{} kinds", codes.len());
}

#[test]
fn all_findings_are_told_not_only_the_first() {
    let mut copy = Copy::new();
    for indicator in ["job-fairs", "members", "aid-funds"] {
        copy.row(indicator)["value"] = json!(1);
    }
    let found = copy.found();
    let differing = found
        .iter()
        .filter(|finding| finding.starts_with("value-differs"));
    assert_eq!(differing.count(), 3, "{found:?}");
}

#[test]
fn a_finding_says_line_and_column_of_the_value() {
    let whole = text("own_report");
    let broken = whole.replace("\"value\": 36,", "\"value\": 37,");
    let findings = audit(&broken, Evidence::default()).expect("a dataset");
    let [finding] = &findings[..] else {
        panic!("{findings:?}")
    };
    let place = finding.place.expect("a place");
    let line = broken.lines().nth(place.line - 1).expect("a line");
    let rest: String = line.chars().skip(place.column - 1).collect();
    assert!(rest.starts_with("37,"), "{rest}");
}

#[test]
fn a_finding_in_a_report_says_its_line_there() {
    let mut copy = Copy::new();
    copy.without("job-fairs");
    let (report, list) = (copy.report_text(), copy.list.to_string());
    let open = |_: &str| copy.report.clone();
    let evidence = Evidence {
        open: Some(&open),
        not_figures: Some(&list),
    };
    let findings = audit(&copy.dataset.to_string(), evidence).expect("a dataset");
    let finding = findings
        .iter()
        .find(|finding| finding.file != File::Dataset);
    let place = finding.and_then(|finding| finding.place).expect("a place");
    let line = report.lines().nth(place.line - 1).expect("a line");
    let there: String = line.chars().skip(place.column - 1).take(3).collect();
    assert_eq!(there, "36场");
}

#[test]
fn rows_left_out_do_not_shift_the_places_of_the_others() {
    let mut copy = Copy::new();
    copy.dataset["observations"][2] = json!("no row");
    copy.row("model-stations")["city"] = json!("?");
    copy.row("job-fairs")["value"] = json!(37);
    copy.dataset["honours"][0]["period"] = json!("?");
    copy.dataset["honours"][1]["count"] = json!(0);
    let found = copy.found();
    for expect in [
        "value-differs observations[4].value",
        "honour-count honours[1].count",
    ] {
        assert!(
            found.iter().any(|finding| finding == expect),
            "{expect}: {found:?}"
        );
    }
}

#[test]
fn every_finding_has_a_message_in_both_languages() {
    for (damage, expect) in all() {
        let mut copy = Copy::new();
        damage(&mut copy);
        let open = |_: &str| copy.report.clone();
        let list = copy.list.to_string();
        let evidence = Evidence {
            open: Some(&open),
            not_figures: Some(&list),
        };
        for finding in audit(&copy.dataset.to_string(), evidence).unwrap_or_default() {
            let chinese = say(&finding.fault, Lang::Chinese);
            let english = say(&finding.fault, Lang::English);
            let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(chinese.chars().any(is_han), "{expect}: {chinese}");
            assert!(
                english.chars().any(|c| c.is_ascii_lowercase()),
                "{expect}: {english}"
            );
        }
    }
}

// The dataset that ships.

fn shipped() -> Value {
    serde_json::from_str(&text("achievements")).expect("json")
}

#[test]
fn the_dataset_that_ships_is_proved_against_its_reports() {
    let folder = path("../shared/sources");
    let list = std::fs::read_to_string(path("tests/data/not-figures.json")).expect("the list");
    let open = |name: &str| std::fs::read(folder.join(name)).ok();
    let evidence = if folder.is_dir() {
        Evidence {
            open: Some(&open),
            not_figures: Some(&list),
        }
    } else {
        println!("the reports are not beside the checkout: no place was proved");
        Evidence::default()
    };
    assert_eq!(found(&text("achievements"), evidence), Vec::<String>::new());
}

#[test]
fn a_doubt_taken_away_is_found_again_by_a_rule() {
    let whole = shipped();
    let mut rows = 0;
    for at in 0..whole["observations"].as_array().expect("rows").len() {
        let doubt = &whole["observations"][at]["doubt"];
        if doubt.is_null() || doubt["kind"] == "unclear" {
            continue;
        }
        rows += 1;
        let mut broken = whole.clone();
        broken["observations"][at]["doubt"] = Value::Null;
        let findings = audit(&broken.to_string(), Evidence::default()).expect("a dataset");
        let errors = findings
            .iter()
            .filter(|finding| finding.fault.severity() == Severity::Error);
        assert!(
            errors.count() > 0,
            "{}",
            whole["observations"][at]["printed"]
        );
    }
    assert!(rows >= 5, "{rows} doubts");
}

#[test]
fn no_value_can_change_unnoticed() {
    let whole = shipped();
    let mut broken = whole.clone();
    let rows = broken["observations"].as_array_mut().expect("rows");
    let mut expect = 0;
    for row in rows {
        if let Some(value) = row["value"].as_f64() {
            row["value"] = json!(value * 10.0 + 1.0);
            expect += 1;
        }
    }
    let found = found(&broken.to_string(), Evidence::default());
    let differing = found
        .iter()
        .filter(|finding| finding.starts_with("value-differs"));
    assert_eq!(differing.count(), expect);
}

#[test]
fn the_dataset_that_ships_carries_no_sentence_of_a_report() {
    let whole = shipped();
    for source in whole["sources"].as_array().expect("sources") {
        assert!(source["text"].is_null(), "{}", source["id"]);
    }
    let Ok(files) = std::fs::read_dir(path("../shared/sources")) else {
        println!("the reports are not beside the checkout: no sentence was looked for");
        return;
    };
    // A run of so many characters between two marks of punctuation is a sentence, not a name.
    const SENTENCE: usize = 25;
    let mut ours = String::new();
    for list in ["indicators", "observations", "honours"] {
        for row in whole[list].as_array().expect("rows") {
            for (key, value) in row.as_object().expect("a row") {
                let own_words = key != "title" && key != "printed";
                let texts = [value, &value["reason"]]
                    .into_iter()
                    .filter_map(Value::as_str);
                texts.filter(|_| own_words).for_each(|text| {
                    ours.push_str(text);
                    ours.push('\n');
                });
            }
        }
    }
    for file in files {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("UTF-8");
        for part in text.split(|c: char| "，。；：！？\n\r".contains(c)) {
            let is_sentence = part.chars().count() >= SENTENCE;
            assert!(
                !is_sentence || !ours.contains(part),
                "a sentence of a report is in the data"
            );
        }
    }
}
