//! The command as a person or a program runs it: what is written where, and what counts as an
//! error. It must never need the reports beside the checkout.

use super::*;

/// How many errors, what is written, and what is said aside; or why it could not run.
fn run_in(language: Lang, args: &[&str]) -> Result<(usize, String, String)> {
    let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let errors = check(&args, language, &mut out, &mut aside)?;
    Ok((errors, String::from_utf8(out)?, String::from_utf8(aside)?))
}

fn run(args: &[&str]) -> (usize, String, String) {
    run_in(Lang::English, args).expect("it runs")
}

fn fixture(name: &str) -> String {
    let path = paths::root().join("tests/fixtures").join(name);
    path.display().to_string()
}

/// A copy of the small report's dataset with `from` replaced; its path.
fn damaged(name: &str, from: &str, to: &str) -> String {
    let whole = fs::read_to_string(fixture("own_report.json")).expect("the fixture");
    assert!(whole.contains(from), "{from}");
    let folder = std::env::temp_dir().join(format!("union-check-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    fs::write(&file, whole.replace(from, to)).expect("write");
    file.display().to_string()
}

/// With the report and the list of what is no figure.
fn run_with_evidence(file: &str, more: &[&str]) -> (usize, String, String) {
    let (sources, list) = (fixture(""), fixture("own_report.not-figures.json"));
    let evidence = [file, "--sources", &sources, "--not-figures", &list];
    run(&[&evidence, more].concat())
}

#[test]
fn a_whole_dataset_writes_nothing() {
    let found = run_with_evidence(&fixture("own_report.json"), &[]);
    let aside = "0 errors, 0 warnings\n".to_owned();
    assert_eq!(found, (0, String::new(), aside));
}

#[test]
fn a_finding_is_path_line_column_severity_code_message() {
    let file = damaged("one.json", "\"value\": 36,", "\"value\": 63,");
    let (errors, out, _) = run_with_evidence(&file, &[]);
    let says = "\"36场\" says 36, the value is 63 [observations[4].value]";
    let expect = format!("{file}:43:99 error value-differs {says}\n");
    assert_eq!((errors, out), (1, expect));
}

#[test]
fn json_holds_the_same_findings() {
    let file = damaged("two.json", "\"value\": 36,", "\"value\": 63,");
    let (errors, out, _) = run_with_evidence(&file, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let finding = &report["findings"][0];
    assert_eq!(
        (errors, &report["errors"], &report["warnings"]),
        (1, &1.into(), &0.into())
    );
    let code = (&finding["code"], &finding["severity"]);
    assert_eq!(code, (&"value-differs".into(), &"error".into()));
    let place = (&finding["line"], &finding["column"], &finding["path"]);
    assert_eq!(
        place,
        (&43.into(), &99.into(), &"observations[4].value".into())
    );
}

#[test]
fn a_warning_is_no_error() {
    let title = "\"title\": \"自拟报告\",";
    let file = damaged("three.json", title, &format!("{title} \"x\": 1,"));
    let (errors, out, aside) = run(&[&file]);
    assert_eq!(errors, 0);
    assert!(out.contains(" warning unknown-key "), "{out}");
    assert!(aside.contains("no --sources DIR"), "{aside}");
}

#[test]
fn a_text_that_is_no_dataset_is_an_error_with_its_place() {
    let file = damaged("four.json", "\"categories\": [", "\"categories\": [,");
    let (errors, out, _) = run(&[&file]);
    assert_eq!(errors, 1);
    assert!(out.contains(":11:18 error not-json "), "{out}");
}

#[test]
fn what_cannot_run_says_why() {
    for args in [
        &["nowhere.json"][..],
        &["--sources", "nowhere"],
        &["--sources"],
        &["--format", "xml"],
        &["--unknown"],
        &["one.json", "two.json"],
    ] {
        assert!(run_in(Lang::English, args).is_err(), "{args:?}");
    }
}

#[test]
fn a_dataset_cannot_name_a_file_outside_the_folder() {
    let file = damaged("five.json", "own_report.txt", "../fixtures/own_report.txt");
    let (_, out, _) = run_with_evidence(&file, &[]);
    assert!(out.contains(" error source-missing "), "{out}");
}

#[test]
fn messages_are_in_the_language_of_the_terminal() {
    let file = damaged("six.json", "\"value\": 36,", "\"value\": 63,");
    let (_, out, _) = run_in(Lang::Chinese, &[&file]).expect("it runs");
    assert!(out.contains("应读作 36，这里却是 63"), "{out}");
}
