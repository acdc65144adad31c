//! The dashboard's two owned signals, the load state and the query, and all that is derived from
//! them as memos. Components get a [`Scene`]: read access and a dispatch; they must never
//! get a write signal.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::look::Look;
use crate::dataset::{Checked, Dataset, Issue, Row, check};
use crate::host::media::Preferences;
use crate::host::{address, load, page};
use crate::lang::{self, Words};
use crate::query::url::{self, BadValue};
use crate::query::{Action, Commit, Facets, Query, Selection, facets, select};

/// A value shared by reference, equal only to itself: memos over large values stay cheap.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Texts by the SHA-256 of their file. They are in memory until the page is closed, and nowhere
/// else.
pub type Texts = Shared<Vec<(String, Shared<String>)>>;

/// Why nothing new was loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// No dataset is named.
    NoDataset,
    /// It did not arrive.
    Load(load::LoadError),
    /// It arrived, but cannot be read.
    Refused(Issue),
}

/// How far loading is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// On its way; share in percent if known.
    Pending(Option<u32>),
    /// It failed; data loaded before is still there.
    Failed(Failure),
    /// Done.
    Ready,
}

/// How long it has to be quiet before the last of several sentences is said.
const QUIET: Duration = Duration::from_millis(150);

/// Where the dataset's text can be had again. It is not kept here: of a text that travels in the
/// page the browser holds the one copy, and another is fetched once more.
#[derive(Clone)]
pub enum Origin {
    /// In the page; the browser's own string.
    Page(js_sys::JsString),
    /// At an address.
    Address(String),
}

/// The owned signals of one dashboard.
#[derive(Clone, Copy)]
pub struct Store {
    phase: RwSignal<Phase>,
    loaded: RwSignal<Shared<Checked>>,
    query: RwSignal<Query>,
    bad_values: RwSignal<Vec<BadValue>>,
    commit: StoredValue<Commit>,
    prefers: RwSignal<Preferences>,
    texts: RwSignal<Texts>,
    status: RwSignal<String>,
    /// How many sentences were to be said so far.
    saying: StoredValue<u32>,
    load: StoredValue<u32>,
    has_address: bool,
    has_page: bool,
    origin: StoredValue<Option<Origin>, LocalStorage>,
}

/// What a component may see and do.
#[derive(Clone, Copy)]
pub struct Scene {
    /// How far loading is.
    pub phase: ReadSignal<Phase>,
    /// The data, empty until it is there, with its issues.
    pub data: ReadSignal<Shared<Checked>>,
    /// Values of the address that mean nothing.
    pub bad_values: ReadSignal<Vec<BadValue>>,
    /// What the reader asked.
    pub query: ReadSignal<Query>,
    /// The part of it that decides what a view holds: a change of colours, language or focus
    /// builds no view anew.
    pub asked: Memo<Query>,
    /// What that selects.
    pub selection: Memo<Shared<Selection>>,
    /// Counts of the filters' options.
    pub facets: Memo<Shared<Facets>>,
    /// How the page looks.
    pub look: Memo<Look>,
    /// Reports' texts that the reader has opened.
    pub texts: ReadSignal<Texts>,
    /// The sentence that is read aloud.
    pub status: ReadSignal<String>,
    store: Store,
}

impl Store {
    /// A dashboard's state; `fragment` is the address it starts from, which is its own if
    /// `has_address`; so is the page if it is nobody else's.
    pub fn new(fragment: &str, has_address: bool, prefers: Preferences) -> Self {
        // Language and colours are known before the data is; the rest waits for it.
        let (query, _) = url::parse(fragment, &Dataset::default());
        Self {
            phase: RwSignal::new(Phase::Pending(None)),
            loaded: RwSignal::new(Shared::new(Checked::default())),
            query: RwSignal::new(query),
            bad_values: RwSignal::new(Vec::new()),
            commit: StoredValue::new(Commit::Replace),
            prefers: RwSignal::new(prefers),
            texts: RwSignal::new(Texts::default()),
            status: RwSignal::new(String::new()),
            saying: StoredValue::new(0),
            load: StoredValue::new(0),
            has_address,
            has_page: has_address && page::is_ours(),
            origin: StoredValue::new_local(None),
        }
    }

    /// Takes a dataset's text; what was loaded before stays if the text is refused. The address's
    /// `fragment` is read anew, since its names are those of the dataset; without one the query
    /// stays as it is.
    pub fn take(self, text: &str, fragment: Option<&str>) {
        match check(text) {
            Ok(checked) => {
                self.loaded.set(Shared::new(checked));
                self.phase.set(Phase::Ready);
                if let Some(fragment) = fragment {
                    self.follow(fragment);
                }
            }
            Err(issue) => self.fail(Failure::Refused(issue)),
        }
    }

    /// Notes where the text comes from that was just taken.
    pub fn came_from(self, origin: Origin) {
        self.origin.set_value(Some(origin));
    }

    /// Notes that loading failed.
    pub fn fail(self, failure: Failure) {
        self.phase.set(Phase::Failed(failure));
    }

    /// Begins a load; what an earlier one brings is no longer wanted.
    pub fn begin_load(self) -> u32 {
        self.load.update_value(|load| *load = load.wrapping_add(1));
        self.progress(None);
        self.load.get_value()
    }

    /// Whether a load is the latest.
    pub fn is_latest(self, load: u32) -> bool {
        self.load.try_get_value() == Some(load)
    }

    /// Notes that loading goes on.
    pub fn progress(self, percent: Option<u32>) {
        self.phase.set(Phase::Pending(percent));
    }

    /// Makes the query what a fragment says; an anchor of the page says nothing.
    pub fn follow(self, fragment: &str) {
        let fragment = fragment.trim_start_matches('#');
        if !fragment.is_empty() && !url::is_ours(fragment) {
            return;
        }
        let (query, bad) = self
            .loaded
            .with_untracked(|loaded| url::parse(fragment, &loaded.dataset));
        self.commit.set_value(Commit::Replace);
        self.bad_values.set(bad);
        if self.query.with_untracked(|now| *now != query) {
            self.query.set(query);
        }
    }

    /// Hears that the system's preferences changed.
    pub fn prefer(self, prefers: Preferences) {
        self.prefers.set(prefers);
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
                address::set_fragment(&fragment, entry);
            }
        });
    }

    /// How far loading is, as a sentence.
    pub fn loading(self, percent: u32) -> String {
        let lang = self.query.with_untracked(|query| query.lang);
        (lang::words(lang).loading)(Some(percent))
    }

    /// The components' side of the state.
    pub fn scene(self) -> Scene {
        let Self {
            loaded,
            query,
            prefers,
            ..
        } = self;
        let asked = Memo::new(move |_| query.with(Query::asked));
        Scene {
            phase: self.phase.read_only(),
            data: loaded.read_only(),
            bad_values: self.bad_values.read_only(),
            query: query.read_only(),
            asked,
            selection: Memo::new(move |_| {
                let data = loaded.get();
                Shared::new(asked.with(|query| select(&data.dataset, query)))
            }),
            facets: Memo::new(move |_| {
                let data = loaded.get();
                Shared::new(asked.with(|query| facets(&data.dataset, query)))
            }),
            look: Memo::new(move |_| {
                let has_data = loaded.with(|loaded| !loaded.dataset.cities.is_empty());
                let prefers = prefers.get();
                query.with(|query| Look::new(query, prefers, has_data))
            }),
            texts: self.texts.read_only(),
            status: self.status.read_only(),
            store: self,
        }
    }
}

impl Scene {
    /// The words of the reader's language.
    pub fn words(self) -> &'static Words {
        lang::words(self.look.get().lang)
    }

    /// Changes the query.
    pub fn dispatch(self, action: Action) {
        let commit = action.commit();
        self.dispatch_as(action, commit);
    }

    /// Changes the query, and says how the address records it.
    pub fn dispatch_as(self, action: Action, how: Commit) {
        let Store {
            query,
            commit,
            bad_values,
            ..
        } = self.store;
        commit.set_value(how);
        let next = query.with_untracked(|query| query.after(action));
        bad_values.set(Vec::new());
        query.set(next);
    }

    /// Where the dataset's text can be had again.
    pub fn origin(self) -> Option<Origin> {
        self.store.origin.get_value()
    }

    /// Whether the page's address is this dashboard's, so that a link leads back to what is seen.
    pub fn has_address(self) -> bool {
        self.store.has_address
    }

    /// Whether the page holds nothing but this dashboard: then its landmarks are the page's.
    pub fn has_page(self) -> bool {
        self.store.has_page
    }

    /// Opens the provenance of an observation.
    pub fn open(self, row: Row) {
        let key = self
            .data
            .with_untracked(|data| data.dataset.observation(row).key());
        self.dispatch(Action::Focus(Some(key)));
    }

    /// Keeps a report's text under the SHA-256 of its file.
    pub fn keep_text(self, sha256: String, text: String) {
        let mut texts = self.texts.with_untracked(|texts| texts.to_vec());
        texts.retain(|(known, _)| *known != sha256);
        texts.push((sha256, Shared::new(text)));
        self.store.texts.set(Shared::new(texts));
    }

    /// Says a sentence through the `role=status` line. Of several in quick succession, as when a
    /// key is held down, only the last is said: a screen reader would queue them all, or drop some.
    pub fn say(self, sentence: String) {
        let Store { status, saying, .. } = self.store;
        let number = saying.get_value().wrapping_add(1);
        saying.set_value(number);
        let said = move || {
            let is_last = saying.try_get_value() == Some(number);
            if is_last && status.with_untracked(|now| *now != sentence) {
                status.set(sentence);
            }
        };
        set_timeout(said, QUIET);
    }

    /// Takes back what was said last, and what was about to be said.
    pub fn hush(self) {
        let Store { status, saying, .. } = self.store;
        saying.update_value(|number| *number = number.wrapping_add(1));
        if status.with_untracked(|now| !now.is_empty()) {
            status.set(String::new());
        }
    }
}

/// Runs `work` now and whenever a signal it read changes, until its owner is gone. One type for
/// all effects keeps the program small.
pub fn effect(work: impl FnMut() + 'static) {
    let mut work: Box<dyn FnMut()> = Box::new(work);
    Effect::new(move |_| work());
}
