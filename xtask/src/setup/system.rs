//! What the tests need from the system: three browsers, a display for one of them and a Chinese
//! font, and Python for the interchange tests. It must never install anything but by apt-get as
//! root on Debian, and elsewhere only names what to install.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};

use crate::{process, progress};

/// Debian's packages for the browser tests, and what each is wanted for.
const BROWSERS: &[(&str, Need)] = &[
    ("chromium", Need::Program("chromium")),
    ("firefox-esr", Need::Program("firefox-esr")),
    ("webkit2gtk-driver", Need::Program("WebKitWebDriver")),
    ("xvfb", Need::Program("Xvfb")),
    // Without it Chinese is drawn as boxes.
    ("fonts-noto-cjk", Need::Chinese),
];

/// Debian's package for the interchange tests; it brings Python itself.
const PYTHON: &[(&str, Need)] = &[("python3-venv", Need::PythonWithVenv)];

enum Need {
    Program(&'static str),
    Chinese,
    PythonWithVenv,
}

/// Installs what the browser tests need, or names the command.
pub fn ensure_browsers() -> Result<()> {
    ensure("the browser tests", BROWSERS)
}

/// Installs Python with `venv`, or names the command.
pub fn ensure_python() -> Result<()> {
    ensure("the interchange tests", PYTHON)
}

/// The name under which Python is started.
pub fn python() -> Command {
    Command::new(if cfg!(windows) { "python" } else { "python3" })
}

fn ensure(tests: &str, needs: &[(&str, Need)]) -> Result<()> {
    let missing: Vec<&str> = needs
        .iter()
        .filter(|(_, need)| !is_met(need))
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let command = format!("apt-get install --no-install-recommends {names}");
    if !Path::new("/etc/debian_version").exists() {
        bail!("{tests} need what Debian calls {names}; install it, then try again");
    }
    if !is_root()? {
        bail!("{tests} need system packages; run `sudo {command}`, then try again");
    }
    progress::step(&format!("system packages ({names})"), || {
        process::quiet("apt-update", apt().arg("update"), None)?;
        let mut install = apt();
        install
            .args(["install", "-y", "--no-install-recommends"])
            .args(&missing);
        process::quiet("apt-install", &mut install, None)
    })
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn is_met(need: &Need) -> bool {
    match need {
        Need::Program(name) => env::var_os("PATH")
            .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file())),
        Need::Chinese => Command::new("fc-list")
            .args([":lang=zh-cn", "family"])
            .stderr(Stdio::null())
            .output()
            .is_ok_and(|output| !output.stdout.is_empty()),
        // Debian leaves out of Python what `venv` needs to bring pip.
        Need::PythonWithVenv => python()
            .args(["-c", "import ensurepip, venv"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success()),
    }
}

fn is_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))? == "0")
}
