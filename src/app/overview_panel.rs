//! The overview: headline cards and the categories' chart. It must never compute a figure.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Event;

use super::canvas::chart;
use super::dashboard::CONTENT;
use super::element::{El, button, button_for, el};
use super::ink::Ink;
use super::picture::Picture;
use super::shared::Shared;
use super::state::{Scene, effect};
use crate::chart::{self, Canvas, HitMap, Target};
use crate::dataset::{Dataset, Measure};
use crate::host::page;
use crate::lang::Words;
use crate::query::{Action, Filter, View};
use crate::report::{Card, CardEntry, Overview};

/// Cities named on a card; the comparison shows the rest.
const MOST_ENTRIES: usize = 5;

/// The panel.
pub fn overview_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Overview> + Copy + Send + Sync + 'static,
) -> El {
    let cards = move || {
        let data = scene.data.get();
        let words = scene.words();
        let view = view();
        view.cards
            .iter()
            .map(|card| card_view(scene, &data.dataset, words, card))
            .collect()
    };
    let title = move || scene.words().categories_title.to_owned();
    let note = move || {
        let is_pale =
            |card: &Card| (card.entries.iter()).any(|entry| entry.other_period || entry.other_span);
        let words = scene.words();
        let note = view().cards.iter().any(is_pale).then_some(words.pale_note);
        note.unwrap_or_default().to_owned()
    };
    // The chart of the plans is there or not; what it shows, it follows by itself.
    let has_plans = RwSignal::new(None::<usize>);
    effect(move || {
        let now = (!view().targets.is_empty()).then_some(0);
        if has_plans.get_untracked() != now {
            has_plans.set(now);
        }
    });
    let plans = move || match has_plans.get() {
        None => Vec::new(),
        Some(_) => {
            let title = move || scene.words().charts.targets.to_owned();
            let picture = Rc::new(move || Box::new(Plans(view())) as Box<dyn Picture>);
            let chart = chart(scene, ("targets", 0), Arc::new(title), picture);
            let heading = el("h2").text_with(title);
            std::iter::once(heading).chain(chart).collect()
        }
    };
    el("section")
        .attr("data-panel", "overview")
        .child(
            el("h2")
                .class("hidden")
                .text_with(move || (scene.words().view)(View::Overview).to_owned()),
        )
        .child(el("div").class("cards").children_with(cards))
        .child(el("p").class("note").text_with(note))
        .child(el("div").children_with(plans))
        .child(el("h2").text_with(title))
        .children(chart(
            scene,
            ("overview", 0),
            Arc::new(title),
            Rc::new(move || Box::new(view())),
        ))
}

fn card_view(scene: Scene, dataset: &Dataset, words: &'static Words, card: &Card) -> El {
    let indicator = dataset.indicator(card.indicator);
    let largest = card
        .entries
        .iter()
        .filter(|entry| !entry.other_span)
        .filter_map(|entry| entry.datum.value)
        .fold(0.0, f64::max);
    // A share is drawn against the whole, a count against the largest.
    let whole = if indicator.measure == Measure::Ratio {
        largest.max(100.0)
    } else {
        largest
    };
    let id = indicator.id.clone();
    let open = move |event: Event| {
        scene.dispatch(Action::Only(Filter::Indicator, id.clone()));
        scene.dispatch(Action::Show(View::Compare));
        page::focus(&event, CONTENT);
    };
    let entries = card.entries.iter().take(MOST_ENTRIES);
    let entries = entries.map(|entry| entry_view(scene, dataset, words, entry, whole));
    let name = if scene.shows(View::Compare) && scene.is_free("indicator") {
        button_for(open).attr("title", (words.view)(View::Compare))
    } else {
        el("span")
    };
    let name = name.text(words.indicator(indicator));
    el("div")
        .class("card")
        .attr("data-indicator", &indicator.id)
        .child(el("h3").child(name))
        .child(el("ul").children(entries))
}

fn entry_view(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    entry: &CardEntry,
    whole: f64,
) -> El {
    let datum = &entry.datum;
    let row = datum.row;
    let value = datum.value.unwrap_or(0.0);
    let share = if whole > 0.0 {
        (value / whole * 100.0).clamp(0.0, 100.0)
    } else {
        0.0
    };
    let change = entry.change.as_ref();
    let change = change.and_then(|change| words.since(change, value));
    let remarks = words.remarks(dataset, datum).join(words.comma);
    let remarks = Some(remarks).filter(|text| !text.is_empty());
    let remark = if datum.doubted {
        "remark doubted"
    } else {
        "remark"
    };
    // A bar of another period is pale, so that lengths are not silently compared.
    let fill = if entry.other_period {
        "fill pale"
    } else {
        "fill"
    };
    let who = el("span")
        .class("who")
        .child(el("span").text(words.short_city(dataset.city(datum.city))))
        .child(el("span").class("when").text((words.period)(datum.period)));
    // What is about another length of time stands on no scale.
    let bar = (!entry.other_span).then(|| {
        el("span").class("bar").child(
            el("span")
                .class(fill)
                .style("width", format!("{}%", share.round() as u8)),
        )
    });
    let entry = button(move || scene.open(row))
        .class("entry")
        .label("title", &words.mark_sentence(dataset, datum))
        .child(who)
        .child(el("span").class("value").text(words.value(dataset, datum)))
        .children(bar)
        .children(change.map(|change| el("span").class("change").text(change)))
        .children(remarks.map(|remarks| el("span").class(remark).text(remarks)));
    el("li").child(entry)
}

/// The plans of an overview.
struct Plans(Shared<Overview>);

impl Picture for Plans {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::targets_height(&self.0.targets, canvas)
    }

    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_targets(backend, &self.0.targets, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let mut rows = self.0.targets.iter();
        let row = rows.find(|row| target == Target::Observation(row.datum.row));
        row.map_or_else(String::new, |row| words.target_sentence(dataset, row))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.targets_summary(dataset, &self.0.targets)
    }
}

impl Picture for Shared<Overview> {
    fn height(&self, canvas: &Canvas<'_>) -> f64 {
        chart::overview_height(self, canvas)
    }

    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap {
        chart::draw_overview(backend, self, canvas)
    }

    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String {
        let bar = self
            .categories
            .iter()
            .find(|bar| target == Target::Category(bar.category));
        bar.map_or_else(String::new, |bar| words.category_sentence(dataset, bar))
    }

    fn summary(&self, dataset: &Dataset, words: &Words) -> String {
        words.overview_summary(dataset, self)
    }
}
