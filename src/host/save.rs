//! A file that the page hands to the reader, as a download. It must never know what is in it, and
//! nothing of it goes over a network: a blob's address ends at this page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The type of a PNG picture.
pub const PNG: &str = "image/png";
/// The type of a drawing.
pub const SVG: &str = "image/svg+xml";
/// The type of a table.
pub const CSV: &str = "text/csv;charset=utf-8";

/// How long a blob's address stays good: a browser may ask the reader first where to save it.
const KEPT_MS: i32 = 120_000;

/// Characters that Windows refuses in a file's name.
const REFUSED: &[char] = &['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

/// Longest name of a file, in characters, without its ending.
const MOST_CHARACTERS: usize = 80;

/// Hands a file to the browser, which asks or saves as it is set; its name. `None` if the page has
/// no window any more.
pub fn file(name: &str, ending: &str, kind: &str, bytes: &[u8]) -> Option<String> {
    hand_over(name, ending, &blob(kind, bytes)?)
}

/// Hands over a file that is there already.
pub fn hand_over(name: &str, ending: &str, blob: &Blob) -> Option<String> {
    let window = web_sys::window()?;
    let link: HtmlAnchorElement = window
        .document()?
        .create_element("a")
        .ok()?
        .dyn_into()
        .ok()?;
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let name = file_name(name, ending);
    link.set_href(&url);
    link.set_download(&name);
    link.click();
    let free = Closure::once_into_js(move || drop(Url::revoke_object_url(&url)));
    let free = free.unchecked_ref();
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(free, KEPT_MS);
    Some(name)
}

/// Bytes with a type.
pub fn blob(kind: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    // Copied out: a blob reads its parts at once, but the program's memory may move meanwhile.
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// A name that every system takes.
fn file_name(name: &str, ending: &str) -> String {
    let is_good = |c: &char| !c.is_control() && !REFUSED.contains(c);
    let name: String = name.chars().filter(is_good).take(MOST_CHARACTERS).collect();
    let name = name.trim_matches([' ', '.', '-']);
    format!("{name}.{ending}")
}
