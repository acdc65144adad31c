//! What is on: one chip a filter, each removes itself. It must never leave a filter without a
//! chip.

use std::borrow::Cow;

use leptos::prelude::*;

use super::element::{El, ElementRef, button, el};
use super::state::Scene;
use crate::dataset::{Dataset, Level, ScopeKind, Status, YearRange};
use crate::lang::Words;
use crate::query::{Action, Filter, Query};
use crate::rows::seen;

/// The chips, and what the selection holds.
pub fn chips(scene: Scene) -> El {
    let group = ElementRef::new();
    let counts = move || {
        let data = scene.data.get();
        let selection = scene.selection.get();
        let city = data.dataset.observations.city.numbers();
        let seen = seen(&selection.rows, city, data.dataset.cities.len());
        let cities = seen.into_iter().filter(|&seen| seen).count();
        (scene.words().selected)(selection.rows.len(), cities, selection.honours.len())
    };
    let chips = move || {
        let data = scene.data.get();
        let words = scene.words();
        let chips = scene
            .query
            .with(|query| active(query, &data.dataset, words));
        let free = chips.iter().filter(|chip| scene.is_free(chip.key));
        let clear = (free.count() > 1).then(|| {
            let clear = move || {
                scene.dispatch(Action::ClearAll);
                hold_focus(group);
            };
            button(clear).class("link").text(words.clear_all)
        });
        chips
            .into_iter()
            .map(|chip| chip_view(scene, words, chip, group))
            .chain(clear)
            .collect()
    };
    el("div")
        .class("chips")
        .node(group)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr_with("aria-label", move || Some(scene.words().active.to_owned()))
        .child(
            el("p")
                .class("counts")
                .attr("aria-live", "polite")
                .text_with(counts),
        )
        .children_with(chips)
}

/// One filter that is on, and the action that takes it off.
struct Chip {
    name: String,
    /// The key of the address that says it.
    key: &'static str,
    off: Action,
}

/// The names of what is on, for a file's name or a citation.
pub fn active_names(query: &Query, dataset: &Dataset, words: &Words) -> Vec<String> {
    let chips = active(query, dataset, words);
    chips.into_iter().map(|chip| chip.name).collect()
}

fn active(query: &Query, dataset: &Dataset, words: &Words) -> Vec<Chip> {
    let mut chips = Vec::new();
    for filter in Filter::ALL {
        for choice in query.choices(filter).iter() {
            let name = choice_name(filter, choice, dataset, words);
            chips.push(Chip {
                name,
                key: filter.key(),
                off: Action::Toggle(filter, choice.clone()),
            });
        }
    }
    let YearRange { from, to } = query.years.ordered();
    if !query.years.is_all() {
        let name = (words.year_range)(from, to);
        chips.push(Chip {
            name,
            key: "year",
            off: Action::Years(YearRange::ALL),
        });
    }
    if !query.text.trim().is_empty() {
        let name = format!("{}{}{}", words.search, words.colon, query.text);
        chips.push(Chip {
            name,
            key: "q",
            off: Action::Search(String::new()),
        });
    }
    if let Some(row) = query.focus.as_ref().and_then(|key| dataset.row_of_key(key)) {
        let observation = dataset.observation(row);
        let city = words.short_city(observation.city);
        let name = format!("{city} {}", words.indicator(observation.indicator));
        chips.push(Chip {
            name: (words.charts.open)(&name),
            key: "focus",
            off: Action::Focus(None),
        });
    }
    chips
}

/// The name of a choice on screen; the choice itself if the dataset does not know it.
pub fn choice_name(filter: Filter, choice: &str, dataset: &Dataset, words: &Words) -> String {
    let known = known_name(filter, choice, dataset, words);
    known.map_or_else(|| choice.to_owned(), Cow::into_owned)
}

fn known_name<'n>(
    filter: Filter,
    choice: &'n str,
    dataset: &'n Dataset,
    words: &Words,
) -> Option<Cow<'n, str>> {
    let name = match filter {
        Filter::City => return Some(words.city(dataset.city(dataset.city_named(choice)?))),
        Filter::Province => choice,
        Filter::Category => {
            words.category(&dataset.categories[dataset.category_of(choice)?.index()])
        }
        Filter::Indicator => words.indicator(dataset.indicator(dataset.indicator_of(choice)?)),
        Filter::Level => (words.level)(Level::parse(choice)?),
        Filter::Scope => (words.scope)(ScopeKind::parse(choice)?),
        Filter::Status => (words.status)(Status::parse(choice)?),
    };
    Some(Cow::Borrowed(name))
}

fn chip_view(scene: Scene, words: &Words, chip: Chip, group: ElementRef) -> El {
    let Chip { name, key, off } = chip;
    // What the page has fixed is said, and cannot be taken off.
    if !scene.is_free(key) {
        return el("span").attr("data-fixed", key).text(name);
    }
    let remove = move || {
        scene.dispatch(off.clone());
        hold_focus(group);
    };
    button(remove)
        .attr("data-chip", "")
        .label("aria-label", &(words.remove)(&name))
        .child(el("span").text(name))
        .child(el("span").attr("aria-hidden", "true").text(" ×"))
}

/// A chip that removes itself hands the focus to its group, or Tab would start over.
fn hold_focus(group: ElementRef) {
    if let Some(group) = group.get_untracked() {
        let _ = group.focus();
    }
}
