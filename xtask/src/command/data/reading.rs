//! Reading a dataset from a file, and telling its issues one a line. It must never hide an issue
//! or stop at the first.

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow};
use union_dashboard::{
    dataset::{Checked, Issue, Severity, check},
    lang::words,
    query::Lang,
};

/// Reads a dataset.
///
/// # Errors
/// If the file cannot be read, is not UTF-8, or is no dataset of this version of the format; the
/// issue that says why is told.
pub fn dataset(path: &Path) -> Result<Checked> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| anyhow!("{} is not UTF-8: {}", path.display(), error.utf8_error()))?;
    check(&text).map_err(|issue| {
        tell(path, &[issue]);
        anyhow!("{} is no dataset that can be read", path.display())
    })
}

/// Prints every issue to stderr as `path:line:column severity code message`; returns whether one
/// is an error.
pub fn tell(path: &Path, issues: &[Issue]) -> bool {
    for issue in issues {
        eprintln!("{}", line(path, issue));
    }
    issues.iter().any(|issue| issue.severity == Severity::Error)
}

/// An issue without a place has none in its line either.
fn line(path: &Path, issue: &Issue) -> String {
    let place = issue.place.map_or_else(String::new, |place| {
        format!(":{}:{}", place.line, place.column)
    });
    let severity = match issue.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let at = match issue.path.as_str() {
        "" => String::new(),
        path => format!("{path}: "),
    };
    let message = (words(Lang::English).problem)(&issue.problem);
    let code = issue.problem.code();
    format!("{}{place} {severity} {code} {at}{message}", path.display())
}
