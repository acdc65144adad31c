//! The outer form of a WebAssembly module: a walk over its sections, and the numbers and lengths
//! they are written with. It must never look into code: a section that is not replaced is copied
//! byte by byte.
//!
//! Written by hand because it is one walk over section headers; `wasmparser` with `wasm-encoder`
//! would add half a minute to a fresh machine's first `cargo xtask` for the same forty lines.

use anyhow::{Result, bail};

/// What a module of version 1 begins with.
pub const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// `module` with the contents of its sections replaced by what `replace` returns for an id and a
/// content (`None`: unchanged).
///
/// # Errors
///
/// If `module` is not a well-formed sequence of sections.
pub fn rewrite(
    module: &[u8],
    mut replace: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let Some(mut rest) = module.strip_prefix(MAGIC) else {
        bail!("not a WebAssembly module of version 1");
    };
    let mut out = MAGIC.to_vec();
    while let Some((&id, mut after)) = rest.split_first() {
        let content = take_sized(&mut after)?;
        let whole = &rest[..rest.len() - after.len()];
        rest = after;
        match replace(id, content)? {
            Some(replaced) => {
                out.push(id);
                out.extend(sized(&replaced));
            }
            None => out.extend_from_slice(whole),
        }
    }
    Ok(out)
}

/// Takes a length and that many bytes from the front of `bytes`.
pub fn take_sized<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = take_number(bytes)?;
    let Some((front, rest)) = bytes.split_at_checked(length) else {
        bail!("a wasm section is longer than its module");
    };
    *bytes = rest;
    Ok(front)
}

/// Takes one byte from the front of `bytes`.
pub fn take_byte(bytes: &mut &[u8]) -> Result<u8> {
    let Some((&byte, rest)) = bytes.split_first() else {
        bail!("a wasm section ends early");
    };
    *bytes = rest;
    Ok(byte)
}

/// Takes an unsigned LEB128 number from the front of `bytes`.
pub fn take_number(bytes: &mut &[u8]) -> Result<usize> {
    let mut value = 0_usize;
    for shift in (0..35).step_by(7) {
        let byte = take_byte(bytes)?;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    bail!("a wasm number is longer than 32 bits")
}

/// `bytes` with its length before it.
pub fn sized(bytes: &[u8]) -> Vec<u8> {
    let mut out = number(bytes.len());
    out.extend_from_slice(bytes);
    out
}

/// `value` as unsigned LEB128.
pub fn number(mut value: usize) -> Vec<u8> {
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

    #[test]
    fn what_is_not_replaced_is_copied() -> Result<()> {
        // The second section's length is written with a byte more than it needs.
        let module = [MAGIC, &[1, 1, 7], &[10, 0x82, 0, 8, 9]].concat();
        assert_eq!(rewrite(&module, |_, _| Ok(None))?, module);
        let changed = rewrite(&module, |id, _| Ok((id == 1).then(|| vec![5; 200])))?;
        let expected = [MAGIC, &[1, 200, 1], &[5; 200], &[10, 0x82, 0, 8, 9]].concat();
        assert_eq!(changed, expected);
        Ok(())
    }

    #[test]
    fn numbers_round_trip() -> Result<()> {
        for value in [0, 1, 127, 128, 300, 65_536, 4_000_000_000] {
            assert_eq!(take_number(&mut number(value).as_slice())?, value);
        }
        Ok(())
    }
}
