//! Reading a dataset from a file, and telling what is wrong with it, one line each, in the
//! terminal's language. It must never hide an issue or stop at the first.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use union_dashboard::{
    dataset::{Checked, Issue, Place, Severity, check},
    lang::words,
    query::Lang,
};

use crate::paths;

/// The dataset that ships.
pub fn default_file() -> PathBuf {
    paths::root().join("public/data/achievements.json")
}

/// The text of a file.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    String::from_utf8(bytes)
        .map_err(|error| anyhow!("{} is not UTF-8: {}", path.display(), error.utf8_error()))
}

/// Reads a dataset.
///
/// # Errors
/// If the file cannot be read, is not UTF-8, or is no dataset of this version of the format; the
/// issue that says why is told.
pub fn dataset(path: &Path) -> Result<Checked> {
    check(&text(path)?).map_err(|issue| {
        tell(path, &[issue]);
        anyhow!("{} is no dataset that can be read", path.display())
    })
}

/// Prints every issue to stderr; returns whether one is an error.
pub fn tell(path: &Path, issues: &[Issue]) -> bool {
    let language = language();
    for issue in issues {
        let line = Line {
            file: path,
            place: issue.place,
            severity: issue.severity,
            code: issue.problem.code(),
            path: &issue.path,
            message: (words(language).problem)(&issue.problem),
        };
        eprintln!("{line}");
    }
    issues.iter().any(|issue| issue.severity == Severity::Error)
}

/// What is wrong as one line, `path:line:column severity code message`; the place of the file's
/// beginning where none is known.
pub struct Line<'l> {
    /// The file.
    pub file: &'l Path,
    /// Line and column.
    pub place: Option<Place>,
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for programs.
    pub code: &'l str,
    /// Path of the value within the file; empty for the file as a whole.
    pub path: &'l str,
    /// One sentence.
    pub message: String,
}

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (line, column) = self
            .place
            .map_or((1, 1), |place| (place.line, place.column));
        let (severity, code) = (severity(self.severity), self.code);
        let file = self.file.display();
        write!(
            out,
            "{file}:{line}:{column} {severity} {code} {}",
            self.message
        )?;
        match self.path {
            "" => Ok(()),
            path => write!(out, " [{path}]"),
        }
    }
}

/// The word of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The language of the terminal: Chinese where the locale says so (POSIX 8.2).
pub fn language() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("zh") => Lang::Chinese,
        _ => Lang::English,
    }
}
