//! `cargo xtask package`: what is handed over, as one zip. The single file and 使用说明 lie on top for
//! those who double-click; `dist/` is the folder to serve. It must never hold a file that is not
//! made from this checkout, nor one that the checksums leave out.

use std::{fs, path::Path, process::ExitCode};

mod bill;
mod notices;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::build;
use crate::{
    artefact::{
        archive::{self, Archive, Entry},
        budget,
        document::{self, Document},
        integrity, names,
    },
    paths,
};

/// The documents: where they lie, their language, and their names in the package.
const DOCUMENTS: [(&str, &str, &str); 3] = [
    ("使用说明.md", "zh-CN", "使用说明.html"),
    ("embedding.md", "zh-CN", "嵌入说明.html"),
    ("embedding.en.md", "en", "embedding.en.html"),
];

const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// The licences of what the program is made of.
const NOTICES: &str = "THIRD-PARTY.txt";

/// The same for programs, as CycloneDX names such files.
const BILL: &str = "sbom.cdx.json";

/// What the program is made of, for people and for programs.
struct Materials {
    notices: String,
    bill: String,
}

/// Hashes for the attribute `integrity`, one line a script.
const INTEGRITY: &str = "SRI.txt";

/// Builds, packs, and says what came of it.
pub fn run(args: &[String]) -> Result<ExitCode> {
    match args {
        [] => print!("{}", budget::table(&build::build()?)),
        [arg] if arg == "--no-build" => {}
        _ => bail!("`package` knows the argument --no-build alone"),
    }
    let metadata = notices::metadata()?;
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))?;
    let materials = Materials {
        notices: notices::notices(&metadata)?,
        bill: bill::bill(&metadata, &lock)?,
    };
    let package = packed(&paths::root(), &paths::dist(), &materials)?;
    let folder = paths::root().join("target").join("package");
    fs::create_dir_all(&folder)?;
    let name = format!(
        "union-dashboard-{}-{}.zip",
        env!("CARGO_PKG_VERSION"),
        package.digits
    );
    let path = folder.join(name);
    fs::write(&path, &package.bytes)?;
    println!("package: {}", path.display());
    println!("size:    {} bytes", package.bytes.len());
    println!("sha256:  {}", archive::hex(&Sha256::digest(&package.bytes)));
    Ok(ExitCode::SUCCESS)
}

/// The package of a checkout and of what was built from it.
fn packed(root: &Path, dist: &Path, materials: &Materials) -> Result<Archive> {
    let single_file = fs::read(dist.join(build::SINGLE_FILE))
        .context("there is no single file: `cargo xtask build` makes it")?;
    let mut entries = vec![Entry::new(build::SINGLE_FILE, single_file)];
    gather(dist, "dist", &mut entries)?;
    entries.push(Entry::new(INTEGRITY, demands(&entries)));
    entries.push(Entry::new(NOTICES, &*materials.notices));
    entries.push(Entry::new(BILL, &*materials.bill));
    for name in LICENCES {
        entries.push(Entry::new(name, fs::read(root.join(name)).context(name)?));
    }
    entries.extend(documents(root)?);
    archive::archive(entries, day_of_data(dist)?)
}

/// Every file below `folder`, but for hidden ones, under `name`.
fn gather(folder: &Path, name: &str, entries: &mut Vec<Entry>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let own = entry.file_name();
        let own = own.to_str().context("a file's name is not Unicode")?;
        let path = format!("{name}/{own}");
        if own.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            gather(&entry.path(), &path, entries)?;
        } else {
            entries.push(Entry::new(path, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// What a page may demand of the scripts that pages of others load.
fn demands(entries: &[Entry]) -> String {
    let is_script = |entry: &&Entry| {
        let name = entry.name.strip_prefix("dist/").unwrap_or_default();
        let is_stable = names::named_after(name, &entry.bytes).is_none();
        name.starts_with("union-dashboard") && name.ends_with(".js") && is_stable
    };
    let mut scripts: Vec<&Entry> = entries.iter().filter(is_script).collect();
    scripts.sort_by(|a, b| a.name.cmp(&b.name));
    let line = |entry: &&Entry| {
        let hash = integrity::integrity(&entry.bytes);
        format!("{hash}  {}\n", entry.name)
    };
    scripts.iter().map(line).collect()
}

fn documents(root: &Path) -> Result<Vec<Entry>> {
    let folder = root.join("docs");
    let tokens = fs::read_to_string(root.join("style/tokens.css"))?;
    let link = |file: &str| {
        let found = DOCUMENTS.iter().find(|(name, ..)| *name == file);
        found.map(|(_, _, name)| (*name).to_owned())
    };
    let made = DOCUMENTS.iter().map(|(file, lang, name)| {
        let markdown = fs::read_to_string(folder.join(file)).context(*file)?;
        let page = document::page(&Document {
            markdown: &markdown,
            lang,
            link: &link,
            picture: &|file| fs::read(folder.join(file)).ok(),
            tokens: &tokens,
        });
        Ok(Entry::new(*name, page.context(*file)?))
    });
    made.collect()
}

/// The day on which the dataset was last changed.
fn day_of_data(dist: &Path) -> Result<(u16, u8, u8)> {
    let text =
        fs::read(dist.join("data/achievements.json")).context("dist/data/achievements.json")?;
    let dataset: serde_json::Value = serde_json::from_slice(&text)?;
    let day = dataset["updated"].as_str().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        bail!("`updated` of the dataset is no day: {day:?}");
    };
    Ok((year.parse()?, month.parse()?, day.parse()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_with_stable_names_have_a_hash_to_demand() {
        let entries = [
            Entry::new("dist/union-dashboard.js", "a"),
            Entry::new("dist/union-dashboard-frame.js", "b"),
            Entry::new("dist/union-dashboard-0123456789abcdef.js", "c"),
            Entry::new("dist/examples/conversation.js", "d"),
            Entry::new("dist/index.html", "e"),
        ];
        let text = demands(&entries);
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| Some(line.split_once("  ")?.1))
            .collect();
        assert_eq!(
            names,
            ["dist/union-dashboard-frame.js", "dist/union-dashboard.js"]
        );
        let hash = integrity::integrity(b"a");
        assert!(
            text.ends_with(&format!("{hash}  dist/union-dashboard.js\n")),
            "{text}"
        );
    }

    #[test]
    fn a_built_folder_becomes_a_package_and_the_same_one_again() -> Result<()> {
        let dist = std::env::temp_dir().join(format!("package-{}", std::process::id()));
        for (name, text) in [
            ("union-dashboard.html", "<p>a"),
            ("union-dashboard.js", "b"),
            ("data/achievements.json", r#"{"updated": "2026-11-21"}"#),
            ("examples/政府.html", "<p>c"),
            (".stage/half.html", "<p>d"),
        ] {
            let path = dist.join(name);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            fs::write(path, text)?;
        }
        let materials = Materials {
            notices: String::new(),
            bill: String::new(),
        };
        let package = packed(&paths::root(), &dist, &materials)?;
        let again = packed(&paths::root(), &dist, &materials)?;
        assert_eq!(package.bytes, again.bytes);
        let zip = zip::ZipArchive::new(std::io::Cursor::new(package.bytes))?;
        let names: Vec<&str> = zip.file_names().collect();
        assert_eq!(
            names,
            [
                "LICENSE-APACHE",
                "LICENSE-MIT",
                "SHA256SUMS",
                "SRI.txt",
                "THIRD-PARTY.txt",
                "dist/data/achievements.json",
                "dist/examples/政府.html",
                "dist/union-dashboard.html",
                "dist/union-dashboard.js",
                "embedding.en.html",
                "sbom.cdx.json",
                "union-dashboard.html",
                "使用说明.html",
                "嵌入说明.html",
            ]
        );
        fs::remove_file(dist.join("data/achievements.json"))?;
        assert!(packed(&paths::root(), &dist, &materials).is_err());
        Ok(fs::remove_dir_all(dist)?)
    }

    #[test]
    fn the_documents_of_this_checkout_become_pages() -> Result<()> {
        let pages = documents(&paths::root())?;
        assert_eq!(pages.len(), DOCUMENTS.len());
        for Entry { name, bytes } in pages {
            let page = String::from_utf8(bytes)?;
            assert!(
                !page.contains(".md\""),
                "{name} names a file that is not delivered"
            );
        }
        Ok(())
    }
}
