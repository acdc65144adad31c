//! `cargo xtask data`: what can be done with a dataset without a browser. It must never build
//! leptos or start a browser: these commands use the domain alone.

use std::process::ExitCode;

use anyhow::Result;

use super::{Command, run_one_of};

pub mod check;
pub mod decode;
mod diff;
pub mod export;
pub mod extract;
mod import;
mod merge;
pub mod reading;
mod schema;
mod split;
mod synth;
mod whole;

const COMMANDS: &[Command] = &[
    Command {
        name: "check",
        help: "a dataset against its format, itself and its reports \
               [FILE] [--sources DIR] [--not-figures FILE] [--format json]",
        run: check::run,
    },
    Command {
        name: "diff",
        help: "added, changed, gone, and who has not reported OLD NEW [--format json]",
        run: diff::run,
    },
    Command {
        name: "export",
        help: "CSV, a Data Package, JSON-stat and static HTML [FILE] [--out DIR]",
        run: export::run,
    },
    Command {
        name: "extract",
        help: "candidate observations of a report's text, JSON lines \
               REPORT.txt [--all] [--dataset FILE]",
        run: extract::run,
    },
    Command {
        name: "import",
        help: "a table (CSV, TSV, a pasted range) into a dataset TABLE [--into FILE] [-o OUT] \
               [--map COLUMN=FIELD]... [--set FIELD=TEXT]... [--apart] | --template [--lang zh-CN|en]",
        run: import::run,
    },
    Command {
        name: "merge",
        help: "reports into one dataset FILE... [-o OUT] [--prefer first|last]",
        run: merge::run,
    },
    Command {
        name: "schema",
        help: "the JSON Schema of the format, on standard output",
        run: schema::run,
    },
    Command {
        name: "split",
        help: "a dataset into parts FILE --by city|period|rows:N -o DIR",
        run: split::run,
    },
    Command {
        name: "synth",
        help: "a synthetic dataset --observations N [--cities N] [--years A..B] [--indicators N] \
               [--seed S] [--columns] [-o FILE | --parts DIR]",
        run: synth::run,
    },
];

/// Runs the subcommand that `args` begin with; what could not run is told and exits with 2.
pub fn run(args: &[String]) -> Result<ExitCode> {
    run_one_of(COMMANDS, "cargo xtask data", args).or_else(|error| {
        eprintln!("error: {error:#}");
        Ok(ExitCode::from(2))
    })
}
