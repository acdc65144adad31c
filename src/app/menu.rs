//! One filter as a menu of check boxes that opens below its name: `details`, so that it works by
//! keyboard as it is. It must never trap the focus.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlDetailsElement, HtmlElement, KeyboardEvent, Node};

use super::chips::choice_name;
use super::element::{El, ElementRef, button, el, turn_on};
use super::long_list::long_list;
use super::state::Scene;
use crate::dataset::Dataset;
use crate::host::page;
use crate::lang::Words;
use crate::order;
use crate::query::{Action, Facets, Filter, finds};

/// A list of more options than this can be searched.
const FEW: usize = 12;

/// The search of the list that is open.
const SEARCH: &str = "details[open] .find";

/// One option of a menu: its id, its name and its place in the facets' counts.
struct Choice {
    id: String,
    name: String,
    at: usize,
}

/// The menu of a filter by city, category or indicator.
pub fn menu(scene: Scene, filter: Filter) -> El {
    let node = ElementRef::new();
    let title = move || (scene.words().filter)(filter).to_owned();
    let chosen = move || {
        let data = scene.data.get();
        let words = scene.words();
        scene.query.with(|query| {
            let chosen = query.choices(filter);
            match (chosen.len(), chosen.iter().next()) {
                (1, Some(choice)) => choice_name(filter, choice, &data.dataset, words),
                (0, _) => words.all.to_owned(),
                (count, _) => (words.chosen)(count),
            }
        })
    };
    // Hundreds of options are made when they are first looked at: they would delay the start.
    let was_opened = RwSignal::new(false);
    let sought = RwSignal::new(String::new());
    let options = move || {
        if !was_opened.get() {
            return Vec::new();
        }
        // More of the same data changes no name, and who walks the list stays where they are.
        scene.version.track();
        let data = scene.data.get_untracked();
        let mut all = choices(filter, &data.dataset, scene.words());
        sought.with(|text| all.retain(|choice| is_sought(filter, choice, &data.dataset, text)));
        if all.is_empty() {
            let nothing = move || scene.words().reach.nothing_found.to_owned();
            return vec![el("p").class("empty").text_with(nothing)];
        }
        let count = all.len();
        let item = move |at: usize| Some(choice_view(scene, filter, all.get(at)?));
        let (mut parts, more) = long_list(scene, "div", count, Arc::new(item), SEARCH);
        parts.push(more);
        parts
    };
    let is_long = move || {
        let count = scene.data.with(|data| match filter {
            Filter::City => data.dataset.cities.len(),
            Filter::Category => data.dataset.categories.len(),
            _ => data.dataset.indicators.len(),
        });
        count > FEW
    };
    let name = move || (scene.words().reach.search_in)((scene.words().filter)(filter));
    let search = el("input")
        .attr("type", "search")
        .class("find")
        .is("hidden", move || !is_long())
        .attr_with("aria-label", move || Some(name()))
        .attr_with("placeholder", move || Some(name()))
        .on("input", move |event| sought.set(event_target_value(&event)));
    let clear = button(move || scene.dispatch(Action::Clear(filter)))
        .class("link")
        .text_with(move || scene.words().all.to_owned());
    let list = el("fieldset")
        .child(el("legend").text_with(title))
        .child(search)
        .child(clear)
        .child(el("div").class("choices").children_with(options))
        .on("scroll", go_on);
    // The click comes before the menu shows, so that a quick Tab finds the options.
    let summary = el("summary")
        .on("click", move |_| turn_on(was_opened))
        .child(el("span").class("label").text_with(title))
        .child(el("span").class("now").text_with(chosen));
    foldable(node)
        .class("filter")
        .is("hidden", move || !scene.is_free(filter.key()))
        .attr("data-filter", filter.key())
        .on("toggle", move |_| turn_on(was_opened))
        .child(summary)
        .child(list)
}

/// A `details` that shuts at Escape, and when the focus or a click goes elsewhere.
pub fn foldable(node: ElementRef) -> El {
    el("details")
        .attr("data-fold", "")
        .node(node)
        .on("keydown", move |event| {
            if event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|key| key.key() == "Escape")
            {
                close(node.get_untracked());
            }
        })
        .on("focusout", move |event| {
            // Focus that moves to another control leaves the menu; a click beside it is seen by
            // the dashboard.
            let next = event
                .dyn_ref::<FocusEvent>()
                .and_then(FocusEvent::related_target);
            let next = next.and_then(|next| next.dyn_into::<Node>().ok());
            if let (Some(next), Some(menu)) = (next, node.get_untracked())
                && !menu.contains(Some(&next))
            {
                set_closed(&menu);
            }
        })
}

/// Draws the next options when the last of those that are drawn comes near.
fn go_on(event: Event) {
    const NEAR_PX: i32 = 400;
    let Some(list) = page::heard_at(&event) else {
        return;
    };
    let below = list.scroll_height() - list.scroll_top() - list.client_height();
    if below > NEAR_PX {
        return;
    }
    let more = list.query_selector("[data-deed=more]:not([hidden])");
    if let Some(more) = more.ok().flatten()
        && let Ok(more) = more.dyn_into::<HtmlElement>()
    {
        more.click();
    }
}

/// Whether an option is among those that its reader looks for.
fn is_sought(filter: Filter, choice: &Choice, dataset: &Dataset, text: &str) -> bool {
    let mut names = vec![&*choice.name, &*choice.id];
    match filter {
        Filter::City => {
            let city = &dataset.cities[choice.at];
            names.extend([&*city.name, &*city.short_name, &*city.province]);
            names.extend(city.aliases.iter().map(|alias| &**alias));
        }
        Filter::Category => {}
        _ => {
            let indicator = &dataset.indicators[choice.at];
            names.push(&indicator.name);
            names.push(&dataset.categories[indicator.category.index()].name);
        }
    }
    finds(text, &names)
}

fn choices(filter: Filter, dataset: &Dataset, words: &Words) -> Vec<Choice> {
    let choice = |(at, (id, name)): (usize, (&String, Cow<'_, str>))| Choice {
        id: id.clone(),
        name: name.into_owned(),
        at,
    };
    match filter {
        Filter::City => {
            let cities = dataset
                .cities
                .iter()
                .map(|city| (&city.code, words.city(city)));
            cities.enumerate().map(choice).collect()
        }
        Filter::Category => {
            let all = dataset.categories.iter();
            all.map(|one| (&one.id, words.category(one).into()))
                .enumerate()
                .map(choice)
                .collect()
        }
        _ => {
            let all = dataset.indicators.iter();
            let named = all
                .map(|one| (&one.id, words.indicator(one).into()))
                .enumerate();
            let mut choices: Vec<Choice> = named.map(choice).collect();
            // Of the many indicators those with most figures come first.
            let mut counts = vec![0_u32; choices.len()];
            for id in dataset.observations.indicator.iter() {
                counts[id.index()] += 1;
            }
            order::sort_by_key(&mut choices, |choice| std::cmp::Reverse(counts[choice.at]));
            choices
        }
    }
}

fn count(facets: &Facets, filter: Filter, at: usize) -> u32 {
    let counts = match filter {
        Filter::City => &facets.city,
        Filter::Category => &facets.category,
        _ => &facets.indicator,
    };
    counts.get(at).copied().unwrap_or(0)
}

fn choice_view(scene: Scene, filter: Filter, choice: &Choice) -> El {
    let &Choice {
        ref id,
        ref name,
        at,
    } = choice;
    let (checked_id, toggled_id) = (id.clone(), id.clone());
    let input = el("input")
        .attr("type", "checkbox")
        .attr("value", id)
        .is("checked", move || {
            scene
                .query
                .with(|query| query.choices(filter).contains(&checked_id))
        })
        .on("change", move |_| {
            scene.dispatch(Action::Toggle(filter, toggled_id.clone()))
        });
    let counted = move || {
        scene
            .facets
            .with(|facets| count(facets, filter, at))
            .to_string()
    };
    el("label")
        .class("choice")
        .child(input)
        .child(el("span").class("name").text(name))
        .child(el("span").class("count").text_with(counted))
}

/// Closes a menu and hands the focus back to its name.
pub fn close(menu: Option<HtmlElement>) {
    let Some(menu) = menu.filter(|menu| menu.has_attribute("open")) else {
        return;
    };
    set_closed(&menu);
    let summary = menu.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}

fn set_closed(menu: &Element) {
    if let Some(menu) = menu.dyn_ref::<HtmlDetailsElement>() {
        menu.set_open(false);
    }
}

/// Closes every open menu of `root` that does not hold `target`: the reader clicked beside it.
pub fn close_menus_beside(root: &Element, target: Option<&Node>) {
    let Ok(menus) = root.query_selector_all("details[data-fold][open]") else {
        return;
    };
    for at in 0..menus.length() {
        let menu = menus
            .item(at)
            .and_then(|menu| menu.dyn_into::<Element>().ok());
        if let Some(menu) = menu.filter(|menu| !menu.contains(target)) {
            set_closed(&menu);
        }
    }
}
