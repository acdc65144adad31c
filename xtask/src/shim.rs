//! xtask under another name: Trunk finds it first on its PATH as `wasm-bindgen` and as `wasm-opt`,
//! because Trunk has no hook between cargo and wasm-bindgen. The shims make the one wasm build that
//! old kernels accept (Chromium below 96 refuses reference types and multivalue) and then call the
//! real tools. They must never change anything else that Trunk asks for.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    artefact::{exports, imports, target_features},
    paths, process,
    setup::{binaryen, wasm_bindgen},
};

/// What the standard library's objects declare though our build does not use it; left in, it makes
/// wasm-bindgen emit reference types.
const NOT_OURS: [&str; 3] = ["reference-types", "multivalue", "call-indirect-overlong"];

/// What functions' names contain that the crate wasm-streams (by way of leptos' server functions)
/// exports to JavaScript, though no page can come by the objects they belong to.
const NEVER_CALLED: &str = "intounderlying";

/// The names under which Trunk calls us.
const NAMES: [&str; 2] = ["wasm-bindgen", "wasm-opt"];

/// Runs as a shim when called by a shim's name; `None` otherwise.
pub fn run_if_called_as_one() -> Option<Result<()>> {
    let called = PathBuf::from(env::args_os().next()?);
    let args: Vec<String> = env::args().skip(1).collect();
    match called.file_stem()?.to_str()? {
        "wasm-bindgen" => Some(run_wasm_bindgen(args)),
        "wasm-opt" => Some(run_wasm_opt(args)),
        _ => None,
    }
}

/// Puts the shims into a folder for Trunk's PATH, anew each time: xtask itself may have changed.
pub fn install() -> Result<PathBuf> {
    let folder = paths::tools().join("shim");
    fs::create_dir_all(&folder)?;
    let us = env::current_exe()?;
    for name in NAMES {
        let shim = folder.join(paths::executable(name));
        if shim.symlink_metadata().is_ok() {
            fs::remove_file(&shim)?;
        }
        link(&us, &shim).with_context(|| format!("cannot put {} in place", shim.display()))?;
    }
    Ok(folder)
}

#[cfg(unix)]
fn link(us: &Path, shim: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(us, shim)
}

#[cfg(not(unix))]
fn link(us: &Path, shim: &Path) -> std::io::Result<()> {
    fs::copy(us, shim).map(|_| ())
}

fn run_wasm_bindgen(mut args: Vec<String>) -> Result<()> {
    if let Some(input) = args.iter_mut().find(|arg| arg.ends_with(".wasm")) {
        let module = fs::read(&*input).with_context(|| format!("cannot read {input}"))?;
        let stripped = paths::tools().join("stripped.wasm");
        fs::write(&stripped, target_features::without(&module, &NOT_OURS)?)?;
        *input = stripped.to_string_lossy().into_owned();
    }
    process::loud(Command::new(wasm_bindgen::program()).args(&args))?;
    let option = |name| args.iter().find_map(|arg| arg.strip_prefix(name));
    if let (Some(folder), Some(stem)) = (option("--out-dir="), option("--out-name=")) {
        let glue = Path::new(folder).join(format!("{stem}.js"));
        let wasm = Path::new(folder).join(format!("{stem}_bg.wasm"));
        let short = imports::shortened(&fs::read(&wasm)?, &fs::read_to_string(&glue)?)?;
        fs::write(wasm, short.0)?;
        fs::write(glue, short.1)?;
    }
    Ok(())
}

/// `index.html` names the features of the modern build, which a plain `trunk build --release`
/// makes; ours has fewer, and wasm-opt then writes calls in the form that old kernels read.
fn run_wasm_opt(mut args: Vec<String>) -> Result<()> {
    args.retain(|arg| !is_not_ours(arg));
    if let Some(input) = args.iter_mut().find(|arg| Path::new(arg).is_file()) {
        let module = fs::read(&*input).with_context(|| format!("cannot read {input}"))?;
        let stripped = paths::tools().join("bound.wasm");
        fs::write(&stripped, exports::without(&module, NEVER_CALLED)?)?;
        *input = stripped.to_string_lossy().into_owned();
    }
    process::loud(Command::new("node").arg(binaryen::wasm_opt()).args(args))
}

fn is_not_ours(arg: &str) -> bool {
    arg.strip_prefix("--enable-")
        .is_some_and(|feature| NOT_OURS.contains(&feature))
}
