//! `cargo xtask bench contender`: the program as a folder that a harness of browser tools takes, in
//! `target/bench-contender/`: its engine and drawing as `index.html`, its single file with the
//! harness's observations as `boot.html`; `--no-build` takes `dist/` as it is. It must never change
//! what the program does.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};

use crate::{
    artefact::policy,
    command::{
        build::{self, SINGLE_FILE},
        no_arguments,
    },
    paths,
};

/// Where the dataset is in the single file.
const DATA: &str = "<script type=\"application/octet-stream\" id=\"union-dashboard-data\">";
/// What the harness puts its observations in place of.
const GAP: &str = "__BENCH_DATA__";

/// Builds the program and its module for the harness, and puts both into a folder.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let builds = args != ["--no-build"];
    if builds {
        no_arguments(args)?;
    }
    if builds {
        build::build()?;
    }
    println!("{}", folder()?.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the module, and makes the folder with `dist/` as it is.
pub fn folder() -> Result<PathBuf> {
    let folder = paths::root().join("target/bench-contender");
    super::module("union-dashboard-contender", "web", "contender")?;
    let ours = paths::root().join("bench/contender");
    for name in ["index.html", "page.js"] {
        fs::copy(ours.join(name), folder.join(name))?;
    }
    let file = fs::read_to_string(paths::dist().join(SINGLE_FILE))?;
    let script = fs::read_to_string(ours.join("boot.js"))?;
    let page = boot(&file, script.trim()).context("the single file is made in another way")?;
    fs::write(folder.join("boot.html"), page)?;
    Ok(folder)
}

/// The single file with a gap for other observations, which `script` makes a dataset of before the
/// program starts; without the words about the dataset that was in it.
fn boot(file: &str, script: &str) -> Option<String> {
    let (before, after) = file.split_once(DATA)?;
    let (_, after) = after.split_once("</script>")?;
    let (head, element) = before.split_once("<union-dashboard")?;
    let (tag, element) = element.split_once('>')?;
    let (_, between) = element.split_once("</union-dashboard>")?;
    let known = "script-src ";
    let allowed = format!("{known}'{}' ", policy::hash(script));
    let head = head.replacen(known, &allowed, 1);
    Some(format!(
        "{head}<union-dashboard{tag}></union-dashboard>{between}\
         <script type=\"application/json\" id=\"bench-data\">{GAP}</script>\n\
         <script type=\"application/json\" id=\"union-dashboard-data\"></script>\n\
         <script>{script}</script>{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_observations_take_the_place_of_the_dataset() {
        let file = format!(
            "<meta content=\"script-src 'sha256-x' 'unsafe-eval'\"><union-dashboard sync-url>old\
             </union-dashboard><script>1</script>{DATA}old</script><script>2</script>"
        );
        let page = boot(&file, "3").expect("a single file");
        assert!(!page.contains("old"), "{page}");
        assert!(page.contains(&format!("script-src '{}' 'sha256-x'", policy::hash("3"))));
        let places: Vec<_> = [
            "sync-url></union",
            "<script>1<",
            GAP,
            "<script>3<",
            "<script>2<",
        ]
        .map(|part| page.find(part).expect(part))
        .into();
        assert!(places.is_sorted(), "{page}");
    }
}
