//! Takes names out of a wasm module's custom section `target_features`. It must never touch code:
//! every other section is copied byte by byte.
//!
//! Format: the WebAssembly tool conventions, "Target Features Section": a count, then per entry a
//! prefix byte (`+`, `-`) and a name with its length.

use anyhow::Result;

use super::wasm::{self, sized, take_byte, take_number, take_sized};

const SECTION: &[u8] = b"target_features";

/// `module` whose `target_features` section no longer names any of `names`.
///
/// # Errors
///
/// If `module` is not a well-formed sequence of sections.
pub fn without(module: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    wasm::rewrite(module, |id, mut content| {
        if id != 0 || take_sized(&mut content)? != SECTION {
            return Ok(None);
        }
        Ok(Some([sized(SECTION), filtered(content, names)?].concat()))
    })
}

fn filtered(list: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let mut kept = entries(list)?;
    kept.retain(|(_, name)| !names.iter().any(|other| other.as_bytes() == *name));
    let mut out = wasm::number(kept.len());
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
        entries.push((take_byte(&mut list)?, take_sized(&mut list)?));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::{super::wasm::MAGIC, *};

    /// The features that `module` declares, with their prefixes.
    fn declared(module: &[u8]) -> Result<Vec<String>> {
        let mut features = Vec::new();
        wasm::rewrite(module, |id, mut content| {
            if id == 0 && take_sized(&mut content)? == SECTION {
                for (prefix, name) in entries(content)? {
                    features.push(format!("{}{}", prefix as char, str::from_utf8(name)?));
                }
            }
            Ok(None)
        })?;
        Ok(features)
    }

    /// A module with a type section, a `target_features` section and a custom section after it.
    fn module(features: &[&str]) -> Vec<u8> {
        let mut list = sized(SECTION);
        list.extend(wasm::number(features.len()));
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
}
