//! The workshop on the page: bringing files in, looking at figures, agreeing to changes, saving.
//! It is loaded later. It must never change the dashboard's data but by an edition that its reader
//! agreed to.

mod bring;
mod columns;
mod controls;
mod entry;
mod long;
mod missing;
mod packed;
mod proposal;
mod read;
mod review;
mod review_card;
mod review_text;
mod rows;
mod save;
mod works;

use leptos::prelude::*;
use web_sys::File;

use self::works::Works;
use super::element::{El, ElementRef, button, button_for, el};
use super::state::Scene;
use crate::host::page;
use crate::workshop::Task;

/// The workshop of a dashboard; what is handed over to it is read at once.
pub fn open(scene: Scene, handed: RwSignal<Option<File>, LocalStorage>) -> El {
    let works = Works::new(scene);
    super::state::effect(move || {
        if let Some(file) = handed.get() {
            handed.set(None);
            read::file(works, file);
        }
    });
    // What had the focus is gone with its step.
    let place = ElementRef::new();
    let mut before = None;
    super::state::effect(move || {
        let kind = works.kind.get();
        if before
            .replace(kind)
            .is_some_and(|before| before.is_some() && before != kind)
        {
            controls::focus_when_drawn(place, "[data-work] h3".to_owned());
        }
    });
    // It stands in the place of the page's own content.
    let room = if scene.has_page() { "main" } else { "section" };
    el(room)
        .class("workshop")
        .attr("data-panel", "workshop")
        .attr("tabindex", "-1")
        .attr_with("aria-label", move || {
            Some(scene.words().door.title.to_owned())
        })
        .child(bar(works))
        .child(told(works))
        .child(
            el("div")
                .node(place)
                .children_with(move || vec![stage(works)]),
        )
}

/// Undo, redo, and what is not saved yet.
fn bar(works: Works) -> El {
    let scene = works.scene;
    let turn = |word: fn(&crate::lang::WorkWords) -> &'static str,
                deed: fn(Works),
                can: fn(Works) -> bool| {
        button(move || deed(works))
            .is("disabled", move || !can(works))
            .text_with(move || word(works.work()).to_owned())
    };
    el("div")
        .class("work-bar")
        .child(el("h2").text_with(move || scene.words().door.title.to_owned()))
        .child(
            turn(|work| work.undo, Works::undo, |works| works.depth().0 > 0)
                .attr("data-deed", "undo"),
        )
        .child(
            turn(|work| work.redo, Works::redo, |works| works.depth().1 > 0)
                .attr("data-deed", "redo"),
        )
        .child(
            el("p")
                .class("note")
                .attr("data-unsaved", "")
                .is("hidden", move || !works.is_unsaved())
                .text_with(move || works.work().unsaved.to_owned()),
        )
}

/// What became of the last deed, and how far a long one is.
fn told(works: Works) -> El {
    let busy = move || {
        let Some((name, percent)) = works.busy.get() else {
            return Vec::new();
        };
        let words = works.work();
        let bar = el("progress")
            .attr("max", "100")
            .attr_with("value", move || percent.map(|percent| percent.to_string()))
            .label("aria-label", &name);
        let stop = button(move || works.stop()).text(words.cancel);
        let sentence = match percent {
            Some(percent) => (words.reading)(&name, percent),
            None => (words.working)(&name),
        };
        vec![el("p").text(sentence), bar, stop]
    };
    el("div")
        .child(el("div").class("work-busy").children_with(busy))
        .child(
            el("p")
                .class("work-told")
                .is("hidden", move || works.told.with(String::is_empty))
                .text_with(move || works.told.get()),
        )
}

/// What is being worked on, or what can be done.
fn stage(works: Works) -> El {
    let Some(kind) = works.kind.get() else {
        return el("div");
    };
    let leave = move || {
        button_for(move |event| {
            works.step(Task::Nothing);
            works.say(works.work().cancelled.to_owned());
            page::focus(&event, ".workshop");
        })
        .attr("data-deed", "cancel")
        .text_with(move || works.work().cancel.to_owned())
    };
    match kind {
        works::Kind::Nothing => el("div")
            .class("work-home")
            .child(bring::bring(works))
            .child(entry::by_hand(works))
            .child(save::save(works))
            .child(missing::missing(works)),
        works::Kind::Table => columns::columns(works).child(leave()),
        works::Kind::Rows => rows::rows(works).child(leave()),
        works::Kind::Review => review::review(works).child(leave()),
        works::Kind::Proposal => proposal::proposal(works).child(leave()),
    }
}
