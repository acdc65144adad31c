//! The bytes of a report or a table as text, whichever of three encodings an office saved it in. It
//! must never put a replacement character where bytes are no text.

/// A text in UTF-8 with or without a byte order mark, in UTF-16 or in GB18030; `None` if it is in
/// none of them.
pub fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(skip..).unwrap_or_default();
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(rest)?;
        return Some(decoded.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    // Without a mark, UTF-16 is told by the zero bytes of its spaces, digits and line ends.
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let guess = match (zeros(0), zeros(1)) {
        (even, odd) if odd > even && odd * 40 > bytes.len() => encoding_rs::UTF_16LE,
        (even, odd) if even > odd && even * 40 > bytes.len() => encoding_rs::UTF_16BE,
        _ => encoding_rs::GB18030,
    };
    let decoded = guess.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(decoded.into_owned())
}
