//! One city's figures over time as lines, points and spans, each drawn as its figure is meant.
//!
//! It must never draw a bound or a doubt like an exact figure.

use std::cmp::Ordering;

use plotters_backend::DrawingBackend;

use super::Canvas;
use super::area::Area;
use super::plot::{Plot, times};
use super::surface::{Surface, Way};
use super::theme::{Color, blend};
use crate::dataset::{Period, ScopeKind};
use crate::figure::Bound;
use crate::order;
use crate::report::{Datum, Series};

/// One series with its marks in place, in order of time.
pub(super) struct Stroke<'v> {
    pub color: Color,
    pub shapes: Vec<Shape<'v>>,
}

/// One mark in place; a point begins where it ends.
pub(super) struct Shape<'v> {
    pub datum: &'v Datum,
    pub from: f64,
    pub to: f64,
    pub y: f64,
}

/// What the parts of the drawing share.
pub(super) struct Pen<'c, 'a> {
    pub canvas: &'c Canvas<'a>,
    pub plot: &'c Plot,
}

impl Pen<'_, '_> {
    fn thickness(&self) -> u32 {
        self.canvas.em(0.15) as u32
    }

    /// Puts the figures of a series in place.
    pub fn stroke<'v>(&self, series: &'v Series, color: Color) -> Stroke<'v> {
        let mut shapes: Vec<Shape<'v>> = (series.points.iter().chain(&series.spans))
            .filter_map(|datum| {
                let (from, to) = times(datum.period);
                let y = self.plot.y(datum.value?);
                let from = from.map_or(self.plot.area.x, |from| self.plot.x(from));
                Some(Shape {
                    datum,
                    from,
                    to: self.plot.x(to),
                    y,
                })
            })
            .collect();
        order::sort_by(&mut shapes, |a, b| in_time(a.datum, b.datum));
        Stroke { color, shapes }
    }

    /// What a shape covers.
    pub fn ink_area(&self, shape: &Shape<'_>) -> Area {
        let area = Area {
            x: shape.from,
            y: shape.y,
            width: shape.to - shape.from,
            height: 0.0,
        };
        area.grown(radius(self.canvas) + 1.0)
    }

    /// What a pointer may hit.
    pub fn hit_area(&self, shape: &Shape<'_>) -> Area {
        self.ink_area(shape).grown(self.canvas.em(0.45))
    }

    pub fn draw_spans<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, stroke: &Stroke<'_>) {
        let theme = self.canvas.theme;
        let height = self.canvas.em(0.45);
        let soft = blend(theme.paper, stroke.color, 0.55);
        for shape in stroke
            .shapes
            .iter()
            .filter(|shape| shape.datum.period.is_interval())
        {
            let y = shape.y - (height / 2.0).floor();
            let bar = Area {
                x: shape.from,
                y,
                width: shape.to - shape.from,
                height,
            };
            if is_marked(shape.datum) {
                let by = self.canvas.em(0.15);
                surface.fill(bar.grown(2.0 * by), theme.doubt);
                surface.fill(bar.grown(by), theme.paper);
            }
            if matches!(shape.datum.period, Period::Until(_)) {
                self.fade_in(surface, bar, soft);
            } else {
                surface.fill(bar, soft);
                self.cap(surface, shape.from, shape.y, stroke.color);
            }
            self.cap(surface, shape.to, shape.y, stroke.color);
            self.draw_bound(surface, shape, stroke.color);
        }
    }

    /// A bar whose beginning is not known.
    fn fade_in<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, bar: Area, color: Color) {
        let paper = self.canvas.theme.paper;
        let steps = (bar.width / 5.0).clamp(8.0, 96.0) as u32;
        let share = |step: u32| f64::from(step) / f64::from(steps);
        let edge = |step: u32| bar.x + (bar.width * share(step)).round();
        for step in 0..steps {
            let part = Area {
                x: edge(step),
                width: edge(step + 1) - edge(step),
                ..bar
            };
            surface.fill(part, blend(paper, color, share(step + 1)));
        }
    }

    /// The end of a span.
    fn cap<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, x: f64, y: f64, color: Color) {
        let (width, height) = (self.canvas.em(0.2), self.canvas.em(0.9));
        let (x, y) = (x - (width / 2.0).floor(), y - (height / 2.0).floor());
        surface.fill(
            Area {
                x,
                y,
                width,
                height,
            },
            color,
        );
    }

    pub fn draw_lines<B: DrawingBackend>(&self, surface: &mut Surface<'_, B>, stroke: &Stroke<'_>) {
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
                Some((last, from)) if year.saturating_sub(last) == 1 => {
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

    pub fn draw_points<B: DrawingBackend>(
        &self,
        surface: &mut Surface<'_, B>,
        stroke: &Stroke<'_>,
    ) {
        for shape in stroke
            .shapes
            .iter()
            .filter(|shape| !shape.datum.period.is_interval())
        {
            draw_point(
                surface,
                self.canvas,
                (shape.to, shape.y),
                shape.datum,
                stroke.color,
            );
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
        let (tip, radius) = (self.canvas.em(0.25), radius(self.canvas));
        let off = if is_marked(shape.datum) {
            1.5 * radius
        } else {
            0.5 * radius
        };
        let off = radius + off.round() + 2.0;
        let x = shape.to;
        match (shape.datum.bound, shape.datum.upper) {
            (Bound::AtLeast, _) => surface.tip((x, shape.y - off), Way::Up, tip, color),
            (Bound::AtMost, _) => surface.tip((x, shape.y + off), Way::Down, tip, color),
            (Bound::Range, Some(upper)) => {
                let (y, width) = (self.plot.y(upper), self.canvas.em(0.15));
                let stem = Area {
                    x: x - (width / 2.0).floor(),
                    y,
                    width,
                    height: shape.y - y,
                };
                surface.fill(stem, color);
                surface.fill(
                    Area {
                        x: x - radius,
                        width: 2.0 * radius,
                        height: width,
                        ..stem
                    },
                    color,
                );
            }
            _ => {}
        }
    }
}

/// A point's radius.
pub(super) fn radius(canvas: &Canvas<'_>) -> f64 {
    canvas.em(0.3)
}

/// Whether a figure is doubted or corrected, which its mark must show.
fn is_marked(datum: &Datum) -> bool {
    datum.doubted || datum.corrected
}

/// Draws a point: ringed where it is doubted, hollow where it is about so many or about the
/// federation itself.
pub(super) fn draw_point<B: DrawingBackend>(
    surface: &mut Surface<'_, B>,
    canvas: &Canvas<'_>,
    at: (f64, f64),
    datum: &Datum,
    color: Color,
) {
    let (theme, radius) = (canvas.theme, radius(canvas));
    let ring = (radius / 2.0).round();
    if is_marked(datum) {
        surface.dot(at, radius + 2.0 * ring, theme.doubt);
        surface.dot(at, radius + ring, theme.paper);
    } else {
        surface.dot(at, radius + 1.0, theme.paper);
    }
    surface.dot(at, radius, color);
    if datum.bound == Bound::Approximate || datum.scope == ScopeKind::Municipal {
        surface.dot(at, radius - ring, theme.paper);
    }
}

/// By the end; of those that end together the longest comes first.
pub(super) fn in_time(a: &Datum, b: &Datum) -> Ordering {
    let ((from_a, to_a), (from_b, to_b)) = (times(a.period), times(b.period));
    let start = |from: Option<f64>| from.unwrap_or(f64::NEG_INFINITY);
    to_a.total_cmp(&to_b)
        .then(start(from_a).total_cmp(&start(from_b)))
        .then(a.row.cmp(&b.row))
}
