//! The licences of the packages that are compiled into the program, which have to travel with it.
//! It must never leave one out in silence.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{process, setup::wasm_std};

/// What a licence's file is named, in capitals.
const NAMES: [&str; 4] = ["LICENSE", "LICENCE", "COPYING", "NOTICE"];

/// What cargo knows of the packages that the program is compiled from, and of others.
///
/// # Errors
///
/// If cargo does not tell.
pub fn metadata() -> Result<Value> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    cargo.args(["--filter-platform", wasm_std::TARGET]);
    Ok(serde_json::from_str(&process::output(&mut cargo)?)?)
}

/// All notices as one text: every package with its licence, then each text once, with the packages
/// that bring it.
///
/// # Errors
///
/// If a package has neither a licence nor a text of one.
pub fn notices(metadata: &Value) -> Result<String> {
    text(&compiled(metadata)?)
}

/// One package.
struct Package {
    name: String,
    licence: String,
    /// The texts that lie beside its manifest.
    texts: Vec<String>,
}

/// A list under a key; none if it is missing.
pub fn list(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().cloned().unwrap_or_default()
}

/// Cargo's id of the program itself.
pub fn id_of_ours(metadata: &Value) -> Result<String> {
    let all = list(metadata, "packages");
    let ours = all
        .iter()
        .find(|package| package["name"] == "union-dashboard");
    let id = ours.and_then(|ours| ours["id"].as_str());
    Ok(id.context("cargo does not know us")?.to_owned())
}

/// The ids of what the program is compiled from, its own among them.
pub fn used(metadata: &Value) -> Result<BTreeSet<String>> {
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"], "nodes")
        .into_iter()
        .filter_map(|node| Some((node["id"].as_str()?.to_owned(), node)))
        .collect();
    let mut wanted = vec![id_of_ours(metadata)?];
    let mut seen = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for dependency in nodes
            .get(&id)
            .map(|node| list(node, "deps"))
            .unwrap_or_default()
        {
            // What is no plain dependency builds or tests the program, and is not in it.
            let kinds = list(&dependency, "dep_kinds");
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                wanted.extend(dependency["pkg"].as_str().map(str::to_owned));
            }
        }
    }
    Ok(seen)
}

/// The packages that the program is compiled from, by name; ours are left out, whose licences
/// travel as files.
fn compiled(metadata: &Value) -> Result<Vec<Package>> {
    let seen = used(metadata)?;
    let all = list(metadata, "packages");
    let mut packages = Vec::new();
    for package in &all {
        let id = package["id"].as_str().unwrap_or_default();
        if package["source"].is_null() || !seen.contains(id) {
            continue;
        }
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = Path::new(manifest)
            .parent()
            .context("a manifest's folder")?;
        packages.push(Package {
            name: format!(
                "{} {}",
                package["name"].as_str().unwrap_or_default(),
                package["version"].as_str().unwrap_or_default()
            ),
            licence: package["license"].as_str().unwrap_or_default().to_owned(),
            texts: texts(folder)?,
        });
    }
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packages)
}

/// The texts of licences in a folder.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let capitals = name.to_uppercase();
        if NAMES.iter().any(|start| capitals.starts_with(start)) {
            names.push(name);
        }
    }
    names.sort();
    let read = |name: &String| {
        Ok(String::from_utf8_lossy(&fs::read(folder.join(name))?).replace("\r\n", "\n"))
    };
    names.iter().map(read).collect()
}

fn text(packages: &[Package]) -> Result<String> {
    let mut out = String::from(
        "union-dashboard is made of the packages below, under the licences that they name.\n\n",
    );
    let mut by_text: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        if package.licence.is_empty() && package.texts.is_empty() {
            anyhow::bail!("{} names no licence", package.name);
        }
        out.push_str(&format!("{}: {}\n", package.name, package.licence));
        for text in &package.texts {
            by_text.entry(text.trim()).or_default().push(&package.name);
        }
    }
    for (text, names) in by_text {
        out.push_str(&format!("\n----\n{}\n\n{text}\n", names.join(", ")));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licence: &str, texts: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            licence: licence.to_owned(),
            texts: texts.iter().map(|&text| text.to_owned()).collect(),
        }
    }

    #[test]
    fn each_text_stands_once_with_those_who_bring_it() -> Result<()> {
        let packages = [
            package("a 1.0.0", "MIT", &["Do as you like.\n"]),
            package("b 2.0.0", "MIT", &["Do as you like."]),
            package("c 3.0.0", "Zlib", &[]),
        ];
        let text = text(&packages)?;
        assert!(text.contains("c 3.0.0: Zlib\n"));
        assert_eq!(text.matches("Do as you like.").count(), 1);
        assert!(text.contains("----\na 1.0.0, b 2.0.0\n\nDo as you like.\n"));
        assert!(super::text(&[package("d 1.0.0", "", &[])]).is_err());
        Ok(())
    }

    #[test]
    fn the_program_s_own_packages_are_found() -> Result<()> {
        let text = notices(&metadata()?)?;
        for name in [
            "leptos 0.8",
            "plotters 0.3",
            "plotters-canvas 0.3",
            "wasm-bindgen 0.2",
        ] {
            assert!(text.contains(&format!("\n{name}")), "{name}");
        }
        assert!(
            !text.contains("\nproptest "),
            "what only tests is not in it"
        );
        Ok(())
    }
}
