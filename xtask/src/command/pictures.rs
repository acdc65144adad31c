//! `cargo xtask pictures`: the pictures in `docs/pictures`, from a fresh single file. It must never
//! change a picture that is made: what is seen there is what the program shows.

use std::process::{Command, ExitCode};

use anyhow::Result;

use super::build;
use crate::{
    paths, process,
    setup::{packages, system},
};

/// Builds and takes the pictures.
pub fn run(args: &[String]) -> Result<ExitCode> {
    super::no_arguments(args)?;
    system::ensure_browsers()?;
    build::build()?;
    let folder = paths::root().join("tests/browser");
    packages::ensure(&folder)?;
    let mut node = Command::new("node");
    node.arg("screenshots.mjs").current_dir(&folder);
    process::loud(node.env("DIST", paths::dist()))?;
    Ok(ExitCode::SUCCESS)
}
