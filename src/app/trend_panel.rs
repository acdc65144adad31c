//! One indicator over time. It must never join periods that the view keeps apart.

use std::sync::Arc;

use super::chart_section::{Facts, chart_section};
use super::element::El;
use super::ink::Ink;
use super::picture::Picture;
use super::shared::Shared;
use super::state::Scene;
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::{Dataset, IndicatorId};
use crate::lang::Words;
use crate::query::{Basis, View};
use crate::report::Trend;

/// The panel.
pub fn trend_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Trend> + Copy + Send + Sync + 'static,
) -> El {
    let facts = move || {
        let view = view();
        let all = std::iter::once(&*view).chain(&view.others);
        Facts {
            indicators: all.clone().filter_map(|one| one.indicator).collect(),
            choices: view.choices.clone(),
            basis: view.basis,
            other_basis: all.clone().any(|one| one.has_index).then_some(Basis::Index),
            more: view.more,
            left_out: view.left_out.clone(),
            offers: view.offers.clone(),
        }
    };
    chart_section(
        scene,
        View::Trend,
        Arc::new(facts),
        |words| words.trend_title,
        Arc::new(move |at| Box::new((view(), at))),
    )
}

/// One of the trends.
impl Picture for (Shared<Trend>, usize) {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::trend_height(one(self), canvas)
    }

    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_trend(backend, one(self), canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let all = one(self).series.iter();
        let mut data = all.flat_map(|series| series.data().map(move |datum| (series, datum)));
        let found = data.find(|(_, datum)| target == Target::Observation(datum.row));
        found.map_or_else(String::new, |(series, datum)| {
            words.point_sentence(dataset, series, datum)
        })
    }

    fn indicator(&self) -> Option<IndicatorId> {
        one(self).indicator
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.trend_summary(dataset, one(self))
    }
}

fn one((view, at): &(Shared<Trend>, usize)) -> &Trend {
    view.at(*at).unwrap_or(view)
}
