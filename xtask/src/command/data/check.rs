//! `cargo xtask data check`: a dataset against its format, itself and the reports it was read
//! from. It must never print a sentence of a report, nor stop at the first finding.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use serde_json::json;
use union_dashboard::{
    audit::{Evidence, Fault, File, Finding, Severity, audit, say},
    dataset::Issue,
    query::Lang,
};

use super::reading::{self, Line, default_file};
use crate::paths;

#[cfg(test)]
mod tests;

/// What is no figure in the reports of the dataset that ships.
const DEFAULT_LIST: &str = "tests/data/not-figures.json";

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    sources: Option<PathBuf>,
    not_figures: Option<PathBuf>,
    is_json: bool,
}

/// Prints every finding; exit code 0 if there is no error, 1 if there is one.
///
/// # Errors
/// If the check could not run.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let mut findings = io::stdout().lock();
    let errors = check(args, reading::language(), &mut findings, &mut io::stderr())?;
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// Writes the findings to `out` and what else is to be said to `aside`; returns how many findings
/// are errors.
fn check(
    args: &[String],
    language: Lang,
    out: &mut impl Write,
    aside: &mut impl Write,
) -> Result<usize> {
    let args = parse(args)?;
    let default_list = paths::root().join(DEFAULT_LIST);
    let is_default = args.file.is_none();
    let list_path =
        (args.not_figures).or((is_default && default_list.is_file()).then_some(default_list));
    let file = args.file.unwrap_or_else(default_file);
    let text = reading::text(&file)?;
    let list = list_path.as_deref().map(reading::text).transpose()?;
    if let Some(folder) = args.sources.as_ref().filter(|folder| !folder.is_dir()) {
        bail!("{} is no folder", folder.display());
    }
    // A dataset names files, never folders: nothing outside the folder is opened.
    let folder = args.sources.clone().unwrap_or_default();
    let open = |name: &str| {
        let name = Path::new(name).file_name().filter(|own| *own == name)?;
        fs::read(folder.join(name)).ok()
    };
    let evidence = Evidence {
        open: args.sources.is_some().then_some(&open),
        not_figures: list.as_deref(),
    };
    let findings = audit(&text, evidence).unwrap_or_else(|issue| vec![fatal(issue)]);

    let shown = |finding: &Finding| match &finding.file {
        File::Dataset => file.clone(),
        File::NotFigures => list_path.clone().unwrap_or_default(),
        File::Source(name) => folder.join(name),
    };
    let errors = findings.iter().filter(|finding| is_error(finding)).count();
    if args.is_json {
        write_json(out, &findings, language, shown)?;
    } else {
        write_lines(out, &findings, language, shown)?;
    }
    if args.sources.is_none() {
        writeln!(
            aside,
            "the places in the reports were not checked: no --sources DIR"
        )?;
    } else if list.is_none() {
        writeln!(
            aside,
            "the reports' numerals were not counted: no --not-figures FILE"
        )?;
    }
    let warnings = findings.len() - errors;
    writeln!(aside, "{errors} errors, {warnings} warnings")?;
    Ok(errors)
}

fn parse(args: &[String]) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--sources" => parsed.sources = Some(value()?.into()),
            "--not-figures" => parsed.not_figures = Some(value()?.into()),
            "--format" => match value()?.as_str() {
                "json" => parsed.is_json = true,
                "text" => parsed.is_json = false,
                other => bail!("no format `{other}`: json or text"),
            },
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            file if parsed.file.is_none() => parsed.file = Some(file.into()),
            file => bail!("a second file: `{file}`"),
        }
    }
    Ok(parsed)
}

/// A text that is no dataset at all.
fn fatal(issue: Issue) -> Finding {
    Finding {
        fault: Fault::Format(issue.severity, issue.problem),
        file: File::Dataset,
        path: issue.path,
        place: issue.place,
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.fault.severity() == Severity::Error
}

fn write_lines(
    out: &mut impl Write,
    findings: &[Finding],
    language: Lang,
    file: impl Fn(&Finding) -> PathBuf,
) -> Result<()> {
    for finding in findings {
        let line = Line {
            file: &file(finding),
            place: finding.place,
            severity: finding.fault.severity(),
            code: finding.fault.code(),
            path: &finding.path,
            message: say(&finding.fault, language),
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// One JSON object: `errors`, `warnings`, and `findings` with `file`, `line`, `column`, `path`,
/// `severity`, `code` and `message`.
fn write_json(
    out: &mut impl Write,
    findings: &[Finding],
    language: Lang,
    file: impl Fn(&Finding) -> PathBuf,
) -> Result<()> {
    let errors = findings.iter().filter(|finding| is_error(finding)).count();
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "file": file(finding).display().to_string(),
                "line": finding.place.map(|place| place.line),
                "column": finding.place.map(|place| place.column),
                "path": finding.path,
                "severity": reading::severity(finding.fault.severity()),
                "code": finding.fault.code(),
                "message": say(&finding.fault, language),
            })
        })
        .collect();
    let report = json!({
        "errors": errors,
        "warnings": findings.len() - errors,
        "findings": rows,
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    Ok(())
}
