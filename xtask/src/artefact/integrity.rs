//! The hash by which a page demands a script (Subresource Integrity, section 3.2). It must never
//! be of another content than what is delivered.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};

/// The value of the attribute `integrity`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_what_openssl_makes() {
        // `printf a | openssl dgst -sha384 -binary | openssl base64 -A`
        assert_eq!(
            super::integrity(b"a"),
            "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x"
        );
    }
}
