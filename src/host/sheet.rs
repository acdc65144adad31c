//! Style sheets built by script: allowed under a policy without `unsafe-inline`. It must never
//! touch the page's own sheets.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// Gives a shadow root its style sheets, in the order of the cascade.
pub fn adopt(root: &ShadowRoot, texts: &[&str]) {
    let filled = |css: &&str| {
        let sheet = CssStyleSheet::new().ok()?;
        drop(sheet.replace_sync(css));
        Some(sheet)
    };
    give(root, &texts.iter().filter_map(filled).collect());
}

/// Makes sheets those of a shadow root or a document.
pub(super) fn give(root: &JsValue, sheets: &Array) {
    // Assigned as a whole: Chromium 89 and 92 know no `push` on the list.
    drop(Reflect::set(
        root,
        &JsValue::from_str("adoptedStyleSheets"),
        sheets,
    ));
}
