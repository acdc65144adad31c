//! Bytes as text that a page or a script can carry: seven bits a character, where base64 has six. The
//! text is ASCII, so that no wrong charset of a server can damage it; what HTML would change or take
//! for markup is escaped. It must never be anything but what `src/boot/program.js` reads and
//! `src/boot/pack.js` writes.

/// What comes before an escaped character.
const ESCAPE: u8 = 0x7f;
/// What an escaped character differs in.
const ESCAPED: u8 = 0x40;

/// Seven bits after seven bits, the first ones highest; the last ones are filled up with zeros.
pub fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 6 / 5);
    let mut put = |septet: u32| {
        let byte = (septet & 0x7f) as u8;
        // HTML has no NUL, makes a line feed of a carriage return, and looks for `</` and `<!`.
        if matches!(byte, 0 | b'\r' | b'<' | ESCAPE) {
            text.push(char::from(ESCAPE));
            text.push(char::from(byte ^ ESCAPED));
        } else {
            text.push(char::from(byte));
        }
    };
    let (mut held, mut bits) = (0_u32, 0);
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 7 {
            bits -= 7;
            put(held >> bits);
        }
        held &= 0x7f;
    }
    if bits > 0 {
        put(held << (7 - bits));
    }
    text
}

#[cfg(test)]
pub fn decoded(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    let mut rest = text.bytes();
    while let Some(mut byte) = rest.next() {
        if byte == ESCAPE {
            byte = rest.next().unwrap_or_default() ^ ESCAPED;
        }
        held = (held << 7 | u32::from(byte)) & 0x7fff;
        bits += 7;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let all: Vec<u8> = (0..=255).cycle().take(3001).collect();
        for length in (0..20).chain([256, 3000, 3001]) {
            assert_eq!(decoded(&encoded(&all[..length])), &all[..length]);
        }
        for byte in 0..=255 {
            assert_eq!(decoded(&encoded(&[byte; 8])), [byte; 8]);
        }
    }

    #[test]
    fn html_leaves_the_text_alone() {
        let noise: Vec<u8> = (0..100_000_u32)
            .map(|at| (at.wrapping_mul(2_654_435_769) >> 24) as u8)
            .collect();
        for bytes in [&noise[..], &[0; 50], &[255; 50]] {
            let text = encoded(bytes);
            assert!(text.is_ascii() && !text.contains(['\0', '\r', '<']));
        }
        let share = encoded(&noise).len() * 100 / noise.len();
        assert!(share < 119, "{share} %");
    }
}
