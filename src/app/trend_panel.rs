//! One indicator over time. It must never join periods that the view keeps apart.

use leptos::html::{h2, p, section};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;

use super::canvas::{Picture, chart};
use super::indicator_select::indicator_select;
use super::state::{Scene, Shared};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::report::{Trend, trend};

/// The panel.
pub fn trend_panel(scene: Scene) -> AnyView {
    let view = scene.view(trend);
    let title = move || {
        let data = scene.data.get();
        let words = scene.words();
        let indicator = view.with(|view| view.indicator);
        indicator.map_or_else(String::new, |id| {
            (words.trend_title)(words.indicator(data.dataset.indicator(id)))
        })
    };
    let has_series = Memo::new(move |_| view.with(|view| view.indicator.is_some()));
    section()
        .attr("data-panel", "trend")
        .child((
            indicator_select(
                scene,
                move || view.with(|view| view.indicator),
                move || view.with(|view| view.choices.clone()),
            ),
            move || {
                if has_series.get() {
                    (h2().child(title), chart(scene, "trend", title, move || Box::new(view.get())))
                        .into_any()
                } else {
                    p().class("empty").child(scene.words().not_comparable).into_any()
                }
            },
        ))
        .into_any()
}

impl Picture for Shared<Trend> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::trend_height(self, canvas)
    }

    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_trend(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let data = self.series.iter().flat_map(|series| series.points.iter().chain(&series.spans));
        let datum = data.into_iter().find(|datum| target == Target::Observation(datum.row));
        datum.map_or_else(String::new, |datum| words.mark_sentence(dataset, datum))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.trend_summary(dataset, self)
    }
}
