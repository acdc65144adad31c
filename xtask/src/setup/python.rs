//! A Python with the packages that a folder's requirements.txt locks, each by version and hash. It
//! must never be the system's Python itself, nor hold a package that the lock does not name.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::system;
use crate::{paths, process, progress};

/// The oldest Python that the locked packages run on.
const OLDEST: (u32, u32) = (3, 11);

/// Makes a Python with what the lock of `folder` names, unless it stands; returns the program.
pub fn ensure(folder: &Path) -> Result<PathBuf> {
    let requirements = folder.join("requirements.txt");
    let lock = fs::read(&requirements)
        .with_context(|| format!("{} has no requirements.txt", folder.display()))?;
    system::ensure_python()?;
    let version = process::output(system::python().args([
        "-c",
        "import sys; print('.'.join(map(str, sys.version_info[:3])))",
    ]))?;
    if !is_new_enough(&version) {
        let (major, minor) = OLDEST;
        bail!("the interchange tests need Python {major}.{minor} or newer; this one is {version}");
    }
    // Another lock is another folder, and so is another Python, which would not find its packages.
    let set = &format!("{:x}", Sha256::digest(&lock))[..12];
    let place = paths::tools().join(format!("python-{version}-{set}"));
    let program = place.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let mark = place.join(".installed");
    if mark.exists() {
        return Ok(program);
    }
    let name = folder.strip_prefix(paths::root()).unwrap_or(folder);
    progress::step(&format!("packages of {} (pip)", name.display()), || {
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        let mut venv = system::python();
        process::quiet("python-venv", venv.args(["-m", "venv"]).arg(&place), None)?;
        let mut pip = Command::new(&program);
        pip.args(["-m", "pip", "install", "--disable-pip-version-check"]);
        // Built packages only: a source package would run its own set-up, and ask for more.
        pip.args(["--require-hashes", "--only-binary=:all:", "-r"]);
        process::quiet("pip", pip.arg(&requirements), None)?;
        Ok(fs::write(&mark, &lock)?)
    })?;
    Ok(program)
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= OLDEST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_python_is_refused() {
        assert!(is_new_enough("3.11.2") && is_new_enough("3.13.0") && is_new_enough("4.0.0"));
        assert!(!is_new_enough("3.9.21") && !is_new_enough("2.7.18") && !is_new_enough(""));
    }
}
