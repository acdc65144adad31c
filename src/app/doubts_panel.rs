//! Every doubt of the selection with its reason. It must never correct anything: the switch of the
//! read mode does.

use leptos::prelude::*;

use super::element::{El, button, el};
use super::shared::Shared;
use super::state::Scene;
use crate::dataset::{Confidence, Dataset};
use crate::figure;
use crate::lang::Words;
use crate::report::{DoubtRow, Doubted, Doubts};

/// The panel.
pub fn doubts_panel(scene: Scene, view: impl Fn() -> Shared<Doubts> + Copy + Send + 'static) -> El {
    let opening = move || {
        let (words, view) = (scene.words(), view());
        if view.groups.is_empty() {
            words.doubts_none.to_owned()
        } else {
            (words.doubts_opening)(view.count)
        }
    };
    let groups = move || {
        let data = scene.data.get();
        let (words, view) = (scene.words(), view());
        let groups = view.groups.iter();
        groups
            .map(|(confidence, rows)| group(scene, &data.dataset, words, *confidence, rows))
            .collect()
    };
    el("section")
        .attr("data-panel", "doubts")
        .child(el("p").class("summary").text_with(opening))
        .child(el("div").children_with(groups))
}

fn group(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    confidence: Confidence,
    rows: &[DoubtRow],
) -> El {
    let name = (words.confidence)(confidence);
    let count = (words.parenthesis)(&rows.len().to_string());
    let items = rows.iter().map(|row| item(scene, dataset, words, row));
    el("section")
        .attr("data-confidence", confidence.as_str())
        .child(el("h2").text(name.to_owned() + &count))
        .child(
            el("p")
                .class("note")
                .text((words.confidence_note)(confidence)),
        )
        .child(el("ul").class("doubts").children(items))
}

/// The doubts of a page that has little room, the surest first; a sentence if there are none.
pub fn doubt_list(scene: Scene, dataset: &Dataset, words: &'static Words, view: &Doubts) -> El {
    let rows = view.groups.iter().flat_map(|(_, rows)| rows);
    let items = rows.map(|row| item(scene, dataset, words, row));
    match view.groups.is_empty() {
        true => el("p").text(words.doubts_none),
        false => el("ul").class("doubts").children(items),
    }
}

fn item(scene: Scene, dataset: &Dataset, words: &'static Words, row: &DoubtRow) -> El {
    let doubt = &row.doubt;
    let quoted = |text: &str| el("span").text(format!("{}{}{text}", words.as_printed, words.colon));
    let mut figures = el("p").class("values");
    let (city, period, name, source, paragraph);
    let unit;
    let used;
    match row.what {
        Doubted::Figure(datum) => {
            let observation = dataset.observation(datum.row);
            (city, period) = (observation.city, datum.period);
            (source, paragraph) = (observation.source, observation.paragraph);
            unit = words.unit(observation.indicator);
            used = doubt.probable.map(|_| (words.in_use)(datum.corrected));
            figures = figures.child(quoted(observation.printed));
            let open = button(move || scene.open(datum.row)).class("link");
            name = open
                .attr("data-key", observation.key())
                .attr("title", words.provenance)
                .text(words.indicator(observation.indicator));
        }
        Doubted::Honour(at) => {
            let honour = &dataset.honours[at];
            (city, period) = (dataset.city(honour.city), honour.period);
            source = &dataset.sources[honour.source.index()];
            paragraph = honour.paragraph;
            unit = "";
            used = None;
            name = el("span").chinese(&honour.title);
        }
    }
    let meant = doubt.probable.map(|value| {
        let value = figure::compact(value, unit, words.script);
        el("span").text((words.probable)(doubt.confidence, &value))
    });
    let about = format!("{} {}", words.short_city(city), (words.period)(period));
    el("li")
        .child(
            el("h3")
                .child(el("span").class("about").text(about))
                .child(name),
        )
        .child(
            figures.children(meant).child(
                el("span")
                    .class("used")
                    .text(used.unwrap_or(words.no_other)),
            ),
        )
        .child(
            el("p")
                .child(el("strong").text((words.doubt_kind)(doubt.kind)))
                .text(words.colon)
                .child(el("span").chinese(&doubt.reason)),
        )
        .child(
            el("p")
                .class("place")
                .prose(&(words.cite)(&source.title, paragraph)),
        )
}
