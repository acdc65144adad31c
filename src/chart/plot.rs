//! The frame of a chart over time: where a year and a value lie, grid, axes and the unit, which
//! is named once.
//!
//! It must never put a label at a time that is not a whole year.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::axis::{Axis, Grain, years};
use super::lettering::{Align, Text};
use super::surface::Surface;
use super::{Canvas, MARGIN_PX, clean};
use crate::dataset::{Date, Period};
use crate::figure::{Scale, Script};
use crate::report::Trend;

/// Where times and values lie.
pub(super) struct Plot {
    /// Within the axes.
    pub area: Area,
    /// Where the first and the last time lie.
    left: f64,
    right: f64,
    first: f64,
    last: f64,
    axis: Axis,
    texts: Vec<Text>,
    grid: Vec<f64>,
    year_ticks: Vec<f64>,
}

/// Both ends of a period on the axis, in years; the start of an open interval is `None`.
pub(super) fn times(period: Period) -> (Option<f64>, f64) {
    match period {
        Period::Single(date) => (Some(time(date)), time(date)),
        Period::Interval { from, to } => (Some(time(from)), time(to)),
        Period::Until(to) => (None, time(to)),
    }
}

/// A year is its label's place; its months lie around it.
fn time(date: Date) -> f64 {
    let month = date
        .month
        .map_or(0.0, |month| (f64::from(month) - 6.5) / 12.0);
    let day = date.day.map_or(0.0, |day| (f64::from(day) - 15.5) / 365.0);
    f64::from(date.year) + month + day
}

impl Plot {
    /// The frame of a view in `height_px`, with room for labels right of the plot.
    pub fn new(view: &Trend, canvas: &Canvas<'_>, height_px: f64, labels_px: f64) -> Self {
        let data = || {
            view.series
                .iter()
                .flat_map(|series| series.points.iter().chain(&series.spans))
        };
        let values = || data().flat_map(|datum| datum.value.into_iter().chain(datum.upper));
        let grain = match values().all(|value| value.fract() == 0.0) {
            true => Grain::Whole,
            false => Grain::Fine,
        };
        let top = MARGIN_PX + canvas.em(2.4);
        let bottom = height_px - MARGIN_PX - canvas.em(1.9);
        let count = ((bottom - top) / canvas.em(4.0)).clamp(2.0, 6.0) as usize;
        let axis = Axis::new(values(), grain, count);
        let scale = Scale::for_max(axis.high.max(-axis.low), canvas.words.script);

        let size_px = canvas.small_px();
        // A tick's number is never cut: one that takes too much of the width is left out.
        let room = 0.3 * canvas.width_px;
        let fits = |label: &String| canvas.width_of(label, size_px) <= room;
        let label = |tick: &f64| Some(scale.format(*tick)).filter(fits).unwrap_or_default();
        let labels: Vec<String> = axis.ticks.iter().map(label).collect();
        let widths = labels.iter().map(|label| canvas.width_of(label, size_px));
        let gutter = widths.fold(0.0, f64::max) + canvas.em(0.6);
        let left = MARGIN_PX + gutter;
        let right = (canvas.width_px - MARGIN_PX - labels_px).max(left + 1.0);
        let area = Area {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        };

        let ends = || data().map(|datum| datum.period);
        let first_year = ends().map(Period::first_year).min().unwrap_or(0);
        let last_year = ends().map(Period::last_year).max().unwrap_or(first_year);
        let starts = ends().map(|period| times(period).0.unwrap_or(f64::INFINITY));
        let first = starts.fold(f64::from(first_year), f64::min);
        let last = ends()
            .map(|period| times(period).1)
            .fold(f64::from(last_year), f64::max);
        let slot = area.width / (last - first + 1.0);
        let pad = (slot / 2.0).min(canvas.em(3.0)).round();

        let mut plot = Self {
            area,
            left: area.x + pad,
            // Labels follow at the right: there the last marks may stand closer to the edge.
            right: if last > first {
                area.right() - pad.min(canvas.em(0.8))
            } else {
                area.right() - pad
            },
            first,
            last,
            axis,
            texts: Vec::new(),
            grid: Vec::new(),
            year_ticks: Vec::new(),
        };
        plot.label_values(canvas, labels);
        plot.label_years(canvas, first_year, last_year);
        plot.texts.push(unit(view, canvas, &scale));
        plot
    }

    /// Where a time lies.
    pub fn x(&self, time: f64) -> f64 {
        let span = self.last - self.first;
        let share = if span > 0.0 {
            (time - self.first) / span
        } else {
            0.5
        };
        (self.left + share * (self.right - self.left)).round()
    }

    /// Where a value lies.
    pub fn y(&self, value: f64) -> f64 {
        (self.area.bottom() - self.axis.share(value) * self.area.height).round()
    }

    fn label_values(&mut self, canvas: &Canvas<'_>, labels: Vec<String>) {
        for (tick, text) in self.axis.ticks.clone().into_iter().zip(labels) {
            let y = self.y(tick);
            self.grid.push(y);
            self.texts.push(Text {
                text,
                x: self.area.x - canvas.em(0.6),
                y,
                size_px: canvas.small_px(),
                color: canvas.theme.ink_faint,
                align: Align::End,
            });
        }
    }

    fn label_years(&mut self, canvas: &Canvas<'_>, first: u16, last: u16) {
        let size_px = canvas.small_px();
        let label = canvas.width_of("2025", size_px);
        let (from, to) = (self.x(f64::from(first)), self.x(f64::from(last)));
        let most = ((to - from) / (label + canvas.em(1.2))) as usize + 1;
        for year in years(first, last, most) {
            let x = self.x(f64::from(year));
            // The first and the last are always among them, however near they lie.
            if self
                .year_ticks
                .last()
                .is_some_and(|last| x - last < label + 2.0)
            {
                continue;
            }
            self.year_ticks.push(x);
            self.texts.push(Text {
                text: year.to_string(),
                x,
                y: self.area.bottom() + canvas.em(1.25),
                size_px,
                color: canvas.theme.ink_faint,
                align: Align::Middle,
            });
        }
    }

    /// Every year, with the part of the axis that stands for it.
    pub fn years(&self, canvas: &Canvas<'_>) -> Vec<(u16, Area)> {
        let half = match self.last > self.first {
            true => (self.right - self.left) / (self.last - self.first) / 2.0,
            false => self.area.width / 2.0,
        };
        let (first, last) = (self.first.round() as u16, self.last.round() as u16);
        let area = |year: u16| Area {
            x: self.x(f64::from(year)) - half,
            y: self.area.bottom() + 1.0,
            width: 2.0 * half,
            height: canvas.em(1.9),
        };
        (first..=last).map(|year| (year, area(year))).collect()
    }

    /// Draws grid, axes and their labels.
    pub fn draw<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, canvas: &Canvas<'_>) {
        let theme = canvas.theme;
        for &y in &self.grid {
            surface.fill(
                Area {
                    y,
                    height: 1.0,
                    ..self.area
                },
                theme.rule_soft,
            );
        }
        surface.fill(
            Area {
                y: self.y(0.0),
                height: theme.line_px,
                ..self.area
            },
            theme.rule,
        );
        let y = self.area.bottom();
        for &x in &self.year_ticks {
            surface.fill(
                Area {
                    x,
                    y,
                    width: theme.line_px,
                    height: canvas.em(0.3),
                },
                theme.rule,
            );
        }
        self.texts.iter().for_each(|text| surface.text(text));
    }
}

/// What the axis counts, at its head: 万人, "K people".
fn unit(view: &Trend, canvas: &Canvas<'_>, scale: &Scale) -> Text {
    let indicator = view
        .indicator
        .and_then(|id| canvas.dataset.indicators.get(id.index()));
    let unit = match view.is_indexed() {
        true => "",
        false => indicator.map_or("", |indicator| canvas.words.unit(indicator)),
    };
    let name = scale.name();
    let space = match canvas.words.script {
        Script::English if !name.is_empty() && !unit.is_empty() => " ",
        _ => "",
    };
    let size_px = canvas.small_px();
    let room = canvas.width_px - 2.0 * MARGIN_PX;
    Text {
        text: canvas.fit(&clean(&format!("{name}{space}{unit}")), size_px, room),
        x: MARGIN_PX,
        y: MARGIN_PX + canvas.em(0.7),
        size_px,
        color: canvas.theme.ink_soft,
        align: Align::Start,
    }
}
