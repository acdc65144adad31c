//! The view that the reader chose: built once as plain data, shown by its panel. It must never
//! build a view that is not shown.

use std::sync::{Mutex, PoisonError};

use leptos::prelude::*;

use super::ahead;
use super::compare_panel::compare_panel;
use super::element::{El, button, el};
use super::later;
use super::overview_panel::overview_panel;
use super::rest::behind;
use super::shared::{Shared, view_of};
use super::state::Scene;
use super::table_panel::table_panel;
use crate::query::{Action, Selection, View};
use crate::report::{Compare, Order, Overview, Table, compare, table};

/// The shown view's data.
#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Overview(Shared<Overview>),
    Compare(Shared<Compare>),
    Table(Shared<Table>),
    /// One that is loaded later.
    Later,
}

/// The chosen view's panel, or the word that nothing matches.
pub fn panel(scene: Scene) -> El {
    // The table's order, of which selection: turning a page sorts nothing.
    let sorted = Mutex::<(Shared<Selection>, Order)>::default();
    let shown = Memo::new(move |_| {
        let data = scene.data.get();
        let selection = scene.selection.get();
        let dataset = &data.dataset;
        scene.asked.with(|query| {
            let is_empty = match query.view {
                View::Honours => selection.honours.is_empty(),
                View::Doubts | View::Report => false,
                _ => selection.rows.is_empty(),
            };
            if is_empty {
                return Shown::Nothing;
            }
            match query.view {
                View::Overview => Shown::Overview(ahead::take(&data, query, &selection)),
                View::Compare => Shown::Compare(Shared::new(compare(dataset, query))),
                View::Table => {
                    let mut sorted = sorted.lock().unwrap_or_else(PoisonError::into_inner);
                    if sorted.0 != selection {
                        *sorted = (selection.clone(), Order::default());
                    }
                    let page = table(dataset, query, &selection, &mut sorted.1);
                    Shown::Table(Shared::new(page))
                }
                View::Trend | View::Matrix | View::Honours | View::Doubts | View::Report => {
                    Shown::Later
                }
            }
        })
    });
    // The panel itself is made anew only when another kind of view is shown.
    let kind = Memo::new(move |_| shown.with(std::mem::discriminant));
    el("div").children_with(move || {
        kind.get();
        let panel = match shown.get_untracked() {
            Shown::Nothing => el("p")
                .class("empty")
                .text_with(move || scene.nothing().to_owned()),
            Shown::Overview(_) => overview_panel(scene, view_of!(shown, Overview)),
            Shown::Compare(_) => compare_panel(scene, view_of!(shown, Compare)),
            Shown::Table(_) => table_panel(scene, view_of!(shown, Table)),
            Shown::Later => {
                scene.want_rest();
                let view = move || vec![later::open_view(scene)];
                el("div").children(behind(scene, || true, view))
            }
        };
        vec![panel]
    })
}

/// The switch between views.
pub fn view_switch(scene: Scene) -> El {
    let buttons = move || {
        let views = scene.bounds.with(|bounds| bounds.views().to_vec());
        let button = |view: View| {
            let current = move || scene.query.with(|query| query.view == view);
            button(move || scene.dispatch(Action::Show(view)))
                .attr("data-view", view.as_str())
                .attr_with("aria-current", move || current().then(|| "page".to_owned()))
                .text_with(move || (scene.words().view)(view).to_owned())
        };
        views.into_iter().map(button).collect()
    };
    let idle = move || {
        scene
            .bounds
            .with(|bounds| bounds.views().len() == 1 || bounds.is_locked("view"))
    };
    el("nav")
        .class("views")
        .is("hidden", idle)
        .attr_with("aria-label", move || Some(scene.words().views.to_owned()))
        .children_with(buttons)
}
