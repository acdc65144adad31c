//! How doubted figures are read: as printed, or corrected where that is certain, or probable too.
//! It stands where the numbers are, and says how many it changes. It must never be hidden where a
//! figure of the data is doubted.

use leptos::prelude::*;
use web_sys::Event;

use super::dashboard::CONTENT;
use super::element::{El, button_for, el};
use super::state::Scene;
use crate::host::page;
use crate::query::{Action, ReadMode, View};
use crate::report::doubt_count;

/// The switch; nothing if the data holds no doubt that could be corrected.
pub fn read_switch(scene: Scene) -> El {
    let idle = move || {
        let data = scene.data.get();
        // No honour is corrected.
        let is_about_honours = scene.query.with(|query| query.view == View::Honours);
        let is_fixed = !scene.is_free("read");
        is_fixed || is_about_honours || data.dataset.observations.doubt.iter().next().is_none()
    };
    let count = move || {
        let data = scene.data.get();
        let selection = scene.selection.get();
        let read = scene.asked.with(|query| query.read);
        let count = doubt_count(&data.dataset, read, &selection);
        (scene.words().read_count)(count.figures, count.corrected)
    };
    // The list of doubts opens with a sentence of its own.
    let is_listed = move || scene.query.with(|query| query.view == View::Doubts);
    let see = move |event: Event| {
        scene.dispatch(Action::Show(View::Doubts));
        page::focus(&event, CONTENT);
    };
    let see = button_for(see)
        .class("link")
        .is("hidden", move || is_listed() || !scene.shows(View::Doubts))
        .text_with(move || scene.words().see_doubts.to_owned());
    let choices = ReadMode::ALL.iter().map(|&mode| choice(scene, mode));
    let note = el("p")
        .class("note")
        .attr("aria-live", "polite")
        .is("hidden", is_listed);
    el("fieldset")
        .class("read")
        .is("hidden", idle)
        .child(el("legend").text_with(move || scene.words().read.to_owned()))
        .child(el("div").class("segments").children(choices))
        .child(note.text_with(count))
        .child(see)
}

fn choice(scene: Scene, mode: ReadMode) -> El {
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "read")
        .attr("value", mode.as_str())
        .is("checked", move || {
            scene.query.with(|query| query.read) == mode
        })
        .on("change", move |_| scene.dispatch(Action::Read(mode)));
    el("label")
        .child(input)
        .child(el("span").text_with(move || (scene.words().read_mode)(mode).to_owned()))
}
