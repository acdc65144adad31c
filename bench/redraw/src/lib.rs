//! The program's matrix behind one call: a benchmark hands in counts and gets them drawn, by the
//! code that ships. It must never draw less than the program does, nor be part of the program.

#![cfg(target_arch = "wasm32")]

use union_dashboard::app::{Widths, prepare};
use union_dashboard::chart::{Canvas, Grid, Mode, TextSize, Theme, Window, draw_matrix};
use union_dashboard::dataset::{CategoryId, CityId, Dataset, check};
use union_dashboard::lang::words;
use union_dashboard::query::{Columns, Lang};
use union_dashboard::report::{Matrix, MatrixColumn, MatrixRow, Subject};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// One canvas with a matrix on it.
#[wasm_bindgen]
pub struct Sheet {
    canvas: HtmlCanvasElement,
    dataset: Dataset,
    theme: Theme,
    widths: Widths,
    width_px: f64,
}

#[wasm_bindgen]
impl Sheet {
    /// A matrix of the cities and categories of a dataset, `width_px` wide.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement, dataset: &str, width_px: f64) -> Self {
        Self {
            canvas,
            dataset: check(dataset)
                .map(|checked| checked.dataset)
                .unwrap_or_default(),
            theme: Theme::new(Mode::Light, TextSize::regular(14.0)),
            widths: Widths::default(),
            width_px,
        }
    }

    /// Lays the counts out, row by row, and draws them all; gives the height in CSS px.
    pub fn draw(&self, counts: &[u32]) -> f64 {
        let (rows, columns) = (self.dataset.cities.len(), self.dataset.categories.len());
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
            rows: (0..rows).map(row).collect(),
            columns: (0..columns).map(column).collect(),
            counts: counts.to_vec(),
            total: counts.iter().map(|&count| count as usize).sum(),
        };
        let canvas = Canvas {
            width_px: self.width_px,
            theme: &self.theme,
            measure: &self.widths,
            dataset: &self.dataset,
            words: words(Lang::Chinese),
            focus: None,
        };
        let grid = Grid::new(&view, &canvas);
        let height_px = grid.height(Window::WHOLE);
        if let Some(backend) = prepare(&self.canvas, self.width_px, height_px) {
            draw_matrix(backend, &view, &grid, &canvas, Window::WHOLE);
        }
        height_px
    }
}
