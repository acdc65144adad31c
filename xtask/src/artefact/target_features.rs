//! Takes names out of a wasm module's custom section `target_features`. It must never touch code:
//! every other section is copied byte by byte.
//!
//! Written by hand because it is one walk over section headers; `wasmparser` with `wasm-encoder`
//! would add half a minute to a fresh machine's first `cargo xtask` for the same forty lines.
//! Format: the WebAssembly tool conventions, "Target Features Section": a count, then per entry a
//! prefix byte (`+`, `-`) and a name with its length.

use anyhow::{Result, bail};

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const SECTION: &[u8] = b"target_features";

/// `module` whose `target_features` section no longer names any of `names`.
///
/// # Errors
///
/// If `module` is not a well-formed sequence of sections.
pub fn without(module: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let Some(mut rest) = module.strip_prefix(MAGIC) else {
        bail!("not a WebAssembly module of version 1");
    };
    let mut out = MAGIC.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let mut body = after;
        let content = take_sized(&mut body)?;
        let whole = &rest[..rest.len() - body.len()];
        rest = body;
        let mut named = content;
        if id == 0 && take_sized(&mut named)? == SECTION {
            let mut section = sized(SECTION);
            section.extend(filtered(named, names)?);
            out.push(0);
            out.extend(sized(&section));
        } else {
            out.extend_from_slice(whole);
        }
    }
    Ok(out)
}

/// The features that `module` declares, with their prefixes.
#[cfg(test)]
fn declared(module: &[u8]) -> Result<Vec<String>> {
    let mut rest = &module[MAGIC.len()..];
    while let Some((&id, mut after)) = rest.split_first() {
        let mut content = take_sized(&mut after)?;
        rest = after;
        if id == 0 && take_sized(&mut content)? == SECTION {
            return entries(content)?
                .into_iter()
                .map(|(prefix, name)| Ok(format!("{}{}", prefix as char, str::from_utf8(name)?)))
                .collect();
        }
    }
    Ok(Vec::new())
}

fn filtered(list: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let mut kept = entries(list)?;
    kept.retain(|(_, name)| !names.iter().any(|other| other.as_bytes() == *name));
    let mut out = number(kept.len());
    for (prefix, name) in kept {
        out.push(prefix);
        out.extend(sized(name));
    }
    Ok(out)
}

fn entries(mut list: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let count = take_number(&mut list)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let Some((&prefix, after)) = list.split_first() else {
            bail!("target_features ends early");
        };
        list = after;
        entries.push((prefix, take_sized(&mut list)?));
    }
    Ok(entries)
}

/// Takes a length and that many bytes from the front of `bytes`.
fn take_sized<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = take_number(bytes)?;
    let Some((front, rest)) = bytes.split_at_checked(length) else {
        bail!("a wasm section is longer than its module");
    };
    *bytes = rest;
    Ok(front)
}

/// Takes an unsigned LEB128 number from the front of `bytes`.
fn take_number(bytes: &mut &[u8]) -> Result<usize> {
    let mut value = 0_usize;
    for shift in (0..35).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else {
            bail!("a wasm number ends early");
        };
        *bytes = rest;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    bail!("a wasm number is longer than 32 bits")
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    let mut out = number(bytes.len());
    out.extend_from_slice(bytes);
    out
}

/// `value` as unsigned LEB128.
fn number(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a type section, a `target_features` section and a custom section after it.
    fn module(features: &[&str]) -> Vec<u8> {
        let mut list = sized(SECTION);
        list.extend(number(features.len()));
        for feature in features {
            list.push(feature.as_bytes()[0]);
            list.extend(sized(&feature.as_bytes()[1..]));
        }
        let mut out = MAGIC.to_vec();
        out.extend([1, 4, 1, 0x60, 0, 0]);
        out.push(0);
        out.extend(sized(&list));
        out.push(0);
        out.extend(sized(&[sized(b"producers"), vec![7; 300]].concat()));
        out
    }

    #[test]
    fn named_features_go_and_all_else_stays() -> Result<()> {
        let before = module(&[
            "+multivalue",
            "+sign-ext",
            "-reference-types",
            "+bulk-memory",
        ]);
        let after = without(&before, &["multivalue", "reference-types"])?;
        assert_eq!(declared(&after)?, ["+sign-ext", "+bulk-memory"]);
        assert_eq!(after, module(&["+sign-ext", "+bulk-memory"]));
        Ok(())
    }

    #[test]
    fn a_module_without_the_section_is_unchanged() -> Result<()> {
        let plain = [MAGIC, &[1, 4, 1, 0x60, 0, 0]].concat();
        assert_eq!(without(&plain, &["multivalue"])?, plain);
        Ok(())
    }

    #[test]
    fn damage_is_an_error_not_a_panic() {
        let whole = module(&["+multivalue"]);
        assert!(without(b"<html>", &[]).is_err());
        let cut = (MAGIC.len() + 1..whole.len()).filter(|&end| without(&whole[..end], &[]).is_ok());
        // Only the cuts between two sections are modules again.
        assert_eq!(cut.count(), 2);
    }

    #[test]
    fn numbers_round_trip() -> Result<()> {
        for value in [0, 1, 127, 128, 300, 65_536, 4_000_000_000] {
            assert_eq!(take_number(&mut number(value).as_slice())?, value);
        }
        Ok(())
    }
}
