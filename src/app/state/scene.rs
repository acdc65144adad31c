//! What a component may see and do with the state. It must never get a write signal, nor change
//! the query but by an action within the page's bounds.

use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{QUIET, Store, Texts};
use crate::app::look::Look;
use crate::app::phase::{Origin, Phase};
use crate::app::rest::{Rest, is_later};
use crate::app::shared::Shared;
use crate::dataset::{Checked, Dataset, Loaded, Row};
use crate::host::embed::Embedding;
use crate::lang::{self, Words};
use crate::query::url::BadValue;
use crate::query::{
    Action, Bounds, Commit, Facets, Query, Selection, facets, select, touched, url,
};

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
    /// What the page leaves to the reader.
    pub bounds: ReadSignal<Bounds>,
    /// The version of program and data, once there is data.
    pub version: ReadSignal<String>,
    /// The part of it that decides what a view holds: a change of colours, language or focus
    /// builds no view anew.
    pub asked: Memo<Query>,
    /// What its filters select: the same value as long as they are the same.
    pub selection: Memo<Shared<Selection>>,
    /// Counts of the filters' options.
    pub facets: Memo<Shared<Facets>>,
    /// How the page looks.
    pub look: Memo<Look>,
    /// Reports' texts that the reader has opened.
    pub texts: ReadSignal<Texts>,
    /// The sentence that is read aloud.
    pub status: ReadSignal<String>,
    /// Whether the reader's work would be lost.
    pub unsaved: ReadSignal<bool>,
    /// How far what is loaded later is.
    pub rest: ReadSignal<Rest>,
    store: Store,
}

impl Store {
    /// The components' side of the state.
    pub fn scene(self) -> Scene {
        self.scene_of(self.query)
    }

    /// The same with another query.
    pub fn scene_of(self, query: RwSignal<Query>) -> Scene {
        let Self {
            loaded, prefers, ..
        } = self;
        let asked = Memo::new(move |_| query.with(Query::asked));
        let filters = Memo::new(move |_| query.with(Query::filters));
        Scene {
            phase: self.phase.read_only(),
            data: loaded.read_only(),
            bad_values: self.bad_values.read_only(),
            query: query.read_only(),
            bounds: self.bounds.read_only(),
            version: self.version.read_only(),
            asked,
            selection: Memo::new(move |_| {
                let data = loaded.get();
                Shared::new(filters.with(|query| select(&data.dataset, query)))
            }),
            facets: Memo::new(move |_| {
                let data = loaded.get();
                Shared::new(filters.with(|query| facets(&data.dataset, query)))
            }),
            look: Memo::new(move |_| {
                let has_data = loaded.with(|loaded| !loaded.dataset.cities.is_empty());
                let prefers = prefers.get();
                let width_px = self.width_px.get();
                query.with(|query| Look::new(query, prefers, width_px, has_data))
            }),
            texts: self.texts.read_only(),
            status: self.status.read_only(),
            unsaved: self.unsaved.read_only(),
            rest: self.rest.read_only(),
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
        let before = query.get_untracked();
        let next = before.after(action);
        let next = self
            .bounds
            .with_untracked(|bounds| bounds.permit(&before, next));
        bad_values.set(Vec::new());
        query.set(next);
    }

    /// What will be asked of a dataset once it is taken.
    pub fn asked_of(self, dataset: &Dataset) -> Query {
        let asked = url::parse(&self.store.fragment(), dataset).0;
        let query = self.bounds.with_untracked(|bounds| bounds.within(asked));
        query.asked()
    }

    /// Why nothing is shown: nothing matches, or it is in a file that is not there yet.
    pub fn nothing(self) -> &'static str {
        let words = self.words();
        let is_elsewhere = self
            .data
            .with(|data| (self.query).with(|query| !touched(&data.dataset, query).is_empty()));
        match is_elsewhere {
            true => words.reach.not_loaded,
            false => words.nothing,
        }
    }

    /// Whether there is data that may be replaced: no other is on its way, nor has a reader work in
    /// it that is not saved.
    pub fn is_settled(self) -> bool {
        let is_coming = self.phase.with(|phase| matches!(phase, Phase::Pending(_)));
        !is_coming && !self.unsaved.get()
    }

    /// Takes another edition of the dataset, which its reader made of `text`.
    pub fn take(self, text: JsString, loaded: Loaded) {
        self.store.forget_load();
        self.store.take(loaded, Origin::Page(text));
    }

    /// Takes the dataset with more of its parts.
    pub fn take_joined(self, loaded: Loaded, origin: Origin) {
        let bad = self.bad_values.get_untracked();
        self.store.take(loaded, origin);
        // What the address said wrong it still says.
        self.store.bad_values.set(bad);
    }

    /// Notes whether the reader's work would be lost.
    pub fn set_unsaved(self, is_unsaved: bool) {
        if self.store.is_unsaved() != is_unsaved {
            self.store.unsaved.set(is_unsaved);
        }
    }

    /// Asks for what is loaded later.
    pub fn want_rest(self) {
        self.with_rest(Box::new(|_| ()));
    }

    /// Does a deed once what is loaded later is there, at once if it is; the deed hears whether it
    /// is.
    pub fn with_rest(self, deed: Box<dyn FnOnce(bool)>) {
        let rest = self.store.rest;
        match rest.get_untracked() {
            Rest::Here => return deed(true),
            // To all it comes once.
            Rest::Coming => {}
            Rest::Absent | Rest::NotCome => rest.set(Rest::Coming),
        }
        let page = self.page();
        spawn_local(async move {
            let come = page.rest().await.is_ok();
            let now = if come { Rest::Here } else { Rest::NotCome };
            // The dashboard may be gone by now.
            match rest.try_get_untracked() {
                None => return,
                Some(known) if known == now => {}
                Some(_) => rest.set(now),
            }
            deed(come);
        });
    }

    /// Whether the view that is asked for waits for what is loaded later.
    pub fn is_waiting(self) -> bool {
        let is_later = self.query.with(|query| is_later(query.view));
        is_later && !matches!(self.rest.get(), Rest::Here | Rest::NotCome)
    }

    /// The element's side.
    pub fn page(self) -> Embedding {
        self.store.page.get_value()
    }

    /// Where the dataset's text can be had again.
    pub fn origin(self) -> Option<Origin> {
        self.store.origin.get_value()
    }

    /// Whether the page's address is this dashboard's, so that a link leads back to what is seen.
    pub fn has_address(self) -> bool {
        self.store.has_address
    }

    /// The dashboard's name among others of the page.
    pub fn label(self) -> Option<String> {
        Some(self.store.label.get()).filter(|label| !label.is_empty())
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
