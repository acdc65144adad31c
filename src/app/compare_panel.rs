//! One indicator across cities. It must never compare what the view marks as not comparable.

use super::canvas::{Picture, chart_section};
use super::element::El;
use super::screen::CanvasBackend;
use super::state::{Scene, Shared};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::report::Compare;

/// The panel.
pub fn compare_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Compare> + Copy + Send + 'static,
) -> El {
    chart_section(
        scene,
        "compare",
        move || {
            let view = view();
            (view.indicator, view.choices.clone())
        },
        |words| words.compare_title,
        move || Box::new(view()),
    )
}

impl Picture for Shared<Compare> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::compare_height(self, canvas)
    }

    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_compare(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let mut data = self.bars.iter().map(|bar| &bar.datum);
        let datum = data.find(|datum| target == Target::Observation(datum.row));
        datum.map_or_else(String::new, |datum| words.mark_sentence(dataset, datum))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.compare_summary(dataset, self)
    }
}
