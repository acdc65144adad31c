//! xtask under another name: Trunk finds it first on its PATH as `wasm-bindgen` and as `wasm-opt`,
//! because Trunk has no hook between cargo and wasm-bindgen, and cargo is told to link with it. The
//! shims make the one wasm build that old kernels accept (Chromium below 96 refuses reference types
//! and multivalue), make it small, and then call the real tools. They must never change anything
//! else that is asked for.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    artefact::{imports, split, target_features},
    paths, process,
    setup::{binaryen, wasm_bindgen},
};

/// What the standard library's objects declare though our build does not use it; left in, it makes
/// wasm-bindgen emit reference types.
const NOT_OURS: [&str; 3] = ["reference-types", "multivalue", "call-indirect-overlong"];

/// What functions' names contain that the crate wasm-streams (by way of leptos' server functions)
/// exports to JavaScript, though no page can come by the objects they belong to. The linker drops
/// them with all that only they use, futures and tables too, which wasm-opt cannot tell.
const NEVER_CALLED: &str = "intounderlying";

/// What the names of their classes in the glue begin with.
const NEVER_MADE: &str = "IntoUnderlying";

/// The functions that are called only when the second module is there, by what their paths begin
/// with. What can be reached through them alone is in that module.
const DOORS: &str = "union_dashboard::app::later::";

/// Passes of wasm-opt before Trunk's own `-Oz`, twice: about 1 KB after brotli, and 0.8 more the
/// second time, for some seconds. What has one caller stays by itself but for the smallest: that
/// packs better by 2 KB (brotli finds again what is alike), and a loop over rows that is called for
/// some of them at a time is compiled for speed by the browser while it runs.
const MORE_PASSES: [&str; 7] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--one-caller-inline-max-function-size=60",
];

/// The name under which rustc calls us to link; it stands for no linker that rustc knows, so that
/// it speaks as it does to its own.
const LINKER: &str = "link-wasm";

/// The names under which we are called.
const NAMES: [&str; 3] = ["wasm-bindgen", "wasm-opt", LINKER];

/// Runs as a shim when called by a shim's name; `None` otherwise.
pub fn run_if_called_as_one() -> Option<Result<()>> {
    let called = PathBuf::from(env::args_os().next()?);
    let args: Vec<String> = env::args().skip(1).collect();
    match called.file_stem()?.to_str()? {
        "wasm-bindgen" => Some(run_wasm_bindgen(args)),
        "wasm-opt" => Some(run_wasm_opt(args)),
        LINKER => Some(run_linker(args)),
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

/// The linker that rustc is told to call.
pub fn linker() -> PathBuf {
    paths::tools().join("shim").join(paths::executable(LINKER))
}

#[cfg(unix)]
fn link(us: &Path, shim: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(us, shim)
}

#[cfg(not(unix))]
fn link(us: &Path, shim: &Path) -> std::io::Result<()> {
    fs::copy(us, shim).map(|_| ())
}

/// Calls rustc's own linker, which rustc has put on the PATH, without what is never called.
fn run_linker(args: Vec<String>) -> Result<()> {
    let mut args = args;
    // Where a command line would be too long, rustc writes a file of one argument a line.
    if let Some(list) = args.iter_mut().find(|arg| arg.starts_with('@')) {
        let lines = fs::read_to_string(&list[1..])?;
        let kept = called(lines.lines().map(str::to_owned).collect());
        let shorter = format!("{}.called", &list[1..]);
        fs::write(&shorter, kept.join("\n"))?;
        *list = format!("@{shorter}");
    }
    process::loud(
        Command::new("rust-lld")
            .args(called(args))
            .arg("--emit-relocs"),
    )
}

/// The arguments without those that export what is never called.
fn called(args: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(args.len());
    for arg in args {
        let is_export = kept
            .last()
            .is_some_and(|last| last.trim_matches('"') == "--export");
        if is_export && arg.contains(NEVER_CALLED) {
            kept.pop();
        } else {
            kept.push(arg);
        }
    }
    kept
}

/// The module that is loaded later, as `wasm-bindgen` leaves it, and as `wasm-opt` does.
const MORE: [&str; 2] = ["more.wasm", "more_small.wasm"];

/// The module that is loaded later, once Trunk has built.
pub fn more() -> PathBuf {
    paths::tools().join(MORE[1])
}

fn run_wasm_bindgen(mut args: Vec<String>) -> Result<()> {
    let mut plan = split::Plan::default();
    if let Some(input) = args.iter_mut().find(|arg| arg.ends_with(".wasm")) {
        let module = fs::read(&*input).with_context(|| format!("cannot read {input}"))?;
        plan = split::Plan::of(&module, &|path| path.starts_with(DOORS))?;
        let stripped = paths::tools().join("stripped.wasm");
        fs::write(&stripped, target_features::without(&module, &NOT_OURS)?)?;
        *input = stripped.to_string_lossy().into_owned();
    }
    // The plan knows functions by the linker's names.
    args.push("--no-demangle".to_owned());
    process::loud(Command::new(wasm_bindgen::program()).args(&args))?;
    let option = |name| args.iter().find_map(|arg| arg.strip_prefix(name));
    if let (Some(folder), Some(stem)) = (option("--out-dir="), option("--out-name=")) {
        let glue = Path::new(folder).join(format!("{stem}.js"));
        let wasm = Path::new(folder).join(format!("{stem}_bg.wasm"));
        let short = imports::shortened(&fs::read(&wasm)?, &fs::read_to_string(&glue)?)?;
        let halves = split::halves(&short.0, &plan)?;
        fs::write(wasm, halves.first)?;
        fs::write(paths::tools().join(MORE[0]), halves.more)?;
        fs::write(glue, imports::without_classes(&short.1, NEVER_MADE))?;
    }
    Ok(())
}

/// `index.html` names the features of the modern build, which a plain `trunk build --release`
/// makes; ours has fewer, and wasm-opt then writes calls in the form that old kernels read.
fn run_wasm_opt(mut args: Vec<String>) -> Result<()> {
    args.retain(|arg| !is_not_ours(arg));
    let opt = |args: &[String]| {
        let mut opt = Command::new("node");
        opt.arg(binaryen::wasm_opt()).args(MORE_PASSES).args(args);
        process::loud(&mut opt)
    };
    opt(&args)?;
    for arg in &mut args {
        if arg.starts_with("--output=") {
            *arg = format!("--output={}", more().display());
        } else if arg.ends_with(".wasm") {
            *arg = paths::tools().join(MORE[0]).display().to_string();
        }
    }
    opt(&args)
}

fn is_not_ours(arg: &str) -> bool {
    arg.strip_prefix("--enable-")
        .is_some_and(|feature| NOT_OURS.contains(&feature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_is_not_asked_to_keep_what_is_never_called() {
        let given = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            called(given(
                "--export main --export intounderlyingsink_write_5 a-intounderlying.o"
            )),
            given("--export main a-intounderlying.o")
        );
        assert_eq!(
            called(given(
                r#""--export" "__wbg_intounderlyingsource_free" "--export" "main""#
            )),
            given(r#""--export" "main""#)
        );
    }
}
