//! Choosing years on the chart itself: dragged over the plot, or with Shift and the arrow keys. It
//! must never leave more than one step of the history for one choice, whatever it passes on its
//! way.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::canvas::Chart;
use super::element::{El, el};
use super::state::Scene;
use crate::chart::Target;
use crate::dataset::YearRange;
use crate::query::{Action, Commit};

/// How far a pointer is moved before it means a range, in CSS px.
const LEAST_PX: f64 = 8.0;

/// The state of choosing. Positions are whole CSS px; all signals are of one type, since another
/// would weigh a KB.
#[derive(Clone, Copy)]
pub struct Brush {
    pressed: RwSignal<Option<usize>>,
    /// Where the range ends now; `None` while nothing is chosen.
    end: RwSignal<Option<usize>>,
    /// Whether the last press became a drag, so that its click means nothing.
    dragged: RwSignal<Option<usize>>,
    /// Whether the history has an entry of this choice already.
    has_entry: RwSignal<Option<usize>>,
}

impl Brush {
    /// Nothing is being chosen.
    pub fn new() -> Self {
        Self {
            pressed: RwSignal::new(None),
            end: RwSignal::new(None),
            dragged: RwSignal::new(None),
            has_entry: RwSignal::new(None),
        }
    }

    /// Whether a range is being dragged; followed by what asks.
    pub fn is_on(self) -> bool {
        self.end.get().is_some()
    }

    /// A pointer is pressed.
    pub fn press(self, x: f64) {
        self.dragged.set(None);
        self.pressed.set(Some(x.max(0.0) as usize));
    }

    /// The pointer is moved; the first that is far enough begins a range.
    pub fn drag(self, chart: &Chart, x: f64) -> bool {
        let Some(start) = self.pressed.get_untracked() else {
            return false;
        };
        let is_on = self.end.get_untracked().is_some();
        let hits = chart.hits.borrow();
        let years = [hits.year_at(start as f64), hits.year_at(x)];
        let [Some(from), Some(to)] = years else {
            return false;
        };
        if !is_on && (x - start as f64).abs() < LEAST_PX {
            return false;
        }
        drop(hits);
        self.end.set(Some(x.max(0.0) as usize));
        self.dragged.set(Some(1));
        let years = YearRange {
            from: Some(from.min(to)),
            to: Some(from.max(to)),
        };
        self.choose(chart.scene, years);
        true
    }

    /// The pointer is let go: the chart shows what was chosen.
    pub fn release(self) {
        if self.pressed.get_untracked().is_some() {
            self.pressed.set(None);
        }
        if self.end.get_untracked().is_some() {
            self.end.set(None);
        }
        self.end_keys();
    }

    /// Whether the press that just ended was a drag.
    pub fn was_drag(self) -> bool {
        self.dragged.get_untracked().is_some()
    }

    /// Left and right move the last year, up and down the first; `false` for another key.
    pub fn key(self, scene: Scene, key: &str) -> bool {
        let all = scene.data.with_untracked(|data| data.dataset.years());
        let now = scene.query.with_untracked(|query| query.years.ordered());
        let (Some(least), Some(most)) = (all.from, all.to) else {
            return false;
        };
        let (mut from, mut to) = (now.from.unwrap_or(least), now.to.unwrap_or(most));
        match key {
            "ArrowRight" => to = most.min(to + 1),
            "ArrowLeft" => to = from.max(to - 1),
            "ArrowDown" => from = least.max(from - 1),
            "ArrowUp" => from = to.min(from + 1),
            _ => return false,
        }
        let years = match (from, to) == (least, most) {
            true => YearRange::ALL,
            false => YearRange {
                from: Some(from),
                to: Some(to),
            },
        };
        self.choose(scene, years);
        scene.say((scene.words().year_range)(years.from, years.to));
        true
    }

    /// Shift is let go.
    pub fn end_keys(self) {
        if self.has_entry.get_untracked().is_some() {
            self.has_entry.set(None);
        }
    }

    /// One choice is one entry of the history: the first range makes it, the others replace it.
    fn choose(self, scene: Scene, years: YearRange) {
        if scene.query.with_untracked(|query| query.years) == years {
            return;
        }
        let commit = match self.has_entry.get_untracked().is_some() {
            true => Commit::Replace,
            false => Commit::Push,
        };
        self.has_entry.set(Some(1));
        scene.dispatch_as(Action::Years(years), commit);
    }

    /// The range while it is dragged.
    pub fn view(self, chart: &Chart) -> Option<El> {
        let end = self.end.get()?;
        let start = self.pressed.get_untracked()?;
        let hits = chart.hits.borrow();
        let mut years = hits.marks.iter();
        let bottom = years.find(|mark| matches!(mark.target, Target::Year(_)))?.y;
        let px = |length: usize| length.to_string() + "px";
        let view = el("div")
            .class("brush")
            .style("left", px(start.min(end)))
            .style("width", px(start.abs_diff(end)))
            .style("height", px(bottom as usize));
        Some(view)
    }
}

/// How far from the chart's left a pointer is.
pub fn x_of(event: &Event) -> f64 {
    point_of(event).map_or(0.0, |(x, _)| x)
}

/// Where in the chart a pointer is, in CSS px of the chart's own: where the page is zoomed by its
/// style, they are not those of the window, and browsers disagree on what an event's offset is in.
pub fn point_of(event: &Event) -> Option<(f64, f64)> {
    let event = event.dyn_ref::<MouseEvent>()?;
    let chart: Element = event.current_target()?.dyn_into().ok()?;
    let seen = chart.get_bounding_client_rect();
    let scale = f64::from(chart.client_width()) / seen.width();
    let x = f64::from(event.client_x()) - seen.left();
    let y = f64::from(event.client_y()) - seen.top();
    Some((x * scale, y * scale))
}
