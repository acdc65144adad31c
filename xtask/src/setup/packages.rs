//! The npm packages of a folder with a lock file. It must never install what the lock file does not
//! name.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{paths, process, progress};

/// Installs what the lock file of `folder` names, unless just that is installed.
pub fn ensure(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let mark = folder.join("node_modules/.installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let name = folder.strip_prefix(paths::root()).unwrap_or(folder);
    progress::step(&format!("packages of {} (npm ci)", name.display()), || {
        process::quiet("npm-ci", process::npm().arg("ci").current_dir(folder), None)?;
        Ok(fs::write(&mark, &lock)?)
    })
}
