//! A line of text, and how a backend is told to set it.
//!
//! It must never ask plotters for a font: the family is a CSS list that backends pass through,
//! and the width is our own measure's.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, FontFamily, FontTransform};

use super::text::{FONT_FAMILY, Measure};
use super::theme::Color;

/// Where a text's anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

/// One line of text; `y` is its middle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub size_px: f64,
    pub color: Color,
    pub align: Align,
}

/// How a text is handed to a backend.
pub(super) struct Lettering<'m> {
    pub color: Color,
    pub size_px: f64,
    pub align: Align,
    pub turn: FontTransform,
    pub measure: &'m dyn Measure,
}

impl BackendTextStyle for Lettering<'_> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (self.color.0, self.color.1, self.color.2),
        }
    }

    fn size(&self) -> f64 {
        self.size_px
    }

    fn transform(&self) -> FontTransform {
        self.turn.clone()
    }

    fn anchor(&self) -> Pos {
        let horizontal = match self.align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        Pos::new(horizontal, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_FAMILY)
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let width = self.measure.width(text, self.size_px).ceil() as i32;
        Ok(((0, 0), (width, self.size_px.ceil() as i32)))
    }

    /// For backends without fonts: nothing is drawn.
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: F,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}
