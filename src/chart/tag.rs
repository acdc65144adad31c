//! Direct labels: a few words beside a mark, and how many of them are kept apart.
//!
//! It must never let two labels overlap: one that finds no place is left out.

use super::Canvas;
use super::area::Area;
use super::lettering::{Align, Text};
use super::theme::Color;

/// How the parts of a tag stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In one line.
    Line,
    /// One below the other, where there is little width.
    Stack,
}

/// A label of several parts.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    parts: Vec<Part>,
    setting: Setting,
    gap: f64,
    /// Height of one line.
    line: f64,
}

#[derive(Clone, Debug)]
struct Part {
    text: String,
    width: f64,
    size_px: f64,
    color: Color,
}

impl Tag {
    /// A tag of texts with their sizes and colours, each shortened to `room` px.
    pub fn new(
        canvas: &Canvas<'_>,
        setting: Setting,
        room: f64,
        parts: &[(String, f64, Color)],
    ) -> Self {
        let part = |(text, size_px, color): &(String, f64, Color)| {
            let text = canvas.fit(text, *size_px, room);
            let width = canvas.width_of(&text, *size_px);
            Part {
                text,
                width,
                size_px: *size_px,
                color: *color,
            }
        };
        let parts = parts
            .iter()
            .map(part)
            .filter(|part| !part.text.is_empty())
            .collect();
        Self {
            parts,
            setting,
            gap: canvas.em(0.35),
            line: canvas.em(1.3),
        }
    }

    pub fn width(&self) -> f64 {
        let widths = self.parts.iter().map(|part| part.width);
        match self.setting {
            Setting::Line => {
                let gaps = self.parts.len().saturating_sub(1) as f64 * self.gap;
                widths.sum::<f64>() + gaps
            }
            Setting::Stack => widths.fold(0.0, f64::max),
        }
    }

    pub fn height(&self) -> f64 {
        match self.setting {
            Setting::Line => self.line,
            Setting::Stack => self.line * self.parts.len().max(1) as f64 + self.gap,
        }
    }

    /// The area of the tag with its left edge at `x` and its middle at `y`.
    pub fn area(&self, x: f64, y: f64) -> Area {
        let (width, height) = (self.width(), self.height());
        Area {
            x,
            y: (y - height / 2.0).round(),
            width,
            height,
        }
    }

    /// The texts of the tag in an area given by [`Tag::area`].
    pub fn texts(&self, area: Area) -> Vec<Text> {
        let first = match self.setting {
            Setting::Line => self.line / 2.0,
            Setting::Stack => (self.line + self.gap) / 2.0,
        };
        let (mut x, mut y) = (area.x, area.y + first.round());
        let mut texts = Vec::with_capacity(self.parts.len());
        for Part {
            text,
            width,
            size_px,
            color,
        } in self.parts.clone()
        {
            texts.push(Text {
                text,
                x,
                y,
                size_px,
                color,
                align: Align::Start,
            });
            match self.setting {
                Setting::Line => x += width + self.gap,
                Setting::Stack => y += self.line,
            }
        }
        texts
    }
}

/// A line from a point to a point.
pub(super) type Line = ((f64, f64), (f64, f64));

/// What labels keep off.
pub(super) struct Obstacles {
    pub areas: Vec<Area>,
    pub lines: Vec<Line>,
}

impl Obstacles {
    /// The first of `candidates` that lies within `bounds` and on no obstacle.
    pub fn free(&self, candidates: impl IntoIterator<Item = Area>, bounds: Area) -> Option<Area> {
        candidates.into_iter().find(|area| {
            area.x >= bounds.x
                && area.y >= bounds.y
                && area.right() <= bounds.right()
                && area.bottom() <= bounds.bottom()
                && !self.areas.iter().any(|other| area.overlaps(*other))
                && !self.lines.iter().any(|line| is_crossed(*area, *line))
        })
    }
}

/// Whether a line goes through an area or close by: a chain of small areas does.
fn is_crossed(area: Area, (from, to): Line) -> bool {
    const STEPS: u32 = 32;
    let around = Area {
        x: from.0.min(to.0),
        y: from.1.min(to.1),
        width: (to.0 - from.0).abs(),
        height: (to.1 - from.1).abs(),
    };
    // Most lines are far from a label.
    around.grown(4.0).overlaps(area)
        && (0..=STEPS).any(|step| {
            let share = f64::from(step) / f64::from(STEPS);
            let link = Area {
                x: from.0 + (to.0 - from.0) * share,
                y: from.1 + (to.1 - from.1) * share,
                width: 0.0,
                height: 0.0,
            };
            area.overlaps(link.grown(3.0))
        })
}

/// Moves the tops of a column of labels apart, each as near to `wanted` as the others let it;
/// `wanted` and heights in ascending order of `wanted`. Labels that do not fit between `low` and
/// `high` run over `high`.
pub(super) fn spread(wanted: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    let mut tops: Vec<f64> = Vec::with_capacity(wanted.len());
    let mut free = low;
    for &(top, height) in wanted {
        tops.push(top.max(free));
        free = top.max(free) + height;
    }
    let mut limit = high;
    for (top, &(_, height)) in tops.iter_mut().zip(wanted).rev() {
        *top = top.min(limit - height);
        limit = *top;
    }
    // Too many for the room: from the top down after all.
    let mut free = low;
    for (top, &(_, height)) in tops.iter_mut().zip(wanted) {
        *top = top.max(free).round();
        free = *top + height;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_moved_apart_within_bounds() {
        let wanted = [(0.0, 10.0), (2.0, 10.0), (50.0, 10.0), (98.0, 10.0)];
        assert_eq!(spread(&wanted, 0.0, 100.0), [0.0, 10.0, 50.0, 90.0]);
        assert_eq!(
            spread(&[(95.0, 10.0), (96.0, 10.0)], 0.0, 100.0),
            [80.0, 90.0]
        );
        assert_eq!(spread(&[(0.0, 10.0), (0.0, 10.0)], 0.0, 15.0), [0.0, 10.0]);
    }
}
