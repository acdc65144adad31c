//! Takes functions out of what a wasm module exports, so that wasm-opt drops them with all that
//! only they use. It must never take out anything but functions, and never look into code.

use anyhow::Result;

use super::wasm;

/// The id of a module's export section.
const EXPORTS: u8 = 7;
/// The kind of an exported function.
const FUNCTION: u8 = 0;

/// `module` without the exported functions whose names contain `part`.
///
/// # Errors
///
/// If `module` is not a well-formed sequence of sections.
pub fn without(module: &[u8], part: &str) -> Result<Vec<u8>> {
    wasm::rewrite(module, |id, content| {
        Ok(match id {
            EXPORTS => Some(filtered(content, part)?),
            _ => None,
        })
    })
}

fn filtered(mut list: &[u8], part: &str) -> Result<Vec<u8>> {
    let (mut kept, mut entries) = (0, Vec::new());
    for _ in 0..wasm::take_number(&mut list)? {
        let before = list;
        let name = str::from_utf8(wasm::take_sized(&mut list)?)?;
        let kind = wasm::take_byte(&mut list)?;
        wasm::take_number(&mut list)?;
        if kind != FUNCTION || !name.contains(part) {
            kept += 1;
            entries.extend_from_slice(&before[..before.len() - list.len()]);
        }
    }
    Ok([wasm::number(kept), entries].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(exports: &[(&str, u8, usize)]) -> Vec<u8> {
        let mut section = wasm::number(exports.len());
        for (name, kind, index) in exports {
            section.extend(wasm::sized(name.as_bytes()));
            section.push(*kind);
            section.extend(wasm::number(*index));
        }
        let mut out = wasm::MAGIC.to_vec();
        out.extend([1, 4, 1, 0x60, 0, 0]);
        out.push(EXPORTS);
        out.extend(wasm::sized(&section));
        // Sections of other kinds may hold the same bytes.
        out.push(0);
        out.extend(wasm::sized(&[wasm::sized(b"x"), section].concat()));
        out
    }

    #[test]
    fn named_functions_go_and_all_else_stays() -> Result<()> {
        let all = [
            ("mount", 0, 300),
            ("__wbg_unused_free", 0, 4),
            ("unused_memory", 2, 0),
            ("unused_pull", 0, 5),
        ];
        let before = module(&all);
        let after = without(&before, "unused_")?;
        let expected = module(&[all[0], all[2]]);
        // The custom section at the end differs between the two: it must be as it was.
        let head = 8 + 6 + 2 + 1 + (1 + 5 + 1 + 2) + (1 + 13 + 1 + 1);
        assert_eq!(after[..head], expected[..head]);
        assert_eq!(after[head..], before[before.len() - (after.len() - head)..]);
        assert_eq!(without(&before, "no such")?, before);
        Ok(())
    }

    #[test]
    fn damage_is_an_error_not_a_panic() {
        let section = |bytes: &[u8]| [wasm::MAGIC, &[EXPORTS], &wasm::sized(bytes)].concat();
        assert!(without(b"<html>", "x").is_err());
        assert!(without(&section(&[2, 1, b'a', 0, 0]), "x").is_err());
        assert!(without(&section(&[1, 9, b'a', 0, 0]), "x").is_err());
        assert!(without(&section(&[1, 1, 0xff, 0, 0]), "x").is_err());
    }
}
