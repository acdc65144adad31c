//! Style sheets built by script: allowed under a policy without `unsafe-inline`. It must never
//! touch the page's own sheets.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// Gives a shadow root its one style sheet.
pub fn adopt(root: &ShadowRoot, css: &str) {
    if let Ok(sheet) = CssStyleSheet::new() {
        give(root, &sheet, css);
    }
}

/// Fills a sheet and makes it the one of a shadow root or a document.
pub(super) fn give(root: &JsValue, sheet: &CssStyleSheet, css: &str) {
    drop(sheet.replace_sync(css));
    // Assigned as a whole: Chromium 89 and 92 know no `push` on the list.
    let sheets = Array::of1(sheet);
    drop(Reflect::set(
        root,
        &JsValue::from_str("adoptedStyleSheets"),
        &sheets,
    ));
}
