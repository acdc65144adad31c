//! One indicator across cities: ranked bars with their values.
//!
//! It must never draw a city that reports nothing as zero, nor a figure of another period or
//! scope like the others.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::bar::{self, Standing};
use super::rows::{Entry, Rows};
use super::surface::Surface;
use super::{Canvas, HitMap, MARGIN_PX, Mark, Target};
use crate::dataset::ScopeKind;
use crate::figure::Bound;
use crate::report::{Bar, Compare};

/// The height that a comparison needs, in CSS px.
pub fn compare_height(view: &Compare, canvas: &Canvas<'_>) -> f64 {
    layout(view, canvas).bottom + MARGIN_PX
}

/// Draws a comparison and tells where its bars are.
pub fn draw_compare<B: DrawingBackend>(backend: B, view: &Compare, canvas: &Canvas<'_>) -> HitMap {
    let theme = canvas.theme;
    let rows = layout(view, canvas);
    let size = (canvas.width_px, rows.bottom + MARGIN_PX);
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    let color = theme.series.first().copied().unwrap_or(theme.accent);
    if let Some(axis) = rows.axis {
        surface.fill(axis, theme.rule);
    }

    let mut marks = Vec::new();
    for (at, row) in rows.rows.iter().enumerate() {
        match view.bars.get(at) {
            Some(bar) if !bar.other_span => {
                let datum = &bar.marked();
                let standing = match bar.other_period || bar.other_scope {
                    true => Standing::Apart,
                    false => Standing::Comparable,
                };
                let share = share_of_range(datum.value, datum.upper);
                let solid_px = (row.bar.width * share).round();
                bar::draw(
                    &mut surface,
                    theme,
                    row.bar,
                    solid_px,
                    datum,
                    standing,
                    color,
                );
                marks.push(Mark::of_row(row.area, Target::Observation(datum.row)));
            }
            // On no scale: the figure stands by itself, its time beside it.
            Some(bar) => marks.push(Mark::of_row(row.area, Target::Observation(bar.datum.row))),
            None => {
                let nothing = Area {
                    width: absent_px(canvas),
                    ..row.bar
                };
                surface.hatch(nothing, theme.rule, row.bar.height / 2.0);
            }
        }
        if canvas.focus == Some(at) && at < view.bars.len() {
            surface.frame(row.area.grown(-1.0), theme.ink, 2.0);
        }
        row.texts.iter().for_each(|text| surface.text(text));
    }
    let names = rows.rows.iter().zip(view.cities());
    marks.extend(names.map(|(row, city)| Mark::of_row(row.name, Target::City(city))));
    surface.finish();
    HitMap { marks }
}

/// Width of the hatch that stands for no figure: the same for every city, on no scale.
fn absent_px(canvas: &Canvas<'_>) -> f64 {
    canvas.em(4.0)
}

/// How much of a bar that ends at `upper` is certain.
fn share_of_range(value: Option<f64>, upper: Option<f64>) -> f64 {
    match (value, upper) {
        (Some(value), Some(upper)) if upper > 0.0 => (value / upper).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

fn layout(view: &Compare, canvas: &Canvas<'_>) -> Rows {
    let end = |bar: &Bar| match bar.datum.bound {
        Bound::Range => bar.datum.upper.or(bar.datum.value).unwrap_or(0.0),
        _ => bar.datum.value.unwrap_or(0.0),
    };
    let end = |bar: &Bar| if bar.other_span { 0.0 } else { end(bar) };
    let ends: Vec<f64> = view.bars.iter().map(end).collect();
    let low = ends.iter().copied().fold(0.0, f64::min);
    let high = ends.iter().copied().fold(0.0, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let share = |value: f64| (value - low) / span;

    let bars = view.bars.iter().zip(&ends).map(|(bar, &end)| Entry {
        name: canvas.city(bar.datum.city),
        value: canvas.words.value(canvas.dataset, &bar.datum),
        remarks: remarks(bar, canvas),
        from: share(end.min(0.0)),
        to: share(end.max(0.0)),
        overhang: match bar.other_span {
            true => 0.0,
            false => bar::overhang(bar.datum.bound, canvas.em(1.3)),
        },
        lead: 0.0,
    });
    let unconverted = view
        .unconverted
        .iter()
        .map(|datum| (datum.city, canvas.words.charts.no_base));
    let absent = view
        .absent
        .iter()
        .map(|&city| (city, canvas.words.not_reported));
    let absent = unconverted.chain(absent).map(|(city, why)| Entry {
        name: canvas.city(city),
        value: why.to_owned(),
        remarks: Vec::new(),
        from: share(0.0),
        to: share(0.0),
        overhang: absent_px(canvas),
        lead: 0.0,
    });
    let entries: Vec<Entry> = bars.chain(absent).collect();
    let size_px = canvas.theme.text_px;
    let beside = view.beside.iter();
    let beside = beside.map(|&city| canvas.width_of(&canvas.city(city), size_px));
    let least_px = beside.fold(0.0, f64::max);
    Rows::aligned(canvas, &entries, share(0.0), MARGIN_PX, least_px)
}

fn remarks(bar: &Bar, canvas: &Canvas<'_>) -> Vec<(String, super::Color)> {
    let (words, theme) = (canvas.words, canvas.theme);
    let mut remarks = Vec::from_iter(canvas.doubt_remark(&bar.marked()));
    if bar.other_span {
        let word = words.charts.no_scale.to_owned();
        remarks.push(((words.charts.span)(bar.datum.period), theme.ink_soft));
        remarks.push((word, theme.doubt));
    } else if bar.other_period {
        remarks.push(((words.period)(bar.datum.period), theme.ink_soft));
    }
    if bar.other_scope {
        remarks.push((
            (words.scope)(ScopeKind::Municipal).to_owned(),
            theme.ink_soft,
        ));
    }
    remarks
}
