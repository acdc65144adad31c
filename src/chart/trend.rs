//! One indicator over time.
//!
//! It must never join figures across missing years with a solid line.

use plotters_backend::DrawingBackend;

use super::surface::Surface;
use super::{Canvas, HitMap};
use crate::report::Trend;

/// The height that a trend needs, in CSS px.
pub fn trend_height(_view: &Trend, canvas: &Canvas<'_>) -> f64 {
    canvas.em(22.0)
}

/// Draws a trend and tells where its points and spans are.
pub fn draw_trend<B: DrawingBackend>(backend: B, view: &Trend, canvas: &Canvas<'_>) -> HitMap {
    let size = (canvas.width_px, trend_height(view, canvas));
    let surface = Surface::new(backend, canvas.measure, size, canvas.theme.paper);
    surface.finish();
    HitMap::default()
}
