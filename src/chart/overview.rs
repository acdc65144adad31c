//! How many figures each category holds: a bar a category, stacked by city.
//!
//! It must never give a city another colour because of a filter, as long as colours last.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::lettering::{Align, Text};
use super::rows::{Entry, Rows};
use super::surface::Surface;
use super::{Canvas, Color, HitMap, MARGIN_PX, Mark, Target};
use crate::dataset::CityId;
use crate::order;
use crate::report::Overview;

/// The height that the categories' chart needs, in CSS px.
pub fn overview_height(view: &Overview, canvas: &Canvas<'_>) -> f64 {
    Layout::new(view, canvas).rows.bottom + MARGIN_PX
}

/// Draws the categories' chart and tells where its bars are.
pub fn draw_overview<B: DrawingBackend>(
    backend: B,
    view: &Overview,
    canvas: &Canvas<'_>,
) -> HitMap {
    let theme = canvas.theme;
    let layout = Layout::new(view, canvas);
    let rows = &layout.rows;
    let size = (canvas.width_px, rows.bottom + MARGIN_PX);
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    for (area, color, name) in &layout.legend {
        let side = canvas.em(0.75);
        let swatch = Area {
            y: name.y - (side / 2.0).round(),
            width: side,
            height: side,
            ..*area
        };
        surface.fill(swatch, *color);
        surface.text(name);
    }
    if let Some(axis) = rows.axis {
        surface.fill(axis, theme.rule);
    }

    let mut marks = Vec::new();
    for (at, (row, category)) in rows.rows.iter().zip(&view.categories).enumerate() {
        let total = category.total.max(1) as f64;
        if layout.colors.is_none() {
            surface.fill(row.bar, layout.color(CityId::new(0), canvas));
        }
        let mut before = 0;
        let parts = if layout.colors.is_some() {
            category.by_city.as_slice()
        } else {
            &[]
        };
        for &(city, count) in parts {
            let edge = |count: usize| (row.bar.width * count as f64 / total).round();
            let (start, end) = (edge(before), edge(before + count));
            before += count;
            // A seam of paper tells neighbours apart where colours alone would not.
            let seam = if before < category.total && end - start > 2.0 {
                1.0
            } else {
                0.0
            };
            let part = Area {
                x: row.bar.x + start,
                width: end - start - seam,
                ..row.bar
            };
            surface.fill(part, layout.color(city, canvas));
        }
        marks.push(Mark::of_row(row.area, Target::Category(category.category)));
        if canvas.focus == Some(at) {
            surface.frame(row.area.grown(-1.0), theme.ink, 2.0);
        }
        row.texts.iter().for_each(|text| surface.text(text));
    }
    let names = layout.legend.iter().zip(&layout.cities);
    marks.extend(names.map(|((area, _, _), city)| Mark::of_row(*area, Target::City(*city))));
    surface.finish();
    HitMap { marks }
}

struct Layout {
    rows: Rows,
    cities: Vec<CityId>,
    /// A colour for each of `cities`; `None` if there are more cities than colours.
    colors: Option<Vec<Color>>,
    legend: Vec<(Area, Color, Text)>,
}

impl Layout {
    fn new(view: &Overview, canvas: &Canvas<'_>) -> Self {
        let mut cities: Vec<CityId> = view
            .categories
            .iter()
            .flat_map(|bar| bar.by_city.iter().map(|(city, _)| *city))
            .collect();
        order::sort_by_key(&mut cities, |&id| id);
        cities.dedup();
        let colors = canvas.city_colors(&cities);
        let (legend, top) = match &colors {
            Some(colors) if cities.len() > 1 => legend(canvas, &cities, colors),
            _ => (Vec::new(), MARGIN_PX),
        };
        let most = view
            .categories
            .iter()
            .map(|bar| bar.total)
            .max()
            .unwrap_or(0)
            .max(1);
        let entries: Vec<Entry> = view
            .categories
            .iter()
            .map(|bar| {
                let category = canvas.dataset.categories.get(bar.category.index());
                Entry {
                    name: category
                        .map_or("", |category| canvas.words.category(category))
                        .to_owned(),
                    value: (canvas.words.figures)(bar.total),
                    remarks: Vec::new(),
                    from: 0.0,
                    to: bar.total as f64 / most as f64,
                    overhang: 0.0,
                    lead: 0.0,
                }
            })
            .collect();
        let rows = Rows::new(canvas, &entries, 0.0, top);
        Self {
            rows,
            cities,
            colors,
            legend,
        }
    }

    fn color(&self, city: CityId, canvas: &Canvas<'_>) -> Color {
        let at = self.cities.iter().position(|known| *known == city);
        let known = self
            .colors
            .as_ref()
            .zip(at)
            .and_then(|(colors, at)| colors.get(at));
        known
            .or(canvas.theme.series.first())
            .copied()
            .unwrap_or(canvas.theme.accent)
    }
}

/// Swatches with names, in as many lines as they need, and where the rows may begin.
fn legend(
    canvas: &Canvas<'_>,
    cities: &[CityId],
    colors: &[Color],
) -> (Vec<(Area, Color, Text)>, f64) {
    let size_px = canvas.theme.text_px;
    let (side, gap, line) = (canvas.em(0.75), canvas.em(0.45), canvas.em(1.6));
    let right = canvas.width_px - MARGIN_PX;
    let (mut x, mut y) = (MARGIN_PX, MARGIN_PX + (line / 2.0).round());
    let mut legend = Vec::new();
    for (&city, &color) in cities.iter().zip(colors) {
        let name = canvas.fit(&canvas.city(city), size_px, right - MARGIN_PX - side - gap);
        let width = side + gap + canvas.width_of(&name, size_px);
        if x > MARGIN_PX && x + width > right {
            (x, y) = (MARGIN_PX, y + line);
        }
        let area = Area {
            x,
            y: y - (line / 2.0).round(),
            width,
            height: line,
        };
        let text = Text {
            text: name,
            x: x + side + gap,
            y,
            size_px,
            color: canvas.theme.ink_soft,
            align: Align::Start,
        };
        legend.push((area, color, text));
        x += width + canvas.em(1.1);
    }
    (legend, y + (line / 2.0).round() + canvas.em(0.4))
}
