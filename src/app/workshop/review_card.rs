//! The figure in hand: what was read and by which rules, what it lacks, and each part of it to be
//! corrected. It must never correct what stands printed.

use leptos::prelude::*;

use super::controls::{self, field, input, select};
use super::review::{CITIES, INDICATORS, Sight};
use crate::app::element::{El, button, el};
use crate::dataset::{Dataset, Status};
use crate::figure::{Bound, exact, machine};
use crate::import::{UNSORTED, period};
use crate::workshop::{Correction, Reading, Review, Verdict};

/// The card.
pub fn card(sight: Sight) -> Vec<El> {
    let works = sight.works;
    let words = works.words();
    let work = works.work();
    let index = sight.at.get();
    let Some(review) = works.review() else {
        return Vec::new();
    };
    let Some(reading) = review.figures.get(index) else {
        return Vec::new();
    };
    let data = works.data();
    let lacks = review.lacks(index, &data.dataset);
    let lacks: Vec<String> = lacks.iter().map(work.lack).collect();
    let lacks = (!lacks.is_empty()).then(|| {
        let what = lacks.join(words.comma);
        el("p").class("doubt").text((work.lacks)(&what))
    });
    let doubt = reading.candidate.doubt.as_ref();
    let doubt = doubt.map(|doubt| el("p").class("doubt").prose(&doubt.reason));
    let percent = (reading.candidate.confidence * 100.0).round() as u32;
    let rules = reading.candidate.rule.split_whitespace().map(work.rule);
    let rules = rules.collect::<Vec<_>>().join(words.comma);
    let judge = |verdict: Verdict, label: &'static str, name: &'static str| {
        let is_it = reading.verdict == verdict;
        button(move || sight.judge(verdict))
            .attr("data-judge", name)
            .attr("aria-pressed", is_it.to_string())
            .text(label)
    };
    let [accept, reject, later] = work.verdicts;
    let unit = &reading.candidate.unit;
    let value = reading
        .now
        .value
        .map(|value| exact(value, unit, words.script));
    vec![
        el("div")
            .class("work-card")
            .attr("data-work", "card")
            .child(
                el("p")
                    .class("work-printed")
                    .child(el("strong").text(&*reading.candidate.printed))
                    .text(value.map_or_else(String::new, |value| format!(" = {value}"))),
            )
            .children(doubt)
            .children(lacks)
            .child(
                el("div")
                    .class("work-row")
                    .child(judge(Verdict::Accepted, accept, "accept").class("primary"))
                    .child(judge(Verdict::Rejected, reject, "reject"))
                    .child(judge(Verdict::Open, later, "later")),
            )
            .child(el("div").class("work-fields").children(fields(
                sight,
                &review,
                reading,
                &data.dataset,
            )))
            .child(el("p").class("note").text((work.read_by)(percent, &rules))),
    ]
}

/// Sets one part of the figure in hand.
fn correct(sight: Sight, change: impl FnOnce(&mut Correction)) {
    let index = sight.at.get_untracked();
    sight.works.step_review(|review| {
        let Some(reading) = review.figures.get(index) else {
            return;
        };
        let mut now = reading.now.clone();
        change(&mut now);
        review.correct(index, now);
    });
}

fn fields(sight: Sight, review: &Review, reading: &Reading, dataset: &Dataset) -> Vec<El> {
    let words = sight.works.words();
    let work = sight.works.work();
    let now = &reading.now;
    let [city, time, indicator, value, bound, scope, status, _] = work.labels;
    let set = move |change: fn(&mut Correction, String)| {
        move |text: String| correct(sight, |now| change(now, text.trim().to_owned()))
    };
    let bounds = Bound::ALL.map(|bound| {
        let name = (words.bound)(bound);
        let name = if name.is_empty() { work.exact } else { name };
        (bound.as_str().to_owned(), name.to_owned())
    });
    let statuses = Status::ALL
        .iter()
        .map(|&one| (one.as_str().to_owned(), (words.status)(one).to_owned()));
    let shown = now.value.map_or_else(String::new, machine);
    let [who, whose] = controls::scope(
        sight.works,
        scope,
        &now.scope,
        set(|now, text| now.scope = text),
    );
    vec![
        field(
            city,
            input(&now.city, Some(CITIES), set(|now, text| now.city = text)),
        ),
        field(
            time,
            input(
                &now.period,
                None,
                set(|now, text| {
                    now.period = period(&text).map_or(text, |period| period.to_string());
                }),
            ),
        ),
        indicator_field(sight, review, reading, dataset, indicator),
        category_field(sight, review, reading, dataset).unwrap_or_else(|| el("span")),
        field(
            value,
            input(
                &shown,
                None,
                set(|now, text| {
                    now.value = text
                        .replace([',', '，'], "")
                        .parse()
                        .ok()
                        .filter(|value: &f64| value.is_finite());
                }),
            ),
        ),
        field(
            bound,
            select(
                bounds,
                now.bound.as_str(),
                set(|now, text| {
                    if let Some(bound) = Bound::ALL.into_iter().find(|bound| bound.as_str() == text)
                    {
                        now.bound = bound;
                    }
                }),
            ),
        ),
        who,
        whose,
        field(
            status,
            select(
                statuses,
                now.status.as_str(),
                set(|now, text| {
                    if let Some(status) = Status::parse(&text) {
                        now.status = status;
                    }
                }),
            ),
        ),
    ]
}

/// The indicator by its name; a name that nobody has makes a new one.
fn indicator_field(
    sight: Sight,
    review: &Review,
    reading: &Reading,
    dataset: &Dataset,
    label: &'static str,
) -> El {
    let id = &reading.now.indicator;
    let known = dataset
        .indicator_of(id)
        .map(|at| dataset.indicator(at).name.clone());
    let new = review
        .indicators
        .iter()
        .find(|new| new.id == *id)
        .map(|new| new.name.clone());
    let name = known.or(new).unwrap_or_default();
    let unit = reading.candidate.unit.clone();
    let choose = move |text: String| {
        let works = sight.works;
        let (data, index, unit) = (works.data(), sight.at.get_untracked(), unit.clone());
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
    // What was read beside the figure is what a new indicator would be called.
    let input =
        input(&name, Some(INDICATORS), choose).attr("placeholder", &*reading.candidate.label);
    field(label, input.attr("data-field", "indicator"))
}

/// Where a new indicator belongs; nothing for one that the dataset has.
fn category_field(
    sight: Sight,
    review: &Review,
    reading: &Reading,
    dataset: &Dataset,
) -> Option<El> {
    let works = sight.works;
    let words = works.words();
    let new = review
        .indicators
        .iter()
        .find(|new| new.id == reading.now.indicator)?;
    let unsorted = (String::new(), UNSORTED.1.to_owned());
    let known = dataset.categories.iter();
    let known = known.map(|category| (category.id.clone(), words.category(category).to_owned()));
    let id = new.id.clone();
    let choose = move |category: String| {
        works.step_review(|review| {
            for new in review.indicators.iter_mut().filter(|new| new.id == id) {
                new.category.clone_from(&category);
            }
        });
    };
    let [.., label] = works.work().labels;
    let select = select(
        std::iter::once(unsorted).chain(known),
        &new.category,
        choose,
    );
    Some(field(label, select))
}
