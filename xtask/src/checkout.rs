//! The checkout's files as git knows them: copied to another folder, or what changed of them. It must
//! never change the checkout.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{paths, process};

/// Copies every file that git knows or would take, as it is now, if its name is wanted.
///
/// # Errors
/// If git does not answer, or a file cannot be copied.
pub fn copy(copy: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
    let files = git(&[
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])?;
    let names = files.split('\0').filter(|name| !name.is_empty());
    for name in names.filter(|name| is_wanted(name)) {
        let (from, to) = (paths::root().join(name), copy.join(name));
        // What was removed and not yet committed is still listed.
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a folder")?)?;
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

/// What is new in these folders, committed or not: since this branch left main, or, on main itself,
/// since the commit before. Empty where git knows no commit before.
///
/// # Errors
/// If git does not answer.
pub fn diff(folders: &[String]) -> Result<String> {
    let head = git(&["rev-parse", "HEAD"])?;
    let main = ["origin/main", "main"]
        .iter()
        .filter_map(|main| git(&["rev-parse", "--verify", "--quiet", main]).ok())
        .find_map(|main| git(&["merge-base", "HEAD", &main]).ok());
    let base = main
        .filter(|main| *main != head)
        .or_else(|| git(&["rev-parse", "--verify", "--quiet", "HEAD~1"]).ok());
    let Some(base) = base else {
        return Ok(String::new());
    };
    let mut args = vec!["diff", "--no-color", "--no-ext-diff", base.as_str(), "--"];
    let folders = folders.iter().map(String::as_str);
    args.extend(folders.clone());
    // Not trimmed: it may end with a line of context that is blank, which its head has counted.
    let mut command = Command::new("git");
    command.args(args).current_dir(paths::root());
    let mut diff = String::from_utf8(process::filter(&mut command, &[])?)?;
    // Of files that it was not told of yet git says nothing.
    let mut args = vec!["ls-files", "-z", "--others", "--exclude-standard", "--"];
    args.extend(folders);
    let files = git(&args)?;
    for name in files.split('\0').filter(|name| !name.is_empty()) {
        let text = fs::read_to_string(paths::root().join(name))?;
        diff.push_str(&as_new(name, &text));
    }
    Ok(diff)
}

/// A new file as a diff has it.
fn as_new(name: &str, text: &str) -> String {
    let mut diff = format!("diff --git a/{name} b/{name}\nnew file mode 100644\n");
    diff += &format!("--- /dev/null\n+++ b/{name}\n");
    diff += &format!("@@ -0,0 +1,{} @@\n", text.lines().count());
    for line in text.lines() {
        diff += &format!("+{line}\n");
    }
    diff
}

fn git(args: &[&str]) -> Result<String> {
    process::output(Command::new("git").args(args).current_dir(paths::root()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_all_added() {
        assert_eq!(
            as_new("src/a.rs", "one\n\ntwo\n"),
            "diff --git a/src/a.rs b/src/a.rs\nnew file mode 100644\n--- /dev/null\n\
             +++ b/src/a.rs\n@@ -0,0 +1,3 @@\n+one\n+\n+two\n"
        );
    }
}
