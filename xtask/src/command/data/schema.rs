//! `cargo xtask data schema`: the JSON Schema of the format. It must never write a file: what is
//! printed is redirected to where it belongs.

use std::process::ExitCode;

use anyhow::Result;
use union_dashboard::dataset::schema;

use crate::command::no_arguments;

/// Prints the schema.
pub fn run(args: &[String]) -> Result<ExitCode> {
    no_arguments(args)?;
    print!("{}", schema::schema());
    Ok(ExitCode::SUCCESS)
}
