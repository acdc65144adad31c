//! One indicator across cities. It must never compare what the view marks as not comparable.

use leptos::html::{h2, p, section};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;

use super::canvas::{Picture, chart};
use super::indicator_select::indicator_select;
use super::state::{Scene, Shared};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::report::{Compare, compare};

/// The panel.
pub fn compare_panel(scene: Scene) -> AnyView {
    let view = scene.view(compare);
    let title = move || {
        let data = scene.data.get();
        let words = scene.words();
        let indicator = view.with(|view| view.indicator);
        indicator.map_or_else(String::new, |id| {
            (words.compare_title)(words.indicator(data.dataset.indicator(id)))
        })
    };
    let has_bars = Memo::new(move |_| view.with(|view| view.indicator.is_some()));
    section()
        .attr("data-panel", "compare")
        .child((
            indicator_select(
                scene,
                move || view.with(|view| view.indicator),
                move || view.with(|view| view.choices.clone()),
            ),
            move || {
                if has_bars.get() {
                    (h2().child(title), chart(scene, "compare", title, move || Box::new(view.get())))
                        .into_any()
                } else {
                    p().class("empty").child(scene.words().not_comparable).into_any()
                }
            },
        ))
        .into_any()
}

impl Picture for Shared<Compare> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::compare_height(self, canvas)
    }

    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_compare(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let datum = self.bars.iter().map(|bar| &bar.datum).find(|datum| target == Target::Observation(datum.row));
        datum.map_or_else(String::new, |datum| words.mark_sentence(dataset, datum))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.compare_summary(dataset, self)
    }
}
