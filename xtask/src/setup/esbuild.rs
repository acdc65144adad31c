//! esbuild, from npm: it makes scripts and styles small. It must never be taken from the PATH,
//! whose version nobody knows, and never change what a script does or which names it defines.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, process, progress};

const VERSION: &str = "0.28.2";

/// The oldest kernel that must understand a style sheet.
const FLOOR: &str = "chrome89";
/// The oldest that must be able to read a script, which then says what else it needs: the first
/// with modules.
const SCRIPT_FLOOR: &str = "chrome61";
/// What the script is written in that speaks to those before it.
const OLD_SCRIPT: &str = "es5";

/// Installs it if it is missing.
pub fn ensure() -> Result<()> {
    if script().exists() {
        return Ok(());
    }
    progress::step(&format!("esbuild (npm {VERSION})"), || {
        process::npm_install("esbuild", VERSION, &folder())
    })
}

/// What is made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A classic script.
    Script,
    /// A script for every kernel.
    OldScript,
    /// A style sheet.
    Sheet,
}

/// `code` made small. A script's top-level names stay, because without a format esbuild takes them
/// for globals.
pub fn minified(kind: Kind, code: &str) -> Result<String> {
    let (loader, target) = match kind {
        Kind::Script => ("js", SCRIPT_FLOOR),
        Kind::OldScript => ("js", OLD_SCRIPT),
        Kind::Sheet => ("css", FLOOR),
    };
    let mut node = Command::new("node");
    node.arg(script()).args(["--minify", "--charset=utf8"]);
    node.args(["--log-level=warning", "--legal-comments=none"]);
    node.arg(format!("--loader={loader}"));
    node.arg(format!("--target={target}"));
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
