//! The interchange tests: datasets are exported and read by public tools, of other authors and in
//! other languages. It must never skip one: a tool that cannot be set up is a failure.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, ensure};

use super::tally::{self, Tally};
use crate::{
    command::data::export,
    paths,
    setup::{packages, python},
};

/// The datasets, by the name of their export.
const DATASETS: [(&str, &str); 3] = [
    ("achievements", "public/data/achievements.json"),
    ("two_cities", "tests/fixtures/two_cities.json"),
    ("awkward", "tests/fixtures/awkward.json"),
];

/// Exports, and lets the tools look.
pub fn run(tally: &mut Tally) {
    let folder = paths::root().join("tests/interchange");
    let exports = paths::root().join("target/interchange");
    let mut python = PathBuf::new();
    let ready = tally.check("interchange: tools", || {
        python = python::ensure(&folder)?;
        packages::ensure(&folder)
    }) && tally.check("interchange: exports", || export_all(&exports));
    if !ready {
        tally.fail("interchange", "it could not be set up");
        return;
    }
    let mut frictionless = Command::new(python);
    // Chinese in failures, and on stdout, whatever the system's language.
    frictionless
        .args(["-X", "utf8", "-B"])
        .arg("data_package.py");
    frictionless.current_dir(&folder).env("EXPORTS", &exports);
    tally.count(
        "interchange: Data Package",
        &mut frictionless,
        tally::python_line,
    );
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "json_stat.test.mjs"]);
    node.current_dir(&folder).env("EXPORTS", &exports);
    tally.count("interchange: JSON-stat", &mut node, tally::node_line);
}

fn export_all(exports: &Path) -> Result<()> {
    if exports.exists() {
        fs::remove_dir_all(exports)?;
    }
    for (name, file) in DATASETS {
        let written = export::export(&paths::root().join(file), &exports.join(name))?;
        ensure!(!written.has_errors, "{file} has errors");
    }
    Ok(())
}
