//! A long list in parts, drawn as they are wanted: all at once would take the page's time. It must
//! never leave an item out of reach of the keyboard.

use std::sync::Arc;

use leptos::prelude::*;

use super::element::{El, button_for, el, turn_on};
use super::state::Scene;
use crate::host::page;

/// Items of a part.
const PART: usize = 60;

/// An item of a long list by its number. One type, so that such lists are compiled once.
pub type Item = Arc<dyn Fn(usize) -> Option<El> + Send + Sync>;

/// The parts, each an element of `tag`, and the button that draws the next; with the last part it
/// hands the focus to the first element of `next` in the dashboard.
pub fn long_list(
    scene: Scene,
    tag: &'static str,
    count: usize,
    item: Item,
    next: &'static str,
) -> (Vec<El>, El) {
    let starts = (0..count).step_by(PART);
    let shown: Vec<RwSignal<bool>> = starts.map(|from| RwSignal::new(from == 0)).collect();
    let part = |(number, is_shown): (usize, RwSignal<bool>)| {
        let item = Arc::clone(&item);
        let from = number * PART;
        let items = move || match is_shown.get() {
            true => (from..count.min(from + PART))
                .filter_map(|at| item(at))
                .collect(),
            false => Vec::new(),
        };
        el(tag)
            .is("hidden", move || !is_shown.get())
            .children_with(items)
    };
    let parts = shown.iter().copied().enumerate().map(part).collect();
    let left = RwSignal::new(Some(count.saturating_sub(PART)));
    let now = move || left.get().unwrap_or_default();
    let more = button_for(move |event| {
        let hidden = shown.iter().find(|is_shown| !is_shown.get_untracked());
        hidden.copied().into_iter().for_each(turn_on);
        left.update(|left| *left = left.map(|left| left.saturating_sub(PART)));
        // A button that is of no use any more hands the focus on, if it was a reader's hand.
        if left.get_untracked() == Some(0) && event.is_trusted() {
            page::focus(&event, next);
        }
    });
    let more = more
        .class("link")
        .attr("data-deed", "more")
        .is("hidden", move || now() == 0)
        .text_with(move || (scene.words().reach.list_more)(now()));
    (parts, more)
}
