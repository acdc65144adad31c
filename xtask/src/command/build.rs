//! `cargo xtask build`: cargo, wasm-bindgen and wasm-opt through Trunk, then from Trunk's output the
//! scripts that pages load and the single file. It must never leave a `dist/` that is half old and half new.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use union_dashboard::page::{self, Around};

use super::data::reading;
use crate::{
    artefact::{
        budget::{self, Column, Weight},
        check, integrity, names, page as markup, script,
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
    print!("integrity:\n{}", demands(&paths::dist())?);
    Ok(ExitCode::SUCCESS)
}

/// The static content's name in `dist/data/`.
pub const STATIC_CONTENT: &str = "achievements.table.html";

/// The module that everybody loads, in `dist/`.
const WASM: &str = "union-dashboard_bg.wasm";
/// The one that is loaded into an instance of it when a reader first wants what is in there.
const MORE: &str = "union-dashboard_more.wasm";
/// The element with the module inside, for the pages of others.
const SCRIPT: &str = "union-dashboard.js";
/// The element that fetches the module beside it.
const LIGHT_SCRIPT: &str = "union-dashboard-light.js";
/// What a page loads that frames the dashboard.
const FRAME_SCRIPT: &str = "union-dashboard-frame.js";
/// Digits of the program's hash that tell one version from another.
const VERSION_DIGITS: usize = 8;

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
    // Its own stack would hide what cargo said.
    command.env("RUST_BACKTRACE", "0");
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

/// Makes of what Trunk built the files that pages load, small, and the single file beside them. The
/// program's budget holds with the small standard library alone.
fn bundle(dist: &Path, is_small: bool) -> Result<Vec<Weight>> {
    let page = String::from_utf8(read(dist, "index.html")?)?;
    let (page, scripts) = without_starter(&page)?;
    let take = |name: &str| -> Result<Vec<u8>> {
        let bytes = read(dist, name)?;
        fs::remove_file(dist.join(name.trim_start_matches("./")))?;
        Ok(bytes)
    };
    let scripts: Vec<String> = (scripts.iter())
        .map(|name| anyhow::Ok(String::from_utf8(take(name)?)?))
        .collect::<Result<_>>()?;
    let (glue, parts) = scripts.split_first().context("index.html has no scripts")?;
    let program = esbuild::minified(Kind::Script, &script::source(glue, parts)?)?;
    let wasm = take(&find(dist, "union-dashboard-", "_bg.wasm")?)?;
    let more = fs::read(shim::more())?;
    let version = &names::digest(&[program.as_bytes(), &wasm, &more].concat())[..VERSION_DIGITS];

    fs::write(dist.join(WASM), &wasm)?;
    fs::write(dist.join(MORE), &more)?;
    let [wasm_url, more_url] = [WASM, MORE].map(|name| format!("{name}?v={version}"));
    let page = finish(dist, &page)?;
    let template = single_file::template(&page, &|name| read(dist, name))?;
    let known = |other: &[(&str, Value)]| {
        let all = [
            ("version", version.into()),
            ("template", (&*template).into()),
        ];
        script::called(&program, &[&all, other].concat())
    };
    let light = known(&[("wasm", (&*wasm_url).into()), ("more", more_url.into())])?;
    fs::write(dist.join(LIGHT_SCRIPT), &light)?;
    let packed = json!({
        "wasm": single_file::packed(&wasm)?,
        "more": single_file::packed_closer(&more)?,
    });
    let whole = known(&[("packed", packed)])?;
    fs::write(dist.join(SCRIPT), &whole)?;
    let frame = fs::read_to_string(paths::root().join("src/boot/frame.js"))?;
    let frame = esbuild::minified(Kind::OldScript, &frame)?;
    fs::write(dist.join(FRAME_SCRIPT), frame)?;

    let (own, host) = static_content(dist)?;
    fs::write(dist.join("data").join(STATIC_CONTENT), host)?;
    let starter = format!(
        "<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"{wasm_url}\">\n\
         <script defer src=\"{LIGHT_SCRIPT}?v={version}\"></script>\n</head>"
    );
    let served = page.replacen("</head>", &starter, 1);
    fs::write(
        dist.join("index.html"),
        static_content::inserted(&served, &own)?,
    )?;
    let file = single_file::filled(
        &template,
        &Parts {
            title: single_file::title(&served)?,
            script: &known(&[])?,
            wasm: &wasm,
            more: &more,
            dataset: &read(dist, "data/achievements.json")?,
        },
    )?;
    let file = static_content::inserted(&file, &static_content::without_end_tags(&own))?;
    fs::write(dist.join(SINGLE_FILE), &file)?;

    let light = Weight::of("script", light.as_bytes(), None)?;
    let glue = esbuild::minified(Kind::Script, glue)?;
    let glue = Weight::of("glue", glue.as_bytes(), None)?;
    let wasm = Weight::of("wasm", &wasm, None)?;
    let program = is_small.then_some((Column::Brotli, budget::PROGRAM_LIMIT));
    let later = is_small.then_some((Column::Brotli, budget::MORE_LIMIT));
    let more = Weight::of("more", &more, later)?;
    let single = Some((Column::Raw, budget::SINGLE_FILE_LIMIT));
    let first = Weight::sum("wasm + glue", &wasm, &glue, program);
    Ok(vec![
        Weight::sum("with more", &first, &more, None),
        first,
        Weight::of("single file", file.as_bytes(), single)?,
        Weight::of("element", whole.as_bytes(), None)?,
        wasm,
        glue,
        more,
        light,
    ])
}

/// The page without what starts the program, and the names of those scripts in their order, the
/// glue first.
fn without_starter(page: &str) -> Result<(String, Vec<String>)> {
    let mut scripts = Vec::new();
    let page = markup::rewrite(page, |tag| {
        let is_wasm = tag.get("type") == Some("application/wasm");
        Ok::<_, anyhow::Error>(match (&*tag.name, tag.get("src"), tag.get("defer")) {
            ("script", Some(src), Some(_)) => {
                let is_glue = tag.get("id") == Some("union-dashboard-glue");
                let at = if is_glue { 0 } else { scripts.len() };
                scripts.insert(at, src.to_owned());
                Some(String::new())
            }
            ("link", ..) if is_wasm => Some(String::new()),
            _ => None,
        })
    })?;
    Ok((page, scripts))
}

/// What is seen before the program runs, and instead of it: for our own page, and for the pages of
/// others.
fn static_content(dist: &Path) -> Result<(String, String)> {
    let checked = reading::dataset(&dist.join("data/achievements.json"))?;
    let html = |around| page::html(&checked.dataset, around);
    Ok((html(Around::Own), html(Around::Host)))
}

/// Makes the scripts and style sheets that only the page loads small, and names them after what is
/// in them: Trunk's names are older than what was done since. The page with those names.
fn finish(dist: &Path, page: &str) -> Result<String> {
    let mut page = page.to_owned();
    for entry in fs::read_dir(dist)?.collect::<Vec<_>>() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(kind) = kind(&name).filter(|_| page.contains(&name)) else {
            continue;
        };
        let mut text = fs::read_to_string(entry.path())?;
        if kind == Kind::Sheet {
            let tokens = fs::read_to_string(paths::root().join("style/tokens.css"))?;
            text = static_content::sheet(&text, &tokens)?;
        }
        let content = esbuild::minified(kind, &text)?.into_bytes();
        let named = names::named_after(&name, &content).unwrap_or_else(|| name.clone());
        fs::remove_file(entry.path())?;
        fs::write(dist.join(&named), content)?;
        page = page.replace(&name, &named);
    }
    Ok(page)
}

/// What of the files that only the page loads is made small.
fn kind(name: &str) -> Option<Kind> {
    match name.rsplit_once('.')? {
        (_, "js") => Some(Kind::OldScript),
        (_, "css") => Some(Kind::Sheet),
        _ => None,
    }
}

/// What a page pins a script by, a line a script.
fn demands(dist: &Path) -> Result<String> {
    let line = |name: &&str| {
        let hash = integrity::integrity(&read(dist, name)?);
        Ok(format!("{name:<26} {hash}\n"))
    };
    [SCRIPT, LIGHT_SCRIPT, FRAME_SCRIPT]
        .iter()
        .map(line)
        .collect()
}

/// Everything wrong with the built artefacts, one sentence each.
pub fn findings() -> Result<Vec<String>> {
    let dist = paths::dist();
    let text = |name: &str| anyhow::Ok(String::from_utf8(read(&dist, name)?)?);
    let mut findings = check::served_page(&text("index.html")?);
    for name in [SCRIPT, LIGHT_SCRIPT, FRAME_SCRIPT] {
        findings.extend(check::script(&text(name)?));
    }
    findings.extend(check::single_file(&text(SINGLE_FILE)?));
    let private = [
        paths::root(),
        paths::cargo_home(),
        env::home_dir().unwrap_or_default(),
    ];
    let private: Vec<&Path> = private.iter().map(PathBuf::as_path).collect();
    let [first, more] = [read(&dist, WASM)?, read(&dist, MORE)?];
    findings.extend(check::modules(&first, &more)?);
    for module in [&first, &more] {
        findings.extend(check::module(module, &private));
    }
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
