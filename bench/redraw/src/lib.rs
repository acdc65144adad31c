//! The program's drawing behind a call a chart: a benchmark hands in numbers and gets them drawn,
//! by the code that ships. It must never draw less than the program does, nor be part of the
//! program.

#![cfg(target_arch = "wasm32")]

use union_dashboard::app::{Widths, prepare};
use union_dashboard::chart::{
    Canvas, Grid, Mode, TextSize, Theme, Window, draw_compare, draw_matrix, draw_trend,
};
use union_dashboard::dataset::{
    CategoryId, CityId, Dataset, IndicatorId, Period, Row, ScopeKind, Status, check,
};
use union_dashboard::figure::Bound;
use union_dashboard::lang::words;
use union_dashboard::query::{Basis, Columns, Lang};
use union_dashboard::report::{
    Bar, Compare, Datum, Matrix, MatrixColumn, MatrixRow, Series, Subject, Trend,
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// What charts need besides their numbers: names, colours, text widths.
#[wasm_bindgen]
pub struct Sheet {
    dataset: Dataset,
    theme: Theme,
    widths: Widths,
}

#[wasm_bindgen]
impl Sheet {
    /// Charts of the cities and categories of a dataset; bars and lines need one observation in it.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &str) -> Self {
        Self {
            dataset: check(dataset)
                .map(|checked| checked.dataset)
                .unwrap_or_default(),
            theme: Theme::new(Mode::Light, TextSize::regular(14.0)),
            widths: Widths::default(),
        }
    }

    /// Lays out a matrix of counts, rounded to whole ones, row by row, a row a city and a column a
    /// category, and draws what of it is in a window: so much of it from `top_px` on. Gives the
    /// whole matrix' width and height in CSS px; what of it is wider than `width_px` is not drawn.
    pub fn matrix(
        &self,
        element: &HtmlCanvasElement,
        width_px: f64,
        counts: &[f64],
        top_px: f64,
        height_px: f64,
    ) -> Vec<f64> {
        let columns = self.dataset.categories.len();
        let counts: Vec<u32> = counts.iter().map(|count| (count + 0.5) as u32).collect();
        let row = |at: usize| MatrixRow {
            city: CityId::new(at),
            period: None,
            total: counts.iter().skip(at * columns).take(columns).sum(),
        };
        let column = |at: usize| MatrixColumn {
            subject: Subject::Category(CategoryId::new(at)),
            total: counts.iter().skip(at).step_by(columns).sum(),
        };
        let view = Matrix {
            by: Columns::Categories,
            rows: (0..counts.len() / columns.max(1)).map(row).collect(),
            columns: (0..columns).map(column).collect(),
            total: counts.iter().map(|&count| count as usize).sum(),
            counts,
        };
        let canvas = self.canvas(width_px);
        let window = Window {
            left_px: 0.0,
            top_px,
            height_px,
        };
        let grid = Grid::new(&view, &canvas);
        if let Some(backend) = prepare(element, width_px) {
            draw_matrix(backend, &view, &grid, &canvas, window);
        }
        let (width_px, height_px) = grid.size();
        vec![width_px, height_px]
    }

    /// Draws a ranking: a bar for each of some cities, the biggest first.
    pub fn bars(&self, element: &HtmlCanvasElement, width_px: f64, cities: &[u32], values: &[f64]) {
        let Ok(period) = Period::parse("2025") else {
            return;
        };
        let bar = |(&city, &value): (&u32, &f64)| Bar {
            datum: datum(CityId(city), period, value),
            base: None,
            other_period: false,
            other_span: false,
            other_scope: false,
        };
        let view = Compare {
            indicator: Some(IndicatorId::new(0)),
            bars: cities.iter().zip(values).map(bar).collect(),
            period: Some(period),
            ..Compare::default()
        };
        let canvas = self.canvas(width_px);
        if let Some(backend) = prepare(element, width_px) {
            draw_compare(backend, &view, &canvas);
        }
    }

    /// Draws lines, one series after the other, of the cities from `first` on, over the years that
    /// the categories are named after.
    pub fn lines(&self, element: &HtmlCanvasElement, width_px: f64, first: u32, values: &[f64]) {
        let names = self.dataset.categories.iter();
        let years: Vec<Period> = names.flat_map(|year| Period::parse(&year.name)).collect();
        let series = |(city, values): (u32, &[f64])| {
            let points = years.iter().zip(values);
            let point = |(&period, &value)| datum(CityId(city), period, value);
            Series {
                city: CityId(city),
                scope: ScopeKind::City,
                points: points.map(point).collect(),
                spans: Vec::new(),
                base: None,
            }
        };
        let view = Trend {
            indicator: Some(IndicatorId::new(0)),
            series: (first..)
                .zip(values.chunks(years.len().max(1)))
                .map(series)
                .collect(),
            ..Trend::default()
        };
        let canvas = self.canvas(width_px);
        if let Some(backend) = prepare(element, width_px) {
            draw_trend(backend, &view, &canvas);
        }
    }

    fn canvas(&self, width_px: f64) -> Canvas<'_> {
        Canvas {
            width_px,
            theme: &self.theme,
            measure: &self.widths,
            dataset: &self.dataset,
            words: words(Lang::Chinese),
            focus: None,
        }
    }
}

/// A plain figure.
fn datum(city: CityId, period: Period, value: f64) -> Datum {
    Datum {
        row: Row::new(0),
        city,
        indicator: IndicatorId::new(0),
        period,
        value: Some(value),
        upper: None,
        bound: Bound::Exact,
        scope: ScopeKind::City,
        status: Status::Reported,
        corrected: false,
        doubted: false,
        basis: Basis::Printed,
        plain_value: Some(value),
    }
}
