//! File names that carry a hash of the content. It must never name two contents alike.

use sha2::{Digest, Sha256};

/// How many hexadecimal digits a hash in a name has.
const DIGITS: usize = 16;

/// `name` with the hash in it (a dash and sixteen hexadecimal digits) replaced by that of
/// `content`; `None` if there is none.
pub fn named_after(name: &str, content: &[u8]) -> Option<String> {
    let start = name.match_indices('-').map(|(at, _)| at + 1).find(|&at| {
        name.get(at..at + DIGITS)
            .is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })?;
    let digest = Sha256::digest(content);
    let hash: String = digest[..DIGITS / 2]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Some([&name[..start], &hash, &name[start + DIGITS..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_alone_changes() {
        let named = |name| named_after(name, b"abc");
        assert_eq!(
            named("union-dashboard-0123456789abcdef_bg.wasm").as_deref(),
            Some("union-dashboard-ba7816bf8f01cfea_bg.wasm")
        );
        assert_eq!(named("boot-0123456789abcde.js"), None);
        assert_eq!(named("index.html"), None);
        assert_eq!(named("工会-工.js"), None);
    }
}
