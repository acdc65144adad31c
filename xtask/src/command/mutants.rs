//! `cargo xtask mutants [ROOM]… [K/N]`, or `mutants new` for what is not on main yet: the rooms that
//! judge data, changed on purpose in one place at a time, under their tests; a line of figures a
//! room, and every change that no test noticed. Those that nobody could notice stand in
//! `.cargo/mutants.toml`, each with its reason. It must never change the checkout: what is changed is
//! a copy.

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use self::room::{ROOMS, Room};
use crate::{checkout, paths, process, progress, setup::cargo_tool};

mod room;

/// Of so many mutants that compile and are not explained, fewer than this may survive; percent.
const MOST_SURVIVORS_PERCENT: f64 = 5.0;

/// The most mutants that are tested of what is new; of more, as many evenly chosen ones.
const MOST_OF_DIFF: usize = 40;

/// What a run of cargo-mutants found, as it writes it.
#[derive(Debug, Default, Deserialize)]
struct Found {
    total_mutants: usize,
    caught: usize,
    missed: usize,
    timeout: usize,
    unviable: usize,
    #[serde(skip)]
    survivors: Vec<String>,
}

/// Which mutants are meant.
#[derive(Clone, Copy, Default)]
struct Choice<'a> {
    /// `K/N`: every N-th, beginning with number K.
    shard: Option<&'a str>,
    /// Only what a diff touches: the file that holds it.
    diff: Option<&'a Path>,
}

/// Tests the mutants of the rooms named, or of all of them.
///
/// # Errors
/// If a room's tests fail by themselves, or too many mutants survive.
pub fn run(args: &[String]) -> Result<ExitCode> {
    if args == ["new"] {
        of_diff()?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut shard, mut named) = (None, Vec::new());
    for arg in args {
        match ROOMS.iter().find(|room| room.name == arg) {
            Some(room) => named.push(room),
            None if arg.contains('/') => shard = Some(arg.as_str()),
            None => {
                let names: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
                bail!("no room `{arg}`: {}", names.join(", "));
            }
        }
    }
    if named.is_empty() {
        named = ROOMS.iter().collect();
    }
    let choice = Choice { shard, diff: None };
    whole(&named, choice)?;
    Ok(ExitCode::SUCCESS)
}

/// One mutant of so many in every room.
///
/// # Errors
/// As [`run`].
pub fn one_of(many: u32) -> Result<()> {
    let shard = format!("0/{many}");
    let choice = Choice {
        shard: Some(&shard),
        diff: None,
    };
    whole(&ROOMS.iter().collect::<Vec<_>>(), choice)
}

/// The mutants of what is new: none may survive.
fn of_diff() -> Result<()> {
    let mut survivors = Vec::new();
    println!("{HEADER}");
    for room in ROOMS {
        let diff = checkout::diff(&[room.source()])?;
        if diff.is_empty() {
            println!("{:8} | nothing new", room.name);
            continue;
        }
        fs::create_dir_all(room.folder())?;
        let file = room.folder().join("new.diff");
        fs::write(&file, diff)?;
        let all = Choice {
            diff: Some(&file),
            shard: None,
        };
        cargo_tool::MUTANTS.ensure()?;
        room.set_up()?;
        let count = process::output(cargo_mutants(room, all).arg("--list"))?
            .lines()
            .count();
        let shard = format!("0/{}", count.div_ceil(MOST_OF_DIFF).max(1));
        let found = test(
            room,
            Choice {
                shard: Some(&shard),
                ..all
            },
        )?;
        println!("{}", line(room.name, &found));
        survivors.extend(found.survivors);
    }
    ensure!(
        survivors.is_empty(),
        "no test notices:\n{}",
        survivors.join("\n")
    );
    Ok(())
}

const HEADER: &str =
    "room     | mutants | caught | timed out | survived | do not compile | survived %";

fn whole(rooms: &[&Room], choice: Choice<'_>) -> Result<()> {
    cargo_tool::MUTANTS.ensure()?;
    println!("{HEADER}");
    let mut too_many = Vec::new();
    for room in rooms {
        room.set_up()?;
        let found = test(room, choice)?;
        println!("{}", line(room.name, &found));
        for survivor in &found.survivors {
            println!("  survived: {survivor}");
        }
        if found.survived_percent() >= MOST_SURVIVORS_PERCENT {
            too_many.push(room.name);
        }
    }
    ensure!(
        too_many.is_empty(),
        "{MOST_SURVIVORS_PERCENT} % or more survived in {}",
        too_many.join(", ")
    );
    Ok(())
}

/// Tests mutants of one room, whose package stands.
fn test(room: &Room, choice: Choice<'_>) -> Result<Found> {
    let log = format!("mutants-{}", room.name);
    let out = room.folder().join("mutants.out");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut command = cargo_mutants(room, choice);
    command.arg("--");
    command.args(room.targets());
    let status = progress::step(&log, || process::logged(&log, &mut command, None))?;
    // 2: some survived, 3: some ran too long. No change at all makes no list of outcomes.
    let outcomes = out.join("outcomes.json");
    match status.and_then(|status| status.code()) {
        Some(0) if !outcomes.exists() => return Ok(Found::default()),
        Some(0 | 2 | 3) => {}
        _ => bail!("{}", process::failure(&log, &command, status)),
    }
    let mut found: Found = serde_json::from_str(&fs::read_to_string(outcomes)?)?;
    let missed = fs::read_to_string(out.join("missed.txt")).context("a list of survivors")?;
    found.survivors = missed.lines().map(str::to_owned).collect();
    Ok(found)
}

fn cargo_mutants(room: &Room, choice: Choice<'_>) -> Command {
    let mut command = Command::new(cargo_tool::MUTANTS.program());
    command.args(["mutants", "--in-place", "--colors=never", "--no-times"]);
    // A change that never ends is noticed by that. The tests of a room take seconds, on a machine
    // that others use many times that: what only waits its turn must not count as noticed.
    command.args(["--timeout-multiplier=5", "--minimum-test-timeout=60"]);
    command.arg("--dir").arg(room.folder());
    command.arg("--output").arg(room.folder());
    command
        .arg("--config")
        .arg(paths::root().join(".cargo/mutants.toml"));
    command.arg("--file").arg(room.source() + "**");
    if let Some(shard) = choice.shard {
        command.args(["--sharding", "round-robin", "--shard", shard]);
    }
    if let Some(diff) = choice.diff {
        command.arg("--in-diff").arg(diff);
    }
    // What cargo set for us is about xtask.
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", room.opt_level)
        .current_dir(room.folder());
    command
}

impl Found {
    /// Mutants that were tested: those that do not compile are none.
    fn tested(&self) -> usize {
        self.caught + self.missed + self.timeout
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "mutants are some thousands at most"
    )]
    fn survived_percent(&self) -> f64 {
        self.missed as f64 * 100.0 / self.tested().max(1) as f64
    }
}

fn line(name: &str, found: &Found) -> String {
    format!(
        "{name:8} | {:>7} | {:>6} | {:>9} | {:>8} | {:>14} | {:>10.1}",
        found.total_mutants,
        found.caught,
        found.timeout,
        found.missed,
        found.unviable,
        found.survived_percent()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_that_runs_for_ever_is_noticed_and_one_that_does_not_compile_is_none() -> Result<()>
    {
        let text = r#"{"outcomes": [], "total_mutants": 50, "missed": 2, "caught": 30,
                       "timeout": 8, "unviable": 10, "success": 0}"#;
        let found: Found = serde_json::from_str(text)?;
        assert_eq!(found.tested(), 40);
        let cells = line("figure", &found);
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        assert_eq!(cells, ["figure", "50", "30", "8", "2", "10", "5.0"]);
        Ok(())
    }
}
