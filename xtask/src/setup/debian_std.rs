//! The standard library for wasm32 from Debian's package `rust-src`, for machines that reach
//! Debian's mirror and not Rust's. The package is unpacked under `target/` and not installed; the
//! libraries go into a sysroot of our own that borrows all else from the installed toolchain,
//! because two standard libraries in one folder do not compile (E0464). It must never take another
//! version than rustc's own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::wasm_target::{Rustc, TARGET, libraries};
use crate::{paths, process};

/// The suite that carries one package for each recent rustc.
const SOURCE: &str = "deb http://deb.debian.org/debian trixie-backports main\n";

/// Where the sysroot lies once it is built.
pub fn sysroot(rustc: &Rustc) -> PathBuf {
    paths::tools().join(format!("sysroot-{}", rustc.version))
}

/// Downloads, builds and puts in place.
pub fn build(rustc: &Rustc) -> Result<()> {
    let scratch = paths::tools().join("build/rust-src");
    let sources = unpacked_sources(rustc, &scratch)?;
    let libraries_built = compiled(&sources, &scratch.join("target"))?;
    put_in_place(rustc, &libraries_built)?;
    fs::remove_dir_all(scratch)?;
    Ok(())
}

fn unpacked_sources(rustc: &Rustc, scratch: &Path) -> Result<PathBuf> {
    for folder in ["lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(scratch.join(folder))?;
    }
    fs::write(scratch.join("sources.list"), SOURCE)?;
    process::quiet("apt-update", apt(scratch).arg("update"), None)?;
    let wanted = format!("rust-src={}*", rustc.version);
    process::quiet(
        "apt-download",
        apt(scratch).args(["download", &wanted]),
        None,
    )?;
    let package = fs::read_dir(scratch)?
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
    let sources = scratch.join(format!(
        "unpacked/usr/src/rustc-{}/library/sysroot",
        rustc.version
    ));
    if !sources.is_dir() {
        bail!("the package has no {}", sources.display());
    }
    Ok(sources)
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

/// Builds the libraries as the Rust project does; returns their folder. No `--cap-lints`: with it
/// cargo fails to learn about the target.
fn compiled(sources: &Path, target: &Path) -> Result<PathBuf> {
    let library = sources.parent().unwrap_or(sources);
    let flags = [
        "-Cembed-bitcode=yes".to_owned(),
        "-Zforce-unstable-if-unmarked".to_owned(),
        format!("--remap-path-prefix={}=library", library.display()),
        format!(
            "--remap-path-prefix={}=cargo",
            paths::cargo_home().display()
        ),
    ];
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--release", "--target", TARGET, "--target-dir"])
        .arg(target);
    cargo.args(["--features", "panic-unwind,compiler-builtins-mem"]);
    cargo.current_dir(sources);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    cargo.envs([
        ("RUSTC_BOOTSTRAP", "1"),
        ("__CARGO_DEFAULT_LIB_METADATA", "stable"),
    ]);
    process::quiet("rust-src", &mut cargo, None)?;
    Ok(target.join(TARGET).join("release/deps"))
}

fn put_in_place(rustc: &Rustc, built: &Path) -> Result<()> {
    let ours = sysroot(rustc);
    let place = libraries(&ours);
    if ours.exists() {
        fs::remove_dir_all(&ours)?;
    }
    fs::create_dir_all(&place)?;
    // The linker that wasm32 needs lies among the host's files.
    borrow_host(&rustc.sysroot, &ours, &rustc.host)?;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        if let (Some("rlib"), Some(name)) = (
            path.extension().and_then(|extension| extension.to_str()),
            path.file_name(),
        ) {
            fs::copy(&path, place.join(name))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn borrow_host(installed: &Path, ours: &Path, host: &str) -> Result<()> {
    let folder = Path::new("lib/rustlib").join(host);
    Ok(std::os::unix::fs::symlink(
        installed.join(&folder),
        ours.join(&folder),
    )?)
}

#[cfg(not(unix))]
fn borrow_host(_installed: &Path, _ours: &Path, _host: &str) -> Result<()> {
    bail!("Debian's packages are for Debian")
}
