//! Cities by categories or indicators: a shade a cell with its count in it, hatched where nothing
//! was printed, totals beside the heads. Cells are one bitmap of a pixel each, however many.
//!
//! It must never draw nothing like a small number.

use super::area::Area;
use super::grid::{Grid, Window};
use super::lettering::{Align, Text};
use super::surface::{Raster, Surface};
use super::{Canvas, Color, HitMap, MARGIN_PX, Mark, Target};
use crate::figure;
use crate::report::Matrix;

/// More cells in view than this carry no numbers: nobody would read them.
const MOST_NUMBERS: usize = 1500;

/// Draws what of a matrix is in a window, and tells where its heads and cells are.
pub fn draw_matrix<B: Raster>(
    backend: B,
    view: &Matrix,
    grid: &Grid,
    canvas: &Canvas<'_>,
    window: Window,
) -> HitMap {
    let theme = canvas.theme;
    let size = (canvas.width_px, grid.height(window));
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    let sheet = Sheet {
        view,
        grid,
        canvas,
        window,
    };
    sheet.legend(&mut surface);
    sheet.cells(&mut surface);
    sheet.numbers(&mut surface);
    sheet.heads(&mut surface);
    let marks = sheet.marks();
    if let Some(mark) = canvas.focus.and_then(|focus| marks.get(focus)) {
        let area = Area {
            x: mark.x,
            y: mark.y,
            width: mark.width,
            height: mark.height,
        };
        if area.width > 0.0 {
            surface.frame(area, theme.ink, 3.0);
            surface.frame(area.grown(-3.0), theme.paper, 1.0);
        }
    }
    surface.finish();
    HitMap { marks }
}

/// What the parts of the drawing share.
struct Sheet<'v, 'c, 'a> {
    view: &'v Matrix,
    grid: &'v Grid,
    canvas: &'c Canvas<'a>,
    window: Window,
}

impl Sheet<'_, '_, '_> {
    /// All cells in view.
    fn body(&self) -> Area {
        let (across, down) = self.grid.shown(self.window);
        Area {
            x: self.grid.left,
            y: self.grid.top,
            width: across.len() as f64 * self.grid.pitch.0,
            height: down.len() as f64 * self.grid.pitch.1,
        }
    }

    fn count(&self, x: usize, y: usize) -> u32 {
        let (row, column) = self.grid.cell(x, y);
        self.view.count(row, column)
    }

    fn hatch_pitch(&self) -> f64 {
        self.canvas.em(0.5)
    }

    fn legend<B: Raster>(&self, surface: &mut Surface<'_, B>) {
        let theme = self.canvas.theme;
        for key in &self.grid.legend {
            match key.color {
                Some(color) => surface.fill(key.swatch, color),
                None => {
                    surface.hatch(key.swatch, theme.rule, self.hatch_pitch());
                    surface.frame(key.swatch, theme.rule, 1.0);
                }
            }
            surface.text(&key.text);
        }
    }

    /// The hatch over all, then the cells that hold something as one bitmap, then the seams.
    fn cells<B: Raster>(&self, surface: &mut Surface<'_, B>) {
        let (theme, body) = (self.canvas.theme, self.body());
        let (across, down) = self.grid.shown(self.window);
        let mut pixels = Vec::with_capacity(4 * across.len() * down.len());
        for y in down.clone() {
            for x in across.clone() {
                let step = self.grid.shades.of(self.count(x, y));
                pixels.extend(match step.map(|step| step.fill) {
                    Some(Color(red, green, blue)) => [red, green, blue, u8::MAX],
                    None => [0; 4],
                });
            }
        }
        surface.hatch(body, theme.rule, self.hatch_pitch());
        surface.cells(body, (across.len(), down.len()), &pixels);
        let seam = self.canvas.em(0.1);
        for x in 0..=across.len() {
            surface.fill(
                Area {
                    x: body.x + x as f64 * self.grid.pitch.0 - seam,
                    width: seam,
                    ..body
                },
                theme.paper,
            );
        }
        for y in 0..=down.len() {
            surface.fill(
                Area {
                    y: body.y + y as f64 * self.grid.pitch.1 - seam,
                    height: seam,
                    ..body
                },
                theme.paper,
            );
        }
    }

    /// The counts, if the longest of them fits.
    fn numbers<B: Raster>(&self, surface: &mut Surface<'_, B>) {
        let (canvas, grid) = (self.canvas, self.grid);
        let (across, down) = grid.shown(self.window);
        let most = grid.shades.most();
        let text = |count: u32| figure::exact(f64::from(count), "", canvas.words.script);
        let size_px = canvas.small_px();
        let room = grid.pitch.0 - canvas.em(0.3);
        let is_wide = canvas.width_of(&text(most), size_px) > room;
        if is_wide || across.len() * down.len() > MOST_NUMBERS {
            return;
        }
        for (line, y) in down.enumerate() {
            for (column, x) in across.clone().enumerate() {
                let count = self.count(x, y);
                let Some(step) = grid.shades.of(count) else {
                    continue;
                };
                surface.text(&Text {
                    text: text(count),
                    x: grid.left + (column as f64 + 0.5) * grid.pitch.0,
                    y: grid.top + (line as f64 + 0.5) * grid.pitch.1,
                    size_px,
                    color: step.text,
                    align: Align::Middle,
                });
            }
        }
    }

    /// Names and totals, and the rule between totals and cells.
    fn heads<B: Raster>(&self, surface: &mut Surface<'_, B>) {
        let (canvas, grid, theme) = (self.canvas, self.grid, self.canvas.theme);
        let (across, down) = grid.shown(self.window);
        let small_px = canvas.small_px();
        let text = |text: &str, x: f64, y: f64, size_px: f64, color: Color, align: Align| Text {
            text: text.to_owned(),
            x,
            y,
            size_px,
            color,
            align,
        };
        let (soft, ink) = (theme.ink_soft, theme.ink);
        for (column, head) in grid.across[across].iter().enumerate() {
            let x = grid.left + ((column as f64 + 0.5) * grid.pitch.0).round();
            let line_px = (small_px * 1.25).round();
            for (above, line) in head.lines.iter().rev().enumerate() {
                if grid.has_turned_heads {
                    let y = grid.heads_y.1 - canvas.em(0.2);
                    surface.text_upwards(&text(line, x, y, small_px, ink, Align::Start));
                } else {
                    let y = grid.heads_y.1 - ((above as f64 + 0.5) * line_px).round();
                    surface.text(&text(line, x, y, small_px, ink, Align::Middle));
                }
            }
            surface.text(&text(
                &head.total,
                x,
                grid.totals_y,
                small_px,
                soft,
                Align::Middle,
            ));
        }
        for (line, head) in grid.down[down].iter().enumerate() {
            let y = grid.top + ((line as f64 + 0.5) * grid.pitch.1).round();
            let size_px = grid.names_size_px;
            let first = y - ((head.lines.len() - 1) as f64 * size_px / 2.0).floor();
            for (below, name) in head.lines.iter().enumerate() {
                let y = first + below as f64 * size_px;
                surface.text(&text(name, MARGIN_PX, y, size_px, ink, Align::Start));
            }
            surface.text(&text(
                &head.total,
                grid.totals_x,
                y,
                small_px,
                soft,
                Align::End,
            ));
        }
        let sum = figure::exact(self.view.total as f64, "", canvas.words.script);
        let word = canvas.words.total;
        surface.text(&text(
            word,
            MARGIN_PX,
            grid.totals_y,
            small_px,
            soft,
            Align::Start,
        ));
        surface.text(&text(
            &sum,
            grid.totals_x,
            grid.totals_y,
            small_px,
            soft,
            Align::End,
        ));
        let body = self.body();
        surface.fill(
            Area {
                x: MARGIN_PX,
                y: grid.top - canvas.em(0.2),
                width: body.right() - MARGIN_PX,
                height: theme.line_px,
            },
            theme.rule,
        );
    }

    /// The heads above, then line by line, each with its head first. What is out of view can be
    /// walked to, and not hit.
    fn marks(&self) -> Vec<Mark> {
        let grid = self.grid;
        let (across, down) = grid.shown(self.window);
        let (columns, lines) = (grid.across.len(), grid.down.len());
        let x = |at: usize| grid.left + (at as f64 - across.start as f64) * grid.pitch.0;
        let y = |at: usize| grid.top + (at as f64 - down.start as f64) * grid.pitch.1;
        let mark = |is_shown: bool, area: (f64, f64, f64, f64), target, series| {
            // Far from every pointer, yet at its place among its like.
            let (x, y, width, height) = match is_shown {
                true => area,
                false => (area.0 + area.2 / 2.0, -1e6, 0.0, 0.0),
            };
            Mark {
                x,
                y,
                width,
                height,
                target,
                series,
            }
        };
        let head = |at: usize, is_row: bool| match is_row {
            true => Target::MatrixRow(at),
            false => Target::MatrixColumn(at),
        };
        let (top, left, pitch) = (grid.heads_y.0, grid.left, grid.pitch);
        let mut marks = Vec::with_capacity(columns + lines * (columns + 1));
        marks.extend((0..columns).map(|at| {
            let area = (x(at), top, pitch.0, grid.top - top);
            mark(across.contains(&at), area, head(at, grid.is_turned), 0)
        }));
        for line in 0..lines {
            let is_shown = down.contains(&line);
            let area = (0.0, y(line), left, pitch.1);
            marks.push(mark(is_shown, area, head(line, !grid.is_turned), line + 1));
            marks.extend((0..columns).map(|at| {
                let (row, column) = grid.cell(at, line);
                let area = (x(at), y(line), pitch.0, pitch.1);
                let target = Target::MatrixCell(row, column);
                mark(is_shown && across.contains(&at), area, target, line + 1)
            }));
        }
        marks
    }
}
