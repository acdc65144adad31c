//! The single file's own Content-Security-Policy: nothing leaves, and only the scripts and styles
//! whose hashes it names run. It must never name a host.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The policy for a page whose inline elements have exactly these hashes.
///
/// `'unsafe-eval'` is what every kernel compiles wasm under. Chromium before 97 knows no narrower
/// word and logs an error at it, so that the word is not here: where the kernel knows it, the boot
/// script adds a second policy with `'wasm-unsafe-eval'` instead, and both count. `frame-ancestors`,
/// `sandbox` and `report-uri` have no place in a `<meta>`: browsers log an error.
pub fn policy(scripts: &[String], styles: &[String]) -> String {
    format!(
        "default-src 'none'; connect-src 'none'; \
         script-src {} 'unsafe-eval'; style-src {}; \
         img-src data: blob:; base-uri 'none'; form-action 'none'",
        quoted(scripts),
        quoted(styles),
    )
}

fn quoted(hashes: &[String]) -> String {
    let quoted: Vec<String> = hashes.iter().map(|hash| format!("'{hash}'")).collect();
    quoted.join(" ")
}

/// A source expression's hash as CSP Level 3, section 6.7.3.3 takes it: over the UTF-8 of the
/// element's text.
pub fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_specification_s() {
        // The example in CSP Level 3, section 8.4.
        assert_eq!(
            hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }

    #[test]
    fn old_kernels_are_told_the_same_by_both_scripts() {
        let sentence = |script: &str| {
            let (_, rest) = script.split_once("'浏览器内核太旧").expect("the sentence");
            let (sentence, _) = rest.split_once("以上打开。").expect("its end");
            let parts = sentence
                .split('\'')
                .map(|part| part.trim_matches(['+', ' ', '\n']));
            parts.collect::<String>()
        };
        assert_eq!(
            sentence(include_str!("../../../src/boot/support.js")),
            sentence(include_str!("../../../src/boot/early.js"))
        );
    }

    #[test]
    fn the_boot_script_finds_the_keyword_to_narrow() {
        let policy = policy(&["a".to_owned()], &["b".to_owned()]);
        assert_eq!(policy.matches("'unsafe-eval'").count(), 1);
        let boot = include_str!("../../../src/boot/support.js");
        assert!(boot.contains(r#".replace("'unsafe-eval'", "'wasm-unsafe-eval'")"#));
    }
}
