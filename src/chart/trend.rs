//! One indicator over time: a point a year and city, joined where years follow each other, and a
//! span for each figure of several years. Where there is one date only, a row of dots.
//!
//! It must never join figures across missing years with an unbroken line, nor draw a span as if
//! it were a year.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::dots::{dots_height, draw_dots};
use super::labels::{draw_labels, labels};
use super::plot::{Plot, times};
use super::stroke::{Pen, Stroke};
use super::surface::Surface;
use super::tag::Tag;
use super::theme::Color;
use super::{Canvas, HitMap, Mark, Target};
use crate::dataset::CityId;
use crate::order;
use crate::report::{Series, Trend};

/// The height that a trend needs, in CSS px.
pub fn trend_height(view: &Trend, canvas: &Canvas<'_>) -> f64 {
    if has_one_date(view) {
        return dots_height(view, canvas);
    }
    height(&labels(view, canvas, &colors(view, canvas)), canvas)
}

/// As high as the width wants it, and as the labels need it beside each other.
fn height(tags: &[Option<Tag>], canvas: &Canvas<'_>) -> f64 {
    let text_px = canvas.theme.text_px;
    let base = (canvas.width_px * 0.5)
        .max(18.0 * text_px)
        .min(28.0 * text_px);
    let column: f64 = tags.iter().flatten().map(Tag::height).sum();
    base.max(column + canvas.em(6.0)).round()
}

/// Draws a trend and tells where its points and spans are.
pub fn draw_trend<B: DrawingBackend>(backend: B, view: &Trend, canvas: &Canvas<'_>) -> HitMap {
    let colors = colors(view, canvas);
    if has_one_date(view) {
        return draw_dots(backend, view, canvas, &colors);
    }
    let tags = labels(view, canvas, &colors);
    let height_px = height(&tags, canvas);
    let size = (canvas.width_px, height_px);
    let mut surface = Surface::new(backend, canvas.measure, size, canvas.theme.paper);

    let widest = tags.iter().flatten().map(Tag::width).fold(0.0, f64::max);
    let plot = Plot::new(view, canvas, height_px, widest + canvas.em(1.0));
    plot.draw(&mut surface, canvas);

    let pen = Pen {
        canvas,
        plot: &plot,
    };
    let strokes: Vec<Stroke<'_>> = view
        .series
        .iter()
        .zip(colors)
        .map(|(series, color)| pen.stroke(series, color))
        .collect();
    strokes
        .iter()
        .for_each(|stroke| pen.draw_spans(&mut surface, stroke));
    strokes
        .iter()
        .for_each(|stroke| pen.draw_lines(&mut surface, stroke));
    strokes
        .iter()
        .for_each(|stroke| pen.draw_points(&mut surface, stroke));
    let names = draw_labels(&mut surface, &pen, &strokes, &tags);

    let mut marks = Vec::new();
    for (series, stroke) in strokes.iter().enumerate() {
        for shape in &stroke.shapes {
            if canvas.focus == Some(marks.len()) {
                surface.frame(pen.ink_area(shape).grown(4.0), canvas.theme.ink, 2.0);
            }
            let Area {
                x,
                y,
                width,
                height,
            } = pen.hit_area(shape);
            let target = Target::Observation(shape.datum.row);
            marks.push(Mark {
                x,
                y,
                width,
                height,
                target,
                series,
            });
        }
    }
    let city = |at: usize| view.series.get(at).map(|series| series.city);
    let names = names.into_iter();
    let names = names.filter_map(|(at, area)| Some((area, Target::City(city(at)?))));
    let years = plot.years(canvas);
    let years = years
        .into_iter()
        .map(|(year, area)| (area, Target::Year(year)));
    marks.extend(
        names
            .chain(years)
            .map(|(area, target)| Mark::of_row(area, target)),
    );
    surface.finish();
    HitMap { marks }
}

/// Whether all figures are of one and the same date, or there are none.
fn has_one_date(view: &Trend) -> bool {
    let points = || view.series.iter().flat_map(|series| &series.points);
    let first = points().next().map(|datum| times(datum.period));
    view.series.iter().all(|series| series.spans.is_empty())
        && points().all(|datum| Some(times(datum.period)) == first)
}

/// A colour for each series: its city's.
fn colors(view: &Trend, canvas: &Canvas<'_>) -> Vec<Color> {
    let mut cities: Vec<CityId> = view.series.iter().map(|series| series.city).collect();
    order::sort_by_key(&mut cities, |&id| id);
    cities.dedup();
    let known = canvas.city_colors(&cities);
    let color = |series: &Series| {
        let at = cities.binary_search(&series.city).ok()?;
        known.as_ref()?.get(at).copied()
    };
    view.series
        .iter()
        .map(|series| color(series).unwrap_or(canvas.theme.ink_faint))
        .collect()
}
