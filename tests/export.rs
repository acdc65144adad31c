//! What leaves the page: pictures with their frame, as SVG text and as geometry, and citations.
//! `UPDATE_SNAPSHOTS=1` writes the snapshots anew; look at each before it is committed.
//!
//! It must never ask a font: text is measured by the table, the same on every machine.

mod common;

use common::{ask, path};
use union_dashboard::chart::export::{Frame, inner_width};
use union_dashboard::chart::{
    Canvas, Measure, Mode, TableMeasure, TextSize, Theme, Vector, compare_height, draw_compare,
    draw_overview, draw_trend, overview_height, trend_height,
};
use union_dashboard::lang::{Made, Occasion, titles, words};
use union_dashboard::query::View;
use union_dashboard::report::{compare, overview, provenance, sources, trend};

const TEXT_PX: f64 = 14.0;

/// A line of text in a picture.
#[derive(Debug)]
struct Line {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

/// A view of a fixture within its frame, as SVG, and its size.
fn picture(name: &str, fragment: &str, width_px: f64, frame: Option<Frame>) -> (String, [f64; 2]) {
    let (dataset, query, selection) = ask(name, fragment);
    let words = words(query.lang);
    let theme = Theme::new(Mode::Light, TextSize::regular(TEXT_PX));
    let canvas = Canvas {
        width_px: inner_width(width_px, TEXT_PX),
        theme: &theme,
        measure: &TableMeasure,
        dataset: &dataset,
        words,
        focus: None,
    };
    let sheet = Vector::default();
    let mut at = |place| Some(sheet.at(place));
    let reports = titles(&dataset, &sources(&dataset, &selection.rows, &[]));
    let name_of = |id| words.indicator(dataset.indicator(id)).to_owned();
    let framed = |title: String, summary: String| {
        frame.clone().unwrap_or_else(|| Frame {
            title,
            summary,
            foot: vec![
                (words.share.sources)(&reports),
                (words.share.made)(&Made {
                    dataset: &dataset.title,
                    updated: &dataset.updated,
                    today: "2026-11-22",
                    version: "0123abcd-4567cdef",
                }),
            ],
        })
    };
    let (layout, title) = match query.view {
        View::Compare => {
            let view = compare(&dataset, &query);
            let title = (words.compare_title)(&view.indicator.map(name_of).unwrap_or_default());
            let frame = framed(title.clone(), words.compare_summary(&dataset, &view));
            let layout = frame.layout(&canvas, compare_height(&view, &canvas));
            layout.draw(&canvas, &mut at, &mut |ink| {
                draw_compare(ink, &view, &canvas)
            });
            (layout, title)
        }
        View::Trend => {
            let view = trend(&dataset, &query);
            let title = (words.trend_title)(&view.indicator.map(name_of).unwrap_or_default());
            let frame = framed(title.clone(), words.trend_summary(&dataset, &view));
            let layout = frame.layout(&canvas, trend_height(&view, &canvas));
            layout.draw(&canvas, &mut at, &mut |ink| draw_trend(ink, &view, &canvas));
            (layout, title)
        }
        _ => {
            let view = overview(&dataset, &query, &selection);
            let title = words.categories_title.to_owned();
            let frame = framed(title.clone(), words.overview_summary(&dataset, &view));
            let layout = frame.layout(&canvas, overview_height(&view, &canvas));
            layout.draw(&canvas, &mut at, &mut |ink| {
                draw_overview(ink, &view, &canvas)
            });
            (layout, title)
        }
    };
    (sheet.file(layout.size, &title), layout.size.into())
}

#[track_caller]
fn snapshot(name: &str, fragment: &str) {
    let (svg, _) = picture("achievements", fragment, 720.0, None);
    let path = path("tests/snapshots").join(format!("export_{name}.svg"));
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
fn pictures_within_their_frame() {
    snapshot("compare", "view=compare&indicator=rest-stations");
    snapshot("trend", "view=trend&indicator=members&city=340800");
    snapshot("overview", "");
    snapshot("english", "view=compare&indicator=job-fairs&lang=en");
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

fn lines(svg: &str) -> Vec<Line> {
    let tags = svg.lines().filter_map(|line| line.strip_prefix("<text"));
    tags.map(|tag| {
        let number = |name| attribute(tag, name).and_then(|text| text.parse::<f64>().ok());
        let (x, y, size) = (number("x"), number("y"), number("font-size"));
        let (x, y, size) = (x.expect("x"), y.expect("y"), size.expect("a size"));
        let text = tag.split_once('>').expect("a text").1;
        let text = text.trim_end_matches("</text>").replace("&amp;", "&");
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        let width = TableMeasure.width(&text, size);
        let left = match attribute(tag, "text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        Line {
            left,
            right: left + width,
            top: y - 0.86 * size,
            bottom: y + 0.14 * size,
            text,
        }
    })
    .collect()
}

#[track_caller]
fn nothing_is_lost(svg: &str, [width, height]: [f64; 2]) {
    let lines = lines(svg);
    for (at, a) in lines.iter().enumerate() {
        let inside = a.left >= 0.0 && a.right <= width && a.top >= 0.0 && a.bottom <= height;
        assert!(inside, "{a:?} is outside {width} × {height}");
        for b in &lines[at + 1..] {
            let apart = a.right <= b.left + 0.5
                || b.right <= a.left + 0.5
                || a.bottom <= b.top + 0.5
                || b.bottom <= a.top + 0.5;
            assert!(apart, "{a:?} and {b:?} overlap");
        }
    }
}

#[test]
fn nothing_overlaps_or_is_clipped() {
    for width in [360.0, 720.0, 1200.0] {
        for fragment in [
            "",
            "lang=en",
            "view=compare&indicator=rest-stations",
            "view=compare&indicator=job-fairs&lang=en",
            "view=trend&indicator=members",
            "view=trend&indicator=members&lang=en",
        ] {
            let (svg, size) = picture("achievements", fragment, width, None);
            assert_eq!(size[0], width);
            nothing_is_lost(&svg, size);
        }
    }
}

#[test]
fn a_long_frame_is_wrapped_and_kept_whole() {
    let long = Frame {
        title: "“十四五”期间新就业形态劳动者权益保障与服务阵地建设指标体系（试行）".repeat(3),
        summary: format!(
            "共3个城市（安庆、宣城、淮北），{}；其余见图。",
            "W".repeat(400)
        ),
        foot: vec![
            "A long English line of ordinary words, ".repeat(12),
            String::new(),
        ],
    };
    for width in [300.0, 720.0, 1200.0] {
        let (svg, size) = picture("two_cities", "view=compare", width, Some(long.clone()));
        nothing_is_lost(&svg, size);
        let shown: String = lines(&svg).into_iter().map(|line| line.text).collect();
        let squeezed = |text: &str| text.replace(' ', "");
        for part in [&long.title, &long.summary, &long.foot[0]] {
            assert!(
                squeezed(&shown).contains(&squeezed(part)),
                "{part} is not whole"
            );
        }
        // Closing marks never begin a line.
        let first = |line: &Line| line.text.chars().next();
        let starts: Vec<char> = lines(&svg).iter().filter_map(first).collect();
        assert!(
            !starts.iter().any(|c| "，。；）”".contains(*c)),
            "{starts:?}"
        );
    }
}

#[test]
fn a_name_cannot_break_out_of_the_picture() {
    let frame = Frame {
        title: "<script>alert(1)</script>&\"\u{0}\u{202e}".to_owned(),
        ..Frame::default()
    };
    let (svg, _) = picture("two_cities", "view=compare", 720.0, Some(frame));
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    assert!(!svg.contains('\u{0}') && !svg.contains("href"));
}

#[test]
fn a_figure_is_cited_with_its_place_and_its_doubt() {
    let cite = |key: &str, fragment: &str| {
        let (dataset, query, _) = ask("achievements", fragment);
        let view = provenance(&dataset, key, query.read).expect("a figure");
        let at = Occasion {
            today: "2026-11-22",
            link: "https://example.org/#focus=x",
            version: "0123abcd-4567cdef",
        };
        words(query.lang).cite_figure(&dataset, &view, at)
    };
    assert_eq!(
        cite("anqing-2025:25:43:rest-stations", ""),
        "丁时锋, 沈弘艺. 实干赋能发展 温情守护职工——安庆市总工会2025年工作交出亮眼答卷[R]//\
         市总工会工作成果数据[DS/OL]: 第 25 段，安庆市、2025年、工会驿站、“977家”\
         (2026-11-21)[2026-11-22]. 版本 0123abcd-4567cdef. https://example.org/#focus=x"
    );
    let members = "anqing-2025:10:37:members";
    let (dataset, ..) = ask("achievements", "");
    let key = dataset
        .rows()
        .map(|row| dataset.observation(row))
        .find(|seen| seen.doubt.is_some() && seen.indicator.id == "members")
        .map_or(members.to_owned(), |seen| seen.key());
    assert!(cite(&key, "").contains("“7615万人”（已校订：76.15万人）"));
    assert!(cite(&key, "read=printed").contains("“7615万人”（存疑）"));
    let both = cite(&key, "lang=en");
    let (english, chinese) = both.split_once('\n').expect("two lines");
    assert!(english.contains("Anqing") && chinese.contains("安庆市"));
}

#[test]
fn a_view_is_cited_with_all_its_reports() {
    let (dataset, _, selection) = ask("achievements", "city=安庆");
    let reports = sources(&dataset, &selection.rows, &selection.honours);
    let at = Occasion {
        today: "2026-11-22",
        link: "https://example.org/",
        version: "0123abcd-4567cdef",
    };
    let chinese = words(union_dashboard::query::Lang::Chinese);
    let text = chinese.cite_view(&dataset, |_| "总览、安庆市".to_owned(), &reports, at);
    assert_eq!(
        text,
        "市总工会工作成果数据：总览、安庆市[DS/OL]. 来源：《实干赋能发展 温情守护职工\
         ——安庆市总工会2025年工作交出亮眼答卷》《用劳动美托起中国梦 安庆工会人在新时代中砥砺前行》. \
         (2026-11-21)[2026-11-22]. 版本 0123abcd-4567cdef. https://example.org/"
    );
}
