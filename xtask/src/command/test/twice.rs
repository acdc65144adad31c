//! The same bytes from another folder: the checkout is copied, built there, and its `dist/` compared
//! with ours. It must never share a compiled file with the first build; the tools are shared, which
//! are built from pinned versions.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{checkout, paths, process};

/// Builds a copy of the checkout and compares.
///
/// # Errors
/// If it cannot be built, or differs: every file that does is named.
pub fn check() -> Result<()> {
    let copy = paths::root().join("target/twice/in/a/longer/path");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    checkout::copy(&copy, |_| true)?;
    link_tools(&copy.join("target"))?;
    let mut build = process::cargo();
    build.args(["run", "--quiet", "--package", "xtask", "--", "build"]);
    process::quiet("twice", build.current_dir(&copy), None)?;
    let differences = differences(&paths::dist(), &copy.join("dist"))?;
    if !differences.is_empty() {
        bail!(
            "other bytes from another folder: {}",
            differences.join(", ")
        );
    }
    Ok(fs::remove_dir_all(paths::root().join("target/twice"))?)
}

#[cfg(unix)]
fn link_tools(target: &Path) -> Result<()> {
    fs::create_dir_all(target)?;
    Ok(std::os::unix::fs::symlink(
        paths::tools(),
        target.join("tools"),
    )?)
}

#[cfg(not(unix))]
fn link_tools(_: &Path) -> Result<()> {
    bail!("the tools can be shared where folders have links, not here")
}

/// The files that are in one folder alone, or have other bytes there.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let mut names = BTreeSet::new();
    for folder in [one, other] {
        gather(folder, Path::new(""), &mut names)?;
    }
    let read = |folder: &Path, name: &PathBuf| fs::read(folder.join(name)).ok();
    let differs = |name: &PathBuf| read(one, name) != read(other, name);
    let names = names.into_iter().filter(differs);
    Ok(names.map(|name| name.display().to_string()).collect())
}

fn gather(folder: &Path, below: &Path, names: &mut BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let name = below.join(entry?.file_name());
        if folder.join(&name).is_dir() {
            gather(folder, &name, names)?;
        } else {
            names.insert(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("twice-{}", std::process::id()));
        let (one, other) = (folder.join("one"), folder.join("other"));
        for (name, text) in [
            ("one/a", "1"),
            ("other/a", "1"),
            ("one/in/b", "2"),
            ("other/in/b", "3"),
            ("other/in/c", "4"),
        ] {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            fs::write(path, text)?;
        }
        assert_eq!(differences(&one, &other)?, ["in/b", "in/c"]);
        assert_eq!(differences(&one, &one)?, [""; 0]);
        Ok(fs::remove_dir_all(folder)?)
    }
}
