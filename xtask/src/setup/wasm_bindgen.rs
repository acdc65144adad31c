//! wasm-bindgen, of the version in Cargo.lock: our own small command line around the official
//! library (`xtask/wasm-bindgen`), in a fifth of the time. It must never be another version than
//! the crate's: the two halves of the glue would not fit.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::{paths, process, progress};

const MANIFEST: &str = include_str!("../../wasm-bindgen/Cargo.toml");

/// The program that the shim calls.
pub fn program() -> PathBuf {
    folder().join(paths::executable("wasm-bindgen"))
}

/// Builds it if it is missing.
pub fn ensure() -> Result<()> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))?;
    let locked = locked_version(&lock)?;
    let pinned = pinned_version(MANIFEST)?;
    if locked != pinned {
        bail!("Cargo.lock has wasm-bindgen {locked}, xtask/wasm-bindgen pins {pinned}");
    }
    if program().exists() {
        return Ok(());
    }
    progress::step(&format!("wasm-bindgen {locked}"), || {
        let manifest = paths::root().join("xtask/wasm-bindgen/Cargo.toml");
        let built = paths::tools().join("build/wasm-bindgen");
        let mut cargo = process::cargo();
        cargo
            .args(["build", "--locked", "--manifest-path"])
            .arg(manifest);
        cargo.arg("--target-dir").arg(&built);
        cargo.envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0")]);
        process::quiet("wasm-bindgen", &mut cargo, None)?;
        fs::create_dir_all(folder())?;
        fs::copy(
            built.join("debug").join(paths::executable("bindgen")),
            program(),
        )?;
        fs::remove_dir_all(built)?;
        Ok(())
    })
}

fn folder() -> PathBuf {
    let version = pinned_version(MANIFEST).unwrap_or("unknown");
    paths::tools().join(format!("wasm-bindgen-{version}"))
}

/// The version of the package `wasm-bindgen` in a Cargo.lock.
fn locked_version(lock: &str) -> Result<&str> {
    let (_, rest) = lock
        .split_once("name = \"wasm-bindgen\"\nversion = \"")
        .context("Cargo.lock has no wasm-bindgen")?;
    rest.split('"').next().context("Cargo.lock ends early")
}

/// The version that the tool's manifest asks for.
fn pinned_version(manifest: &str) -> Result<&str> {
    let (_, rest) = manifest
        .split_once("wasm-bindgen-cli-support = \"=")
        .context("the tool's manifest does not pin wasm-bindgen-cli-support")?;
    rest.split('"')
        .next()
        .context("the tool's manifest ends early")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_and_the_crate_are_of_one_version() {
        let lock = include_str!("../../../Cargo.lock");
        assert_eq!(locked_version(lock).ok(), pinned_version(MANIFEST).ok());
        assert!(locked_version(lock).is_ok());
    }
}
