//! Files become one zip, bytes to bytes: the same files give the same archive on every machine, and
//! names in Chinese arrive as they are. It must never read a clock, a folder or the order in which
//! files were found.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

/// The list of checksums inside the archive.
pub const SUMS: &str = "SHA256SUMS";

/// How many hexadecimal digits of the hash over everything a version has.
const DIGITS: usize = 8;

/// A file: its name with `/`, and what is in it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Entry {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// An archive, and the digits that tell it from one with other files.
pub struct Archive {
    pub digits: String,
    pub bytes: Vec<u8>,
}

/// The files and their checksums as an archive. `date` is year, month and day.
///
/// # Errors
///
/// If a name is there twice or leads out of the folder, or there is no such day.
pub fn archive(mut entries: Vec<Entry>, date: (u16, u8, u8)) -> Result<Archive> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    check_names(&entries)?;
    let sums = sums(&entries);
    let hash = Sha256::digest(sums.as_bytes());
    let time = time(date, u16::from_be_bytes([hash[0], hash[1]]))?;
    let place = entries.partition_point(|entry| entry.name.as_str() < SUMS);
    entries.insert(place, Entry::new(SUMS, sums));
    Ok(Archive {
        digits: hex(&hash)[..DIGITS].to_owned(),
        bytes: zipped(&entries, time)?,
    })
}

/// Lowercase hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lines as `sha256sum --check` reads them.
fn sums(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        let _ = writeln!(
            text,
            "{}  {}",
            hex(&Sha256::digest(&entry.bytes)),
            entry.name
        );
    }
    text
}

fn check_names(entries: &[Entry]) -> Result<()> {
    for (at, Entry { name, .. }) in entries.iter().enumerate() {
        let is_inside =
            !name.contains('\\') && name.split('/').all(|part| !["", ".", ".."].contains(&part));
        if !is_inside || name == SUMS {
            bail!("{name} is no name of a file in the package");
        }
        // A folder on Windows knows no difference between upper and lower case.
        let same = |other: &Entry| other.name.to_lowercase() == name.to_lowercase();
        if entries[at + 1..].iter().any(same) {
            bail!("{name} is in the package twice");
        }
    }
    Ok(())
}

/// One time for all files: the day of the data, the time of day out of the hash. Servers make a
/// file's ETag of its time and size, and browsers guess from its age how long it stays fresh: a
/// constant would let two versions pass for one, and 1980 keep the old one for years.
fn time((year, month, day): (u16, u8, u8), seed: u16) -> Result<DateTime> {
    let (hour, minute) = (seed % 24, seed / 24 % 60);
    let second = seed / (24 * 60) % 30 * 2;
    let parts = [hour, minute, second].map(|part| u8::try_from(part).unwrap_or_default());
    DateTime::from_date_and_time(year, month, day, parts[0], parts[1], parts[2])
        .ok()
        .with_context(|| format!("{year}-{month}-{day} is no day that a zip knows"))
}

fn zipped(entries: &[Entry], time: DateTime) -> Result<Vec<u8>> {
    // Who made it stands in every entry: said here, or it would be the system of the build.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(time)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        writer.start_file(entry.name.as_str(), options)?;
        writer.write_all(&entry.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;

    const DATE: (u16, u8, u8) = (2026, 11, 21);

    fn small() -> Vec<Entry> {
        vec![
            Entry::new("使用说明.html", "<p>双击打开"),
            Entry::new("dist/index.html", "<p>a"),
            Entry::new("LICENSE-MIT", "MIT"),
            Entry::new("a.txt", ""),
        ]
    }

    #[test]
    fn the_same_files_in_any_order_are_the_same_bytes() -> Result<()> {
        let mut turned = small();
        turned.reverse();
        let (one, other) = (archive(small(), DATE)?, archive(turned, DATE)?);
        assert_eq!(one.digits, other.digits);
        assert_eq!(one.bytes, other.bytes);
        // As `sha256sum … | sha256sum` has it.
        assert_eq!(one.digits, "7966ca37");
        Ok(())
    }

    #[test]
    fn another_byte_is_another_version_at_another_time() -> Result<()> {
        let mut changed = small();
        changed[1].bytes.push(b'b');
        let (one, other) = (archive(small(), DATE)?, archive(changed, DATE)?);
        assert_ne!(one.digits, other.digits);
        let time = |archive: &Archive| {
            let mut zip = ZipArchive::new(Cursor::new(archive.bytes.clone()))?;
            anyhow::Ok(zip.by_name("a.txt")?.last_modified())
        };
        let (one, other) = (
            time(&one)?.context("a time")?,
            time(&other)?.context("a time")?,
        );
        assert_ne!(one, other);
        assert_eq!((one.year(), one.month(), one.day()), DATE);
        Ok(())
    }

    #[test]
    fn everything_comes_out_again_with_its_checksum() -> Result<()> {
        let mut zip = ZipArchive::new(Cursor::new(archive(small(), DATE)?.bytes))?;
        let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(
            names,
            [
                "LICENSE-MIT",
                SUMS,
                "a.txt",
                "dist/index.html",
                "使用说明.html"
            ]
        );
        let mut sums = String::new();
        zip.by_name(SUMS)?.read_to_string(&mut sums)?;
        assert_eq!(sums.lines().count(), 4);
        for line in sums.lines() {
            let (hash, name) = line.split_once("  ").context("hash and name")?;
            let mut bytes = Vec::new();
            zip.by_name(name)?.read_to_end(&mut bytes)?;
            assert_eq!(hash, hex(&Sha256::digest(&bytes)), "{name}");
        }
        Ok(())
    }

    /// The general purpose flags of each entry, read off the central directory (APPNOTE 4.3.12).
    fn flags(zip: &[u8]) -> Vec<(String, u16)> {
        let number = |at: usize| u16::from_le_bytes([zip[at], zip[at + 1]]);
        let starts = (0..zip.len()).filter(|&at| zip[at..].starts_with(b"PK\x01\x02"));
        let entry = |at: usize| {
            let name = &zip[at + 46..at + 46 + usize::from(number(at + 28))];
            (String::from_utf8_lossy(name).into_owned(), number(at + 8))
        };
        starts.map(entry).collect()
    }

    #[test]
    fn a_chinese_name_is_said_to_be_utf8() -> Result<()> {
        let flags = flags(&archive(small(), DATE)?.bytes);
        assert_eq!(flags.len(), 5);
        for (name, flags) in flags {
            // Bit 11, APPNOTE 4.4.4: without it Windows reads names in the system's code page.
            assert_eq!(flags & (1 << 11) != 0, !name.is_ascii(), "{name}");
        }
        Ok(())
    }

    /// Lists names by the flag alone, as Windows does: not UTF-8 without it.
    const NODE: &str = r#"
        const zip = require("fs").readFileSync(process.argv[1]);
        for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 46)) {
          const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28));
          const code = zip.readUInt16LE(at + 8) & 2048 ? "utf-8" : "gb18030";
          console.log(new TextDecoder(code, { fatal: true }).decode(name));
        }"#;
    const PYTHON: &str = "import sys, zipfile\n\
        zip = zipfile.ZipFile(sys.argv[1])\n\
        assert zip.testzip() is None\n\
        sys.stdout.buffer.write('\\n'.join(zip.namelist()).encode())";

    #[test]
    #[ignore = "needs Node and Python"]
    fn node_and_python_read_the_names() -> Result<()> {
        let path = std::env::temp_dir().join(format!("archive-{}.zip", std::process::id()));
        std::fs::write(&path, archive(small(), DATE)?.bytes)?;
        for (program, flag, script) in [("node", "-e", NODE), ("python3", "-c", PYTHON)] {
            let mut command = std::process::Command::new(program);
            let output = crate::process::output(command.args([flag, script]).arg(&path))?;
            let names: Vec<&str> = output.lines().collect();
            let all = [
                "LICENSE-MIT",
                SUMS,
                "a.txt",
                "dist/index.html",
                "使用说明.html",
            ];
            assert_eq!(names, all, "{program}");
        }
        Ok(std::fs::remove_file(path)?)
    }

    #[test]
    fn names_that_lead_elsewhere_or_meet_are_refused() {
        for name in ["../a", "/a", "a//b", "a\\b", "", SUMS] {
            assert!(archive(vec![Entry::new(name, "")], DATE).is_err(), "{name}");
        }
        let both = ["a/B.txt", "a/b.txt"].map(|name| Entry::new(name, ""));
        assert!(archive(both.to_vec(), DATE).is_err());
        assert!(archive(small(), (2026, 2, 30)).is_err());
    }
}
