//! A trend of one date: there is no change to show, so each city is a row with a dot.
//!
//! It must never look like a development over time.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::lettering::{Align, Text};
use super::rows::{Entry, Rows};
use super::stroke::{draw_point, radius};
use super::surface::Surface;
use super::{Canvas, Color, HitMap, MARGIN_PX, Mark, Target};
use crate::dataset::ScopeKind;
use crate::report::{Datum, Trend};

/// The height that the rows need, in CSS px.
pub(super) fn dots_height(view: &Trend, canvas: &Canvas<'_>) -> f64 {
    layout(view, canvas).bottom + MARGIN_PX
}

/// Draws the rows; `colors` are those of the series.
pub(super) fn draw_dots<B: DrawingBackend>(
    backend: B,
    view: &Trend,
    canvas: &Canvas<'_>,
    colors: &[Color],
) -> HitMap {
    let theme = canvas.theme;
    let rows = layout(view, canvas);
    let size = (canvas.width_px, rows.bottom + MARGIN_PX);
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    if let Some((_, datum)) = data(view).next() {
        let size_px = canvas.small_px();
        let period = (canvas.words.period)(datum.period);
        surface.text(&Text {
            text: canvas.fit(&period, size_px, canvas.width_px - 2.0 * MARGIN_PX),
            x: MARGIN_PX,
            y: MARGIN_PX + canvas.em(0.7),
            size_px,
            color: theme.ink_soft,
            align: Align::Start,
        });
    }
    if let Some(axis) = rows.axis {
        surface.fill(axis, theme.rule);
    }

    let mut marks = Vec::new();
    for (at, (row, (series, datum))) in rows.rows.iter().zip(data(view)).enumerate() {
        let y = row.bar.y + (row.bar.height / 2.0).round();
        surface.fill(
            Area {
                y,
                height: 1.0,
                ..row.bar
            },
            theme.rule,
        );
        let is_negative = datum.value.is_some_and(|value| value < 0.0);
        let x = if is_negative {
            row.bar.x
        } else {
            row.bar.right()
        };
        let color = colors.get(series).copied().unwrap_or(theme.ink_faint);
        draw_point(&mut surface, canvas, (x, y), datum, color);
        marks.push(Mark::of_row(row.area, Target::Observation(datum.row)));
        if canvas.focus == Some(at) {
            surface.frame(row.area.grown(-1.0), theme.ink, 2.0);
        }
        row.texts.iter().for_each(|text| surface.text(text));
    }
    surface.finish();
    HitMap { marks }
}

/// Each figure with the position of its series.
fn data(view: &Trend) -> impl Iterator<Item = (usize, &Datum)> {
    let series = view.series.iter().enumerate();
    series.flat_map(|(at, series)| series.points.iter().map(move |datum| (at, datum)))
}

fn layout(view: &Trend, canvas: &Canvas<'_>) -> Rows {
    let values = || data(view).filter_map(|(_, datum)| datum.value);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let span = if high > low { high - low } else { 1.0 };
    let share = |value: f64| (value - low) / span;
    let entries: Vec<Entry> = data(view)
        .map(|(_, datum)| {
            let end = datum.value.unwrap_or(0.0);
            Entry {
                name: canvas.city(datum.city),
                value: canvas.words.value(canvas.dataset, datum),
                remarks: remarks(datum, canvas),
                from: share(end.min(0.0)),
                to: share(end.max(0.0)),
                overhang: 2.0 * radius(canvas),
                lead: MARGIN_PX + 2.0 * radius(canvas),
            }
        })
        .collect();
    let top = if entries.is_empty() {
        MARGIN_PX
    } else {
        MARGIN_PX + canvas.em(1.6)
    };
    Rows::new(canvas, &entries, share(0.0), top)
}

fn remarks(datum: &Datum, canvas: &Canvas<'_>) -> Vec<(String, Color)> {
    let (words, theme) = (canvas.words, canvas.theme);
    let mut remarks = Vec::from_iter(canvas.doubt_remark(datum));
    if datum.scope == ScopeKind::Municipal {
        remarks.push(((words.scope)(datum.scope).to_owned(), theme.ink_soft));
    }
    remarks
}
