//! `cargo xtask build`: cargo, wasm-bindgen and wasm-opt through Trunk, then the single file from
//! Trunk's output. It must never leave a `dist/` that is half old and half new.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};

use union_dashboard::page::{self, Around};

use super::data::reading;
use crate::{
    artefact::{
        budget::{self, Column, Weight},
        check, names,
        single_file::{self, Parts},
        static_content,
    },
    paths, process, progress,
    setup::{
        self, Toolchain,
        esbuild::{self, Kind},
        trunk, wasm_std,
    },
    shim,
};

/// Builds `dist/` and prints its weights.
pub fn run(args: &[String]) -> Result<ExitCode> {
    super::no_arguments(args)?;
    let weights = build()?;
    print!("{}", budget::table(&weights));
    println!("single file: {}", paths::dist().join(SINGLE_FILE).display());
    Ok(ExitCode::SUCCESS)
}

/// The static content's name in `dist/data/`.
pub const STATIC_CONTENT: &str = "achievements.table.html";

/// The single file's name in `dist/`.
pub const SINGLE_FILE: &str = "union-dashboard.html";

/// Sets up what is missing, builds `dist/`, and weighs it.
pub fn build() -> Result<Vec<Weight>> {
    let toolchain = set_up()?;
    process::loud(&mut compilation(&toolchain))?;
    run_trunk(&toolchain)?;
    bundle(&paths::dist(), toolchain.sysroot.is_some())
}

/// Sets up what is missing; where tools must be built, the program's own dependencies are compiled
/// beside them. What fails there fails again afterwards, where its messages are seen.
pub fn set_up() -> Result<Toolchain> {
    shim::install()?;
    setup::for_build(|toolchain| {
        let first = || process::quiet("compilation", &mut compilation(toolchain), None);
        progress::step("the program's first compilation", || Ok(first().is_ok())).ok();
    })
}

/// Compiles the program by cargo itself, whose progress and errors are better than Trunk's; Trunk
/// then finds it fresh.
fn compilation(toolchain: &Toolchain) -> Command {
    let mut cargo = process::cargo();
    cargo.args([
        "build",
        "--release",
        "--bin",
        "union-dashboard",
        "--target",
        wasm_std::TARGET,
    ]);
    with_rustflags(&mut cargo, toolchain);
    cargo
}

fn run_trunk(toolchain: &Toolchain) -> Result<()> {
    let mut search: Vec<OsString> = vec![shim::install()?.into_os_string()];
    search.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()).map(OsString::from));
    let mut command = Command::new(trunk::program());
    command
        .args(["build", "--release", "--offline"])
        .current_dir(paths::root());
    command.env("PATH", env::join_paths(search)?);
    // Trunk takes `NO_COLOR=1` for a bad value of its own option.
    command.env_remove("NO_COLOR").env("RUST_LOG", "error");
    process::quiet("trunk-build", with_rustflags(&mut command, toolchain), None)
}

/// The flags for everything that is compiled to wasm32.
///
/// No reference types and no multivalue: Chromium below 96 refuses them. Only here, because a plain
/// `trunk serve` has no shim to finish the job; the linker is a shim too, and the standard library
/// one of our own. Paths of sources are made the same on every machine.
pub fn with_rustflags<'a>(command: &'a mut Command, toolchain: &Toolchain) -> &'a mut Command {
    let mut flags = vec!["-Ctarget-feature=-reference-types,-multivalue".to_owned()];
    flags.push(format!(
        "--remap-path-prefix={}=cargo",
        paths::cargo_home().display()
    ));
    flags.push(format!("--remap-path-prefix={}=.", paths::root().display()));
    flags.push(format!("-Clinker={}", shim::linker().display()));
    if let Some(sysroot) = &toolchain.sysroot {
        flags.push(format!("--sysroot={}", sysroot.display()));
        flags.extend(wasm_std::SMALL.map(str::to_owned));
        command.envs([wasm_std::UNSTABLE]);
    }
    // This variable overrules all others, and may hold paths with spaces.
    command
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .env_remove("RUSTFLAGS")
}

/// Makes what Trunk built small, and writes the single file beside it. The program's budget holds
/// with the small standard library alone.
fn bundle(dist: &Path, is_small: bool) -> Result<Vec<Weight>> {
    let built = Dist::read(dist)?;
    let script = single_file::script(&built.glue, &built.boot);
    let script = esbuild::minified(Kind::Script, &script)?;
    finish(dist)?;
    write_static_content(dist)?;
    let built = Dist::read(dist)?;
    let read = |name: &str| read(dist, name);
    let file = single_file::single_file(&Parts {
        page: &built.page,
        script: &script,
        wasm: &built.wasm,
        dataset: &read("data/achievements.json")?,
        read: &read,
    })?;
    fs::write(dist.join(SINGLE_FILE), &file)?;
    let glue = Weight::of("glue", built.glue.as_bytes(), None)?;
    let wasm = Weight::of("wasm", &built.wasm, None)?;
    let program = is_small.then_some((Column::Brotli, budget::PROGRAM_LIMIT));
    let single = Some((Column::Raw, budget::SINGLE_FILE_LIMIT));
    Ok(vec![
        Weight::sum("wasm + glue", &wasm, &glue, program),
        Weight::of("single file", file.as_bytes(), single)?,
        wasm,
        glue,
    ])
}

/// What is seen before the program runs, and instead of it: between the tags of the page's element,
/// and as a file for the pages of others.
fn write_static_content(dist: &Path) -> Result<()> {
    let data = dist.join("data");
    let checked = reading::dataset(&data.join("achievements.json"))?;
    let content = page::html(&checked.dataset, Around::Host);
    fs::write(data.join(STATIC_CONTENT), content)?;
    let index = String::from_utf8(read(dist, "index.html")?)?;
    let content = page::html(&checked.dataset, Around::Own);
    let index = static_content::inserted(&index, &content)?;
    Ok(fs::write(dist.join("index.html"), index)?)
}

/// Makes the scripts and style sheets beside the page small, and names every file that the page
/// loads after what is now in it: Trunk's names are older than all that was done since, and a cache
/// that trusts names would put the glue of one build to the module of another.
fn finish(dist: &Path) -> Result<()> {
    let mut page = String::from_utf8(read(dist, "index.html")?)?;
    for entry in fs::read_dir(dist)?.collect::<Vec<_>>() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_file() {
            continue;
        }
        let mut content = fs::read(entry.path())?;
        if let Some(kind) = kind(&name) {
            let mut text = String::from_utf8(content)?;
            if kind == Kind::Sheet {
                let tokens = fs::read_to_string(paths::root().join("style/tokens.css"))?;
                text = static_content::sheet(&text, &tokens)?;
            }
            content = esbuild::minified(kind, &text)?.into_bytes();
        }
        let named = names::named_after(&name, &content).unwrap_or_else(|| name.clone());
        fs::remove_file(entry.path())?;
        fs::write(dist.join(&named), content)?;
        page = page.replace(&name, &named);
    }
    Ok(fs::write(dist.join("index.html"), page)?)
}

/// What of the files beside the page is made small.
fn kind(name: &str) -> Option<Kind> {
    match name.rsplit_once('.')? {
        (start, "js") if start.starts_with("early-") => Some(Kind::OldScript),
        (_, "js") => Some(Kind::Script),
        (_, "css") => Some(Kind::Sheet),
        _ => None,
    }
}

/// The files in `dist/` whose names nobody knows beforehand.
struct Dist {
    page: String,
    glue: String,
    boot: String,
    wasm: Vec<u8>,
}

impl Dist {
    fn read(dist: &Path) -> Result<Self> {
        let text = |name: &str| anyhow::Ok(String::from_utf8(read(dist, name)?)?);
        Ok(Self {
            page: text("index.html")?,
            glue: text(&find(dist, "union-dashboard-", ".js")?)?,
            boot: text(&find(dist, "boot-", ".js")?)?,
            wasm: read(dist, &find(dist, "union-dashboard-", "_bg.wasm")?)?,
        })
    }
}

/// Everything wrong with the built artefacts, one sentence each.
pub fn findings() -> Result<Vec<String>> {
    let dist = paths::dist();
    let built = Dist::read(&dist)?;
    let mut findings = check::served_page(&built.page);
    findings.extend(check::glue(&built.glue));
    findings.extend(check::single_file(&String::from_utf8(read(
        &dist,
        SINGLE_FILE,
    )?)?));
    let private = [
        paths::root(),
        paths::cargo_home(),
        env::home_dir().unwrap_or_default(),
    ];
    let private: Vec<&Path> = private.iter().map(PathBuf::as_path).collect();
    findings.extend(check::module(&built.wasm, &private));
    Ok(findings)
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>> {
    let name = name.trim_start_matches("./");
    fs::read(dist.join(name)).with_context(|| format!("dist/{name}"))
}

/// The one file in `dist/` whose name begins and ends so, with a hash between.
fn find(dist: &Path, start: &str, end: &str) -> Result<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(end) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [name] => Ok(name.clone()),
        _ => bail!(
            "dist/ should have one file {start}*{end}, and has {}",
            found.len()
        ),
    }
}
