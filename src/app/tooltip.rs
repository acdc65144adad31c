//! What a mark says: beside it for the pointer, in a line under the chart for the keyboard, in
//! elder mode and where it is pinned. It must never leave the window, nor vanish while it is read
//! (WCAG 2.2, success criterion 1.4.13).

use leptos::prelude::*;

use super::canvas::Chart;
use super::element::{El, button, el};
use crate::chart::Target;
use crate::host::page;

/// The tooltip of the mark under the pointer; none in elder mode, which has the line.
pub fn tooltip(chart: &Chart) -> Option<El> {
    let hover = chart.hover.get()?;
    let scene = chart.scene;
    if scene.look.get().elder {
        return None;
    }
    let lines = told(chart, hover);
    let hits = chart.hits.borrow();
    let mark = hits.marks.get(hover).filter(|_| !lines.is_empty())?;
    let middle = mark.x + mark.width / 2.0;
    // Shifted by as much of its own width as the mark lies to the right: never beyond the chart.
    let share = (middle / chart.width.get_untracked().max(1.0)).clamp(0.0, 1.0);
    let (scrolled, is_low) = chart.place_of(mark.y + mark.height / 2.0);
    // It adjoins the mark, so that the pointer reaches it without leaving both.
    let (top, up) = match is_low {
        true => (mark.y + 1.0, "-100%"),
        false => (mark.y + mark.height - 1.0, "0"),
    };
    let shift = format!("translate(-{}%, {up})", (share * 100.0).round() as u8);
    let px = |length: f64| (length.round() as i32).to_string() + "px";
    let mut view = el("div")
        .class("tooltip")
        .attr("role", "tooltip")
        .style("left", px(middle))
        .style("top", px(top - scrolled))
        .style("transform", shift);
    for line in lines {
        view = view.child(el("p").text(line));
    }
    if chart.is_figure(hover) {
        let chart = StoredValue::new_local(chart.clone());
        let pin = move || chart.with_value(|chart| chart.pin(hover));
        view = view.child(button(pin).class("link").text(scene.words().charts.pin));
    }
    Some(view)
}

/// The lines under a chart of what is pinned. They follow the pins alone: a button that has the
/// focus must not be made anew by what else changes.
pub fn pinned(chart: &Chart) -> Vec<El> {
    let shown = chart.pins.into_iter().filter_map(|pin| {
        let text = told(chart, pin.get()?).into_iter();
        let words = chart.scene.words();
        let kept = StoredValue::new_local(chart.clone());
        let off = button(move || kept.with_value(|chart| chart.unpin(pin)))
            .label("aria-label", words.charts.unpin)
            .text("×");
        let text = text.map(|line| el("p").text(line));
        Some(el("div").class("told-mark").children(text).child(off))
    });
    shown.collect()
}

/// The line of the mark with the focus, in elder mode of the one under the pointer too; none if it
/// is pinned.
pub fn told_now(chart: &Chart) -> Vec<El> {
    let is_elder = chart.scene.look.get().elder;
    let hover = chart.hover.get().filter(|_| is_elder);
    let now = chart.focus.get().or(hover);
    let Some(mark) = now.filter(|mark| !chart.is_pinned(*mark)) else {
        return Vec::new();
    };
    let text = told(chart, mark).into_iter().map(|line| el("p").text(line));
    vec![el("div").class("told-mark").children(text)]
}

/// The mark's sentence, and where its figure is printed.
fn told(chart: &Chart, mark: usize) -> Vec<String> {
    let scene = chart.scene;
    let data = scene.data.get();
    let mut lines: Vec<String> = chart.sentence(Some(mark)).into_iter().collect();
    if let Some(Target::Observation(row)) = chart.target(Some(mark)) {
        let observation = data.dataset.observation(row);
        let title = &observation.source.title;
        lines.push((scene.words().cite)(title, observation.paragraph));
    }
    lines
}

impl Chart {
    /// Whether a mark is told below the chart in any case.
    pub(super) fn is_pinned(&self, mark: usize) -> bool {
        self.pins.iter().any(|pin| pin.get() == Some(mark))
    }

    /// Takes a pin out; the focus goes from its button to the chart.
    fn unpin(&self, pin: RwSignal<Option<usize>>) {
        if let Some(frame) = self.frame.get_untracked() {
            page::focus_within(&frame, "canvas");
        }
        pin.set(None);
    }

    /// Pins a mark, or takes its pin out; the third takes the place of the second.
    pub(super) fn pin(&self, mark: usize) {
        let [first, second] = self.pins;
        match (first.get_untracked(), second.get_untracked()) {
            (Some(pinned), _) if pinned == mark => first.set(None),
            (_, Some(pinned)) if pinned == mark => second.set(None),
            (None, _) => first.set(Some(mark)),
            _ => second.set(Some(mark)),
        }
    }
}
