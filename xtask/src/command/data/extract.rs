//! `cargo xtask data extract`: candidate observations of a report's text, one JSON line each. It
//! must never print anything else on standard output, nor a sentence of the report.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use union_dashboard::{
    dataset::{Dataset, Doubt, Issue},
    extract::{Candidate, Extraction, NoFigure, extract},
};

use super::decode::{decode, office_text};
use super::reading::{default_file, tell, text};

#[cfg(test)]
mod tests;

#[derive(Default)]
struct Arguments {
    report: Option<PathBuf>,
    dataset: Option<PathBuf>,
    is_all: bool,
}

/// Prints the candidates of a report; `--all` adds the numerals that are no figures.
///
/// # Errors
/// If the report or the dataset cannot be read.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let args = parse(args)?;
    let report = args
        .report
        .context("no report: cargo xtask data extract REPORT.txt")?;
    let dataset = dataset(args.dataset.as_deref())?;
    let bytes =
        fs::read(&report).with_context(|| format!("{} cannot be read", report.display()))?;
    let Some(decoded) = office_text(&report, &bytes)
        .map_err(anyhow::Error::msg)?
        .or_else(|| decode(&bytes))
    else {
        bail!(
            "{} is no text in UTF-8, GB18030 or UTF-16",
            report.display()
        );
    };
    let extraction = extract(&decoded, &dataset);
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out, &extraction, args.is_all)?;
    out.flush()?;
    say(&report, &extraction);
    Ok(ExitCode::SUCCESS)
}

/// The dataset that gives the indicators.
///
/// # Errors
/// If it cannot be read.
pub fn dataset(file: Option<&Path>) -> Result<Dataset> {
    let file = file.map_or_else(default_file, Path::to_path_buf);
    let checked = union_dashboard::dataset::check(&text(&file)?).map_err(|issue: Issue| {
        tell(&file, &[issue]);
        anyhow::anyhow!("{} is no dataset that can be read", file.display())
    })?;
    Ok(checked.dataset)
}

fn parse(args: &[String]) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--all" => parsed.is_all = true,
            "--dataset" => {
                let file = args
                    .next()
                    .with_context(|| format!("{arg} needs a value"))?;
                parsed.dataset = Some(file.into());
            }
            flag if flag.starts_with("--") => bail!("unexpected argument `{flag}`"),
            file if parsed.report.is_none() => parsed.report = Some(file.into()),
            file => bail!("a second file: `{file}`"),
        }
    }
    Ok(parsed)
}

fn write(out: &mut impl Write, extraction: &Extraction, is_all: bool) -> io::Result<()> {
    let candidates = extraction.candidates.iter();
    let mut lines: Vec<((u32, u32), Value)> = candidates
        .map(|candidate| ((candidate.paragraph, candidate.offset), line(candidate)))
        .collect();
    if is_all {
        let others = extraction.others.iter();
        lines.extend(others.map(|other| ((other.paragraph, other.offset), other_line(other))));
        lines.sort_by_key(|(place, _)| *place);
    }
    for (_, line) in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A candidate as JSON: the keys of the contract, and `upper` and `doubt` where there are any.
pub fn line(candidate: &Candidate) -> Value {
    let mut keys = Map::new();
    let mut set = |key: &str, value: Value| keys.insert(key.to_owned(), value);
    set("printed", json!(candidate.printed));
    set("value", number(candidate.value));
    if candidate.upper.is_some() {
        set("upper", number(candidate.upper));
    }
    set("unit", json!(candidate.unit));
    set("bound", json!(candidate.bound.as_str()));
    set("paragraph", json!(candidate.paragraph));
    set("offset", json!(candidate.offset));
    set("city", json!(candidate.city));
    set("city_code", json!(candidate.city_code));
    set(
        "period",
        json!(candidate.period.map(|period| period.to_string())),
    );
    set("indicator", json!(candidate.indicator));
    set("label", json!(candidate.label));
    set("scope", json!(candidate.scope));
    set("status", json!(candidate.status.as_str()));
    set("confidence", json!(candidate.confidence));
    set("rule", json!(candidate.rule));
    if let Some(doubt) = &candidate.doubt {
        set("doubt", doubt_value(doubt));
    }
    Value::Object(keys)
}

fn doubt_value(doubt: &Doubt) -> Value {
    json!({
        "kind": doubt.kind.as_str(),
        "probable": number(doubt.probable),
        "confidence": doubt.confidence.as_str(),
        "reason": doubt.reason,
    })
}

fn other_line(other: &NoFigure) -> Value {
    json!({
        "printed": other.printed,
        "paragraph": other.paragraph,
        "offset": other.offset,
        "kind": other.kind.as_str(),
    })
}

/// A whole number without a point, as the dataset has it.
fn number(value: Option<f64>) -> Value {
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => json!(value as i64),
        other => json!(other),
    }
}

/// How much was found, and what cannot be right.
fn say(report: &Path, extraction: &Extraction) {
    let (found, others) = (extraction.candidates.len(), extraction.others.len());
    eprintln!(
        "{}: {found} candidates, {others} other numerals",
        report.display()
    );
    for candidate in &extraction.candidates {
        if let Some(doubt) = &candidate.doubt {
            let (paragraph, offset) = (candidate.paragraph, candidate.offset);
            eprintln!(
                "{paragraph}:{offset} {}: {}",
                candidate.printed, doubt.reason
            );
        }
    }
}
