//! The labels of a trend: each series is named beside its last mark, or in a column at the right
//! with a thin line to the mark; a series by itself has its values written too.
//!
//! It must never cover a mark or a line.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::lettering::Text;
use super::stroke::{Pen, Shape, Stroke, in_time, radius};
use super::surface::Surface;
use super::tag::{Line, Obstacles, Setting, Tag, spread};
use super::theme::Color;
use super::{Canvas, MARGIN_PX};
use crate::dataset::ScopeKind;
use crate::figure::bounded;
use crate::order;
use crate::report::{Datum, Series, Trend};

/// Series with a label at most; of more, those with the largest last values get one.
const MOST_LABELS: usize = 24;

/// Of the width, what labels in one line may take.
const LINE_SHARE: f64 = 0.34;

/// The label of each series: its city, its last value, and what is to be known about it.
pub(super) fn labels(view: &Trend, canvas: &Canvas<'_>, colors: &[Color]) -> Vec<Option<Tag>> {
    let last = |series: &Series| -> Option<Datum> {
        let data = series.points.iter().chain(&series.spans);
        data.filter(|datum| datum.value.is_some())
            .max_by(|a, b| in_time(a, b))
            .cloned()
    };
    let lasts: Vec<Option<Datum>> = view.series.iter().map(last).collect();
    let mut values: Vec<f64> = lasts
        .iter()
        .flatten()
        .filter_map(|datum| datum.value)
        .collect();
    order::sort_by(&mut values, |a, b| b.total_cmp(a));
    let least = values
        .get(MOST_LABELS - 1)
        .copied()
        .unwrap_or(f64::NEG_INFINITY);

    let make = |setting: Setting, room: f64| -> Vec<Option<Tag>> {
        let mut left = MOST_LABELS;
        let all = view.series.iter().zip(&lasts).zip(colors);
        all.map(|((series, last), color)| {
            let last = last
                .as_ref()
                .filter(|last| last.value.is_some_and(|value| value >= least))?;
            left = left.checked_sub(1)?;
            Some(Tag::new(
                canvas,
                setting,
                room,
                &parts(canvas, series, last, *color),
            ))
        })
        .collect()
    };
    let in_line = make(Setting::Line, f64::INFINITY);
    let widest = in_line.iter().flatten().map(Tag::width).fold(0.0, f64::max);
    if widest <= LINE_SHARE * canvas.width_px {
        in_line
    } else {
        make(Setting::Stack, LINE_SHARE * canvas.width_px)
    }
}

fn parts(
    canvas: &Canvas<'_>,
    series: &Series,
    last: &Datum,
    color: Color,
) -> Vec<(String, f64, Color)> {
    let (theme, words) = (canvas.theme, canvas.words);
    let mut parts = vec![
        (
            canvas.city(series.city),
            theme.text_px,
            theme.readable(color),
        ),
        (value(canvas, last), theme.text_px, theme.ink),
    ];
    if series.scope == ScopeKind::Municipal {
        let scope = (words.scope)(series.scope).to_owned();
        parts.push((scope, canvas.small_px(), theme.ink_soft));
    }
    let doubt = canvas.doubt_remark(last);
    parts.extend(doubt.map(|(word, color)| (word, canvas.small_px(), color)));
    parts
}

/// The value without its unit, which the axis names.
fn value(canvas: &Canvas<'_>, datum: &Datum) -> String {
    let printed = canvas.dataset.observation(datum.row).printed;
    let Datum {
        value,
        upper,
        bound,
        ..
    } = *datum;
    bounded(value, upper, bound, "", printed, canvas.words.script)
}

/// Draws the labels where there is room, and tells where the names of which series stand.
pub(super) fn draw_labels<B: DrawingBackend>(
    surface: &mut Surface<'_, B>,
    pen: &Pen<'_, '_>,
    strokes: &[Stroke<'_>],
    tags: &[Option<Tag>],
) -> Vec<(usize, Area)> {
    let (canvas, plot) = (pen.canvas, pen.plot.area);
    let mut names: Vec<(usize, Area)> = Vec::new();
    let shapes = strokes.iter().flat_map(|stroke| &stroke.shapes);
    let mut obstacles = Obstacles {
        areas: shapes.map(|shape| pen.ink_area(shape).grown(3.0)).collect(),
        lines: strokes.iter().flat_map(lines).collect(),
    };

    let mut texts: Vec<Text> = Vec::new();
    let mut column: Vec<(usize, &Shape<'_>, &Tag)> = Vec::new();
    for (at, (stroke, tag)) in strokes.iter().zip(tags).enumerate() {
        let (Some(last), Some(tag)) = (stroke.shapes.last(), tag) else {
            continue;
        };
        let [above, below, beside] = around(pen, last, tag);
        // What reaches over the edge belongs in the column, right beside the edge.
        let is_at_edge = beside.right() > plot.right();
        match obstacles
            .free([beside, above, below], plot)
            .filter(|_| !is_at_edge)
        {
            Some(area) => {
                texts.extend(tag.texts(area));
                obstacles.areas.push(area);
                names.push((at, area));
            }
            None => column.push((at, last, tag)),
        }
    }
    if let [stroke] = strokes {
        let color = canvas.theme.ink_soft;
        for shape in stroke.shapes.iter().rev().skip(1) {
            let mut parts = vec![(value(canvas, shape.datum), canvas.small_px(), color)];
            let doubt = canvas.doubt_remark(shape.datum);
            parts.extend(doubt.map(|(word, color)| (word, canvas.small_px(), color)));
            let tag = Tag::new(canvas, Setting::Line, plot.width, &parts);
            let [above, below, _] = around(pen, shape, &tag);
            if let Some(area) = obstacles.free([above, below], plot.grown(canvas.em(1.0))) {
                texts.extend(tag.texts(area));
                obstacles.areas.push(area);
            }
        }
    }
    names.extend(draw_column(surface, pen, column, &mut texts));
    texts.iter().for_each(|text| surface.text(text));
    names
}

/// The places above, below and right of a mark's end.
fn around(pen: &Pen<'_, '_>, shape: &Shape<'_>, tag: &Tag) -> [Area; 3] {
    let gap = radius(pen.canvas) + pen.canvas.em(0.4);
    let middle = shape.to - (tag.width() / 2.0).round();
    let off = gap + tag.height() / 2.0;
    [
        tag.area(middle, shape.y - off),
        tag.area(middle, shape.y + off),
        tag.area(shape.to + gap, shape.y),
    ]
}

/// Labels right of the plot, moved apart, with thin lines to their marks.
fn draw_column<B: DrawingBackend>(
    surface: &mut Surface<'_, B>,
    pen: &Pen<'_, '_>,
    mut column: Vec<(usize, &Shape<'_>, &Tag)>,
    texts: &mut Vec<Text>,
) -> Vec<(usize, Area)> {
    let mut names = Vec::with_capacity(column.len());
    let (canvas, plot) = (pen.canvas, pen.plot.area);
    let column_x = plot.right() + canvas.em(1.0);
    order::sort_by(&mut column, |(_, a, _), (_, b, _)| a.y.total_cmp(&b.y));
    let wanted: Vec<(f64, f64)> = column
        .iter()
        .map(|(_, shape, tag)| (tag.area(0.0, shape.y).y, tag.height()))
        .collect();
    let top = MARGIN_PX + canvas.em(1.5);
    let tops = spread(&wanted, top, plot.bottom() + canvas.em(0.65));
    for ((at, shape, tag), top) in column.into_iter().zip(tops) {
        let area = Area {
            y: top,
            ..tag.area(column_x, shape.y)
        };
        let from = (shape.to + radius(canvas) + 4.0, shape.y);
        let to = (
            column_x - canvas.em(0.3),
            area.y + (area.height / 2.0).round(),
        );
        let is_apart = (to.1 - from.1).abs() > 2.0 || to.0 - from.0 > canvas.em(3.0);
        if to.0 > from.0 && is_apart {
            surface.line(&[from, to], canvas.theme.rule, 1);
        }
        texts.extend(tag.texts(area));
        names.push((at, area));
    }
    names
}

/// The lines of a series, from point to point.
fn lines<'s>(stroke: &'s Stroke<'_>) -> impl Iterator<Item = Line> + 's {
    let points = || {
        let single = |shape: &&Shape<'_>| !shape.datum.period.is_interval();
        let shapes = stroke.shapes.iter().filter(single);
        shapes.map(|shape| (shape.to, shape.y))
    };
    points().zip(points().skip(1))
}
