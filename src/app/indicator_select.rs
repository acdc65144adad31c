//! A native select that chooses the one indicator of a chart. It must never offer an indicator
//! that the chart could not show.

use leptos::ev;
use leptos::html::{label, option, select, span};
use leptos::prelude::*;

use super::state::Scene;
use crate::dataset::IndicatorId;
use crate::order;
use crate::query::{Action, Filter};

/// The choices of a chart: each indicator with the number that ranks it.
pub type Choices = Vec<(IndicatorId, usize)>;

/// The select; `shown` is what the chart shows now.
pub fn indicator_select(
    scene: Scene,
    shown: impl Fn() -> Option<IndicatorId> + Send + Sync + 'static,
    choices: impl Fn() -> Choices + Send + Sync + 'static,
) -> AnyView {
    let options = move || {
        let data = scene.data.get();
        let words = scene.words();
        let shown = shown();
        let mut choices = choices();
        order::sort_by_key(&mut choices, |(id, breadth)| (std::cmp::Reverse(*breadth), *id));
        let options = choices.into_iter().map(|(id, breadth)| {
            let indicator = data.dataset.indicator(id);
            option()
                .attr("value", indicator.id.clone())
                .prop("selected", Some(id) == shown)
                .child(format!("{} ({breadth})", words.indicator(indicator)))
        });
        options.collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        if !scene.query.with_untracked(|query| {
            let chosen = query.choices(Filter::Indicator);
            chosen.len() == 1 && chosen.contains(&id)
        }) {
            scene.dispatch(Action::Only(Filter::Indicator, id));
        }
    };
    label()
        .class("field")
        .child((
            span().child(move || scene.words().choose_indicator),
            select().attr("data-select", "indicator").on(ev::change, choose).child(options),
        ))
        .into_any()
}
