//! Datasets as they are written, with the parts of those that list parts. It must never read a
//! file outside the folder of the dataset that names it, nor take a part for a whole.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use union_dashboard::{
    dataset::{Issue, Problem, Severity, check},
    edition::{Document, PartError, join, part_files, say_part_error},
    pace::{Pace, at_once},
};

use super::reading;

/// A file and its text.
pub struct Text {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

impl Text {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self> {
        let text = reading::text(path)?;
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }

    /// The text taken apart.
    ///
    /// # Errors
    /// If it is no dataset; the issue that says why is told.
    pub fn document(&self) -> Result<Document<'_>> {
        Document::read(&self.text).map_err(|issue| {
            reading::tell(&self.path, &[issue]);
            anyhow!("{} is no dataset that can be read", self.path.display())
        })
    }

    /// Checks the text and prints what is wrong but for its being in parts; whether there is an
    /// error.
    ///
    /// # Errors
    /// If it is no dataset at all.
    pub fn has_errors(&self) -> Result<bool> {
        let checked = check(&self.text).map_err(|issue| {
            reading::tell(&self.path, &[issue]);
            anyhow!("{} is no dataset that can be read", self.path.display())
        })?;
        let is_told = |issue: &Issue| {
            !matches!(
                issue.problem,
                Problem::PartsNotLoaded(_) | Problem::OnlyPart(_)
            )
        };
        let issues: Vec<Issue> = checked.issues.into_iter().filter(is_told).collect();
        Ok(reading::tell(&self.path, &issues)
            && issues.iter().any(|issue| issue.severity == Severity::Error))
    }
}

/// A dataset's file with the files of its parts; they are none if it is whole.
pub struct Whole {
    /// The file that was named.
    pub file: Text,
    /// Its parts, in the order in which it lists them.
    pub parts: Vec<Text>,
}

impl Whole {
    /// Reads a dataset's file and all its parts.
    ///
    /// # Errors
    /// If a file cannot be read, is no dataset, or lies outside the folder.
    pub fn read(path: &Path) -> Result<Self> {
        let file = Text::read(path)?;
        let names = part_files(&file.document()?).map_err(|error| told(&error, path, &[]))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let parts = names.unwrap_or_default().into_iter().map(|part| {
            let url = Path::new(&part.url);
            let mut steps = url.components();
            if !steps.all(|step| matches!(step, Component::Normal(_))) || part.url.contains(':') {
                bail!("{}: the part {} is not beside it", path.display(), part.url);
            }
            Text::read(&folder.join(url))
        });
        let parts = parts.collect::<Result<_>>()?;
        Ok(Self { file, parts })
    }

    /// All texts, the named file's first.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.file).chain(&self.parts)
    }

    /// The dataset, its parts put together.
    ///
    /// # Errors
    /// If the parts do not fit, or the file is itself a part.
    pub fn document(&self) -> Result<Document<'_>> {
        let document = self.file.document()?;
        if let Some(of) = document.part_of() {
            let path = self.file.path.display();
            bail!("{path} is only a part; name {of}, which lists all of them, instead");
        }
        if self.parts.is_empty() {
            return Ok(document);
        }
        let parts: Vec<Option<Document<'_>>> = (self.parts.iter())
            .map(|part| part.document().map(Some))
            .collect::<Result<_>>()?;
        at_once(join(document, &parts, &mut Pace::steady()))
            .map_err(|error| told(&error, &self.file.path, &self.parts))
    }
}

fn told(error: &PartError, path: &Path, parts: &[Text]) -> anyhow::Error {
    let name = |number: usize| {
        let part = parts.get(number);
        part.map_or_else(String::new, |part| part.path.display().to_string())
    };
    let words = say_part_error(error, name, reading::language());
    anyhow!("{}: {words}", path.display())
}

/// Writes a file as a whole or not at all: what is there stays until the new one is complete.
///
/// # Errors
/// If it cannot be written.
pub fn write_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<()> {
    let failed = || format!("{} cannot be written", path.display());
    let mut name = path.file_name().with_context(failed)?.to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut out = BufWriter::new(File::create(&new).with_context(failed)?);
    let outcome = write(&mut out).and_then(|()| out.flush());
    drop(out);
    let outcome = outcome.and_then(|()| fs::rename(&new, path));
    if outcome.is_err() {
        // What is left of a failed write helps nobody; the first error is the one to tell.
        fs::remove_file(&new).ok();
    }
    outcome.with_context(failed)
}
