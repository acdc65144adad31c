//! The door to the workshop, which is loaded when it is first opened: a button, and anything that
//! is dropped on the dashboard. It must never keep the dashboard from a reader who only looks.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File};

use super::element::{El, button, el};
use super::state::Scene;
use super::workshop;
use crate::host::file;

/// How far the door is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Shut,
    Coming,
    NotCome,
    Open,
}

/// The door of one dashboard.
#[derive(Clone, Copy)]
pub struct Door {
    scene: Scene,
    state: RwSignal<State>,
    /// Whether the workshop was opened: what lies on its desk stays when it is shut.
    was_open: RwSignal<bool>,
    handed: RwSignal<Option<File>, LocalStorage>,
}

impl Door {
    /// A door that is shut.
    pub fn new(scene: Scene) -> Self {
        Self {
            scene,
            state: RwSignal::new(State::Shut),
            was_open: RwSignal::new(false),
            handed: RwSignal::new_local(None),
        }
    }

    /// Whether the workshop is seen instead of the views.
    pub fn is_open(self) -> bool {
        self.state.get() == State::Open
    }

    fn open(self) {
        self.state.set(State::Coming);
        let page = self.scene.page();
        spawn_local(async move {
            let come = page.rest().await.is_ok();
            // Set once: a second time would lay the desk anew.
            if come && self.was_open.try_get_untracked() == Some(false) {
                self.was_open.set(true);
            }
            self.state
                .try_set(if come { State::Open } else { State::NotCome });
        });
    }

    /// Opens the door with a file that was dropped, unless the page leaves nothing to its reader.
    pub fn drop(self, event: &Event) {
        if self.scene.is_bare() {
            return;
        }
        event.prevent_default();
        if let Some(file) = file::of(event) {
            self.handed.set(Some(file));
            self.open();
        }
    }

    /// The button that opens the door, and shuts it.
    pub fn button(self) -> El {
        let scene = self.scene;
        let turn = move || match self.state.get_untracked() {
            State::Open => self.state.set(State::Shut),
            State::Coming => {}
            State::Shut | State::NotCome => self.open(),
        };
        button(turn)
            .attr("data-door", "workshop")
            .is("hidden", move || scene.is_bare())
            .text_with(move || {
                let door = &scene.words().door;
                if self.is_open() {
                    door.back
                } else {
                    door.title
                }
                .to_owned()
            })
    }

    /// Where the workshop is.
    pub fn place(self) -> El {
        let scene = self.scene;
        let told = move || {
            let door = &scene.words().door;
            match self.state.get() {
                State::Coming => door.coming,
                State::NotCome => door.not_come,
                State::Shut | State::Open => "",
            }
            .to_owned()
        };
        let room = move || match self.was_open.get() {
            true => vec![workshop::open(scene, self.handed)],
            false => Vec::new(),
        };
        let is_silent = move || matches!(self.state.get(), State::Shut | State::Open);
        el("div")
            .class("content")
            .is("hidden", move || self.state.get() == State::Shut)
            .child(
                el("p")
                    .class("pending")
                    .attr("aria-live", "polite")
                    .is("hidden", is_silent)
                    .text_with(told),
            )
            .child(
                el("div")
                    .is("hidden", move || !self.is_open())
                    .children_with(room),
            )
    }
}
