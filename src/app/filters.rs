//! The filters: native controls, each option with its count under all other filters. It must
//! never hide an option because its count is zero.

use leptos::ev;
use leptos::html::{button, details, div, fieldset, input, label, legend, option, select, span, summary};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, Node};

use super::state::Scene;
use crate::dataset::{Dataset, YearRange};
use crate::lang::Words;
use crate::order;
use crate::query::{Action, Facets, Filter, ReadMode};

/// All filters.
pub fn filters(scene: Scene) -> AnyView {
    div()
        .class("filters")
        .attr("role", "group")
        .attr("aria-label", move || scene.words().filters)
        .child((
            menu(scene, Filter::City),
            years(scene),
            menu(scene, Filter::Category),
            menu(scene, Filter::Indicator),
            read_mode(scene),
            search(scene),
        ))
        .into_any()
}

/// One option of a menu: its id, its name and where its count stands.
struct Choice {
    id: String,
    name: String,
    count: fn(&Facets, usize) -> u32,
}

fn choices(filter: Filter, dataset: &Dataset, words: &Words) -> Vec<Choice> {
    match filter {
        Filter::City => (dataset.cities.iter())
            .map(|city| Choice {
                id: city.code.clone(),
                name: words.city(city).to_owned(),
                count: |facets, at| facets.city.get(at).copied().unwrap_or(0),
            })
            .collect(),
        Filter::Category => (dataset.categories.iter())
            .map(|category| Choice {
                id: category.id.clone(),
                name: words.category(category).to_owned(),
                count: |facets, at| facets.category.get(at).copied().unwrap_or(0),
            })
            .collect(),
        _ => (dataset.indicators.iter())
            .map(|indicator| Choice {
                id: indicator.id.clone(),
                name: words.indicator(indicator).to_owned(),
                count: |facets, at| facets.indicator.get(at).copied().unwrap_or(0),
            })
            .collect(),
    }
}

/// A menu of check boxes that opens below its name.
fn menu(scene: Scene, filter: Filter) -> AnyView {
    let node = NodeRef::<leptos::html::Details>::new();
    let chosen = move || {
        let data = scene.data.get();
        let words = scene.words();
        scene.query.with(|query| {
            let chosen = query.choices(filter);
            let mut all = choices(filter, &data.dataset, words).into_iter();
            match chosen.len() {
                0 => words.all.to_owned(),
                1 => all.find(|c| chosen.contains(&c.id)).map(|c| c.name).unwrap_or_default(),
                count => (words.chosen)(count),
            }
        })
    };
    let options = move || {
        let data = scene.data.get();
        let words = scene.words();
        let all = choices(filter, &data.dataset, words);
        let order = ordered(filter, scene, &all);
        let options = order.into_iter().map(|at| choice_view(scene, filter, at, &all[at]));
        options.collect_view()
    };
    details()
        .class("filter")
        .attr("data-filter", filter.key())
        .node_ref(node)
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" {
                close(node.get_untracked());
            }
        })
        .on(ev::focusout, move |event| {
            // Focus that moves to another control leaves the menu; a click beside it is seen by
            // the dashboard.
            let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
            if let (Some(next), Some(menu)) = (next, node.get_untracked())
                && !menu.contains(Some(&next))
            {
                menu.set_open(false);
            }
        })
        .child((
            summary().child((
                span().class("label").child(move || (scene.words().filter)(filter)),
                span().class("now").child(chosen),
            )),
            fieldset().child((
                legend().child(move || (scene.words().filter)(filter)),
                button()
                    .attr("type", "button")
                    .class("link")
                    .on(ev::click, move |_| scene.dispatch(Action::Clear(filter)))
                    .child(move || scene.words().all),
                options,
            )),
        ))
        .into_any()
}

/// The order of a menu's options: indicators with most figures first, the rest as in the file.
fn ordered(filter: Filter, scene: Scene, all: &[Choice]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    if filter == Filter::Indicator {
        let data = scene.data.get_untracked();
        let mut counts = vec![0_u32; all.len()];
        for id in &data.dataset.observations.indicator {
            counts[id.index()] += 1;
        }
        order::sort_by_key(&mut order, |&at| std::cmp::Reverse(counts[at]));
    }
    order
}

fn choice_view(scene: Scene, filter: Filter, at: usize, choice: &Choice) -> AnyView {
    let Choice { id, name, count } = choice;
    let count = *count;
    let (checked_id, toggled_id) = (id.clone(), id.clone());
    let is_checked =
        move || scene.query.with(|query| query.choices(filter).contains(&checked_id));
    label()
        .class("choice")
        .child((
            input()
                .attr("type", "checkbox")
                .attr("value", id.clone())
                .prop("checked", is_checked)
                .on(ev::change, move |_| {
                    scene.dispatch(Action::Toggle(filter, toggled_id.clone()));
                }),
            span().class("name").child(name.clone()),
            span().class("count").child(move || scene.facets.with(|f| count(f, at)).to_string()),
        ))
        .into_any()
}

/// Two selects, from and to.
fn years(scene: Scene) -> AnyView {
    let end = move |name: &'static str, is_from: bool| {
        let now = move || {
            let years = scene.query.with(|query| query.years);
            if is_from { years.from } else { years.to }
        };
        let options = move || {
            let data = scene.data.get();
            let span = data.dataset.years();
            let (first, last) = (span.from.unwrap_or(1), span.to.unwrap_or(0));
            let any = option()
                .attr("value", "")
                .prop("selected", move || now().is_none())
                .child(move || scene.words().all);
            let years = (first..=last).map(|year| {
                option()
                    .attr("value", year.to_string())
                    .prop("selected", move || now() == Some(year))
                    .child(year.to_string())
            });
            (any, years.collect_view())
        };
        let choose = move |event| {
            let year = event_target_value(&event).parse::<u16>().ok();
            let mut years = scene.query.with_untracked(|query| query.years);
            if is_from {
                years.from = year;
            } else {
                years.to = year;
            }
            // An end that overtakes the other takes it along, as the reader chose this one last.
            if let YearRange { from: Some(from), to: Some(to) } = years
                && from > to
            {
                years = YearRange { from: year, to: year };
            }
            scene.dispatch(Action::Years(years));
        };
        select()
            .attr("data-filter", name)
            .attr("aria-label", move || {
                let words = scene.words();
                if is_from { words.year_from } else { words.year_to }
            })
            .on(ev::change, choose)
            .child(options)
    };
    div()
        .class("field years")
        .attr("role", "group")
        .attr("aria-label", move || scene.words().years)
        .child((
            span().class("label").child(move || scene.words().years),
            div().class("pair").child((
                end("year-from", true),
                span().attr("aria-hidden", "true").child("—"),
                end("year-to", false),
            )),
        ))
        .into_any()
}

fn read_mode(scene: Scene) -> AnyView {
    let options = ReadMode::ALL.iter().map(|&mode| {
        option()
            .attr("value", mode.as_str())
            .prop("selected", move || scene.query.with(|query| query.read) == mode)
            .child(move || (scene.words().read_mode)(mode))
    });
    let choose = move |event| {
        let word = event_target_value(&event);
        if let Some(&mode) = ReadMode::ALL.iter().find(|mode| mode.as_str() == word) {
            scene.dispatch(Action::Read(mode));
        }
    };
    label()
        .class("field")
        .child((
            span().class("label").child(move || scene.words().read),
            select().attr("data-filter", "read").on(ev::change, choose).child(options.collect_view()),
        ))
        .into_any()
}

fn search(scene: Scene) -> AnyView {
    label()
        .class("field search")
        .child((
            span().class("label").child(move || scene.words().search),
            input()
                .attr("type", "search")
                .attr("data-filter", "q")
                .attr("placeholder", move || scene.words().search_hint)
                .prop("value", move || scene.query.with(|query| query.text.clone()))
                .on(ev::input, move |event| {
                    scene.dispatch(Action::Search(event_target_value(&event)));
                }),
        ))
        .into_any()
}

/// Closes a menu and hands the focus back to its name.
fn close(menu: Option<HtmlDetailsElement>) {
    let Some(menu) = menu.filter(HtmlDetailsElement::open) else { return };
    menu.set_open(false);
    let summary = menu.query_selector("summary").ok().flatten();
    let summary = summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(summary) = summary {
        drop(summary.focus());
    }
}

/// Closes every open menu of `root` that does not hold `target`: the reader clicked beside it.
pub fn close_menus_beside(root: &web_sys::Element, target: Option<&Node>) {
    let Ok(menus) = root.query_selector_all("details.filter[open]") else { return };
    for at in 0..menus.length() {
        let menu = menus.item(at).and_then(|menu| menu.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(menu) = menu.filter(|menu| !menu.contains(target)) {
            menu.set_open(false);
        }
    }
}
