//! The bill of materials: what the program is compiled from, for programs that look for known faults
//! in it. CycloneDX 1.5, whose serial number is left out, so that the same packages give the same
//! bytes. It must never list what only builds or tests the program.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::notices::{id_of_ours, list, used};

/// The bill as indented JSON.
///
/// # Errors
/// If cargo's metadata do not know us.
pub fn bill(metadata: &Value, lock: &str) -> Result<String> {
    let used = used(metadata)?;
    let ours = id_of_ours(metadata)?;
    let sums = checksums(lock);
    let mut components = BTreeMap::new();
    let mut names = BTreeMap::new();
    let mut root = Value::Null;
    for package in list(metadata, "packages") {
        let id = package["id"].as_str().unwrap_or_default();
        let word = |key: &str| package[key].as_str().unwrap_or_default();
        let (name, version) = (word("name"), word("version"));
        if id == ours {
            root = json!({"type": "application", "bom-ref": name, "name": name, "version": version,
                          "licenses": [{"expression": word("license")}]});
            names.insert(id.to_owned(), name.to_owned());
        } else if used.contains(id) && package["source"].is_string() {
            // What has no source is a room of our own in a package of its own.
            // A purl, as its specification has it for cargo, is the name in the bill too.
            let purl = format!("pkg:cargo/{name}@{version}");
            let mut component = json!({"type": "library", "bom-ref": purl, "name": name,
                                       "version": version, "purl": purl});
            if let Some(sum) = sums.get(&(name, version)) {
                component["hashes"] = json!([{"alg": "SHA-256", "content": sum}]);
            }
            if !word("license").is_empty() {
                // Before SPDX had expressions, a slash stood for OR.
                let expression = word("license").replace('/', " OR ");
                component["licenses"] = json!([{"expression": expression}]);
            }
            names.insert(id.to_owned(), purl.clone());
            components.insert(purl, component);
        }
    }
    let mut dependencies = BTreeMap::new();
    for node in list(&metadata["resolve"], "nodes") {
        let Some(name) = node["id"].as_str().and_then(|id| names.get(id)) else {
            continue;
        };
        let deps = list(&node, "deps").into_iter();
        let mut on: Vec<&String> = deps
            .filter_map(|dep| names.get(dep["pkg"].as_str()?))
            .collect();
        on.sort();
        on.dedup();
        dependencies.insert(name, json!({"ref": name, "dependsOn": on}));
    }
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies.into_values().collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

/// The SHA-256 of each package's archive, by name and version, out of a lock file.
fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    fn value<'l>(block: &'l str, key: &str) -> Option<&'l str> {
        let mut lines = block.lines();
        let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
        found.strip_suffix('"')
    }
    let entry = |block| {
        Some((
            (value(block, "name")?, value(block, "version")?),
            value(block, "checksum")?,
        ))
    };
    lock.split("[[package]]").filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::package::notices;

    #[test]
    fn what_the_program_is_made_of_is_listed_once_and_the_same_each_time() -> Result<()> {
        let metadata = notices::metadata()?;
        let lock = std::fs::read_to_string(crate::paths::root().join("Cargo.lock"))?;
        let text = bill(&metadata, &lock)?;
        assert_eq!(text, bill(&metadata, &lock)?);
        let bill: Value = serde_json::from_str(&text)?;
        let components = list(&bill, "components");
        let names: Vec<&str> = components
            .iter()
            .filter_map(|one| one["name"].as_str())
            .collect();
        assert!(
            names.contains(&"leptos") && names.contains(&"plotters"),
            "{names:?}"
        );
        assert!(!names.contains(&"proptest"), "what only tests is not in it");
        for component in &components {
            assert_eq!(
                component["hashes"][0]["content"].as_str().map(str::len),
                Some(64)
            );
            assert!(
                component["licenses"][0]["expression"].is_string(),
                "{component}"
            );
        }
        // Everything that something depends on is listed, and nothing tells where it was built.
        let refs: Vec<&Value> = components.iter().map(|one| &one["bom-ref"]).collect();
        for dependency in list(&bill, "dependencies") {
            assert!(
                list(&dependency, "dependsOn")
                    .iter()
                    .all(|on| refs.contains(&on))
            );
        }
        assert!(!text.contains(&crate::paths::root().display().to_string()));
        Ok(())
    }
}
