//! File names that carry a hash of the content. It must never name two contents alike.

use sha2::{Digest, Sha256};

/// How many hexadecimal digits a hash in a name has.
const DIGITS: usize = 16;
/// The fewest digits that are a hash and no word: Trunk writes a number without leading zeros.
const FEWEST: usize = 10;

/// The hash of a content, as names and versions have it.
pub fn digest(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest[..DIGITS / 2]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `name` with the hash in it (a dash and hexadecimal digits, up to the next part of the name)
/// replaced by that of `content`; `None` if there is none.
pub fn named_after(name: &str, content: &[u8]) -> Option<String> {
    let (start, length) = name.match_indices('-').find_map(|(at, _)| {
        let rest = &name[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_hexdigit())?;
        let is_hash = (FEWEST..=DIGITS).contains(&length) && rest[length..].starts_with(['.', '_']);
        is_hash.then_some((at + 1, length))
    })?;
    Some([&name[..start], &digest(content), &name[start + length..]].concat())
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
        // A hash that begins with zeros has fewer digits.
        assert_eq!(
            named("boot-123456789abcde.js").as_deref(),
            Some("boot-ba7816bf8f01cfea.js")
        );
        assert_eq!(named("boot-0123456789abcdef0.js"), None);
        assert_eq!(named("dashboard-face.js"), None);
        assert_eq!(named("index.html"), None);
        assert_eq!(named("工会-工.js"), None);
    }
}
