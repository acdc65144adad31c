//! What a chart is drawn on in a browser: a canvas on the page or for a PNG, or an SVG text. One
//! type, so that the charts are compiled once. It must never draw by itself.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::screen::CanvasBackend;
use crate::chart::{Raster, Vector};

/// A canvas or an SVG text.
pub enum Ink {
    /// A canvas element.
    Canvas(CanvasBackend),
    /// SVG text.
    Vector(Vector),
}

type Error = <CanvasBackend as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Error>>;

/// Calls a method of whichever it is; an SVG text never fails.
macro_rules! draw {
    ($ink:ident, $backend:ident => $call:expr) => {
        match $ink {
            Ink::Canvas($backend) => $call,
            Ink::Vector($backend) => {
                let _ = $call;
                Ok(())
            }
        }
    };
}

impl DrawingBackend for Ink {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(backend) => backend.get_size(),
            Self::Vector(backend) => backend.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        draw!(self, backend => backend.present())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        draw!(self, backend => backend.draw_pixel(at, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        draw!(self, backend => backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        draw!(self, backend => backend.draw_rect(from, to, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        draw!(self, backend => backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        draw!(self, backend => backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        draw!(self, backend => backend.fill_polygon(path, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        draw!(self, backend => backend.draw_text(text, style, at))
    }
}

impl Raster for Ink {
    fn blit_cells(
        &mut self,
        at: BackendCoord,
        size: (u32, u32),
        pitch: (u32, u32),
        rgba: &[u8],
    ) -> Drawn {
        draw!(self, backend => backend.blit_cells(at, size, pitch, rgba))
    }
}
