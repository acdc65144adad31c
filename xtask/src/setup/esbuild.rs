//! esbuild, from npm: it makes scripts and styles small. It must never be taken from the PATH,
//! whose version nobody knows, and never change what a script does or which names it defines.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, process, progress};

const VERSION: &str = "0.28.2";

/// The oldest kernel that must understand what comes out.
const FLOOR: &str = "chrome89";

/// Installs it if it is missing.
pub fn ensure() -> Result<()> {
    if script().exists() {
        return Ok(());
    }
    progress::step(&format!("esbuild (npm {VERSION})"), || {
        process::npm_install("esbuild", VERSION, &folder())
    })
}

/// `code`, a classic script (`js`) or a style sheet (`css`), made small. A script's top-level names
/// stay, because without a format esbuild takes them for globals.
pub fn minified(language: &str, code: &str) -> Result<String> {
    let mut node = Command::new("node");
    node.arg(script()).args(["--minify", "--charset=utf8"]);
    node.args(["--log-level=warning", "--legal-comments=none"]);
    node.arg(format!("--loader={language}"));
    node.arg(format!("--target={FLOOR}"));
    Ok(String::from_utf8(process::filter(
        &mut node,
        code.as_bytes(),
    )?)?)
}

/// What Node runs: the program's own start without npm's install script.
fn script() -> PathBuf {
    folder().join("node_modules/esbuild/bin/esbuild")
}

fn folder() -> PathBuf {
    paths::tools().join(format!("esbuild-{VERSION}"))
}
