//! `cargo xtask data diff OLD NEW [--format json]`: what was added, changed and gone, and which
//! cities have not reported a year. It must never change a file.

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use union_dashboard::{
    edition::{Kind, change_line, diff, say_change, say_unreported, unreported, unreported_line},
    query::Lang,
};

use super::reading;
use super::whole::Whole;

/// Prints every difference; exit code 0 if there is none, 1 if there is one.
///
/// # Errors
/// If the files could not be compared.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    let count = compare(args, reading::language(), &mut out, &mut io::stderr())?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(count > 0)))
}

/// Writes the differences to `out` and their number to `aside`; returns how many there are.
fn compare(
    args: &[String],
    language: Lang,
    out: &mut impl Write,
    aside: &mut impl Write,
) -> Result<usize> {
    let (mut files, mut is_json) = (Vec::new(), false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--format" => match args.next().context("--format needs a value")?.as_str() {
                "json" => is_json = true,
                "text" => is_json = false,
                other => bail!("no format `{other}`: json or text"),
            },
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            file => files.push(PathBuf::from(file)),
        }
    }
    let [old, new] = &files[..] else {
        bail!("two files are compared; usage: diff OLD NEW [--format json]");
    };
    let (old, new) = (Whole::read(old)?, Whole::read(new)?);
    let (old, new) = (old.document()?, new.document()?);
    let changes = diff(&old, &new);
    for change in &changes {
        if is_json {
            writeln!(out, "{}", change_line(change))?;
        } else {
            writeln!(out, "{}", say_change(change, language))?;
        }
    }
    for year in &unreported(&new) {
        if is_json {
            writeln!(out, "{}", unreported_line(year))?;
        } else {
            writeln!(out, "{}", say_unreported(year, language))?;
        }
    }
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let (added, changed, gone) = (count(Kind::Added), count(Kind::Changed), count(Kind::Gone));
    match language {
        Lang::Chinese => writeln!(aside, "新增 {added}，更改 {changed}，消失 {gone}")?,
        Lang::English => writeln!(aside, "{added} added, {changed} changed, {gone} gone")?,
    }
    Ok(changes.len())
}
