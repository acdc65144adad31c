//! The hash by which a dataset names the file of a source. It must never be asked of the browser:
//! `crypto.subtle` is missing on pages that a plain http server of an intranet gives.

use sha2::{Digest, Sha256};

use crate::pace::Pace;

/// Bytes that are hashed before a rest.
const SLICE: usize = 1 << 18;

/// The SHA-256 of a file's bytes, in lower-case hexadecimal digits (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> String {
    let mut hash = Hash::new();
    hash.push(bytes);
    hash.finish()
}

/// The same of bytes that may be many, with rests.
pub async fn sha256_in_slices(bytes: &[u8], pace: &mut Pace<'_>) -> String {
    let mut hash = Hash::new();
    for slice in bytes.chunks(SLICE) {
        hash.push(slice);
        pace.rest().await;
    }
    hash.finish()
}

/// The same of bytes that come in pieces.
#[derive(Clone, Debug, Default)]
pub struct Hash(Sha256);

impl Hash {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all pieces.
    pub fn finish(self) -> String {
        let digits = |byte: u8| [byte >> 4, byte & 15];
        let all = self.0.finalize().into_iter().flat_map(digits);
        all.filter_map(|digit| char::from_digit(u32::from(digit), 16))
            .collect()
    }
}
