//! The overview: headline cards and the categories' chart. It must never compute a figure.

use leptos::ev;
use leptos::html::{button, div, h2, h3, li, p, section, span, ul};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;

use super::canvas::{Picture, chart};
use super::state::{Scene, Shared};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::{Dataset, Measure};
use crate::figure;
use crate::lang::Words;
use crate::query::{Action, Filter, View};
use crate::report::{Card, CardEntry, Overview, overview};

/// Cities named on a card; the comparison shows the rest.
const MOST_ENTRIES: usize = 5;

/// The panel.
pub fn overview_panel(scene: Scene) -> AnyView {
    let view = scene.view(overview);
    section()
        .attr("data-panel", "overview")
        .child((
            div().class("cards").child(move || {
                let data = scene.data.get();
                let words = scene.words();
                let cards = view.with(|view| view.cards.clone());
                cards.iter().map(|card| card_view(scene, &data.dataset, words, card)).collect_view()
            }),
            h2().child(move || scene.words().categories_title),
            chart(
                scene,
                "overview",
                move || scene.words().categories_title.to_owned(),
                move || Box::new(view.get()),
            ),
        ))
        .into_any()
}

fn card_view(scene: Scene, dataset: &Dataset, words: &'static Words, card: &Card) -> AnyView {
    let indicator = dataset.indicator(card.indicator);
    let id = indicator.id.clone();
    let largest = card.entries.iter().filter_map(|entry| entry.datum.value).fold(0.0, f64::max);
    let is_share = indicator.measure == Measure::Ratio;
    let entries = card.entries.iter().take(MOST_ENTRIES);
    let entries = entries.map(|entry| entry_view(scene, dataset, words, entry, largest, is_share));
    let open = {
        let id = id.clone();
        move |_| {
            scene.dispatch(Action::Only(Filter::Indicator, id.clone()));
            scene.dispatch(Action::Show(View::Compare));
        }
    };
    div()
        .class("card")
        .attr("data-indicator", id)
        .child((
            h3().child(
                button()
                    .attr("type", "button")
                    .attr("title", (words.view)(View::Compare))
                    .on(ev::click, open)
                    .child(words.indicator(indicator).to_owned()),
            ),
            ul().child(entries.collect_view()),
        ))
        .into_any()
}

fn entry_view(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    entry: &CardEntry,
    largest: f64,
    is_share: bool,
) -> AnyView {
    let datum = &entry.datum;
    let key = datum.key.clone();
    let value = datum.value.unwrap_or(0.0);
    let whole = if is_share { largest.max(100.0) } else { largest };
    let share = if whole > 0.0 { (value / whole * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    let change = entry.change.as_ref().and_then(|change| {
        let percent = figure::change_percent(change.from, value)?;
        Some((words.change)(&(words.period)(change.since), &percent))
    });
    let remarks = words.remarks(datum).join(words.comma);
    li().child(
        button()
            .attr("type", "button")
            .class("entry")
            .attr("title", words.mark_sentence(dataset, datum))
            .on(ev::click, move |_| scene.dispatch(Action::Focus(Some(key.clone()))))
            .child((
                span().class("who").child((
                    span().child(words.short_city(dataset.city(datum.city)).to_owned()),
                    span().class("when").child((words.period)(datum.period)),
                )),
                span().class("value").child(words.value(dataset, datum)),
                span()
                    .class("bar")
                    .child(span().class("fill").style(("width", format!("{share:.1}%")))),
                change.map(|change| p().class("change").child(change)),
                (!remarks.is_empty()).then(|| p().class("remark").child(remarks)),
            )),
    )
    .into_any()
}

impl Picture for Shared<Overview> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::overview_height(self, canvas)
    }

    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_overview(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let Target::Category(id) = target else { return String::new() };
        let Some(bar) = self.categories.iter().find(|bar| bar.category == id) else {
            return String::new();
        };
        let name = words.category(&dataset.categories[id.index()]);
        let parts: Vec<String> = bar
            .by_city
            .iter()
            .map(|(city, count)| {
                let city = words.short_city(dataset.city(*city));
                format!("{city} {}", (words.figures)(*count))
            })
            .collect();
        let total = (words.figures)(bar.total);
        format!("{name} {total}{}{}", words.colon, parts.join(words.comma))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.overview_summary(dataset, self)
    }
}
