//! `wasm-bindgen` as far as Trunk calls it, on the official library of the same version. It exists
//! because the official command line builds an HTTP server and client that nobody here needs. It
//! must never do more than pass on: what we change in a module is done by xtask's shim.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    let mut input = None;
    let mut out_dir = None;
    for arg in std::env::args().skip(1) {
        let (name, value) = arg.split_once('=').unwrap_or((&arg, ""));
        match (name, value) {
            ("--version", _) => {
                println!("wasm-bindgen {}", wasm_bindgen_cli_support_version());
                return Ok(());
            }
            ("--target", "no-modules") => drop(bindgen.no_modules(true)?),
            ("--target", "web") => drop(bindgen.web(true)?),
            ("--out-dir", dir) => out_dir = Some(PathBuf::from(dir)),
            ("--out-name", stem) => drop(bindgen.out_name(stem)),
            ("--no-typescript", _) => drop(bindgen.typescript(false)),
            ("--keep-debug", _) => drop(bindgen.keep_debug(true)),
            ("--no-demangle", _) => drop(bindgen.demangle(false)),
            (file, "") if !file.starts_with("--") => input = Some(PathBuf::from(file)),
            _ => bail!("this small wasm-bindgen does not know `{arg}`"),
        }
    }
    bindgen
        .input_path(input.context("no input file")?)
        .generate(out_dir.context("no --out-dir")?)
}

/// The library's version, which is pinned exactly.
fn wasm_bindgen_cli_support_version() -> &'static str {
    include_str!("../Cargo.toml")
        .lines()
        .find_map(|line| line.strip_prefix("wasm-bindgen-cli-support = \"="))
        .map_or("unknown", |rest| rest.trim_end_matches('"'))
}
