//! Mounts a dashboard in an element: style sheet, state, loading, address. It must never keep
//! anything that unmounting does not free, nor take the page's own content away before there is
//! something to show in its place.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use js_sys::{Function, JsString};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::dashboard::dashboard;
use super::messages::Retry;
use super::state::{Failure, Origin, Store};
use crate::host::{address, content, load, media, sheet};

/// The dashboard's sheets as one, made by `build.rs` from `style/`.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/dashboard.css"));

/// A dashboard mounted in one element. Dropping it (or calling [`Mounted::unmount`]) frees it.
#[wasm_bindgen]
pub struct Mounted {
    place: Rc<Place>,
    listeners: Vec<EventListener>,
    store: Store,
    has_address: bool,
    /// Owns the state's signals.
    _owner: Owner,
}

/// Where a dashboard is shown.
struct Place {
    host: HtmlElement,
    /// Gives the host its shadow root.
    attach: Function,
    /// Paints the dashboard; `None` once that is done, or no longer wanted.
    paint: RefCell<Option<Paint>>,
    /// What was painted.
    handle: RefCell<Option<Handle>>,
}

type Handle = UnmountHandle<AnyViewState>;
type Paint = Box<dyn FnOnce(ShadowRoot) -> Handle>;

impl Place {
    /// Shows the dashboard in the place of the page's own content, if it is not there already.
    fn show(&self) {
        let Some(paint) = self.paint.take() else {
            return;
        };
        if let Some(root) = content::replace(&self.host, &self.attach) {
            self.handle.replace(Some(paint(root)));
        }
    }

    /// Says how far loading is, as long as the dashboard cannot.
    fn say(&self, sentence: &str) {
        if self.paint.borrow().is_some() {
            content::say(&self.host, sentence);
        }
    }

    /// Takes the dashboard away, or back before it was shown.
    fn clear(&self) {
        self.paint.take();
        self.handle.take();
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Removes the dashboard from its element and frees all that it held.
    pub fn unmount(&mut self) {
        self.listeners.clear();
        self.place.clear();
    }

    /// Loads another dataset by URL; what is shown stays until it is there, and if it fails.
    pub fn load(&self, src: String) {
        fetch(self.store, Some(src), self.has_address, Some(&self.place));
    }
}

/// Mounts a dashboard in the element `host`; `attach` gives an element its shadow root.
///
/// `dataset` is the JSON text that travels inside a single file; without it the dataset is
/// fetched from the element's `src` attribute. With the attribute `sync-url` the element has the
/// address's fragment. What stands in the element is seen until there is data to show, or a
/// failure to tell, so that the page changes once; an empty element shows the dashboard at once.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, attach: Function, dataset: Option<JsString>) -> Mounted {
    let has_address = host.has_attribute("sync-url");
    let fragment = if has_address {
        address::fragment()
    } else {
        String::new()
    };
    let src = host.get_attribute("src").filter(|src| !src.is_empty());
    let owner = Owner::new();
    let store = owner.with(|| Store::new(&fragment, has_address, media::preferences()));

    // What travels inside the page comes out the same again.
    let again = src.clone().filter(|_| dataset.is_none());
    let retry = again.map(|src| -> Retry {
        Arc::new(move || fetch(store, Some(src.clone()), has_address, None))
    });
    let its_owner = owner.clone();
    let paint = move |root: ShadowRoot| {
        sheet::adopt(&root, CSS);
        // A shadow root takes children like an element does; leptos asks for the element type.
        let parent = root.unchecked_into::<HtmlElement>();
        its_owner.with(|| {
            let handle = mount_to(parent, move || dashboard(store.scene(), retry));
            if has_address {
                store.mirror_address();
            }
            handle
        })
    };
    let place = Rc::new(Place {
        host,
        attach,
        paint: RefCell::new(Some(Box::new(paint))),
        handle: RefCell::new(None),
    });
    match &dataset {
        Some(text) => {
            store.take(&String::from(text), Some(&fragment));
            store.came_from(Origin::Page(text.clone()));
            place.show();
        }
        None => {
            fetch(store, src, has_address, Some(&place));
            if !content::is_there(&place.host) {
                place.show();
            }
        }
    }
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
        place,
        listeners,
        store,
        has_address,
        _owner: owner,
    }
}

/// Fetches the dataset and hands it to the store; what comes of it is shown in `place`.
fn fetch(store: Store, src: Option<String>, has_address: bool, place: Option<&Rc<Place>>) {
    let place = place.cloned();
    let Some(src) = src else {
        store.fail(Failure::NoDataset);
        if let Some(place) = &place {
            place.show();
        }
        return;
    };
    let number = store.begin_load();
    spawn_local(async move {
        let progress = |percent| {
            if store.is_latest(number) {
                store.progress(Some(percent));
                if let Some(place) = &place {
                    place.say(&store.loading(percent));
                }
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
        if let Some(place) = &place {
            place.show();
        }
    });
}
