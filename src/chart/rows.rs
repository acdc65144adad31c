//! The rows of a horizontal bar chart: names, bars, values and remarks side by side where there
//! is room, else each bar under its name.
//!
//! It must never let two texts touch, nor cut a value off: names and remarks give way.

use super::area::Area;
use super::lettering::{Align, Text};
use super::theme::Color;
use super::{Canvas, MARGIN_PX, clean};

/// One bar with its texts, before it has a place.
pub(super) struct Entry {
    pub name: String,
    pub value: String,
    /// Remarks after the value, each in its colour.
    pub remarks: Vec<(String, Color)>,
    /// Both ends of the bar on the chart's scale, 0 to 1; one of them is the scale's zero.
    pub from: f64,
    pub to: f64,
    /// Space beyond the bar for an open end, in px.
    pub overhang: f64,
    /// Space before the bar for what reaches over its start, in px.
    pub lead: f64,
}

/// One bar with its texts in place.
pub(super) struct Row {
    /// All that belongs to the row; rows adjoin.
    pub area: Area,
    pub bar: Area,
    pub texts: Vec<Text>,
    /// Where the name stands.
    pub name: Area,
}

/// All rows.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    /// The line at the scale's zero that bars beside their names stand on; none for bars below
    /// their names, which it would cut.
    pub axis: Option<Area>,
    pub bottom: f64,
}

/// Where a row's name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrangement {
    /// Left of the bar, the value right of it.
    Beside,
    /// Above the bar, the value at the right end of the same line.
    Above,
}

/// More of a name than this gives way to the bar, in em.
const WIDEST_NAME_EM: f64 = 12.5;

/// More rows than this are set closer.
const MANY_ROWS: usize = 60;

impl Rows {
    /// Lays the entries out from `top` down; `zero` is the scale's zero, 0 to 1.
    pub fn new(canvas: &Canvas<'_>, entries: &[Entry], zero: f64, top: f64) -> Self {
        Self::aligned(canvas, entries, zero, top, 0.0)
    }

    /// The same, names taking `least_px` at least: as much as those of charts beside it.
    pub fn aligned(
        canvas: &Canvas<'_>,
        entries: &[Entry],
        zero: f64,
        top: f64,
        least_px: f64,
    ) -> Self {
        let text_px = canvas.theme.text_px;
        let widest = |text: &dyn Fn(&Entry) -> &str| {
            let widths = entries
                .iter()
                .map(|entry| canvas.width_of(&clean(text(entry)), text_px));
            widths.fold(0.0, f64::max)
        };
        let name_width = widest(&|entry| &entry.name)
            .max(least_px)
            .min(canvas.em(WIDEST_NAME_EM));
        let value_width = widest(&|entry| &entry.value);
        let texts = name_width + value_width + canvas.em(1.5);
        let arrangement = if texts > 0.6 * canvas.width_px {
            Arrangement::Above
        } else {
            Arrangement::Beside
        };
        let left = match arrangement {
            Arrangement::Beside => MARGIN_PX + name_width + canvas.em(0.6),
            Arrangement::Above => entries
                .iter()
                .map(|entry| entry.lead)
                .fold(MARGIN_PX, f64::max),
        };
        let mut layout = Layout {
            canvas,
            arrangement,
            left: left.round(),
            right: (canvas.width_px - MARGIN_PX).floor(),
            bar_height: match arrangement {
                Arrangement::Beside if entries.len() > MANY_ROWS => canvas.em(1.0),
                Arrangement::Beside => canvas.em(1.3),
                Arrangement::Above => canvas.em(0.8),
            },
            gap: match arrangement {
                Arrangement::Beside if entries.len() > MANY_ROWS => canvas.em(0.4),
                Arrangement::Beside if canvas.is_even() => canvas.em(1.2),
                Arrangement::Beside => canvas.em(0.7),
                Arrangement::Above => canvas.em(0.9),
            },
            scale_px: 0.0,
        };
        layout.scale_px = layout.scale(entries);
        let mut y = top;
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            let row = layout.row(entry, y);
            y = row.area.bottom();
            rows.push(row);
        }
        let x = (layout.left + zero * layout.scale_px).round() - canvas.theme.line_px;
        let axis = Area {
            x,
            y: top,
            width: canvas.theme.line_px,
            height: y - top,
        };
        let axis = (arrangement == Arrangement::Beside).then_some(axis);
        Self {
            rows,
            axis,
            bottom: y,
        }
    }
}

struct Layout<'c, 'a> {
    canvas: &'c Canvas<'a>,
    arrangement: Arrangement,
    left: f64,
    right: f64,
    bar_height: f64,
    gap: f64,
    scale_px: f64,
}

impl Layout<'_, '_> {
    /// Px between a bar and the text after it, and between texts.
    fn text_gap(&self) -> f64 {
        self.canvas.em(0.5)
    }

    fn value_width(&self, entry: &Entry) -> f64 {
        self.text_gap()
            + self
                .canvas
                .width_of(&clean(&entry.value), self.canvas.theme.text_px)
    }

    fn remarks_width(&self, entry: &Entry) -> f64 {
        let size_px = self.canvas.small_px();
        let width = |(text, _): &(String, Color)| {
            self.text_gap() + self.canvas.width_of(&clean(text), size_px)
        };
        entry.remarks.iter().map(width).sum()
    }

    /// The length of the whole scale in px: so long that each value fits after its bar, and its
    /// remarks too unless that would cost the bars much.
    fn scale(&self, entries: &[Entry]) -> f64 {
        let room = self.right - self.left;
        let longest = |texts: &dyn Fn(&Entry) -> f64| {
            let fits = entries.iter().map(|entry| {
                let left = room - entry.overhang - texts(entry);
                if entry.to > 0.0 {
                    left / entry.to
                } else {
                    room
                }
            });
            fits.fold(room, f64::min).max(0.0)
        };
        match self.arrangement {
            Arrangement::Above => longest(&|_| 0.0),
            Arrangement::Beside => {
                let values = longest(&|entry| self.value_width(entry));
                let all = longest(&|entry| self.value_width(entry) + self.remarks_width(entry));
                all.max(0.6 * values)
            }
        }
        .floor()
    }

    fn row(&self, entry: &Entry, top: f64) -> Row {
        let canvas = self.canvas;
        let size_px = canvas.theme.text_px;
        let line = canvas.em(1.5);
        let above = match self.arrangement {
            Arrangement::Beside => 0.0,
            Arrangement::Above => line,
        };
        let bar_y = top + (self.gap / 2.0).round() + above;
        let start = (self.left + entry.from * self.scale_px).round();
        let end = (self.left + entry.to * self.scale_px).round();
        let bar = Area {
            x: start,
            y: bar_y,
            width: end - start,
            height: self.bar_height,
        };

        // Where the remarks may go: in the line of the texts, from x to the right.
        let (mut texts, y, x, right) = match self.arrangement {
            Arrangement::Beside => {
                let y = bar_y + (self.bar_height / 2.0).round();
                let name_x = self.left - canvas.em(0.6);
                let name = canvas.fit(&entry.name, size_px, name_x - MARGIN_PX);
                let x = end + entry.overhang + self.text_gap();
                let value = canvas.fit(&entry.value, size_px, self.right - x);
                let after = x + canvas.width_of(&value, size_px);
                let name = self.text(name, name_x, y, Align::End);
                (
                    vec![name, self.text(value, x, y, Align::Start)],
                    y,
                    after,
                    self.right,
                )
            }
            Arrangement::Above => {
                let y = bar_y - (line / 2.0).round();
                let value = canvas.fit(&entry.value, size_px, 0.75 * (self.right - self.left));
                let right = self.right - canvas.width_of(&value, size_px) - self.text_gap();
                let name = canvas.fit(&entry.name, size_px, right - MARGIN_PX);
                let after = MARGIN_PX + canvas.width_of(&name, size_px);
                let name = self.text(name, MARGIN_PX, y, Align::Start);
                (
                    vec![name, self.text(value, self.right, y, Align::End)],
                    y,
                    after,
                    right,
                )
            }
        };
        let is_inline = x + self.remarks_width(entry) <= right;
        let bottom = match is_inline {
            true => {
                self.remarks(entry, (x + self.text_gap(), y), right, &mut texts);
                bar.bottom()
            }
            false => {
                let half = (self.remark_line() / 2.0).round();
                let first = (self.text_x(), bar.bottom() + canvas.em(0.2) + half);
                self.remarks(entry, first, self.right, &mut texts) + half
            }
        };
        let bottom = bottom + self.gap - (self.gap / 2.0).round();
        let area = Area {
            x: 0.0,
            y: top,
            width: canvas.width_px,
            height: bottom - top,
        };
        let name = texts
            .first()
            .map_or_else(Area::default, |text| self.area_of(text));
        Row {
            area,
            bar,
            texts,
            name,
        }
    }

    /// What a text covers, with a little room for a finger.
    fn area_of(&self, text: &Text) -> Area {
        let width = self.canvas.width_of(&text.text, text.size_px);
        let x = match text.align {
            Align::End => text.x - width,
            _ => text.x,
        };
        let height = self.canvas.em(1.5);
        Area {
            x,
            y: text.y - (height / 2.0).round(),
            width,
            height,
        }
    }

    fn text(&self, text: String, x: f64, y: f64, align: Align) -> Text {
        let theme = self.canvas.theme;
        Text {
            text,
            x,
            y,
            size_px: theme.text_px,
            color: theme.ink,
            align,
        }
    }

    /// Where texts begin that stand above or below a bar.
    fn text_x(&self) -> f64 {
        match self.arrangement {
            Arrangement::Beside => self.left,
            Arrangement::Above => MARGIN_PX,
        }
    }

    fn remark_line(&self) -> f64 {
        self.canvas.em(1.3)
    }

    /// Sets the remarks from a place on, in as many lines as they need, and returns the middle of
    /// the last.
    fn remarks(
        &self,
        entry: &Entry,
        (first_x, mut y): (f64, f64),
        right: f64,
        texts: &mut Vec<Text>,
    ) -> f64 {
        let size_px = self.canvas.small_px();
        let mut x = first_x;
        for (text, color) in &entry.remarks {
            let text = self.canvas.fit(text, size_px, right - first_x);
            let width = self.canvas.width_of(&text, size_px);
            if x > first_x && x + width > right {
                (x, y) = (first_x, y + self.remark_line());
            }
            texts.push(Text {
                text,
                x,
                y,
                size_px,
                color: *color,
                align: Align::Start,
            });
            x += width + self.text_gap();
        }
        y
    }
}
