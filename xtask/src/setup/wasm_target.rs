//! The standard library for wasm32: the installed one, or else from rustup, or else built from
//! Debian's source package. It must never write into the installed toolchain itself.
//!
//! `XTASK_WASM_TARGET=debian` takes the last way at once, to try it out.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};

use super::debian_std;
use crate::{process, progress};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// rustup takes seconds where it has a network, and for ever where its connection hangs.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Sees to it that the target is there; returns a sysroot of our own where it had to be built.
pub fn ensure() -> Result<Option<PathBuf>> {
    let forced = env::var_os("XTASK_WASM_TARGET").is_some_and(|way| way == "debian");
    let rustc = Rustc::installed()?;
    let own = debian_std::sysroot(&rustc);
    if !forced && has_core(&rustc.sysroot) {
        return Ok(None);
    }
    if has_core(&own) {
        return Ok(Some(own));
    }
    let from_rustup = progress::step("the target wasm32 (rustup)", || {
        anyhow::ensure!(!forced, "told to take Debian's way");
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]);
        process::quiet("rustup", &mut rustup, Some(RUSTUP_LIMIT))
    });
    if from_rustup.is_ok() && has_core(&rustc.sysroot) {
        return Ok(None);
    }
    progress::step("the target wasm32 (Debian's rust-src)", || {
        debian_std::build(&rustc)
    })
    .with_context(|| {
        format!("the target {TARGET} can neither be had from rustup nor be built: {from_rustup:?}")
    })?;
    Ok(Some(own))
}

/// The installed compiler.
pub struct Rustc {
    /// Its folder.
    pub sysroot: PathBuf,
    /// Its version, such as `1.95.0`.
    pub version: String,
    /// The triple that it runs on.
    pub host: String,
}

impl Rustc {
    fn installed() -> Result<Self> {
        let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
        let about = process::output(Command::new("rustc").arg("-vV"))?;
        let field = |key: &str| {
            let line = about.lines().find_map(|line| line.strip_prefix(key));
            Ok::<_, anyhow::Error>(
                line.context("rustc -vV is not understood")?
                    .trim()
                    .to_owned(),
            )
        };
        Ok(Self {
            sysroot: sysroot.into(),
            version: field("release:")?,
            host: field("host:")?,
        })
    }
}

/// Where a sysroot keeps its wasm32 libraries.
pub fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn has_core(sysroot: &Path) -> bool {
    fs::read_dir(libraries(sysroot)).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}
