//! Counting what passed and what failed, over our own checks and over the test runners' summaries.
//! It must never take a runner's word against its exit code.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// What has passed, failed and been left out so far.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    /// How many failed.
    pub failed: usize,
    left_out: usize,
    steps: Vec<Step>,
    /// Whether a test that was left out counts as failed.
    strict: bool,
}

/// One line of the summary.
struct Step {
    name: String,
    passed: usize,
    failed: usize,
    took: Duration,
}

/// What one line of a runner's output says.
#[derive(Debug, Default, PartialEq)]
pub struct Counts {
    passed: usize,
    failed: usize,
    left_out: usize,
}

impl Tally {
    /// An empty tally; with `strict`, a test that is left out has failed.
    pub fn new(strict: bool) -> Self {
        Self {
            strict,
            ..Self::default()
        }
    }

    /// Runs one check of ours; returns whether it passed.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.step(name, |tally| match work() {
            Ok(()) => tally.passed += 1,
            Err(error) => tally.note(&format!("{error:#}")),
        })
    }

    /// Notes the failure of a step that could not begin.
    pub fn fail(&mut self, name: &str, why: &str) {
        self.step(name, |tally| tally.note(why));
    }

    /// Runs a test runner, shows its output, and counts what its lines say.
    pub fn count(&mut self, name: &str, command: &mut Command, read: fn(&str) -> Option<Counts>) {
        self.step(name, |tally| {
            let failed_before = tally.failed;
            match tally.stream(command, read) {
                Ok(false) if tally.failed == failed_before => {
                    tally.note("the runner failed without naming a test");
                }
                Ok(_) => {}
                Err(error) => tally.note(&format!("{error:#}")),
            }
        });
    }

    /// Runs one step under its heading and keeps its line for the summary; returns whether nothing
    /// failed in it.
    fn step(&mut self, name: &str, work: impl FnOnce(&mut Self)) -> bool {
        println!("== {name}");
        let (start, passed, failed) = (Instant::now(), self.passed, self.failed);
        work(self);
        let step = Step {
            name: name.to_owned(),
            passed: self.passed - passed,
            failed: self.failed - failed,
            took: start.elapsed(),
        };
        println!("   {}", step.outcome());
        self.steps.push(step);
        self.failed == failed
    }

    fn note(&mut self, why: &str) {
        println!("   FAILED: {why}");
        self.failed += 1;
    }

    fn stream(&mut self, command: &mut Command, read: fn(&str) -> Option<Counts>) -> Result<bool> {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .context("the runner cannot start")?;
        for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
            let line = line?;
            println!("{line}");
            if let Some(counts) = read(&line) {
                self.passed += counts.passed;
                self.failed += counts.failed;
                *if self.strict {
                    &mut self.failed
                } else {
                    &mut self.left_out
                } += counts.left_out;
            }
        }
        Ok(child.wait()?.success())
    }

    /// The summary: a line a step, and a plain last line.
    pub fn print(&self) {
        println!("\n== summary");
        for step in &self.steps {
            println!("{:<32}{}", step.name, step.outcome());
        }
        if self.left_out > 0 {
            println!("{} left out (long ones: --long)", self.left_out);
        }
        println!("{} passed, {} failed", self.passed, self.failed);
    }
}

impl Step {
    fn outcome(&self) -> String {
        let word = if self.failed == 0 { "ok" } else { "FAILED" };
        let seconds = self.took.as_secs_f64();
        match self.passed + self.failed {
            1 => format!("{word} ({seconds:.1} s)"),
            _ => format!(
                "{word}: {} passed, {} failed ({seconds:.1} s)",
                self.passed, self.failed
            ),
        }
    }
}

/// `test result: ok. 19 passed; 0 failed; 2 ignored; …` of Rust's test runner.
pub fn cargo_line(line: &str) -> Option<Counts> {
    let mut counts = Counts::default();
    for part in line.strip_prefix("test result: ")?.split([';', '.']) {
        let mut words = part.split_whitespace();
        if let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse), words.next()) {
            match what {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "ignored" => counts.left_out = number,
                _ => {}
            }
        }
    }
    Some(counts)
}

/// `ℹ pass 12` and the like of Node's test runner. A test that was cut short has failed.
pub fn node_line(line: &str) -> Option<Counts> {
    let mut words = line
        .strip_prefix("ℹ ")
        .or_else(|| line.strip_prefix("# "))?
        .split(' ');
    let (what, number) = (words.next()?, words.next()?.parse().ok()?);
    let mut counts = Counts::default();
    match what {
        "pass" => counts.passed = number,
        "fail" | "cancelled" => counts.failed = number,
        "skipped" | "todo" => counts.left_out = number,
        _ => return None,
    }
    Some(counts)
}

/// `test_name (module.Class.test_name) ... ok` of Python's `unittest`, told at length.
pub fn python_line(line: &str) -> Option<Counts> {
    let (_, outcome) = line.strip_prefix("test_")?.rsplit_once(") ... ")?;
    let mut counts = Counts::default();
    match outcome.split(' ').next()? {
        "ok" => counts.passed = 1,
        "FAIL" | "ERROR" | "unexpected" => counts.failed = 1,
        "skipped" | "expected" => counts.left_out = 1,
        _ => return None,
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: usize, failed: usize, left_out: usize) -> Option<Counts> {
        Some(Counts {
            passed,
            failed,
            left_out,
        })
    }

    #[test]
    fn runners_summaries_are_read() {
        let line = "test result: FAILED. 17 passed; 2 failed; 1 ignored; 0 measured; 0 filtered \
                    out; finished in 0.08s";
        assert_eq!(cargo_line(line), counts(17, 2, 1));
        assert_eq!(cargo_line("test figure::parses ... ok"), None);
        assert_eq!(node_line("ℹ pass 12"), counts(12, 0, 0));
        assert_eq!(node_line("ℹ fail 3"), counts(0, 3, 0));
        assert_eq!(node_line("# skipped 1"), counts(0, 0, 1));
        assert_eq!(node_line("ℹ duration_ms 81.2"), None);
        assert_eq!(node_line("▶ opens"), None);
        let python = |outcome| python_line(&format!("test_a (__main__.A.test_a) ... {outcome}"));
        assert_eq!(python("ok"), counts(1, 0, 0));
        assert_eq!(python("FAIL"), counts(0, 1, 0));
        assert_eq!(python("skipped 'why'"), counts(0, 0, 1));
        assert_eq!(python_line("Ran 3 tests in 0.001s"), None);
    }

    #[test]
    fn a_runner_that_fails_without_a_count_is_a_failure() {
        let mut tally = Tally::default();
        tally.count("x", &mut Command::new("false"), cargo_line);
        assert_eq!(tally.failed, 1);
        tally.count("y", &mut Command::new("no-such-program"), cargo_line);
        assert_eq!(tally.failed, 2);
        assert!(tally.check("z", || Ok(())));
        let outcomes: Vec<bool> = tally.steps.iter().map(|step| step.failed == 0).collect();
        assert_eq!(outcomes, [false, false, true]);
    }
}
