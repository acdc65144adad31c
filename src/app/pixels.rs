//! A canvas and its pixels: sharp on any screen, and text as wide as the browser draws it. It must
//! never draw.

use std::cell::{Cell, OnceCell};

use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::screen::{CanvasBackend, context};
use crate::chart::{FONT_FAMILY, Measure};
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

/// Text widths as the browser draws them, measured on a canvas of its own, so that no chart's
/// state is disturbed.
#[derive(Default)]
pub struct Widths {
    context: OnceCell<Option<CanvasRenderingContext2d>>,
    size_px: Cell<f64>,
}

impl Measure for Widths {
    fn width(&self, text: &str, size_px: f64) -> f64 {
        let context = self
            .context
            .get_or_init(|| media::new_canvas().and_then(|element| context(&element)));
        let measured = context.as_ref().and_then(|context| {
            if self.size_px.replace(size_px) != size_px {
                context.set_font(&(px(size_px) + " " + FONT_FAMILY));
            }
            context.measure_text(text).ok()
        });
        // Without a canvas nothing is drawn either; one em a character keeps the layout finite.
        measured.map_or(text.chars().count() as f64 * size_px, |metrics| {
            metrics.width()
        })
    }
}
