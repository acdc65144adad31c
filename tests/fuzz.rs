//! Every file that fuzzing begins with, and every one that it found something with, through the
//! entries of the fuzz targets (`tests/fuzz/entries.rs`). It must never need libFuzzer.

mod common;
#[path = "fuzz/entries.rs"]
mod entries;

use std::path::Path;

use common::path;
use entries::ENTRIES;

/// Where the fixtures of other tests serve a target too: `xtask/src/command/fuzz.rs` has the same.
const FIXTURES: &[(&str, &str)] = &[
    ("dataset", "tests/fixtures"),
    ("edition", "tests/fixtures"),
    ("extract", "tests/extract"),
    ("import", "tests/fixtures/import"),
];

fn each(folder: &Path, entry: fn(&[u8])) -> usize {
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let paths = files.map(|file| file.expect("an entry").path());
    let paths: Vec<_> = paths.filter(|path| path.is_file()).collect();
    for path in &paths {
        println!("{}", path.display());
        entry(&std::fs::read(path).expect("a file"));
    }
    paths.len()
}

#[test]
fn every_file_that_is_kept_holds() {
    for &(name, entry) in ENTRIES {
        let count = each(&path("tests/fuzz/corpus").join(name), entry);
        assert!(count > 0, "{name} has no file to begin with");
        let own = FIXTURES.iter().filter(|(target, _)| *target == name);
        let count = own
            .map(|(_, folder)| each(&path(folder), entry))
            .sum::<usize>()
            + count;
        println!("{name}: {count}");
    }
}

#[test]
fn every_entry_is_a_target() {
    let manifest = std::fs::read_to_string(path("tests/fuzz/Cargo.toml")).expect("a manifest");
    for (name, _) in ENTRIES {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        assert!(
            path(&format!("tests/fuzz/targets/{name}.rs")).is_file(),
            "{name}"
        );
    }
    assert_eq!(manifest.matches("[[bin]]").count(), ENTRIES.len());
}
