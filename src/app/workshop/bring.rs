//! What can be brought in: a file by choice, anything by paste, and an empty table to fill in. It
//! must never keep what was brought anywhere but on the desk.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::controls::field;
use super::read;
use super::works::Works;
use crate::app::element::{El, ElementRef, button, el};
use crate::host::{file, save as files};
use crate::import::template;

/// The panel.
pub fn bring(works: Works) -> El {
    let words = works.work();
    let area = ElementRef::new();
    let choose = el("label")
        .class("open")
        .child(
            el("input")
                .attr("type", "file")
                .on("change", move |event: Event| {
                    if let Some(file) = file::of(&event) {
                        read::file(works, file);
                    }
                }),
        )
        .child(el("span").text(words.choose_file));
    let read_pasted = button(move || {
        let area = area
            .get_untracked()
            .and_then(|node| node.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            read::pasted(works, &area.value());
        }
    });
    let save_template = button(move || {
        let scene = works.scene;
        let lang = scene.look.get_untracked().lang;
        let name = works.work().template_name;
        let saved = files::file(name, "csv", files::CSV, template(lang).as_bytes());
        works.say_saved(saved);
    });
    el("section")
        .class("work-box")
        .attr("data-work", "bring")
        .child(el("h3").attr("tabindex", "-1").text(words.bring))
        .child(el("p").class("note").prose(words.bring_hint))
        .child(
            el("div")
                .class("work-row")
                .child(choose)
                .child(save_template.class("link").text(words.template)),
        )
        .child(field(
            words.paste,
            el("textarea")
                .node(area)
                .attr("rows", "5")
                .attr("spellcheck", "false"),
        ))
        .child(
            read_pasted
                .attr("data-deed", "paste")
                .text(words.read_pasted),
        )
}
