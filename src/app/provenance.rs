//! Where one figure comes from. It must never leave out the doubt or its reason.

use leptos::prelude::*;
use web_sys::Event;

use super::element::{El, ElementRef, button, el};
use super::export_page::cite_button;
use super::source_text::{LastHanded, sentence_view, take};
use super::state::Scene;
use crate::dataset::{Dataset, Doubt};
use crate::figure;
use crate::lang::Words;
use crate::report::{Datum, Provenance, provenance};

/// Of the figure that has the focus; nothing if none has it.
pub fn provenance_view(scene: Scene, heading: ElementRef, last: LastHanded) -> Vec<El> {
    let (data, words) = (scene.data.get(), scene.words());
    let view = focused(scene);
    view.map_or_else(Vec::new, |view| {
        parts(scene, &data.dataset, words, &view, heading, last)
    })
}

/// Takes a file that was dropped beside the figure that has the focus.
pub fn take_report(scene: Scene, event: &Event, last: LastHanded, heading: ElementRef) {
    if let Some(view) = untrack(move || focused(scene)) {
        take(scene, view.source, event, last, heading);
    }
}

fn focused(scene: Scene) -> Option<Provenance> {
    let data = scene.data.get();
    scene
        .query
        .with(|query| provenance(&data.dataset, query.focus.as_deref()?, query.read))
}

fn parts(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    view: &Provenance,
    heading: ElementRef,
    last: LastHanded,
) -> Vec<El> {
    let observation = dataset.observation(view.datum.row);
    let city = words.city(observation.city);
    let period = (words.period)(view.datum.period);
    let mut parts = vec![
        el("p").class("about").text(format!("{city} {period}")),
        el("p")
            .class("what")
            .text(words.indicator(observation.indicator)),
        el("p")
            .class("figure")
            .text(words.value(dataset, &view.datum)),
        el("p")
            .class("remark")
            .text(words.remarks(dataset, &view.datum).join(words.comma)),
    ];
    let doubt = view.doubt.as_ref();
    parts.extend(doubt.map(|doubt| doubt_view(dataset, words, view, doubt)));
    parts.push(sentence_view(scene, view, last, heading));
    parts.push(facts(dataset, words, view));
    parts.push(cite_button(scene));
    parts.extend(tied(scene, dataset, words, view));
    parts.extend(sisters(scene, dataset, words, &view.sisters));
    parts
}

fn doubt_view(dataset: &Dataset, words: &Words, view: &Provenance, doubt: &Doubt) -> El {
    let unit = words.unit(dataset.indicator(view.datum.indicator));
    let probable = doubt.probable.map(|value| {
        let value = figure::compact(value, unit, words.script);
        (words.probable)(doubt.confidence, &value)
    });
    let kind = (words.doubt_kind)(doubt.kind);
    let used = if view.datum.corrected {
        (words.parenthesis)(words.corrected_mark)
    } else {
        String::new()
    };
    let head = el("p")
        .child(el("strong").text(words.doubt))
        .text(format!("{}{kind}{used}", words.colon));
    el("div")
        .class("doubt")
        .child(head)
        .children(probable.map(|text| el("p").text(text)))
        .child(el("p").chinese(&doubt.reason))
}

/// Where it stands, so that a reader of the newspaper finds it.
fn place(dataset: &Dataset, words: &Words, view: &Provenance) -> String {
    let about = view.about.and_then(|id| dataset.categories.get(id.index()));
    let about = about.map_or("", |category| words.category(category));
    let place = (words.place_text)(view.paragraph, about, view.offset);
    let [before, after] = &view.neighbours;
    let between = (words.neighbours)(before.as_deref(), after.as_deref());
    format!("{place}{}{between}", words.clause)
}

/// Puts a text into an element: our words, or those of the data.
type Add = fn(El, &str) -> El;

fn facts(dataset: &Dataset, words: &Words, view: &Provenance) -> El {
    let datum = &view.datum;
    let scope = words.scope_name(dataset.observation(datum.row).scope);
    let whole = view.whole.as_ref().map(|whole| {
        let name = words.indicator(dataset.indicator(whole.indicator));
        (words.quoted)(&format!("{name} {}", words.value(dataset, whole)))
    });
    let exact = view
        .printed_value
        .map(|value| figure::exact(value, "", words.script));
    let (ours, theirs): (Add, Add) = (El::prose, El::chinese);
    let facts = [
        (words.printed_figure, theirs, Some(view.printed.clone())),
        (words.exact_value, ours, exact),
        (words.source, theirs, Some(view.source_title.clone())),
        (
            words.place_in_source,
            ours,
            Some(place(dataset, words, view)),
        ),
        (words.authors, theirs, Some(view.authors.join(words.comma))),
        (words.file, ours, view.file.clone()),
        (words.scope_label, ours, Some(scope)),
        (
            words.status_label,
            ours,
            Some((words.status)(datum.status).to_owned()),
        ),
        (words.whole, ours, whole),
        (words.definition, theirs, view.definition.clone()),
        (words.note, theirs, view.note.clone()),
    ];
    let known = facts.into_iter().filter_map(|(name, add, text)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some([el("dt").text(name), add(el("dd"), &text)])
    });
    el("dl").children(known.flatten())
}

fn tied(scene: Scene, dataset: &Dataset, words: &Words, view: &Provenance) -> Vec<El> {
    let items = view.parts.iter().map(|part| {
        let name = words.indicator(dataset.indicator(part.datum.indicator));
        let relation = (words.relation)(part.kind);
        let value = with_remarks(dataset, words, &part.datum);
        let text = format!("{relation}{}{name} {value}", words.colon);
        link(scene, &part.datum, text)
    });
    list(words.tied, items.collect())
}

fn sisters(scene: Scene, dataset: &Dataset, words: &Words, sisters: &[Datum]) -> Vec<El> {
    let items = sisters.iter().map(|datum| {
        let value = with_remarks(dataset, words, datum);
        link(
            scene,
            datum,
            format!("{} {value}", (words.period)(datum.period)),
        )
    });
    list(words.sisters, items.collect())
}

/// A value with all that must be known beside it.
fn with_remarks(dataset: &Dataset, words: &Words, datum: &Datum) -> String {
    let mut parts = vec![words.value(dataset, datum)];
    parts.extend(words.remarks(dataset, datum));
    parts.join(words.comma)
}

/// A heading with a list; nothing if the list is empty.
fn list(heading: &str, items: Vec<El>) -> Vec<El> {
    if items.is_empty() {
        return items;
    }
    vec![el("h3").text(heading), el("ul").children(items)]
}

fn link(scene: Scene, datum: &Datum, text: String) -> El {
    let row = datum.row;
    el("li").child(button(move || scene.open(row)).class("link").text(text))
}
