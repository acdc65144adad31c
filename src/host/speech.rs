//! The browser's own voice. It must never speak unless the reader asked.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance};

/// Whether the browser can speak at all.
pub fn is_there() -> bool {
    let window = web_sys::window().map(JsValue::from);
    let name = JsValue::from_str("speechSynthesis");
    window.is_some_and(|window| Reflect::get(&window, &name).is_ok_and(|voice| voice.is_object()))
}

/// Speaks a text in a language (BCP 47) instead of what is being spoken; calls back at its end,
/// also when it was cut short.
pub fn speak(text: &str, lang: &str, ended: impl FnOnce() + 'static) {
    let (Some(voice), Ok(words)) = (voice(), SpeechSynthesisUtterance::new_with_text(text)) else {
        return ended();
    };
    voice.cancel();
    words.set_lang(lang);
    let ended = Closure::once_into_js(ended);
    words.set_onend(ended.dyn_ref());
    words.set_onerror(ended.dyn_ref());
    voice.speak(&words);
}

/// Stops speaking.
pub fn stop() {
    if let Some(voice) = voice() {
        voice.cancel();
    }
}

fn voice() -> Option<SpeechSynthesis> {
    let there = is_there().then(web_sys::window)?;
    there?.speech_synthesis().ok()
}
