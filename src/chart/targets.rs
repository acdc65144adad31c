//! Plans and what became of them: a bullet a plan, all on one scale on which the whole plan is
//! 100 %; a plan of which nothing is told is hollow.
//!
//! It must never draw a plan as if it had been reached.

use plotters_backend::DrawingBackend;

use super::area::Area;
use super::bar::{self, Standing};
use super::rows::{Entry, Rows};
use super::surface::Surface;
use super::{Canvas, HitMap, MARGIN_PX, Mark, Target};
use crate::report::TargetRow;

/// A whole plan, in percent.
const WHOLE: f64 = 100.0;

/// The height that the plans need, in CSS px.
pub fn targets_height(view: &[TargetRow], canvas: &Canvas<'_>) -> f64 {
    layout(view, canvas).bottom + MARGIN_PX
}

/// Draws the plans and tells where they are.
pub fn draw_targets<B: DrawingBackend>(
    backend: B,
    view: &[TargetRow],
    canvas: &Canvas<'_>,
) -> HitMap {
    let theme = canvas.theme;
    let rows = layout(view, canvas);
    let size = (canvas.width_px, rows.bottom + MARGIN_PX);
    let mut surface = Surface::new(backend, canvas.measure, size, theme.paper);
    let color = theme.series.first().copied().unwrap_or(theme.accent);
    let thin = canvas.em(0.08);
    let mut marks = Vec::new();
    for (at, (row, target)) in rows.rows.iter().zip(view).enumerate() {
        let percent = target.percent.unwrap_or(0.0);
        let part = |share: f64| (row.bar.width * share / percent.max(WHOLE)).round();
        let whole = Area {
            width: part(WHOLE),
            ..row.bar
        };
        if target.percent.is_none() {
            surface.frame(whole, color, 2.0 * thin);
        } else {
            surface.fill(whole, theme.rule_soft);
            let reached = Area {
                width: part(percent),
                ..row.bar
            };
            let (width, datum) = (reached.width, &target.datum);
            let standing = Standing::Comparable;
            bar::draw(&mut surface, theme, reached, width, datum, standing, color);
        }
        let by = canvas.em(0.2);
        let mark = Area {
            x: whole.right() - thin,
            width: 2.0 * thin,
            y: row.bar.y - by,
            height: row.bar.height + 2.0 * by,
        };
        surface.fill(mark.grown(1.0), theme.paper);
        surface.fill(mark, theme.ink);
        marks.push(Mark::of_row(
            row.area,
            Target::Observation(target.datum.row),
        ));
        if canvas.focus == Some(at) {
            surface.frame(row.area.grown(-1.0), theme.ink, 2.0);
        }
        row.texts.iter().for_each(|text| surface.text(text));
    }
    surface.finish();
    HitMap { marks }
}

fn layout(view: &[TargetRow], canvas: &Canvas<'_>) -> Rows {
    let words = canvas.words;
    let shares = view.iter().map(|row| row.percent.unwrap_or(0.0));
    let high = shares.fold(WHOLE, f64::max);
    let entry = |row: &TargetRow| {
        let datum = &row.datum;
        let indicator = canvas.dataset.indicators.get(datum.indicator.index());
        let name = indicator.map_or("", |indicator| words.indicator(indicator));
        let value = words.value(canvas.dataset, datum);
        let soft = |text: String| (text, canvas.theme.ink_soft);
        let mut remarks = vec![soft((words.period)(datum.period))];
        let beside = row.beside.as_ref();
        remarks.extend(beside.map(|datum| soft(words.value(canvas.dataset, datum))));
        if row.percent.is_none() {
            remarks.push(soft(words.charts.nothing_told.to_owned()));
        }
        remarks.extend(canvas.doubt_remark(datum));
        Entry {
            name: format!("{} {name}", canvas.city(datum.city)),
            value: match row.percent {
                None => (words.charts.planned)(&value),
                Some(_) => value,
            },
            remarks,
            from: 0.0,
            to: row.percent.unwrap_or(0.0).max(WHOLE) / high,
            overhang: bar::overhang(datum.bound, canvas.em(1.3)) + canvas.em(0.1),
            lead: 0.0,
        }
    };
    let entries: Vec<Entry> = view.iter().map(entry).collect();
    Rows::new(canvas, &entries, 0.0, MARGIN_PX)
}
