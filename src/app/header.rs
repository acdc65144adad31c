//! The title and the switches of how the page looks: colours, large print, language. It must
//! never store a preference: the address carries it.

use leptos::prelude::*;

use super::element::{El, button, el};
use super::state::Scene;
use crate::lang;
use crate::query::{Action, Lang, Theme};

/// The header.
pub fn page_header(scene: Scene) -> El {
    let title = move || scene.data.with(|data| data.dataset.title.clone());
    let look = el("div")
        .class("look")
        .child(theme_select(scene))
        .child(elder_switch(scene))
        .child(lang_switch(scene));
    el("header").child(el("h1").text_with(title)).child(look)
}

fn theme_select(scene: Scene) -> El {
    let options = Theme::ALL.iter().map(|&theme| {
        el("option")
            .attr("value", theme.as_str())
            .is("selected", move || {
                scene.query.with(|query| query.theme) == theme
            })
            .text_with(move || (scene.words().theme_name)(theme).to_owned())
    });
    let choose = move |event| {
        let word = event_target_value(&event);
        if let Some(&theme) = Theme::ALL.iter().find(|theme| theme.as_str() == word) {
            scene.dispatch(Action::Theme(theme));
        }
    };
    el("select")
        .attr_with("aria-label", move || Some(scene.words().theme.to_owned()))
        .attr("data-select", "theme")
        .on("change", choose)
        .children(options)
}

fn elder_switch(scene: Scene) -> El {
    let toggle = move || {
        let elder = scene.look.get_untracked().elder;
        scene.dispatch(Action::Elder(!elder));
    };
    button(toggle)
        .attr("data-switch", "elder")
        .attr_with("aria-pressed", move || {
            Some(scene.look.get().elder.to_string())
        })
        .text_with(move || scene.words().elder.to_owned())
}

fn lang_switch(scene: Scene) -> El {
    let other = move || match scene.look.get().lang {
        Lang::Chinese => Lang::English,
        Lang::English => Lang::Chinese,
    };
    button(move || scene.dispatch(Action::Lang(other())))
        .attr("data-switch", "lang")
        .attr_with("lang", move || Some(other().as_str().to_owned()))
        .text_with(move || lang::words(other()).own_name.to_owned())
}
