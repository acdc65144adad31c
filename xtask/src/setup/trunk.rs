//! Trunk, built without what only its own downloads need (TLS, update checks) and unoptimised: it
//! runs for a second and took ten minutes to build otherwise. It must never be another version:
//! its hooks into `index.html` and the names it gives to files are relied on.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, process, progress};

const VERSION: &str = "0.21.14";

/// The program.
pub fn program() -> PathBuf {
    folder().join("bin").join(paths::executable("trunk"))
}

/// Builds it if it is missing.
pub fn ensure() -> Result<()> {
    if program().exists() {
        return Ok(());
    }
    progress::step(&format!("Trunk {VERSION} (the longest step)"), || {
        // The lock file that Trunk ships may name crates that a mirror does not have yet.
        process::quiet("trunk", install().arg("--locked"), None)
            .or_else(|_| process::quiet("trunk", &mut install(), None))?;
        fs::remove_dir_all(build_folder())?;
        Ok(())
    })
}

fn install() -> Command {
    let mut cargo = process::cargo();
    cargo.args([
        "install",
        "trunk",
        "--version",
        VERSION,
        "--no-default-features",
        "--debug",
    ]);
    cargo
        .arg("--root")
        .arg(folder())
        .arg("--target-dir")
        .arg(build_folder());
    cargo.envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0")]);
    cargo
}

fn folder() -> PathBuf {
    paths::tools().join(format!("trunk-{VERSION}"))
}

fn build_folder() -> PathBuf {
    paths::tools().join("build/trunk")
}
