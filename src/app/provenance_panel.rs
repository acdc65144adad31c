//! The place beside the content where one figure's provenance is opened. It must never keep the
//! focus from a reader who shuts it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ShadowRoot};

use super::dashboard::CONTENT;
use super::element::{El, ElementRef, button, el};
use super::later;
use super::rest::behind;
use super::source_text::LastHanded;
use super::state::{Scene, effect};
use crate::host::page;
use crate::lang::Words;
use crate::query::Action;

/// The panel's place, filled while an observation has the focus.
pub fn provenance_panel(scene: Scene) -> El {
    let heading = ElementRef::new();
    let last: LastHanded = RwSignal::new(None);
    // The reader is taken to what was opened, and back to where it was opened from.
    let mut opener: Option<HtmlElement> = None;
    let mut was_open = false;
    let place = ElementRef::new();
    effect(move || {
        let is_open = scene.query.with(|query| query.focus.is_some());
        if is_open {
            scene.want_rest();
        }
        let heading = heading.get().filter(|_| is_open);
        let to = match &heading {
            Some(heading) => {
                let focused = focused_beside(heading);
                let is_outside = focused.as_ref().is_some_and(|focused| {
                    focused
                        .closest("[data-panel=provenance]")
                        .is_ok_and(|panel| panel.is_none())
                });
                if is_outside {
                    opener = focused;
                }
                heading.focus()
            }
            None if !is_open && was_open => {
                match opener.take().filter(|opener| opener.is_connected()) {
                    Some(opener) => opener.focus(),
                    None => place.get_untracked().map_or(Ok(()), |place| {
                        page::focus_beside(&place, CONTENT);
                        Ok(())
                    }),
                }
            }
            None => Ok(()),
        };
        was_open = is_open;
        let _ = to;
    });
    el("div")
        .class("beside")
        .node(place)
        .children_with(move || {
            let data = scene.data.get();
            let words = scene.words();
            let is_known = |key: &String| data.dataset.row_of_key(key).is_some();
            let has_figure = scene
                .query
                .with(|query| query.focus.as_ref().is_some_and(is_known));
            match has_figure {
                true => vec![frame(scene, words, heading, last)],
                false => Vec::new(),
            }
        })
}

/// What is there at once; what is told of the figure comes later.
fn frame(scene: Scene, words: &Words, heading: ElementRef, last: LastHanded) -> El {
    let close = move || scene.dispatch(Action::Focus(None));
    let head = el("div")
        .class("head")
        .child(
            el("h2")
                .node(heading)
                .attr("tabindex", "-1")
                .text(words.provenance),
        )
        .child(button(close).class("close").text(words.close));
    // Made anew with its frame.
    let told = move || untrack(move || later::open_provenance(scene, heading, last));
    el("aside")
        .attr("data-panel", "provenance")
        .attr("aria-label", words.provenance)
        .on("keydown", move |event| {
            let escape = event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|key| key.key() == "Escape");
            if escape {
                close();
            }
        })
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            // The dashboard takes what is dropped elsewhere.
            event.stop_propagation();
            scene.with_rest(Box::new(move |is_here| {
                if is_here {
                    later::hand_report(scene, &event, last, heading);
                }
            }));
        })
        .child(head)
        .children(behind(scene, || true, told))
}

/// What has the focus in the shadow root of an element.
fn focused_beside(element: &HtmlElement) -> Option<HtmlElement> {
    let root = element.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    root.active_element()?.dyn_into().ok()
}
