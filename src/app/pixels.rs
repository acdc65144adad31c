//! A canvas and its pixels: sharp on any screen, and text as wide as the browser draws it. It must
//! never draw.

use std::cell::{Cell, OnceCell, RefCell};

use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::screen::{CanvasBackend, context, font};
use crate::chart::Measure;
use crate::host::media;

/// Device pixels of a canvas along a side, at most.
const MOST_PIXELS: f64 = 32_000.0;

/// Sizes a canvas for the screen's pixels and gives a backend that counts in CSS px.
pub fn prepare(
    element: &HtmlCanvasElement,
    width_px: f64,
    height_px: f64,
) -> Option<CanvasBackend> {
    // Beyond, a canvas stays blank: a long chart is drawn less sharp.
    let ratio = media::device_pixel_ratio().min(MOST_PIXELS / height_px.max(width_px));
    let pixels = |length: f64| (length * ratio).round() as u32;
    element.set_width(pixels(width_px));
    element.set_height(pixels(height_px));
    let style = web_sys::HtmlElement::style(element);
    drop(style.set_property("height", &px(height_px)));
    let context = context(element)?;
    drop(context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
    CanvasBackend::new(element.clone())
}

/// A length in whole CSS px.
fn px(length: f64) -> String {
    (length.round() as i32).to_string() + "px"
}

/// Widths that are remembered: a matrix of the country's prefectures has 340 names.
const REMEMBERED: usize = NEIGHBOURS << 8;
/// Places that a text may be at; the last that came takes that of the first.
const NEIGHBOURS: usize = 4;

/// Text widths as the browser draws them, measured on a canvas of its own, so that no chart's
/// state is disturbed, and remembered by a hash of the text and its size. Digits are measured one
/// by one: there are few of them, and numbers are always others.
#[derive(Default)]
pub struct Widths {
    context: OnceCell<Option<CanvasRenderingContext2d>>,
    size_px: Cell<f64>,
    known: RefCell<Vec<(u64, f64)>>,
}

impl Widths {
    fn remembered(&self, text: &str, size_px: f64) -> f64 {
        let key = hash(text, size_px);
        let mut known = self.known.borrow_mut();
        known.resize(REMEMBERED, (0, 0.0));
        // The first bits of a product are mixed best.
        let first = (key >> 56) as usize * NEIGHBOURS;
        let places = &mut known[first..first + NEIGHBOURS];
        if let Some(place) = places.iter().find(|place| place.0 == key) {
            return place.1;
        }
        let width = self.measured(text, size_px);
        places.copy_within(..NEIGHBOURS - 1, 1);
        places[0] = (key, width);
        width
    }

    fn measured(&self, text: &str, size_px: f64) -> f64 {
        let context = self
            .context
            .get_or_init(|| media::new_canvas().and_then(|element| context(&element)));
        let measured = context.as_ref().and_then(|context| {
            if self.size_px.replace(size_px) != size_px {
                context.set_font(&font(size_px));
            }
            context.measure_text(text).ok()
        });
        // Without a canvas nothing is drawn either; one em a character keeps the layout finite.
        measured.map_or(text.chars().count() as f64 * size_px, |metrics| {
            metrics.width()
        })
    }
}

impl Measure for Widths {
    fn width(&self, text: &str, size_px: f64) -> f64 {
        let is_number = |byte: u8| byte.is_ascii_digit() || byte == b',';
        if !text.bytes().all(is_number) {
            return self.remembered(text, size_px);
        }
        let digits = (1..=text.len()).filter_map(|end| text.get(end - 1..end));
        digits.map(|digit| self.remembered(digit, size_px)).sum()
    }
}

/// Of a text in a size; never 0. Each byte is multiplied by the golden ratio (Knuth, 6.4).
fn hash(text: &str, size_px: f64) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let size = (size_px as u64) << 8;
    text.bytes().fold(size + 1, mix) | 1
}
