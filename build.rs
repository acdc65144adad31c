//! Joins the style sheets into a few texts for the shadow root, without comments and indentation,
//! which would travel in the program. It must never change what a rule says.

use std::path::Path;
use std::{env, fs, io};

/// The texts in the order of the cascade, each with its sheets in theirs. Those of `later` travel
/// with what is loaded later.
const SHEETS: [(&str, &[&str]); 3] = [
    (
        "dashboard",
        &[
            "tokens",
            "dashboard",
            "filters",
            "overview",
            "chart",
            "table",
            "doubts",
            "provenance",
            "export",
        ],
    ),
    ("later", &["answer", "matrix", "workshop"]),
    ("over", &["contrast", "elder", "print"]),
];

/// What travels besides: the tokens for charts, and the sheet of a document of its own, for the
/// printer.
const ALONE: [&str; 2] = ["tokens", "answer_print"];

fn main() -> io::Result<()> {
    for (joined, sheets) in SHEETS {
        write(joined, sheets)?;
    }
    ALONE.iter().try_for_each(|name| write(name, &[name]))
}

/// Joins sheets under a name.
fn write(joined: &str, sheets: &[&str]) -> io::Result<()> {
    let mut css = String::new();
    for name in sheets {
        let file = format!("style/{name}.css");
        println!("cargo::rerun-if-changed={file}");
        css.push_str(&without_comments(&fs::read_to_string(file)?));
    }
    let lines = css.lines().map(str::trim).filter(|line| !line.is_empty());
    let css = lines.collect::<Vec<_>>().join("\n");
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join(format!("{joined}.css")), css)
}

/// No string in the sheets holds a comment's signs.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once("*/"));
    rest.fold(first, |css, (_, after)| css + after)
}
