//! Every selected observation as a table: the text alternative of all charts. It must never show
//! a value without its doubt.

use leptos::ev;
use leptos::html::{button, caption, div, nav, section, span, table, tbody, td, th, thead, tr};
use leptos::prelude::*;

use super::state::Scene;
use crate::dataset::Dataset;
use crate::lang::Words;
use crate::query::{Action, SortColumn};
use crate::report::{self, Datum, PAGE_ROWS};

/// The panel.
pub fn table_panel(scene: Scene) -> AnyView {
    let view = scene.view(report::table);
    let caption_text = move || {
        let (total, page, shown) = view.with(|view| (view.total, view.page, view.rows.len()));
        let first = page * PAGE_ROWS + 1;
        (scene.words().table_caption)(total, first, first + shown.saturating_sub(1))
    };
    let body = move || {
        let data = scene.data.get();
        let words = scene.words();
        let view = view.get();
        view.rows.iter().map(|datum| row(scene, &data.dataset, words, datum)).collect_view()
    };
    let heads = (
        sort_head(scene, SortColumn::City),
        sort_head(scene, SortColumn::Period),
        sort_head(scene, SortColumn::Indicator),
        sort_head(scene, SortColumn::Value),
        th().attr("scope", "col").child(move || scene.words().printed),
        th().attr("scope", "col").child(move || scene.words().remarks),
        sort_head(scene, SortColumn::Source),
    );
    let pages = move || {
        let (page, pages) = view.with(|view| (view.page, view.pages));
        (pages > 1).then(|| pager(scene, page, pages))
    };
    section()
        .attr("data-panel", "table")
        .child((
            div().class("scroll").child(table().class("observations").child((
                caption().child(caption_text),
                thead().child(tr().child(heads)),
                tbody().child(body),
            ))),
            pages,
        ))
        .into_any()
}

/// A column's heading that sorts by it.
fn sort_head(scene: Scene, column: SortColumn) -> impl IntoView {
    let direction = move || {
        let sort = scene.query.with(|query| query.sort).filter(|sort| sort.column == column);
        sort.map_or("none", |sort| if sort.descending { "descending" } else { "ascending" })
    };
    th().attr("scope", "col").attr("aria-sort", direction).child(
        button()
            .attr("type", "button")
            .class("sort")
            .on(ev::click, move |_| scene.dispatch(Action::SortBy(column)))
            .child((
                move || (scene.words().column)(column),
                span().attr("aria-hidden", "true").child(move || match direction() {
                    "ascending" => " ▲",
                    "descending" => " ▼",
                    _ => "",
                }),
            )),
    )
}

fn row(scene: Scene, dataset: &Dataset, words: &'static Words, datum: &Datum) -> AnyView {
    let observation = dataset.observation(datum.row);
    let open = {
        let key = datum.key.clone();
        move |_| scene.dispatch(Action::Focus(Some(key.clone())))
    };
    let remarks = words.remarks(datum).join(words.comma);
    let place = (words.paragraph)(observation.paragraph);
    tr().attr("data-key", datum.key.clone())
        .child((
            td().child(words.short_city(observation.city).to_owned()),
            td().child((words.period)(datum.period)),
            th().attr("scope", "row").child(words.indicator(observation.indicator).to_owned()),
            td().class("number").child(
                button()
                    .attr("type", "button")
                    .attr("title", words.provenance)
                    .on(ev::click, open)
                    .child(words.value(dataset, datum)),
            ),
            td().child(datum.printed.clone()),
            td().class(if datum.doubted { "remark doubted" } else { "remark" }).child(remarks),
            td().child(format!("{}{}{place}", observation.source.title, words.comma)),
        ))
        .into_any()
}

fn pager(scene: Scene, page: usize, pages: usize) -> impl IntoView {
    let turn = move |to: usize| move |_| scene.dispatch(Action::Page(to));
    let words = scene.words();
    nav().class("pager").attr("aria-label", (words.page)(page + 1, pages)).child((
        button()
            .attr("type", "button")
            .attr("disabled", page == 0)
            .on(ev::click, turn(page.saturating_sub(1)))
            .child(words.previous),
        span().child((words.page)(page + 1, pages)),
        button()
            .attr("type", "button")
            .attr("disabled", page + 1 == pages)
            .on(ev::click, turn(page + 1))
            .child(words.next),
    ))
}
