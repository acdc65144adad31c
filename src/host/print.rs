//! A document of its own for the printer: `@page` counts for nothing in a shadow root. It is the
//! empty one that a frame begins with: any other needs markup as a text, which Trusted Types
//! refuse. It must never need an inline style or script, and never know what it prints.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CssStyleSheet, Document, Element, HtmlIFrameElement};

use super::sheet;

/// Fills the frame's document with a title, a sheet and a copy of `content`, and prints it once
/// its pictures are there.
pub fn print(frame: &HtmlIFrameElement, lang: &str, title: &str, css: &str, content: &Element) {
    let Some(document) = frame.content_document() else {
        // In a sandbox without its origin a page may not look into its own frames; then it is
        // printed as it stands.
        let _ = web_sys::window().map(|page| page.print());
        return;
    };
    let Some(window) = frame.content_window() else {
        return;
    };
    if fill(&document, &window, lang, title, css, content).is_err() {
        return;
    }
    let decoding = decoding(&document);
    spawn_local(async move {
        // A picture that does not come must not keep the text from the paper.
        let _ = JsFuture::from(decoding).await;
        let _ = window.focus();
        let _ = window.print();
    });
}

fn fill(
    document: &Document,
    window: &JsValue,
    lang: &str,
    title: &str,
    css: &str,
    content: &Element,
) -> Result<(), JsValue> {
    document.set_title(title);
    let body = document.body().ok_or(JsValue::NULL)?;
    body.set_text_content(None);
    body.set_lang(lang);
    // A sheet belongs to the window that made it.
    let kind: Function = Reflect::get(window, &"CSSStyleSheet".into())?.dyn_into()?;
    let own = Reflect::construct(&kind, &Array::new())?;
    drop(own.unchecked_ref::<CssStyleSheet>().replace_sync(css));
    sheet::give(document, &Array::of1(&own));
    let heading = document.create_element("h1")?;
    heading.set_text_content(Some(title));
    body.append_child(&heading)?;
    body.append_child(&document.import_node_with_deep(content, true)?)?;
    Ok(())
}

/// Resolves when every picture can be drawn.
fn decoding(document: &Document) -> Promise {
    let images = document.images();
    let promises = Array::new();
    for at in 0..images.length() {
        let promise = images.item(at).and_then(|image| {
            let decode = Reflect::get(&image, &"decode".into()).ok()?;
            decode.dyn_into::<Function>().ok()?.call0(&image).ok()
        });
        if let Some(promise) = promise {
            promises.push(&promise);
        }
    }
    Promise::all(&promises)
}
