//! The view that the reader chose, of those that are loaded later. It must never build a view that
//! is not shown.

use leptos::prelude::*;

use super::answer_panel::answer_panel;
use super::doubts_panel::doubts_panel;
use super::element::{El, el};
use super::honours_panel::honours_panel;
use super::matrix_panel::matrix_panel;
use super::shared::{Shared, view_of};
use super::state::Scene;
use super::trend_panel::trend_panel;
use crate::query::View;
use crate::report::{
    Answer, Doubts, Honours, Matrix, Trend, answer, doubts, honours, matrix, trend,
};

/// The shown view's data.
#[derive(Clone, PartialEq)]
enum Shown {
    /// Another view is about to replace the panel.
    Nothing,
    Trend(Shared<Trend>),
    Matrix(Shared<Matrix>),
    Honours(Shared<Honours>),
    Doubts(Shared<Doubts>),
    Report(Shared<Answer>),
}

/// The chosen view's panel.
pub fn later_panel(scene: Scene) -> El {
    let shown = Memo::new(move |_| {
        let data = scene.data.get();
        let selection = scene.selection.get();
        let dataset = &data.dataset;
        scene.asked.with(|query| match query.view {
            View::Trend => Shown::Trend(Shared::new(trend(dataset, query))),
            View::Matrix => Shown::Matrix(Shared::new(matrix(dataset, query, &selection))),
            View::Honours => Shown::Honours(Shared::new(honours(dataset, &selection))),
            View::Doubts => Shown::Doubts(Shared::new(doubts(dataset, query, &selection))),
            View::Report => Shown::Report(Shared::new(answer(dataset, query, &selection))),
            _ => Shown::Nothing,
        })
    });
    let kind = Memo::new(move |_| shown.with(std::mem::discriminant));
    el("div").children_with(move || {
        kind.get();
        match shown.get_untracked() {
            Shown::Nothing => Vec::new(),
            Shown::Trend(_) => vec![trend_panel(scene, view_of!(shown, Trend))],
            Shown::Matrix(_) => vec![matrix_panel(scene, view_of!(shown, Matrix))],
            Shown::Honours(_) => vec![honours_panel(scene, view_of!(shown, Honours))],
            Shown::Doubts(_) => vec![doubts_panel(scene, view_of!(shown, Doubts))],
            Shown::Report(_) => vec![answer_panel(scene, view_of!(shown, Report))],
        }
    })
}
