//! Honours by level. It must never leave one out.

use leptos::html::{caption, div, h2, section, table, tbody, td, th, thead, tr};
use leptos::prelude::*;

use super::state::Scene;
use crate::dataset::{Dataset, Level};
use crate::figure;
use crate::lang::Words;
use crate::report::{HonourRow, honours};

/// The panel.
pub fn honours_panel(scene: Scene) -> AnyView {
    let view = scene.view(|dataset, _, selection| honours(dataset, selection));
    section()
        .attr("data-panel", "honours")
        .child((
            h2().child(move || {
                let count = scene.selection.with(|selection| selection.honours.len());
                (scene.words().honours_title)(count)
            }),
            move || {
                let data = scene.data.get();
                let words = scene.words();
                let view = view.get();
                let levels = view.levels.iter();
                levels.map(|(level, rows)| level_view(&data.dataset, words, *level, rows)).collect_view()
            },
        ))
        .into_any()
}

fn level_view(
    dataset: &Dataset,
    words: &'static Words,
    level: Level,
    rows: &[HonourRow],
) -> AnyView {
    let heads = words.honour_columns.map(|name| th().attr("scope", "col").child(name));
    let body: Vec<AnyView> = rows.iter().map(|row| row_view(dataset, words, row)).collect();
    div()
        .class("scroll")
        .child(
            table().attr("data-level", level.as_str()).child((
                caption().child(format!("{} {}", (words.level)(level), rows.len())),
                thead().child(tr().child(heads.into_iter().collect_view())),
                tbody().child(body),
            )),
        )
        .into_any()
}

fn row_view(dataset: &Dataset, words: &'static Words, row: &HonourRow) -> AnyView {
    let doubt = if row.doubted { format!(" {}", words.doubted_mark) } else { String::new() };
    tr().child((
        td().child(words.short_city(dataset.city(row.city)).to_owned()),
        td().child((words.period)(row.period)),
        th().attr("scope", "row").child(format!("{}{doubt}", row.title)),
        td().child(row.awarder.clone()),
        td().child(format!(
            "{}{}",
            (words.direction)(row.direction),
            row.recipient.as_ref().map(|name| format!("{}{name}", words.colon)).unwrap_or_default(),
        )),
        td().class("number").child(figure::exact(row.count, "", words.script)),
        td().child(format!("{}{}{}", row.source, words.comma, (words.paragraph)(row.paragraph))),
    ))
    .into_any()
}
