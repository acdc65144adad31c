//! In which encoding a text file is, by its first bytes. It must never decode: what a browser and
//! a command have for that differs, and the label is what both understand.

/// Zero bytes that tell UTF-16: a picture has some too.
const FEWEST: usize = 3;

/// The labels (WHATWG Encoding Standard) of the encodings that a file may be in, the likeliest
/// first. A decoder that refuses what is wrong tells which one is right.
pub fn encodings(head: &[u8]) -> [&'static str; 2] {
    if head.starts_with(&[0xff, 0xfe]) {
        return ["utf-16le"; 2];
    }
    if head.starts_with(&[0xfe, 0xff]) {
        return ["utf-16be"; 2];
    }
    // Without a mark, UTF-16 is told by the zero bytes of its spaces, digits and line ends.
    let zeros = |from: usize| {
        let bytes = head.iter().skip(from).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd > even && odd >= FEWEST && odd * 40 > head.len() {
        ["utf-16le"; 2]
    } else if even > odd && even >= FEWEST && even * 40 > head.len() {
        ["utf-16be"; 2]
    } else {
        ["utf-8", "gb18030"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        for (head, expect) in [
            (&b"\xff\xfe5\x5b"[..], "utf-16le"),
            (b"\xfe\xff\x5b5", "utf-16be"),
            (b"1\x002\x00\n\x00", "utf-16le"),
            (b"\x001\x002\x00\n", "utf-16be"),
            (b"\xef\xbb\xbfabc", "utf-8"),
            (b"", "utf-8"),
            (b"\x89PNG\r\n\x1a\n\xff\xd8\xff\xe0\x00\x10JF", "utf-8"),
        ] {
            assert_eq!(encodings(head)[0], expect, "{head:?}");
        }
        assert_eq!(encodings("安庆".as_bytes()), ["utf-8", "gb18030"]);
    }
}
