//! One indicator over time. It must never join periods that the view keeps apart.

use super::canvas::{Picture, chart_section};
use super::element::El;
use super::screen::CanvasBackend;
use super::state::{Scene, Shared};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::report::Trend;

/// The panel.
pub fn trend_panel(scene: Scene, view: impl Fn() -> Shared<Trend> + Copy + Send + 'static) -> El {
    chart_section(
        scene,
        "trend",
        move || {
            let view = view();
            (view.indicator, view.choices.clone())
        },
        |words| words.trend_title,
        move || Box::new(view()),
    )
}

impl Picture for Shared<Trend> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::trend_height(self, canvas)
    }

    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_trend(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let mut data = self
            .series
            .iter()
            .flat_map(|series| series.points.iter().chain(&series.spans));
        let datum = data.find(|datum| target == Target::Observation(datum.row));
        datum.map_or_else(String::new, |datum| words.mark_sentence(dataset, datum))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.trend_summary(dataset, self)
    }
}
