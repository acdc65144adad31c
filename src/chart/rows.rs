//! The rows of a horizontal bar chart: names, bars, values and remarks side by side where there
//! is room, else each bar under its name.
//!
//! It must never let two texts touch, nor cut a value off: names and remarks give way.

use super::surface::{Align, Area, Text};
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
}

/// One bar with its texts in place.
pub(super) struct Row {
    /// All that belongs to the row; rows adjoin.
    pub area: Area,
    pub bar: Area,
    pub texts: Vec<Text>,
}

/// All rows.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    /// Where the scale's zero is.
    pub zero_x: f64,
    /// From the first row's top to the last row's bottom.
    pub top: f64,
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
        let text_px = canvas.theme.text_px;
        let widest = |text: &dyn Fn(&Entry) -> &str| {
            let widths = entries.iter().map(|entry| canvas.width_of(&clean(text(entry)), text_px));
            widths.fold(0.0, f64::max)
        };
        let name_width = widest(&|entry| &entry.name).min(canvas.em(WIDEST_NAME_EM));
        let value_width = widest(&|entry| &entry.value);
        let texts = name_width + value_width + canvas.em(1.5);
        let arrangement = if texts > 0.6 * canvas.width_px {
            Arrangement::Above
        } else {
            Arrangement::Beside
        };
        let left = match arrangement {
            Arrangement::Beside => MARGIN_PX + name_width + canvas.em(0.6),
            Arrangement::Above => MARGIN_PX,
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
            gap: match entries.len() {
                ..=MANY_ROWS => canvas.em(0.7),
                _ => canvas.em(0.4),
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
        let zero_x = (layout.left + zero * layout.scale_px).round();
        Self { rows, zero_x, top, bottom: y }
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
        self.text_gap() + self.canvas.width_of(&clean(&entry.value), self.canvas.theme.text_px)
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
                if entry.to > 0.0 { left / entry.to } else { room }
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
        let line = canvas.em(1.5);
        let mut texts = Vec::new();
        let bar_y = match self.arrangement {
            Arrangement::Beside => top + (self.gap / 2.0).round(),
            Arrangement::Above => top + (self.gap / 2.0).round() + line,
        };
        let start = (self.left + entry.from * self.scale_px).round();
        let end = (self.left + entry.to * self.scale_px).round();
        let bar = Area { x: start, y: bar_y, width: end - start, height: self.bar_height };
        let middle = bar_y + (self.bar_height / 2.0).round();

        let (ink, size_px) = (canvas.theme.ink, canvas.theme.text_px);
        let mut put = |text: String, x: f64, y: f64, align: Align, size_px: f64, color: Color| {
            texts.push(Text { text, x, y, size_px, color, align });
        };
        let value_width = self.value_width(entry);
        let mut after = end + entry.overhang;
        match self.arrangement {
            Arrangement::Beside => {
                let x = self.left - canvas.em(0.6);
                let name = canvas.fit(&entry.name, size_px, x - MARGIN_PX);
                put(name, x, middle, Align::End, size_px, ink);
                let x = after + self.text_gap();
                let value = canvas.fit(&entry.value, size_px, self.right - x);
                put(value, x, middle, Align::Start, size_px, ink);
                after += value_width;
            }
            Arrangement::Above => {
                let y = bar_y - (line / 2.0).round();
                let value = canvas.fit(&entry.value, size_px, 0.75 * (self.right - self.left));
                let room = self.right - self.left - canvas.width_of(&value, size_px) - self.text_gap();
                put(value, self.right, y, Align::End, size_px, ink);
                put(canvas.fit(&entry.name, size_px, room), self.left, y, Align::Start, size_px, ink);
            }
        }

        let small_px = canvas.small_px();
        let is_inline = self.arrangement == Arrangement::Beside
            && after + self.remarks_width(entry) <= self.right;
        let (mut x, mut y) = match is_inline {
            true => (after + self.text_gap(), middle),
            false => (self.left, bar.bottom() + (canvas.em(1.3) / 2.0).round()),
        };
        let mut bottom = bar.bottom();
        for (text, color) in &entry.remarks {
            let room = self.right - self.left;
            let text = canvas.fit(text, small_px, room);
            let width = canvas.width_of(&text, small_px);
            if !is_inline {
                if x > self.left && x + width > self.right {
                    (x, y) = (self.left, y + canvas.em(1.3));
                }
                bottom = bottom.max(y + (canvas.em(1.3) / 2.0).round());
            }
            put(text, x, y, Align::Start, small_px, *color);
            x += width + self.text_gap();
        }
        let bottom = bottom + self.gap - (self.gap / 2.0).round();
        let area = Area { x: 0.0, y: top, width: canvas.width_px, height: bottom - top };
        Row { area, bar, texts }
    }
}
