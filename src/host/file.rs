//! A file that the reader hands over, by choosing or by dropping it. It must never be kept or sent:
//! its bytes and its text are given away.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DragEvent, Event, File, HtmlInputElement, TextDecodeOptions, TextDecoder, TextDecoderOptions,
};

/// The largest file that is read at once, in bytes; a report is some KB.
const MOST_BYTES: f64 = 16e6;

/// Bytes that are read at a time.
const SLICE: f64 = 262_144.0;

/// Why a file gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The system does not give its bytes.
    Unreadable,
    /// It is in none of the encodings.
    NoText,
}

/// Reads the file of a `change` or `drop` event; `then` gets its bytes, or `None` if it cannot be
/// read or is too large. Without a file nothing happens.
pub fn read(event: &Event, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(file) = of(event) else { return };
    spawn_local(async move {
        let bytes = match file.size() {
            size if size > MOST_BYTES => None,
            size => slice(&file, 0.0, size).await,
        };
        then(bytes);
    });
}

/// The file of a `change` or `drop` event.
pub fn of(event: &Event) -> Option<File> {
    if let Some(drag) = event.dyn_ref::<DragEvent>() {
        return drag.data_transfer()?.files()?.get(0);
    }
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    // So that the same file can be chosen once more.
    input.set_value("");
    file
}

/// The text of a file, read in slices. `encodings` names those that its first bytes may be in, the
/// likeliest first; `hear` gets each slice once with the share in percent.
///
/// # Errors
/// Why there is no text.
pub async fn text(
    file: &File,
    encodings: fn(&[u8]) -> [&'static str; 2],
    hear: &mut dyn FnMut(&[u8], u32),
) -> Result<String, FileError> {
    let size = file.size();
    let mut decoders: Vec<(TextDecoder, String)> = Vec::new();
    let mut at = 0.0;
    loop {
        let bytes = slice(file, at, at + SLICE)
            .await
            .ok_or(FileError::Unreadable)?;
        if at == 0.0 {
            let labels = encodings(&bytes);
            let both = if labels[0] == labels[1] { 1 } else { 2 };
            let decoder = |label: &&str| Some((decoder(label)?, String::new()));
            decoders = labels.iter().take(both).filter_map(decoder).collect();
        }
        at += SLICE;
        let is_last = at >= size;
        let share = (at / size.max(1.0) * 100.0).min(100.0);
        hear(&bytes, share as u32);
        // What is no text in one encoding is left to the other, and both are kept up until then.
        decoders.retain_mut(|(decoder, text)| decode(decoder, &bytes, is_last, text).is_some());
        if at <= SLICE {
            // Room that grows is the program's for good; in UTF-8 a text is as long as its file.
            for (_, text) in &mut decoders {
                let _ = text.try_reserve_exact(size as usize);
            }
        }
        if is_last || decoders.is_empty() {
            break;
        }
    }
    let text = decoders.into_iter().next().map(|(_, text)| text);
    text.ok_or(FileError::NoText)
}

/// All bytes of a file.
pub async fn bytes(file: &File) -> Option<Vec<u8>> {
    slice(file, 0.0, file.size()).await
}

/// The bytes from one place to another.
async fn slice(file: &File, from: f64, to: f64) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(from, to).ok()?;
    let bytes = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// A decoder that refuses what is wrong.
fn decoder(label: &str) -> Option<TextDecoder> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options(label, &options).ok()
}

fn decode(decoder: &TextDecoder, bytes: &[u8], is_last: bool, text: &mut String) -> Option<()> {
    let options = TextDecodeOptions::new();
    options.set_stream(!is_last);
    let part = decoder
        .decode_with_u8_array_and_options(bytes, &options)
        .ok()?;
    text.push_str(&part);
    // No text has it, whatever the encoding.
    (!part.contains('\0')).then_some(())
}
