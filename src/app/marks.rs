//! What a pointer and a keyboard do on a chart: hover, click, walk from mark to mark. It must never
//! do by pointer what the keyboard cannot.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, PointerEvent};

use super::brush::{point_of, x_of};
use super::canvas::Chart;
use crate::chart::{Step, Target};
use crate::dataset::YearRange;
use crate::host::media;
use crate::query::{Action, Basis, Filter};
use crate::report::change_of;

/// Whether a key was pressed by itself; with a modifier it belongs to the browser: Alt and an arrow
/// go back and forward.
pub fn is_key(event: &Event, wanted: &str) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| {
        let is_plain = !(key.alt_key() || key.ctrl_key() || key.meta_key());
        is_plain && key.key().eq_ignore_ascii_case(wanted)
    })
}

impl Chart {
    /// Scrolls a long chart so that a mark is seen.
    fn scroll_to(&self, mark: Option<usize>) {
        let hits = self.hits.borrow();
        let mark = mark.and_then(|mark| hits.marks.get(mark));
        if let (Some(mark), Some(frame)) = (mark, self.frame.get_untracked()) {
            let (top, height) = (
                f64::from(frame.scroll_top()),
                f64::from(frame.client_height()),
            );
            if mark.y < top || mark.y + mark.height > top + height {
                frame.set_scroll_top((mark.y - (height - mark.height) / 2.0) as i32);
            }
        }
    }

    pub(super) fn hover_at(&self, event: &Event) {
        if self.brush.drag(self, x_of(event)) {
            self.hide();
            return;
        }
        let at = self.mark_at(event);
        if self.hover.get_untracked() != at {
            self.hover.set(at);
        }
    }

    pub(super) fn press(&self, event: &Event) {
        self.hover_at(event);
        self.brush.press(x_of(event));
    }

    pub(super) fn release(&self, _: &Event) {
        self.brush.release();
    }

    /// A finger that lifts leaves too, but its tooltip stays to be read.
    pub(super) fn leave(&self, event: &Event) {
        self.brush.release();
        let pointer = event
            .dyn_ref::<PointerEvent>()
            .map(PointerEvent::pointer_type);
        if pointer.as_deref() != Some("touch") {
            self.hide();
        }
    }

    /// Takes the tooltip away.
    pub(super) fn hide(&self) {
        if self.hover.get_untracked().is_some() {
            self.hover.set(None);
        }
    }

    pub(super) fn click(&self, event: &Event) {
        if !self.brush.was_drag() {
            self.activate(self.mark_at(event));
        }
    }

    /// The mark under a pointer.
    fn mark_at(&self, event: &Event) -> Option<usize> {
        let (x, y) = point_of(event)?;
        self.hits.borrow().at(x, y)
    }

    pub(super) fn target(&self, mark: Option<usize>) -> Option<Target> {
        self.hits.borrow().marks.get(mark?).map(|mark| mark.target)
    }

    /// Whether a mark is a figure, and not a name.
    pub(super) fn is_figure(&self, mark: usize) -> bool {
        mark < self.hits.borrow().figures()
    }

    /// How far the chart is scrolled, and whether a height of it is in the lower half of the
    /// window.
    pub(super) fn place_of(&self, y: f64) -> (f64, bool) {
        let Some(frame) = self.frame.get_untracked() else {
            return (0.0, false);
        };
        let scrolled = f64::from(frame.scroll_top());
        let top = frame.get_bounding_client_rect().top();
        (scrolled, top + y - scrolled > media::window_height() / 2.0)
    }

    /// One mark as a sentence; a name says what it filters.
    pub(super) fn sentence(&self, mark: Option<usize>) -> Option<String> {
        let target = self.target(mark)?;
        let data = self.scene.data.get_untracked();
        let words = self.scene.words();
        let mut sentence = match target {
            Target::City(id) => (words.charts.only)(&words.city(data.dataset.city(id))),
            Target::Year(year) => (words.charts.only)(&(words.year_range)(Some(year), Some(year))),
            _ => (self.picture)().describe(target, &data.dataset, words),
        };
        // What is computed is set against something else than the past already.
        let (read, is_printed) =
            (self.scene.query).with_untracked(|query| (query.read, query.basis == Basis::Printed));
        if let (Target::Observation(row), true) = (target, is_printed) {
            let change = change_of(&data.dataset, row, read);
            if let Some(change) = change.and_then(|(change, value)| words.since(&change, value)) {
                sentence.push_str(words.comma);
                sentence.push_str(&change);
            }
        }
        Some(sentence)
    }

    /// A click or Enter on a mark: a figure is opened, a name filters; a second one takes either
    /// back.
    fn activate(&self, mark: Option<usize>) {
        let data = self.scene.data.get_untracked();
        let dataset = &data.dataset;
        let action = match self.target(mark) {
            Some(Target::Observation(row)) => {
                let key = dataset.observation(row).key();
                let is_open = self
                    .scene
                    .query
                    .with_untracked(|query| query.focus.as_ref() == Some(&key));
                Action::Focus((!is_open).then_some(key))
            }
            Some(Target::Category(id)) => {
                let id = dataset.categories[id.index()].id.clone();
                Action::Only(Filter::Category, id)
            }
            Some(Target::City(id)) => Action::Only(Filter::City, dataset.city(id).code.clone()),
            Some(Target::Year(year)) => {
                let years = YearRange {
                    from: Some(year),
                    to: Some(year),
                };
                let now = self.scene.query.with_untracked(|query| query.years);
                Action::Years(if now == years { YearRange::ALL } else { years })
            }
            Some(target) => match (self.picture)().act(target, dataset) {
                Some(action) => action,
                None => return,
            },
            None => return,
        };
        self.scene.dispatch(action);
    }

    /// Filters by the city of a figure.
    fn only_city(&self, mark: Option<usize>) {
        if let Some(Target::Observation(row)) = self.target(mark) {
            let data = self.scene.data.get_untracked();
            let code = data.dataset.observation(row).city.code.clone();
            self.scene.dispatch(Action::Only(Filter::City, code));
        }
    }

    /// Leaves the mark, and takes back what was said of it: who comes back hears it again. While a
    /// source is open the mark stays, to come back to.
    pub(super) fn leave_mark(&self) {
        if self.focus.get_untracked().is_some() {
            self.scene.hush();
        }
        if self
            .scene
            .query
            .with_untracked(|query| query.focus.is_none())
        {
            self.focus.set(None);
        }
    }

    pub(super) fn key_up(&self, event: &Event) {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|key| key.key() == "Shift")
        {
            self.brush.end_keys();
        }
    }

    pub(super) fn walk(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // With a modifier a key belongs to the browser.
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        let has_years = self.hits.borrow().year_at(0.0).is_some();
        if event.shift_key() && has_years && self.brush.key(self.scene, &key) {
            event.prevent_default();
            return;
        }
        let focus = self.focus.get_untracked();
        let step = match key.as_str() {
            "ArrowRight" => Step::Next,
            "ArrowLeft" => Step::Previous,
            "ArrowDown" | "PageDown" => Step::NextSeries,
            "ArrowUp" | "PageUp" => Step::PreviousSeries,
            "Home" => Step::First,
            "End" => Step::Last,
            "Enter" => return self.activate(focus),
            "Escape" => return self.leave_mark(),
            "f" | "F" => return self.only_city(focus),
            "p" | "P" => {
                let mark = focus.or(self.hover.get_untracked());
                let mark = mark.filter(|mark| self.is_figure(*mark));
                return mark.into_iter().for_each(|mark| self.pin(mark));
            }
            _ => return,
        };
        event.prevent_default();
        let next = self.hits.borrow().step(focus, step);
        self.focus.set(next);
        self.scroll_to(next);
        if let Some(sentence) = self.sentence(next) {
            self.scene.say(sentence);
        }
    }
}
