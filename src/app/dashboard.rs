//! The page: header, filters, chips, the chosen view, provenance, and the line that is read
//! aloud. It must never hold state of its own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use super::chips::chips;
use super::element::{El, el};
use super::export_page::page_menu;
use super::filters::filters;
use super::header::page_header;
use super::menu::close_menus_beside;
use super::messages::{Retry, messages};
use super::panel::{panel, view_switch};
use super::provenance_panel::provenance_panel;
use super::read_switch::read_switch;
use super::state::{Phase, Scene};

/// The whole dashboard; `retry` loads the dataset again, where it can be.
pub fn dashboard(scene: Scene, retry: Option<Retry>) -> AnyView {
    let state = move || match scene.phase.get() {
        Phase::Pending(_) => "pending",
        Phase::Failed(_) => "failed",
        Phase::Ready => "ready",
    };
    let skip_link = el("a")
        .class("skip")
        .attr("href", "#content")
        .on("click", skip)
        .text_with(move || scene.words().skip.to_owned());
    let status = el("p").class("status").attr("role", "status");
    el("div")
        .class("dashboard")
        .attr_with("lang", move || {
            Some(scene.look.get().lang.as_str().to_owned())
        })
        .attr_with("data-state", move || Some(state().to_owned()))
        .attr_with("data-theme", move || {
            Some(scene.look.get().mode.as_str().to_owned())
        })
        .attr_with("data-elder", move || {
            scene.look.get().elder.then(String::new)
        })
        .attr_with("data-open", move || {
            let is_open = scene.query.with(|query| query.focus.is_some());
            is_open.then(String::new)
        })
        .on("pointerdown", |event| {
            let root = event
                .current_target()
                .and_then(|root| root.dyn_into::<Element>().ok());
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if let Some(root) = root {
                close_menus_beside(&root, target.as_ref());
            }
        })
        .child(skip_link)
        .child(page_header(scene))
        .child(messages(scene, retry))
        .child(el("div").children_with(move || content(scene)))
        .child(provenance_panel(scene))
        .child(el("footer").children_with(move || updated(scene)))
        .child(status.text_with(move || scene.status.get()))
        .view()
}

/// Filters and views, once there is data.
fn content(scene: Scene) -> Vec<El> {
    if !scene.look.get().has_data {
        return Vec::new();
    }
    let main = el("main")
        .attr("id", "content")
        .attr("tabindex", "-1")
        .child(panel(scene));
    let (views, read) = (view_switch(scene), read_switch(scene));
    let export = page_menu(scene);
    vec![filters(scene), chips(scene), views, export, read, main]
}

/// Moves the focus to the content without touching the address.
fn skip(event: Event) {
    event.prevent_default();
    let link = event
        .current_target()
        .and_then(|link| link.dyn_into::<Element>().ok());
    let root = link.and_then(|link| link.closest(".dashboard").ok().flatten());
    let content = root.and_then(|root| root.query_selector("main").ok().flatten());
    if let Some(content) = content.and_then(|content| content.dyn_into::<HtmlElement>().ok()) {
        let _ = content.focus();
    }
}

fn updated(scene: Scene) -> Vec<El> {
    scene.data.with(|data| {
        let updated = &data.dataset.updated;
        let text = (!updated.is_empty()).then(|| (scene.words().updated)(updated));
        text.into_iter().map(|text| el("p").text(text)).collect()
    })
}
