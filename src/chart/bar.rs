//! One bar, drawn as its figure is meant: open where it says "at least", hatched where it says
//! "about", outlined where it is doubted, pale where it does not compare.
//!
//! It must never draw a bound like an exact figure.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::surface::Surface;
use super::theme::{Color, Theme};
use crate::figure::Bound;
use crate::report::Datum;

/// Whether a bar may be read against the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Same period, same scope.
    Comparable,
    /// Another period or scope.
    Apart,
}

/// How far the open end of a bar reaches beyond its value, in px.
pub(super) fn overhang(bound: Bound, bar_height: f64) -> f64 {
    match bound {
        Bound::AtLeast => (bar_height / 2.0).round(),
        _ => 0.0,
    }
}

/// Draws a figure's bar; `solid_px` is how much of it is certain, from the left, where the rest
/// is the upper part of a range.
pub(super) fn draw<B: DrawingBackend>(
    surface: &mut Surface<'_, B>,
    theme: &Theme,
    area: Area,
    solid_px: f64,
    datum: &Datum,
    standing: Standing,
    color: Color,
) {
    let thin = (theme.text_px / 14.0).round().max(1.0);
    let area = Area {
        width: area.width.max(2.0),
        ..area
    };
    let pale = theme.pale(color);
    let fill = match standing {
        Standing::Comparable => color,
        Standing::Apart => pale,
    };
    match datum.bound {
        Bound::Approximate | Bound::Vague => {
            surface.fill(area, pale);
            surface.hatch(area, color, area.height / 3.0);
            surface.frame(area, color, thin);
        }
        Bound::Range => {
            surface.fill(area, pale);
            surface.hatch(area, color, area.height / 3.0);
            surface.frame(area, color, thin);
            surface.fill(
                Area {
                    width: solid_px,
                    ..area
                },
                fill,
            );
        }
        Bound::Exact | Bound::AtLeast | Bound::AtMost => surface.fill(area, fill),
    }
    let tip = overhang(datum.bound, area.height);
    if tip > 0.0 {
        let (right, middle) = (area.right(), area.y + area.height / 2.0);
        surface.shape(
            &[
                (right, area.y),
                (right + tip, middle),
                (right, area.bottom()),
            ],
            fill,
        );
    }
    if standing == Standing::Apart && !matches!(datum.bound, Bound::Approximate | Bound::Range) {
        surface.frame(area, color, thin);
    }
    if datum.doubted || datum.corrected {
        // Outside, so that even the shortest bar is seen in it.
        let thick = (theme.text_px * 0.15).round().max(2.0);
        surface.frame(area.grown(thick), theme.doubt, thick);
    }
}
