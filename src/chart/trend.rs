//! One indicator over time: a point a year and city, joined where years follow each other, and a
//! span for each figure of several years.
//!
//! It must never join figures across missing years with an unbroken line, nor draw a span as if
//! it were a year.

use std::cmp::Ordering;

use plotters_backend::DrawingBackend;

use super::plot::{Plot, times};
use super::surface::{Area, Surface, Text, Way};
use super::tag::{Setting, Tag, free, spread};
use super::theme::{Color, blend};
use super::{Canvas, HitMap, MARGIN_PX, Mark, Target};
use crate::dataset::{CityId, Period, ScopeKind};
use crate::figure::{Bound, bounded};
use crate::report::{Datum, Series, Trend};

/// Series with a label at most; of more, those with the largest last values get one.
const MOST_LABELS: usize = 24;

/// The height that a trend needs, in CSS px.
pub fn trend_height(view: &Trend, canvas: &Canvas<'_>) -> f64 {
    let text_px = canvas.theme.text_px;
    let base = (canvas.width_px * 0.5).clamp(18.0 * text_px, 28.0 * text_px);
    let labels: f64 = tags(view, canvas).iter().flatten().map(Tag::height).sum();
    base.max(labels + canvas.em(6.0)).round()
}

/// Draws a trend and tells where its points and spans are.
pub fn draw_trend<B: DrawingBackend>(backend: B, view: &Trend, canvas: &Canvas<'_>) -> HitMap {
    let theme = canvas.theme;
    let height_px = trend_height(view, canvas);
    let size = (canvas.width_px, height_px);
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    if view.series.is_empty() {
        surface.finish();
        return HitMap::default();
    }

    let tags = tags(view, canvas);
    let widest = tags.iter().flatten().map(Tag::width).fold(0.0, f64::max);
    let plot = Plot::new(view, canvas, height_px, widest + canvas.em(0.4));
    plot.draw(&mut surface, canvas);

    let pen = Pen { canvas, plot: &plot };
    let colors = colors(view, canvas);
    let strokes: Vec<Stroke<'_>> =
        view.series.iter().zip(colors).map(|(series, color)| pen.stroke(series, color)).collect();
    for stroke in &strokes {
        pen.draw_spans(&mut surface, stroke);
    }
    for stroke in &strokes {
        pen.draw_lines(&mut surface, stroke);
    }
    for stroke in &strokes {
        pen.draw_points(&mut surface, stroke);
    }
    pen.draw_tags(&mut surface, &strokes, &tags);

    let mut marks = Vec::new();
    for (at, stroke) in strokes.iter().enumerate() {
        for shape in &stroke.shapes {
            let Area { x, y, width, height } = pen.hit_area(shape);
            let target = Target::Observation(shape.datum.row);
            marks.push(Mark { x, y, width, height, target, series: at });
        }
    }
    let focused = strokes.iter().flat_map(|stroke| &stroke.shapes);
    if let Some(shape) = canvas.focus.and_then(|focus| focused.into_iter().nth(focus)) {
        surface.frame(pen.ink_area(shape).grown(4.0), theme.ink, 2.0);
    }
    surface.finish();
    HitMap { marks }
}

/// One series with its marks in place, in order of time.
struct Stroke<'v> {
    series: &'v Series,
    color: Color,
    shapes: Vec<Shape<'v>>,
}

/// One mark in place; a point begins where it ends.
struct Shape<'v> {
    datum: &'v Datum,
    from: f64,
    to: f64,
    y: f64,
}

/// What the parts of the drawing share.
struct Pen<'c, 'a> {
    canvas: &'c Canvas<'a>,
    plot: &'c Plot,
}

impl Pen<'_, '_> {
    fn radius(&self) -> f64 {
        self.canvas.em(0.3)
    }

    fn thickness(&self) -> u32 {
        self.canvas.em(0.15) as u32
    }

    fn stroke<'v>(&self, series: &'v Series, color: Color) -> Stroke<'v> {
        let mut shapes: Vec<Shape<'v>> = (series.points.iter().chain(&series.spans))
            .filter_map(|datum| {
                let (from, to) = times(datum.period);
                let y = self.plot.y(datum.value?);
                let from = from.map_or(self.plot.area.x, |from| self.plot.x(from));
                Some(Shape { datum, from, to: self.plot.x(to), y })
            })
            .collect();
        shapes.sort_by(|a, b| in_time(a.datum, b.datum));
        Stroke { series, color, shapes }
    }

    /// What a shape covers.
    fn ink_area(&self, shape: &Shape<'_>) -> Area {
        let area = Area { x: shape.from, y: shape.y, width: shape.to - shape.from, height: 0.0 };
        area.grown(self.radius() + 1.0)
    }

    /// What a pointer may hit.
    fn hit_area(&self, shape: &Shape<'_>) -> Area {
        self.ink_area(shape).grown(self.canvas.em(0.45))
    }

    fn draw_spans<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, stroke: &Stroke<'_>) {
        let theme = self.canvas.theme;
        let height = self.canvas.em(0.45);
        let soft = blend(theme.paper, stroke.color, 0.55);
        for shape in stroke.shapes.iter().filter(|shape| shape.datum.period.is_interval()) {
            let y = shape.y - (height / 2.0).floor();
            let bar = Area { x: shape.from, y, width: shape.to - shape.from, height };
            if shape.datum.doubted || shape.datum.corrected {
                surface.fill(bar.grown(2.0), theme.doubt);
                surface.fill(bar, theme.paper);
            }
            if matches!(shape.datum.period, Period::Until(_)) {
                // Where it began is not known: it fades in.
                let steps = 16;
                let edge = |step: i32| bar.x + (bar.width * f64::from(step) / f64::from(steps)).round();
                for step in 0..steps {
                    let share = f64::from(step + 1) / f64::from(steps);
                    let part = Area { x: edge(step), width: edge(step + 1) - edge(step), ..bar };
                    surface.fill(part, blend(theme.paper, soft, share));
                }
            } else {
                surface.fill(bar, soft);
                self.cap(surface, shape.from, shape.y, stroke.color);
            }
            self.cap(surface, shape.to, shape.y, stroke.color);
            self.draw_bound(surface, shape, stroke.color);
        }
    }

    /// The end of a span.
    fn cap<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, x: f64, y: f64, color: Color) {
        let (width, height) = (self.canvas.em(0.2), self.canvas.em(0.9));
        let area = Area { x: x - (width / 2.0).floor(), y: y - (height / 2.0).floor(), width, height };
        surface.fill(area, color);
    }

    fn draw_lines<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, stroke: &Stroke<'_>) {
        let year = |shape: &Shape<'_>| match shape.datum.period {
            Period::Single(date) if date.month.is_none() => Some(date.year),
            _ => None,
        };
        let mut before: Option<(u16, (f64, f64))> = None;
        for shape in &stroke.shapes {
            let Some(year) = year(shape) else { continue };
            let here = (shape.to, shape.y);
            match before {
                // A second figure of the year is a mark of its own, off the line.
                Some((last, _)) if last == year => continue,
                Some((last, from)) if year - last == 1 => {
                    surface.line(&[from, here], stroke.color, self.thickness());
                }
                Some((_, from)) => {
                    let dash = self.canvas.em(0.35);
                    surface.dashes(from, here, stroke.color, self.thickness(), dash);
                }
                None => {}
            }
            before = Some((year, here));
        }
    }

    fn draw_points<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, stroke: &Stroke<'_>) {
        let (theme, radius) = (self.canvas.theme, self.radius());
        for shape in stroke.shapes.iter().filter(|shape| !shape.datum.period.is_interval()) {
            let at = (shape.to, shape.y);
            if shape.datum.doubted || shape.datum.corrected {
                surface.dot(at, radius + 4.0, theme.doubt);
                surface.dot(at, radius + 2.0, theme.paper);
            } else {
                surface.dot(at, radius + 1.0, theme.paper);
            }
            surface.dot(at, radius, stroke.color);
            let is_hollow = shape.datum.bound == Bound::Approximate
                || stroke.series.scope == ScopeKind::Municipal;
            if is_hollow {
                surface.dot(at, radius - 2.0, theme.paper);
            }
            self.draw_bound(surface, shape, stroke.color);
        }
    }

    /// What a bound adds to a mark: a tip where the figure is open, a line to a range's end.
    fn draw_bound<B: DrawingBackend>(
        &self,
        surface: &mut Surface<'_, B>,
        shape: &Shape<'_>,
        color: Color,
    ) {
        let (tip, off) = (self.canvas.em(0.25), self.radius() + 4.0);
        let x = shape.to;
        match (shape.datum.bound, shape.datum.upper) {
            (Bound::AtLeast, _) => surface.tip((x, shape.y - off), Way::Up, tip, color),
            (Bound::AtMost, _) => surface.tip((x, shape.y + off), Way::Down, tip, color),
            (Bound::Range, Some(upper)) => {
                let (y, width) = (self.plot.y(upper), self.canvas.em(0.15));
                let stem = Area { x: x - (width / 2.0).floor(), y, width, height: shape.y - y };
                surface.fill(stem, color);
                let half = self.radius();
                surface.fill(Area { x: x - half, y, width: 2.0 * half, height: width }, color);
            }
            _ => {}
        }
    }

    /// Names and values: beside the last mark where there is room, else in a column at the right,
    /// with a thin line to the mark.
    fn draw_tags<B: DrawingBackend>(
        &self,
        surface: &mut Surface<'_, B>,
        strokes: &[Stroke<'_>],
        tags: &[Option<Tag>],
    ) {
        let plot = self.plot.area;
        let gap = self.radius() + self.canvas.em(0.4);
        let column_x = plot.right() + self.canvas.em(0.4);
        let mut obstacles: Vec<Area> = strokes
            .iter()
            .flat_map(|stroke| stroke.shapes.iter().map(|shape| self.ink_area(shape).grown(3.0)))
            .collect();
        obstacles.extend(strokes.iter().flat_map(|stroke| self.line_areas(stroke)));

        let mut texts: Vec<Text> = Vec::new();
        let mut column: Vec<(&Shape<'_>, &Tag)> = Vec::new();
        for (stroke, tag) in strokes.iter().zip(tags) {
            let (Some(last), Some(tag)) = (stroke.shapes.last(), tag) else { continue };
            let beside = tag.area(last.to + gap, last.y);
            let middle = last.to - (tag.width() / 2.0).round();
            let off = gap + tag.height() / 2.0;
            let candidates =
                [beside, tag.area(middle, last.y - off), tag.area(middle, last.y + off)];
            match free(candidates, plot, &obstacles) {
                Some(area) => {
                    texts.extend(tag.texts(area));
                    obstacles.push(area);
                }
                None => column.push((last, tag)),
            }
        }

        column.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y));
        let wanted: Vec<(f64, f64)> =
            column.iter().map(|(shape, tag)| (tag.area(0.0, shape.y).y, tag.height())).collect();
        let top = MARGIN_PX + self.canvas.em(1.5);
        let tops = spread(&wanted, top, plot.bottom() + self.canvas.em(0.65));
        for ((shape, tag), top) in column.into_iter().zip(tops) {
            let area = Area { y: top, ..tag.area(column_x, shape.y) };
            let from = (shape.to + gap, shape.y);
            let to = (column_x - self.canvas.em(0.2), area.y + (area.height / 2.0).round());
            if to.0 > from.0 {
                surface.line(&[from, to], self.canvas.theme.rule, 1);
            }
            texts.extend(tag.texts(area));
        }
        texts.iter().for_each(|text| surface.text(text));
    }

    /// The lines of a series as a chain of small areas, for labels to keep off.
    fn line_areas(&self, stroke: &Stroke<'_>) -> Vec<Area> {
        let points: Vec<&Shape<'_>> =
            stroke.shapes.iter().filter(|shape| !shape.datum.period.is_interval()).collect();
        let chain = points.iter().zip(points.iter().skip(1)).flat_map(|(from, to)| {
            (0..=32).map(|step| {
                let share = f64::from(step) / 32.0;
                let x = from.to + (to.to - from.to) * share;
                let y = from.y + (to.y - from.y) * share;
                Area { x, y, width: 0.0, height: 0.0 }.grown(3.0)
            })
        });
        chain.collect()
    }
}

/// By the end; of those that end together the longest comes first.
fn in_time(a: &Datum, b: &Datum) -> Ordering {
    let ((from_a, to_a), (from_b, to_b)) = (times(a.period), times(b.period));
    let start = |from: Option<f64>| from.unwrap_or(f64::NEG_INFINITY);
    to_a.total_cmp(&to_b).then(start(from_a).total_cmp(&start(from_b))).then(a.row.cmp(&b.row))
}

/// A colour for each series: its city's.
fn colors(view: &Trend, canvas: &Canvas<'_>) -> Vec<Color> {
    let mut cities: Vec<CityId> = view.series.iter().map(|series| series.city).collect();
    cities.sort_unstable();
    cities.dedup();
    let known = canvas.city_colors(&cities);
    let color = |series: &Series| {
        let at = cities.iter().position(|city| *city == series.city)?;
        known.as_ref()?.get(at).copied()
    };
    view.series.iter().map(|series| color(series).unwrap_or(canvas.theme.ink_faint)).collect()
}

/// The label of each series: its city, its last value, and what is to be known about it.
fn tags(view: &Trend, canvas: &Canvas<'_>) -> Vec<Option<Tag>> {
    let last = |series: &Series| -> Option<Datum> {
        let data = series.points.iter().chain(&series.spans);
        data.filter(|datum| datum.value.is_some())
            .max_by(|a, b| in_time(a, b))
            .cloned()
    };
    let lasts: Vec<Option<Datum>> = view.series.iter().map(last).collect();
    let mut values: Vec<f64> = lasts.iter().flatten().filter_map(|datum| datum.value).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let least = values.get(MOST_LABELS.saturating_sub(1)).copied().unwrap_or(f64::NEG_INFINITY);

    let colors = colors(view, canvas);
    let make = |setting: Setting, room: f64| -> Vec<Option<Tag>> {
        let mut left = MOST_LABELS;
        let all = view.series.iter().zip(&lasts).zip(&colors);
        all.map(|((series, last), color)| {
            let last = last.as_ref().filter(|last| last.value.is_some_and(|value| value >= least))?;
            left = left.checked_sub(1)?;
            Some(Tag::new(canvas, setting, room, &parts(canvas, series, last, *color)))
        })
        .collect()
    };
    let in_line = make(Setting::Line, f64::INFINITY);
    let widest = in_line.iter().flatten().map(Tag::width).fold(0.0, f64::max);
    if widest <= 0.34 * canvas.width_px {
        in_line
    } else {
        make(Setting::Stack, 0.36 * canvas.width_px)
    }
}

fn parts(
    canvas: &Canvas<'_>,
    series: &Series,
    last: &Datum,
    color: Color,
) -> Vec<(String, f64, Color)> {
    let (theme, words) = (canvas.theme, canvas.words);
    let Datum { value, upper, bound, ref printed, .. } = *last;
    let value = bounded(value, upper, bound, "", printed, words.script);
    let mut parts = vec![
        (canvas.city(series.city), theme.text_px, theme.readable(color)),
        (value, theme.text_px, theme.ink),
    ];
    if series.scope == ScopeKind::Municipal {
        let scope = (words.scope)(series.scope).to_owned();
        parts.push((scope, canvas.small_px(), theme.ink_soft));
    }
    if last.corrected {
        parts.push((words.corrected_mark.to_owned(), canvas.small_px(), theme.doubt));
    } else if last.doubted {
        parts.push((words.doubted_mark.to_owned(), canvas.small_px(), theme.doubt));
    }
    parts
}
