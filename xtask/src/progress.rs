//! What is shown while something long runs: a line when a step begins and one when it ends, and in
//! between the seconds so far (rewritten on a terminal, a plain line every half minute elsewhere).
//! It must never print for a step that has nothing to do.

use std::{
    io::{IsTerminal, Write, stderr},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::Result;

static RUNNING: Mutex<Vec<(String, Instant)>> = Mutex::new(Vec::new());
static TICKING: AtomicBool = AtomicBool::new(false);

/// Runs `work` as a step called `name`, shown with its elapsed time. Steps may run side by side.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    start_ticking();
    let start = Instant::now();
    say(&format!("{name} ..."));
    running().push((name.to_owned(), start));
    let outcome = work();
    running().retain(|(other, began)| !(other == name && *began == start));
    let how = if outcome.is_ok() { "done" } else { "FAILED" };
    say(&format!("{name}: {how} in {} s", start.elapsed().as_secs()));
    outcome
}

fn running() -> MutexGuard<'static, Vec<(String, Instant)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn say(line: &str) {
    let clear = if stderr().is_terminal() {
        "\r\x1b[K"
    } else {
        ""
    };
    eprintln!("{clear}[xtask] {line}");
}

fn start_ticking() {
    if TICKING.swap(true, Ordering::Relaxed) {
        return;
    }
    let terminal = stderr().is_terminal();
    let pause = Duration::from_secs(if terminal { 1 } else { 30 });
    thread::spawn(move || {
        loop {
            thread::sleep(pause);
            let line = running()
                .iter()
                .map(|(name, start)| format!("{name} {} s", start.elapsed().as_secs()))
                .collect::<Vec<_>>()
                .join(" · ");
            if line.is_empty() {
                continue;
            }
            if terminal {
                eprint!("\r\x1b[K[xtask] {line}");
                stderr().flush().ok();
            } else {
                eprintln!("[xtask] still at it: {line}");
            }
        }
    });
}
