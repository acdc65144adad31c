//! A room on its own: a copy of it with the rooms that it uses and the tests that speak of it, a
//! package that is compiled in seconds, so that each of a thousand mutants costs as little as it
//! can. It must never leave out a test of the room that needs no other one.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{checkout, paths};

/// A room whose mutants are tested.
pub struct Room {
    /// Its name, which is that of its folder in `src`.
    pub name: &'static str,
    /// The modules of `src` that it stands on.
    needs: &'static [&'static str],
    /// The test binaries that speak of it and use no further room, the quick ones first.
    tests: &'static [&'static str],
    /// Whether tests stand within it, so that its library is compiled a second time.
    has_own_tests: bool,
    /// Optimised a little, where its tests take longer than that.
    pub opt_level: &'static str,
}

/// Every one.
pub const ROOMS: &[Room] = &[
    Room {
        name: "figure",
        needs: &[],
        tests: &["figure", "figure_text", "figure_properties"],
        has_own_tests: true,
        opt_level: "0",
    },
    Room {
        name: "dataset",
        needs: &["figure", "order", "pace", "query"],
        tests: &[
            "period",
            "dataset_answers",
            "dataset_faults",
            "dataset",
            "query",
        ],
        has_own_tests: true,
        opt_level: "0",
    },
    Room {
        name: "query",
        needs: &["dataset", "figure", "order", "pace"],
        tests: &["query_words", "query", "dataset"],
        has_own_tests: false,
        opt_level: "0",
    },
    Room {
        name: "extract",
        needs: &["dataset", "figure", "order", "pace", "query"],
        tests: &[
            "extract_cases",
            "extract_reasons",
            "extract",
            "extract_readings",
            "extract_endless",
        ],
        has_own_tests: false,
        opt_level: "1",
    },
];

/// Packages that only other rooms and tests use.
const ELSEWHERE: &[&str] = &[
    "csv",
    "csv-core",
    "encoding_rs",
    "flate2",
    "jsonschema",
    "palette",
    "plotters",
    "plotters-backend",
    "quick-xml",
    "zip",
];

/// What the tests read.
const READ: &[&str] = &[
    "public/data/",
    "tests/common/",
    "tests/data/",
    "tests/extract/",
    "tests/extract-cases/",
    "tests/extract-open/",
    "tests/extract-readings/",
    "tests/fixtures/",
];

impl Room {
    /// The room's folder in the checkout.
    pub fn source(&self) -> String {
        format!("src/{}/", self.name)
    }

    /// What cargo is told to test.
    pub fn targets(&self) -> Vec<&'static str> {
        let own = self.has_own_tests.then_some("--lib");
        let tests = self.tests.iter().flat_map(|test| ["--test", test]);
        own.into_iter().chain(tests).collect()
    }

    /// The package's folder.
    pub fn folder(&self) -> PathBuf {
        paths::root().join("target/mutants").join(self.name)
    }

    /// Writes the package anew; what was compiled of it is kept.
    ///
    /// # Errors
    /// If a file cannot be copied.
    pub fn set_up(&self) -> Result<()> {
        let folder = self.folder();
        for part in ["src", "tests", "public"] {
            if folder.join(part).exists() {
                fs::remove_dir_all(folder.join(part))?;
            }
        }
        checkout::copy(&folder, |name| self.is_wanted(name))?;
        for (name, change) in [
            ("Cargo.toml", manifest as fn(&Self, &str) -> String),
            ("src/lib.rs", front_page),
        ] {
            let file = folder.join(name);
            let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
            fs::write(&file, change(self, &text))?;
        }
        Ok(())
    }

    fn has(&self, module: &str) -> bool {
        module == self.name || self.needs.contains(&module)
    }

    fn is_wanted(&self, name: &str) -> bool {
        if ["Cargo.toml", "Cargo.lock", "src/lib.rs"].contains(&name) {
            return true;
        }
        if let Some(inner) = name.strip_prefix("src/") {
            let module = inner.split(['/', '.']).next().unwrap_or_default();
            return module == "rows" || self.has(module);
        }
        let test = name
            .strip_prefix("tests/")
            .and_then(|file| file.strip_suffix(".rs"));
        test.is_some_and(|test| self.tests.contains(&test))
            || READ.iter().any(|folder| name.starts_with(folder))
    }
}

/// The manifest of a package that is a workspace of its own.
fn manifest(room: &Room, text: &str) -> String {
    let line = |line| match line {
        "[dependencies]" if !room.has_own_tests => Some("[lib]\ntest = false\n\n[dependencies]"),
        _ if line.starts_with("members = ") => Some("members = [\"src/rows\"]"),
        _ if ELSEWHERE.contains(&line.split([' ', '.']).next()?) => None,
        _ => Some(line),
    };
    text.lines()
        .filter_map(line)
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// The crate's front page without the rooms that are not there.
fn front_page(room: &Room, text: &str) -> String {
    let (mut kept, mut attributes) = (String::new(), String::new());
    for line in text.split_inclusive('\n') {
        if line.starts_with("#[") {
            attributes += line;
            continue;
        }
        let module = line
            .strip_prefix("pub mod ")
            .map(|rest| rest.trim_end().trim_end_matches(';'));
        if module.is_none_or(|module| room.has(module)) {
            kept += &attributes;
            kept += line;
        }
        attributes.clear();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_stands_on_what_it_uses_alone() {
        let text = "#[warn(a)]\npub mod figure;\n#[cfg(b)]\npub mod page;\npub mod order;\n\npub use rows;\n";
        let figure = &ROOMS[0];
        assert_eq!(
            front_page(figure, text),
            "#[warn(a)]\npub mod figure;\n\npub use rows;\n"
        );
        for (name, is_wanted) in [
            ("src/figure/parse.rs", true),
            ("src/rows/lib.rs", true),
            ("src/order.rs", false),
            ("tests/figure.rs", true),
            ("tests/tidy.rs", false),
            ("tests/data/not-figures.json", true),
            ("xtask/src/main.rs", false),
        ] {
            assert_eq!(figure.is_wanted(name), is_wanted, "{name}");
        }
    }

    #[test]
    fn a_manifest_loses_what_no_room_needs() {
        let text = "members = [\"xtask\", \"src/rows\"]\n\n[dependencies]\ncsv = \"1\"\nserde.workspace = true\n";
        assert_eq!(
            manifest(&ROOMS[3], text),
            "members = [\"src/rows\"]\n\n[lib]\ntest = false\n\n[dependencies]\nserde.workspace = true\n"
        );
    }
}
