//! Where one figure comes from. It must never leave out the doubt or its reason.

use leptos::ev;
use leptos::html::{aside, button, dd, div, dl, dt, h2, h3, li, p, strong, ul};
use leptos::prelude::*;

use super::state::Scene;
use crate::dataset::{Dataset, Doubt};
use crate::figure;
use crate::lang::Words;
use crate::query::Action;
use crate::report::{Datum, Provenance, provenance};

/// The panel, there while an observation has the focus.
pub fn provenance_panel(scene: Scene) -> AnyView {
    let view = Memo::new(move |_| {
        let data = scene.data.get();
        scene.query.with(|query| {
            query.focus.as_ref().and_then(|key| provenance(&data.dataset, key, query.read))
        })
    });
    let heading = NodeRef::<leptos::html::H2>::new();
    // A reader who opened it by keyboard is taken to it.
    Effect::new(move |_| {
        let opened = scene.query.with(|query| query.focus.is_some());
        if let Some(heading) = heading.get().filter(|_| opened) {
            drop(heading.focus());
        }
    });
    (move || {
        let data = scene.data.get();
        let words = scene.words();
        view.get().map(|view| {
            let dataset = &data.dataset;
            let close = move || scene.dispatch(Action::Focus(None));
            aside()
                .attr("data-panel", "provenance")
                .attr("aria-label", words.provenance)
                .on(ev::keydown, move |event| {
                    if event.key() == "Escape" {
                        close();
                    }
                })
                .child((
                    div().class("head").child((
                        h2().node_ref(heading).attr("tabindex", "-1").child(words.provenance),
                        button()
                            .attr("type", "button")
                            .class("close")
                            .on(ev::click, move |_| close())
                            .child(words.close),
                    )),
                    headline(dataset, words, &view),
                    view.doubt.as_ref().map(|doubt| doubt_view(dataset, words, &view, doubt)),
                    facts(words, &view),
                    tied(scene, dataset, words, &view),
                    sisters(scene, dataset, words, &view.sisters),
                ))
        })
    })
    .into_any()
}

fn headline(dataset: &Dataset, words: &Words, view: &Provenance) -> impl IntoView + use<> {
    let observation = dataset.observation(view.datum.row);
    let city = words.city(observation.city);
    let period = (words.period)(view.datum.period);
    (
        p().class("about").child(format!("{city} {period}")),
        p().class("what").child(words.indicator(observation.indicator).to_owned()),
        p().class("figure").child(words.value(dataset, &view.datum)),
    )
}

fn doubt_view(
    dataset: &Dataset,
    words: &Words,
    view: &Provenance,
    doubt: &Doubt,
) -> impl IntoView + use<> {
    let unit = words.unit(dataset.indicator(view.datum.indicator));
    let probable = doubt.probable.map(|value| {
        let value = figure::compact(value, unit, words.script);
        format!("{}{}", (words.probable)(&value), (words.parenthesis)((words.confidence)(doubt.confidence)))
    });
    let used = view.datum.corrected.then(|| format!(" {}", words.corrected_mark));
    div().class("doubt").child((
        p().child((
            strong().child(words.doubt),
            words.colon,
            (words.doubt_kind)(doubt.kind),
            used,
        )),
        probable.map(|text| p().child(text)),
        p().child(doubt.reason.clone()),
    ))
}

fn facts(words: &'static Words, view: &Provenance) -> impl IntoView + use<> {
    let datum = &view.datum;
    let exact = view.printed_value.map(|value| figure::exact(value, "", words.script));
    let scope = (words.scope)(datum.scope).to_owned();
    let scope = match &view.scope_name {
        Some(name) => format!("{scope}{}{name}", words.colon),
        None => scope,
    };
    let fact = |name: &'static str, text: Option<String>| {
        text.filter(|text| !text.is_empty()).map(|text| (dt().child(name), dd().child(text)))
    };
    dl().child((
        fact(words.printed_figure, Some(datum.printed.clone())),
        fact(words.exact_value, exact),
        fact(words.source, Some(view.source_title.clone())),
        fact(words.place_in_source, Some((words.place_text)(view.paragraph, view.offset))),
        fact(words.authors, Some(view.authors.join(words.comma))),
        fact(words.file, view.file.clone()),
        fact(words.scope_label, Some(scope)),
        fact(words.status_label, Some((words.status)(datum.status).to_owned())),
        fact(words.definition, view.definition.clone()),
        fact(words.note, view.note.clone()),
    ))
}

fn tied(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    view: &Provenance,
) -> impl IntoView + use<> {
    let items: Vec<_> = (view.parts.iter())
        .map(|part| {
            let name = words.indicator(dataset.indicator(part.datum.indicator));
            let relation = (words.relation)(part.kind);
            let text = format!("{relation}{}{name} {}", words.colon, words.value(dataset, &part.datum));
            link(scene, &part.datum, text)
        })
        .collect();
    (!items.is_empty()).then(|| (h3().child(words.tied), ul().child(items)))
}

fn sisters(
    scene: Scene,
    dataset: &Dataset,
    words: &'static Words,
    sisters: &[Datum],
) -> impl IntoView + use<> {
    let items: Vec<_> = sisters
        .iter()
        .map(|datum| {
            let mut text =
                format!("{} {}", (words.period)(datum.period), words.value(dataset, datum));
            for remark in words.remarks(datum) {
                text.push_str(words.comma);
                text.push_str(remark);
            }
            link(scene, datum, text)
        })
        .collect();
    (!items.is_empty()).then(|| (h3().child(words.sisters), ul().child(items)))
}

fn link(scene: Scene, datum: &Datum, text: String) -> impl IntoView + use<> {
    let key = datum.key.clone();
    li().child(
        button()
            .attr("type", "button")
            .class("link")
            .on(ev::click, move |_| scene.dispatch(Action::Focus(Some(key.clone()))))
            .child(text),
    )
}
