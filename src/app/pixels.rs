//! A canvas and its pixels: sharp on any screen, and text as wide as the browser draws it. It must
//! never draw.

use std::cell::{Cell, OnceCell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::screen::CanvasBackend;
use crate::chart::{FONT_FAMILY, Measure};
use crate::host::media;

/// Device pixels of a canvas along a side, at most.
const MOST_PIXELS: f64 = 32_000.0;

/// A backend that counts in CSS px, on a canvas that gets the screen's pixels for them and the
/// height of what is drawn.
pub fn prepare(element: &HtmlCanvasElement, width_px: f64) -> Option<CanvasBackend> {
    let canvas = element.clone();
    let paper = move |context: &CanvasRenderingContext2d, height_px: f64| {
        // Beyond, a canvas stays blank: a long chart is drawn less sharp.
        let ratio = media::device_pixel_ratio().min(MOST_PIXELS / height_px.max(width_px));
        let pixels = |length: f64| (length * ratio).round() as u32;
        let size = (pixels(width_px), pixels(height_px));
        // A canvas that gets a size forgets its fonts, which are found anew for longer than they
        // write.
        if (canvas.width(), canvas.height()) != size {
            canvas.set_width(size.0);
            canvas.set_height(size.1);
        }
        let style = web_sys::HtmlElement::style(&canvas);
        drop(style.set_property("height", &px(height_px)));
        drop(context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
        context.clear_rect(0.0, 0.0, width_px + 1.0, height_px + 1.0);
    };
    Some(CanvasBackend::new(element.clone())?.on(paper))
}

/// The font of charts in whole px.
pub fn font(size_px: f64) -> String {
    (size_px.round() as i32).to_string() + "px " + FONT_FAMILY
}

/// The context of a canvas that charts draw with.
pub fn context(element: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    element.get_context("2d").ok()??.dyn_into().ok()
}

/// A length in whole CSS px.
fn px(length: f64) -> String {
    (length.round() as i32).to_string() + "px"
}

/// Widths that are remembered: a matrix of the country's prefectures has 340 names.
const REMEMBERED: usize = NEIGHBOURS << 8;
/// Places that a text may be at; the last that came takes that of the first.
const NEIGHBOURS: usize = 8;

/// Text widths as the browser draws them, measured on a canvas of its own, so that no chart's
/// state is disturbed, and remembered by a hash of the text and its size. Digits are measured one
/// by one, and what is between them: numbers are always others, their digits and units are not.
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
        if known.is_empty() {
            known.resize(REMEMBERED, (0, 0.0));
        }
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
        let is_cut = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii_digit);
        let (mut start, mut width) = (0, 0.0);
        for end in 1..=text.len() {
            if is_cut(end - 1) || is_cut(end) {
                width += self.remembered(text.get(start..end).unwrap_or_default(), size_px);
                start = end;
            }
        }
        width
    }
}

/// Of a text in a size; never 0. Each byte is multiplied by the golden ratio (Knuth, 6.4).
fn hash(text: &str, size_px: f64) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let size = (size_px as u64) << 8;
    text.bytes().fold(size + 1, mix) | 1
}
