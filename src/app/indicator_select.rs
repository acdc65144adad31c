//! A native select that chooses the one indicator of a chart. It must never offer an indicator
//! that the chart could not show.

use leptos::prelude::*;

use super::element::{El, el};
use super::state::Scene;
use crate::dataset::IndicatorId;
use crate::order;
use crate::query::{Action, Filter};

/// An indicator with the number that ranks it: of cities, or of periods.
pub type Choice = (IndicatorId, usize);

/// The select; `choices` gives what the chart shows now and what it could show.
pub fn indicator_select(
    scene: Scene,
    choices: impl Fn() -> (Option<IndicatorId>, Vec<Choice>) + Send + 'static,
) -> El {
    let options = move || {
        let data = scene.data.get();
        let words = scene.words();
        let (shown, mut choices) = choices();
        order::sort_by_key(&mut choices, |(id, breadth)| {
            (std::cmp::Reverse(*breadth), *id)
        });
        let options = choices.into_iter().map(|(id, breadth)| {
            let indicator = data.dataset.indicator(id);
            let name = words.indicator(indicator);
            el("option")
                .attr("value", &indicator.id)
                .is("selected", move || Some(id) == shown)
                .text(format!("{name} ({breadth})"))
        });
        options.collect()
    };
    let choose = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        let is_only = scene.query.with_untracked(|query| {
            let chosen = query.choices(Filter::Indicator);
            chosen.len() == 1 && chosen.contains(&id)
        });
        if !is_only {
            scene.dispatch(Action::Only(Filter::Indicator, id));
        }
    };
    let select = el("select")
        .attr("data-select", "indicator")
        .on("change", choose)
        .children_with(options);
    el("label")
        .class("field")
        .is("hidden", move || !scene.is_free("indicator"))
        .child(el("span").text_with(move || scene.words().choose_indicator.to_owned()))
        .child(select)
}
