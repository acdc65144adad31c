//! `cargo xtask data`: what can be done with a dataset without a browser. It must never build
//! leptos or start a browser: these commands use the domain alone.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};

use super::{Command, run_one_of};
use crate::paths;

mod check;
mod schema;

const COMMANDS: &[Command] = &[
    Command {
        name: "check",
        help: "a dataset against its format, itself and its reports \
               [FILE] [--sources DIR] [--not-figures FILE] [--format json]",
        run: check::run,
    },
    Command {
        name: "schema",
        help: "the JSON Schema of the format, on standard output",
        run: schema::run,
    },
];

/// Runs the subcommand that `args` begin with; what could not run is told and exits with 2.
pub fn run(args: &[String]) -> Result<ExitCode> {
    run_one_of(COMMANDS, "cargo xtask data", args).or_else(|error| {
        eprintln!("error: {error:#}");
        Ok(ExitCode::from(2))
    })
}

/// The dataset that ships.
fn default_file() -> PathBuf {
    paths::root().join("public/data/achievements.json")
}

/// A text file, with its name in the error.
fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
