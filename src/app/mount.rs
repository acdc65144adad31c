//! Mounts a dashboard in an element: style sheet, state, loading, address, and what the element
//! asks of it later. It must never keep anything that unmounting does not free, nor take the page's
//! own content away before there is something to show in its place.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use js_sys::{JsString, Promise};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::{Blob, HtmlElement, ShadowRoot};

use super::dashboard::dashboard;
use super::embed::{issue_object, issues, tell_bad_values, tell_page};
use super::export_as::Wanted;
use super::later;
use super::messages::Retry;
use super::phase::{Failure, Origin, Phase};
use super::rest::Rest;
use super::state::{Opening, Scene, Store, effect};
use crate::dataset::{Issue, Loaded, sha256};
use crate::host::embed::{Embedding, object};
use crate::host::media::Preferences;
use crate::host::pace::Clock;
use crate::host::text::from_page;
use crate::host::{address, content, load, media, sheet};
use crate::pace::Pace;
use crate::query::{Bounds, Query, url};

/// The dashboard's sheets, made by `build.rs` from `style/`: what is there at once, and what
/// overrules all.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/dashboard.css"));
const CSS_OVER: &str = include_str!(concat!(env!("OUT_DIR"), "/over.css"));

/// A dashboard mounted in one element. Dropping it (or calling [`Mounted::unmount`]) frees it.
#[wasm_bindgen]
pub struct Mounted {
    place: Rc<Place>,
    listeners: Vec<EventListener>,
    store: Store,
    scene: Scene,
    /// Where the dataset is, as the page said it last.
    src: StoredValue<Option<String>>,
    /// Owns the state's signals.
    _owner: Owner,
}

/// Where a dashboard is shown.
struct Place {
    scene: Scene,
    host: HtmlElement,
    page: Embedding,
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
        if let Some(root) = self.page.root() {
            self.handle.replace(Some(paint(root)));
        }
    }

    /// The same, once all that is asked for can be shown: the page changes once. An empty element
    /// waits for nothing.
    fn show_whole(self: &Rc<Self>) {
        let scene = self.scene;
        let has_data = scene.phase.with_untracked(|phase| *phase == Phase::Ready);
        if has_data && content::is_there(&self.host) && untrack(move || scene.is_waiting()) {
            let place = Rc::clone(self);
            scene.with_rest(Box::new(move |_| place.show()));
        } else {
            self.show();
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
    pub fn load(&self, src: Option<String>) {
        self.src.set_value(src.clone());
        fetch(self.store, src, Some(&self.place));
    }

    /// Takes another dataset's text; a promise of its issues. It fails with an object that says
    /// what makes the text no dataset; what is shown stays then, and what is on its way is still
    /// wanted. One at a time: the last to be read is the one that is shown.
    pub fn take(&self, text: JsString) -> Promise {
        let (store, scene, place) = (self.store, self.scene, Rc::clone(&self.place));
        // What failed before is not told while there is something to come.
        let has_failed = matches!(scene.phase.get_untracked(), Phase::Failed(_));
        if has_failed {
            store.progress(None);
        }
        future_to_promise(async move {
            let loaded = read_page(&text).await;
            if !store.is_there() {
                return Err(js_sys::Error::new("the element is on no page").into());
            }
            match loaded {
                Ok(loaded) => {
                    store.forget_load();
                    store.take(loaded, Origin::Page(text));
                    place.show_whole();
                    Ok(issues(scene))
                }
                Err(issue) => {
                    let is_coming = matches!(scene.phase.get_untracked(), Phase::Pending(_));
                    if has_failed || !is_coming {
                        store.fail(Failure::Refused(issue.clone()));
                    }
                    Err(issue_object(&issue, scene.words()))
                }
            }
        })
    }

    /// Where the dataset's text can be had again: `{text}`, `{src}`, or neither.
    pub fn origin(&self) -> JsValue {
        match self.scene.origin().map(Origin::begin) {
            Some(Origin::Page(text)) => object(&[("text", text.into())]),
            Some(Origin::Address(src)) => object(&[("src", src.into())]),
            Some(Origin::Joined(..)) | None => object(&[]),
        }
    }

    /// What is asked, as a fragment without `#`.
    pub fn fragment(&self) -> String {
        self.store.fragment()
    }

    /// Asks what a fragment says.
    pub fn follow(&self, fragment: &str) {
        self.store.follow(fragment);
    }

    /// Hears what the page asked at first, of an instance before this one.
    pub fn wish(&self, fragment: &str) {
        self.store.wish(fragment);
    }

    /// Hears that the page's bounds changed.
    pub fn bind(&self) {
        let bounds = bounds(&self.place.page, self.scene);
        self.store.bind(bounds);
    }

    /// Hears how wide the element is now, in CSS px.
    pub fn resize(&self, width_px: f64) {
        self.store.resize(width_px);
    }

    /// The version of program and data; empty before there is data.
    pub fn version(&self) -> String {
        self.scene.version.get_untracked()
    }

    /// Whether a reader's work would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.store.is_unsaved()
    }

    /// The SHA-256 of a text's UTF-8 in hexadecimal digits: plain http has no `crypto.subtle`.
    pub fn sha256(&self, text: &str) -> String {
        sha256(text.as_bytes())
    }

    /// Fetches what is loaded later, while nobody waits for it.
    pub fn complete(&self) {
        self.scene.want_rest();
    }

    /// A file of what `fragment` asks, once what is loaded later is there: `kind` is `csv`, `png`
    /// or `svg`; `view` names the view of a chart, the shown one if empty; `all` rows, or those
    /// selected; a table of `honours`, or of figures.
    ///
    /// # Errors
    /// A word: `no-data`, `unknown-format`, `no-chart`, `no-canvas`.
    pub fn export(
        &self,
        kind: &str,
        view: &str,
        all: bool,
        honours: bool,
        fragment: &str,
    ) -> Result<Blob, JsValue> {
        let wanted = Wanted {
            kind,
            all,
            view,
            honours,
        };
        // What a picture needs while it is drawn is freed with its owner.
        let owner = Owner::new();
        let made = owner.with(|| {
            let query = asked_by(fragment, self.scene);
            later::make_file(self.store.scene_of(RwSignal::new(query)), &wanted)
        });
        made.map_err(JsValue::from)
    }
}

/// Mounts a dashboard in the element `host`, as `page` asks.
///
/// What stands in the element is seen until there is data to show, or a failure to tell, so that
/// the page changes once; an empty element shows the dashboard at once.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, page: Embedding) -> Mounted {
    let has_address = page.has_address();
    let allows_dark = page.allows_dark();
    let prefers = move |prefers: Preferences| Preferences {
        dark: prefers.dark && allows_dark,
        ..prefers
    };
    let owner = Owner::new();
    let opening = Opening {
        fragment: page.fragment(),
        bounds: Bounds::default(),
        page: page.clone(),
        has_address,
        prefers: prefers(media::preferences()),
        program: page.version(),
        label: page.attribute("label"),
        width_px: page.width(),
    };
    let (store, scene) = owner.with(|| {
        let store = Store::new(opening);
        (store, store.scene())
    });
    store.bind(bounds(&page, scene));
    // It comes beside the data then, and not after it.
    if untrack(move || scene.is_waiting()) {
        scene.want_rest();
    }

    let (dataset, src) = (page.dataset(), page.src());
    // What travels inside the page comes out the same again.
    let again = src.is_some() && dataset.is_none();
    let asked_src = owner.with(|| StoredValue::new(src.clone()));
    let retry =
        again.then(|| -> Retry { Arc::new(move || fetch(store, asked_src.get_value(), None)) });
    let (its_owner, told) = (owner.clone(), page.clone());
    let paint = move |root: ShadowRoot| {
        sheet::adopt(&root, &[CSS, CSS_OVER]);
        let styled = root.clone();
        // A shadow root takes children like an element does; leptos asks for the element type.
        let parent = root.unchecked_into::<HtmlElement>();
        its_owner.with(|| {
            let handle = mount_to(parent, move || dashboard(scene, retry));
            if has_address {
                store.mirror_address();
            }
            tell_page(scene, &told);
            effect(move || {
                if scene.rest.get() == Rest::Here {
                    later::dress(&styled, CSS, CSS_OVER);
                }
            });
            handle
        })
    };
    let place = Rc::new(Place {
        scene,
        host,
        page,
        paint: RefCell::new(Some(Box::new(paint))),
        handle: RefCell::new(None),
    });
    let is_long = dataset.as_ref().is_none_or(|text| text.length() > LONG);
    match dataset {
        Some(text) => {
            let (number, place) = (store.begin_load(), Rc::clone(&place));
            spawn_local(async move {
                let loaded = read_page(&text).await;
                if take(store, number, loaded, Origin::Page(text)) {
                    place.show_whole();
                }
            });
        }
        None => fetch(store, src, Some(&place)),
    }
    if is_long && !content::is_there(&place.host) {
        place.show();
    }
    let mut listeners = Vec::new();
    listeners.extend(media::on_preferences(Rc::new(move |now| {
        store.prefer(prefers(now))
    })));
    if has_address {
        listeners.extend(address::on_change(move || store.hear_address()));
    }
    Mounted {
        place,
        listeners,
        store,
        scene,
        src: asked_src,
        _owner: owner,
    }
}

/// What the page leaves to its reader; it is told which of its words mean nothing.
fn bounds(page: &Embedding, scene: Scene) -> Bounds {
    let [views, locked, controls] = page.bounding();
    let (bounds, bad) = Bounds::parse(&views, &locked, &controls);
    tell_bad_values(page, &bad, scene.words());
    bounds
}

/// What a fragment asks of the data that is there.
fn asked_by(fragment: &str, scene: Scene) -> Query {
    let data = scene.data.get_untracked();
    let (asked, _) = url::parse(fragment, &data.dataset);
    scene.bounds.with_untracked(|bounds| bounds.within(asked))
}

/// A text in the page of more UTF-16 units is waited for in sight.
const LONG: u32 = 1 << 22;

/// Reads a dataset's text, with rests.
async fn read(text: &str) -> Result<Loaded, Issue> {
    Loaded::read(text, &mut Pace::with(Clock::begin())).await
}

/// The same of a text of the page.
async fn read_page(text: &JsString) -> Result<Loaded, Issue> {
    let own = from_page(text, &mut Pace::with(Clock::begin())).await;
    read(&own).await
}

/// Hands what was read to the store; whether that was still wanted. A refusal is shown: there is
/// nobody else to tell.
fn take(store: Store, number: u32, loaded: Result<Loaded, Issue>, origin: Origin) -> bool {
    let is_wanted = store.is_latest(number);
    match loaded {
        _ if !is_wanted => {}
        Ok(loaded) => store.take(loaded, origin),
        Err(issue) => store.fail(Failure::Refused(issue)),
    }
    is_wanted
}

/// Fetches the dataset and hands it to the store; what comes of it is shown in `place`.
fn fetch(store: Store, src: Option<String>, place: Option<&Rc<Place>>) {
    let place = place.cloned();
    let number = store.begin_load();
    let Some(src) = src else {
        store.fail(Failure::NoDataset);
        if let Some(place) = &place {
            place.show();
        }
        return;
    };
    spawn_local(async move {
        let progress = |percent| {
            if store.is_latest(number) {
                store.progress(Some(percent));
                if let Some(place) = &place {
                    place.say(&store.loading(percent));
                }
            }
        };
        // A reader's wish for another try has no place of its own.
        let text = load::text(&src, place.is_none(), &progress).await;
        if !store.is_latest(number) {
            return;
        }
        let is_wanted = match text {
            Ok(text) => take(store, number, read(&text).await, Origin::Address(src)),
            Err(error) => {
                store.fail(Failure::Load(error));
                true
            }
        };
        if let (true, Some(place)) = (is_wanted, &place) {
            place.show_whole();
        }
    });
}
