//! `cargo xtask fuzz [SECONDS] [TARGET]…`: the fuzz targets of `tests/fuzz`, one after the other, and
//! a line of figures for each. It must never change a file that is kept: what a run learns stays
//! under `target/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{paths, process, progress, setup::cargo_tool};

/// How long a target runs where nobody says.
pub const SECONDS: u32 = 60;

/// What no input may take: seconds, and MB of memory. They are seconds of the clock, and a machine
/// that does much else gives a process none for some of them: inputs of more than one second are
/// kept in `tests/fuzz/artifacts`, to be looked at alone.
const LIMITS: [&str; 3] = ["-timeout=10", "-report_slow_units=1", "-rss_limit_mb=512"];

const HEADER: &str = "target   | executions | per second | edges | features | inputs | peak MB | slowest s | seconds";

/// The longest input, in bytes.
const MOST_BYTES: &str = "-max_len=4096";

/// Where the fixtures of other tests serve a target too: `tests/fuzz.rs` has the same.
const FIXTURES: &[(&str, &str)] = &[
    ("dataset", "tests/fixtures"),
    ("edition", "tests/fixtures"),
    ("extract", "tests/extract"),
    ("import", "tests/fixtures/import"),
];

/// Runs the targets named, or all of them.
///
/// # Errors
/// If a target cannot be built, or an input crashes it, hangs or takes too much memory.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let (mut seconds, mut named) = (SECONDS, Vec::new());
    for arg in args {
        match arg.parse() {
            Ok(number) => seconds = number,
            Err(_) => named.push(arg.clone()),
        }
    }
    let all = targets()?;
    if let Some(unknown) = named.iter().find(|name| !all.contains(name)) {
        bail!("no target `{unknown}`: {}", all.join(", "));
    }
    targets_for(seconds, if named.is_empty() { &all } else { &named })?;
    Ok(ExitCode::SUCCESS)
}

/// Runs every target for so many seconds.
///
/// # Errors
/// As [`run`].
pub fn all_for(seconds: u32) -> Result<()> {
    targets_for(seconds, &targets()?)
}

fn targets_for(seconds: u32, names: &[String]) -> Result<()> {
    cargo_tool::FUZZ.ensure()?;
    progress::step("fuzz targets", || {
        let mut build = cargo_fuzz("build", None);
        process::quiet("fuzz-build", &mut build, None)
    })?;
    println!("{HEADER}");
    let mut findings = Vec::new();
    for name in names {
        match one(name, seconds) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                println!("{name:8} | a finding, see below");
                findings.push(format!("{error:#}"));
            }
        }
    }
    ensure!(findings.is_empty(), "{}", findings.join("\n"));
    Ok(())
}

/// Runs one target and tells its figures.
fn one(name: &str, seconds: u32) -> Result<String> {
    let learnt = paths::root().join("target/fuzz/learnt").join(name);
    fs::create_dir_all(&learnt)?;
    let mut run = cargo_fuzz("run", Some(name));
    run.arg(&learnt).arg(folder().join("corpus").join(name));
    let fixtures = FIXTURES.iter().filter(|(target, _)| *target == name);
    run.args(fixtures.map(|(_, fixtures)| paths::root().join(fixtures)));
    run.args(["--", "-print_final_stats=1", MOST_BYTES])
        .args(LIMITS);
    run.arg(format!("-max_total_time={seconds}"));
    let log = format!("fuzz-{name}");
    process::quiet(&log, &mut run, None)?;
    let log = paths::tools().join("log").join(log + ".log");
    figures(name, &fs::read_to_string(log)?).context("libFuzzer told no figures")
}

fn cargo_fuzz(verb: &str, target: Option<&str>) -> Command {
    let mut command = Command::new(cargo_tool::FUZZ.program());
    command.args([verb, "--fuzz-dir"]).arg(folder());
    command
        .arg("--target-dir")
        .arg(paths::root().join("target/fuzz"));
    // No line of ours is unsafe: the address sanitizer has nothing to find and halves the speed.
    command.args(["--sanitizer", "none"]).args(target);
    // Stable, with the flags that count edges.
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(paths::root());
    command
}

fn folder() -> PathBuf {
    paths::root().join("tests/fuzz")
}

/// The targets' names, in order.
fn targets() -> Result<Vec<String>> {
    let files = fs::read_dir(folder().join("targets"))?;
    let mut names = Vec::new();
    for file in files {
        let file = file?.path();
        let name = file
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        names.extend(name.filter(|_| file.extension() == Some(Path::new("rs").as_os_str())));
    }
    names.sort();
    Ok(names)
}

/// A line of figures out of libFuzzer's log.
fn figures(name: &str, log: &str) -> Option<String> {
    let done = log.lines().rev().find(|line| line.contains("DONE "))?;
    let after = |word: &str| {
        let mut words = done.split_whitespace().skip_while(|found| *found != word);
        words.nth(1)
    };
    let stat = |word: &str| {
        let line = log.lines().rev().find_map(|line| line.strip_prefix(word));
        line.map(str::trim)
    };
    let seconds = log.lines().rev().find_map(|line| {
        let (_, rest) = line.strip_prefix("Done ")?.split_once(" runs in ")?;
        rest.split(' ').next()
    });
    Some(format!(
        "{name:8} | {:>10} | {:>10} | {:>5} | {:>8} | {:>6} | {:>7} | {:>9} | {:>7}",
        stat("stat::number_of_executed_units:")?,
        stat("stat::average_exec_per_sec:")?,
        after("cov:")?,
        after("ft:")?,
        after("corp:")?.split('/').next()?,
        stat("stat::peak_rss_mb:")?,
        stat("stat::slowest_unit_time_sec:")?,
        seconds?
    ))
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_are_those_of_the_log() {
        let log = "#7\tINITED cov: 1 ft: 1 corp: 1/1b\n\
                   #4096\tDONE   cov: 812 ft: 2345 corp: 100/5Kb lim: 4096 exec/s: 68 rss: 90Mb\n\
                   Done 4096 runs in 61 second(s)\n\
                   stat::number_of_executed_units: 4096\n\
                   stat::average_exec_per_sec:     67\n\
                   stat::slowest_unit_time_sec:    0\n\
                   stat::peak_rss_mb:              91\n";
        let line = figures("figure", log).expect("figures");
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(
            cells,
            [
                "figure", "4096", "67", "812", "2345", "100", "91", "0", "61"
            ]
        );
        assert_eq!(figures("figure", "SUMMARY: libFuzzer: deadly signal"), None);
    }
}
