//! `cargo xtask bench`: every benchmark in `bench/`, on a fresh `dist/`. It must never print a number
//! of its own: each benchmark prints its table.

use std::process::{Command, ExitCode};

use anyhow::Result;

use super::build;
use crate::{
    paths, process,
    setup::{packages, system},
};

/// Builds and measures; `args` go on to the benchmark.
pub fn run(args: &[String]) -> Result<ExitCode> {
    system::ensure_browsers()?;
    build::build()?;
    let folder = paths::root().join("bench");
    packages::ensure(&folder)?;
    let mut node = Command::new("node");
    node.arg("boot.mjs").args(args).current_dir(&folder);
    process::loud(node.env("DIST", paths::dist()))?;
    Ok(ExitCode::SUCCESS)
}
