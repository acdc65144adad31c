//! Honours by level. It must never leave one out.

use leptos::prelude::*;

use super::element::{El, el, scroll_box};
use super::shared::Shared;
use super::state::Scene;
use crate::dataset::{Dataset, Level};
use crate::figure;
use crate::lang::Words;
use crate::report::{HonourRow, Honours};

/// The panel.
pub fn honours_panel(
    scene: Scene,
    view: impl Fn() -> Shared<Honours> + Copy + Send + 'static,
) -> El {
    let title = move || {
        let count = view().levels.iter().map(|(_, rows)| rows.len()).sum();
        (scene.words().honours_title)(count)
    };
    let levels = move || {
        let data = scene.data.get();
        let words = scene.words();
        let view = view();
        let levels = view.levels.iter();
        levels
            .map(|(level, rows)| level_view(&data.dataset, words, *level, rows))
            .collect()
    };
    el("section")
        .attr("data-panel", "honours")
        .child(el("h2").text_with(title))
        .child(el("div").children_with(levels))
}

fn level_view(dataset: &Dataset, words: &Words, level: Level, rows: &[HonourRow]) -> El {
    let heads = words
        .honour_columns
        .map(|name| el("th").attr("scope", "col").text(name));
    let table = el("table")
        .class("honours")
        .attr("data-level", level.as_str())
        .child(el("caption").text(format!("{} {}", (words.level)(level), rows.len())))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows.iter().map(|row| row_view(dataset, words, row))));
    scroll_box((words.reach.scrolled)((words.level)(level)), table)
}

fn row_view(dataset: &Dataset, words: &Words, row: &HonourRow) -> El {
    let doubt = row.doubt.map(|kind| {
        let text = (words.parenthesis)((words.doubt_kind)(kind));
        let mark = el("span").class("remark doubted");
        mark.text(words.doubted_mark.to_owned() + &text)
    });
    let recipient = row
        .recipient
        .as_ref()
        .map(|name| format!("{}{name}", words.colon));
    let direction = (words.direction)(row.direction);
    el("tr")
        .child(el("td").text(words.short_city(dataset.city(row.city))))
        .child(el("td").text((words.period)(row.period)))
        .child(
            el("th")
                .attr("scope", "row")
                .child(el("span").chinese(&row.title))
                .text(" ")
                .children(doubt),
        )
        .child(el("td").chinese(row.awarder.as_deref().unwrap_or_default()))
        .child(el("td").text(format!("{direction}{}", recipient.unwrap_or_default())))
        .child(
            el("td")
                .class("number")
                .text(figure::exact(row.count, "", words.script)),
        )
        .child(el("td").text((words.cite)(&row.source, row.paragraph)))
}
