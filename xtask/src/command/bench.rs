//! `cargo xtask bench`: every benchmark in `bench/`, on a fresh `dist/`. It must never print a number
//! of its own: each benchmark prints its table.

use std::process::{Command, ExitCode};

use anyhow::Result;

use super::build;
use crate::{
    paths, process,
    setup::{packages, system, wasm_std},
    shim,
};

/// The benchmarks, in order.
const BENCHMARKS: [&str; 2] = ["boot.mjs", "redraw.mjs"];

mod contender;
mod extract;

/// Measures extraction, where `args` begin with `extract`; makes the folder for a harness, where they
/// are `contender`; else builds and measures the page; `args` go on to each benchmark, which takes
/// what it knows.
pub fn run(args: &[String]) -> Result<ExitCode> {
    match args.first().map(String::as_str) {
        Some("extract") => return extract::run(&args[1..]),
        Some("contender") => return contender::run(&args[1..]),
        _ => {}
    }
    system::ensure_browsers()?;
    build::build()?;
    module("union-dashboard-redraw", "no-modules", "redraw")?;
    let folder = paths::root().join("bench");
    packages::ensure(&folder)?;
    for benchmark in BENCHMARKS {
        let mut node = Command::new("node");
        node.arg(benchmark).args(args).current_dir(&folder);
        process::loud(node.env("DIST", paths::dist()))?;
        println!();
    }
    Ok(ExitCode::SUCCESS)
}

/// A package of `bench/` as a module for pages, in `target/bench-NAME/`.
fn module(package: &str, target: &str, name: &str) -> Result<()> {
    let toolchain = build::set_up()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", package]);
    cargo.args(["--target", wasm_std::TARGET]);
    process::loud(build::with_rustflags(&mut cargo, &toolchain))?;
    let target_folder = paths::root().join("target");
    let built = target_folder.join(wasm_std::TARGET).join("release");
    let out = target_folder.join(format!("bench-{name}"));
    let mut bindgen = Command::new(shim::install()?.join(paths::executable("wasm-bindgen")));
    bindgen.arg(format!("--target={target}"));
    bindgen.arg(format!("--out-name={name}"));
    bindgen.arg("--no-typescript");
    bindgen.arg(format!("--out-dir={}", out.display()));
    bindgen.arg(built.join(package.replace('-', "_") + ".wasm"));
    process::quiet(&format!("{name}-bindgen"), &mut bindgen, None)
}
