//! Mounts a dashboard in a shadow root: style sheet, state, loading, address. It must never keep
//! anything that unmounting does not free.

use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use js_sys::JsString;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::dashboard::dashboard;
use super::messages::Retry;
use super::state::{Failure, Origin, Store};
use crate::host::{address, load, media, sheet};

/// The dashboard's sheets as one, made by `build.rs` from `style/`.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/dashboard.css"));

/// A dashboard mounted in one element. Dropping it (or calling [`Mounted::unmount`]) frees it.
#[wasm_bindgen]
pub struct Mounted {
    handle: Option<UnmountHandle<AnyViewState>>,
    listeners: Vec<EventListener>,
    store: Store,
    has_address: bool,
    /// Owns the state's signals.
    _owner: Owner,
}

#[wasm_bindgen]
impl Mounted {
    /// Removes the dashboard from its element and frees all that it held.
    pub fn unmount(&mut self) {
        self.listeners.clear();
        drop(self.handle.take());
    }

    /// Loads another dataset by URL; what is shown stays until it is there, and if it fails.
    pub fn load(&self, src: String) {
        fetch(self.store, Some(src), self.has_address);
    }
}

/// Mounts a dashboard in `root`, the shadow root of the element `host`.
///
/// `dataset` is the JSON text that travels inside a single file; without it the dataset is
/// fetched from the element's `src` attribute. With the attribute `sync-url` the element has the
/// address's fragment.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, dataset: Option<JsString>) -> Mounted {
    sheet::adopt(&root, CSS);
    let has_address = host.has_attribute("sync-url");
    let fragment = if has_address {
        address::fragment()
    } else {
        String::new()
    };
    let src = host.get_attribute("src").filter(|src| !src.is_empty());

    // A shadow root takes children like an element does; leptos asks for the element type.
    let parent = root.unchecked_into::<HtmlElement>();
    let owner = Owner::new();
    let (store, handle) = owner.with(|| {
        let store = Store::new(&fragment, has_address, media::preferences());
        match &dataset {
            Some(text) => {
                store.take(&String::from(text), Some(&fragment));
                store.came_from(Origin::Page(text.clone()));
            }
            None => fetch(store, src.clone(), has_address),
        }
        // What travels inside the page comes out the same again.
        let retry = src
            .filter(|_| dataset.is_none())
            .map(|src| -> Retry { Arc::new(move || fetch(store, Some(src.clone()), has_address)) });
        let handle = mount_to(parent, move || dashboard(store.scene(), retry));
        if has_address {
            store.mirror_address();
        }
        (store, handle)
    });
    let mut listeners = Vec::new();
    listeners.extend(media::on_preferences(Rc::new(move |prefers| {
        store.prefer(prefers)
    })));
    if has_address {
        listeners.extend(address::on_change(move || {
            store.follow(&address::fragment());
        }));
    }
    Mounted {
        handle: Some(handle),
        listeners,
        store,
        has_address,
        _owner: owner,
    }
}

/// Fetches the dataset and hands it to the store.
fn fetch(store: Store, src: Option<String>, has_address: bool) {
    let Some(src) = src else {
        store.fail(Failure::NoDataset);
        return;
    };
    let number = store.begin_load();
    spawn_local(async move {
        let progress = |percent| {
            if store.is_latest(number) {
                store.progress(Some(percent));
            }
        };
        let text = load::text(&src, &progress).await;
        if !store.is_latest(number) {
            return;
        }
        match text {
            Ok(text) => {
                let fragment = has_address.then(address::fragment);
                store.take(&text, fragment.as_deref());
                store.came_from(Origin::Address(src));
            }
            Err(error) => store.fail(Failure::Load(error)),
        }
    });
}
