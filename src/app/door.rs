//! The door to the workshop, which is loaded when it is first opened: a button, and anything that
//! is dropped on the dashboard. It must never keep the dashboard from a reader who only looks.

use leptos::prelude::*;
use web_sys::{Event, File};

use super::element::{El, button, el};
use super::later;
use super::rest::{Rest, behind};
use super::state::Scene;
use crate::host::file;

/// The door of one dashboard.
#[derive(Clone, Copy)]
pub struct Door {
    scene: Scene,
    /// Whether the workshop is wanted instead of the views.
    is_wanted: RwSignal<bool>,
    /// Whether it ever was: what lies on its desk stays when it is shut.
    was_wanted: RwSignal<bool>,
    handed: RwSignal<Option<File>, LocalStorage>,
}

impl Door {
    /// A door that is shut.
    pub fn new(scene: Scene) -> Self {
        Self {
            scene,
            is_wanted: RwSignal::new(false),
            was_wanted: RwSignal::new(false),
            handed: RwSignal::new_local(None),
        }
    }

    /// Whether the workshop is seen instead of the views.
    pub fn is_open(self) -> bool {
        self.is_wanted.get() && self.scene.rest.get() == Rest::Here
    }

    fn open(self) {
        self.is_wanted.set(true);
        // Set once: a second time would lay the desk anew.
        if !self.was_wanted.get_untracked() {
            self.was_wanted.set(true);
        }
        self.scene.want_rest();
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
        let turn = move || match untrack(move || self.is_open()) {
            true => self.is_wanted.set(false),
            false => self.open(),
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
        let room = move || match self.was_wanted.get() {
            true => vec![later::open_workshop(scene, self.handed)],
            false => Vec::new(),
        };
        el("div")
            .class("content")
            .is("hidden", move || !self.is_wanted.get())
            .children(behind(scene, move || self.is_wanted.get(), room))
    }
}
