//! `cargo xtask data`: what can be done with a dataset without a browser. It must never build
//! leptos or start a browser: these commands use the domain alone.

use std::process::ExitCode;

use anyhow::Result;

use super::{Command, run_one_of};

pub mod export;
mod reading;

const COMMANDS: &[Command] = &[Command {
    name: "export",
    help: "CSV, a Data Package and JSON-stat [FILE] [--out DIR]",
    run: export::run,
}];

/// Runs the subcommand that `args` begin with.
pub fn run(args: &[String]) -> Result<ExitCode> {
    run_one_of(COMMANDS, "cargo xtask data", args)
}
