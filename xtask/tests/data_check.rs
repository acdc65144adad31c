//! `cargo xtask data check` as a person or a program runs it: what is printed where, and how it
//! exits. It must never need the reports beside the checkout.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the checkout").to_path_buf()
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(root()).env("LC_ALL", "C.UTF-8");
    command
        .args(["data", "check"])
        .args(args)
        .output()
        .expect("it runs")
}

/// A copy of the small report's dataset with `from` replaced; its path.
fn damaged(name: &str, from: &str, to: &str) -> String {
    let whole = std::fs::read_to_string(root().join("tests/fixtures/own_report.json"));
    let whole = whole.expect("the fixture");
    assert!(whole.contains(from), "{from}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, whole.replace(from, to)).expect("write");
    file.display().to_string()
}

const EVIDENCE: [&str; 4] = [
    "--sources",
    "tests/fixtures",
    "--not-figures",
    "tests/fixtures/own_report.not-figures.json",
];

fn with_evidence<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[file], &EVIDENCE[..], more].concat()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_whole_dataset_prints_nothing_and_exits_with_0() {
    let output = run(&with_evidence("tests/fixtures/own_report.json", &[]));
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(0), String::new())
    );
    assert_eq!(text(&output.stderr), "0 errors, 0 warnings\n");
}

#[test]
fn a_finding_is_path_line_column_severity_code_message_and_exits_with_1() {
    let file = damaged("one.json", "\"value\": 36,", "\"value\": 63,");
    let output = run(&with_evidence(&file, &[]));
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    let expect = format!(
        "{file}:43:99 error value-differs \"36场\" says 36, the value is 63 [observations[4].value]\n"
    );
    assert_eq!(printed, expect);
}

#[test]
fn json_holds_the_same_findings() {
    let file = damaged("two.json", "\"value\": 36,", "\"value\": 63,");
    let output = run(&with_evidence(&file, &["--format", "json"]));
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let finding = &report["findings"][0];
    assert_eq!(
        (&report["errors"], &report["warnings"]),
        (&1.into(), &0.into())
    );
    assert_eq!(
        (&finding["code"], &finding["severity"]),
        (&"value-differs".into(), &"error".into())
    );
    assert_eq!(
        (&finding["line"], &finding["path"]),
        (&43.into(), &"observations[4].value".into())
    );
}

#[test]
fn a_warning_alone_exits_with_0() {
    let file = damaged(
        "three.json",
        "\"title\": \"自拟报告\",",
        "\"title\": \"自拟报告\", \"x\": 1,",
    );
    let output = run(&[&file]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output.stdout).contains(" warning unknown-key "),
        "{}",
        text(&output.stdout)
    );
    assert!(text(&output.stderr).contains("no --sources DIR"));
}

#[test]
fn a_text_that_is_no_dataset_is_an_error_with_its_place() {
    let file = damaged("four.json", "\"categories\": [", "\"categories\": [,");
    let output = run(&[&file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains(":11:18 error not-json "),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn what_cannot_run_exits_with_2() {
    for args in [
        &["nowhere.json"][..],
        &["--sources", "nowhere"],
        &["--sources"],
        &["--format", "xml"],
        &["--unknown"],
        &["one.json", "two.json"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            text(&output.stderr).starts_with("error: "),
            "{args:?}: {}",
            text(&output.stderr)
        );
    }
}

#[test]
fn a_dataset_cannot_name_a_file_outside_the_folder() {
    let inside = damaged("five.json", "own_report.txt", "../fixtures/own_report.txt");
    let output = run(&with_evidence(&inside, &[]));
    assert!(
        text(&output.stdout).contains("source-missing"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn messages_follow_the_locale() {
    let file = damaged("six.json", "\"value\": 36,", "\"value\": 63,");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(root()).env("LC_ALL", "zh_CN.UTF-8");
    let output = command
        .args(["data", "check", &file])
        .output()
        .expect("it runs");
    assert!(
        text(&output.stdout).contains("应读作 36，这里却是 63"),
        "{}",
        text(&output.stdout)
    );
}
