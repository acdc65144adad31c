//! wasm-opt, from the npm package `binaryen`: Debian's is too old, and its own releases need
//! GitHub. It must never be taken from the PATH, whose version nobody knows.

use std::path::PathBuf;

use anyhow::Result;

use crate::{paths, process, progress};

const VERSION: &str = "132.0.0";

/// The script that Node runs.
pub fn wasm_opt() -> PathBuf {
    folder().join("node_modules/binaryen/bin/wasm-opt")
}

/// Installs it if it is missing.
pub fn ensure() -> Result<()> {
    if wasm_opt().exists() {
        return Ok(());
    }
    progress::step(&format!("wasm-opt (npm binaryen {VERSION})"), || {
        process::npm_install("binaryen", VERSION, &folder())
    })
}

fn folder() -> PathBuf {
    paths::tools().join(format!("binaryen-{VERSION}"))
}
