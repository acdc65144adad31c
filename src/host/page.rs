//! The page that the dashboard stands on. It must never change it.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Element, Event, HtmlElement};

/// What a page of somebody else's has at the top of its own structure; the element's own content
/// until the program shows is none of it.
const OWN_STRUCTURE: &str = ":is(main, [role=main], h1):not(union-dashboard *)";

/// Whether the page is the dashboard's alone, so that its landmarks and its heading are the page's.
pub fn is_ours() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let theirs = document.and_then(|page| page.query_selector(OWN_STRUCTURE).ok().flatten());
    theirs.is_none()
}

/// Where an event was heard, as long as it is being heard.
pub fn heard_at(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Moves the focus from where an event was heard to the first element of `selector` in the same
/// dashboard.
pub fn focus(event: &Event, selector: &str) {
    if let Some(from) = heard_at(event) {
        focus_beside(&from, selector);
    }
}

/// Moves the focus to the first element of `selector` in the same dashboard as another element.
pub fn focus_beside(from: &Element, selector: &str) {
    let root = from.closest(".dashboard").ok().flatten();
    if let Some(root) = root {
        focus_within(&root, selector);
    }
}

/// Moves the focus to the first element of `selector` within an element.
pub fn focus_within(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Asks the reader before the page is closed while `is_unsaved`, until dropped. The browser chooses
/// the words.
#[must_use]
pub fn on_leave(is_unsaved: impl Fn() -> bool + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let ask = move |event: &Event| {
        if !is_unsaved() {
            return;
        }
        event.prevent_default();
        // Older kernels ask for this beside it.
        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
            event.set_return_value("?");
        }
    };
    Some(EventListener::new_with_options(
        &window,
        "beforeunload",
        options,
        ask,
    ))
}
