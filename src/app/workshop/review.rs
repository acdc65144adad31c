//! A report's figures, looked at one by one: the text on one side, the figures on the other, the
//! one in hand above them. By keyboard as by mouse. It must never accept what the reader did not.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::controls::{self, check, field, input, select};
use super::long::{after, long};
use super::read;
use super::review_card::{card, indicator_name};
use super::review_text::text;
use super::works::Works;
use crate::app::element::{El, ElementRef, button, el};
use crate::host::{clock, page};
use crate::workshop::{Proposal, Reading, Review, Task, Verdict, report_text};

/// Figures on a page.
pub const PAGE: usize = 40;

/// How sure what is accepted together must be, in percent.
const SURE: [u32; 3] = [95, 90, 80];

/// What a review's panel knows beside the review.
#[derive(Clone, Copy)]
pub struct Sight {
    pub works: Works,
    /// The figure in hand.
    pub at: RwSignal<usize>,
    node: ElementRef,
}

impl Sight {
    /// The page of the figure in hand.
    pub fn page(self) -> usize {
        self.at.get() / PAGE
    }

    /// Takes a figure in hand, and moves the focus to it in the list.
    pub fn take(self, index: usize) {
        self.at.set(index);
        controls::focus_when_drawn(self.node, format!("[data-reading=\"{index}\"]"));
    }

    /// Judges the figure in hand, and takes the next open one.
    pub fn judge(self, verdict: Verdict) {
        let (index, data) = (self.at.get_untracked(), self.works.data());
        let words = self.works.work();
        let Some(review) = self.works.review_now() else {
            return;
        };
        let Some(reading) = review.figures.get(index) else {
            return;
        };
        let printed = &reading.candidate.printed;
        if verdict == Verdict::Accepted {
            let lacks = review.lacks(index, &data.dataset);
            if !lacks.is_empty() {
                return self.works.say(self.works.lacking(&lacks));
            }
        }
        self.works
            .step_review(|review| review.judge(index, verdict, &data.dataset));
        self.works
            .scene
            .say((words.judged)(printed, (words.verdict)(verdict)));
        let next = self
            .works
            .review_now()
            .and_then(|review| review.next_open(index));
        if let Some(next) = next.filter(|_| verdict != Verdict::Open) {
            self.take(next);
        }
    }

    fn key(self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.alt_key() || key.ctrl_key() || key.meta_key() {
            return;
        }
        let count = self
            .works
            .review_now()
            .map_or(0, |review| review.figures.len());
        let at = self.at.get_untracked();
        match key.key().as_str() {
            "ArrowDown" | "j" => self.take((at + 1).min(count.saturating_sub(1))),
            "ArrowUp" | "k" => self.take(at.saturating_sub(1)),
            "Home" => self.take(0),
            "End" => self.take(count.saturating_sub(1)),
            "a" | "A" => self.judge(Verdict::Accepted),
            "x" | "X" | "Delete" => self.judge(Verdict::Rejected),
            "z" | "Z" => self.works.undo(),
            "e" | "E" => page::focus(event, ".work-card input"),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The panel.
pub fn review(works: Works) -> El {
    let sight = Sight {
        works,
        at: RwSignal::new(0),
        node: ElementRef::new(),
    };
    let words = works.work();
    let Some(first) = works.review_now() else {
        return el("section");
    };
    let counts = move || {
        let counts = works.review().map_or([0; 3], |review| review.counts());
        (words.review_counts)(counts)
    };
    let [text_name, list_name] = words.review_parts;
    let page = Memo::new(move |_| sight.page());
    let list = move || {
        page.get();
        items(sight)
    };
    el("section")
        .class("work-box")
        .attr("data-work", "review")
        .child(
            el("h3")
                .attr("tabindex", "-1")
                .text((words.review)(named_file(works, &first.file))),
        )
        .child(el("p").class("work-sum").text_with(counts))
        .child(el("p").class("note").text(words.review_keys))
        .child(bulk(sight))
        .child(
            el("div")
                .class("work-review")
                .child(
                    el("div")
                        .class("work-text")
                        .attr("role", "region")
                        .attr("tabindex", "0")
                        .attr("aria-label", text_name)
                        .children_with(move || {
                            page.get();
                            text(sight)
                        }),
                )
                .child(
                    el("div")
                        .class("work-side")
                        .child(el("div").children_with(move || card(sight)))
                        .child(
                            el("ul")
                                .class("work-list")
                                .attr("aria-label", list_name)
                                .node(sight.node)
                                .on("keydown", move |event| sight.key(&event))
                                .children_with(list),
                        )
                        .child(pager(sight)),
                ),
        )
        .children(about(sight))
}

/// A file's name, or that the text was pasted.
pub fn named_file(works: Works, file: &str) -> &str {
    if file.is_empty() {
        works.work().pasted
    } else {
        file
    }
}

/// What is accepted together.
fn bulk(sight: Sight) -> El {
    let works = sight.works;
    let words = works.work();
    let sure = SURE.map(|percent| {
        button(move || {
            let data = works.data();
            let least = f64::from(percent) / 100.0;
            let count = works.step_review(|review| review.accept_sure(least, &data.dataset));
            works.say((words.accepted)(count.unwrap_or_default()));
        })
        .attr("data-sure", percent.to_string())
        .text((words.accept_sure)(percent))
    });
    el("div").class("work-row").children(sure)
}

/// The figures of the page, a button each; what they show follows the review.
fn items(sight: Sight) -> Vec<El> {
    let Some(review) = sight.works.review_now() else {
        return Vec::new();
    };
    let first = sight.page() * PAGE;
    let shown = first..(first + PAGE).min(review.figures.len());
    shown.map(|index| item(sight, index)).collect()
}

fn item(sight: Sight, index: usize) -> El {
    let works = sight.works;
    let of = move |tell: fn(&Reading, Works) -> String| {
        move || {
            let review = works.review();
            let reading = review.as_ref().and_then(|review| review.figures.get(index));
            reading.map_or_else(String::new, |reading| tell(reading, works))
        }
    };
    let take = button(move || sight.take(index))
        .attr("data-reading", index.to_string())
        .attr_with("tabindex", move || {
            Some(if sight.at.get() == index { "0" } else { "-1" }.to_owned())
        })
        .attr_with("aria-current", move || {
            (sight.at.get() == index).then(|| "true".to_owned())
        })
        .child(el("strong").text_with(of(|reading, _| reading.candidate.printed.clone())))
        .child(el("span").text_with(of(named)))
        .child(
            el("span")
                .class("work-verdict")
                .text_with(of(|reading, works| {
                    (works.work().verdict)(reading.verdict).to_owned()
                })),
        );
    el("li")
        .attr_with("data-verdict", move || {
            let review = works.review()?;
            Some(word(review.figures.get(index)?.verdict).to_owned())
        })
        .child(take)
}

/// Of what a figure is, in short.
fn named(reading: &Reading, works: Works) -> String {
    let name = indicator_name(works, &reading.now.indicator);
    let name = name.unwrap_or_else(|| reading.candidate.label.clone());
    let percent = (reading.candidate.confidence * 100.0).round();
    format!("{name} · {} · {percent}%", reading.now.period)
}

/// A verdict as an attribute.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Open => "open",
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "rejected",
    }
}

fn pager(sight: Sight) -> El {
    let words = sight.works.words();
    let pages = move || {
        let review = sight.works.review();
        review.map_or(1, |review| review.figures.len().div_ceil(PAGE).max(1))
    };
    let turn = move |by: isize| {
        let next = sight.page().saturating_add_signed(by);
        sight.take(next * PAGE);
    };
    el("div")
        .class("pager")
        .is("hidden", move || pages() == 1)
        .child(
            button(move || turn(-1))
                .is("disabled", move || sight.page() == 0)
                .text(words.previous),
        )
        .child(el("span").text_with(move || (sight.works.work().page)(sight.page() + 1, pages())))
        .child(
            button(move || turn(1))
                .is("disabled", move || sight.page() + 1 >= pages())
                .text(words.next),
        )
}

/// What the report is, and what is done with what was accepted.
fn about(sight: Sight) -> Vec<El> {
    let works = sight.works;
    let words = works.work();
    let data = works.data();
    let of = move |show: fn(&Review) -> String| {
        move || {
            works
                .review()
                .map_or_else(String::new, |review| show(&review))
        }
    };
    let change = move |set: fn(&mut Review, String)| {
        move |text: String| {
            works.step_review(|review| set(review, text.trim().to_owned()));
        }
    };
    let [title, city, period] = words.report_labels;
    let new = (String::new(), words.is_new_report.to_owned());
    let known = data.dataset.sources.iter();
    let known = known.map(|source| (source.id.clone(), source.title.clone()));
    let replaced = select(
        std::iter::once(new).chain(known),
        of(|review| review.replaces.clone().unwrap_or_default()),
        change(|review, id| review.replaces = Some(id).filter(|id| !id.is_empty())),
    );
    let accepted = move || works.review().map_or(0, |review| review.counts()[1]);
    let go_on = button(move || propose(sight))
        .class("primary")
        .attr("data-deed", "propose")
        .is("disabled", move || accepted() == 0)
        .text_with(move || (words.take_accepted)(accepted()));
    let as_table = button(move || {
        if let Some(review) = works.review_now() {
            read::table_of(works, &review);
        }
    });
    let [place, another] = controls::city(
        works,
        city,
        of(|review| review.city.clone()),
        change(|review, text| review.city = text),
    );
    let fields = [
        field(
            title,
            input(
                of(|review| review.title.clone()),
                change(|review, text| review.title = text),
            ),
        ),
        place,
        another,
        field(
            period,
            input(
                of(|review| review.period.clone()),
                change(|review, text| review.period = text),
            ),
        ),
        field(words.replaces, replaced),
    ];
    let keeps = move || works.review().is_some_and(|review| review.keeps_text);
    vec![
        el("div")
            .class("work-fields")
            .attr("data-work", "report")
            .children(fields),
        check(words.keep_text, keeps, move |is_on| {
            works.step_review(|review| review.keeps_text = is_on);
        }),
        el("div")
            .class("work-row")
            .child(go_on)
            .child(as_table.class("link").text(words.as_table)),
    ]
}

/// The accepted figures beside the edition.
fn propose(sight: Sight) {
    let works = sight.works;
    let Some((review, desk)) = works.review_now().zip(works.desk_now()) else {
        return;
    };
    let data = works.data();
    long(works, review.title.clone(), |deed| async move {
        let (today, pace) = (clock::today(), &mut deed.pace());
        let text = report_text(&review, &data.dataset, &desk.edition, &today, pace).await;
        after(move || works.step(Task::Proposal(Arc::new(Proposal::new(text)))))
    });
}
