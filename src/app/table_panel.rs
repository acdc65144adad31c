//! Every selected observation as a table: the text alternative of all charts. It must never show
//! a value without its doubt.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::element::{El, ElementRef, button, el};
use super::shared::Shared;
use super::state::Scene;
use crate::dataset::Dataset;
use crate::figure::Bound;
use crate::host::page;
use crate::lang::Words;
use crate::query::{Action, SortColumn};
use crate::report::{Datum, PAGE_ROWS, Table};

/// The panel.
pub fn table_panel(scene: Scene, view: impl Fn() -> Shared<Table> + Copy + Send + 'static) -> El {
    let caption = move || {
        let view = view();
        let first = view.page * PAGE_ROWS + 1;
        let last = first + view.rows.len().saturating_sub(1);
        (scene.words().table_caption)(view.total, first, last)
    };
    let body = move || {
        let data = scene.data.get();
        let words = scene.words();
        view()
            .rows
            .iter()
            .map(|datum| row(scene, &data.dataset, words, datum))
            .collect()
    };
    let plain = |text: fn(&Words) -> &'static str| {
        el("th")
            .attr("scope", "col")
            .text_with(move || text(scene.words()).to_owned())
    };
    let heads = [
        sort_head(scene, SortColumn::City),
        sort_head(scene, SortColumn::Period),
        sort_head(scene, SortColumn::Indicator),
        sort_head(scene, SortColumn::Value),
        plain(|words| words.printed),
        plain(|words| words.remarks),
        sort_head(scene, SortColumn::Source),
    ];
    let table = el("table")
        .class("observations")
        .child(el("caption").text_with(caption))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children_with(body));
    el("section")
        .attr("data-panel", "table")
        .child(el("div").class("scroll").child(table))
        .child(pager(scene, view))
}

/// A column's heading that sorts by it.
fn sort_head(scene: Scene, column: SortColumn) -> El {
    let descending = move || {
        let sort = scene
            .query
            .with(|query| query.sort)
            .filter(|sort| sort.column == column);
        sort.map(|sort| sort.descending)
    };
    let direction = move || match descending() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let arrow = move || match descending() {
        None => "",
        Some(false) => " ▲",
        Some(true) => " ▼",
    };
    let sort = button(move || scene.dispatch(Action::SortBy(column)))
        .class("sort")
        .text_with(move || (scene.words().column)(column).to_owned())
        .child(
            el("span")
                .attr("aria-hidden", "true")
                .text_with(move || arrow().to_owned()),
        );
    let name = if column == SortColumn::Value {
        "number"
    } else {
        ""
    };
    el("th")
        .class(name)
        .attr("scope", "col")
        .attr_with("aria-sort", move || Some(direction().to_owned()))
        .child(sort)
}

fn row(scene: Scene, dataset: &Dataset, words: &Words, datum: &Datum) -> El {
    let observation = dataset.observation(datum.row);
    let id = datum.row;
    let place = (words.cite)(&observation.source.title, observation.paragraph);
    let value = button(move || scene.open(id))
        .label("title", &words.exact_value(dataset, datum))
        .text(words.value(dataset, datum));
    let mut remarks = words.remarks(dataset, datum);
    if datum.bound == Bound::Approximate {
        remarks.insert(0, (words.bound)(datum.bound).to_owned());
    }
    let remark = if datum.doubted {
        "remark doubted"
    } else {
        "remark"
    };
    el("tr")
        .attr("data-key", observation.key())
        .child(el("td").text(words.short_city(observation.city)))
        .child(el("td").text((words.period)(datum.period)))
        .child(
            el("th")
                .attr("scope", "row")
                .text(words.indicator(observation.indicator)),
        )
        .child(el("td").class("number").child(value))
        .child(el("td").chinese(observation.printed))
        .child(el("td").class(remark).text(remarks.join(words.comma)))
        .child(el("td").text(place))
}

/// Turns pages; the buttons stay when the rows change, so that the focus stays on them.
fn pager(scene: Scene, view: impl Fn() -> Shared<Table> + Copy + Send + 'static) -> El {
    let nav = ElementRef::new();
    let turn = move |forward: bool| {
        let view = view();
        let to = if forward {
            view.page + 1
        } else {
            view.page.saturating_sub(1)
        };
        let to = to.min(view.pages - 1);
        scene.dispatch(Action::Page(to));
        // A button that is of no use any more hands the focus to the other, once that one is.
        let other = match forward {
            true if to + 1 == view.pages => "button:first-of-type",
            false if to == 0 => "button:last-of-type",
            _ => return,
        };
        let hand_over = move || {
            if let Some(nav) = nav.try_get_untracked().flatten() {
                page::focus_within(&nav, other);
            }
        };
        set_timeout(hand_over, Duration::ZERO);
    };
    let text = move || {
        let view = view();
        (scene.words().page)(view.page + 1, view.pages)
    };
    // Of thousands of pages nobody turns one after the other.
    let number = el("input")
        .attr("type", "number")
        .attr("min", "1")
        .attr_with("max", move || Some(view().pages.to_string()))
        .is("hidden", move || view().pages < 4)
        .attr_with("aria-label", move || {
            Some(scene.words().reach.to_page.to_owned())
        })
        .value(move || (view().page + 1).to_string())
        .on("change", move |event| {
            let (now, pages) = (view().page + 1, view().pages);
            let wanted = event_target_value(&event).parse::<usize>().unwrap_or(now);
            let to = wanted.clamp(1, pages);
            // What is no page is put right, also where none is turned.
            let field = page::heard_at(&event);
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value(&to.to_string());
            }
            scene.dispatch(Action::Page(to - 1));
        });
    el("nav")
        .class("pager")
        .node(nav)
        .is("hidden", move || view().pages == 1)
        .attr_with("aria-label", move || Some(text()))
        .child(
            button(move || turn(false))
                .is("disabled", move || view().page == 0)
                .text_with(move || scene.words().previous.to_owned()),
        )
        .child(el("span").text_with(text))
        .child(number)
        .child(
            button(move || turn(true))
                .is("disabled", move || view().page + 1 >= view().pages)
                .text_with(move || scene.words().next.to_owned()),
        )
}
