//! `cargo xtask data merge FILE... [-o OUT] [--prefer first|last]`: reports into one dataset. It
//! must never write while a conflict is open or a file has an error, nor replace rows silently.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use union_dashboard::{
    dataset::check,
    edition::{
        Decisions, Merged, Prefer, Where, canonical, merge, say_conflict, say_replaced, write,
        written,
    },
};

use super::reading;
use super::whole::{Whole, write_file};

#[derive(Default)]
struct Arguments {
    files: Vec<PathBuf>,
    out: Option<PathBuf>,
    decisions: Decisions,
}

/// Merges; exit code 0, or 1 with nothing written if files contradict each other or have errors.
///
/// # Errors
/// If the merge could not run.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let args = parse(args)?;
    let is_merged = merge_files(&args, &mut io::stdout().lock(), &mut io::stderr())?;
    Ok(ExitCode::from(u8::from(!is_merged)))
}

fn parse(args: &[String]) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "-o" | "--out" => parsed.out = Some(value()?.into()),
            "--prefer" => {
                parsed.decisions.prefer = Some(match value()?.as_str() {
                    "first" => Prefer::First,
                    "last" => Prefer::Last,
                    other => bail!("--prefer first or last, not `{other}`"),
                });
            }
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            file => parsed.files.push(file.into()),
        }
    }
    if parsed.files.is_empty() {
        bail!("no file; usage: merge FILE... [-o OUT] [--prefer first|last]");
    }
    Ok(parsed)
}

/// Writes the merged dataset, unless something forbids it; whether it did.
fn merge_files(args: &Arguments, out: &mut impl Write, aside: &mut impl Write) -> Result<bool> {
    let wholes = read(&args.files)?;
    let texts: Vec<_> = wholes.iter().flat_map(Whole::texts).collect();
    let mut has_errors = false;
    for text in &texts {
        has_errors |= text.has_errors()?;
    }
    if has_errors {
        writeln!(aside, "nothing is written: the errors come first")?;
        return Ok(false);
    }
    let mut documents = wholes.iter().map(Whole::document);
    let first = documents.next().context("no file")??;
    let mut merged = Merged {
        dataset: first,
        conflicts: Vec::new(),
        replaced: Vec::new(),
    };
    for incoming in documents {
        let next = merge(merged.dataset, &incoming?, args.decisions.clone());
        merged.dataset = next.dataset;
        merged.conflicts.extend(next.conflicts);
        merged.replaced.extend(next.replaced);
    }
    let language = reading::language();
    for replaced in &merged.replaced {
        writeln!(aside, "{}", say_replaced(replaced, language))?;
    }
    let places = Where::new(texts.iter().map(|text| text.text.as_str()));
    for conflict in &merged.conflicts {
        writeln!(aside, "{}", say_conflict(conflict, language))?;
        // Both values, one below the other, each with its place.
        for value in [&conflict.first, &conflict.second] {
            let place = places.find(value).and_then(|(text, place)| {
                let path = texts.get(text)?.path.display();
                Some(format!("{path}:{}:{} ", place.line, place.column))
            });
            let place = place.unwrap_or_default();
            writeln!(aside, "  {place}{}", canonical(value))?;
        }
    }
    if !merged.conflicts.is_empty() {
        let count = merged.conflicts.len();
        writeln!(
            aside,
            "{count} conflicts, nothing is written; --prefer first or last decides all of them"
        )?;
        return Ok(false);
    }
    if !merged.replaced.is_empty() && !is_sound(&merged, aside)? {
        return Ok(false);
    }
    match &args.out {
        Some(path) => write_file(path, |out| write(&merged.dataset, out))?,
        None => {
            let mut out = BufWriter::new(out);
            write(&merged.dataset, &mut out)?;
            out.flush()?;
        }
    }
    Ok(true)
}

/// Reads the files; those that another lists as its parts are read with it.
fn read(files: &[PathBuf]) -> Result<Vec<Whole>> {
    let wholes: Vec<Whole> = files
        .iter()
        .map(|file| Whole::read(file))
        .collect::<Result<_>>()?;
    let real = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let parts = wholes.iter().flat_map(|whole| &whole.parts);
    let parts: BTreeSet<PathBuf> = parts.map(|part| real(&part.path)).collect();
    let is_whole = |whole: &Whole| !parts.contains(&real(&whole.file.path));
    Ok(wholes.into_iter().filter(is_whole).collect())
}

/// Whether the merged dataset is one: what was replaced may have been referred to.
fn is_sound(merged: &Merged<'_>, aside: &mut impl Write) -> Result<bool> {
    let text = written(&merged.dataset);
    let issues = check(&text).map_or_else(|issue| vec![issue], |checked| checked.issues);
    let is_sound = !reading::tell("merged".as_ref(), &issues);
    if !is_sound {
        writeln!(aside, "nothing is written: the merged dataset has errors")?;
    }
    Ok(is_sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{command::data::split, paths};

    fn folder(name: &str) -> PathBuf {
        let own = format!("union-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(own);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn merged(files: &[PathBuf], more: &[&str]) -> (Result<bool>, String, String) {
        let files = files.iter().map(|file| file.display().to_string());
        let more = more.iter().map(|&arg| arg.to_owned());
        let args = parse(&files.chain(more).collect::<Vec<_>>()).expect("arguments");
        let (mut out, mut aside) = (Vec::new(), Vec::new());
        let outcome = merge_files(&args, &mut out, &mut aside);
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (outcome, text(out), text(aside))
    }

    #[test]
    fn a_conflict_is_told_with_both_places_and_nothing_is_written() {
        let folder = folder("conflict");
        let fixture = paths::root().join("tests/fixtures/two_cities.json");
        let text = fs::read_to_string(&fixture).expect("the fixture");
        let (other, out) = (folder.join("other.json"), folder.join("out.json"));
        fs::write(&other, text.replacen("\"unit\": \"", "\"unit\": \"万", 1)).expect("written");
        let files = [fixture.clone(), other.clone()];
        let target = out.display().to_string();
        let (outcome, _, said) = merged(&files, &["-o", &target]);
        assert!(!outcome.expect("it ran") && !out.exists());
        for file in &files {
            assert!(said.contains(&format!("  {}:", file.display())), "{said}");
        }
        let (outcome, _, _) = merged(&files, &["-o", &target, "--prefer", "last"]);
        assert!(outcome.expect("it ran") && out.exists());
        fs::remove_dir_all(folder).expect("it was ours");
    }

    #[test]
    fn parts_on_disk_are_merged_by_their_list_and_not_alone() {
        let folder = folder("parts");
        let shipped = paths::root().join("public/data/achievements.json");
        let target = folder.display().to_string();
        let file = shipped.display().to_string();
        let args = [file.as_str(), "--by", "city", "-o", &target].map(str::to_owned);
        split::run(&args).expect("it is split");
        let list = folder.join("achievements.json");
        let part = folder.join("part-340800.json");
        let (outcome, out, _) = merged(&[part.clone(), list.clone()], &[]);
        assert!(outcome.expect("it ran"));
        assert!(out == fs::read_to_string(&shipped).expect("the dataset"));
        let (outcome, out, _) = merged(std::slice::from_ref(&part), &[]);
        assert!(outcome.is_err() && out.is_empty(), "a part is no whole");
        fs::remove_file(&part).expect("it is there");
        assert!(merged(std::slice::from_ref(&list), &[]).0.is_err());
        // A list of parts names nothing outside its folder.
        let text = fs::read_to_string(&list).expect("the list");
        fs::write(&list, text.replace("part-340800", "../part-340800")).expect("written");
        assert!(merged(&[list], &[]).0.is_err());
        fs::remove_dir_all(folder).expect("it was ours");
    }
}
