//! What the page leaves to the reader, as components ask for it. It must never be asked but where
//! something is shown: what a reader does is held in by the store.

use leptos::prelude::*;

use super::state::Scene;
use crate::query::{Action, View};

impl Scene {
    /// Whether the reader may change what a key of the address says.
    pub fn is_free(self, key: &str) -> bool {
        self.bounds.with(|bounds| bounds.is_free(key))
    }

    /// Whether the page leaves it to the reader to do something.
    pub fn is_possible(self, action: &Action) -> bool {
        let before = self.query.get_untracked();
        let after = before.after(action.clone());
        let bounds = self.bounds.get();
        !bounds.bare && bounds.hold(&before, after) != before
    }

    /// Whether the reader has filters and switches at all.
    pub fn is_bare(self) -> bool {
        self.bounds.with(|bounds| bounds.bare)
    }

    /// Whether a view can be gone to.
    pub fn shows(self, view: View) -> bool {
        self.bounds.with(|bounds| bounds.shows(view))
    }
}
