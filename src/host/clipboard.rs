//! The system's clipboard: a text or a picture goes in. It must never be read, and never be
//! written but at a reader's click.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;

use super::save;

/// Copies a text; `then` hears whether it worked. There is no clipboard on plain http, in old
/// kernels, and in frames whose page does not allow it.
pub fn write_text(text: &str, then: impl FnOnce(bool) + 'static) {
    written("writeText", &text.into(), Box::new(then));
}

/// Copies a picture, given as the bytes of a PNG file; `then` hears whether it worked.
pub fn write_png(png: &[u8], then: impl FnOnce(bool) + 'static) {
    let items = png_item(png).map(|item| Array::of1(&item));
    written("write", &items.into(), Box::new(then));
}

/// Shows a field with a text, all of it selected, and asks the browser in the old way to copy what
/// is selected; whether it did. If not, the reader has but to press the keys.
pub fn offer(field: &HtmlTextAreaElement, text: &str) -> bool {
    field.set_value(text);
    field.set_hidden(false);
    let _ = field.focus();
    field.select();
    let document = web_sys::window().and_then(|window| window.document());
    let copied = document.and_then(|document| {
        let exec: Function = get(&document, "execCommand")?.dyn_into().ok()?;
        exec.call1(&document, &"copy".into()).ok()
    });
    copied.is_some_and(|copied| copied.is_truthy())
}

/// The picture as a clipboard's item; `None` where the browser knows none.
fn png_item(png: &[u8]) -> Option<JsValue> {
    let kind: Function = get(web_sys::window()?.as_ref(), "ClipboardItem")?
        .dyn_into()
        .ok()?;
    let forms = Object::new();
    Reflect::set(
        &forms,
        &save::PNG.into(),
        save::blob(save::PNG, png)?.as_ref(),
    )
    .ok()?;
    Reflect::construct(&kind, &Array::of1(&forms)).ok()
}

/// Calls a method of the clipboard at once, since the browser wants the reader's click, and waits
/// for its answer.
fn written(method: &str, argument: &JsValue, then: Box<dyn FnOnce(bool)>) {
    let promise = (!argument.is_undefined()).then(|| {
        let navigator = web_sys::window()?.navigator();
        let clipboard = get(&navigator, "clipboard")?;
        let write: Function = get(&clipboard, method)?.dyn_into().ok()?;
        write
            .call1(&clipboard, argument)
            .ok()?
            .dyn_into::<Promise>()
            .ok()
    });
    match promise.flatten() {
        Some(promise) => spawn_local(async move { then(JsFuture::from(promise).await.is_ok()) }),
        None => then(false),
    }
}

/// A property that is there.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}
