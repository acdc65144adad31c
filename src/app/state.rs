//! The dashboard's two owned signals, the load state and the query, and all that is derived from
//! them as memos. Components get a [`Scene`]: read access and a dispatch; they must never
//! get a write signal.

mod scene;

use std::time::Duration;

use leptos::prelude::*;

pub use scene::Scene;

use super::element::let_go_later;
use super::phase::{Failure, Origin, Phase};
use super::rest::Rest;
use super::shared::Shared;
use crate::dataset::{Checked, Loaded};
use crate::host::embed::Embedding;
use crate::host::media::Preferences;
use crate::host::{address, page};
use crate::lang;
use crate::query::url::{self, BadValue};
use crate::query::{Bounds, Commit, Query};

/// Texts by the SHA-256 of their file, in memory until the page is closed.
pub type Texts = Shared<Vec<(String, Shared<String>)>>;

/// How long it has to be quiet before the last of several sentences is said.
const QUIET: Duration = Duration::from_millis(150);

/// How long a browser is left alone that takes no more changes of the address.
const REFUSED: Duration = Duration::from_secs(1);

/// Digits of the hash of a dataset that tell one from another.
pub const VERSION_DIGITS: usize = 8;

/// What a dashboard begins with.
pub struct Opening {
    /// What the page asks, as a fragment.
    pub fragment: String,
    /// What it leaves to its reader.
    pub bounds: Bounds,
    /// The element's side.
    pub page: Embedding,
    /// Whether the page's address is the dashboard's; so is the page if it is nobody else's.
    pub has_address: bool,
    /// What the system prefers.
    pub prefers: Preferences,
    /// How wide the element is, in CSS px.
    pub width_px: f64,
    /// The program's version.
    pub program: String,
    /// The dashboard's name among others of the page; empty if it has none.
    pub label: String,
}

/// The owned signals of one dashboard.
#[derive(Clone, Copy)]
pub struct Store {
    phase: RwSignal<Phase>,
    loaded: RwSignal<Shared<Checked>>,
    query: RwSignal<Query>,
    bad_values: RwSignal<Vec<BadValue>>,
    bounds: RwSignal<Bounds>,
    /// What the page asked before there was data.
    wish: RwSignal<String>,
    program: RwSignal<String>,
    label: RwSignal<String>,
    /// Of program and data.
    version: RwSignal<String>,
    commit: StoredValue<Commit>,
    prefers: RwSignal<Preferences>,
    width_px: RwSignal<f64>,
    texts: RwSignal<Texts>,
    status: RwSignal<String>,
    /// How many sentences were to be said so far.
    saying: StoredValue<u32>,
    load: StoredValue<u32>,
    has_address: bool,
    has_page: bool,
    /// Whether the browser has had enough of changes of the address.
    refused: StoredValue<bool>,
    origin: StoredValue<Option<Origin>, LocalStorage>,
    page: StoredValue<Embedding, LocalStorage>,
    /// Whether a reader's work would be lost.
    unsaved: RwSignal<bool>,
    /// How far what is loaded later is.
    rest: RwSignal<Rest>,
}

impl Store {
    /// A dashboard's state.
    pub fn new(opening: Opening) -> Self {
        let has_address = opening.has_address;
        let store = Self {
            phase: RwSignal::new(Phase::Pending(None)),
            loaded: RwSignal::new(Shared::new(Checked::default())),
            query: RwSignal::new(Query::default()),
            bad_values: RwSignal::new(Vec::new()),
            bounds: RwSignal::new(opening.bounds),
            wish: RwSignal::new(opening.fragment),
            program: RwSignal::new(opening.program),
            label: RwSignal::new(opening.label),
            version: RwSignal::new(String::new()),
            commit: StoredValue::new(Commit::Replace),
            prefers: RwSignal::new(opening.prefers),
            width_px: RwSignal::new(opening.width_px),
            texts: RwSignal::new(Texts::default()),
            status: RwSignal::new(String::new()),
            saying: StoredValue::new(0),
            load: StoredValue::new(0),
            has_address,
            has_page: has_address && page::is_ours(),
            refused: StoredValue::new(false),
            origin: StoredValue::new_local(None),
            page: StoredValue::new_local(opening.page),
            unsaved: RwSignal::new(false),
            rest: RwSignal::new(Rest::Absent),
        };
        // Language and colours are known before the data is; the rest waits for it.
        store.open();
        store
    }

    /// Takes a dataset. Names of the address and of the page's wish are those of the dataset: both
    /// are read anew.
    pub fn take(self, loaded: Loaded, origin: Origin) {
        let asked = self.has_data().then(|| self.fragment());
        let mut version = self.program.get_untracked() + "-";
        version.extend(loaded.sha256.chars().take(VERSION_DIGITS));
        self.version.set(version);
        self.loaded.set(loaded.checked.into());
        self.phase.set(Phase::Ready);
        match asked {
            Some(asked) => self.follow(&asked),
            None => self.open(),
        }
        self.origin.set_value(Some(origin));
    }

    fn has_data(self) -> bool {
        self.loaded
            .with_untracked(|loaded| !loaded.dataset.cities.is_empty())
    }

    /// Whether a reader's work would be lost.
    pub fn is_unsaved(self) -> bool {
        self.unsaved.try_get_untracked().unwrap_or_default()
    }

    /// Notes that loading failed.
    pub fn fail(self, failure: Failure) {
        self.phase.set(Phase::Failed(failure));
    }

    /// Begins a load.
    pub fn begin_load(self) -> u32 {
        self.forget_load();
        self.progress(None);
        self.load.get_value()
    }

    /// What is on its way is no longer wanted.
    pub fn forget_load(self) {
        self.load.update_value(|load| *load = load.wrapping_add(1));
    }

    /// Whether the dashboard is still there, after a wait.
    pub fn is_there(self) -> bool {
        self.load.try_get_value().is_some()
    }

    /// Whether a load is the latest.
    pub fn is_latest(self, load: u32) -> bool {
        self.load.try_get_value() == Some(load)
    }

    /// Notes that loading goes on.
    pub fn progress(self, percent: Option<u32>) {
        self.phase.set(Phase::Pending(percent));
    }

    /// Hears what the page wished at first, of an instance before this one.
    pub fn wish(self, fragment: &str) {
        self.wish.set(fragment.to_owned());
    }

    /// Makes the query what the page wished at first, and what the address says.
    pub fn open(self) {
        self.read(&self.wish.get_untracked(), |bounds, _, asked| {
            bounds.within(asked)
        });
        if self.has_address {
            self.follow_address();
        }
    }

    /// Makes the query what the page asks by a fragment, whatever is locked.
    pub fn follow(self, fragment: &str) {
        if !self.has_data() {
            self.wish.set(fragment.to_owned());
        }
        self.read(fragment, |bounds, _, asked| bounds.within(asked));
    }

    /// Makes the query what the address says, but for what is locked; without a fragment it is
    /// what the page wished at first, and an anchor of the page says nothing.
    pub fn follow_address(self) {
        let address = address::fragment();
        let fragment = match address.trim_start_matches('#') {
            "" => self.wish.get_untracked(),
            fragment if url::is_ours(fragment) => fragment.to_owned(),
            _ => return,
        };
        self.read(&fragment, |bounds, before, asked| {
            bounds.within(bounds.hold(before, asked))
        });
    }

    /// Hears that the address changed: what is asked follows, and the address says it in the words
    /// that we would have written, without what means nothing.
    pub fn hear_address(self) {
        self.follow_address();
        let now = address::fragment();
        let now = now.trim_start_matches('#');
        let is_ours = now.is_empty() || url::is_ours(now);
        if is_ours && self.has_data() {
            self.write_address(&self.fragment(), address::Entry::Same);
        }
    }

    /// Reads a fragment; `settle` makes of the query before and the one that is asked what is to
    /// be.
    fn read(self, fragment: &str, settle: fn(&Bounds, &Query, Query) -> Query) {
        let parsed = |loaded: &Shared<Checked>| url::parse(fragment, &loaded.dataset);
        let (asked, bad) = self.loaded.with_untracked(parsed);
        self.commit.set_value(Commit::Replace);
        // Without data no name means anything yet.
        if self.has_data() {
            self.bad_values.set(bad);
        }
        let before = self.query.get_untracked();
        let query = self
            .bounds
            .with_untracked(|bounds| settle(bounds, &before, asked));
        if before != query {
            self.query.set(query);
        }
    }

    /// What is asked, as a fragment; before there is data it is what the page wished.
    pub fn fragment(self) -> String {
        match self.has_data() {
            true => self.query.with_untracked(url::format),
            false => self.wish.get_untracked(),
        }
    }

    /// Hears what the page leaves to its reader from now on.
    pub fn bind(self, bounds: Bounds) {
        self.query
            .update(|query| *query = bounds.within(query.clone()));
        self.bounds.set(bounds);
    }

    /// Hears that the system's preferences changed.
    pub fn prefer(self, prefers: Preferences) {
        self.prefers.set(prefers);
    }

    /// Hears how wide the element is, in CSS px.
    pub fn resize(self, width_px: f64) {
        self.width_px.set(width_px);
    }

    /// Mirrors the query in the address from now on, once there is data.
    pub fn mirror_address(self) {
        effect(move || {
            let fragment = self.query.with(url::format);
            // An anchor of the page stays until the reader has asked something.
            let now = address::fragment();
            let now = now.trim_start_matches('#');
            if fragment.is_empty() && !now.is_empty() && !url::is_ours(now) {
                return;
            }
            if self.phase.with(|phase| *phase == Phase::Ready) {
                let entry = match self.commit.get_value() {
                    Commit::Push => address::Entry::New,
                    Commit::Replace => address::Entry::Same,
                };
                self.write_address(&fragment, entry);
            }
        });
    }

    /// Writes the address; of what a browser refuses, since it has had too many changes of late,
    /// the newest is written as soon as it takes some again.
    fn write_address(self, fragment: &str, entry: address::Entry) {
        if self.refused.get_value() || address::set_fragment(fragment, entry) {
            return;
        }
        self.refused.set_value(true);
        let again = move || {
            if self.refused.try_set_value(false).is_none() {
                self.write_address(&self.fragment(), address::Entry::Same);
            }
        };
        set_timeout(again, REFUSED);
    }

    /// How far loading is, as a sentence.
    pub fn loading(self, percent: u32) -> String {
        let lang = self.query.with_untracked(|query| query.lang);
        (lang::words(lang).loading)(Some(percent))
    }
}

/// Runs `work` now and whenever a signal it read changes, until its owner is gone. One type for
/// all effects keeps the program small.
pub fn effect(work: impl FnMut() + 'static) {
    let mut work: Box<dyn FnMut()> = Box::new(work);
    Effect::new(move |_| {
        let_go_later();
        work();
    });
}
