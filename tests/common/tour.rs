//! Everything that a dataset can be made to show under one query: views, charts, sentences and
//! exports. It must never judge what it gets: whoever calls it holds that nothing panics, hangs or
//! grows.

use union_dashboard::chart::{
    Canvas, Grid, Mode, TableMeasure, TextSize, Theme, Vector, Window, compare_height,
    draw_compare, draw_matrix, draw_overview, draw_targets, draw_trend, overview_height,
    targets_height, trend_height,
};
use union_dashboard::dataset::Dataset;
use union_dashboard::exchange::{Table, csv, json_stat};
use union_dashboard::lang::words;
use union_dashboard::query::{Query, Selection, facets, select, url};
use union_dashboard::report::{
    Order, answers, compare, doubts, honours, matrix, overview, provenance, table, trend,
};

/// Rows whose provenance is opened; each costs about as much as all the rest.
const OPENED: usize = 3;

/// Shows all of it once, and gives the length of what was written, in bytes.
pub fn tour(dataset: &Dataset, fragment: &str) -> usize {
    let (query, _) = url::parse(fragment, dataset);
    let selection = select(dataset, &query);
    facets(dataset, &query);
    let mut written = charts(dataset, &query, &selection);
    written += lists(dataset, &query, &selection);
    for &table in Table::ALL {
        written += csv::file(table, dataset, &selection, query.read).len();
    }
    written += json_stat::file(dataset, &selection.rows, query.read).map_or(0, |bytes| bytes.len());
    written + url::format(&query).len()
}

fn charts(dataset: &Dataset, query: &Query, selection: &Selection) -> usize {
    let words = words(query.lang);
    let theme = Theme::new(Mode::Light, TextSize::regular(14.0));
    let canvas = &Canvas {
        width_px: 480.0,
        theme: &theme,
        measure: &TableMeasure,
        dataset,
        words,
        focus: Some(0),
    };
    let mut written = 0;
    let mut drawn = |height: f64, draw: &dyn Fn(Vector)| {
        let sheet = Vector::default();
        draw(sheet.clone());
        written += sheet.file((canvas.width_px, height), "").len();
    };
    let view = overview(dataset, query, selection);
    let height = overview_height(&view, canvas);
    drawn(height, &|ink| drop(draw_overview(ink, &view, canvas)));
    let height = targets_height(&view.targets, canvas);
    drawn(height, &|ink| {
        drop(draw_targets(ink, &view.targets, canvas))
    });
    let mut said = words.overview_summary(dataset, &view);
    let view = compare(dataset, query);
    let height = compare_height(&view, canvas);
    drawn(height, &|ink| drop(draw_compare(ink, &view, canvas)));
    said += &words.compare_summary(dataset, &view);
    let view = trend(dataset, query);
    let height = trend_height(&view, canvas);
    drawn(height, &|ink| drop(draw_trend(ink, &view, canvas)));
    said += &words.trend_summary(dataset, &view);
    let view = matrix(dataset, query, selection);
    let grid = Grid::new(&view, canvas);
    let height = grid.height(Window::WHOLE);
    drawn(height, &|ink| {
        drop(draw_matrix(ink, &view, &grid, canvas, Window::WHOLE))
    });
    said += &words.matrix_summary(dataset, &view);
    written + said.len()
}

fn lists(dataset: &Dataset, query: &Query, selection: &Selection) -> usize {
    let words = words(query.lang);
    let mut said = String::new();
    for datum in table(dataset, query, selection, &mut Order::default()).rows {
        said += &words.mark_sentence(dataset, &datum);
        said += &words.exact_value(dataset, &datum);
    }
    for (_, rows) in honours(dataset, selection).levels {
        rows.iter()
            .for_each(|row| said += &words.about_honour(row).concat());
    }
    for row in selection.rows.iter().take(OPENED) {
        let key = dataset.observation(*row).key();
        provenance(dataset, &key, query.read);
    }
    let counted = doubts(dataset, query, selection).count;
    said.len() + counted.figures + answers(dataset, query, selection).len()
}
