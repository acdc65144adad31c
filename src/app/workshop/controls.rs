//! Form controls of the workshop: a label around each. What they show follows the desk, so that
//! undo reaches them, and they are not made anew while somebody writes. It must never hold a word
//! of its own.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use super::works::Works;
use crate::app::element::{El, ElementRef, el, turn_on};
use crate::app::state::effect;
use crate::dataset::{Category, Indicator, Scope, ScopeKind};
use crate::host::page;

/// What hears a control's value, and what it shows. One type each, so that a control's code is
/// compiled once.
pub type Hear<T> = Box<dyn Fn(T)>;
type Show<T> = Box<dyn Fn() -> T + Send>;
/// Which option is chosen.
pub type Chosen = Arc<dyn Fn() -> String + Send + Sync>;

/// Moves the focus to the first element of `selector` within another, once what just changed is in
/// the page. That is before the next key arrives: a frame may come after it, and would take the
/// focus from where the reader has gone meanwhile.
pub fn focus_when_drawn(root: ElementRef, selector: String) {
    spawn_local(async move {
        task::tick().await;
        if let Some(root) = root.try_get_untracked().flatten() {
            page::focus_within(&root, &selector);
        }
    });
}

/// The heading of what is being worked on, where the focus goes when what had it is gone.
pub const WORK_HEADING: &str = ".workshop [data-work] h3";

/// A label with a control.
pub fn field(label: &str, control: El) -> El {
    el("label")
        .class("field")
        .child(el("span").text(label))
        .child(control)
}

/// A line of text. `change` hears what is written.
pub fn input(value: impl Fn() -> String + Send + 'static, change: impl Fn(String) + 'static) -> El {
    line(Box::new(value), Box::new(change))
}

#[inline(never)]
fn line(value: Show<String>, change: Hear<String>) -> El {
    el("input")
        .attr("type", "text")
        .value(value)
        .on("change", move |event: Event| {
            change(event_target_value(&event))
        })
}

/// What a select offers: value and name of each option.
pub type Options = Vec<(String, String)>;

/// A native list.
pub fn select(
    options: impl IntoIterator<Item = (String, String)>,
    chosen: impl Fn() -> String + Send + Sync + 'static,
    change: impl Fn(String) + 'static,
) -> El {
    let groups = vec![(String::new(), options.into_iter().collect())];
    choice(groups, Arc::new(chosen), Box::new(change))
}

/// More options than these are made when the list is about to be opened.
const MOST_OPTIONS: usize = 40;

/// The same in groups, each with its name; one without a name stands for itself.
#[inline(never)]
pub fn choice(groups: Vec<(String, Options)>, chosen: Chosen, change: Hear<String>) -> El {
    let count: usize = groups.iter().map(|(_, options)| options.len()).sum();
    let is_whole = RwSignal::new(count <= MOST_OPTIONS);
    let open = move |_| turn_on(is_whole);
    let now = RwSignal::new(untrack(&*chosen));
    effect(move || {
        let chosen = chosen();
        if now.with_untracked(|now| *now != chosen) {
            now.set(chosen);
        }
    });
    let options = move || {
        let (now, is_whole) = (now.get(), is_whole.get());
        let option = |(value, name): &(String, String)| {
            let is_it = *value == now;
            let option = el("option").attr("value", value).text(name);
            (is_it || is_whole).then(|| option.is("selected", move || is_it))
        };
        let mut all = Vec::new();
        for (name, options) in &groups {
            let options: Vec<El> = options.iter().filter_map(option).collect();
            if name.is_empty() {
                all.extend(options);
            } else if !options.is_empty() {
                all.push(el("optgroup").attr("label", name).children(options));
            }
        }
        all
    };
    // Before the browser shows the list.
    el("select")
        .on("pointerdown", open)
        .on("focus", open)
        .on("change", move |event: Event| {
            change(event_target_value(&event))
        })
        .children_with(options)
}

/// The indicators of the dataset with their units, by category.
pub fn indicators(works: Works) -> Vec<(String, Options)> {
    let (data, words) = (works.data(), works.words());
    let dataset = &data.dataset;
    let of = |(at, category): (usize, &Category)| {
        let own = dataset.indicators.iter();
        let own = own.filter(|indicator| indicator.category.index() == at);
        let option = |indicator: &Indicator| {
            let unit = (words.parenthesis)(words.unit(indicator));
            let name = words.indicator(indicator).to_owned() + &unit;
            (indicator.id.clone(), name)
        };
        let name = words.category(category).to_owned();
        (name, own.map(option).collect())
    };
    dataset.categories.iter().enumerate().map(of).collect()
}

/// A box to tick, with its label.
pub fn check(
    label: &str,
    is_on: impl Fn() -> bool + Send + 'static,
    change: impl Fn(bool) + 'static,
) -> El {
    tick(label, Box::new(is_on), Box::new(change))
}

#[inline(never)]
fn tick(label: &str, is_on: Show<bool>, change: Hear<bool>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .is("checked", is_on)
        .on("change", move |event: Event| {
            change(event_target_checked(&event))
        });
    el("label")
        .class("check")
        .child(input)
        .child(el("span").text(label))
}

/// A city by its full name: one of the dataset's, or another that is written.
pub fn city(
    works: Works,
    label: &str,
    now: impl Fn() -> String + Send + Sync + Clone + 'static,
    change: impl Fn(String) + 'static,
) -> [El; 2] {
    let data = works.data();
    let work = works.work();
    let names = data.dataset.cities.iter().map(|city| city.name.clone());
    let names: Vec<String> = names.collect();
    let known = names.clone();
    let listed = now.clone();
    let listed = move || {
        Some(listed())
            .filter(|name| known.contains(name))
            .unwrap_or_default()
    };
    let is_listed = listed.clone();
    let other = (String::new(), work.other_city.to_owned());
    let options = names.into_iter().map(|name| (name.clone(), name));
    let change: Rc<dyn Fn(String)> = Rc::new(change);
    let write = Rc::clone(&change);
    let select = select(std::iter::once(other).chain(options), listed, move |name| {
        change(name)
    });
    let written = input(now, move |name| write(name.trim().to_owned()));
    [
        field(label, select),
        field(work.city_name, written).is("hidden", move || !is_listed().is_empty()),
    ]
}

/// Whom a figure counts: what it is, and its name where it has one. `change` hears a scope in the
/// words of the format, once it is whole.
pub fn scope(
    works: Works,
    label: &str,
    now: impl Fn() -> String + Send + Sync + Copy + 'static,
    change: impl Fn(String) + 'static,
) -> [El; 2] {
    let words = works.words();
    let read = move || Scope::parse(&now()).unwrap_or_default();
    // What was chosen, until it has the name that it needs.
    let half = RwSignal::new(None::<ScopeKind>);
    let kind = move || half.get().unwrap_or_else(|| read().kind);
    let change: Rc<dyn Fn(String)> = Rc::new(change);
    let told = Rc::clone(&change);
    let options = ScopeKind::ALL.iter();
    let options = options.map(|&one| (one.as_str().to_owned(), (words.scope)(one).to_owned()));
    let choose = move |word: String| {
        half.set(ScopeKind::parse(&word));
        if Scope::parse(&word).is_some() {
            half.set(None);
            told(word);
        }
    };
    let name = move |name: String| {
        let kind = half.get_untracked().unwrap_or_else(|| untrack(read).kind);
        let scope = format!("{}:{}", kind.as_str(), name.trim());
        if Scope::parse(&scope).is_some() {
            half.set(None);
            change(scope);
        }
    };
    let has_name = move || Scope::parse(kind().as_str()).is_none();
    let named = input(move || read().name.unwrap_or_default(), name);
    [
        field(
            label,
            select(options, move || kind().as_str().to_owned(), choose),
        ),
        field(works.work().scope_name, named).is("hidden", move || !has_name()),
    ]
}
