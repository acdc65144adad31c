//! `cargo xtask data split FILE --by city|period|rows:N -o DIR`: a dataset into a file that lists
//! the parts and the parts. It must never write over the dataset that it splits.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use union_dashboard::edition::{By, List, split, write};

use super::whole::{Whole, write_file};

struct Arguments {
    file: PathBuf,
    by: By,
    folder: PathBuf,
}

/// Splits; exit code 0, or 1 with nothing written if the dataset has errors.
///
/// # Errors
/// If the split could not run.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let is_split = split_file(&parse(args)?, &mut io::stdout().lock())?;
    Ok(ExitCode::from(u8::from(!is_split)))
}

fn parse(args: &[String]) -> Result<Arguments> {
    let (mut file, mut by, mut folder) = (None, None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--by" => by = Some(parse_by(value()?)?),
            "-o" | "--out" => folder = Some(PathBuf::from(value()?)),
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            name if file.is_none() => file = Some(PathBuf::from(name)),
            name => bail!("a second file: `{name}`"),
        }
    }
    let usage = "usage: split FILE --by city|period|rows:N -o DIR";
    Ok(Arguments {
        file: file.context(usage)?,
        by: by.context(usage)?,
        folder: folder.context(usage)?,
    })
}

fn parse_by(text: &str) -> Result<By> {
    Ok(match text.split_once(':') {
        None if text == "city" => By::City,
        None if text == "period" => By::Period,
        Some(("rows", count)) => match count.parse() {
            Ok(count) if count > 0 => By::Rows(count),
            _ => bail!("rows:N needs a number of at least 1, not `{count}`"),
        },
        _ => bail!("--by city, period or rows:N, not `{text}`"),
    })
}

fn split_file(args: &Arguments, out: &mut impl Write) -> Result<bool> {
    let whole = Whole::read(&args.file)?;
    let mut has_errors = false;
    for text in whole.texts() {
        has_errors |= text.has_errors()?;
    }
    if has_errors {
        return Ok(false);
    }
    let name = args.file.file_name().and_then(|name| name.to_str());
    let name = name.context("the dataset's file has no name")?;
    let index_path = args.folder.join(name);
    let folder = args.folder.display();
    fs::create_dir_all(&args.folder).with_context(|| format!("{folder} cannot be made"))?;
    let is_same = |path: &PathBuf| {
        let real = |path: &PathBuf| fs::canonicalize(path).ok();
        real(path).is_some() && real(path) == real(&index_path)
    };
    if whole.texts().any(|text| is_same(&text.path)) {
        bail!("{folder} is where the dataset itself lies");
    }
    let document = whole.document()?;
    let parts = split(&document, args.by, name);
    for (url, part) in &parts.parts {
        write_file(&args.folder.join(url), |out| write(part, out))?;
        let count = part.count(List::Observations);
        writeln!(out, "{url} {count}")?;
    }
    // Last, so that it never lists a part that is not there yet.
    write_file(&index_path, |out| write(&parts.index, out))?;
    writeln!(out, "{name}")?;
    Ok(true)
}
