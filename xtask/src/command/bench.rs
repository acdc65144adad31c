//! `cargo xtask bench`: every benchmark in `bench/`, on a fresh `dist/`, into `docs/benchmarks.md`. It
//! must never print a number of its own: each benchmark prints its table.

use std::{
    fs,
    process::{Command, ExitCode},
};

use anyhow::Result;

use super::build;
use crate::{
    paths, process,
    setup::{packages, system, wasm_std},
    shim,
};

/// The benchmarks in browsers, in order, with what stands above their tables.
const BENCHMARKS: [(&str, &str); 3] = [
    ("boot.mjs", "Start: to the first chart"),
    ("redraw.mjs", "Redraw"),
    ("growth.mjs", "Load and filter, as observations grow"),
];

/// What stands at the head of `docs/benchmarks.md`.
const HEAD: &str = "# Benchmarks

Written by `cargo xtask bench`: one run on one machine, every program with its peers in turns. Only
what stands in one table may be compared; a machine that has other work to do makes all of it slower,
and no time here is a promise. What is measured how: [bench/README.md](../bench/README.md).
";

mod contender;
mod extract;

/// Measures extraction, where `args` begin with `extract`; makes the folder for a harness, where they
/// are `contender`; else builds (unless they begin with `--no-build`) and measures the page; `args`
/// go on to each benchmark, which takes what it knows.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let args = match args.first().map(String::as_str) {
        Some("extract") => return extract::run(&args[1..]),
        Some("contender") => return contender::run(&args[1..]),
        Some("--no-build") => &args[1..],
        _ => {
            system::ensure_browsers()?;
            build::build()?;
            args
        }
    };
    module("union-dashboard-redraw", "no-modules", "redraw")?;
    contender::folder()?;
    let folder = paths::root().join("bench");
    packages::ensure(&folder)?;
    let mut document = HEAD.to_owned() + "\n" + &versions()?;
    let mut take = |title: &str, text: String| {
        println!("{text}\n");
        document += &format!("\n## {title}\n\n{text}\n");
    };
    for (benchmark, title) in BENCHMARKS {
        let mut node = Command::new("node");
        node.arg(benchmark).args(args).current_dir(&folder);
        take(title, process::output(node.env("DIST", paths::dist()))?);
    }
    let mut engine = process::cargo();
    engine.args(["run", "--release", "--package", "union-dashboard-engine"]);
    let engine = process::output(&mut engine)?;
    take("Without a browser", format!("```text\n{engine}\n```"));
    let path = paths::root().join("docs/benchmarks.md");
    fs::write(&path, document)?;
    println!("{}", path.display());
    Ok(ExitCode::SUCCESS)
}

/// What was measured with which: the compiler, Node and the peers.
fn versions() -> Result<String> {
    let rustc = process::output(Command::new("rustc").arg("--version"))?;
    let node = process::output(Command::new("node").arg("--version"))?;
    let text = fs::read_to_string(paths::root().join("bench/package.json"))?;
    let package: serde_json::Value = serde_json::from_str(&text)?;
    let mut versions = vec![rustc, format!("Node {node}")];
    let peers = package["dependencies"].as_object().into_iter().flatten();
    versions.extend(peers.map(|(name, version)| {
        let version = version.as_str().unwrap_or_default();
        format!("{name} {version}")
    }));
    Ok(versions.join("; ") + ".\n")
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
