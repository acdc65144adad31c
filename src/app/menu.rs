//! One filter as a menu of check boxes that opens below its name: `details`, so that it works by
//! keyboard as it is. It must never trap the focus.

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
use crate::query::{Action, Filter, Sought, names_of_city, names_of_indicator, options};

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

/// The filters that are asked for more rarely, in one menu.
pub const FURTHER: &[Filter] = &[
    Filter::Scope,
    Filter::Level,
    Filter::Status,
    Filter::Province,
];

/// The menu of one filter, or of several under a name of their own.
pub fn menu(scene: Scene, filters: &'static [Filter]) -> El {
    let own = filters.first().filter(|_| filters.len() == 1);
    let title = move || match (own, scene.words()) {
        (Some(filter), words) => (words.filter)(*filter).to_owned(),
        (None, words) => words.reach.further.to_owned(),
    };
    let node = ElementRef::new();
    let chosen = move || {
        let data = scene.data.get();
        let words = scene.words();
        scene.query.with(|query| {
            let mut chosen = filters.iter().flat_map(|&filter| {
                let choices = query.choices(filter).iter();
                choices.map(move |choice| (filter, choice))
            });
            match (chosen.next(), chosen.count()) {
                (None, _) => words.all.to_owned(),
                (Some((filter, choice)), 0) => choice_name(filter, choice, &data.dataset, words),
                (Some(_), others) => (words.chosen)(others + 1),
            }
        })
    };
    // Hundreds of options are made when they are first looked at: they would delay the start.
    let was_opened = RwSignal::new(false);
    // The click comes before the menu shows, so that a quick Tab finds the options.
    let summary = el("summary")
        .on("click", move |_| turn_on(was_opened))
        .child(el("span").class("label").text_with(title))
        .child(el("span").class("now").text_with(chosen));
    let sheet = el("div").class("sheet").on("scroll", go_on);
    let lists = filters
        .iter()
        .map(|&filter| options_of(scene, filter, was_opened));
    let sheet = lists.fold(sheet, El::child);
    foldable(node)
        .class("filter")
        .is("hidden", move || {
            filters.iter().all(|filter| !scene.is_free(filter.key()))
        })
        .attr("data-filter", own.map_or("further", |filter| filter.key()))
        .on("toggle", move |_| turn_on(was_opened))
        .child(summary)
        .child(sheet)
}

/// The options of a filter, searchable where they are many.
fn options_of(scene: Scene, filter: Filter, was_opened: RwSignal<bool>) -> El {
    let title = move || (scene.words().filter)(filter).to_owned();
    let text = RwSignal::new(String::new());
    let drawn = move || {
        if !was_opened.get() {
            return Vec::new();
        }
        // More of the same data changes no name, and who walks the list stays where they are.
        scene.version.track();
        let data = scene.data.get_untracked();
        let mut all = choices(filter, &data.dataset, scene.words());
        let sought = text.with(|text| Sought::new(text));
        all.retain(|choice| is_sought(filter, choice, &data.dataset, &sought));
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
        scene
            .data
            .with(|data| options(&data.dataset, filter).len() > FEW)
    };
    let name = move || (scene.words().reach.search_in)((scene.words().filter)(filter));
    let search = el("input")
        .attr("type", "search")
        .class("find")
        .is("hidden", move || !is_long())
        .attr_with("aria-label", move || Some(name()))
        .attr_with("placeholder", move || Some(name()))
        .on("input", move |event| text.set(event_target_value(&event)));
    let clear = button(move || scene.dispatch(Action::Clear(filter)))
        .class("link")
        .text_with(move || scene.words().all.to_owned());
    el("fieldset")
        .is("hidden", move || !scene.is_free(filter.key()))
        .child(el("legend").text_with(title))
        .child(search)
        .child(clear)
        .child(el("div").class("choices").children_with(drawn))
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
fn is_sought(filter: Filter, choice: &Choice, dataset: &Dataset, sought: &Sought) -> bool {
    let mut names = match filter {
        Filter::City => names_of_city(&dataset.cities[choice.at]),
        Filter::Indicator => names_of_indicator(dataset, &dataset.indicators[choice.at]),
        _ => Vec::new(),
    };
    names.extend([&*choice.name, &*choice.id]);
    sought.is_in(&names)
}

fn choices(filter: Filter, dataset: &Dataset, words: &Words) -> Vec<Choice> {
    let ids = options(dataset, filter).into_iter();
    let choice = |(at, id): (usize, &str)| Choice {
        id: id.to_owned(),
        // Not looked up by id: there may be thousands.
        name: match filter {
            Filter::City => words.city(&dataset.cities[at]).into_owned(),
            Filter::Category => words.category(&dataset.categories[at]).to_owned(),
            Filter::Indicator => words.indicator(&dataset.indicators[at]).to_owned(),
            _ => choice_name(filter, id, dataset, words),
        },
        at,
    };
    let mut choices: Vec<Choice> = ids.enumerate().map(choice).collect();
    if filter == Filter::Indicator {
        // Of the many indicators those with most figures come first.
        let mut counts = vec![0_u32; choices.len()];
        for id in dataset.observations.indicator.iter() {
            counts[id.index()] += 1;
        }
        order::sort_by_key(&mut choices, |choice| std::cmp::Reverse(counts[choice.at]));
    }
    choices
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
        let count = scene
            .facets
            .with(|facets| facets.of(filter).get(at).copied());
        count.unwrap_or(0).to_string()
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
