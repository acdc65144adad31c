//! One figure by hand: the form that adds a row or corrects the one whose source is open. It must
//! never write what the format refuses: what is missing is told beside the form.

use std::sync::Arc;

use leptos::prelude::*;

use super::controls::{self, choice, field, indicators, input, select};
use super::long::{after, long};
use super::works::Works;
use crate::app::element::{El, button, el};
use crate::dataset::Status;
use crate::edition::remove;
use crate::import::period;
use crate::workshop::{Entry, entry_of, put_entry};

/// The panel: what can be done by hand, and the form while it is.
pub fn by_hand(works: Works) -> El {
    let work = works.work();
    let form: RwSignal<Option<Entry>, LocalStorage> = RwSignal::new_local(None);
    let add = button(move || form.set(Some(blank(works))))
        .attr("data-deed", "add")
        .text(work.add);
    let open = move || works.scene.query.with(|query| query.focus.clone());
    let correct = button(move || form.set(opened(works)))
        .attr("data-deed", "correct")
        .is("disabled", move || open().is_none())
        .text(work.correct);
    let delete = button(move || delete(works))
        .attr("data-deed", "delete")
        .is("disabled", move || open().is_none())
        .text(work.delete);
    el("section")
        .class("work-box")
        .attr("data-work", "hand")
        .child(el("h3").attr("tabindex", "-1").text(work.by_hand))
        .child(
            el("div")
                .class("work-row")
                .child(add)
                .child(correct)
                .child(delete),
        )
        .child(el("div").children_with(move || match form.get() {
            Some(entry) => fields(works, form, &entry),
            None => Vec::new(),
        }))
}

/// A new figure, of the first city and this year's first indicator.
fn blank(works: Works) -> Entry {
    let data = works.data();
    let dataset = &data.dataset;
    let first = |list: Option<&String>| list.cloned().unwrap_or_default();
    let year = dataset
        .years()
        .to
        .map_or_else(String::new, |year| format!("{year:04}"));
    Entry {
        key: None,
        source: String::new(),
        city: first(dataset.cities.first().map(|city| &city.code)),
        period: year,
        indicator: first(dataset.indicators.first().map(|indicator| &indicator.id)),
        printed: String::new(),
        scope: String::from("city"),
        status: Status::Reported,
        note: String::new(),
    }
}

/// The figure whose source is open.
fn opened(works: Works) -> Option<Entry> {
    let data = works.data();
    let key = works
        .scene
        .query
        .with_untracked(|query| query.focus.clone())?;
    Some(entry_of(&data.dataset, data.dataset.row_of_key(&key)?))
}

fn delete(works: Works) {
    let words = works.work();
    let key = works
        .scene
        .query
        .with_untracked(|query| query.focus.clone());
    let Some((desk, key)) = works.desk_now().zip(key) else {
        return;
    };
    long(works, words.by_hand.to_owned(), |deed| async move {
        let removed = remove(&desk.edition, &key, &mut deed.pace()).await;
        after(move || {
            let Ok((text, along)) = removed else { return };
            let told = move || {
                works.say(match along.len() {
                    0 => words.by_hand_done[2].to_owned(),
                    count => (words.went_along)(count),
                });
            };
            works.adopt(Arc::new(text), None, after(told));
        })
    });
}

fn fields(works: Works, form: RwSignal<Option<Entry>, LocalStorage>, entry: &Entry) -> Vec<El> {
    let words = works.words();
    let work = works.work();
    let data = works.data();
    let dataset = &data.dataset;
    let [city, time, indicator, _, _, scope, status, _] = work.labels;
    let [printed, note, source] = work.hand_labels;
    // The form stands while its parts change: what is written elsewhere in it is not lost.
    let set = move |change: fn(&mut Entry, String)| {
        move |text: String| {
            form.update_untracked(|entry| {
                if let Some(entry) = entry {
                    change(entry, text.trim().to_owned());
                }
            });
        }
    };
    let cities = dataset
        .cities
        .iter()
        .map(|city| (city.code.clone(), city.name.clone()));
    let none = (String::new(), work.no_source.to_owned());
    let sources = dataset
        .sources
        .iter()
        .map(|one| (one.id.clone(), one.title.clone()));
    let statuses = Status::ALL
        .iter()
        .map(|&one| (one.as_str().to_owned(), (words.status)(one).to_owned()));
    let scope_now = RwSignal::new(entry.scope.clone());
    let keep_scope = set(|entry, text| entry.scope = text);
    let set_scope = move |text: String| {
        scope_now.set(text.clone());
        keep_scope(text);
    };
    let [who, whose] = controls::scope(works, scope, move || scope_now.get(), set_scope);
    let fixed = |text: &str| {
        let text = text.to_owned();
        move || text.clone()
    };
    let all = [
        field(
            city,
            select(
                cities,
                fixed(&entry.city),
                set(|entry, text| entry.city = text),
            ),
        ),
        field(
            time,
            input(
                fixed(&entry.period),
                set(|entry, text| {
                    entry.period = period(&text).map_or(text, |period| period.to_string());
                }),
            ),
        )
        .attr("data-field", "period"),
        field(
            indicator,
            choice(
                indicators(works),
                Arc::new(fixed(&entry.indicator)),
                Box::new(set(|entry, text| entry.indicator = text)),
            ),
        ),
        field(
            printed,
            input(
                fixed(&entry.printed),
                set(|entry, text| entry.printed = text),
            ),
        )
        .attr("data-field", "printed"),
        who,
        whose,
        field(
            status,
            select(
                statuses,
                fixed(entry.status.as_str()),
                set(|entry, text| {
                    if let Some(status) = Status::parse(&text) {
                        entry.status = status;
                    }
                }),
            ),
        ),
        field(
            source,
            select(
                std::iter::once(none).chain(sources),
                fixed(&entry.source),
                set(|entry, text| {
                    entry.source = text;
                }),
            ),
        ),
        field(
            note,
            input(fixed(&entry.note), set(|entry, text| entry.note = text)),
        ),
    ];
    let keep = button(move || keep(works, form))
        .class("primary")
        .attr("data-deed", "keep")
        .text(work.keep);
    let leave = button(move || form.set(None))
        .attr("data-deed", "cancel")
        .text(work.cancel);
    vec![
        el("div").class("work-fields").children(all),
        el("div").class("work-row").child(keep).child(leave),
    ]
}

fn keep(works: Works, form: RwSignal<Option<Entry>, LocalStorage>) {
    let Some((entry, desk)) = form.get_untracked().zip(works.desk_now()) else {
        return;
    };
    let data = works.data();
    long(works, works.work().by_hand.to_owned(), |deed| async move {
        let pace = &mut deed.pace();
        let put = put_entry(&entry, &data.dataset, &desk.edition, pace).await;
        let told = move || {
            form.set(None);
            works.say(works.work().by_hand_done[usize::from(entry.key.is_some())].to_owned());
        };
        after(move || match put {
            Err(lacks) => works.say(works.lacking(&lacks)),
            Ok(text) => works.adopt(Arc::new(text), None, after(told)),
        })
    });
}
