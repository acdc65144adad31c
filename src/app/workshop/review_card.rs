//! The figure in hand: what was read and by which rules, what it lacks, and each part of it to be
//! corrected. The card is made anew for another figure alone: what is written in it is not lost. It
//! must never correct what stands printed.

use std::sync::Arc;

use leptos::prelude::*;

use super::controls::{choice, city, field, indicators, input, scope, select};
use super::review::Sight;
use super::works::Works;
use crate::app::element::{El, button, el};
use crate::dataset::Status;
use crate::figure::{Bound, exact, machine, number};
use crate::import::{UNSORTED, period};
use crate::workshop::{Correction, Reading, Verdict};

/// The card of the figure in hand.
pub fn card(sight: Sight) -> Vec<El> {
    let works = sight.works;
    let words = works.words();
    let work = works.work();
    let index = sight.at.get();
    let review = works.review_now();
    let Some(reading) = review.and_then(|review| review.figures.get(index).cloned()) else {
        return Vec::new();
    };
    let lacks = move || {
        let lacks = works.review().map(|review| {
            let data = works.data();
            review.lacks(index, &data.dataset)
        });
        works.lacking(&lacks.unwrap_or_default())
    };
    let silent = lacks;
    let doubt = reading.candidate.doubt.as_ref();
    let doubt = doubt.map(|doubt| el("p").class("doubt").prose(&doubt.reason));
    let percent = (reading.candidate.confidence * 100.0).round() as u32;
    let rules = reading.candidate.rule.split_whitespace().map(work.rule);
    let rules = rules.collect::<Vec<_>>().join(words.comma);
    let judge = |verdict: Verdict, label: &'static str, name: &'static str| {
        button(move || sight.judge(verdict))
            .attr("data-judge", name)
            .attr_with("aria-pressed", move || {
                let reading = works.review()?.figures.get(index).cloned()?;
                Some((reading.verdict == verdict).to_string())
            })
            .text(label)
    };
    let [accept, reject, later] = work.verdicts;
    let unit = reading.candidate.unit.clone();
    let value = of(works, index, move |reading| {
        let value = reading
            .now
            .value
            .map(|value| exact(value, &unit, words.script));
        value.map_or_else(String::new, |value| format!(" = {value}"))
    });
    let printed = el("p")
        .class("work-printed")
        .child(el("strong").text(&*reading.candidate.printed))
        .child(el("span").text_with(value));
    let card = el("div")
        .class("work-card")
        .attr("data-work", "card")
        .child(printed)
        .children(doubt)
        .child(
            el("p")
                .class("doubt")
                .is("hidden", move || silent().is_empty())
                .text_with(lacks),
        )
        .child(
            el("div")
                .class("work-row")
                .child(judge(Verdict::Accepted, accept, "accept"))
                .child(judge(Verdict::Rejected, reject, "reject"))
                .child(judge(Verdict::Open, later, "later")),
        )
        .child(
            el("div")
                .class("work-fields")
                .children(fields(sight, index, &reading)),
        )
        .child(el("p").class("note").text((work.read_by)(percent, &rules)));
    vec![card]
}

/// What a figure of the review shows, as it stands.
fn of(
    works: Works,
    index: usize,
    show: impl Fn(&Reading) -> String + Send + Sync + 'static,
) -> impl Fn() -> String + Send + Sync + Clone + 'static {
    let show: Arc<dyn Fn(&Reading) -> String + Send + Sync> = Arc::new(show);
    move || {
        let review = works.review();
        let reading = review.as_ref().and_then(|review| review.figures.get(index));
        reading.map_or_else(String::new, |reading| show(reading))
    }
}

/// Sets one part of a figure.
fn correct(works: Works, index: usize, change: impl FnOnce(&mut Correction)) {
    works.step_review(|review| {
        let Some(reading) = review.figures.get(index) else {
            return;
        };
        let mut now = reading.now.clone();
        change(&mut now);
        review.correct(index, now);
    });
}

fn fields(sight: Sight, index: usize, reading: &Reading) -> Vec<El> {
    let works = sight.works;
    let words = works.words();
    let work = works.work();
    let [place, time, indicator, value, bound, whom, status, _] = work.labels;
    let set = move |change: fn(&mut Correction, String)| {
        move |text: String| correct(works, index, |now| change(now, text.trim().to_owned()))
    };
    let show = move |show: fn(&Reading) -> String| of(works, index, show);
    let bounds = Bound::ALL.map(|bound| {
        let name = (words.bound)(bound);
        let name = if name.is_empty() { work.exact } else { name };
        (bound.as_str().to_owned(), name.to_owned())
    });
    let statuses = Status::ALL.iter();
    let statuses = statuses.map(|&one| (one.as_str().to_owned(), (words.status)(one).to_owned()));
    let scope_now = move || {
        let review = works.review();
        let reading = review.as_ref().and_then(|review| review.figures.get(index));
        reading.map_or_else(String::new, |reading| reading.now.scope.clone())
    };
    let [who, whose] = scope(works, whom, scope_now, set(|now, text| now.scope = text));
    let [place, another] = city(
        works,
        place,
        show(|reading| reading.now.city.clone()),
        set(|now, text| now.city = text),
    );
    let [known, new] = indicator_fields(works, index, reading, indicator);
    vec![
        place,
        another,
        field(
            time,
            input(
                show(|reading| reading.now.period.clone()),
                set(|now, text| {
                    now.period = period(&text).map_or(text, |period| period.to_string());
                }),
            ),
        ),
        known,
        new,
        category_field(works, index),
        field(
            value,
            input(
                show(|reading| reading.now.value.map_or_else(String::new, machine)),
                set(|now, text| {
                    now.value = number(&text.replace([',', '，'], ""));
                }),
            ),
        ),
        field(
            bound,
            select(
                bounds,
                show(|reading| reading.now.bound.as_str().to_owned()),
                set(|now, text| {
                    let bound = Bound::ALL.into_iter().find(|bound| bound.as_str() == text);
                    now.bound = bound.unwrap_or(now.bound);
                }),
            ),
        ),
        who,
        whose,
        field(
            status,
            select(
                statuses,
                show(|reading| reading.now.status.as_str().to_owned()),
                set(|now, text| now.status = Status::parse(&text).unwrap_or(now.status)),
            ),
        ),
    ]
}

/// The name of an indicator, of the dataset or of the review.
pub fn indicator_name(works: Works, id: &str) -> Option<String> {
    let data = works.data();
    let known = data.dataset.indicator_of(id);
    let known = known.map(|at| data.dataset.indicator(at).name.clone());
    let new = || {
        let review = works.review()?;
        let mut all = review.indicators.iter();
        all.find(|new| new.id == id).map(|new| new.name.clone())
    };
    known.or_else(new)
}

/// The indicator: one of the dataset's, or a new one by its name.
fn indicator_fields(works: Works, index: usize, reading: &Reading, label: &str) -> [El; 2] {
    let known = move || {
        let review = works.review();
        let reading = review.as_ref().and_then(|review| review.figures.get(index));
        let id = reading.map_or_else(String::new, |reading| reading.now.indicator.clone());
        let is_known = works.data().dataset.indicator_of(&id).is_some();
        if is_known { id } else { String::new() }
    };
    let choose = move |id: String| correct(works, index, |now| now.indicator = id);
    let unit = reading.candidate.unit.clone();
    let write = move |text: String| {
        let (data, unit) = (works.data(), unit.clone());
        works.step_review(|review| {
            let id = match text.trim() {
                "" => String::new(),
                name => review.indicator_named(name, &unit, "", &data.dataset),
            };
            let Some(reading) = review.figures.get(index) else {
                return;
            };
            let now = Correction {
                indicator: id,
                ..reading.now.clone()
            };
            review.correct(index, now);
        });
    };
    let name = of(works, index, move |reading| {
        indicator_name(works, &reading.now.indicator).unwrap_or_default()
    });
    // What was read beside the figure is what a new indicator would be called.
    let written = input(name, write).attr("placeholder", &*reading.candidate.label);
    let other = (String::new(), works.work().other_indicator.to_owned());
    let mut all = vec![(String::new(), vec![other])];
    all.extend(indicators(works));
    let select = choice(all, Arc::new(known), Box::new(choose));
    [
        field(label, select.attr("data-field", "indicator")),
        field(
            works.work().indicator_name,
            written.attr("data-field", "new-indicator"),
        )
        .is("hidden", move || !known().is_empty()),
    ]
}

/// Where a new indicator belongs; hidden for one that the dataset has.
fn category_field(works: Works, index: usize) -> El {
    let words = works.words();
    let data = works.data();
    let new = move || {
        let review = works.review()?;
        let id = &review.figures.get(index)?.now.indicator;
        review.indicators.iter().find(|new| new.id == *id).cloned()
    };
    let unsorted = (String::new(), UNSORTED.1.to_owned());
    let known = data.dataset.categories.iter();
    let known = known.map(|category| {
        let name = words.category(category);
        (category.id.clone(), name.to_owned())
    });
    let choose = move |category: String| {
        let Some(own) = untrack(new) else { return };
        works.step_review(|review| {
            for new in review.indicators.iter_mut().filter(|new| new.id == own.id) {
                new.category.clone_from(&category);
            }
        });
    };
    let [.., label] = works.work().labels;
    let chosen = move || new().map_or_else(String::new, |new| new.category);
    let select = select(std::iter::once(unsorted).chain(known), chosen, choose);
    field(label, select).is("hidden", move || new().is_none())
}
