//! A canvas as a backend: plotters-canvas, but bitmaps are drawn as bitmaps, where plotters' own
//! way is a rectangle a pixel; lines and cells that follow each other are drawn style by style,
//! and all texts at the end: to set a style takes as long as to draw. It must never measure text,
//! nor be given texts that lie over each other or under something else.

use js_sys::JsString;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::pixels::{context, font};
use crate::chart::Raster;
use crate::host::media;

#[wasm_bindgen]
extern "C" {
    /// A context, by calls that take what the browser has already: a text of ours is decoded anew
    /// at each call, which takes longer than to draw a number.
    type Pen;

    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Pen, color: &JsValue);

    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Pen, color: &JsValue);

    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Pen, text: &JsString, x: f64, y: f64);

    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_number(this: &Pen, number: u32, x: f64, y: f64);
}

/// More cells than this are drawn as one bitmap; a canvas of its own for it costs as much.
const MOST_PATCHES: u32 = 1500;

/// Makes a canvas as high as this, in CSS px.
type Paper = Box<dyn FnOnce(&CanvasRenderingContext2d, f64)>;

/// A canvas that charts draw on.
pub struct CanvasBackend {
    /// What makes the canvas as high as the paper, before the first rectangle, which is the paper.
    paper: Option<Paper>,
    shapes: Shapes,
    context: CanvasRenderingContext2d,
    /// Colours that were met, as the browser takes them.
    colors: Vec<((u8, u8, u8), JsValue)>,
    /// What the context is set to, as far as it is known.
    fill: Option<(u8, u8, u8)>,
    stroke: Option<(u8, u8, u8, u32)>,
    font_px: Option<f64>,
    align: &'static str,
    /// Whether there are lines in the path that are not stroked yet.
    has_lines: bool,
    /// Texts not written yet, their styles, and what they say, with its length in UTF-16.
    letters: Vec<Letter>,
    styles: Vec<Style>,
    words: (String, u32),
}

/// What a line of text says.
enum Writing {
    Number(u32),
    /// Where it begins and ends in [`CanvasBackend::words`].
    Words(u32, u32),
}

/// How texts are set: colour, size, alignment.
type Style = ((u8, u8, u8), f64, &'static str);

/// A line of text at a place.
struct Letter {
    text: Writing,
    at: BackendCoord,
    /// Its place in [`CanvasBackend::styles`].
    style: usize,
    is_turned: bool,
}

type Shapes = plotters_canvas::CanvasBackend;
type Failure = <Shapes as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Failure>>;

impl CanvasBackend {
    /// A backend for a canvas; its transform stays as it is.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            paper: None,
            context: context(&element)?,
            colors: Vec::new(),
            shapes: Shapes::with_canvas_object(element)?,
            fill: None,
            stroke: None,
            font_px: None,
            align: "",
            has_lines: false,
            letters: Vec::new(),
            styles: Vec::new(),
            words: (String::new(), 0),
        })
    }

    /// The same, its canvas made as high as the paper by `paper` once a chart has laid itself out.
    pub fn on(mut self, paper: impl FnOnce(&CanvasRenderingContext2d, f64) + 'static) -> Self {
        self.paper = Some(Box::new(paper));
        self
    }

    fn pen(&self) -> &Pen {
        self.context.unchecked_ref()
    }

    /// A colour's place in [`Self::colors`].
    fn color(&mut self, rgb: (u8, u8, u8)) -> usize {
        let known = self.colors.iter().position(|(known, _)| *known == rgb);
        known.unwrap_or_else(|| {
            self.colors.push((rgb, css(rgb).into()));
            self.colors.len() - 1
        })
    }

    /// Draws the lines that wait: what comes next lies on them.
    fn settle(&mut self) {
        if std::mem::take(&mut self.has_lines) {
            self.context.stroke();
        }
    }

    /// Writes all texts, on all else.
    fn write(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        let styles = std::mem::take(&mut self.styles);
        // Decoded at once: to begin takes longer than to go on.
        let words = JsString::from(std::mem::take(&mut self.words).0);
        for (at, (color, font_px, align)) in styles.into_iter().enumerate() {
            if self.font_px.replace(font_px) != Some(font_px) {
                self.context.set_font(&font(font_px));
                self.context.set_text_baseline("middle");
            }
            if std::mem::replace(&mut self.align, align) != align {
                self.context.set_text_align(align);
            }
            self.fill_with(color);
            for letter in letters.iter().filter(|letter| letter.style == at) {
                self.letter(letter, &words);
            }
        }
    }

    fn letter(&self, letter: &Letter, words: &JsString) {
        let (mut x, mut y) = (f64::from(letter.at.0), f64::from(letter.at.1));
        if letter.is_turned {
            self.context.save();
            // Neither fails.
            let _ = self.context.translate(x, y);
            let _ = self.context.rotate(-std::f64::consts::FRAC_PI_2);
            (x, y) = (0.0, 0.0);
        }
        match letter.text {
            Writing::Number(number) => self.pen().fill_number(number, x, y),
            Writing::Words(from, to) => self.pen().fill_text(&words.slice(from, to), x, y),
        }
        if letter.is_turned {
            self.context.restore();
        }
    }

    /// Lines of a style may be added to the path.
    fn lines_with<S: BackendStyle>(&mut self, style: &S) {
        let (color, width) = (style.color().rgb, style.stroke_width());
        let wanted = Some((color.0, color.1, color.2, width));
        if self.stroke != wanted {
            self.settle();
            self.stroke = wanted;
            let at = self.color(color);
            self.pen().set_stroke(&self.colors[at].1);
            self.context.set_line_width(width.into());
        }
        if !std::mem::replace(&mut self.has_lines, true) {
            self.context.begin_path();
        }
    }

    fn fill_with(&mut self, color: (u8, u8, u8)) {
        if self.fill.replace(color) != Some(color) {
            let at = self.color(color);
            self.pen().set_fill(&self.colors[at].1);
        }
    }

    /// The next shape is filled with a colour.
    fn shape_with(&mut self, color: BackendColor) {
        self.settle();
        self.fill_with(color.rgb);
    }

    /// Adds a line from point to point to the path.
    fn follow(&self, points: impl IntoIterator<Item = BackendCoord>) {
        for (at, (x, y)) in points.into_iter().enumerate() {
            let (x, y) = (f64::from(x), f64::from(y));
            match at {
                0 => self.context.move_to(x, y),
                _ => self.context.line_to(x, y),
            }
        }
    }

    /// The shapes of plotters-canvas set their own.
    fn shapes(&mut self) -> &mut Shapes {
        self.settle();
        (self.fill, self.stroke) = (None, None);
        &mut self.shapes
    }

    /// Draws cells as rectangles, colour by colour; what is alike side by side is one.
    fn patch(&mut self, at: BackendCoord, columns: u32, pitch: (u32, u32), rgba: &[u8]) {
        let (width, height) = (f64::from(pitch.0), f64::from(pitch.1));
        let mut runs: Vec<(u32, u32, [u8; 4])> = Vec::new();
        for (cell, &color) in (0..).zip(rgba.as_chunks().0) {
            match runs.last_mut() {
                Some((_, length, last)) if *last == color && cell % columns > 0 => *length += 1,
                _ => runs.push((cell, 1, color)),
            }
        }
        runs.retain(|(_, _, color)| color[3] == u8::MAX);
        while let Some(&(_, _, first)) = runs.first() {
            self.fill_with((first[0], first[1], first[2]));
            runs.retain(|&(cell, length, color)| {
                if color == first {
                    let x = f64::from(at.0) + width * f64::from(cell % columns);
                    let y = f64::from(at.1) + height * f64::from(cell / columns);
                    (self.context).fill_rect(x, y, width * f64::from(length), height);
                }
                color != first
            });
        }
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
    format!("rgb({red},{green},{blue})")
}

impl Raster for CanvasBackend {
    fn blit_cells(
        &mut self,
        at: BackendCoord,
        size: (u32, u32),
        pitch: (u32, u32),
        rgba: &[u8],
    ) -> Drawn {
        self.settle();
        if size.0 * size.1 <= MOST_PATCHES {
            self.patch(at, size.0.max(1), pitch, rgba);
            return Ok(());
        }
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
        self.settle();
        self.write();
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
        self.lines_with(style);
        // Half a px aside a level or upright line fills whole ones.
        let aside = |a: i32, b: i32| if a == b { 0.5 } else { 0.0 };
        let (x, y) = (aside(from.0, to.0), aside(from.1, to.1));
        self.context
            .move_to(f64::from(from.0) - x, f64::from(from.1) - y);
        self.context
            .line_to(f64::from(to.0) - x, f64::from(to.1) - y);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if let Some(paper) = self.paper.take() {
            paper(&self.context, to.1.into());
        }
        if !fill {
            return self.shapes().draw_rect(from, to, style, fill);
        }
        self.shape_with(style.color());
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
        self.lines_with(style);
        self.follow(path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            return self.shapes().draw_circle(center, radius, style, fill);
        }
        self.shape_with(style.color());
        self.context.begin_path();
        let (x, y) = (f64::from(center.0), f64::from(center.1));
        // It fails for a negative radius alone.
        let _ = (self.context).arc(x, y, radius.into(), 0.0, std::f64::consts::TAU);
        self.context.fill();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.shape_with(style.color());
        self.context.begin_path();
        self.follow(path);
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let is_number = text.len() < 10
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && !text.starts_with('0');
        let text = match text.parse() {
            Ok(number) if is_number => Writing::Number(number),
            _ => {
                let (words, end) = &mut self.words;
                let from = std::mem::replace(end, *end + text.encode_utf16().count() as u32);
                words.push_str(text);
                Writing::Words(from, *end)
            }
        };
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        let wanted = (style.color().rgb, style.size(), align);
        let known = self.styles.iter().position(|known| *known == wanted);
        self.letters.push(Letter {
            text,
            at,
            style: known.unwrap_or_else(|| {
                self.styles.push(wanted);
                self.styles.len() - 1
            }),
            is_turned: matches!(style.transform(), FontTransform::Rotate270),
        });
        Ok(())
    }
}
