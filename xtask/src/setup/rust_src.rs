//! The sources of rustc's own standard library: installed, or else from rustup, or else from
//! Debian's package `rust-src`, which is unpacked under `target/` and not installed, for machines
//! that reach Debian's mirror and not Rust's. It must never take another version than rustc's own.
//!
//! `XTASK_RUST_SRC=debian` takes the last way at once, to try it out.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::wasm_std::Rustc;
use crate::{paths, process, progress};

/// rustup takes seconds where it has a network, and for ever where its connection hangs.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// The suite that carries one package for each recent rustc.
const DEBIAN: &str = "deb http://deb.debian.org/debian trixie-backports main\n";

/// The folder `library` of the sources.
pub fn find(rustc: &Rustc) -> Result<PathBuf> {
    let forced = env::var_os("XTASK_RUST_SRC").is_some_and(|way| way == "debian");
    let installed = rustc.sysroot.join("lib/rustlib/src/rust/library");
    let stands = || !forced && is_library(&installed);
    if stands() {
        return Ok(installed);
    }
    let from_rustup = progress::step("the standard library's sources (rustup)", || {
        anyhow::ensure!(!forced, "told to take Debian's way");
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add", "rust-src"]);
        process::quiet("rustup", &mut rustup, Some(RUSTUP_LIMIT))
    });
    if stands() {
        return Ok(installed);
    }
    progress::step("the standard library's sources (Debian)", || debian(rustc)).with_context(|| {
        format!("rust-src can be had neither from rustup nor from Debian: {from_rustup:?}")
    })
}

fn is_library(folder: &Path) -> bool {
    folder.join("sysroot/Cargo.toml").is_file()
}

fn debian(rustc: &Rustc) -> Result<PathBuf> {
    let scratch = paths::tools().join("build/rust-src");
    for folder in ["lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(scratch.join(folder))?;
    }
    fs::write(scratch.join("sources.list"), DEBIAN)?;
    process::quiet("apt-update", apt(&scratch).arg("update"), None)?;
    let wanted = format!("rust-src={}*", rustc.version);
    process::quiet(
        "apt-download",
        apt(&scratch).args(["download", &wanted]),
        None,
    )?;
    let package = fs::read_dir(&scratch)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .context("apt-get downloaded nothing")?;
    let mut dpkg = Command::new("dpkg");
    process::quiet(
        "dpkg",
        dpkg.arg("-x").arg(package).arg(scratch.join("unpacked")),
        None,
    )?;
    let library = scratch.join(format!("unpacked/usr/src/rustc-{}/library", rustc.version));
    if !is_library(&library) {
        bail!("the package has no {}", library.display());
    }
    Ok(library)
}

/// apt-get with lists and sources of its own: the system's are neither read nor changed.
fn apt(scratch: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    let option = |name: &str, path: PathBuf| format!("-o{name}={}", path.display());
    apt.arg(option("Dir::Etc::sourcelist", scratch.join("sources.list")))
        .arg("-oDir::Etc::sourceparts=-")
        .arg(option("Dir::State::lists", scratch.join("lists")))
        .arg(option("Dir::Cache", scratch.join("cache")))
        .current_dir(scratch);
    apt
}
