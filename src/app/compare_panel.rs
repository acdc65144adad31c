//! One indicator across cities. It must never compare what the view marks as not comparable.

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
use crate::report::Compare;

/// The panel.
pub fn compare_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Compare> + Copy + Send + Sync + 'static,
) -> El {
    let facts = move || {
        let view = view();
        let all = std::iter::once(&*view).chain(&view.others);
        Facts {
            indicators: all.clone().filter_map(|one| one.indicator).collect(),
            choices: view.choices.clone(),
            basis: view.basis,
            other_basis: all
                .clone()
                .any(|one| one.has_heads)
                .then_some(Basis::Members),
            more: view.more,
            left_out: view.left_out.clone(),
            offers: view.offers.clone(),
        }
    };
    chart_section(
        scene,
        View::Compare,
        Arc::new(facts),
        |words| words.compare_title,
        Arc::new(move |at| Box::new((view(), at))),
    )
}

/// One of the comparisons.
impl Picture for (Shared<Compare>, usize) {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::compare_height(one(self), canvas)
    }

    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_compare(backend, one(self), canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let mut bars = one(self).bars.iter();
        let bar = bars.find(|bar| target == Target::Observation(bar.datum.row));
        bar.map_or_else(String::new, |bar| words.bar_sentence(dataset, bar))
    }

    fn indicator(&self) -> Option<IndicatorId> {
        one(self).indicator
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.compare_summary(dataset, one(self))
    }
}

fn one((view, at): &(Shared<Compare>, usize)) -> &Compare {
    view.at(*at).unwrap_or(view)
}
