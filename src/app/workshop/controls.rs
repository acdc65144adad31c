//! Form controls of the workshop: a label around each. It must never hold a word of its own.

use leptos::prelude::*;
use web_sys::Event;

use crate::app::element::{El, el};

/// A label with a control.
pub fn field(label: &str, control: El) -> El {
    el("label")
        .class("field")
        .child(el("span").text(label))
        .child(control)
}

/// A line of text; `list` names a `datalist`, if there is one. `change` hears what is written.
pub fn input(value: &str, list: Option<&str>, change: impl Fn(String) + 'static) -> El {
    let value = value.to_owned();
    let input = el("input")
        .attr("type", "text")
        .value(move || value.clone())
        .on("change", move |event: Event| change(event_target_value(&event)));
    match list {
        Some(list) => input.attr("list", list),
        None => input,
    }
}

/// A native list: value and name of each option.
pub fn select(
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    change: impl Fn(String) + 'static,
) -> El {
    let options = options.into_iter().map(|(value, name)| {
        let is_chosen = value == chosen;
        el("option")
            .attr("value", value)
            .is("selected", move || is_chosen)
            .text(name)
    });
    el("select")
        .on("change", move |event: Event| change(event_target_value(&event)))
        .children(options)
}

/// A box to tick, with its label.
pub fn check(label: &str, is_on: bool, change: impl Fn(bool) + 'static) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .is("checked", move || is_on)
        .on("change", move |event: Event| change(event_target_checked(&event)));
    el("label")
        .class("check")
        .child(input)
        .child(el("span").text(label))
}

/// Suggestions for a line of text.
pub fn suggestions(id: &str, names: impl IntoIterator<Item = String>) -> El {
    let options = names.into_iter().map(|name| el("option").attr("value", name));
    el("datalist").attr("id", id).children(options)
}
