//! What the reader's system prefers and how dense its screen is. It must never remember
//! anything: no storage, no cookie.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlCanvasElement};

/// What the reader's system prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Light text on dark.
    pub dark: bool,
    /// More contrast, or colours that the system sets itself; which of the two grounds those have
    /// the system tells by `dark`.
    pub contrast: bool,
    /// The page is being printed: dark on light, whatever the screen has.
    pub print: bool,
}

/// The media queries behind them; a kernel that does not know one says no.
const DARK: &str = "(prefers-color-scheme: dark)";
const CONTRAST: [&str; 2] = ["(prefers-contrast: more)", "(forced-colors: active)"];

/// What the system prefers now.
pub fn preferences() -> Preferences {
    let is = |text: &str| query(text).is_some_and(|query| query.matches());
    Preferences {
        dark: is(DARK),
        contrast: CONTRAST.into_iter().any(is),
        print: false,
    }
}

/// Calls back when that changes, and before and after printing, until dropped.
#[must_use]
pub fn on_preferences(callback: Rc<dyn Fn(Preferences)>) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    let mut hear = |target: &EventTarget, event: &'static str| {
        let callback = Rc::clone(&callback);
        listeners.push(EventListener::new(target, event, move |_| {
            callback(Preferences {
                print: event == "beforeprint",
                ..preferences()
            });
        }));
    };
    for text in [DARK, CONTRAST[0], CONTRAST[1]] {
        if let Some(query) = query(text) {
            hear(&query, "change");
        }
    }
    if let Some(window) = web_sys::window() {
        hear(&window, "beforeprint");
        hear(&window, "afterprint");
    }
    listeners
}

/// Device pixels per CSS pixel, between 1 and 4.
pub fn device_pixel_ratio() -> f64 {
    web_sys::window()
        .map_or(1.0, |window| window.device_pixel_ratio())
        .clamp(1.0, 4.0)
}

/// Calls back once when the density is no longer `ratio`, unless dropped before.
#[must_use]
pub fn on_density_change(ratio: f64, callback: impl Fn() + 'static) -> Option<EventListener> {
    // A margin, since a ratio is rarely a round number.
    let (low, high) = (ratio * 0.999, ratio * 1.001);
    let query = query(&format!(
        "(min-resolution: {low}dppx) and (max-resolution: {high}dppx)"
    ))?;
    Some(EventListener::new(&query, "change", move |_| callback()))
}

/// Calls back whenever a key is pressed anywhere on the page, until dropped.
#[must_use]
pub fn on_key(key: &'static str, callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "keydown", move |event| {
        let event = event.dyn_ref::<web_sys::KeyboardEvent>();
        if event.is_some_and(|event| event.key() == key) {
            callback();
        }
    }))
}

/// Height of the window in CSS px.
pub fn window_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or(0.0)
}

/// A canvas that is not on the page.
pub fn new_canvas() -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    document.create_element("canvas").ok()?.dyn_into().ok()
}

/// What is drawn on a canvas, as the bytes of a PNG file. At once, so that the reader's click still
/// counts when the picture goes to the clipboard.
pub fn png(canvas: &HtmlCanvasElement) -> Option<Vec<u8>> {
    let url = canvas.to_data_url().ok()?;
    let (_, base64) = url.split_once("base64,")?;
    let binary = web_sys::window()?.atob(base64).ok()?;
    // `atob` gives a character for each byte.
    let bytes: Vec<u8> = binary.chars().map(|byte| byte as u8).collect();
    (!bytes.is_empty()).then_some(bytes)
}

/// Sets a mark on the page's performance timeline, for measurements from outside.
pub fn performance_mark(name: &str) {
    let performance = web_sys::window().and_then(|window| window.performance());
    if let Some(performance) = performance {
        drop(performance.mark(name));
    }
}

fn query(text: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(text).ok()?
}
