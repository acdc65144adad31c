//! What of the program is loaded later, whether it is there, and a place for what it shows. It must
//! never call through a door (`later`) before that.

use leptos::prelude::*;

use super::element::{El, button, el};
use super::state::Scene;
use crate::query::View;

/// How far the rest of the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nobody has asked for it.
    Absent,
    /// It is on its way.
    Coming,
    /// It did not come, and may be asked for again.
    NotCome,
    /// It is there.
    Here,
}

/// Whether a view is shown by what is loaded later.
pub fn is_later(view: View) -> bool {
    matches!(
        view,
        View::Trend | View::Matrix | View::Doubts | View::Report
    )
}

/// A place for what `make` makes through a door. As long as it `is_wanted` and cannot be made, a
/// word says so.
pub fn behind(
    scene: Scene,
    is_wanted: impl Fn() -> bool + Copy + Send + 'static,
    make: impl Fn() -> Vec<El> + Send + 'static,
) -> [El; 3] {
    let told = move || {
        let door = &scene.words().door;
        match scene.rest.get() {
            Rest::NotCome => door.not_come,
            _ => door.coming,
        }
        .to_owned()
    };
    let word = el("p")
        .class("pending")
        .attr("aria-live", "polite")
        .is("hidden", move || {
            !is_wanted() || scene.rest.get() == Rest::Here
        })
        .text_with(told);
    let again = button(move || scene.want_rest())
        .is("hidden", move || {
            !is_wanted() || scene.rest.get() != Rest::NotCome
        })
        .text_with(move || scene.words().retry.to_owned());
    let made = move || match scene.rest.get() {
        Rest::Here => make(),
        _ => Vec::new(),
    };
    [word, again, el("div").children_with(made)]
}
