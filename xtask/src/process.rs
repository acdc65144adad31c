//! Running other programs: loud (its output is the reader's) or quiet (its output goes to a log,
//! shown only when it fails). It must never run anything through a shell.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::paths;

/// Runs `command` with its output on the screen; fails when it does.
pub fn loud(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command
        .status()
        .with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs `command` with its output in `target/tools/log/LOG.log`; on failure the error ends with
/// the log's last lines. `limit` kills it after that time.
pub fn quiet(log: &str, command: &mut Command, limit: Option<Duration>) -> Result<()> {
    let status = logged(log, command, limit)?;
    if !status.is_some_and(|status| status.success()) {
        bail!("{}", failure(log, command, status));
    }
    Ok(())
}

/// As [`quiet`], for programs whose exit code says what they found: none if it took too long.
pub fn logged(
    log: &str,
    command: &mut Command,
    limit: Option<Duration>,
) -> Result<Option<ExitStatus>> {
    let path = log_file(log);
    fs::create_dir_all(path.parent().context("a folder")?)?;
    let file = File::create(&path)?;
    command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", name(command)))?;
    Ok(wait(&mut child, limit)?)
}

/// What is said of a command that failed: how, and the end of its log.
pub fn failure(log: &str, command: &Command, status: Option<ExitStatus>) -> String {
    let path = log_file(log);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let tail = lines[lines.len().saturating_sub(40)..].join("\n");
    let why = status.map_or_else(|| "took too long".into(), |status| status.to_string());
    let name = name(command);
    format!(
        "{name} failed ({why}); the end of {}:\n{tail}",
        path.display()
    )
}

/// Where a command's output is kept.
pub fn log_file(log: &str) -> PathBuf {
    paths::tools().join("log").join(format!("{log}.log"))
}

/// What `command` writes to stdout, trimmed; fails when it does.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!("{name} failed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// What `command` writes to stdout when `input` is its stdin; fails when it does. For programs that
/// read everything before they write.
pub fn filter(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let name = name(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    child.stdin.take().context("no stdin")?.write_all(input)?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{name} failed ({})", output.status);
    }
    Ok(output.stdout)
}

/// `cargo`, the one that runs us.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    // What `cargo run` set for us is about xtask, not about what is built now.
    for (key, _) in std::env::vars_os() {
        if key
            .to_str()
            .is_some_and(|key| key.starts_with("CARGO_PKG_"))
        {
            command.env_remove(key);
        }
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
}

/// `npm` with nothing but what was asked for. On Windows it is a script that must be named whole.
pub fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(["--no-audit", "--no-fund", "--loglevel=error"]);
    command
}

/// Installs a package of npm into `folder`, in this version, without running its install scripts.
pub fn npm_install(package: &str, version: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut npm = npm();
    npm.args(["install", "--no-save", "--ignore-scripts", "--prefix"])
        .arg(folder);
    quiet(package, npm.arg(format!("{package}@{version}")), None)
}

fn wait(child: &mut Child, limit: Option<Duration>) -> io::Result<Option<ExitStatus>> {
    let Some(limit) = limit else {
        return child.wait().map(Some);
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(50));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn name(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .take(3)
            .map(|arg| arg.to_string_lossy().into_owned()),
    );
    format!("`{}`", words.join(" "))
}
