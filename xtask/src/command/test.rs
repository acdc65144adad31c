//! `cargo xtask test`: everything that must hold, from formatting to real browsers, and one plain
//! line at the end. It must never skip a step silently: what cannot run has failed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread,
    time::Duration,
};

use anyhow::{Result, bail};

use self::tally::Tally;
use super::{build, data, fuzz, mutants};
use crate::{
    artefact::budget,
    paths, process,
    setup::{cargo_tool, packages, system, wasm_std},
};

mod interchange;
mod tally;
mod twice;

/// The most that one file of browser tests may take, in milliseconds: a browser that hangs fails
/// and does not stop the rest.
const LONGEST_FILE_MS: u32 = 900_000;
/// The same of `--long`: a random user of half an hour in each of two engines is in one file.
const LONGEST_LONG_FILE_MS: u32 = 5_400_000;

/// Runs every test; exit code 1 if any failed.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let long = match args {
        [] => false,
        [arg] if arg == "--long" => true,
        _ => bail!("`test` knows the argument --long alone"),
    };
    let mut tally = Tally::new(long);
    // Beside the first steps, each of which has stretches in which it keeps one core busy.
    let fetched = thread::spawn(fetch_ahead);
    let tools = thread::spawn(|| build::set_up().map(drop));
    tally.check("formatting", || {
        process::loud(process::cargo().args(["fmt", "--all", "--check"]))
    });
    tally.check("clippy", || {
        let mut clippy = process::cargo();
        clippy.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
        process::loud(clippy.args(["--", "-D", "warnings"]))
    });
    native(&mut tally, long);
    if long {
        supply(&mut tally);
        tally.check("fuzz targets, 60 s each", || fuzz::all_for(fuzz::SECONDS));
        // All of them are hours: `cargo xtask mutants`, a room or a shard at a time.
        tally.check("mutants, one of forty", || mutants::one_of(40));
    }
    prove_data(&mut tally);
    // What could not be set up is tried again, and told, by the step that needs it.
    fetched.join().ok();
    interchange::run(&mut tally);
    tools.join().ok();
    tally.check("clippy for wasm32", clippy_wasm32);
    let mut weights = Vec::new();
    if tally.check("build", || {
        weights = build::build()?;
        Ok(())
    }) {
        print!("{}", budget::table(&weights));
        tally.check("budgets", || none_of(budget::excesses(&weights)));
        tally.check("artefacts", || none_of(build::findings()?));
        if long {
            tally.check("the same bytes from another folder", twice::check);
        }
        browsers(&mut tally, long);
    } else {
        tally.fail("browser tests", "there is nothing to open");
    }
    tally.print();
    Ok(if tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Fetches what later steps need from the network.
fn fetch_ahead() -> Result<()> {
    system::ensure_python()?;
    system::ensure_browsers()?;
    packages::ensure(&browser_tests())
}

fn browser_tests() -> PathBuf {
    paths::root().join("tests/browser")
}

fn native(tally: &mut Tally, long: bool) {
    let mut run = |name, which: &[&str]| {
        let mut cargo = process::cargo();
        cargo
            .args(["test", "--quiet", "--no-fail-fast"])
            .args(which);
        tally.count(name, &mut cargo, tally::cargo_line);
    };
    if !long {
        return run("native tests", &["--workspace"]);
    }
    // Thousands of files take an hour in a program that is not optimised.
    let all = ["--", "--include-ignored"];
    let own = ["--profile", "long", "--package", "union-dashboard"];
    run(
        "native tests, the long ones too",
        &[&own[..], &all].concat(),
    );
    let others = ["--workspace", "--exclude", "union-dashboard"];
    run("native tests of tools", &[&others[..], &all].concat());
}

/// The dataset against its format, itself and, where they lie beside the checkout, its reports.
fn prove_data(tally: &mut Tally) {
    let reports = paths::root().join("../shared/sources");
    let (name, args) = if reports.is_dir() {
        let args = vec!["--sources".to_owned(), reports.display().to_string()];
        ("data check, with the reports", args)
    } else {
        let name = "data check; the reports are not beside the checkout, so no place is proved";
        (name, Vec::new())
    };
    tally.check(name, || {
        if data::check::run(&args)? != ExitCode::SUCCESS {
            bail!("the dataset has errors");
        }
        Ok(())
    });
}

/// In the release profile, whose build scripts and macros the build needs anyway.
fn clippy_wasm32() -> Result<()> {
    let toolchain = build::set_up()?;
    let mut clippy = process::cargo();
    clippy.args([
        "clippy",
        "--quiet",
        "--release",
        "--package",
        "union-dashboard",
    ]);
    clippy.args([
        "--lib",
        "--bins",
        "--target",
        wasm_std::TARGET,
        "--",
        "-D",
        "warnings",
    ]);
    process::loud(build::with_rustflags(&mut clippy, &toolchain))
}

/// What comes in from outside against `deny.toml`. The database of advisories is in another place
/// than the packages, and not always within reach: the step's name says whether it was asked.
fn supply(tally: &mut Tally) {
    if !tally.check("cargo-deny", || cargo_tool::DENY.ensure()) {
        return tally.fail("licences, sources and bans", "the tool could not be built");
    }
    tally.check("licences, sources and bans", || {
        deny(&["bans", "licenses", "sources"])
    });
    let mut git = Command::new("git");
    git.args(["ls-remote", "--quiet", ADVISORIES, "HEAD"]);
    let limit = Some(Duration::from_secs(30));
    if process::quiet("advisories", &mut git, limit).is_ok() {
        tally.check("advisories", || deny(&["advisories"]));
    } else {
        tally.check(
            "advisories: NOT CHECKED, their database is out of reach",
            || Ok(()),
        );
    }
}

/// Where advisories are published: `deny.toml` has the same.
const ADVISORIES: &str = "https://github.com/rustsec/advisory-db";

fn deny(checks: &[&str]) -> Result<()> {
    let mut deny = Command::new(cargo_tool::DENY.program());
    deny.args(["--workspace", "--locked", "check", "--hide-inclusion-graph"]);
    process::loud(deny.args(checks).current_dir(paths::root()))
}

fn browsers(tally: &mut Tally, long: bool) {
    let folder = browser_tests();
    let ready = tally.check("browsers and fonts", system::ensure_browsers)
        && tally.check("packages of the browser tests", || {
            packages::ensure(&folder)
        });
    if !ready {
        tally.fail("browser tests", "they could not be set up");
        return;
    }
    let files = match test_files(&folder) {
        Ok(files) if !files.is_empty() => files,
        _ => return tally.fail("browser tests", "tests/browser has no *.test.mjs"),
    };
    let longest_ms = if long {
        LONGEST_LONG_FILE_MS
    } else {
        LONGEST_FILE_MS
    };
    let mut node = Command::new("node");
    // Two at a time: three take a tenth less of the time, and what waits for a page gives up.
    node.args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
        .arg(format!("--test-timeout={longest_ms}"))
        .args(files);
    node.current_dir(&folder).env("DIST", paths::dist());
    if long {
        node.env("LONG", "1");
    }
    tally.count("browser tests", &mut node, tally::node_line);
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn none_of(findings: Vec<String>) -> Result<()> {
    if !findings.is_empty() {
        bail!("{}", findings.join("\n"));
    }
    Ok(())
}
