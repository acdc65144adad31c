//! The dataset that ships, proved against the reports' texts where they lie beside the checkout.
//! Without them it must say how many places went unproved; it must never print a sentence.

mod common;

use std::collections::BTreeMap;

use common::{dataset, path};
use union_dashboard::dataset::SourceText;
use union_dashboard::figure;

/// Paragraphs of each source, by id; `None` where the sources do not lie beside the checkout.
fn sources() -> Option<BTreeMap<String, Vec<Vec<char>>>> {
    let folder = path("../shared/sources");
    let dataset = dataset("achievements");
    let read = |source: &union_dashboard::dataset::Source| {
        let text = std::fs::read_to_string(folder.join(source.file.as_deref()?)).ok()?;
        let paragraphs = SourceText::new(&text);
        let lines = paragraphs.paragraphs().iter();
        Some((
            source.id.clone(),
            lines.map(|line| line.chars().collect()).collect(),
        ))
    };
    dataset.sources.iter().map(read).collect()
}

#[test]
fn every_printed_figure_stands_at_its_place() {
    let dataset = dataset("achievements");
    let Some(sources) = sources() else {
        let places = dataset.observations.len() + dataset.honours.len();
        println!("the sources are not beside the checkout: {places} places went unproved");
        return;
    };
    let mut findings = Vec::new();
    for row in dataset.rows() {
        let observation = dataset.observation(row);
        let line = sources[&observation.source.id].get(observation.paragraph as usize - 1);
        let there: String = line.map_or_else(String::new, |line| {
            let from = line.iter().skip(observation.offset as usize);
            from.take(observation.printed.chars().count()).collect()
        });
        if there != observation.printed {
            findings.push(observation.key());
        }
    }
    assert_eq!(findings, Vec::<String>::new(), "not at their place");
}

#[test]
fn every_value_is_what_the_printed_figure_says() {
    let dataset = dataset("achievements");
    let mut findings = Vec::new();
    for row in dataset.rows() {
        let observation = dataset.observation(row);
        // Quasi-units and bare numerals that the parser refuses are the checker's business.
        let Ok(figure) = figure::parse(observation.printed) else {
            continue;
        };
        let agrees = match (figure.value, observation.value) {
            (Some(read), Some(value)) => (read - value).abs() <= value.abs() * 1e-9,
            (None, None) => true,
            _ => false,
        };
        if !agrees || figure.bound != observation.bound {
            let key = observation.key();
            findings.push(format!("{key} {} {figure:?}", observation.printed));
        }
    }
    assert_eq!(findings, Vec::<String>::new(), "read otherwise");
}

#[test]
fn no_arabic_digit_of_a_source_is_unaccounted_for() {
    let dataset = dataset("achievements");
    let Some(sources) = sources() else {
        println!("the sources are not beside the checkout: their digits went uncounted");
        return;
    };
    let list = std::fs::read_to_string(path("tests/data/not-figures.json")).expect("the list");
    let list: Vec<serde_json::Value> = serde_json::from_str(&list).expect("json");
    let mut covered: BTreeMap<(String, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for entry in &list {
        let number = |key: &str| entry[key].as_u64().expect("a number") as usize;
        let source = entry["source"].as_str().expect("a source").to_owned();
        let spans = covered.entry((source, number("paragraph"))).or_default();
        spans.push((number("offset"), number("length")));
    }
    for row in dataset.rows() {
        let seen = dataset.observation(row);
        let spans = covered
            .entry((seen.source.id.clone(), seen.paragraph as usize))
            .or_default();
        spans.push((seen.offset as usize, seen.printed.chars().count()));
    }
    let mut findings = Vec::new();
    for (source, lines) in &sources {
        for (at, line) in lines.iter().enumerate() {
            let spans = covered.get(&(source.clone(), at + 1));
            for (offset, _) in line.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
                let inside =
                    |&(from, length): &(usize, usize)| (from..from + length).contains(&offset);
                if !spans.is_some_and(|spans| spans.iter().any(inside)) {
                    findings.push(format!("{source}:{}:{offset}", at + 1));
                }
            }
        }
    }
    assert_eq!(
        findings,
        Vec::<String>::new(),
        "digits that nothing accounts for"
    );
}
