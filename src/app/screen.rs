//! A canvas as a backend: plotters-canvas, but bitmaps are drawn as bitmaps, where plotters' own
//! way is a rectangle a pixel; and of what charts have most, text, rectangles and lines, the style
//! is set only when it changes. It must never measure text, which is the chart's business.

use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::chart::{FONT_FAMILY, Raster};
use crate::host::media;

/// A canvas that charts draw on.
pub struct CanvasBackend {
    shapes: Shapes,
    context: CanvasRenderingContext2d,
    /// What the context is set to, as far as it is known.
    fill: Option<(u8, u8, u8)>,
    stroke: Option<(u8, u8, u8, u32)>,
    lettering: Option<(f64, &'static str)>,
}

type Shapes = plotters_canvas::CanvasBackend;
type Failure = <Shapes as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Failure>>;

impl CanvasBackend {
    /// A backend for a canvas; its transform stays as it is.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            context: context(&element)?,
            shapes: Shapes::with_canvas_object(element)?,
            fill: None,
            stroke: None,
            lettering: None,
        })
    }

    fn fill_with(&mut self, color: BackendColor) {
        if self.fill.replace(color.rgb) != Some(color.rgb) {
            self.context.set_fill_style_str(&css(color.rgb));
        }
    }

    /// The shapes of plotters-canvas set their own.
    fn shapes(&mut self) -> &mut Shapes {
        (self.fill, self.stroke) = (None, None);
        &mut self.shapes
    }

    /// Draws a bitmap with pixels of `pitch` px, as sharp as they are.
    fn enlarge(
        &self,
        (x, y): BackendCoord,
        (width, height): (u32, u32),
        pitch: (u32, u32),
        rgba: &[u8],
    ) -> Option<()> {
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width, height);
        let small = media::new_canvas()?;
        small.set_width(width);
        small.set_height(height);
        context(&small)?
            .put_image_data(&image.ok()?, 0.0, 0.0)
            .ok()?;
        self.context.set_image_smoothing_enabled(false);
        let size = (f64::from(width * pitch.0), f64::from(height * pitch.1));
        let draw = CanvasRenderingContext2d::draw_image_with_html_canvas_element_and_dw_and_dh;
        draw(&self.context, &small, x.into(), y.into(), size.0, size.1).ok()
    }
}

/// Charts draw nothing that is half transparent.
fn css((red, green, blue): (u8, u8, u8)) -> String {
    let mut css = "rgb(".to_owned();
    let _ = write!(css, "{red},{green},{blue})");
    css
}

/// The context of a canvas that charts draw with.
pub fn context(element: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    element.get_context("2d").ok()??.dyn_into().ok()
}

impl Raster for CanvasBackend {
    fn blit_cells(
        &mut self,
        at: BackendCoord,
        size: (u32, u32),
        pitch: (u32, u32),
        rgba: &[u8],
    ) -> Drawn {
        // A canvas that gives no bitmap gives nothing else either.
        let _ = self.enlarge(at, size, pitch, rgba);
        Ok(())
    }
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        self.shapes.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.shapes().draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let (color, width) = (style.color().rgb, style.stroke_width());
        let wanted = Some((color.0, color.1, color.2, width));
        if std::mem::replace(&mut self.stroke, wanted) != wanted {
            self.context.set_stroke_style_str(&css(color));
            self.context.set_line_width(width.into());
        }
        // Half a px aside a level or upright line fills whole ones.
        let aside = |a: i32, b: i32| if a == b { 0.5 } else { 0.0 };
        let (x, y) = (aside(from.0, to.0), aside(from.1, to.1));
        self.context.begin_path();
        self.context
            .move_to(f64::from(from.0) - x, f64::from(from.1) - y);
        self.context
            .line_to(f64::from(to.0) - x, f64::from(to.1) - y);
        self.context.stroke();
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            return self.shapes().draw_rect(from, to, style, fill);
        }
        self.fill_with(style.color());
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        self.context
            .fill_rect(from.0.into(), from.1.into(), width.into(), height.into());
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.shapes().draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.shapes().draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.shapes().fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.fill_with(style.color());
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        let wanted = Some((style.size(), align));
        if std::mem::replace(&mut self.lettering, wanted) != wanted {
            let mut font = style.size().round().to_string();
            font.push_str("px ");
            font.push_str(FONT_FAMILY);
            self.context.set_font(&font);
            self.context.set_text_baseline("middle");
            self.context.set_text_align(align);
        }
        let (x, y) = (f64::from(at.0), f64::from(at.1));
        // What cannot be drawn is left out; the layout stands.
        let _ = match style.transform() {
            FontTransform::Rotate270 => {
                self.context.save();
                let _ = self.context.translate(x, y);
                let _ = self.context.rotate(-std::f64::consts::FRAC_PI_2);
                let drawn = self.context.fill_text(text, 0.0, 0.0);
                self.context.restore();
                drawn
            }
            _ => self.context.fill_text(text, x, y),
        };
        Ok(())
    }

    /// A bitmap of three bytes a pixel, a pixel a CSS px, as plotters hands it over.
    fn blit_bitmap(&mut self, at: BackendCoord, size: (u32, u32), rgb: &[u8]) -> Drawn {
        let pixels = rgb.chunks_exact(3);
        let rgba: Vec<u8> = pixels
            .flat_map(|rgb| [rgb[0], rgb[1], rgb[2], u8::MAX])
            .collect();
        self.blit_cells(at, size, (1, 1), &rgba)
    }
}
