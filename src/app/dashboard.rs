//! The page: header, filters, chips, the chosen view, provenance, and the line that is read
//! aloud. It must never hold state of its own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::chips::chips;
use super::door::Door;
use super::element::{El, ElementRef, button, el};
use super::export_page::{link, page_menu};
use super::filters::filters;
use super::header::page_header;
use super::menu::close_menus_beside;
use super::messages::{Retry, messages};
use super::panel::{panel, view_switch};
use super::phase::Phase;
use super::provenance_panel::provenance_panel;
use super::read_switch::read_switch;
use super::state::{Scene, effect};
use crate::chart::clean;

/// The views, where the focus goes when what had it is gone.
pub const CONTENT: &str = "#content";

/// The whole dashboard; `retry` loads the dataset again, where it can be.
pub fn dashboard(scene: Scene, retry: Option<Retry>) -> AnyView {
    let state = move || match scene.phase.get() {
        Phase::Pending(_) => "pending",
        Phase::Failed(_) => "failed",
        Phase::Ready => "ready",
    };
    let status = el("p").class("status").attr("role", "status");
    let printed = el("p").class("printed-link");
    let folded = RwSignal::new(true);
    let door = Door::new(scene);
    // How the page looks changes often, and what stands on it must not be made anew for that.
    let has_data = RwSignal::new(scene.look.get_untracked().has_data);
    effect(move || {
        let now = scene.look.get().has_data;
        if has_data.get_untracked() != now {
            has_data.set(now);
        }
    });
    // On a page of somebody else's the dashboard is one region, and no page of its own.
    let root = if scene.has_page() { "div" } else { "section" };
    let title = move || scene.data.with(|data| clean(&data.dataset.title));
    let node = ElementRef::new();
    effect(move || {
        let scale = scene.look.get().text_scale.factor().to_string();
        if let Some(root) = node.get() {
            drop(HtmlElement::style(&root).set_property("--text-scale", &scale));
        }
    });
    el(root)
        .class("dashboard")
        .node(node)
        .attr_with("aria-label", move || {
            let label = move || scene.label().unwrap_or_else(title);
            (!scene.has_page()).then(label)
        })
        .attr_with("lang", move || {
            Some(scene.look.get().lang.as_str().to_owned())
        })
        .attr_with("data-state", move || Some(state().to_owned()))
        .attr_with("data-theme", move || {
            Some(scene.look.get().mode.as_str().to_owned())
        })
        .attr_with("data-width", move || {
            Some(scene.look.get().room.as_str().to_owned())
        })
        .attr_with("data-elder", move || {
            scene.look.get().elder.then(String::new)
        })
        .attr_with("data-folded", move || folded.get().then(String::new))
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
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| door.drop(&event))
        .child(page_header(scene, door))
        .child(messages(scene, retry))
        .child(door.place())
        .child(
            el("div")
                .class("content")
                .is("hidden", move || door.is_open())
                .children_with(move || match has_data.get() {
                    true => content(scene, folded),
                    false => Vec::new(),
                }),
        )
        .child(provenance_panel(scene))
        .child(
            el("footer")
                .child(el("div").children_with(move || updated(scene)))
                .child(el("p").class("version").text_with(move || version(scene)))
                .child(printed.text_with(move || {
                    scene.query.track();
                    link(scene)
                }))
                .child(status.text_with(move || scene.status.get())),
        )
        .view()
}

/// Filters and views, once there is data.
fn content(scene: Scene, folded: RwSignal<bool>) -> Vec<El> {
    // Several on a page of somebody else's would have several landmarks of one name.
    let asked = if scene.has_page() {
        el("section")
    } else {
        el("div").attr("role", "group")
    };
    let asked = asked
        .class("asked")
        .attr_with("aria-label", move || Some(scene.words().filters.to_owned()))
        .child(fold_button(scene, folded))
        .child(filters(scene))
        .child(chips(scene));
    let main = if scene.has_page() { "main" } else { "div" };
    let main = el(main)
        .attr("id", "content")
        .attr("tabindex", "-1")
        .child(page_menu(scene))
        .child(read_switch(scene))
        .child(panel(scene));
    vec![asked, view_switch(scene), main]
}

/// Folds what can be chosen away where there is little room, so that the figures are seen first;
/// what is chosen stays as chips.
fn fold_button(scene: Scene, folded: RwSignal<bool>) -> El {
    button(move || folded.update(|folded| *folded = !*folded))
        .class("fold")
        .is("hidden", move || scene.is_bare())
        .attr_with("aria-expanded", move || Some((!folded.get()).to_string()))
        .text_with(move || scene.words().reach.unfold.to_owned())
}

fn version(scene: Scene) -> String {
    let version = scene.version.get();
    match version.is_empty() {
        true => version,
        false => (scene.words().share.version)(&version),
    }
}

fn updated(scene: Scene) -> Vec<El> {
    scene.data.with(|data| {
        let updated = &data.dataset.updated;
        let text = (!updated.is_empty()).then(|| (scene.words().updated)(updated));
        text.into_iter().map(|text| el("p").text(text)).collect()
    })
}
