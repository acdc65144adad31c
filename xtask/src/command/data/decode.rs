//! The bytes of a report or a table as text, whichever of three encodings an office saved it in. It
//! must never put a replacement character where bytes are no text.

use std::{future::Future, io::Read, path::Path, pin::Pin};

use union_dashboard::{
    import::encodings,
    office::{Unpack, file_text},
    pace::{Pace, at_once},
};

/// What the ZIP files of office programs begin with.
const PACKED: &[u8] = b"PK\x03\x04";

/// Unpacks with flate2.
struct Inflate;

impl Unpack for Inflate {
    fn unpack(
        &self,
        gzip: &[u8],
        size: usize,
    ) -> Pin<Box<dyn Future<Output = Option<String>> + '_>> {
        let (mut text, most) = (String::new(), size as u64 + 1);
        let mut unpacked = flate2::read::GzDecoder::new(gzip).take(most);
        let is_whole = unpacked.read_to_string(&mut text).is_ok() && text.len() == size;
        Box::pin(std::future::ready(is_whole.then_some(text)))
    }
}

/// The text of an `.xlsx` or `.docx`; `None` of any other file.
///
/// # Errors
/// The file and why there is none in it.
pub fn office_text(path: &Path, bytes: &[u8]) -> Result<Option<String>, String> {
    if !bytes.starts_with(PACKED) {
        return Ok(None);
    }
    let text = at_once(file_text(bytes, &Inflate, &|_| (), &mut Pace::steady()));
    text.map(Some)
        .map_err(|broken| format!("{}: {}", path.display(), broken.word()))
}

/// A text in UTF-8 with or without a byte order mark, in UTF-16 or in GB18030; `None` if it is in
/// none of them.
pub fn decode(bytes: &[u8]) -> Option<String> {
    encodings(bytes).into_iter().find_map(|label| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (decoded, has_errors) = encoding.decode_with_bom_removal(bytes);
        (!has_errors).then(|| decoded.into_owned())
    })
}
