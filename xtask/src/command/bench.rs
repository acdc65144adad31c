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

mod extract;

/// Measures extraction, where `args` begin with `extract`; else builds and measures the page; `args` go on to each benchmark, which takes what it knows.
pub fn run(args: &[String]) -> Result<ExitCode> {
    if args.first().is_some_and(|arg| arg == "extract") {
        return extract::run(&args[1..]);
    }
    system::ensure_browsers()?;
    build::build()?;
    build_redraw()?;
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

/// The program's drawing as a module of its own, for `redraw.mjs`.
fn build_redraw() -> Result<()> {
    const PACKAGE: &str = "union-dashboard-redraw";
    let toolchain = build::set_up()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", PACKAGE]);
    cargo.args(["--target", wasm_std::TARGET]);
    process::loud(build::with_rustflags(&mut cargo, &toolchain))?;
    let built = paths::root()
        .join("target")
        .join(wasm_std::TARGET)
        .join("release");
    let out = paths::root().join("target").join("bench-redraw");
    let mut bindgen = Command::new(shim::install()?.join(paths::executable("wasm-bindgen")));
    bindgen.args([
        "--target=no-modules",
        "--out-name=redraw",
        "--no-typescript",
    ]);
    bindgen.arg(format!("--out-dir={}", out.display()));
    bindgen.arg(built.join("union_dashboard_redraw.wasm"));
    process::quiet("redraw-bindgen", &mut bindgen, None)
}
