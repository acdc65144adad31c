//! The title and the switches of how the page looks: colours, size of the text, large print,
//! language. It must never store a preference: the address carries it.

use leptos::prelude::*;

use super::dashboard::CONTENT;
use super::door::Door;
use super::element::{El, button, button_for, el};
use super::state::Scene;
use crate::host::page;
use crate::lang::{self, Words};
use crate::query::{Action, Lang, TextScale, Theme};

/// The header.
pub fn page_header(scene: Scene, door: Door) -> El {
    let title = move || scene.data.with(|data| data.dataset.title.clone());
    let look = el("div")
        .class("look")
        .attr("role", "group")
        .attr_with("aria-label", move || {
            Some(scene.words().reach.look.to_owned())
        })
        .is("hidden", move || scene.is_bare())
        .child(theme_select(scene))
        .child(text_select(scene))
        .child(elder_switch(scene))
        .child(lang_switch(scene))
        .child(door.button());
    // A host's page has a first heading of its own.
    let heading = if scene.has_page() { "h1" } else { "h2" };
    let heading = el(heading)
        .class("title")
        .attr("lang", Lang::Chinese.as_str())
        .text_with(title);
    el("header")
        .child(skip_button(scene))
        .child(heading)
        .child(look)
}

/// Moves the focus to the content. A button, and no link: the address is not ours everywhere.
fn skip_button(scene: Scene) -> El {
    button_for(|event| page::focus(&event, CONTENT))
        .class("skip")
        .text_with(move || scene.words().skip.to_owned())
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
    let choose = move |word: String| {
        let theme = Theme::ALL.iter().find(|theme| theme.as_str() == word);
        theme.map(|&theme| Action::Theme(theme))
    };
    look_select(scene, "theme", |words| words.theme, choose).children(options)
}

/// The sizes that are offered, and the one that an address asks for besides.
fn text_select(scene: Scene) -> El {
    let options = move || {
        let now = scene.look.get().text_scale;
        let other = Some(now).filter(|now| !TextScale::ALL.contains(now));
        let sizes = TextScale::ALL.iter().copied().chain(other);
        let option = |size: TextScale| {
            el("option")
                .attr("value", size.percent().to_string())
                .is("selected", move || size == now)
                .text((scene.words().reach.text_scale_name)(size))
        };
        sizes.map(option).collect()
    };
    let choose = |word: String| TextScale::parse(&word).map(Action::TextScale);
    look_select(scene, "text", |words| words.reach.text_scale, choose).children_with(options)
}

/// A native list without options; `choose` tells what a value does.
fn look_select(
    scene: Scene,
    name: &'static str,
    label: fn(&Words) -> &'static str,
    choose: impl Fn(String) -> Option<Action> + 'static,
) -> El {
    el("select")
        .is("hidden", move || !scene.is_free(name))
        .attr("data-select", name)
        .attr_with("aria-label", move || Some(label(scene.words()).to_owned()))
        .on("change", move |event| {
            if let Some(action) = choose(event_target_value(&event)) {
                scene.dispatch(action);
            }
        })
}

fn elder_switch(scene: Scene) -> El {
    let toggle = move || {
        let elder = scene.look.get_untracked().elder;
        scene.dispatch(Action::Elder(!elder));
    };
    button(toggle)
        .attr("data-switch", "elder")
        .is("hidden", move || !scene.is_free("elder"))
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
        .is("hidden", move || !scene.is_free("lang"))
        .attr_with("lang", move || Some(other().as_str().to_owned()))
        .text_with(move || lang::words(other()).own_name.to_owned())
}
