//! The bytes of a report or a table as text, whichever of three encodings an office saved it in. It
//! must never put a replacement character where bytes are no text.

use union_dashboard::import::encodings;

/// A text in UTF-8 with or without a byte order mark, in UTF-16 or in GB18030; `None` if it is in
/// none of them.
pub fn decode(bytes: &[u8]) -> Option<String> {
    encodings(bytes).into_iter().find_map(|label| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (decoded, has_errors) = encoding.decode_with_bom_removal(bytes);
        (!has_errors).then(|| decoded.into_owned())
    })
}
