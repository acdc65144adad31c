//! Form controls of the workshop: a label around each. It must never hold a word of its own.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Event;

use super::works::Works;
use crate::app::element::{El, el};
use crate::dataset::{Scope, ScopeKind};

/// A label with a control.
pub fn field(label: &str, control: El) -> El {
    el("label")
        .class("field")
        .child(el("span").text(label))
        .child(control)
}

/// What hears a control's value. One type, so that a control's code is compiled once.
pub type Hear<T> = Box<dyn Fn(T)>;

/// A line of text; `list` names a `datalist`, if there is one. `change` hears what is written.
pub fn input(value: &str, list: Option<&str>, change: impl Fn(String) + 'static) -> El {
    line(value.to_owned(), list, Box::new(change))
}

#[inline(never)]
fn line(value: String, list: Option<&str>, change: Hear<String>) -> El {
    let input = el("input")
        .attr("type", "text")
        .value(move || value.clone())
        .on("change", move |event: Event| {
            change(event_target_value(&event))
        });
    match list {
        Some(list) => input.attr("list", list),
        None => input,
    }
}

/// A native list: value and name of each option.
pub fn select(
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    change: impl Fn(String) + 'static,
) -> El {
    choice(options.into_iter().collect(), chosen, Box::new(change))
}

#[inline(never)]
fn choice(options: Vec<(String, String)>, chosen: &str, change: Hear<String>) -> El {
    let options = options.into_iter().map(|(value, name)| {
        let is_chosen = value == chosen;
        el("option")
            .attr("value", value)
            .is("selected", move || is_chosen)
            .text(name)
    });
    el("select")
        .on("change", move |event: Event| {
            change(event_target_value(&event))
        })
        .children(options)
}

/// A box to tick, with its label.
pub fn check(label: &str, is_on: bool, change: impl Fn(bool) + 'static) -> El {
    tick(label, is_on, Box::new(change))
}

#[inline(never)]
fn tick(label: &str, is_on: bool, change: Hear<bool>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .is("checked", move || is_on)
        .on("change", move |event: Event| {
            change(event_target_checked(&event))
        });
    el("label")
        .class("check")
        .child(input)
        .child(el("span").text(label))
}

/// Suggestions for a line of text.
pub fn suggestions(id: &str, names: impl IntoIterator<Item = String>) -> El {
    let options = names
        .into_iter()
        .map(|name| el("option").attr("value", name));
    el("datalist").attr("id", id).children(options)
}

/// Whom a figure counts: what it is, and its name where it has one. `change` hears a scope in the
/// words of the format, once it is whole.
pub fn scope(works: Works, label: &str, now: &str, change: impl Fn(String) + 'static) -> [El; 2] {
    let words = works.words();
    let now = Scope::parse(now).unwrap_or_default();
    let kind = RwSignal::new(now.kind);
    let change: Rc<dyn Fn(String)> = Rc::new(change);
    let told = Rc::clone(&change);
    let options = ScopeKind::ALL.iter();
    let options = options.map(|&one| (one.as_str().to_owned(), (words.scope)(one).to_owned()));
    let choose = move |word: String| {
        let Some(chosen) = ScopeKind::parse(&word) else {
            return;
        };
        kind.set(chosen);
        if Scope::parse(&word).is_some() {
            told(word);
        }
    };
    let name = move |name: String| {
        let scope = format!("{}:{}", kind.get_untracked().as_str(), name.trim());
        if Scope::parse(&scope).is_some() {
            change(scope);
        }
    };
    let has_name = move || Scope::parse(kind.get().as_str()).is_none();
    let named = input(now.name.as_deref().unwrap_or_default(), None, name);
    [
        field(label, select(options, now.kind.as_str(), choose)),
        field(works.work().scope_name, named).is("hidden", move || !has_name()),
    ]
}
