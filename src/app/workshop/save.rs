//! The result as a file: a dataset, or a new page of its own with program and data inside. It must
//! never say that something is saved before the browser has taken it, nor put a name of a person
//! into a file from which the reader left them out.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::controls::{check, field};
use super::long::{after, long, once_done};
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
        let title = quoted(title);
        long(works, works.work().save.to_owned(), |deed| async move {
            let text = set_head(&desk.edition, "title", &title, &mut deed.pace()).await;
            after(move || {
                if let Ok(text) = text {
                    works.adopt(Arc::new(text), None, after(|| ()));
                }
            })
        });
    };
    let title = el("input")
        .attr("type", "text")
        .attr("data-field", "title")
        .value(move || works.scene.data.with(|data| data.dataset.title.clone()))
        .on("change", move |event| retitle(event_target_value(&event)));
    // What was written last, as the title, may still be on its way into the edition.
    let leave = move |then| {
        once_done(works, move || {
            leaving(works, is_nameless.get_untracked(), then)
        })
    };
    let save_page = button(move || leave(save_page as Leaves))
        .class("primary")
        .attr("data-deed", "save-page")
        .text(work.save_page);
    let save_data = button(move || leave(save_data))
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

/// What becomes of an edition that leaves the page.
type Leaves = fn(Works, Option<String>);

/// Makes the edition as it leaves the page; `then` gets it, or `None` where there is none.
fn leaving(works: Works, is_nameless: bool, then: Leaves) {
    let desk = works.desk_now();
    long(works, works.work().save.to_owned(), |deed| async move {
        let (today, pace) = (quoted(&clock::today()), &mut deed.pace());
        let text = match &desk {
            Some(desk) => set_head(&desk.edition, "updated", &today, pace).await.ok(),
            None => None,
        };
        let text = match text {
            Some(text) if is_nameless => {
                let nameless = without_persons(&text, pace).await;
                nameless.ok().map(|(text, _)| text)
            }
            text => text,
        };
        after(move || then(works, text))
    });
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

fn save_data(works: Works, text: Option<String>) {
    let saved = text
        .and_then(|text| files::file(&name(works), "json", "application/json", text.as_bytes()));
    told(works, saved);
}

fn save_page(works: Works, text: Option<String>) {
    let Some(text) = text else {
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
