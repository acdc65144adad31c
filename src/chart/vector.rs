//! A drawing as SVG text: a plotters backend whose text stands where it stands on a canvas, in
//! whole px, so that browsers, Word and vector programs show the same. Charts are drawn on it for
//! export; clones draw on the same sheet, each with its own origin.
//!
//! It must never write anything that runs or points elsewhere: shapes, text and colours alone.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};

use super::text::FONT_FAMILY;

/// From the middle of a line down to its baseline, in em: Chinese characters fill their em, and the
/// baseline lies that far below their middle in the fonts of all systems.
const DROP_EM: f64 = 0.36;

/// A sheet that is being drawn on.
#[derive(Clone, Default)]
pub struct Vector {
    body: Rc<RefCell<String>>,
    origin: BackendCoord,
}

impl Vector {
    /// The same sheet with its origin at a place of it, in px.
    #[must_use]
    pub fn at(&self, (x, y): (f64, f64)) -> Self {
        Self {
            body: Rc::clone(&self.body),
            origin: (x.round() as i32, y.round() as i32),
        }
    }

    /// A place of the sheet.
    fn place(&self, (x, y): BackendCoord) -> BackendCoord {
        (x + self.origin.0, y + self.origin.1)
    }

    /// The finished SVG file, `width` × `height` px; `title` is what a reader who does not see it
    /// is told.
    pub fn file(&self, (width, height): (f64, f64), title: &str) -> String {
        let (width, height) = ((width as i32).to_string(), (height as i32).to_string());
        let (title, font) = (escaped(title), escaped(FONT_FAMILY));
        [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
            &width,
            "\" height=\"",
            &height,
            "\" viewBox=\"0 0 ",
            &width,
            " ",
            &height,
            "\" role=\"img\" font-family=\"",
            &font,
            "\">\n<title>",
            &title,
            "</title>\n",
            &self.body.borrow(),
            "</svg>\n",
        ]
        .concat()
    }

    /// Adds an element: name, attributes, and what stands in it, already escaped.
    fn put(&self, name: &str, attributes: &[(&str, &str)], content: &str) {
        let mut body = self.body.borrow_mut();
        body.extend(["<", name]);
        for (key, value) in attributes {
            body.extend([" ", key, "=\"", value, "\""]);
        }
        if content.is_empty() {
            body.push_str("/>\n");
        } else {
            body.extend([">", content, "</", name, ">\n"]);
        }
    }

    fn points(&self, points: impl IntoIterator<Item = BackendCoord>) -> String {
        let pair = |at: BackendCoord| {
            let (x, y) = self.place(at);
            format!("{x},{y}")
        };
        points.into_iter().map(pair).collect::<Vec<_>>().join(" ")
    }

    fn fill(&self, points: &str, color: BackendColor) {
        self.put("polygon", &[("points", points), ("fill", &hex(color))], "");
    }

    fn stroke(&self, points: &str, color: BackendColor, thickness: u32) {
        let thickness = thickness.to_string();
        let attributes = [
            ("points", points),
            ("fill", "none"),
            ("stroke", &hex(color)),
            ("stroke-width", &thickness),
        ];
        self.put("polyline", &attributes, "");
    }

    fn rectangle(&self, from: BackendCoord, to: BackendCoord, color: BackendColor) {
        let (x, y) = self.place((from.0.min(to.0), from.1.min(to.1)));
        let [x, y, width, height] =
            [x, y, (to.0 - from.0).abs(), (to.1 - from.1).abs()].map(|length| length.to_string());
        let attributes = [
            ("x", x.as_str()),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("fill", &hex(color)),
        ];
        self.put("rect", &attributes, "");
    }

    fn circle(&self, center: BackendCoord, radius: u32, color: BackendColor) {
        let (x, y) = self.place(center);
        let [x, y, radius] = [x, y, radius as i32].map(|length| length.to_string());
        let attributes = [
            ("cx", x.as_str()),
            ("cy", &y),
            ("r", &radius),
            ("fill", &hex(color)),
        ];
        self.put("circle", &attributes, "");
    }

    fn line_of_text(&self, text: &str, at: BackendCoord, style: Line) {
        let (x, middle) = self.place(at);
        let baseline = middle + (style.size * DROP_EM).round() as i32;
        let turned = ["rotate(-90 ", &x.to_string(), " ", &middle.to_string(), ")"].concat();
        let [x, y, size] = [x, baseline, style.size.round() as i32].map(|px| px.to_string());
        let attributes = [
            ("x", x.as_str()),
            ("y", &y),
            ("font-size", &size),
            ("text-anchor", style.anchor),
            ("fill", &hex(style.color)),
            ("transform", &turned),
        ];
        // The last one is for what runs upwards.
        let attributes = &attributes[..attributes.len() - usize::from(!style.upwards)];
        self.put("text", attributes, &escaped(text));
    }
}

/// How a line of text is set.
struct Line {
    /// The size of its font in px.
    size: f64,
    /// SVG's `text-anchor`.
    anchor: &'static str,
    color: BackendColor,
    /// Whether it runs from the bottom to the top, about its middle.
    upwards: bool,
}

/// A colour as SVG names it. What is drawn is opaque.
fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A text as it may stand in an element or between quotes; without what XML 1.0 does not allow.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
    out
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Vector {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (0, 0)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.rectangle((x, y), (x + 1, y + 1), color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.stroke(
            &self.points([from, to]),
            style.color(),
            style.stroke_width(),
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if fill {
            self.rectangle(from, to, style.color());
        } else {
            let corners = [from, (to.0, from.1), to, (from.0, to.1), from];
            self.stroke(&self.points(corners), style.color(), style.stroke_width());
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke(&self.points(path), style.color(), style.stroke_width());
        Ok(())
    }

    /// Charts draw filled circles alone; a ring is two of them.
    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.circle(center, radius, style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.fill(&self.points(path), style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let line = Line {
            size: style.size(),
            anchor,
            color: style.color(),
            upwards: matches!(style.transform(), FontTransform::Rotate270),
        };
        self.line_of_text(text, at, line);
        Ok(())
    }
}

impl super::Raster for Vector {}
