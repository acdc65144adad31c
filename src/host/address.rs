//! The fragment of the page's address. On `file://` only query and fragment may change, and a
//! browser may refuse too many changes: that is told, and the page works without.
//! It must never touch anything of the address but the fragment.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// Whether a change of the address is a step that Back undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A new entry of the history.
    New,
    /// The current entry changes.
    Same,
}

/// The fragment with its `#`, or an empty text.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The page's whole address with another fragment, given without `#`.
pub fn with_fragment(fragment: &str) -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    if fragment.is_empty() {
        return page.to_owned();
    }
    format!("{page}#{fragment}")
}

/// Whether the page is a file of this computer, whose address leads nobody else to it.
pub fn is_local() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.as_deref() == Some("file:")
}

/// Writes the fragment, given without `#`; nothing happens if it is there already. Whether it is
/// there then: some browsers throw when they have had enough, some do nothing.
pub fn set_fragment(fragment: &str, entry: Entry) -> bool {
    if is_there(fragment) {
        return true;
    }
    write(fragment, entry);
    is_there(fragment)
}

fn is_there(fragment: &str) -> bool {
    let now = self::fragment();
    now.strip_prefix('#').unwrap_or(&now) == fragment
}

fn write(fragment: &str, entry: Entry) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    // An empty fragment goes away with its `#`; the path is kept as it stands.
    let url = if fragment.is_empty() {
        let path = location.pathname().unwrap_or_default();
        path + &location.search().unwrap_or_default()
    } else {
        format!("#{fragment}")
    };
    let Ok(history) = window.history() else {
        return;
    };
    let state = JsValue::NULL;
    let changed = match entry {
        Entry::New => history.push_state_with_url(&state, "", Some(&url)),
        Entry::Same => history.replace_state_with_url(&state, "", Some(&url)),
    };
    drop(changed);
}

/// Calls back when the reader goes back or forward or edits the fragment, until dropped. Entries of
/// ours differ in nothing but the fragment, so that this one event tells all.
#[must_use]
pub fn on_change(callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        callback();
    }))
}
