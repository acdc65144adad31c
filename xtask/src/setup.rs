//! Setting up what is missing, in pinned versions under `target/tools/`. What stands is left alone
//! and not spoken of. It must never change the installed Rust toolchain but by rustup, and never
//! install a system package without naming it.

use std::{path::PathBuf, thread};

use anyhow::{Result, anyhow};

pub mod binaryen;
pub mod cargo_tool;
pub mod esbuild;
pub mod packages;
pub mod python;
mod rust_src;
pub mod system;
pub mod trunk;
pub mod wasm_bindgen;
pub mod wasm_std;

/// What a build needs to know about the tools.
pub struct Toolchain {
    /// The sysroot of our own; `None` where it could not be made, and the installed one must do.
    pub sysroot: Option<PathBuf>,
}

/// Everything that building `dist/` needs. What is missing is set up side by side, and `meanwhile`
/// runs beside it (and not at all when nothing is missing): each of the builds has stretches in
/// which it keeps one core busy only.
pub fn for_build(meanwhile: impl FnOnce(&Toolchain)) -> Result<Toolchain> {
    let toolchain = Toolchain {
        sysroot: wasm_std::ensure()?,
    };
    let tools_stand = trunk::program().exists() && wasm_bindgen::program().exists();
    thread::scope(|scope| {
        let jobs = [
            scope.spawn(binaryen::ensure),
            scope.spawn(esbuild::ensure),
            scope.spawn(wasm_bindgen::ensure),
            scope.spawn(trunk::ensure),
        ];
        if !tools_stand {
            meanwhile(&toolchain);
        }
        jobs.into_iter()
            .try_for_each(|job| job.join().map_err(|_| anyhow!("a step panicked"))?)
    })?;
    Ok(toolchain)
}
