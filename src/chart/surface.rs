//! What charts draw on: any plotters backend behind our own measuring of text, and the few shapes
//! that charts are made of.
//!
//! A backend's failure must never lose the layout: the surface remembers the first one and draws
//! no more. Straight edges are filled rectangles on whole pixels, never strokes: a canvas blurs a
//! stroke that lies on a pixel's edge.

use plotters::style::ShapeStyle;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};

use super::Measure;
use super::area::Area;
use super::lettering::{Lettering, Text};
use super::theme::Color;

/// Which way the tip of [`Surface::tip`] points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// A backend behind our measuring.
pub struct Surface<'m, B: DrawingBackend> {
    backend: B,
    measure: &'m dyn Measure,
    size: (u32, u32),
    failure: Option<DrawingErrorKind<B::ErrorType>>,
}

impl<'m, B: DrawingBackend> Surface<'m, B> {
    /// A surface of `width_px` × `height_px` CSS px, filled with `paper`.
    pub(super) fn new(
        backend: B,
        measure: &'m dyn Measure,
        (width_px, height_px): (f64, f64),
        paper: Color,
    ) -> Self {
        let size = (width_px.round() as u32, height_px.round() as u32);
        let mut surface = Self {
            backend,
            measure,
            size,
            failure: None,
        };
        surface.attempt(|backend| backend.ensure_prepared());
        surface.fill(
            Area {
                x: 0.0,
                y: 0.0,
                width: width_px,
                height: height_px,
            },
            paper,
        );
        surface
    }

    /// Hands what was drawn over to the backend's target.
    pub(super) fn finish(mut self) {
        self.attempt(|backend| backend.present());
    }

    fn attempt(&mut self, draw: impl FnOnce(&mut B) -> Result<(), DrawingErrorKind<B::ErrorType>>) {
        if self.failure.is_none() {
            self.failure = draw(&mut self.backend).err();
        }
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, area: Area, color: Color) {
        let (from, to) = (whole(area.x, area.y), whole(area.right(), area.bottom()));
        if to.0 > from.0 && to.1 > from.1 {
            self.attempt(|backend| backend.draw_rect(from, to, &solid(color), true));
        }
    }

    /// An outline of `thickness` px within a rectangle.
    pub(super) fn frame(&mut self, area: Area, color: Color, thickness: f64) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        self.fill(
            Area {
                x,
                y,
                width,
                height: thickness,
            },
            color,
        );
        self.fill(
            Area {
                x,
                y: y + height - thickness,
                width,
                height: thickness,
            },
            color,
        );
        self.fill(
            Area {
                x,
                y,
                width: thickness,
                height,
            },
            color,
        );
        self.fill(
            Area {
                x: x + width - thickness,
                y,
                width: thickness,
                height,
            },
            color,
        );
    }

    /// Diagonal lines across a rectangle, `pitch` px apart.
    pub(super) fn hatch(&mut self, area: Area, color: Color, pitch: f64) {
        let (left, top) = whole(area.x, area.y);
        let (right, bottom) = whole(area.right(), area.bottom());
        let pitch = (pitch.round() as i32).max(2);
        let height = bottom - top;
        let mut foot = left - height + pitch;
        while foot < right {
            // From (foot, bottom) up to the right, cut at both sides.
            let (from, to) = (foot.max(left), (foot + height).min(right));
            let start = (from, bottom - (from - foot));
            let end = (to, bottom - (to - foot));
            if to > from {
                self.attempt(|backend| backend.draw_line(start, end, &solid(color)));
            }
            foot += pitch;
        }
    }

    /// A line from point to point.
    pub(super) fn line(&mut self, points: &[(f64, f64)], color: Color, thickness: u32) {
        let style = solid(color).stroke_width(thickness);
        let points: Vec<BackendCoord> = points.iter().map(|&(x, y)| whole(x, y)).collect();
        self.attempt(|backend| backend.draw_path(points, &style));
    }

    /// A line in strokes of `dash` px with gaps as long.
    pub(super) fn dashes(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        color: Color,
        thickness: u32,
        dash: f64,
    ) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let along = |at: f64| {
            let share = (at / length).min(1.0);
            (
                from.0 + (to.0 - from.0) * share,
                from.1 + (to.1 - from.1) * share,
            )
        };
        let mut at = 0.0;
        while at < length {
            self.line(&[along(at), along(at + dash)], color, thickness);
            at += 2.0 * dash.max(1.0);
        }
    }

    /// A filled circle.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, color: Color) {
        let radius = radius.round().max(1.0) as u32;
        self.attempt(|backend| backend.draw_circle(whole(x, y), radius, &solid(color), true));
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, points: &[(f64, f64)], color: Color) {
        let points: Vec<BackendCoord> = points.iter().map(|&(x, y)| whole(x, y)).collect();
        self.attempt(|backend| backend.fill_polygon(points, &solid(color)));
    }

    /// A small triangle above or below a point.
    pub(super) fn tip(&mut self, (x, y): (f64, f64), way: Way, size: f64, color: Color) {
        let tip = match way {
            Way::Up => -size,
            Way::Down => size,
        };
        self.shape(&[(x - size, y), (x + size, y), (x, y + tip)], color);
    }

    /// A line of text.
    pub(super) fn text(&mut self, text: &Text) {
        self.letter(text, FontTransform::None);
    }

    /// A line of text that runs upwards; `x` is its middle, `y` its anchor.
    pub(super) fn text_upwards(&mut self, text: &Text) {
        self.letter(text, FontTransform::Rotate270);
    }

    fn letter(&mut self, text: &Text, turn: FontTransform) {
        if text.text.is_empty() {
            return;
        }
        let Text {
            size_px,
            color,
            align,
            ..
        } = *text;
        let style = Lettering {
            color,
            size_px,
            align,
            turn,
            measure: self.measure,
        };
        let at = whole(text.x, text.y);
        self.attempt(|backend| backend.draw_text(&text.text, &style, at));
    }
}

/// A backend that can draw many cells at once.
pub trait Raster: DrawingBackend {
    /// Draws `columns` × `rows` cells of `pitch` px each from `at` on: one pixel of `rgba` a cell,
    /// row by row; what is transparent stays as it was. As a bitmap it costs the same however many
    /// cells there are; by default each run of one colour is a rectangle.
    fn blit_cells(
        &mut self,
        at: BackendCoord,
        (columns, _): (u32, u32),
        pitch: (u32, u32),
        rgba: &[u8],
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let (width, height) = (pitch.0 as i32, pitch.1 as i32);
        let cells: Vec<&[u8]> = rgba.chunks_exact(4).collect();
        let lines = cells.chunks((columns as usize).max(1));
        for (y, line) in (0_i32..).zip(lines) {
            let mut x = 0;
            for run in line.chunk_by(|a, b| a == b) {
                let from = (at.0 + x * width, at.1 + y * height);
                x += run.len() as i32;
                if let [red, green, blue, u8::MAX] = run[0] {
                    let to = (at.0 + x * width, from.1 + height);
                    let style = solid(Color(*red, *green, *blue));
                    self.draw_rect(from, to, &style, true)?;
                }
            }
        }
        Ok(())
    }
}

impl<B: Raster> Surface<'_, B> {
    /// Cells that fill an area, one pixel of `rgba` each.
    pub(super) fn cells(&mut self, area: Area, (columns, rows): (usize, usize), rgba: &[u8]) {
        if columns == 0 || rows == 0 {
            return;
        }
        let pitch = |length: f64, count: usize| (length / count as f64).round() as u32;
        let pitch = (pitch(area.width, columns), pitch(area.height, rows));
        let size = (columns as u32, rows as u32);
        let at = whole(area.x, area.y);
        self.attempt(|backend| backend.blit_cells(at, size, pitch, rgba));
    }
}

/// The surface is a backend itself, so that plotters' own elements can be drawn on it without
/// their measuring of text.
impl<B: DrawingBackend> DrawingBackend for Surface<'_, B> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.present()
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend
            .draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.draw_text(text, style, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<B::ErrorType>> {
        let width = self.measure.width(text, style.size()).ceil();
        Ok((width as u32, style.size().ceil() as u32))
    }

    fn blit_bitmap(
        &mut self,
        at: BackendCoord,
        size: (u32, u32),
        pixels: &[u8],
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        self.backend.blit_bitmap(at, size, pixels)
    }
}

fn solid(color: Color) -> ShapeStyle {
    ShapeStyle::from(&color)
}

fn whole(x: f64, y: f64) -> BackendCoord {
    // Wasm has an instruction for it, and none for `round`.
    let nearest = |length: f64| (length + 0.5).floor() as i32;
    (nearest(x), nearest(y))
}
