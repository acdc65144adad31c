//! The page that needs no program: that nothing is missing on it, that a dataset's text stays text,
//! and that its headings, tables and names are in order.
//!
//! It must never trust the page's own counts.

mod common;

use std::collections::BTreeMap;

use union_dashboard::dataset::{Dataset, check};
use union_dashboard::figure;
use union_dashboard::lang;
use union_dashboard::page::{Around, MOST_ROWS, html};
use union_dashboard::query::{Lang, ReadMode};
use union_dashboard::report::Datum;

fn words() -> &'static lang::Words {
    lang::words(Lang::Chinese)
}

/// An element as it stands in the markup: a start tag or an end tag, and the text after it.
struct Piece {
    name: String,
    attributes: String,
    is_end: bool,
    text: String,
}

/// The markup piece by piece; it panics where tags do not nest or a text holds markup.
fn pieces(markup: &str) -> Vec<Piece> {
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for part in markup.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{text}");
        let is_end = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if is_end {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else {
            open.push(name.to_owned());
        }
        found.push(Piece {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
            is_end,
            text: plain(text),
        });
    }
    assert!(open.is_empty(), "{open:?} are open");
    found
}

/// Text without its escapes.
fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").trim_end_matches('\n').to_owned()
}

/// How often each row of cells stands in the tables, the remarks' reasons left out.
fn table_rows(markup: &str) -> BTreeMap<Vec<String>, usize> {
    let mut rows = BTreeMap::new();
    let mut row: Vec<String> = Vec::new();
    for piece in pieces(markup) {
        match (&*piece.name, piece.is_end) {
            ("tr", false) => row.clear(),
            ("th" | "td", false) => row.push(piece.text.trim_end().to_owned()),
            ("strong", false) => row.last_mut().expect("a cell").push_str(&piece.text),
            ("tr", true) if row.len() == 6 => *rows.entry(row.clone()).or_insert(0) += 1,
            _ => {}
        }
    }
    rows
}

fn expected_row(dataset: &Dataset, datum: &Datum) -> Vec<String> {
    let observation = dataset.observation(datum.row);
    vec![
        observation.indicator.name.clone(),
        (words().period)(datum.period),
        words().value(dataset, datum),
        observation.printed.to_owned(),
        words().remarks(dataset, datum).join(words().comma),
        (words().paragraph)(observation.paragraph),
    ]
}

#[test]
fn every_observation_stands_in_it_once() {
    for name in ["achievements", "two_cities"] {
        let dataset = common::dataset(name);
        let mut expected: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in dataset.rows() {
            let datum = Datum::new(&dataset, row, ReadMode::Certain);
            *expected.entry(expected_row(&dataset, &datum)).or_insert(0) += 1;
        }
        let mut found = table_rows(&html(&dataset, Around::Own));
        let head: Vec<&str> = vec!["指标", "时期", "数值", "原文", "说明", "位置"];
        let head: Vec<String> = head.into_iter().map(str::to_owned).collect();
        assert!(found.remove(&head).is_some());
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_honour_stands_in_it_once_with_its_place() {
    let dataset = common::dataset("achievements");
    let pieces = pieces(&html(&dataset, Around::Own));
    let mut found: Vec<(String, String)> = Vec::new();
    for pair in pieces.windows(2) {
        if pair[0].name == "li" && !pair[0].is_end && pair[1].name == "span" {
            found.push((pair[0].text.clone(), pair[1].text.trim().to_owned()));
        }
    }
    let mut expected: Vec<(String, String)> = Vec::new();
    for honour in &dataset.honours {
        let mut about = vec![(words().direction)(honour.direction).to_owned()];
        about.extend(honour.recipient.clone());
        about.extend(honour.awarder.clone());
        about.push((words().period)(honour.period));
        if honour.count > 1.0 {
            about.push(format!(
                "数量：{}",
                figure::exact(honour.count, "", words().script)
            ));
        }
        if let Some(doubt) = &honour.doubt {
            about.push(format!("存疑（{}）", (words().doubt_kind)(doubt.kind)));
        }
        about.push((words().paragraph)(honour.paragraph));
        expected.push((honour.title.clone(), format!("（{}）", about.join("、"))));
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn what_is_doubted_says_why() {
    let dataset = common::dataset("achievements");
    let markup = plain(&html(&dataset, Around::Own));
    let of_figures = dataset.observations.doubt.iter().map(|(_, doubt)| doubt);
    let of_honours = dataset
        .honours
        .iter()
        .filter_map(|honour| honour.doubt.as_ref());
    for doubt in of_figures.chain(of_honours) {
        assert!(markup.contains(&doubt.reason), "{}", doubt.reason);
    }
    assert!(markup.contains("已校订（原文“7615万人”）"));
    for source in &dataset.sources {
        assert!(markup.contains(&format!("来源：《{}》", source.title)));
    }
}

#[test]
fn headings_are_in_order_and_ids_are_unique() {
    let dataset = common::dataset("achievements");
    for (around, top) in [(Around::Own, 1), (Around::Host, 2)] {
        let pieces = pieces(&html(&dataset, around));
        let starts = || pieces.iter().filter(|piece| !piece.is_end);
        let levels: Vec<u8> = starts()
            .filter_map(|piece| piece.name.strip_prefix('h')?.parse().ok())
            .collect();
        assert_eq!(levels.first(), Some(&top));
        for pair in levels.windows(2) {
            assert!(pair[1] > top && pair[1] <= pair[0] + 1, "{levels:?}");
        }
        let mut ids: Vec<&str> = starts()
            .filter_map(|piece| piece.attributes.strip_prefix("id="))
            .collect();
        let links: Vec<String> = starts()
            .filter_map(|piece| piece.attributes.strip_prefix("href=\"#"))
            .map(|target| format!("\"{target}"))
            .collect();
        assert_eq!(links, ids, "every report is led to");
        ids.dedup();
        assert_eq!(ids.len(), 5);
        let root = starts().next().expect("a root");
        assert_eq!(root.attributes, "lang=\"zh-CN\"");
        assert_eq!(root.name == "main", around == Around::Own);
        for table in starts().filter(|piece| piece.name == "th") {
            assert!(table.attributes.starts_with("scope="));
        }
        let tables = starts().filter(|piece| piece.name == "table").count();
        let captions = starts().filter(|piece| piece.name == "caption").count();
        assert_eq!((tables, captions), (5, 5));
    }
}

#[test]
fn a_dataset_full_of_markup_stays_text() {
    let bad = "</td></main><script>alert(1)</script><img src=x onerror='a'> & \\\"\\\" <!--";
    let shipped = common::text("achievements");
    let mut json = shipped.clone();
    for name in [
        "基层工会",
        "思想引领",
        "安庆市",
        "省级竞赛二等奖",
        "20期",
        "丁时锋",
    ] {
        assert!(json.contains(&format!("\"{name}\"")), "{name}");
        json = json.replace(&format!("\"{name}\""), &format!("\"{name}{bad}\""));
    }
    json = json.replace("或为前列2个省五一劳动奖之一。", bad);
    assert_ne!(json, shipped);
    let dataset = check(&json).expect("it can be read").dataset;
    let markup = html(&dataset, Around::Own);
    let allowed = [
        "main", "header", "h1", "h2", "h3", "p", "noscript", "nav", "ul", "li", "a", "section",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "small", "strong",
    ];
    for piece in pieces(&markup) {
        assert!(allowed.contains(&piece.name.as_str()), "<{}>", piece.name);
        assert!(!piece.attributes.contains("onerror"));
    }
    assert!(!markup.contains("<!--") && !markup.contains("<script"));
    assert!(markup.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn equal_data_give_equal_pages_and_none_gives_a_page() {
    let dataset = common::dataset("achievements");
    assert_eq!(html(&dataset, Around::Host), html(&dataset, Around::Host));
    let markup = html(&Dataset::default(), Around::Own);
    assert!(pieces(&markup).iter().all(|piece| piece.name != "table"));
}

#[test]
fn a_dataset_too_long_to_be_read_is_counted_and_not_listed() {
    let mut json: serde_json::Value =
        serde_json::from_str(&common::text("achievements")).expect("JSON");
    let all = json["observations"].as_array_mut().expect("a list");
    let pattern = all[0].clone();
    for offset in 0..MOST_ROWS {
        let mut another = pattern.clone();
        another["offset"] = (offset + 10_000).into();
        all.push(another);
    }
    let checked = check(&json.to_string()).expect("it can be read");
    let dataset = checked.dataset;
    assert_eq!(dataset.observations.len(), 289 + MOST_ROWS);
    let markup = html(&dataset, Around::Own);
    assert!(markup.contains(lang::PAGE.too_many));
    assert!(markup.contains(&format!("{} 条数据", dataset.observations.len())));
    assert!(!markup.contains("<table") && markup.contains("<h2"));
}
