//! `cargo xtask data export [FILE] [--out DIR]`: a dataset as CSV tables, a Data Package and
//! JSON-stat, and as the HTML that stands in a page without the program. It must never leave an observation out silently: what the file's errors cost is
//! printed with its place.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use union_dashboard::{
    dataset::Dataset,
    exchange::{
        Table, csv,
        data_package::{self, Content, File},
        json_stat,
    },
    page::{self, Around},
    query::{Query, ReadMode, select},
};

use super::reading;
use crate::command::build::STATIC_CONTENT;
use crate::paths;

/// The file name of the JSON-stat export.
const JSON_STAT: &str = "observations.jsonstat.json";

/// Exports; exit code 1 if the dataset has errors and was exported as far as it loads, 2 if
/// nothing could be.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let outcome = arguments(args).and_then(|(file, folder)| {
        let written = export(&file, &folder)?;
        say(&folder, &written);
        Ok(written.has_errors)
    });
    Ok(match outcome {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    })
}

/// The dataset's file and the folder to write to.
fn arguments(args: &[String]) -> Result<(PathBuf, PathBuf)> {
    let mut file = None;
    let mut folder = paths::root().join("target/export");
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--out" {
            folder = args.next().context("--out names no folder")?.into();
        } else if arg.starts_with("--") || file.is_some() {
            bail!("unexpected argument `{arg}`; usage: export [FILE] [--out DIR]");
        } else {
            file = Some(PathBuf::from(arg));
        }
    }
    let file = file.unwrap_or_else(reading::default_file);
    Ok((file, folder))
}

/// What an export wrote.
pub struct Written {
    /// Whether the dataset has errors, so that some of its rows were not loaded.
    pub has_errors: bool,
    /// Each file's path from the folder, and its size in bytes.
    files: Vec<(String, usize)>,
    observations: usize,
    honours: usize,
    /// Reports whose text was in the dataset.
    texts: usize,
}

/// Writes every format into `folder`, which is made; the dataset's issues go to stderr.
pub fn export(file: &Path, folder: &Path) -> Result<Written> {
    let checked = reading::dataset(file)?;
    let has_errors = reading::tell(file, &checked.issues);
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let dataset = &checked.dataset;
    let files = write_data(dataset, folder)?;
    let descriptor = data_package::descriptor(dataset, &files)?;
    write(folder, data_package::FILE_NAME, &descriptor)?;
    let content = page::html(dataset, Around::Host);
    write(folder, STATIC_CONTENT, content.as_bytes())?;
    let mut files: Vec<(String, usize)> = files
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect();
    files.push((data_package::FILE_NAME.to_owned(), descriptor.len()));
    files.push((STATIC_CONTENT.to_owned(), content.len()));
    let texts = dataset
        .sources
        .iter()
        .filter(|source| source.text.is_some());
    Ok(Written {
        has_errors,
        files,
        observations: dataset.observations.len(),
        honours: dataset.honours.len(),
        texts: texts.count(),
    })
}

fn say(folder: &Path, written: &Written) {
    println!("{}", folder.display());
    for (path, bytes) in &written.files {
        println!("  {path:<28}{:>8.1} KB", *bytes as f64 / 1000.0);
    }
    println!(
        "{} observations and {} honours; doubted figures are corrected where that is certain",
        written.observations, written.honours,
    );
    if written.texts > 0 {
        let texts = written.texts;
        println!("left out: the text of {texts} report(s), which stays with its owner");
    }
}

/// Writes the tables and JSON-stat; returns what the descriptor says of them.
fn write_data(dataset: &Dataset, folder: &Path) -> Result<Vec<File>> {
    let (everything, read) = (select(dataset, &Query::default()), ReadMode::default());
    let mut files = Vec::new();
    let mut add = |content: Content, path: String, bytes: Vec<u8>| -> Result<()> {
        write(folder, &path, &bytes)?;
        files.push(File {
            content,
            path,
            bytes: bytes.len(),
            sha256: format!("{:x}", Sha256::digest(&bytes)),
        });
        Ok(())
    };
    for &table in Table::ALL {
        let bytes = csv::file(table, dataset, &everything, read);
        add(
            Content::Table(table),
            format!("{}.csv", table.name()),
            bytes,
        )?;
    }
    let bytes = json_stat::file(dataset, &everything.rows, read)?;
    add(Content::JsonStat, JSON_STAT.to_owned(), bytes)?;
    Ok(files)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(args: &[&str]) -> Option<(PathBuf, PathBuf)> {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        arguments(&args).ok()
    }

    #[test]
    fn arguments_have_defaults() {
        let (file, folder) = args(&[]).expect("none is needed");
        assert!(file.ends_with("public/data/achievements.json"));
        assert!(folder.ends_with("target/export"));
        assert_eq!(args(&["--out", "b", "a"]), Some(("a".into(), "b".into())));
        assert_eq!(args(&["a", "--out", "b"]), Some(("a".into(), "b".into())));
        assert_eq!(args(&["--out"]), None);
        assert_eq!(args(&["a", "c"]), None);
        assert_eq!(args(&["--read"]), None);
    }

    #[test]
    fn a_dataset_with_errors_is_exported_as_far_as_it_loads() {
        let folder = std::env::temp_dir().join(format!("union-export-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("bad.json");
        let fixture = paths::root().join("tests/fixtures/two_cities.json");
        let text = fs::read_to_string(fixture).expect("the fixture");
        fs::write(&file, text.replace("\"value\": 60", "\"value\": -60")).expect("written");
        let written = export(&file, &folder.join("out")).expect("it can be exported");
        assert!(written.has_errors);
        assert_eq!(written.observations, 9);
        let lines = fs::read_to_string(folder.join("out/observations.csv")).expect("written");
        assert_eq!(lines.lines().count(), 10);
        let content = fs::read_to_string(folder.join("out").join(STATIC_CONTENT));
        assert!(
            content
                .expect("written")
                .starts_with("<div lang=\"zh-CN\">")
        );
        fs::write(&file, "{").expect("written");
        assert!(export(&file, &folder.join("out")).is_err());
        assert!(export(&folder.join("none.json"), &folder.join("out")).is_err());
        fs::remove_dir_all(folder).expect("it was ours");
    }
}
