//! A view becomes marks on any plotters backend, and tells where they are.
//!
//! Each chart has two functions: how high it is at a width, and the drawing, which returns a
//! [`HitMap`]. Both go through the same layout, which is done in whole CSS px before the first
//! stroke: `rows` for horizontal bars ([`draw_overview`], [`draw_compare`], and [`draw_trend`] of
//! one date alone), `plot`, `stroke` and `labels` for figures over time ([`draw_trend`]), `grid`
//! and `shade` for a table of cells ([`draw_matrix`]).
//! [`Theme`] is the only way to a colour, [`Measure`] the only way to a text's width, and
//! [`Surface`] the only way to a backend.
//!
//! It must never choose, sort or change what a view holds, nor know the browser.

mod area;
mod axis;
mod bar;
mod compare;
mod dots;
pub mod export;
mod grid;
mod hit;
mod labels;
mod lettering;
mod matrix;
mod overview;
mod plot;
mod rows;
mod shade;
mod stroke;
mod surface;
mod tag;
mod targets;
mod text;
mod theme;
mod trend;
mod vector;

pub use axis::{Axis, Grain, years};
pub use compare::{compare_height, draw_compare};
pub use grid::{Grid, Window};
pub use hit::{HitMap, Mark, Step, Target};
pub use matrix::draw_matrix;
pub use overview::{draw_overview, overview_height};
pub use surface::{Raster, Surface};
pub use targets::{draw_targets, targets_height};
pub use text::{FONT_FAMILY, Measure, TableMeasure, clean, fit, visible};
pub use theme::{Color, Mode, TextSize, Theme, contrast};
pub use trend::{draw_trend, trend_height};
pub use vector::Vector;

use crate::dataset::{CityId, Dataset};
use crate::lang::Words;
use crate::report::Datum;

/// What a chart is drawn for.
pub struct Canvas<'a> {
    /// Width in CSS px.
    pub width_px: f64,
    /// Colours and text size.
    pub theme: &'a Theme,
    /// Measures text.
    pub measure: &'a dyn Measure,
    /// Names of what the view holds.
    pub dataset: &'a Dataset,
    /// Words of the reader's language.
    pub words: &'a Words,
    /// The mark with the focus, an index into the hit map: drawn with a ring.
    pub focus: Option<usize>,
}

impl Canvas<'_> {
    /// A length in whole px that scales with the text.
    fn em(&self, share: f64) -> f64 {
        (self.theme.text_px * share).round().max(1.0)
    }

    /// Whether everything is in one size, as in elder mode: rows are as high as a target has to be
    /// there, 2.5 em of 18 pt.
    fn is_even(&self) -> bool {
        self.theme.small_px >= self.theme.text_px
    }

    /// Size of secondary text.
    fn small_px(&self) -> f64 {
        self.theme.small_px
    }

    fn width_of(&self, text: &str, size_px: f64) -> f64 {
        self.measure.width(text, size_px).ceil()
    }

    fn fit(&self, text: &str, size_px: f64, width_px: f64) -> String {
        fit(self.measure, text, size_px, width_px)
    }

    /// The city's short name, clean.
    fn city(&self, id: CityId) -> String {
        let city = self.dataset.cities.get(id.index());
        city.map(|city| clean(self.words.short_city(city)))
            .unwrap_or_default()
    }

    /// The word that a figure is corrected or doubted, with its colour.
    fn doubt_remark(&self, datum: &Datum) -> Option<(String, Color)> {
        let word = match datum {
            datum if datum.corrected => self.words.corrected_mark,
            datum if datum.doubted => self.words.doubted_mark,
            _ => return None,
        };
        Some((word.to_owned(), self.theme.doubt))
    }

    /// A colour for each of `cities` by the dataset's order, so that a filter does not recolour
    /// them; by their own order where two would be alike; `None` if there are not enough colours.
    fn city_colors(&self, cities: &[CityId]) -> Option<Vec<Color>> {
        let series = &self.theme.series;
        if cities.len() > series.len() {
            return None;
        }
        let wrapped = cities.iter().map(|city| city.index() % series.len());
        let mut slots: Vec<usize> = wrapped.collect();
        let is_shared = |at: usize| slots[..at].contains(&slots[at]);
        if (0..slots.len()).any(is_shared) {
            slots = (0..cities.len()).collect();
        }
        slots
            .into_iter()
            .map(|slot| series.get(slot).copied())
            .collect()
    }
}

/// Free space around a chart, enough for the focus ring, in CSS px.
const MARGIN_PX: f64 = 4.0;
