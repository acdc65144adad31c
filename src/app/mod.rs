//! The dashboard's interface in leptos: one panel a view. It never computes a figure itself and
//! never writes the query except through `query::action`.

use leptos::{mount::UnmountHandle, prelude::*, tachys::view::any_view::AnyViewState};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// A dashboard mounted in one element. Dropping it (or calling [`Mounted::unmount`]) frees it.
#[wasm_bindgen]
pub struct Mounted {
    handle: Option<UnmountHandle<AnyViewState>>,
}

#[wasm_bindgen]
impl Mounted {
    /// Removes the dashboard from its element and frees all that it held.
    pub fn unmount(&mut self) {
        drop(self.handle.take());
    }
}

/// Mounts a dashboard in `root`, the shadow root of the element `host`.
///
/// `dataset` is the JSON text that travels inside a single file; without it the dataset is
/// fetched from the element's `src` attribute.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, dataset: Option<String>) -> Mounted {
    let text = format!("{} {}", host.tag_name(), dataset.map_or(0, |text| text.len()));
    let root: HtmlElement = root.unchecked_into();
    let handle = mount_to(root, move || leptos::html::p().child(text).into_any());
    Mounted { handle: Some(handle) }
}
