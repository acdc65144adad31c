//! `cargo xtask data`: what can be done with a dataset without a browser. It must never build
//! leptos or start a browser: these commands use the domain alone.

use std::process::ExitCode;

use anyhow::Result;

use super::{Command, run_one_of};

pub mod check;
pub mod export;
pub mod extract;
mod reading;
mod schema;

const COMMANDS: &[Command] = &[
    Command {
        name: "check",
        help: "a dataset against its format, itself and its reports \
               [FILE] [--sources DIR] [--not-figures FILE] [--format json]",
        run: check::run,
    },
    Command {
        name: "export",
        help: "CSV, a Data Package and JSON-stat [FILE] [--out DIR]",
        run: export::run,
    },
    Command {
        name: "extract",
        help: "candidate observations of a report's text, JSON lines \
               REPORT.txt [--all] [--dataset FILE]",
        run: extract::run,
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
