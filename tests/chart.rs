//! Charts as SVG text, and as geometry: what is drawn, where it can be hit, and that no label is
//! clipped or covered. `UPDATE_SNAPSHOTS=1` writes the snapshots anew; look at each before it is
//! committed.
//!
//! It must never ask a font: text is measured by the table, the same on every machine.

use std::cell::RefCell;
use std::convert::Infallible;
use std::path::PathBuf;

use plotters_backend::FontTransform;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use serde_json::{Value, json};

use union_dashboard::chart::{
    Axis, Canvas, Grain, Grid, HitMap, Measure, Mode, Raster, Step, TableMeasure, Target, TextSize,
    Theme, Vector, Window, compare_height, draw_compare, draw_matrix, draw_overview, draw_targets,
    draw_trend, overview_height, targets_height, trend_height,
};
use union_dashboard::dataset::{Dataset, Row, check};
use union_dashboard::figure::{Scale, Script};
use union_dashboard::lang::words;
use union_dashboard::query::{Query, Selection, select, url};
use union_dashboard::report::{
    Compare, Matrix, Overview, TargetRow, Trend, compare, matrix, overview, trend,
};

/// A view of a fixture.
enum View {
    Overview(Overview),
    Compare(Compare),
    Trend(Trend),
    Matrix(Matrix),
    Targets(Vec<TargetRow>),
}

struct Case {
    dataset: Dataset,
    query: Query,
    view: View,
}

#[derive(Clone, Copy)]
struct Look {
    width_px: f64,
    text: TextSize,
    mode: Mode,
    focus: Option<usize>,
}

const WIDE: Look = Look {
    width_px: 960.0,
    text: TextSize::regular(14.0),
    mode: Mode::Light,
    focus: None,
};
const NARROW: Look = Look {
    width_px: 320.0,
    ..WIDE
};
const DARK: Look = Look {
    mode: Mode::Dark,
    ..WIDE
};
const CONTRAST: Look = Look {
    mode: Mode::Contrast,
    focus: Some(1),
    ..WIDE
};
const ELDER: Look = Look {
    width_px: 360.0,
    text: TextSize::even(24.0),
    mode: Mode::LightStrong,
    ..WIDE
};
const VAST: Look = Look {
    width_px: 2560.0,
    text: TextSize::regular(20.0),
    ..WIDE
};

// Fixtures.

/// Cities of 2 to 12 characters.
const NAMES: [&str; 6] = [
    "安庆",
    "宣城",
    "淮北",
    "呼和浩特",
    "克孜勒苏柯尔克孜",
    "黔西南布依族苗族自治州县",
];

/// A dataset of `cities` cities; `rows` say `city year indicator value [word …]`, where a word is
/// a bound, `municipal`, `doubt`, `corrected` or `upper=…`.
fn dataset(cities: usize, rows: &[String]) -> Dataset {
    let city = |at: usize| {
        let name = NAMES
            .get(at)
            .map_or_else(|| format!("第{at}市"), |name| (*name).to_owned());
        json!({"code": format!("{}", 340_000 + at), "name": format!("{name}市"),
               "short_name": name, "name_en": format!("City {at}"), "province": "安徽省"})
    };
    let categories = [
        "思想引领",
        "建功立业",
        "维权服务",
        "驿站",
        "新就业形态劳动者权益保障",
    ];
    let indicator = |id: &str, name: &str, unit: &str, category: usize| {
        json!({"id": id, "name": name, "name_en": id, "unit": unit, "unit_en": unit,
               "category": format!("c{category}"),
               "measure": if unit == "%" { "ratio" } else { "flow" }})
    };
    let mut done = indicator("done", "帮扶目标完成率", "%", 2);
    done["completion_of"] = "members".into();
    let observations: Vec<Value> = (rows.iter().enumerate()).map(|(at, row)| {
        let words: Vec<&str> = row.split_whitespace().collect();
        let has = |word: &str| words.contains(&word);
        let bounds = ["at_least", "at_most", "approximate", "range", "vague"];
        let bound = bounds.into_iter().find(|bound| has(bound)).unwrap_or("exact");
        let value: Option<f64> = words[3].parse().ok();
        let upper = words.iter().find_map(|word| word.strip_prefix("upper=")?.parse::<f64>().ok());
        let doubt = match (has("doubt"), has("corrected")) {
            (_, true) => json!({"kind": "decimal-point-lost", "probable": value.map(|v| v / 10.0),
                                "confidence": "certain", "reason": "÷ 10"}),
            (true, _) => json!({"kind": "unclear", "probable": null, "confidence": "possible",
                                "reason": "?"}),
            _ => Value::Null,
        };
        json!({"source": "s", "city": format!("{}", 340_000 + words[0].parse::<usize>().expect("a city")),
               "period": words[1], "indicator": words[2], "value": value, "upper": upper,
               "printed": words[3], "bound": bound,
               "scope": if has("municipal") { "municipal" } else { "city" },
               "status": if has("target") { "target" } else { "reported" }, "of": null, "paragraph": at + 1, "offset": 0,
               "doubt": doubt, "note": null})
    }).collect();
    let text = json!({
        "schema_version": 1, "title": "t", "updated": "2026-01-01", "license": null,
        "per_capita_indicator": "members",
        "cities": (0..cities).map(city).collect::<Vec<_>>(),
        "categories": categories.iter().enumerate()
            .map(|(at, name)| json!({"id": format!("c{at}"), "name": name, "name_en": name}))
            .collect::<Vec<_>>(),
        "indicators": [indicator("members", "工会会员", "人", 0), indicator("money", "资金", "元", 1),
            indicator("stations", "工会驿站", "家", 3), indicator("rate", "建会率", "%", 2),
            indicator("new", "新就业形态劳动者会员", "人", 4), done],
        "sources": [{"id": "s", "title": "s", "city": "340000", "period": "2025", "file": "s.txt",
                     "sha256": "", "authors": [], "text": null}],
        "observations": observations, "relations": [], "honours": []
    });
    let checked = check(&text.to_string()).expect("a dataset");
    let errors: Vec<_> = checked
        .issues
        .iter()
        .map(|issue| format!("{issue:?}"))
        .filter(|issue| issue.contains("Error"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    checked.dataset
}

fn rows(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The view that a fixture's name and a query string lead to.
fn case(name: &str, fragment: &str) -> Case {
    let dataset = match name {
        "cities" => dataset(
            6,
            &rows(
                "0 2025 members 76150000
             1 2025 members 1387000 at_least
             2 2025 members 532650 approximate
             3 2024 members 900000
             4 2025 members 7000000 corrected
             5 2025 members 300 municipal
             0 2025 money 7600000000
             1 2025 money 1
             2 2025 money 13870000 doubt
             3 2025 money 20000000 range upper=30000000
             4 2025 money 500 at_most
             0 2025 stations 977
             1 2023/2025 stations 412
             0 2025 rate 97.5
             1 2025 rate 88
             2 2025 rate -3.2
             5 2025 new 12345
             0 2025 new 数百 vague",
            ),
        ),
        "years" => dataset(
            6,
            &rows(
                "0 2019 members 1200000
             0 2020 members 1350000
             0 2021 members 1380000
             0 2023 members 1440000 at_least
             0 2024 members 1462000
             0 2025 members 1500000
             1 2021 members 900000
             1 2022 members 880000 doubt
             1 2023 members 905000
             1 2021/2025 members 1000000
             2 2022 members 610000 approximate
             2 2025 members 1498000
             3 ../2024 members 400000
             4 2019-04-18 members 300000
             5 2025 members 1490000 municipal
             0 2023 money 7600000000
             0 2025 money 6800000000 range upper=7000000000",
            ),
        ),
        "plans" => dataset(
            6,
            &rows(
                "0 2025 done 227
             0 2025 members 675
             1 2025 done 92.5 at_least
             4 2025 done 115 approximate
             5 2025 done 1 doubt
             1 2023/2025 new 10000 at_least target
             2 2025 money 20000000 target
             2 2025 money 13870000
             3 2025 new 7600000000 target",
            ),
        ),
        "many" => dataset(
            400,
            &(0..400_u64)
                .map(|at| format!("{at} 2025 members {}", 1 + at.pow(3) * 119))
                .collect::<Vec<_>>(),
        ),
        "flat" => dataset(
            12,
            &(0..12)
                .map(|at| format!("{at} 2025 members {}", 5000 + at))
                .collect::<Vec<_>>(),
        ),
        "one" => dataset(1, &rows("0 2025 members 13870000 at_least")),
        "zero" => dataset(2, &rows("0 2025 members 0\n1 2025 members 0")),
        "hostile" => {
            let mut dataset = dataset(
                4,
                &rows(
                    "0 2025 rate 1e308
                 1 2025 rate -1e308
                 2 2025 rate 5e-324
                 3 2021 rate 1e15
                 3 0001/9999 rate 7
                 0 2024 rate 0.1",
                ),
            );
            dataset.cities[0].short_name = "\u{202e}</script>&\u{0}".repeat(1000);
            dataset.cities[1].short_name = "长".repeat(10_000);
            dataset.cities[2].short_name = String::new();
            dataset
                .categories
                .iter_mut()
                .for_each(|one| one.name = "W".repeat(10_000));
            dataset
                .indicators
                .iter_mut()
                .for_each(|one| one.unit = "公里".repeat(5_000));
            dataset
        }
        "reports" => reports(
            &[
                ("0", "2019"),
                ("0", "2025"),
                ("1", "2024"),
                ("2", "2021/2025"),
            ],
            5,
        ),
        "silent" => reports(&[("0", "2025")], 5),
        "cells_20" => reports(&years_of(20), 12),
        "cells_340" => reports(&years_of(340), 20),
        "empty" => dataset(2, &[]),
        "vague" => dataset(
            2,
            &rows("0 2025 members 数百 vague\n1 2025 members 若干 vague"),
        ),
        _ => panic!("no fixture {name}"),
    };
    let (query, bad) = url::parse(fragment, &dataset);
    assert!(bad.is_empty(), "{bad:?}");
    let selection: Selection = select(&dataset, &query);
    let view = match query.view {
        union_dashboard::query::View::Compare => View::Compare(compare(&dataset, &query)),
        union_dashboard::query::View::Trend => View::Trend(trend(&dataset, &query)),
        union_dashboard::query::View::Matrix => View::Matrix(matrix(&dataset, &query, &selection)),
        _ if name == "plans" => View::Targets(overview(&dataset, &query, &selection).targets),
        _ => View::Overview(overview(&dataset, &query, &selection)),
    };
    Case {
        dataset,
        query,
        view,
    }
}

impl Case {
    fn on_canvas<T>(&self, look: Look, then: impl FnOnce(&Canvas<'_>) -> T) -> T {
        let theme = Theme::new(look.mode, look.text);
        then(&Canvas {
            width_px: look.width_px,
            theme: &theme,
            measure: &TableMeasure,
            dataset: &self.dataset,
            words: words(self.query.lang),
            focus: look.focus,
        })
    }

    fn draw<B: Raster>(&self, look: Look, backend: impl FnOnce((u32, u32)) -> B) -> HitMap {
        self.on_canvas(look, |canvas| {
            let height = match &self.view {
                View::Overview(view) => overview_height(view, canvas),
                View::Compare(view) => compare_height(view, canvas),
                View::Trend(view) => trend_height(view, canvas),
                View::Matrix(view) => Grid::new(view, canvas).height(Window::WHOLE),
                View::Targets(view) => targets_height(view, canvas),
            };
            let backend = backend((look.width_px as u32, height as u32));
            match &self.view {
                View::Overview(view) => draw_overview(backend, view, canvas),
                View::Compare(view) => draw_compare(backend, view, canvas),
                View::Trend(view) => draw_trend(backend, view, canvas),
                View::Matrix(view) => {
                    let grid = Grid::new(view, canvas);
                    draw_matrix(backend, view, &grid, canvas, Window::WHOLE)
                }
                View::Targets(view) => draw_targets(backend, view, canvas),
            }
        })
    }

    fn svg(&self, look: Look) -> String {
        let sheet = Vector::default();
        let mut size = (0.0, 0.0);
        self.draw(look, |(width, height)| {
            size = (f64::from(width), f64::from(height));
            sheet.clone()
        });
        sheet.file(size, "")
    }
}

/// One report each of so many cities.
fn years_of(cities: usize) -> Vec<(&'static str, &'static str)> {
    (0..cities)
        .map(|at| (&*at.to_string().leak(), "2025"))
        .collect()
}

/// Reports of cities and periods, with figures in some of `categories` categories: none in every
/// third cell, none at all of the last report.
fn reports(of: &[(&str, &str)], categories: usize) -> Dataset {
    const NAMES_OF_CATEGORIES: [&str; 6] = [
        "思想引领",
        "产业工人队伍",
        "权益维护",
        "驿站",
        "新就业形态劳动者权益保障",
        "Contests and innovation",
    ];
    let cities = of
        .iter()
        .filter_map(|(city, _)| city.parse::<usize>().ok())
        .max();
    let mut dataset = dataset(cities.map_or(0, |most| most + 1), &[]);
    let mut text = json!({
        "schema_version": 1, "title": "t", "updated": "2026-01-01", "license": null,
        "per_capita_indicator": null, "relations": [], "honours": [],
        "cities": dataset.cities.iter().map(|city| json!({
            "code": city.code, "name": city.name, "short_name": city.short_name,
            "name_en": city.name_en, "province": city.province})).collect::<Vec<_>>(),
        "categories": (0..categories).map(|at| json!({
            "id": format!("c{at}"), "name": NAMES_OF_CATEGORIES[at % 5],
            "name_en": NAMES_OF_CATEGORIES[5]})).collect::<Vec<_>>(),
        "indicators": (0..2 * categories).map(|at| json!({
            "id": format!("i{at}"), "name": format!("{}的次数", NAMES_OF_CATEGORIES[at % 5]),
            "name_en": format!("Indicator {at}"), "unit": "次", "unit_en": "",
            "category": format!("c{}", at / 2), "measure": "flow"})).collect::<Vec<_>>(),
        "sources": of.iter().enumerate().map(|(at, (city, period))| json!({
            "id": format!("s{at}"), "title": "t", "period": period, "file": "s.txt",
            "city": (340_000 + city.parse::<u32>().expect("a city")).to_string(),
            "sha256": "", "authors": [], "text": null})).collect::<Vec<_>>(),
    });
    let mut rows = Vec::new();
    // Few of many, for the test's own speed.
    let most = if of.len() > 100 { 3 } else { 23 };
    for (at, (city, _)) in of
        .iter()
        .enumerate()
        .take(of.len().saturating_sub(1).max(1))
    {
        for category in (0..categories).filter(|category| (at + category) % 3 > 0) {
            for figure in 0..=(at * 7 + category * 5) % most {
                rows.push(json!({
                    "source": format!("s{at}"), "period": "2025", "value": figure,
                    "city": (340_000 + city.parse::<u32>().expect("a city")).to_string(),
                    "indicator": format!("i{}", 2 * category + figure % 2),
                    "printed": figure.to_string(), "bound": "exact", "scope": "city",
                    "status": "reported", "of": null, "paragraph": rows.len() + 1, "offset": 0,
                    "doubt": null, "note": null}));
            }
        }
    }
    text["observations"] = Value::from(rows);
    dataset = check(&text.to_string()).expect("a dataset").dataset;
    dataset
}

// Snapshots.

#[track_caller]
fn snapshot(name: &str, fixture: &str, fragment: &str, look: Look) {
    let svg = case(fixture, fragment).svg(look);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &svg).expect("the snapshot is written");
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == svg,
        "{} differs or is missing: UPDATE_SNAPSHOTS=1 and look",
        path.display()
    );
}

#[test]
fn overview_snapshots() {
    snapshot("overview_wide", "cities", "", WIDE);
    snapshot("overview_narrow", "cities", "", NARROW);
    snapshot(
        "overview_dark",
        "cities",
        "",
        Look {
            focus: Some(1),
            ..DARK
        },
    );
    snapshot("overview_contrast", "cities", "", CONTRAST);
    snapshot("overview_elder", "cities", "", ELDER);
    snapshot("overview_one_city", "cities", "city=安庆", WIDE);
    snapshot("overview_many_cities", "many", "", WIDE);
}

#[test]
fn compare_snapshots() {
    let members = "view=compare&indicator=members";
    snapshot("compare_wide", "cities", members, WIDE);
    snapshot("compare_narrow", "cities", members, NARROW);
    snapshot(
        "compare_dark",
        "cities",
        members,
        Look {
            focus: Some(1),
            ..DARK
        },
    );
    snapshot("compare_contrast", "cities", members, CONTRAST);
    snapshot("compare_elder", "cities", members, ELDER);
    snapshot(
        "compare_money",
        "cities",
        "view=compare&indicator=money",
        WIDE,
    );
    snapshot(
        "compare_money_narrow",
        "cities",
        "view=compare&indicator=money",
        NARROW,
    );
    snapshot(
        "compare_absent",
        "cities",
        "view=compare&indicator=stations",
        WIDE,
    );
    snapshot(
        "compare_below_zero",
        "cities",
        "view=compare&indicator=rate",
        WIDE,
    );
    snapshot(
        "compare_short_names",
        "flat",
        "view=compare&city=安庆,宣城,淮北",
        NARROW,
    );
    snapshot("compare_one", "one", "view=compare", WIDE);
    snapshot("compare_400", "many", "view=compare", WIDE);
    snapshot(
        "compare_english",
        "cities",
        "view=compare&indicator=members&lang=en",
        WIDE,
    );
}

#[test]
fn targets_snapshots() {
    snapshot("targets_wide", "plans", "", WIDE);
    snapshot("targets_narrow", "plans", "", NARROW);
    snapshot("targets_elder", "plans", "", ELDER);
    snapshot("targets_vast", "plans", "", VAST);
}

/// What is computed, and what stands on no scale.
#[test]
fn limits_snapshots() {
    let heads = "view=compare&indicator=stations&basis=members";
    snapshot("compare_heads_wide", "cities", heads, WIDE);
    snapshot("compare_heads_narrow", "cities", heads, NARROW);
    snapshot("compare_heads_elder", "cities", heads, ELDER);
    let index = "view=trend&basis=index";
    snapshot("trend_index_wide", "years", index, WIDE);
    snapshot("trend_index_narrow", "years", index, NARROW);
    snapshot("trend_index_elder", "years", index, ELDER);
}

#[test]
fn trend_snapshots() {
    snapshot("trend_wide", "years", "view=trend", WIDE);
    snapshot("trend_narrow", "years", "view=trend", NARROW);
    snapshot(
        "trend_dark",
        "years",
        "view=trend",
        Look {
            focus: Some(3),
            ..DARK
        },
    );
    snapshot("trend_contrast", "years", "view=trend", CONTRAST);
    snapshot("trend_elder", "years", "view=trend", ELDER);
    snapshot("trend_one_city", "years", "view=trend&city=安庆", WIDE);
    snapshot("trend_one_year", "flat", "view=trend", WIDE);
    snapshot(
        "trend_interval",
        "cities",
        "view=trend&indicator=stations",
        WIDE,
    );
    snapshot("trend_dots", "cities", "view=trend&indicator=money", NARROW);
    snapshot("trend_money", "years", "view=trend&indicator=money", WIDE);
}

#[test]
fn matrix_snapshots() {
    snapshot("matrix_wide", "reports", "view=matrix", WIDE);
    snapshot("matrix_narrow", "cells_20", "view=matrix", NARROW);
    snapshot(
        "matrix_turned",
        "reports",
        "view=matrix&columns=indicators",
        NARROW,
    );
    snapshot("matrix_english", "cells_20", "view=matrix&lang=en", WIDE);
    snapshot("matrix_upwards", "cells_20", "view=matrix&lang=en", NARROW);
    snapshot(
        "matrix_one",
        "reports",
        "view=matrix&city=宣城&category=c0",
        WIDE,
    );
    let focus = Some(8);
    snapshot(
        "matrix_dark",
        "reports",
        "view=matrix",
        Look { focus, ..DARK },
    );
    snapshot(
        "matrix_contrast",
        "reports",
        "view=matrix",
        Look { focus, ..CONTRAST },
    );
    snapshot("matrix_elder", "reports", "view=matrix", ELDER);
}

// Geometry.

/// A box with what it holds.
#[derive(Clone, Debug)]
struct Seen {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    what: String,
}

/// Keeps the texts and the size of what is drawn on it.
#[derive(Default)]
struct Record {
    texts: Vec<Seen>,
    boxes: Vec<Seen>,
    size: (u32, u32),
}

struct Recorder<'r>(&'r RefCell<Record>, (u32, u32));

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.1
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        self.0.borrow_mut().size = self.1;
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        _: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        panic!("a pixel by itself at {x}, {y}");
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        _: BackendCoord,
        _: BackendCoord,
        _: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        _: &S,
        _: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (left, top) = (f64::from(from.0), f64::from(from.1));
        let (right, bottom) = (f64::from(to.0), f64::from(to.1));
        let what = "rect".to_owned();
        self.0.borrow_mut().boxes.push(Seen {
            left,
            top,
            right,
            bottom,
            what,
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        _: I,
        _: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        _: &S,
        _: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
        let (left, top, right, bottom) = (x - radius, y - radius, x + radius, y + radius);
        let what = "circle".to_owned();
        self.0.borrow_mut().boxes.push(Seen {
            left,
            top,
            right,
            bottom,
            what,
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        _: I,
        _: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, y) = (f64::from(x), f64::from(y));
        let width = TableMeasure.width(text, style.size());
        // A Chinese character fills its em.
        if matches!(style.transform(), FontTransform::Rotate270) {
            let half = style.size() / 2.0;
            self.0.borrow_mut().texts.push(Seen {
                left: x - half,
                top: y - width,
                right: x + half,
                bottom: y,
                what: text.to_owned(),
            });
            return Ok(());
        }
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let (top, bottom) = (y - style.size() / 2.0, y + style.size() / 2.0);
        let seen = Seen {
            left,
            top,
            right: left + width,
            bottom,
            what: text.to_owned(),
        };
        self.0.borrow_mut().texts.push(seen);
        Ok(())
    }
}

impl Raster for Recorder<'_> {}

/// Draws a case and asserts what holds of every chart.
fn checked(fixture: &str, fragment: &str, look: Look) -> (Case, HitMap, Record) {
    let case = case(fixture, fragment);
    let record = RefCell::new(Record::default());
    let map = case.draw(look, |size| Recorder(&record, size));
    let record = record.into_inner();
    let context = format!("{fixture} {fragment} {} px", look.width_px);

    let (width, height) = (f64::from(record.size.0), f64::from(record.size.1));
    for seen in record.texts.iter().chain(&record.boxes) {
        let is_inside =
            seen.left >= 0.0 && seen.top >= 0.0 && seen.right <= width && seen.bottom <= height;
        assert!(
            is_inside,
            "{context}: {seen:?} is outside {width} × {height}"
        );
    }
    for (at, a) in record.texts.iter().enumerate() {
        for b in record.texts.iter().skip(at + 1) {
            let overlaps =
                a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
            assert!(!overlaps, "{context}: {a:?} and {b:?} overlap");
        }
    }
    // Of thousands some are enough: each is looked for among all.
    let step = 1 + map.marks.len() / 500;
    for (at, mark) in map.marks.iter().enumerate().step_by(step) {
        // Out of view: walked to, and not hit.
        if mark.width == 0.0 {
            continue;
        }
        let (x, y) = (mark.x + mark.width / 2.0, mark.y + mark.height / 2.0);
        let hit = map.at(x, y).and_then(|hit| map.marks.get(hit));
        let center = hit.map(|hit| (hit.x + hit.width / 2.0, hit.y + hit.height / 2.0));
        assert_eq!(
            center,
            Some((x, y)),
            "{context}: mark {at} is not hit at its centre"
        );
    }
    (case, map, record)
}

fn fragments() -> [(&'static str, &'static str); 24] {
    [
        ("cities", ""),
        ("cities", "lang=en"),
        ("cities", "view=compare&indicator=members"),
        ("cities", "view=compare&indicator=members&lang=en"),
        ("cities", "view=compare&indicator=money&read=printed"),
        ("cities", "view=compare&indicator=stations"),
        ("cities", "view=compare&indicator=rate"),
        ("cities", "view=trend&indicator=rate"),
        ("cities", "view=trend&indicator=money"),
        ("years", "view=trend"),
        ("years", "view=trend&lang=en"),
        ("years", "view=trend&indicator=money"),
        ("years", "view=trend&city=安庆,宣城"),
        ("flat", "view=trend"),
        ("flat", "view=compare"),
        ("one", "view=trend"),
        ("one", "view=compare"),
        ("zero", "view=compare"),
        ("zero", "view=trend"),
        ("plans", ""),
        ("plans", "lang=en"),
        ("cities", "view=compare&indicator=stations&basis=members"),
        (
            "cities",
            "view=compare&indicator=money&basis=members&lang=en",
        ),
        ("years", "view=trend&basis=index"),
    ]
}

#[test]
fn nothing_overlaps_or_is_clipped() {
    for (fixture, fragment) in fragments() {
        for width_px in [
            320.0, 360.0, 480.0, 640.0, 768.0, 960.0, 1280.0, 1920.0, 2560.0,
        ] {
            for text in [TextSize::regular(14.0), TextSize::even(24.0)] {
                checked(
                    fixture,
                    fragment,
                    Look {
                        width_px,
                        text,
                        ..WIDE
                    },
                );
            }
        }
    }
}

#[test]
fn four_hundred_bars_fit_at_any_width() {
    for look in [WIDE, NARROW, ELDER, VAST] {
        let (_, map, _) = checked("many", "view=compare", look);
        assert_eq!(map.figures(), 400);
        let (_, map, _) = checked("many", "view=trend", look);
        assert_eq!(map.figures(), 400);
        checked("many", "", look);
    }
}

#[test]
fn every_observation_of_a_view_has_a_mark() {
    for (fixture, fragment) in fragments() {
        let (case, map, _) = checked(fixture, fragment, WIDE);
        let mut marked: Vec<Row> = (map.marks.iter())
            .filter_map(|mark| match mark.target {
                Target::Observation(row) => Some(row),
                _ => None,
            })
            .collect();
        let mut expected: Vec<Row> = match &case.view {
            View::Overview(view) => {
                assert_eq!(map.figures(), view.categories.len());
                Vec::new()
            }
            View::Compare(view) => view.bars.iter().map(|bar| bar.datum.row).collect(),
            View::Targets(view) => view.iter().map(|row| row.datum.row).collect(),
            View::Trend(view) => (view.series.iter())
                .flat_map(|series| series.points.iter().chain(&series.spans))
                .map(|datum| datum.row)
                .collect(),
            View::Matrix(_) => Vec::new(),
        };
        marked.sort();
        expected.sort();
        assert_eq!(marked, expected, "{fixture} {fragment}");
    }
}

#[test]
fn what_a_figure_means_is_written_beside_its_bar() {
    let (_, _, record) = checked("cities", "view=compare&indicator=members", NARROW);
    let texts: Vec<&str> = record.texts.iter().map(|seen| seen.what.as_str()).collect();
    for expected in [
        "7615万人",
        "≥138.7万人",
        "约53.27万人",
        "已校订",
        "2024年",
        "市总工会本级",
    ] {
        assert!(
            texts.contains(&expected),
            "{expected} is not among {texts:?}"
        );
    }
}

#[test]
fn a_city_that_reports_nothing_is_not_zero() {
    let (case, map, record) = checked("cities", "view=compare&indicator=stations", WIDE);
    let View::Compare(view) = &case.view else {
        panic!("a comparison")
    };
    assert_eq!((view.absent.len(), map.figures()), (4, 2));
    assert_eq!(
        record
            .texts
            .iter()
            .filter(|seen| seen.what == "未公布")
            .count(),
        4
    );
    assert!(!record.texts.iter().any(|seen| seen.what.starts_with('0')));
}

#[test]
fn hostile_names_and_numbers_stay_within_the_canvas() {
    for fragment in ["", "view=compare", "view=trend", "view=trend&city=340000"] {
        for look in [WIDE, NARROW, ELDER, VAST] {
            let (_, _, record) = checked("hostile", fragment, look);
            let is_clean = |seen: &Seen| !seen.what.contains(['\u{202e}', '\u{0}']);
            assert!(record.texts.iter().all(is_clean));
        }
    }
}

#[test]
fn an_empty_view_draws_no_mark() {
    for fixture in ["empty", "vague"] {
        for view in ["compare", "trend"] {
            let (_, map, _) = checked(fixture, &format!("view={view}"), NARROW);
            assert!(map.marks.is_empty());
        }
    }
}

#[test]
fn the_unit_of_an_axis_is_named_once() {
    let (_, _, record) = checked("years", "view=trend", WIDE);
    let named = record
        .texts
        .iter()
        .filter(|seen| seen.what.contains("万人"))
        .count();
    assert_eq!(named, 1);
    let (_, _, record) = checked("years", "view=trend&indicator=money", WIDE);
    assert!(record.texts.iter().any(|seen| seen.what == "亿元"));
}

#[test]
fn ticks_are_distinct_and_nice() {
    for exponent in -2..11 {
        for lead in 1..100 {
            let high = f64::from(lead) * 10_f64.powi(exponent);
            let ticks = Axis::new([high].into_iter(), Grain::Fine, 5).ticks;
            assert!((2..=11).contains(&ticks.len()), "{high}: {ticks:?}");
            assert!(
                ticks.windows(2).all(|pair| pair[0] < pair[1]),
                "{high}: {ticks:?}"
            );
            let scale = Scale::for_max(high, Script::Chinese);
            let short = |tick: &f64| scale.format(*tick).chars().count() <= 7;
            assert!(ticks.iter().all(short), "{high}: {ticks:?}");
            assert!(
                ticks.last().is_some_and(|last| *last >= high),
                "{high}: {ticks:?}"
            );
        }
    }
}

/// A backend that fails at once.
struct Broken;

impl Raster for Broken {}

impl DrawingBackend for Broken {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        (0, 0)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<std::io::Error>> {
        Err(DrawingErrorKind::DrawingError(std::io::Error::other(
            "no canvas",
        )))
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<std::io::Error>> {
        self.ensure_prepared()
    }

    fn draw_pixel(
        &mut self,
        _: BackendCoord,
        _: BackendColor,
    ) -> Result<(), DrawingErrorKind<std::io::Error>> {
        self.ensure_prepared()
    }
}

#[test]
fn a_backend_that_fails_keeps_the_layout() {
    let case = case("cities", "view=compare&indicator=members");
    let sound = case.draw(WIDE, |size| Recorder(Box::leak(Box::default()), size));
    assert_eq!(case.draw(WIDE, |_| Broken), sound);
}

// The matrix.

const MATRICES: [(&str, &str); 8] = [
    ("silent", "view=matrix"),
    ("reports", "view=matrix"),
    ("reports", "view=matrix&columns=indicators"),
    ("reports", "view=matrix&lang=en"),
    ("cells_20", "view=matrix"),
    ("cells_20", "view=matrix&lang=en"),
    ("cells_340", "view=matrix"),
    ("cells_340", "view=matrix&lang=en"),
];

#[test]
fn a_matrix_fits_from_a_phone_to_a_wall() {
    for (fixture, fragment) in MATRICES {
        for width_px in [320.0, 360.0, 1280.0, 2560.0] {
            for text in [TextSize::regular(14.0), TextSize::even(24.0)] {
                let look = Look {
                    width_px,
                    text,
                    ..WIDE
                };
                let (case, map, _) = checked(fixture, fragment, look);
                let View::Matrix(view) = &case.view else {
                    panic!("a matrix")
                };
                let (rows, columns) = (view.rows.len(), view.columns.len());
                let marks = if rows < columns && map.marks[0].target == Target::MatrixRow(0) {
                    rows + columns * (rows + 1)
                } else {
                    columns + rows * (columns + 1)
                };
                assert_eq!(map.marks.len(), marks, "{fixture} {fragment} {width_px}");
            }
        }
    }
}

#[test]
fn a_cell_says_its_count_and_an_empty_one_says_nothing() {
    let (case, _, record) = checked("reports", "view=matrix", WIDE);
    let View::Matrix(view) = &case.view else {
        panic!("a matrix")
    };
    assert_eq!(view.rows.len(), 4);
    let written = record.texts.iter().map(|seen| seen.what.as_str());
    let zeros = written.filter(|text| *text == "0").count();
    // The total of the report that says nothing, and of no category.
    assert_eq!(zeros, 1);
    let full = view.counts.iter().filter(|&&count| count > 0);
    for count in full {
        assert!(
            record
                .texts
                .iter()
                .any(|seen| seen.what == count.to_string())
        );
    }
}

#[test]
fn what_is_out_of_view_is_walked_to_and_not_hit() {
    let case = case("cells_340", "view=matrix");
    let View::Matrix(view) = &case.view else {
        panic!("a matrix")
    };
    case.on_canvas(NARROW, |canvas| {
        let grid = Grid::new(view, canvas);
        let mut window = Window {
            height_px: 600.0,
            ..Window::WHOLE
        };
        let record = RefCell::new(Record::default());
        let (width, height) = grid.size();
        assert!(width > NARROW.width_px && height > 4000.0);
        assert!(grid.height(window) <= 600.0);
        let mut focus = None;
        for step in [Step::Next, Step::NextSeries, Step::Last, Step::First] {
            let map = draw_matrix(Recorder(&record, (320, 600)), view, &grid, canvas, window);
            focus = map.step(focus, step);
            if let Some((left_px, top_px)) = grid.reveal(focus.expect("a mark"), window) {
                window = Window {
                    left_px,
                    top_px,
                    ..window
                };
            }
            assert_eq!(grid.reveal(focus.expect("a mark"), window), None);
            let map = draw_matrix(Recorder(&record, (320, 600)), view, &grid, canvas, window);
            let mark = map.marks[focus.expect("a mark")];
            assert!(
                mark.width > 0.0 && mark.y + mark.height <= 600.0,
                "{step:?} {mark:?}"
            );
            let at = map.at(mark.x + mark.width / 2.0, mark.y + mark.height / 2.0);
            assert_eq!(at, focus);
        }
    });
}
