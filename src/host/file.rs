//! A file that the reader hands over, by choosing or by dropping it. It must never be kept, sent
//! or looked into here: its bytes are given away.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, HtmlInputElement};

/// The largest file that is read, in bytes; a report is some KB.
const MOST_BYTES: f64 = 16e6;

/// Reads the file of a `change` or `drop` event; `then` gets its bytes, or `None` if it cannot be
/// read or is too large. Without a file nothing happens.
pub fn read(event: &Event, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(file) = file_of(event) else { return };
    spawn_local(async move {
        let bytes = match file.size() {
            size if size > MOST_BYTES => None,
            _ => JsFuture::from(file.array_buffer()).await.ok(),
        };
        then(bytes.map(|bytes| Uint8Array::new(&bytes).to_vec()));
    });
}

fn file_of(event: &Event) -> Option<File> {
    if let Some(drag) = event.dyn_ref::<DragEvent>() {
        return drag.data_transfer()?.files()?.get(0);
    }
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    // So that the same file can be chosen once more.
    input.set_value("");
    file
}
