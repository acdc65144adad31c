//! A panel of charts of one indicator each: the choice of the indicator, the basis, and for every
//! chosen indicator title, summary and canvas; what cannot be shown is said, with what can be seen
//! instead. It must never drop a chosen indicator without a word.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Event;

use super::canvas::{Title, chart};
use super::dashboard::CONTENT;
use super::element::{El, button_for, el, radios};
use super::indicator_select::{Choice, indicator_select};
use super::picture::Picture;
use super::state::{Scene, effect};
use crate::dataset::IndicatorId;
use crate::host::page;
use crate::lang::Words;
use crate::query::{Action, Basis, View};
use crate::report::Offer;

/// What a panel of charts is to know of its view.
pub struct Facts {
    /// The indicators that are drawn.
    pub indicators: Vec<IndicatorId>,
    /// Those that could be.
    pub choices: Vec<Choice>,
    /// What the figures are set against.
    pub basis: Basis,
    /// What they could be set against instead of nothing.
    pub other_basis: Option<Basis>,
    /// Chosen indicators that are not drawn for want of room.
    pub more: usize,
    /// Chosen indicators that have nothing to draw.
    pub left_out: Vec<IndicatorId>,
    /// What shows more.
    pub offers: Vec<Offer>,
}

/// Tells what a panel is to know.
pub type Tell = Arc<dyn Fn() -> Facts + Send + Sync>;

/// Gives the n-th chart.
pub type Draw = Arc<dyn Fn(usize) -> Box<dyn Picture> + Send + Sync>;

/// The panel of a view.
pub fn chart_section(
    scene: Scene,
    view: View,
    facts: Tell,
    title: fn(&Words) -> fn(&str) -> String,
    picture: Draw,
) -> El {
    // Signals of a type that the program has anyway: one more type would weigh some KB.
    let count = RwSignal::new(None::<usize>);
    let basis = RwSignal::new(None::<usize>);
    let told = Arc::clone(&facts);
    effect(move || {
        let facts = told();
        let put = |signal: RwSignal<Option<usize>>, now: Option<usize>| {
            if signal.get_untracked() != now {
                signal.set(now);
            }
        };
        put(count, Some(facts.indicators.len()));
        put(basis, facts.other_basis.map(|basis| basis as usize));
    });
    let told = Arc::clone(&facts);
    let charts = move || {
        let titles: Vec<Title> = (0..count.get().unwrap_or(0).max(1))
            .map(|at| titled(scene, Arc::clone(&told), title, at))
            .collect();
        let of = |(at, title): (usize, Title)| {
            let heading = Arc::clone(&title);
            let heading = el("h2").text_with(move || heading());
            if count.get_untracked() == Some(0) {
                return el("div").child(heading).child(offers(scene, view, &told));
            }
            let picture = Arc::clone(&picture);
            let picture = Rc::new(move || picture(at));
            let [summary, frame, tools] = chart(scene, (view.as_str(), at), title, picture);
            let offers = (at == 0).then(|| offers(scene, view, &told));
            el("div")
                .child(heading)
                .child(summary)
                .children(offers)
                .child(frame)
                .child(tools)
        };
        titles.into_iter().enumerate().map(of).collect()
    };
    let told = Arc::clone(&facts);
    let notes = move || notes(scene, &told());
    let select = move || {
        let facts = facts();
        (facts.indicators.first().copied(), facts.choices)
    };
    let tools = el("div")
        .class("tools")
        .child(indicator_select(scene, select))
        .child(basis_switch(scene, basis));
    let note = el("p").class("note").attr("data-note", "charts");
    el("section")
        .attr("data-panel", view.as_str())
        .child(tools)
        .child(note.text_with(notes))
        .child(
            el("div")
                .attr_with("class", move || {
                    (count.get() > Some(1)).then(|| "multiples".to_owned())
                })
                .children_with(charts),
        )
}

/// The title of the n-th chart.
fn titled(scene: Scene, facts: Tell, title: fn(&Words) -> fn(&str) -> String, at: usize) -> Title {
    Arc::new(move || {
        let data = scene.data.get();
        let words = scene.words();
        let facts = facts();
        match facts.indicators.get(at) {
            Some(&id) => {
                let name = words.indicator(data.dataset.indicator(id));
                (words.charts.computed_title)(facts.basis, &title(words)(name))
            }
            None => words.not_comparable.to_owned(),
        }
    })
}

/// What is asked for and not drawn.
fn notes(scene: Scene, facts: &Facts) -> String {
    let data = scene.data.get();
    let asked = scene.asked.with(|query| query.basis);
    let is_known = asked == facts.basis || facts.indicators.is_empty();
    let has_basis = is_known || facts.other_basis == Some(asked);
    let words = scene.words();
    words.not_shown(&data.dataset, has_basis, facts.more, &facts.left_out)
}

/// Buttons to what can be seen instead.
fn offers(scene: Scene, view: View, facts: &Tell) -> El {
    let facts = Arc::clone(facts);
    let offers = move || {
        let data = scene.data.get();
        let words = scene.words();
        let offers = facts().offers.into_iter().filter_map(|offer| {
            let action = offer.action(&data.dataset);
            if !scene.is_possible(&action) {
                return None;
            }
            let take = move |event: Event| {
                scene.dispatch(action.clone());
                page::focus(&event, CONTENT);
            };
            let name = words.offer(&data.dataset, offer, view);
            Some(button_for(take).text(name))
        });
        offers.collect()
    };
    el("div").class("offers").children_with(offers)
}

/// The switch between printed and computed figures; hidden where nothing can be computed.
fn basis_switch(scene: Scene, other: RwSignal<Option<usize>>) -> El {
    let other = move || Basis::ALL.get(other.get()?).copied();
    let choices = move || {
        let bases = std::iter::once(Basis::Printed).chain(other());
        let choices = bases.map(|basis| {
            let checked = move || {
                let asked = scene.query.with(|query| query.basis);
                asked == basis || (basis == Basis::Printed && Some(asked) != other())
            };
            let input = el("input")
                .attr("type", "radio")
                .attr("name", "basis")
                .attr("value", basis.as_str())
                .is("checked", checked)
                .on("change", move |_| scene.dispatch(Action::Basis(basis)));
            let name = move || (scene.words().charts.basis_name)(basis).to_owned();
            el("label").child(input).child(el("span").text_with(name))
        });
        choices.collect()
    };
    let group = el("fieldset")
        .class("read")
        .is("hidden", move || {
            other().is_none() || !scene.is_free("basis")
        })
        .child(el("legend").text_with(move || scene.words().charts.basis.to_owned()))
        .child(el("div").class("segments").children_with(choices));
    radios(group)
}
