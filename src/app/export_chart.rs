//! A chart as a picture to take along: PNG at twice the size, SVG, or on the clipboard, each within
//! its frame. It must never show anything else than the chart on the page does.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::chips::active_names;
use super::element::El;
use super::export_menu::{Item, Teller, export_menu};
use super::export_page::made;
use super::ink::Ink;
use super::later;
use super::picture::Picture;
use super::pixels::{Widths, context};
use super::screen::CanvasBackend;
use super::state::Scene;
use crate::chart::export::{Frame, Layout, inner_width};
use crate::chart::{Canvas, HitMap, Measure, Mode, Target, TextSize, Theme, Vector};
use crate::dataset::{Dataset, Row, SourceId};
use crate::host::{clipboard, clock, media, save};
use crate::lang::{Words, titles};
use crate::report::sources;

/// Width of a picture in CSS px: on an A4 page its text is as large as a footnote's.
const WIDTH_PX: f64 = 720.0;
/// Text of a picture in CSS px.
const TEXT_PX: f64 = 14.0;
/// Pixels of a PNG for each CSS px.
const DENSITY: f64 = 2.0;
/// The most pixels of a canvas, and the longest side, that every browser draws.
const MOST_PIXELS: f64 = 16_000_000.0;
const LONGEST_SIDE: f64 = 16_000.0;

/// A chart of the page.
#[derive(Clone)]
pub struct Exported {
    /// The dashboard.
    pub scene: Scene,
    /// Its heading.
    pub title: Rc<dyn Fn() -> String>,
    /// The view that is drawn.
    pub picture: Rc<dyn Fn() -> Box<dyn Picture>>,
    /// What is drawn on the page.
    pub hits: Rc<RefCell<HitMap>>,
    /// Measures text.
    pub measure: Rc<dyn Measure>,
}

/// Colours and sizes of every picture: on paper or in a slide nobody's dark page is wanted.
fn theme() -> Theme {
    Theme::new(Mode::Light, TextSize::regular(TEXT_PX))
}

/// A chart's menu; `name` tells it apart.
pub fn chart_menu(chart: Exported, name: &'static str) -> El {
    let deed = |deed: PictureDeed| -> Box<dyn Fn(Teller)> {
        let chart = chart.clone();
        Box::new(move |teller| later::take_picture(&chart, teller, deed))
    };
    let items: [Item; 3] = [
        (|words| words.share.copy_picture, deed(PictureDeed::Copy)),
        (|words| words.share.save_png, deed(PictureDeed::Png)),
        (|words| words.share.save_svg, deed(PictureDeed::Svg)),
    ];
    export_menu(chart.scene, name, |words| words.share.chart_menu, items)
}

/// What a chart's menu offers.
#[derive(Clone, Copy)]
pub enum PictureDeed {
    /// To copy it as PNG.
    Copy,
    /// To save it as PNG.
    Png,
    /// To save it as SVG.
    Svg,
}

impl Exported {
    /// Does what the menu offers.
    pub fn act(&self, teller: Teller, deed: PictureDeed) {
        match deed {
            PictureDeed::Copy => self.copy(teller),
            PictureDeed::Png => self.save_png(teller),
            PictureDeed::Svg => self.save_svg(teller),
        }
    }

    fn save_svg(&self, teller: Teller) {
        let svg = self.svg();
        teller.save(&self.name(), "svg", save::SVG, svg.as_bytes());
    }

    fn save_png(&self, teller: Teller) {
        match self.png() {
            Some(png) => teller.save(&self.name(), "png", save::PNG, &png),
            None => teller.say(self.scene.words().share.failed.to_owned()),
        }
    }

    /// Copies the picture; where the browser copies none it is saved, and the reader told.
    fn copy(&self, teller: Teller) {
        let share = &self.scene.words().share;
        let Some(png) = self.png() else {
            teller.say(share.failed.to_owned());
            return;
        };
        let name = self.name();
        clipboard::write_png(&png.clone(), move |copied| {
            if copied {
                teller.say(share.picture_copied.to_owned());
            } else if let Some(name) = save::file(&name, "png", save::PNG, &png) {
                teller.say((share.picture_saved)(&name));
            }
        });
    }

    /// A chart that is on no page.
    pub fn alone(scene: Scene, title: String, picture: Rc<dyn Fn() -> Box<dyn Picture>>) -> Self {
        let exported = Self {
            scene,
            title: Rc::new(move || title.clone()),
            picture,
            hits: Rc::default(),
            measure: Rc::new(Widths::default()),
        };
        // Its frame names the reports behind its marks, which are known once it is drawn.
        let (data, theme) = (scene.data.get_untracked(), theme());
        let canvas = exported.canvas(&data.dataset, &theme);
        let ink = Ink::Vector(Vector::default().at((0.0, 0.0)));
        let hits = (exported.picture)().draw(ink, &canvas);
        exported.hits.replace(hits);
        exported
    }

    /// 工会驿站-城市对比-2026-11-21-….
    fn name(&self) -> String {
        let parts = (self.title)().replace(self.scene.words().colon, "-");
        let version = self.scene.version.get_untracked();
        [parts.as_str(), &clock::today(), &version].join("-")
    }

    /// The drawing as SVG.
    pub fn svg(&self) -> String {
        let sheet = Vector::default();
        let size = self.draw(&mut |_| Some(()), &mut |at| Some(Ink::Vector(sheet.at(at))));
        sheet.file(size.unwrap_or_default(), &(self.title)())
    }

    /// The picture as PNG; `None` if the browser gives no canvas.
    pub fn png(&self) -> Option<Vec<u8>> {
        let element = media::new_canvas()?;
        let pen = context(&element)?;
        let density = std::cell::Cell::new(DENSITY);
        self.draw(
            &mut |(width, height)| {
                let most = (MOST_PIXELS / (width * height)).sqrt();
                density.set(DENSITY.min(most).min(LONGEST_SIDE / height));
                let pixels = |length: f64| (length * density.get()).round() as u32;
                element.set_width(pixels(width));
                element.set_height(pixels(height));
                Some(())
            },
            &mut |(x, y)| {
                let density = density.get();
                let [right, down] = [x, y].map(|length| length * density);
                pen.set_transform(density, 0.0, 0.0, density, right, down)
                    .ok()?;
                CanvasBackend::new(element.clone()).map(Ink::Canvas)
            },
        )?;
        media::png(&element)
    }

    /// Draws frame and chart; `prepare` hears the size, `sheet` gives a backend with its origin at
    /// a place. The size, if it was drawn.
    fn draw(
        &self,
        prepare: &mut dyn FnMut((f64, f64)) -> Option<()>,
        sheet: &mut dyn FnMut((f64, f64)) -> Option<Ink>,
    ) -> Option<(f64, f64)> {
        let (data, theme) = (self.scene.data.get_untracked(), theme());
        let picture = (self.picture)();
        let canvas = self.canvas(&data.dataset, &theme);
        let frame = self.frame(&*picture, &data.dataset, canvas.words);
        let layout: Layout = frame.layout(&canvas, picture.height(&canvas));
        prepare(layout.size)?;
        layout.draw(&canvas, sheet, &mut |ink| picture.draw(ink, &canvas))?;
        Some(layout.size)
    }

    fn canvas<'c>(&'c self, dataset: &'c Dataset, theme: &'c Theme) -> Canvas<'c> {
        Canvas {
            width_px: inner_width(WIDTH_PX, TEXT_PX),
            theme,
            measure: &*self.measure,
            dataset,
            words: self.scene.words(),
            focus: None,
        }
    }

    fn frame(&self, picture: &dyn Picture, dataset: &Dataset, words: &Words) -> Frame {
        let share = &words.share;
        let chosen = self
            .scene
            .query
            .with_untracked(|query| active_names(query, dataset, words));
        let chosen = (!chosen.is_empty()).then(|| (share.chosen)(&chosen.join(words.comma)));
        let titles = titles(dataset, &self.sources(dataset));
        let made = made(self.scene);
        let foot = chosen.into_iter().chain([(share.sources)(&titles), made]);
        Frame {
            title: (self.title)(),
            summary: picture.summary(dataset, words),
            foot: foot.collect(),
        }
    }

    /// The reports behind the marks that are drawn; behind sums those of the whole selection.
    fn sources(&self, dataset: &Dataset) -> Vec<SourceId> {
        let hits = self.hits.borrow();
        let row = |target: Target| match target {
            Target::Observation(row) => Some(row),
            _ => None,
        };
        let rows: Vec<Row> = (hits.marks.iter())
            .filter_map(|mark| row(mark.target))
            .collect();
        if !rows.is_empty() {
            return sources(dataset, &rows, &[]);
        }
        let selection = self.scene.selection.get_untracked();
        sources(dataset, &selection.rows, &[])
    }
}
