//! What a page's script asks to have: tables and charts as files in memory, whether they are on the
//! page or not. It must never hand out anything but what the query says at the call.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Blob;

use super::export_chart::Exported;
use super::export_page::{Rows, Table, table};
use super::matrix_panel;
use super::picture::Picture;
use super::shared::Shared;
use super::state::Scene;
use crate::host::save;
use crate::query::View;
use crate::report::{compare, matrix, overview, trend};

/// What is asked for.
pub struct Wanted<'w> {
    /// `csv`, `png` or `svg`.
    pub kind: &'w str,
    /// Every row, and not only those that the query selects.
    pub all: bool,
    /// The view whose chart is wanted, by its word; the shown one if empty.
    pub view: &'w str,
    /// Whether the table of honours is wanted.
    pub honours: bool,
}

/// The file; a word says why there is none: `no-data`, `unknown-format`, `no-chart` or `no-canvas`.
pub fn export_as(scene: Scene, wanted: &Wanted<'_>) -> Result<Blob, &'static str> {
    if !scene.look.get_untracked().has_data {
        return Err("no-data");
    }
    let (kind, bytes) = match wanted.kind {
        "csv" => {
            let rows = if wanted.all {
                Rows::All
            } else {
                Rows::Selected
            };
            let of = if wanted.honours {
                Table::Honours
            } else {
                Table::Figures
            };
            (save::CSV, table(scene, of, rows))
        }
        "png" => {
            let png = chart(scene, wanted.view)?.png();
            (save::PNG, png.ok_or("no-canvas")?)
        }
        "svg" => {
            let svg = chart(scene, wanted.view)?.svg();
            (save::SVG, svg.into_bytes())
        }
        _ => return Err("unknown-format"),
    };
    save::blob(kind, &bytes).ok_or("no-canvas")
}

/// The first chart of a view.
fn chart(scene: Scene, view: &str) -> Result<Exported, &'static str> {
    let data = scene.data.get_untracked();
    let (dataset, words) = (&data.dataset, scene.words());
    let mut query = scene.query.get_untracked().asked();
    if !view.is_empty() {
        let named = View::ALL.iter().find(|known| known.as_str() == view);
        query.view = *named.ok_or("no-chart")?;
    }
    let selection = scene.selection.get_untracked();
    let (title, picture): (String, Rc<dyn Fn() -> Box<dyn Picture>>) = match query.view {
        View::Overview => {
            let shown = Shared::new(overview(dataset, &query, &selection));
            let picture = Rc::new(move || Box::new(shown.clone()) as Box<dyn Picture>);
            (words.categories_title.to_owned(), picture)
        }
        View::Compare => {
            let shown = Shared::new(compare(dataset, &query));
            let id = shown.indicator.ok_or("no-chart")?;
            let title = (words.compare_title)(words.indicator(dataset.indicator(id)));
            let title = (words.charts.computed_title)(shown.basis, &title);
            let picture = Rc::new(move || Box::new((shown.clone(), 0_usize)) as Box<dyn Picture>);
            (title, picture)
        }
        View::Trend => {
            let shown = Shared::new(trend(dataset, &query));
            let id = shown.indicator.ok_or("no-chart")?;
            let title = (words.trend_title)(words.indicator(dataset.indicator(id)));
            let title = (words.charts.computed_title)(shown.basis, &title);
            let picture = Rc::new(move || Box::new((shown.clone(), 0_usize)) as Box<dyn Picture>);
            (title, picture)
        }
        View::Matrix => {
            let shown = Shared::new(matrix(dataset, &query, &selection));
            let title = (words.matrix_title)(shown.by);
            let picture = Rc::new(move || matrix_panel::still(shown.clone()));
            (title.to_owned(), picture)
        }
        _ => return Err("no-chart"),
    };
    Ok(Exported::alone(scene, title, picture))
}
