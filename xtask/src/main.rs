//! `cargo xtask`: what a person types to set up, build, serve and test. It must never depend on
//! leptos or any browser crate, and never install anything outside `target/` but system packages
//! that it names first.

use std::process::ExitCode;

mod artefact;
mod checkout;
mod command;
mod paths;
mod process;
mod progress;
mod setup;
mod shim;

fn main() -> ExitCode {
    if let Some(outcome) = shim::run_if_called_as_one() {
        return exit_code(outcome.map(|()| ExitCode::SUCCESS));
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    exit_code(command::run(&args))
}

fn exit_code(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
