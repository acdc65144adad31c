//! A chart with all that a picture needs when it leaves the page: title, what it says in a
//! sentence, the chart, the reports behind it, the day and the version. Plain, dark on light.
//!
//! It must never cut off a word of the frame, nor draw a chart otherwise than on the page.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::lettering::{Align, Text};
use super::surface::Surface;
use super::text::visible;
use super::theme::Color;
use super::{Canvas, HitMap};

/// What is written around a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Above the chart, in large.
    pub title: String,
    /// Below the title.
    pub summary: String,
    /// Below the chart, a paragraph each.
    pub foot: Vec<String>,
}

/// Free space around everything, in em.
const MARGIN_EM: f64 = 1.5;

/// Width of the chart within a picture of this width, in CSS px.
pub fn inner_width(width_px: f64, text_px: f64) -> f64 {
    width_px - 2.0 * (text_px * MARGIN_EM).round()
}

/// A frame in place around a chart.
pub struct Layout {
    /// Size of the whole picture in CSS px.
    pub size: (f64, f64),
    /// Where the chart's top left corner is.
    pub chart_at: (f64, f64),
    texts: Vec<Text>,
    rules: Vec<Area>,
}

/// A kind of writing.
struct Hand {
    size_px: f64,
    color: Color,
    /// Height of a line.
    line_px: f64,
}

impl Frame {
    /// Puts the frame around a chart that is `canvas.width_px` wide and `chart_height` high.
    pub fn layout(&self, canvas: &Canvas<'_>, chart_height: f64) -> Layout {
        let theme = canvas.theme;
        let hand = |share: f64, color: Color| Hand {
            size_px: canvas.em(share),
            color,
            line_px: canvas.em(share * 1.5),
        };
        let margin = canvas.em(MARGIN_EM);
        let mut page = Page {
            canvas,
            margin,
            y: margin,
            texts: Vec::new(),
        };
        page.write(&self.title, &hand(1.4, theme.ink));
        page.y += canvas.em(0.25);
        page.write(&self.summary, &hand(1.0, theme.ink_soft));
        page.y += canvas.em(0.75);
        let head = Area {
            x: margin,
            y: page.y,
            width: canvas.width_px,
            height: 2.0,
        };
        page.y += canvas.em(1.0);
        let chart_at = (margin, page.y);
        page.y += chart_height.ceil() + canvas.em(1.0);
        let foot = Area {
            y: page.y,
            height: 1.0,
            ..head
        };
        page.y += canvas.em(0.5);
        for line in &self.foot {
            page.write(line, &hand(0.86, theme.ink_faint));
        }
        Layout {
            size: (canvas.width_px + 2.0 * margin, (page.y + margin).ceil()),
            chart_at,
            texts: page.texts,
            rules: vec![head, foot],
        }
    }
}

impl Layout {
    /// Draws frame and chart. `sheet` gives a backend whose origin lies at a place of the picture;
    /// `chart` draws the chart on one.
    pub fn draw<B: DrawingBackend>(
        &self,
        canvas: &Canvas<'_>,
        sheet: &mut dyn FnMut((f64, f64)) -> Option<B>,
        chart: &mut dyn FnMut(B) -> HitMap,
    ) -> Option<HitMap> {
        let theme = canvas.theme;
        let mut surface = Surface::new(sheet((0.0, 0.0))?, canvas.measure, self.size, theme.paper);
        let [head, foot] = [theme.accent, theme.rule];
        for (rule, color) in self.rules.iter().zip([head, foot]) {
            surface.fill(*rule, color);
        }
        self.texts.iter().for_each(|text| surface.text(text));
        surface.finish();
        Some(chart(sheet(self.chart_at)?))
    }
}

/// A page that is written from the top.
struct Page<'c, 'a> {
    canvas: &'c Canvas<'a>,
    margin: f64,
    y: f64,
    texts: Vec<Text>,
}

impl Page<'_, '_> {
    /// Writes a paragraph in as many lines as it needs.
    fn write(&mut self, text: &str, hand: &Hand) {
        for line in wrapped(self.canvas, text, hand.size_px) {
            self.texts.push(Text {
                text: line,
                x: self.margin,
                y: (self.y + hand.line_px / 2.0).round(),
                size_px: hand.size_px,
                color: hand.color,
                align: Align::Start,
            });
            self.y += hand.line_px;
        }
    }
}

/// What may not stand at the start of a line, and stays with the character before it (the rules of
/// Chinese typesetting, "避头").
const NEVER_FIRST: &str = "，。、；：！？）》”’」』】％%,.;:!?)]…—";
/// What may not stand at the end of a line.
const NEVER_LAST: &str = "（《“‘「『【([";

/// A text in lines of the chart's width. Chinese breaks after any character, a word of letters or
/// digits only if it is longer than a line.
fn wrapped(canvas: &Canvas<'_>, text: &str, size_px: f64) -> Vec<String> {
    let text = visible(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    let width = |text: &str| canvas.measure.width(text, size_px);
    for piece in pieces(&text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > canvas.width_px {
            lines.push(std::mem::take(&mut line));
        }
        if width(piece.trim_end()) <= canvas.width_px {
            line.push_str(if line.is_empty() {
                piece.trim_start()
            } else {
                piece
            });
            continue;
        }
        for character in piece.chars() {
            let mut buffer = [0; 4];
            let character = character.encode_utf8(&mut buffer);
            if !line.is_empty() && width(&line) + width(character) > canvas.width_px {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(character);
        }
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// The parts of a text that no line break may stand in.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        let is_break = before.is_some_and(|before| {
            let is_word = |c: char| c.is_ascii_graphic() || c == '≥' || c == '≤' || c == '−';
            !(NEVER_FIRST.contains(character)
                || NEVER_LAST.contains(before)
                || character == ' '
                || is_word(before) && is_word(character))
        });
        if is_break {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    pieces.extend(text.get(start..));
    pieces
}
