//! The result as a file: a dataset, or a new page of its own with program and data inside. It must
//! never say that something is saved before the browser has taken it, nor put a name of a person
//! into a file from which the reader left them out.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::controls::{check, field};
use super::works::Works;
use crate::app::element::{El, button, el};
use crate::edition::{quoted, set_head, without_persons};
use crate::host::{clock, save as files};
use crate::query::url;

/// The panel.
pub fn save(works: Works) -> El {
    let work = works.work();
    let is_nameless = RwSignal::new(false);
    let retitle = move |title: String| {
        let title = title.trim();
        let Some(desk) = works.desk_now().filter(|_| !title.is_empty()) else {
            return;
        };
        if let Ok(text) = set_head(&desk.edition, "title", &quoted(title)) {
            works.adopt_text(&text, || ());
        }
    };
    let title = el("input")
        .attr("type", "text")
        .attr("data-field", "title")
        .value(move || works.scene.data.with(|data| data.dataset.title.clone()))
        .on("change", move |event| retitle(event_target_value(&event)));
    let save_page = button(move || save_page(works, is_nameless.get_untracked()))
        .class("primary")
        .attr("data-deed", "save-page")
        .text(work.save_page);
    let save_data = button(move || save_data(works, is_nameless.get_untracked()))
        .attr("data-deed", "save-data")
        .text(work.save_data);
    el("section")
        .class("work-box")
        .attr("data-work", "save")
        .child(el("h3").attr("tabindex", "-1").text(work.save))
        .child(field(work.data_title, title))
        .child(check(
            work.no_persons,
            move || is_nameless.get(),
            move |is_on| is_nameless.set(is_on),
        ))
        .child(el("p").class("note").text(work.no_persons_hint))
        .child(
            el("div")
                .class("work-row")
                .child(save_page)
                .child(save_data),
        )
}

/// The edition as it leaves the page.
fn leaving(works: Works, is_nameless: bool) -> Option<String> {
    let desk = works.desk_now()?;
    let text = set_head(&desk.edition, "updated", &quoted(&clock::today())).ok()?;
    match is_nameless {
        true => Some(without_persons(&text).ok()?.0),
        false => Some(text),
    }
}

fn name(works: Works) -> String {
    [works.data().dataset.title.clone(), clock::today()].join("-")
}

fn told(works: Works, saved: Option<String>) {
    if saved.is_some() {
        works.note_saved();
    }
    works.say_saved(saved);
}

fn save_data(works: Works, is_nameless: bool) {
    let saved = leaving(works, is_nameless);
    let saved = saved
        .and_then(|text| files::file(&name(works), "json", "application/json", text.as_bytes()));
    told(works, saved);
}

fn save_page(works: Works, is_nameless: bool) {
    let Some(text) = leaving(works, is_nameless) else {
        return told(works, None);
    };
    let fragment = works.scene.query.with_untracked(url::format);
    spawn_local(async move {
        let page = works.scene.page().page_with(&text, &fragment).await;
        if !works.is_there() {
            return;
        }
        let saved = page.and_then(|page| files::hand_over(&name(works), "html", &page));
        told(works, saved);
    });
}
