//! The hash by which a dataset names the file of a source. It must never be asked of the browser:
//! `crypto.subtle` is missing on pages that a plain http server of an intranet gives.

use sha2::{Digest, Sha256};

/// The SHA-256 of a file's bytes, in lower-case hexadecimal digits (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> String {
    let digits = |byte: u8| [byte >> 4, byte & 15];
    let all = Sha256::digest(bytes).into_iter().flat_map(digits);
    all.filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}
