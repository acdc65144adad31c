//! The filters: native controls, each option with its count under all other filters. It must
//! never hide an option because its count is zero.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::element::{El, el};
use super::menu::{FURTHER, menu};
use super::state::Scene;
use crate::lang::Words;
use crate::query::{Action, Filter};

/// All filters.
pub fn filters(scene: Scene) -> El {
    el("div")
        .class("filters")
        .attr("role", "group")
        .attr_with("aria-label", move || Some(scene.words().filters.to_owned()))
        .is("hidden", move || scene.is_bare())
        .child(menu(scene, &[Filter::City]))
        .child(menu(scene, &[Filter::Category]))
        .child(menu(scene, &[Filter::Indicator]))
        .child(years(scene))
        .child(menu(scene, FURTHER))
        .child(search(scene))
}

/// The name above a control.
fn name(scene: Scene, text: fn(&Words) -> &'static str) -> El {
    el("span")
        .class("label")
        .text_with(move || text(scene.words()).to_owned())
}

/// One end of the years.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
}

/// Two selects, from and to.
fn years(scene: Scene) -> El {
    let pair = el("div")
        .class("pair")
        .child(year_select(scene, End::From))
        .child(el("span").attr("aria-hidden", "true").text("—"))
        .child(year_select(scene, End::To));
    el("div")
        .class("field years")
        .is("hidden", move || !scene.is_free("year"))
        .attr("role", "group")
        .attr_with("aria-label", move || Some(scene.words().years.to_owned()))
        .child(name(scene, |words| words.years))
        .child(pair)
}

fn year_select(scene: Scene, end: End) -> El {
    let now = move || {
        let years = scene.query.with(|query| query.years);
        if end == End::From {
            years.from
        } else {
            years.to
        }
    };
    let options = move || {
        let years = scene.data.with(|data| data.dataset.year_choices());
        let all = scene.words().all;
        let any = el("option")
            .attr("value", "")
            .is("selected", move || now().is_none())
            .text(all);
        let years = years.into_iter().map(|year| {
            let count = move || scene.facets.with(|facets| facets.of_year(year));
            el("option")
                .attr("value", year.to_string())
                .is("selected", move || now() == Some(year))
                .text_with(move || format!("{year} ({})", count()))
        });
        std::iter::once(any).chain(years).collect()
    };
    let choose = move |event| {
        let year = event_target_value(&event).parse::<u16>().ok();
        let mut years = scene.query.with_untracked(|query| query.years);
        match end {
            End::From => years.from = year,
            End::To => years.to = year,
        }
        // The ends may stand in any order: arrow keys pass through years on their way.
        scene.dispatch(Action::Years(years));
    };
    let label = move || {
        let words = scene.words();
        if end == End::From {
            words.year_from
        } else {
            words.year_to
        }
    };
    el("select")
        .attr(
            "data-filter",
            if end == End::From {
                "year-from"
            } else {
                "year-to"
            },
        )
        .attr_with("aria-label", move || Some(label().to_owned()))
        .on("change", choose)
        .children_with(options)
}

fn search(scene: Scene) -> El {
    let input = el("input")
        .attr("type", "search")
        .attr("data-filter", "q")
        .attr_with("placeholder", move || {
            Some(scene.words().search_hint.to_owned())
        })
        .value(move || scene.query.with(|query| query.text.clone()))
        .on("input", move |event| {
            // A syllable that is still being composed is no search yet.
            let composing = event.dyn_ref::<web_sys::InputEvent>();
            if !composing.is_some_and(web_sys::InputEvent::is_composing) {
                scene.dispatch(Action::Search(event_target_value(&event)));
            }
        })
        .on("compositionend", move |event| {
            scene.dispatch(Action::Search(event_target_value(&event)));
        });
    el("label")
        .class("field search")
        .is("hidden", move || !scene.is_free("q"))
        .child(name(scene, |words| words.search))
        .child(input)
}
